import { type Change, type Part, replace, rewrite, rewritten } from '../yaml/change.ts'
import type { Mapping, Scalar } from '../yaml/node.ts'
import { get, items, keyOf, scalars, text } from '../yaml/query.ts'
import { isNested, makesTags, withoutBraces } from './brace.ts'
import type { Code } from './code.ts'
import { Environment, namesIn } from './environment.ts'
import { givenTexts } from './given.ts'
import { readerOf } from './interpreter.ts'
import type { Manifest } from './manifest.ts'
import { type Container, containers, podSetting } from './pod.ts'
import { isPointedInto } from './pointer.ts'
import type { Program } from './program.ts'
import { type Place, placeOf } from './program-place.ts'
import type { Project } from './project.ts'
import type { Tag } from './tag.ts'

/** What brings the texts of tags into a container as variables, for all of its programs at once. */
export interface Passage {
  readonly changes: readonly Change[]
  /** The variables that are used. */
  readonly names: readonly string[]
  /** Why tags stay where they are, as sentences without a full stop. */
  readonly refused: ReadonlyMap<Tag, string>
}

/** The programs of one container, and which of their tags are to become variables. */
interface Wanted {
  readonly code: readonly Code[]
  readonly isWanted: (code: Code, tag: Tag) => boolean
}

/**
 * Passes what tags stand for through the environment of the container that runs their program. Every tag of the
 * container is moved at once, so that asking for any of them gives the same.
 *
 * @param code all code of the manifest
 */
export function passageOf(at: Code, { code, isWanted }: Wanted, manifest: Manifest, project: Project): Passage {
  if (at.whole) return all(at, 'The template is there to run whatever text it is given')
  const place = placeOf(at.scalar, manifest)
  if (!place) return all(at, 'The text belongs to no container of this file, or other places use the same text')
  if (!at.template) return all(at, '`templateDefaults` are merged into templates that may set the same variables')
  let byContainer = known.get(project)
  if (!byContainer) known.set(project, (byContainer = new Map()))
  let found = byContainer.get(place.container)
  if (!found) {
    const beside = code.flatMap((other) => {
      const own = other.template === at.template ? placeOf(other.scalar, manifest) : undefined
      return own?.container === place.container ? [{ code: other, ...own }] : []
    })
    byContainer.set(place.container, (found = pass(beside, isWanted, manifest, project)))
  }
  return found
}

const known = new WeakMap<Project, Map<Mapping, Passage>>()

function all({ tags }: Code, reason: string): Passage {
  return { changes: [], names: [], refused: new Map(tags.map((tag) => [tag, reason])) }
}

function pass(
  programs: readonly (Place & { readonly code: Code })[],
  isWanted: Wanted['isWanted'],
  manifest: Manifest,
  project: Project,
): Passage {
  const refused = new Map<Tag, string>()
  const changes: Change[] = []
  const [first] = programs
  if (!first) return { changes, names: [], refused }
  const { container } = first
  const layers = containers(manifest, project).filter(({ node }) => node === container)
  const environment = environmentOf(container, layers)
  const unfit = unfitness(environment, layers, isPointedInto(container, manifest, project))
  const chosen = programs.map(({ code, ...vector }) => {
    const wanted = code.tags.filter((tag) => isWanted(code, tag))
    const reader = unfit ?? readerOf(code, vector)
    const reasons = reasonsOf(code, wanted, reader, manifest, project)
    for (const [tag, reason] of reasons) refused.set(tag, reason)
    return { code, reader, tags: wanted.filter((tag) => !reasons.has(tag)) }
  })
  const named = namedIn(chosen, environment)
  for (const { code, reader, tags } of chosen) {
    if (typeof reader === 'string' || tags.length === 0) continue
    changes.push(rewriting(code.scalar, reader.write(new Map(tags.map((tag) => [tag, named.get(tag) ?? ''])))))
  }
  return { changes: [...changes, ...environment.changes()], names: [...new Set(named.values())], refused }
}

