import type { Mapping, Node, Scalar } from '../yaml/node.ts'
import { once } from '../yaml/once.ts'
import { get, items, mapping, scalar, text } from '../yaml/query.ts'
import { codeIn, fileIn } from './argv.ts'
import { type Language, languageOf, languageOfFile } from './language.ts'
import type { Manifest } from './manifest.ts'
import { readShell } from './shell.ts'
import { tags } from './tag.ts'
import { callNodes, type Template, templates } from './template.ts'
import { containersOf, leavesOf } from './vectors.ts'
import { textsOf } from './use/passing.ts'
import { longest } from './use/use.ts'
import { commandAt, wordsOf } from './wrapper.ts'

/** The text of a raw artifact, with tags in it, that is put into a file which is a program. */
export interface RawProgram {
  readonly data: Scalar
  readonly path: string
  readonly language: Language
  /** Whether something is seen to run it, which its name alone does not say. */
  readonly sure: boolean
  /** The template that runs it; nothing for `templateDefaults`. */
  readonly runner: Template | undefined
  /** The template that the text stands in, and the step or task; nothing for the arguments of the workflow. */
  readonly template: Template | undefined
  readonly call?: Mapping | undefined
}

/** Raw artifacts that a template has itself. */
export function* ownPrograms(node: Mapping, template: Template | undefined): Generator<RawProgram> {
  for (const { data, artifact } of rawIn(get(node, 'inputs')))
    for (const run of runs(artifact, node)) yield { ...run, data, runner: template, template }
}

/** Raw artifacts that calls, and the arguments of the workflow, hand over to templates of the same manifest. */
export function* handedPrograms(manifest: Manifest): Generator<RawProgram> {
  const { spec } = manifest
  const all = templates(manifest)
  if (!all.some(({ node }) => node.mayHave('artifacts'))) return
  const named = new Map(all.filter(({ inline }) => !inline).map((template) => [template.name, template]))
  yield* handed(get(spec, 'arguments'), named.get(text(get(spec, 'entrypoint')) ?? ''), { template: undefined })
  for (const template of all) {
    for (const call of template.node.mayHave('raw') ? callNodes(template.node) : []) {
      const inline = mapping(get(call, 'inline'))
      const runner = get(call, 'templateRef')
        ? undefined
        : inline
          ? all.find(({ node }) => node === inline)
          : named.get(text(get(call, 'template')) ?? '')
      yield* handed(get(call, 'arguments'), runner, { template, call })
    }
  }
}

function* handed(
  given: Node | undefined,
  runner: Template | undefined,
  place: Pick<RawProgram, 'template' | 'call'>,
): Generator<RawProgram> {
  if (!runner) return
  for (const { data, artifact } of rawIn(given)) {
    const name = text(get(artifact, 'name'))
    const input = items(get(runner.node, 'inputs', 'artifacts')).find((one) => text(get(one, 'name')) === name)
    if (input) for (const run of runs(input, runner.node)) yield { ...run, data, runner, ...place }
  }
}

function* rawIn(holder: Node | undefined): Generator<{ readonly data: Scalar; readonly artifact: Node }> {
  const list = get(holder, 'artifacts')
  for (const artifact of list?.braced === false ? [] : items(list)) {
    const data = scalar(get(artifact, 'raw', 'data'))
    if (data && tags(data).length > 0) yield { data, artifact }
  }
}

/** Whether a template runs the file of one of its input artifacts, and what with; nothing when it does not. */
function* runs(artifact: Node, template: Mapping): Generator<Pick<RawProgram, 'path' | 'language' | 'sure'>> {
  const path = text(get(artifact, 'path')) ?? ''
  if (path === '') return
  const paths = [path, `{{inputs.artifacts.${text(get(artifact, 'name'))}.path}}`]
  const { vectors, shells } = programsOf(template)
  const near = shells.filter(({ value }) => paths.some((one) => value.includes(one)))
  const found = [...vectors, ...near.flatMap((leaf) => commandsIn(leaf))]
    .map(fileIn)
    .find((one) => one && paths.includes(one.file))
  const language = languageOfFile(path) ?? found?.language
  if (language) yield { path, language, sure: found !== undefined }
}

/** The argument vectors of a template's containers, and the shell scripts in them and of its own. */
const programsOf = once((template: Mapping) => {
  const vectors = [...containersOf(template)].map(({ node }) => leavesOf(node))
  const script = mapping(get(template, 'script'))
  const interpreter = script ? wordsIn(leavesOf(script)) : []
  const isShell = languageOf(interpreter[commandAt(interpreter)] ?? '') === 'shell'
  const scripts = [isShell ? scalar(get(script, 'source')) : undefined, ...vectors.flatMap(shellsIn)]
  return {
    vectors: vectors.map(wordsIn),
    shells: scripts.flatMap((leaf) => (leaf && leaf.value.length <= longest ? [leaf] : [])),
  }
})

const commandsIn = once((shell: Scalar) => (readShell(shell.value, tags(shell))?.commands ?? []).map(textsOf))

function wordsIn(leaves: readonly (Scalar | undefined)[]): readonly string[] {
  return wordsOf(leaves.map((leaf) => leaf?.value ?? '')).map((word) => word.text)
}

function shellsIn(leaves: readonly (Scalar | undefined)[]): readonly (Scalar | undefined)[] {
  return codeIn(leaves.map((leaf) => leaf?.value ?? '')).flatMap(({ index, language }) =>
    language === 'shell' ? [leaves[index]] : [],
  )
}
