import type { Mapping, Node } from '../yaml/node.ts'
import { get, items, scalar, scalars, text } from '../yaml/query.ts'
import { edges } from './edge.ts'
import { type Flow, flowsOf } from './expression.ts'
import type { Manifest } from './manifest.ts'
import { constant, override, type Source, submitter, worse } from './source.ts'
import { tags } from './tag.ts'
import type { Template } from './template.ts'
import { described, hasValue, type Input, isInput, isLibrary, parameter, type Place, resolve } from './variable.ts'

/** The worst source of some variables. What other files call or pass is not known here. */
export function sourceOf(flows: readonly Flow[], place: Place): Source {
  return flows
    .flatMap(({ path }) => resolve(path, place))
    .map((found) => (isInput(found) ? stateOf(found, place.manifest) : found))
    .reduce(worse, constant)
}

/** The variables in a list to loop over. */
function flowsIn(list: Node): readonly Flow[] {
  const leaves = [scalar(list), ...items(list).flatMap((item) => [...scalars(item)])]
  return leaves.flatMap((leaf) => tags(leaf).flatMap(({ flows }) => flows)).filter(({ path }) => path[0] !== 'item')
}

/** All inputs of a template. */
function inputsOf({ node }: Template): readonly Flow[] {
  const names = items(get(node, 'inputs', 'parameters')).map((item) => text(get(item, 'name')) ?? '')
  return names.filter((name) => name !== '').map((name) => ({ path: ['inputs', 'parameters', name], json: false }))
}

function stateOf(input: Input, manifest: Manifest): Source {
  let solver = known.get(manifest)
  if (!solver) known.set(manifest, (solver = new Solver(manifest)))
  return solver.solve(input)
}

const known = new WeakMap<Manifest, Solver>()

/**
 * What input parameters hold. One that is asked for is followed back to all that feeds it, each input once; then
 * sources are carried forward until nothing gets worse, which is a few times for each input at most.
 */
class Solver {
  private readonly manifest: Manifest
  /** The templates that a submission runs. */
  private readonly entries: ReadonlySet<string | undefined>
  private readonly found = new Map<Template, Map<string, Source>>()
  private readonly feeds = new Map<Template, Map<string, Input[]>>()
  private asked: Input[] = []
  private raised: Input[] = []

  constructor(manifest: Manifest) {
    this.manifest = manifest
    this.entries = new Set(['entrypoint', 'onExit'].map((key) => text(get(manifest.spec, key))))
  }

  solve(input: Input): Source {
    this.ask(input)
    for (const next of this.asked) this.expand(next)
    for (const from of this.raised) {
      const source = this.stateOf(from) ?? constant
      for (const to of this.feeds.get(from.template)?.get(from.parameter) ?? []) this.raise(to, source)
    }
    this.asked = []
    this.raised = []
    return this.stateOf(input) ?? constant
  }

  private stateOf({ template, parameter: name }: Input): Source | undefined {
    return this.found.get(template)?.get(name)
  }

  private ask(input: Input): void {
    if (this.stateOf(input)) return
    this.raise(input, constant)
    this.asked.push(input)
  }

  /** What an input holds without a call, and by each call. */
  private expand(input: Input): void {
    const { manifest } = this
    const { template, parameter: name, list } = input
    if (list) return this.connect(input, flowsIn(list), { manifest, template })
    if (name === '') return this.connect(input, inputsOf(template), { manifest, template })
    const declared = parameter(get(template.node, 'inputs'), name)
    if (isLibrary(manifest) && !template.inline) return this.raise(input, { ...submitter, ...described(declared) })
    if (declared) this.feed(input, declared, { manifest, template })
    const calls = edges(manifest).byTarget.get(template)
    if (!template.inline && this.entries.has(template.name)) this.submit(input, declared)
    else if (!calls) this.raise(input, { ...override, ...described(declared) })
    for (const { node, from } of calls ?? []) {
      const argument = parameter(get(node, 'arguments'), name)
      if (argument) this.feed(input, argument, { manifest, template: from, call: node })
    }
  }

  /** The entrypoint gets the workflow's parameters of the same name, and so whatever a submission gives them. */
  private submit(input: Input, declared: Mapping | undefined): void {
    const { manifest } = this
    const own = declared && hasValue(declared) && !parameter(get(manifest.spec, 'arguments'), input.parameter)
    if (own) this.raise(input, { ...override, ...described(declared) })
    else
      this.connect(input, [{ path: ['workflow', 'parameters', input.parameter], json: false }], {
        manifest,
        template: undefined,
      })
  }

  /** The value of an argument or a default: a text with tags, or a reference to something else. */
  private feed(to: Input, holder: Mapping, place: Place): void {
    for (const key of ['value', 'default']) {
      for (const tag of tags(scalar(get(holder, key)))) this.connect(to, tag.flows, place)
    }
    const reference = get(holder, 'valueFrom')
    if (!reference) return
    if (get(reference, 'configMapKeyRef')) this.raise(to, { level: 'output', from: 'a ConfigMap', at: reference })
    if (get(reference, 'supplied'))
      this.raise(to, { level: 'argument', from: 'whoever resumes the suspended workflow', at: reference })
    this.connect(to, flowsOf(text(get(reference, 'expression')) ?? ''), place)
    for (const leaf of scalars(reference)) for (const tag of tags(leaf)) this.connect(to, tag.flows, place)
  }

  private connect(to: Input, flows: readonly Flow[], place: Place): void {
    for (const found of flows.flatMap(({ path }) => resolve(path, place))) {
      if (!isInput(found)) this.raise(to, found)
      else {
        this.ask(found)
        this.feedsOf(found).push(to)
        this.raise(to, this.stateOf(found) ?? constant)
      }
    }
  }

  private raise(to: Input, source: Source): void {
    const inputs = this.found.get(to.template) ?? new Map<string, Source>()
    if (inputs.size === 0) this.found.set(to.template, inputs)
    const before = inputs.get(to.parameter)
    const after = before ? worse(before, source) : source
    if (after === before) return
    inputs.set(to.parameter, after)
    this.raised.push(to)
  }

  private feedsOf({ template, parameter: name }: Input): Input[] {
    const inputs = this.feeds.get(template) ?? new Map<string, Input[]>()
    if (inputs.size === 0) this.feeds.set(template, inputs)
    const list = inputs.get(name) ?? []
    if (list.length === 0) inputs.set(name, list)
    return list
  }
}