/** The variables of some tags. What is nothing but a variable of Argo has the best right to its name. */
function namedIn(
  programs: readonly { readonly code: Code; readonly tags: readonly Tag[] }[],
  environment: Environment,
): ReadonlyMap<Tag, string> {
  const all = programs.flatMap(({ code, tags }) => tags.map((tag) => ({ tag, written: written(code, tag) })))
  const byRight = all.toSorted((a, b) => rank(a.tag) - rank(b.tag))
  return new Map(byRight.map(({ tag, written: words }) => [tag, environment.nameFor(tag, words)]))
}

function rank({ expression, body, flows }: Tag): number {
  if (!expression) return 0
  return flows.length === 1 && /^=\s*[\w.[\]'"-]+$/.test(body) ? 1 : 2
}

/** Why some tags of a program cannot become variables. */
function reasonsOf(
  code: Code,
  wanted: readonly Tag[],
  reader: Program | string,
  manifest: Manifest,
  project: Project,
): ReadonlyMap<Tag, string> {
  if (typeof reader === 'string') return new Map(wanted.map((tag) => [tag, reader]))
  const { value } = code.scalar
  const reasons = new Map<Tag, string>()
  for (const tag of wanted) {
    const inner = isNested(value, tag) ? 'The tag stands inside of another one' : undefined
    const reason = inner ?? reader.refusal(tag, textsOf(code, tag, manifest, project))
    if (reason !== undefined) reasons.set(tag, reason)
  }
  const free = wanted.filter((tag) => !reasons.has(tag))
  if (
    free.length > 0 &&
    makesTags(value, free, rewritten(value, reader.write(new Map(free.map((tag) => [tag, 'NAME'])))))
  )
    for (const tag of free) reasons.set(tag, 'Braces beside the tag would be taken for another tag')
  return reasons
}

function written({ scalar: { value } }: Code, { from, to }: Tag): string {
  return value.slice(from, to)
}

/** Why a container is not to be changed at all. */
function unfitness({ open }: Environment, all: readonly Container[], pointedInto: boolean): string | undefined {
  if (!open) return 'The container takes its `env` from elsewhere'
  // Items are counted, and the new ones stand first: behind others, `$(NAME)` in a value would be expanded.
  if (pointedInto)
    return 'A Sensor or a patch in these files puts other text into this container, at a place that it counts or that would be rewritten'
  return all.some(({ pod }) => text(podSetting(pod, 'nodeSelector', 'kubernetes.io/os')?.node) === 'windows')
    ? 'The container runs on Windows'
    : undefined
}

function environmentOf(container: Mapping, all: readonly Container[]): Environment {
  // Of `env`, values alone: the kubelet looks for names in them.
  const parts = container.pairs.flatMap((pair) =>
    keyOf(pair) === 'env' ? items(pair.value).map((item) => get(item, 'value')) : pair.value,
  )
  const texts = parts.flatMap((part) => [...scalars(part)]).map(({ value }) => withoutBraces(value, '0'))
  const others = all.flatMap((found) => found.layers.flatMap(({ node }) => namesIn(get(node, 'env'))))
  return new Environment(container, texts, others)
}

function textsOf({ template }: Code, tag: Tag, manifest: Manifest, project: Project): readonly string[] {
  return tag.flows.flatMap(({ path }) => givenTexts(path, { project, manifest, template }))
}

/**
 * A text of one line is written anew, so that it gets quotes that suit those of the program; unless there are escapes
 * in it, which might not come out as they were.
 */
function rewriting(leaf: Scalar, parts: readonly Part[]): Change {
  const flat = !leaf.block && leaf.raw === leaf.value && !leaf.raw.includes('\n')
  return flat ? replace(leaf, rewritten(leaf.value, parts)) : rewrite(leaf, parts)
}
