import type { Mapping, Scalar } from '../yaml/node.ts'
import { once } from '../yaml/once.ts'
import { get, items, mapping, scalar } from '../yaml/query.ts'
import { argvOf, type CarriedUse, type Carrier, carriersOf, usesInArgv, usesInSource } from './carried.ts'
import { controlling } from './controlling.ts'
import type { Flow } from './expression.ts'
import { basename, type Language, languageOf, program } from './language.ts'
import type { Manifest } from './manifest.ts'
import { handedPrograms, ownPrograms, type RawProgram } from './raw.ts'
import { isOnly, loose, mayUseTags, type Tag, tags } from './tag.ts'
import { type Template, templates, type TemplateType } from './template.ts'
import { containersOf, kubeletCommands, leavesOf } from './vectors.ts'
import { commandAt, wordsOf } from './wrapper.ts'

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
  /** The step or task in whose arguments it stands, for what is handed over. */
  readonly call: Mapping | undefined
  /** The template whose pods run it. */
  readonly runner: Template | undefined
  /** Nothing but a tag, or the name of the command itself: it runs whatever it is given. */
  readonly whole: boolean
}

/** A tag that is a whole argument of a command whose options can run other commands or write files. */
export interface Argument {
  readonly tag: Tag
  readonly command: string
  readonly template: Template | undefined
}

/** A place where a program takes for code what tags brought to it as data, in variables or arguments. */
export interface Carried {
  readonly use: CarriedUse
  /** Which program it is, as words that follow "in". */
  readonly what: string
  readonly template: Template | undefined
}

/** A tag in the name of a variable, or in one that tells an interpreter or the linker what to load. */
export interface Controlling {
  readonly tag: Tag
  /** What it is in, as words that follow "becomes part of". */
  readonly what: string
  /** What it can do there, as a sentence without a full stop. */
  readonly effect: string
  readonly template: Template | undefined
}

interface Found {
  readonly code: readonly Code[]
  readonly arguments: readonly Argument[]
  readonly carried: readonly Carried[]
  readonly controlling: readonly Controlling[]
}

/** Every place of a manifest where tags become code. Environment variables and other arguments are data. */
export const codeOf = once((manifest: Manifest): Found => {
  const finder = new Finder()
  if (manifest.spec && mayUseTags(manifest)) finder.spec(manifest, manifest.spec)
  return finder
})

/** The variables of a tag whose text can act in the language around it. */
export function acting({ language, scalar }: Code, tag: Tag): readonly Flow[] {
  return language === 'python' || language === 'javascript' ? loose(tag, scalar) : tag.flows
}

/** Commands whose options run commands, write files or change where they connect. */
const optionful = new Set('git curl wget tar find ssh rsync kubectl docker helm terraform ffmpeg'.split(' '))

type Carriers = ReadonlyMap<string, Carrier>

const runsNothing: ReadonlySet<TemplateType | undefined> = new Set(['steps', 'dag', 'suspend', 'http', 'plugin'])

class Finder implements Found {
  readonly code: Code[] = []
  readonly arguments: Argument[] = []
  readonly carried: Carried[] = []
  readonly controlling: Controlling[] = []

  spec(manifest: Manifest, spec: Mapping): void {
    for (const template of templates(manifest)) {
      if (!runsNothing.has(template.type) && template.node.braced) this.template(template.node, template)
    }
    const defaults = mapping(get(spec, 'templateDefaults'))
    if (defaults) this.template(defaults, undefined)
    for (const one of handedPrograms(manifest)) this.raw(one)
  }

  private template(node: Mapping, template: Template | undefined): void {
    for (const { node: container, name } of containersOf(node)) {
      if (!container.braced) continue
      const where = `container \`${name}\``
      const carriers = carriersOf(container)
      this.variables(container, where, template)
      this.argv(leavesOf(container), where, template, carriers, isNamed(container))
      this.execs(container, where, template, carriers)
    }
    const script = mapping(get(node, 'script'))
    if (script?.braced) this.script(script, template)
    for (const one of ownPrograms(node, template)) this.raw(one)
  }

  /** Commands that the kubelet runs in a container. */
  private execs(container: Mapping, where: string, template: Template | undefined, carriers: Carriers): void {
    for (const { of, command } of kubeletCommands(container)) {
      const leaves = items(command).map((item) => scalar(item))
      this.argv(leaves, `the ${of} of ${where}`, template, carriers)
    }
  }

