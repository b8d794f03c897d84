import { type Change, type Part, replace, rewrite, rewritten } from '../yaml/change.ts'
import type { Mapping, Scalar } from '../yaml/node.ts'
import { pathTo } from '../yaml/path.ts'
import { get, items, keyOf, scalar, scalars } from '../yaml/query.ts'
import type { Code } from './code.ts'
import { Environment, namesIn } from './environment.ts'
import { givenTexts } from './given.ts'
import { readerOf, type Vector } from './interpreter.ts'
import type { Manifest } from './manifest.ts'
import { containers } from './pod.ts'
import type { Program } from './program.ts'
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
  let found = known.get(place.container)
  if (!found) {
    const beside = code.flatMap((other) => {
      const own = other.template === at.template ? placeOf(other.scalar, manifest) : undefined
      return own?.container === place.container ? [{ code: other, ...own }] : []
    })
    known.set(place.container, (found = pass(beside, isWanted, manifest, project)))
  }
  return found
}

const known = new WeakMap<Mapping, Passage>()

function all({ tags }: Code, reason: string): Passage {
  return { changes: [], names: [], refused: new Map(tags.map((tag) => [tag, reason])) }
}

interface Place extends Vector {
  readonly container: Mapping
}

const fields = new Set('command args source lifecycle startupProbe livenessProbe readinessProbe'.split(' '))

/** The container that a text is a part of, and the argument vector that runs it. */
function placeOf(leaf: Scalar, { root }: Manifest): Place | undefined {
  let container: Mapping | undefined
  let holder = root
  for (const step of pathTo(root, leaf)) {
    const node = 'item' in step ? step.item : step.value
    if (!container && 'key' in step && fields.has(keyOf(step) ?? '')) container = holder
    if (node.kind === 'mapping') holder = node
    else if (node === leaf && container)
      return { container, source: get(holder, 'source') === leaf, words: argv(holder) }
  }
  return undefined
}

function argv(holder: Mapping): readonly string[] {
  const leaves = ['command', 'args'].flatMap((key) => items(get(holder, key)))
  return leaves.map((item) => scalar(item)?.value ?? '')
}

function pass(
  programs: readonly (Place & { readonly code: Code })[],
  isWanted: Wanted['isWanted'],
  manifest: Manifest,
  project: Project,
): Passage {
  const refused = new Map<Tag, string>()
  const changes: Change[] = []
  const names = new Set<string>()
  const [first] = programs
  if (!first) return { changes, names: [], refused }
  const environment = environmentOf(first.container, manifest, project)
  for (const { code, ...vector } of programs) {
    const wanted = code.tags.filter((tag) => isWanted(code, tag))
    const program = environment.open ? readerOf(code, vector) : 'The container takes its `env` from elsewhere'
    const chosen = typeof program === 'string' ? refuse(program) : choose(program)
    if (typeof program === 'string' || chosen.length === 0) continue
    const named = new Map(
      chosen.map((tag) => [tag, environment.nameFor(tag, code.scalar.value.slice(tag.from, tag.to))]),
    )
    for (const name of named.values()) names.add(name)
    changes.push(written(code.scalar, program.write(named)))

    function refuse(reason: string): readonly Tag[] {
      for (const tag of wanted) refused.set(tag, reason)
      return []
    }

    function choose(reader: Program): readonly Tag[] {
      const free = wanted.filter((tag) => {
        const reason = nested(code, tag) ?? reader.refusal(tag, textsOf(code, tag, manifest))
        if (reason !== undefined) refused.set(tag, reason)
        return reason === undefined
      })
      const trial = new Map(free.map((tag) => [tag, 'NAME']))
      const after = rewritten(code.scalar.value, free.length > 0 ? reader.write(trial) : [])
      const clean = braces(after).join() === braces(without(code.scalar.value, free)).join()
      return clean ? free : refuse('Braces beside the tag would be taken for another tag')
    }
  }
  return { changes: [...changes, ...environment.changes()], names: [...names], refused }
}

function environmentOf(container: Mapping, manifest: Manifest, project: Project): Environment {
  // Of `env`, values alone: the kubelet looks for names in them.
  const parts = container.pairs.flatMap((pair) =>
    keyOf(pair) === 'env' ? items(pair.value).map((item) => get(item, 'value')) : pair.value,
  )
  const texts = parts.flatMap((part) => [...scalars(part)]).map(({ value }) => value.replace(brace, '0'))
  const layers = [...containers(manifest, project)].filter(({ node }) => node === container)
  const others = layers.flatMap((found) => found.layers.flatMap(({ node }) => namesIn(get(node, 'env'))))
  return new Environment(container, texts, others)
}

function textsOf({ template }: Code, tag: Tag, manifest: Manifest): readonly string[] {
  return tag.flows.flatMap(({ path }) => givenTexts(path, { manifest, template }))
}

/** A text of one line is written anew, so that it gets quotes that suit those of the program. */
function written(leaf: Scalar, parts: readonly Part[]): Change {
  const flat = !leaf.block && !leaf.raw.includes('\n')
  return flat ? replace(leaf, rewritten(leaf.value, parts)) : rewrite(leaf, parts)
}

const brace = /\{\{[^]*?\}\}/g

function braces(program: string): readonly string[] {
  return program.match(brace) ?? []
}

function without(program: string, tags: readonly Tag[]): string {
  return rewritten(
    program,
    tags.map(({ from, to }) => ({ from, to, text: ' ' })),
  )
}

function nested({ scalar: { value } }: Code, { from }: Tag): string | undefined {
  const before = value.slice(0, from)
  return before.lastIndexOf('{{') > before.lastIndexOf('}}') ? 'The tag stands inside of another one' : undefined
}
