import type { Mapping } from '../yaml/node.ts'
import { once } from '../yaml/once.ts'
import { get, isNull, items, mapping, pair, scalar, text } from '../yaml/query.ts'
import { chartTags, chartValues, isServing } from './chart-values.ts'
import { basename } from './language.ts'
import { isUnknown } from './embedded.ts'
import { commands, environment, type Flag, flags, type Grammar, parseBool, type Word } from './flags.ts'
import { component, parseImage } from './image.ts'
import { type Manifest, podSpec } from './manifest.ts'
import type { Project } from './project.ts'
import { parseVersion, type Version } from './version.ts'

/** A container that runs the workflow controller or the Argo Server. */
export interface Installed {
  readonly part: 'controller' | 'server'
  readonly manifest: Manifest
  readonly node: Mapping
  /** Flags and `ARGO_…` variables in the order in which Argo sets them. */
  readonly flags: readonly Flag[]
  readonly env: ReadonlyMap<string, Word>
  /** By its image's tag, else by the project. */
  readonly version: Version | undefined
  /** Not a Kustomize patch, and nothing of its command line is unknown: what is absent here has its default. */
  readonly whole: boolean
}

const grammar: Grammar = {
  booleans: new Set([
    'secure',
    'hsts',
    'browser',
    'namespaced',
    'event-async-dispatch',
    'executor-plugins',
    'workflow-level-executor-plugins',
    'insecure-skip-verify',
    'insecure-skip-tls-verify',
    'argo-http1',
    'verbose',
    'help',
    'wait',
    'watch',
    'log',
    'follow',
    'no-color',
  ]),
  shorthands: {
    e: 'secure',
    b: 'browser',
    p: 'port',
    k: 'insecure-skip-verify',
    s: 'argo-server',
    n: 'namespace',
    v: 'verbose',
    h: 'help',
    w: 'wait',
  },
}

const found = once((manifest: Manifest): readonly Omit<Installed, 'version'>[] => {
  if (manifest.kind === 'Values') return ofChart(manifest)
  return items(get(podSpec(manifest), 'containers')).flatMap((node) =>
    node.kind === 'mapping' ? (describe(manifest, node) ?? []) : [],
  )
})

/** The parts of Argo that an object runs: nothing for objects that are not Argo's own. */
export function installed(manifest: Manifest, project: Project): readonly Installed[] {
  return found(manifest).map((one) => ({ ...one, version: versionOf(one) ?? project.argoVersion }))
}

/** The parts of Argo that all objects of a project run. */
export const allInstalled = once((project: Project): readonly Installed[] =>
  project.manifests.flatMap((manifest) => installed(manifest, project)),
)

/** The servers among them. */
export const serversOf = once((project: Project): readonly Installed[] =>
  allInstalled(project).filter(({ part }) => part === 'server'),
)

function describe(manifest: Manifest, node: Mapping): Omit<Installed, 'version'> | undefined {
  const image = text(get(node, 'image'))
  for (const words of commands(node)) {
    const part = partOf(node, image, words)
    if (!part) continue
    const env = environment(node)
    const read = flags(ownWords(words), grammar)
    const written = [...fromEnvironment(env), ...read.flags]
    const whole =
      image !== undefined && !manifest.templated && !get(node, 'envFrom') && !words.some((word) => isOpen(word.text))
    return { part, manifest, node, flags: written, env, whole }
  }
  return undefined
}

/** The parts that values of Argo's Helm chart tell about. What they leave out is the chart's to say. */
function ofChart(manifest: Manifest): Omit<Installed, 'version'>[] {
  const values = chartValues(manifest.root)
  const single = pair(values, 'singleNamespace')
  const common = single ? [{ name: 'namespaced', value: text(single.value) ?? '', at: single.value }] : []
  return (['controller', 'server'] as const).flatMap((part) => {
    const node = mapping(get(values, part))
    if (!values || !node || (part === 'server' && !isServing(values))) return []
    const env = environment(node, 'extraEnv')
    const words = items(get(node, 'extraArgs')).flatMap((item) => scalar(item) ?? [])
    const extra = flags(
      words.map((leaf) => ({ text: leaf.value, at: leaf })),
      grammar,
    )
    const own =
      part === 'server' ? [...valuesOf(node, 'secure', ['secure']), ...valuesOf(node, 'auth-mode', modes)] : []
    return {
      part,
      manifest,
      node,
      flags: [...fromEnvironment(env), ...common, ...own, ...extra.flags],
      env,
      whole: false,
    }
  })
}

