import type { Node } from '../yaml/node.ts'
import { get, items, scalar, scalars, text } from '../yaml/query.ts'
import { edges } from './edge.ts'
import { type Flow, flowsOf } from './expression.ts'
import type { Manifest } from './manifest.ts'
import { tags } from './tag.ts'
import { type Template, templates } from './template.ts'
import { constant, described, hasValue, type Input, isInput, isLibrary, levels, override, parameter, type Place, resolve, type Source, submitter } from './variable.ts'

/** The worst source of some variables. What other files call or pass is not known here. */
export function sourceOf(flows: readonly Flow[], place: Place): Source {
  return flows
    .flatMap(({ path }) => resolve(path, place))
    .map((found) => (isInput(found) ? stateOf(found, place.manifest) : found))
    .reduce(worse, constant)
}

function worse(a: Source, b: Source): Source {
  return levels.indexOf(b.level) > levels.indexOf(a.level) ? b : a
}

function stateOf({ template, parameter: name }: Input, manifest: Manifest): Source {
  return states(manifest).get(template)?.get(name) ?? (isLibrary(manifest) ? submitter : override)
}

type States = ReadonlyMap<Template, ReadonlyMap<string, Source>>

const known = new WeakMap<Manifest, States>()

/** What each input parameter of each template may hold. */
function states(manifest: Manifest): States {
  let found = known.get(manifest)
  if (!found) known.set(manifest, (found = new Solver().solve(manifest)))
  return found
}

/** Carries sources from calls to inputs and on to further calls until nothing gets worse. Each input rises a few times at most. */
class Solver {
  private readonly found = new Map<Template, Map<string, Source>>()
  private readonly feeds = new Map<Template, Map<string, Input[]>>()
  private readonly queue: Input[] = []

  solve(manifest: Manifest): States {
    const all = edges(manifest)
    const called = new Set([...all.byNode.values()].map(({ to }) => to))
    for (const template of templates(manifest)) this.seed(manifest, template, called.has(template))
    for (const { node, from, to } of all.byNode.values()) {
      for (const argument of to ? items(get(node, 'arguments', 'parameters')) : []) {
        if (to) this.feed({ template: to, parameter: text(get(argument, 'name')) ?? '' }, argument, { manifest, template: from, call: node })
      }
    }
    for (const input of this.queue) {
      const source = this.found.get(input.template)?.get(input.parameter) ?? constant
      for (const fed of this.feeds.get(input.template)?.get(input.parameter) ?? []) this.raise(fed, source)
    }
    return this.found
  }

  /** What an input holds without a call: its default, and what a submission may give it. */
  private seed(manifest: Manifest, template: Template, called: boolean): void {
    const { spec } = manifest
    const entry = !template.inline && [get(spec, 'entrypoint'), get(spec, 'onExit')].some((node) => text(node) === template.name)
    for (const declared of items(get(template.node, 'inputs', 'parameters'))) {
      if (declared.kind !== 'mapping') continue
      const name = text(get(declared, 'name')) ?? ''
      const input = { template, parameter: name }
      this.feed(input, declared, { manifest, template })
      if (isLibrary(manifest) && !template.inline) this.raise(input, { ...submitter, ...described(declared) })
      else if (entry) this.feedEntry(input, hasValue(declared), manifest)
      else if (!called) this.raise(input, { ...override, ...described(declared) })
    }
  }

  /** The entrypoint gets the workflow's parameters of the same name, and so whatever a submission gives them. */
  private feedEntry(input: Input, hasDefault: boolean, manifest: Manifest): void {
    const declared = parameter(get(manifest.spec, 'arguments'), input.parameter)
    if (declared || !hasDefault) this.connect(input, [{ path: ['workflow', 'parameters', input.parameter], json: false }], { manifest, template: undefined })
    else this.raise(input, override)
  }

  /** The value of an argument or a default: a text with tags, or a reference to something else. */
  private feed(to: Input, holder: Node, place: Place): void {
    this.raise(to, constant)
    for (const key of ['value', 'default']) this.connect(to, tags(scalar(get(holder, key))).flatMap(({ flows }) => flows), place)
    const reference = get(holder, 'valueFrom')
    if (!reference) return
    if (get(reference, 'configMapKeyRef')) this.raise(to, { level: 'output', from: 'a ConfigMap', at: reference })
    if (get(reference, 'supplied')) this.raise(to, { level: 'argument', from: 'whoever resumes the suspended workflow', at: reference })
    this.connect(to, flowsOf(text(get(reference, 'expression')) ?? ''), place)
    for (const leaf of scalars(reference)) this.connect(to, tags(leaf).flatMap(({ flows }) => flows), place)
  }

  private connect(to: Input, flows: readonly Flow[], place: Place): void {
    for (const found of flows.flatMap(({ path }) => resolve(path, place))) {
      if (!isInput(found)) this.raise(to, found)
      else if (found.template !== to.template || found.parameter !== to.parameter) at(this.feeds, found).push(to)
    }
  }

  private raise(to: Input, source: Source): void {
    let inputs = this.found.get(to.template)
    if (!inputs) this.found.set(to.template, (inputs = new Map()))
    const before = inputs.get(to.parameter)
    const after = before ? worse(before, source) : source
    if (after === before) return
    inputs.set(to.parameter, after)
    this.queue.push(to)
  }
}

function at(feeds: Map<Template, Map<string, Input[]>>, { template, parameter: name }: Input): Input[] {
  let inputs = feeds.get(template)
  if (!inputs) feeds.set(template, (inputs = new Map()))
  let list = inputs.get(name)
  if (!list) inputs.set(name, (list = []))
  return list
}
