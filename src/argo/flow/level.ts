import { once } from '../../yaml/once.ts'
import type { Flow } from '../expression.ts'
import type { Project } from '../project.ts'
import type { Template } from '../template.ts'
import type { Manifest } from '../manifest.ts'
import { feeds } from './feed.ts'
import { constant, rank, ranks, type Source, type Stop, worse } from './source.ts'
import { behind, type Trail, trailFrom, wayOf } from './trail.ts'
import { isSource, type Place, resolve, type Variable } from './variable.ts'

/** The worst source of some variables, from wherever in the project it comes, with the shortest way. */
export function sourceOf(flows: readonly Flow[], place: Place): Source {
  if (flows.length === 0) return constant
  return flows
    .flatMap(({ path }) => resolve(path, place))
    .map((found) => (isSource(found) ? found : solverOf(place.project).solve(found)))
    .reduce(worse, constant)
}

const solverOf = once((project: Project): Solver => new Solver(project))

/** A variable that was asked for. */
interface Holder {
  readonly variable: Variable
  readonly own: Source[]
  /** The variables that may hold what this one holds. */
  readonly into: { readonly to: Holder; readonly stop: Stop | undefined }[]
  trail?: Trail
  source?: Source
}

/** A source that comes to a variable by a way. */
interface Arrival {
  readonly to: Holder
  readonly trail: Trail
}

/**
 * What variables hold. One that is asked for is followed back to all that feeds it, each variable once. Then sources
 * are carried forward, the worst ones first and of one kind by the shortest way, so that the first to arrive is the
 * one to tell: as much work as there are edges.
 */
class Solver {
  private readonly project: Project
  private readonly holders = new Map<Template | Manifest, Map<string, Holder>>()

  constructor(project: Project) {
    this.project = project
  }

  solve(variable: Variable): Source {
    const asked: Holder[] = []
    const holder = this.holderOf(variable, asked)
    const late: Arrival[] = []
    for (const next of asked) {
      for (const { from, stop } of feeds(next.variable, this.project)) {
        if (isSource(from)) next.own.push(stop ? { ...from, way: [...from.way, stop] } : from)
        else {
          const other = this.holderOf(from, asked)
          if (other.trail) late.push({ to: next, trail: behind(other.trail, stop) })
          else if (!other.source) other.into.push({ to: next, stop })
        }
      }
    }
    if (asked.length === 1 && late.length === 0) settle(holder)
    else if (asked.length > 0) carry(asked, late)
    return holder.source ?? constant
  }

  private holderOf(variable: Variable, asked: Holder[]): Holder {
    const { of, name } = variable
    let byName = this.holders.get(of)
    if (!byName) this.holders.set(of, (byName = new Map()))
    let found = byName.get(name)
    if (!found) {
      found = { variable, own: [], into: [] }
      byName.set(name, found)
      asked.push(found)
    }
    return found
  }
}

/** Settles a variable that no other one feeds. */
function settle(holder: Holder): void {
  const [first, ...others] = holder.own
  const worst = others.reduce(
    (a, b) => (rank(b) > rank(a) || (rank(b) === rank(a) && b.way.length < a.way.length) ? b : a),
    first ?? constant,
  )
  holder.source = worst
  if (first) holder.trail = trailFrom(worst)
}

/** Settles some variables, given what those that are settled pass on to them. */
function carry(asked: readonly Holder[], late: readonly Arrival[]): void {
  const waiting: Arrival[][] = []
  for (const to of asked)
    for (const source of to.own) (waiting[rank(source)] ??= []).push({ to, trail: trailFrom(source) })
  for (const arrival of late) (waiting[rank(arrival.trail.source)] ??= []).push(arrival)
  for (let worst = ranks; worst >= 0; worst--) if (waiting[worst]) spread(waiting[worst] ?? [])
  for (const holder of asked) holder.source ??= constant
}

/** The nearest arrivals of one rank first. Only lengths that there are count: the way to what is settled may be long. */
function spread(arrivals: readonly Arrival[]): void {
  const byLength = new Map<number, Arrival[]>()
  for (const arrival of arrivals) wait(arrival)
  const first = [...byLength.keys()].toSorted((a, b) => b - a)
  for (let length = first.pop(); length !== undefined; length = byLength.has(length + 1) ? length + 1 : first.pop()) {
    // A list also yields what is added while it is walked.
    for (const { to, trail } of byLength.get(length) ?? []) {
      if (to.source) continue
      to.trail = trail
      to.source = ending(trail)
      for (const { to: next, stop } of to.into) if (!next.source) wait({ to: next, trail: behind(trail, stop) })
    }
    if (first.at(-1) === length + 1) first.pop()
  }

  function wait(arrival: Arrival): void {
    const { length } = arrival.trail
    const same = byLength.get(length)
    if (same) same.push(arrival)
    else byLength.set(length, [arrival])
  }
}

/** The source at the end of a trail. Ways are long and few are told. */
function ending(trail: Trail): Source {
  const { source } = trail
  if (!trail.before) return source
  let way: readonly Stop[] | undefined
  return {
    level: source.level,
    from: source.from,
    ...(source.limited && { limited: true }),
    get fetched() {
      return source.fetched ?? false
    },
    get way() {
      return (way ??= wayOf(trail))
    },
  }
}