  /** Argo runs `command`, then `args`, then the path of the file that it writes `source` to. */
  private script(script: Mapping, template: Template | undefined): void {
    const carriers = carriersOf(script)
    this.variables(script, 'the script', template)
    this.execs(script, 'the script', template, carriers)
    const leaves = leavesOf(script)
    this.argv(leaves, 'the command of the script', template, carriers, isNamed(script))
    const source = scalar(get(script, 'source'))
    if (source && carriers.size > 0)
      for (const use of usesInSource(source, leaves, carriers))
        this.carried.push({ use, what: `the script${ofTemplate(template)}`, template })
    if (tags(source).length === 0) return
    const words = wordsOf(leaves.map((leaf) => leaf?.value ?? '')).map((word) => word.text)
    // Hera's runner is a program that reads the file as data.
    if (words.includes('hera.workflows.runner')) return
    const language =
      languageOf(words[commandAt(words)] ?? '') ?? words.map(languageOf).find((found) => found !== undefined)
    this.add(
      source,
      language ?? 'unknown',
      language !== undefined,
      `the ${program(language)}${ofTemplate(template)}`,
      template,
    )
  }

  /** An argument vector, item by item. */
  private argv(
    leaves: readonly (Scalar | undefined)[],
    where: string,
    template: Template | undefined,
    carriers: Carriers,
    named = true,
  ): void {
    const isTagged = leaves.some((leaf) => tags(leaf).length > 0)
    if (!isTagged && carriers.size === 0) return
    const argv = argvOf(leaves, named)
    for (const use of usesInArgv(argv, carriers))
      this.carried.push({ use, what: `the program in ${where}${ofTemplate(template)}`, template })
    if (!isTagged) return
    const { words, at, programs } = argv
    const command = leaves[at]
    const [tag] = tags(command)
    const only = argv.named && tag !== undefined && command !== undefined && isOnly(tag, command)
    if (only) this.add(command, 'unknown', true, `the command of ${where}${ofTemplate(template)}`, template)
    const found = programs.filter(({ index }) => !only || index !== at)
    for (const { index, language, sure } of found)
      this.add(leaves[index], language, sure, `the ${program(language)} in ${where}${ofTemplate(template)}`, template)
    if (found.length === 0 && optionful.has(basename(words[at] ?? ''))) this.options(leaves.slice(at), template)
  }

  /** Variables that others name, or that say what a program loads. */
  private variables(container: Mapping, where: string, template: Template | undefined): void {
    for (const entry of items(get(container, 'env'))) {
      const name = scalar(get(entry, 'name'))
      const rest = ` in ${where}${ofTemplate(template)}`
      const effect = 'A variable such as `LD_PRELOAD` or `BASH_ENV` tells programs what to run before themselves'
      for (const tag of tags(name))
        this.controlling.push({ tag, what: `the name of a variable${rest}`, effect, template })
      const known = controlling.get(name?.value ?? '')
      for (const tag of known === undefined ? [] : tags(scalar(get(entry, 'value'))))
        this.controlling.push({ tag, what: `the variable \`${name?.value}\`${rest}`, effect: known ?? '', template })
    }
  }

  private options(leaves: readonly (Scalar | undefined)[], template: Template | undefined): void {
    const command = basename(leaves[0]?.value ?? '')
    for (const [index, leaf] of leaves.entries()) {
      const before = leaves[index - 1]?.value ?? ''
      if (before === '--') return
      const [tag] = tags(leaf)
      if (leaf && tag && index > 0 && isOnly(tag, leaf) && !before.startsWith('-'))
        this.arguments.push({ tag, command, template })
    }
  }

  /** Text that is put into a file which is then run. */
  private raw({ data, path, language, sure, runner, template, call }: RawProgram): void {
    const what = `the file \`${path}\`, a program${ofTemplate(runner)}`
    this.add(data, language, sure, what, template, { call, runner })
  }

  private add(
    leaf: Scalar | undefined,
    language: Language,
    sure: boolean,
    what: string,
    template: Template | undefined,
    { call, runner }: Pick<RawProgram, 'call' | 'runner'> = { runner: template },
  ): void {
    const found = tags(leaf)
    const [first] = found
    if (!leaf || !first) return
    this.code.push({
      scalar: leaf,
      tags: found,
      language,
      sure,
      what,
      template,
      call,
      runner,
      whole: isOnly(first, leaf),
    })
  }
}

/** Whether a container says its command, and does not only give arguments to that of its image. */
function isNamed(container: Mapping): boolean {
  return items(get(container, 'command')).length > 0
}

function ofTemplate(template: Template | undefined): string {
  if (!template) return ' of `templateDefaults`'
  return template.inline ? ' of an inline template' : ` of template \`${template.name}\``
}