const modes = ['authModes', 'authMode']

/** The first of some values that says something, as a flag: of a list, one flag for each item. */
function valuesOf(node: Mapping, name: string, keys: readonly string[]): Flag[] {
  const given = keys
    .map((key) => get(node, key))
    .find((value) => !isNull(value) && !(value?.kind === 'sequence' && value.items.length === 0))
  const leaves = given?.kind === 'sequence' ? items(given) : [given]
  return leaves.flatMap((item) => {
    const leaf = scalar(item)
    return leaf && leaf.value !== '' ? { name, value: leaf.value, at: leaf } : []
  })
}

/** By the tag of its image. */
function versionOf({ manifest, node, part }: Omit<Installed, 'version'>): Version | undefined {
  const values = manifest.kind === 'Values' ? chartValues(manifest.root) : undefined
  if (!values) return parseVersion(parseImage(text(get(node, 'image')) ?? '').tag ?? '')
  const tag = chartTags(values).find(({ parts }) => parts.includes(part))
  return parseVersion(tag?.tag.value ?? '')
}

/** Whether a text has a part that is put in later. */
function isOpen(value: string): boolean {
  return isUnknown(value) || value.includes('$')
}

/**
 * Which part a command starts. The image or the program says it; where a patch or a template leaves both open,
 * the container's name does.
 */
function partOf(node: Mapping, image: string | undefined, words: readonly Word[]): Installed['part'] | undefined {
  const program = words.find(({ text: word }) => programs.has(basename(word)))
  const is = component(parseImage(image ?? ''))
  const name = text(get(node, 'name'))
  const anonymous = image === undefined || isOpen(image)
  if (program && basename(program.text) === 'workflow-controller') return 'controller'
  if (is === 'controller' || (name === 'workflow-controller' && (anonymous || !is))) return 'controller'
  const { rest } = flags(ownWords(words), grammar)
  const serves = rest[0]?.text === 'server'
  if (serves && (program !== undefined || is === 'server' || name === 'argo-server')) return 'server'
  return name === 'argo-server' && anonymous && rest.length === 0 ? 'server' : undefined
}

const programs = new Set(['argo', 'workflow-controller'])

/** The words after the program, or all of them when the image starts it. */
function ownWords(words: readonly Word[]): readonly Word[] {
  return words.slice(words.findIndex(({ text: word }) => programs.has(basename(word))) + 1)
}

/** Both programs read `ARGO_<FLAG>` for each of their flags. */
function fromEnvironment(env: ReadonlyMap<string, Word>): Flag[] {
  return [...env].flatMap(([name, { text: value, at }]) =>
    name.startsWith('ARGO_') && value !== ''
      ? [{ name: name.slice(5).toLowerCase().replaceAll('_', '-'), value, at }]
      : [],
  )
}

/** The flag that counts: of several with one value, Argo takes the last, and any before a variable. */
export function flag({ flags: all }: Installed, name: string): Flag | undefined {
  return all.findLast((one) => one.name === name)
}

/** Whether a boolean flag is on; nothing when it is not given or cannot be read. */
export function isOn(of: Installed, name: string): boolean | undefined {
  return parseBool(flag(of, name)?.value ?? '')
}

/**
 * The authentication modes that a server is given. Variable and flags add up: Argo sets the variable's value first
 * and pflag appends to it.
 */
export function authModes({ flags: all }: Installed): readonly Flag[] {
  return all.filter(({ name }) => name === 'auth-mode')
}

/** The flags with which a container calls a server by `argo`, variables first; nothing when it does not. */
export function clientFlags(node: Mapping): readonly Flag[] | undefined {
  const bare = items(get(node, 'command')).length === 0
  const argocli = bare && component(parseImage(text(get(node, 'image')) ?? '')) === 'server'
  const calls = commands(node).flatMap((words) => {
    if (!argocli && !words.some(({ text: word }) => basename(word) === 'argo')) return []
    const read = flags(ownWords(words), grammar)
    return read.rest[0] && read.rest[0].text !== 'server' ? [read.flags] : []
  })
  return calls.length > 0 ? [...fromEnvironment(environment(node)), ...calls.flat()] : undefined
}
