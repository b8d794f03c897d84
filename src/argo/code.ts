import type { Mapping, Node, Scalar } from '../yaml/node.ts'
import { get, items, mapping, scalar, text } from '../yaml/query.ts'
import { basename, codeIn, commandAt, type Language, languageOf } from './argv.ts'
import type { Manifest } from './manifest.ts'
import { type Tag, isOnly, tags } from './tag.ts'
import { type Template, templates } from './template.ts'

/** A text with tags in it that some interpreter runs. */
export interface Code {
  readonly scalar: Scalar
  readonly tags: readonly Tag[]
  readonly language: Language
  /** Whether it is known to be code, not only likely. */
  readonly sure: boolean
  /** Which text it is, as words that end "becomes part of …". */
  readonly what: string
  /** The template that holds it; nothing for `templateDefaults`. */
  readonly template: Template | undefined
  /** Nothing but a tag, or the name of the command itself: it runs whatever it is given. */
  readonly whole: boolean
}

/** A tag that is a whole argument of a command whose options can run other commands or write files. */
export interface Argument {
  readonly tag: Tag
  readonly command: string
  readonly template: Template | undefined
}

interface Found {
  readonly code: readonly Code[]
  readonly arguments: readonly Argument[]
}

const known = new WeakMap<Manifest, Found>()

/** Every place of a manifest where tags become code. Environment variables and other arguments are data. */
export function codeOf(manifest: Manifest): Found {
  let found = known.get(manifest)
  if (!found) {
    const finder = new Finder()
    if (manifest.spec) finder.spec(manifest, manifest.spec)
    known.set(manifest, (found = finder))
  }
  return found
}

/** Commands whose options run commands, write files or change where they connect. */
const optionful = new Set('git curl wget tar find ssh rsync kubectl docker helm terraform ffmpeg'.split(' '))

const extensions = new Map<string, Language>(Object.entries({
  sh: 'shell',
  bash: 'shell',
  py: 'python',
  js: 'javascript',
  mjs: 'javascript',
  pl: 'perl',
  rb: 'ruby',
  php: 'php',
  lua: 'lua',
  ps1: 'powershell',
} as const))

class Finder implements Found {
  readonly code: Code[] = []
  readonly arguments: Argument[] = []

  spec(manifest: Manifest, spec: Mapping): void {
    for (const template of templates(manifest)) this.template(template.node, template)
    const defaults = mapping(get(spec, 'templateDefaults'))
    if (defaults) this.template(defaults, undefined)
  }

  private template(node: Mapping, template: Template | undefined): void {
    const run: string[] = []
    for (const { node: container, name } of containersOf(node)) {
      const where = `container \`${name}\`${ofTemplate(template)}`
      run.push(...this.argv([...items(get(container, 'command')), ...items(get(container, 'args'))], where, template))
      for (const exec of execs(container)) this.argv(items(get(exec.node, 'exec', 'command')), `the ${exec.name} of ${where}`, template)
    }
    const script = mapping(get(node, 'script'))
    if (script) this.script(script, template)
    this.artifacts(node, run, template)
  }

  private script(script: Mapping, template: Template | undefined): void {
    const command = items(get(script, 'command'))
    const words = command.map((item) => text(item) ?? '')
    this.argv(command, `the command of the script${ofTemplate(template)}`, template)
    for (const exec of execs(script)) this.argv(items(get(exec.node, 'exec', 'command')), `the ${exec.name} of the script${ofTemplate(template)}`, template)
    const named = words.map(languageOf).find((language) => language !== undefined)
    const source = scalar(get(script, 'source'))
    this.add(source, named ?? 'unknown', named !== undefined, `the ${program(named)}${ofTemplate(template)}`, template)
  }

  /** An argument vector, item by item. Returns the paths that it may run. */
  private argv(list: readonly Node[], where: string, template: Template | undefined): readonly string[] {
    const leaves = list.map((item) => scalar(item))
    const words = leaves.map((leaf) => leaf?.value ?? '')
    if (!leaves.some((leaf) => tags(leaf).length > 0)) return words
    const at = commandAt(words)
    const [only] = tags(leaves[at])
    if (only && leaves[at] && isOnly(only, leaves[at])) this.add(leaves[at], 'unknown', true, `the command of ${where}`, template)
    const found = codeIn(words)
    for (const { index, language, sure } of found) this.add(leaves[index], language, sure, `the ${program(language)} in ${where}`, template)
    if (found.length === 0 && optionful.has(basename(words[at] ?? ''))) this.options(leaves.slice(at), template)
    return words
  }

  private options(leaves: readonly (Scalar | undefined)[], template: Template | undefined): void {
    const command = basename(leaves[0]?.value ?? '')
    for (const [index, leaf] of leaves.entries()) {
      const before = leaves[index - 1]?.value ?? ''
      if (before === '--') return
      const [tag] = tags(leaf)
      if (leaf && tag && index > 0 && isOnly(tag, leaf) && !before.startsWith('-')) this.arguments.push({ tag, command, template })
    }
  }

  /** Text that is put into a file which is then run. */
  private artifacts(node: Mapping, run: readonly string[], template: Template | undefined): void {
    for (const artifact of items(get(node, 'inputs', 'artifacts'))) {
      const path = text(get(artifact, 'path')) ?? ''
      const data = scalar(get(artifact, 'raw', 'data'))
      if (!data || tags(data).length === 0) continue
      const extension = extensions.get(/\.(\w+)$/.exec(path)?.[1] ?? '')
      const at = run.indexOf(path)
      const language = extension ?? languageOf(run[at - 1] ?? '') ?? (at >= 0 ? 'unknown' : undefined)
      if (language) this.add(data, language, at >= 0, `the file \`${path}\`${ofTemplate(template)}, which is a program`, template)
    }
  }

  private add(leaf: Scalar | undefined, language: Language, sure: boolean, what: string, template: Template | undefined): void {
    const found = tags(leaf)
    const [first] = found
    if (leaf && first) this.code.push({ scalar: leaf, tags: found, language, sure, what, template, whole: isOnly(first, leaf) })
  }
}

function ofTemplate(template: Template | undefined): string {
  if (!template) return ' of `templateDefaults`'
  return template.inline ? ' of an inline template' : ` of template \`${template.name}\``
}

const titles: Readonly<Record<Language, string>> = {
  shell: 'shell script',
  python: 'Python program',
  javascript: 'JavaScript program',
  perl: 'Perl program',
  ruby: 'Ruby program',
  php: 'PHP program',
  lua: 'Lua program',
  r: 'R program',
  powershell: 'PowerShell script',
  cmd: 'batch script',
  awk: 'awk program',
  query: 'query or editing program',
  unknown: 'program',
}

function program(language: Language | undefined): string {
  return titles[language ?? 'unknown']
}

function* containersOf(template: Mapping): Generator<{ readonly node: Mapping; readonly name: string }> {
  const main = mapping(get(template, 'container'))
  if (main) yield { node: main, name: 'main' }
  for (const path of [['containerSet', 'containers'], ['initContainers'], ['sidecars']]) {
    for (const node of items(get(template, ...path))) if (node.kind === 'mapping') yield { node, name: text(get(node, 'name')) ?? '' }
  }
}

/** Commands that the kubelet runs in a container. */
function* execs(container: Mapping): Generator<{ readonly node: Node; readonly name: string }> {
  for (const path of [['lifecycle', 'postStart'], ['lifecycle', 'preStop'], ['startupProbe'], ['readinessProbe'], ['livenessProbe']]) {
    const node = get(container, ...path)
    if (node) yield { node, name: path.at(-1) ?? '' }
  }
}
