import { once } from '../../yaml/once.ts'
import { get, items, scalar, text } from '../../yaml/query.ts'
import { groupBy } from '../group.ts'
import type { Manifest } from '../manifest.ts'
import type { Project } from '../project.ts'
import { referenced, target } from '../reference.ts'
import { tags } from '../tag.ts'
import type { Template } from '../template.ts'
import { edges, links } from './edge.ts'
import type { Fed } from './event.ts'
import { feeds } from './feed.ts'
import { type Sink, sinks, weights } from './sink.ts'
import type { Stop } from './source.ts'
import { behind, type Trail, trailFrom, wayOf } from './trail.ts'
import { isSource, resolve, type Variable } from './variable.ts'

/** A sink that a value reaches. */
export interface Reached {
  readonly sink: Sink
  /** From where the value enters to the last place before the sink, by the shortest way. */
  readonly way: readonly Stop[]
}

/**
 * The sinks that what an event brings in reaches, the worst first and of those the nearest. It need not be the worst
 * source of a sink, nor the nearest.
 */
export function reachedBy({ source, at }: Fed, project: Project): readonly Reached[] {
  const { starts } = graphOf(project)
  const first = (starts.get(at) ?? []).map((to) => ({ to, trail: trailFrom(source) }))
  const found = spread(first, Math.max(least, Math.floor(most / starts.size)))
  return found.toSorted((a, b) => weights.indexOf(a.sink.weight) - weights.indexOf(b.sink.weight))
}

/** How many variables are looked at for all that events bring in together, and for each part of it. */
const most = 5_000_000
const least = 1000

/** A variable on a way from an event to a sink. */
interface Holder {
  readonly variable: Variable
  /** The variables that may hold what this one holds. */
  readonly into: { readonly to: Holder; readonly stop: Stop | undefined }[]
  readonly sinks: Sink[]
}

interface Graph {
  /** The variables that hold what events bring in, by the place that says so. */
  readonly starts: ReadonlyMap<unknown, readonly Holder[]>
}

/** All variables that can reach a sink in what events submit, each once. */
const graphOf = once(build)

function build(project: Project): Graph {
  const holders = new Map<Template | Manifest, Map<string, Holder>>()
  const all: Holder[] = []
  const starts: { readonly at: unknown; readonly holder: Holder }[] = []
  const { fed } = links(project)
  const places = new Set<unknown>(
    [...fed.values()].flatMap((byName) => [...byName.values()].flat().map(({ at }) => at)),
  )
  for (const manifest of run([...fed.keys()], project)) {
    for (const sink of [...sinks(manifest), ...lost(manifest, project)]) {
      const { template, call } = sink
      for (const { path } of sink.flows)
        for (const one of resolve(path, { project, manifest, template, call }))
          if (!isSource(one)) holderOf(one).sinks.push(sink)
    }
  }
  // A list also yields what is added while it is walked.
  for (const holder of all) {
    for (const { from, stop } of feeds(holder.variable, project)) {
      if (!isSource(from)) holderOf(from).into.push({ to: holder, stop })
      else if (places.has(from.way[0]?.at)) starts.push({ at: from.way[0]?.at, holder })
    }
  }
  const byPlace = groupBy(starts, ({ at }) => at)
  return { starts: new Map([...byPlace].map(([at, some]) => [at, some.map(({ holder }) => holder)])) }

  function holderOf(variable: Variable): Holder {
    let byName = holders.get(variable.of)
    if (!byName) holders.set(variable.of, (byName = new Map()))
    let holder = byName.get(variable.name)
    if (!holder) {
      byName.set(variable.name, (holder = { variable, into: [], sinks: [] }))
      all.push(holder)
    }
    return holder
  }
}

/** What a manifest gives to templates that are not among the manifests. */
function* lost(manifest: Manifest, project: Project): Generator<Sink> {
  for (const { node, from, given } of edges(manifest).leaving) {
    if (target(manifest, node, project)) continue
    const name = text(get(node, 'templateRef', 'name'))
    const does = `is handed to a template${name === undefined ? '' : ` of \`${name}\``} that is not among the files`
    for (const argument of items(get(given, 'parameters')))
      for (const { flows, span: at } of tags(scalar(get(argument, 'value'))))
        yield { at, does, weight: 'unknown', runs: false, flows, manifest, template: from, call: node }
  }
}

/** Some manifests, and all that they run. */
function run(first: readonly Manifest[], project: Project): ReadonlySet<Manifest> {
  const found = new Set(first)
  // A set also yields what is added while it is walked.
  for (const manifest of found) {
    const library = get(manifest.spec, 'workflowTemplateRef') && referenced(manifest, project)
    if (library) found.add(library)
    for (const { node } of edges(manifest).leaving) {
      const to = target(manifest, node, project)
      if (to) found.add(to.manifest)
    }
  }
  return found
}

interface Arrival {
  readonly to: Holder
  readonly trail: Trail
}

/** The sinks from the nearest: the first to come to one is to be told. */
function spread(first: readonly Arrival[], limit: number): Reached[] {
  const reached = new Set<Holder>()
  const found = new Map<Sink, Trail>()
  const byLength: Arrival[][] = []
  for (const arrival of first) (byLength[arrival.trail.length] ??= []).push(arrival)
  for (let length = 0; length < byLength.length; length++) {
    for (const { to, trail } of byLength[length] ?? []) {
      if (reached.has(to) || reached.size >= limit) continue
      reached.add(to)
      for (const sink of to.sinks) if (!found.has(sink)) found.set(sink, trail)
      for (const { to: next, stop } of to.into)
        (byLength[length + (stop ? 1 : 0)] ??= []).push({ to: next, trail: behind(trail, stop) })
    }
  }
  return [...found].map(([sink, trail]) => ({
    sink,
    // Ways are long and few are told.
    get way() {
      return wayOf(trail)
    },
  }))
}
