import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { analyze } from '../../../src/analyze.ts'
import { codeOf } from '../../../src/argo/code.ts'
import { sourceOf } from '../../../src/argo/flow/level.ts'
import { project } from '../../../src/argo/project.ts'
import { type Config, defaults } from '../../../src/config.ts'
import { fix } from '../../../src/fix.ts'
import { read } from '../../../src/read.ts'
import { rules } from '../../../src/rules/index.ts'
import { type File, position } from '../../../src/yaml/file.ts'

/** For auditors alone, Argo's second pass over what is filled in is told of variables too. */
const everything: Config = { ...defaults, persona: 'pedantic', minSeverity: 'info', minConfidence: 'low' }
const injections = new Set(rules.filter(({ category }) => category === 'injection').map(({ id }) => id))
const programs = new Set(['script-injection', 'expression-injection', 'kubelet-variable-expansion'])

function findings(files: readonly File[], ids: ReadonlySet<string>) {
  return analyze(files, rules, everything).findings.filter(({ rule }) => ids.has(rule.id))
}

/** The lines that hold findings, each once, as `path:line`. */
function linesOf(files: readonly File[], ids: ReadonlySet<string>): string[] {
  const lines = findings(files, ids).map(({ at }) => `${at.file.path}:${position(at.file, at.span.start).line}`)
  return [...new Set(lines)].toSorted()
}

const languages = {
  sh: { read: (name: string) => `echo "$${name}"`, paste: (tag: string) => `echo "${tag}"`, head: 'set -eu' },
  python: {
    read: (name: string) => `print(os.environ["${name}"])`,
    paste: (tag: string) => `print("${tag}")`,
    head: 'import os',
  },
  node: {
    read: (name: string) => `console.log(process.env.${name})`,
    paste: (tag: string) => `console.log("${tag}")`,
    head: '"use strict"',
  },
} as const

const tags = [
  '{{inputs.parameters.x}}',
  '{{ inputs.parameters.x }}',
  "{{=inputs.parameters['a-b']}}",
  '{{workflow.parameters.y}}',
  '{{workflow.labels.team}}',
  '{{item}}',
  '{{steps.made.outputs.result}}',
]

const places = {
  script: (command: string, code: string, env: string) =>
    `script:\n  image: a\n  command: [${command}]\n${env}  source: |\n${indented(code, 4)}`,
  container: (command: string, code: string, env: string) =>
    `container:\n  image: a\n  command: [${command}, ${command === 'node' ? '-e' : '-c'}]\n${env}  args:\n  - |\n${indented(code, 4)}`,
  init: (command: string, code: string, env: string) =>
    `container: {image: a}\ninitContainers:\n- name: init\n  image: a\n  command: [${command}, ${command === 'node' ? '-e' : '-c'}]\n${env}  args:\n  - |\n${indented(code, 4)}`,
  sidecar: (command: string, code: string, env: string) =>
    `container: {image: a}\nsidecars:\n- name: side\n  image: a\n  command:\n  - ${command}\n  - ${command === 'node' ? '-e' : '-c'}\n  - |\n${indented(code, 4)}${env}`,
} as const

function indented(text: string, by: number): string {
  return text.replaceAll(/^(?=.)/gm, ' '.repeat(by))
}

/** A library with an inline template, in which each tag stands on a line of its own, or each in a variable. */
function library(language: keyof typeof languages, place: keyof typeof places, isMoved: boolean): string {
  const { head, paste, read: readsVariable } = languages[language]
  const code = `${[head, ...tags.map((tag, index) => (isMoved ? readsVariable(`V${index}`) : paste(tag)))].join('\n')}\n`
  const variables = tags.map((tag, index) => `  - {name: V${index}, value: ${JSON.stringify(tag)}}\n`).join('')
  const body = places[place](language, code, isMoved ? `  env:\n${variables}` : '')
  return `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: lib}
spec:
  templates:
  - name: made
    container: {image: a}
  - name: main
    inputs: {parameters: [{name: x}, {name: a-b}, {name: list}]}
    steps:
    - - {name: made, template: made}
    - - name: run
        withParam: "{{inputs.parameters.list}}"
        inline:
${indented(body, 10)}`
}

describe('a file in which each tag is moved to the environment and read from there has no finding', () => {
  const all = Object.keys(languages).flatMap((language) => Object.keys(places).map((place) => [language, place]))
  test.each(all as [keyof typeof languages, keyof typeof places][])('%s in a %s', (language, place) => {
    const [before, after] = [false, true].map((isMoved) => ({
      path: 'a.yaml',
      text: library(language, place, isMoved),
    }))
    if (!before || !after) throw new Error('two files')
    const lines = before.text
      .split('\n')
      .flatMap((line, index) => (/^\s*(?:echo|print|console)/.test(line) ? [`a.yaml:${index + 1}`] : []))
    expect(lines).toHaveLength(tags.length)
    expect(linesOf([before], new Set(['script-injection']))).toEqual(lines.toSorted())
    expect(linesOf([after], injections)).toEqual([])
  })
})

/** Real manifests. They are not part of this repository: without them there is nothing to test here. */
const corpus = new URL('../../../../shared/corpus', import.meta.url).pathname

/** All of them take a minute: without `FIX_ALL` one in eight is looked at. */
const share = process.env['FIX_ALL'] ? 1 : 8

function filesOf(folder: string): File[] {
  return readdirSync(join(corpus, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ya?ml|json)$/.test(path))
    .toSorted()
    .filter((_, index) => index % share === 0)
    .map((path) => ({ path, text: readFileSync(join(corpus, folder, path), 'utf8') }))
}

/** The lines of the tags in programs that somebody may choose the text of. */
function chosenLines(files: readonly File[]): string[] {
  const all = project(
    files.flatMap((file) => read(file).manifests),
    {},
  )
  const lines = all.manifests.flatMap((manifest) =>
    codeOf(manifest).code.flatMap(({ tags: own, template }) =>
      own
        // A literal of JSON is one of Python and JavaScript too.
        .map(({ flows, span }) => ({ span, flows: flows.filter(({ json }) => !json) }))
        .filter(({ flows }) => sourceOf(flows, { project: all, manifest, template }).level !== 'constant')
        .map(({ span }) => `${manifest.file.path}:${position(manifest.file, span.start).line}`),
    ),
  )
  return [...new Set(lines)].toSorted()
}

describe.skipIf(!existsSync(corpus)).each(['plain', 'embedded', 'platform', 'helm'])('real manifests, %s', (folder) => {
  test('have a finding on each line with such a tag, and none where each was moved', { timeout: 300_000 }, () => {
    const files = filesOf(folder)
    const found = new Set(linesOf(files, new Set(['script-injection'])))
    const missing = chosenLines(files).filter((line) => !found.has(line))
    const after = fix(files, rules, everything, {
      safety: 'unsafe',
      only: ({ rule }) => rule.id === 'script-injection',
    })
    const changed = new Map(after.files.map((file) => [file.after.path, file.after]))
    const left = findings(
      files.map((file) => changed.get(file.path) ?? file),
      programs,
    )
    const refused = new Set(after.refused.map(({ finding }) => finding.at.file.path))
    const mended = [...changed.keys()].filter((path) => !refused.has(path))
    if (share === 1) console.log(folder, { files: files.length, lines: found.size, mended: mended.length })
    expect(missing).toEqual([])
    expect(
      left
        .filter(({ at }) => mended.includes(at.file.path))
        .map(({ at, rule }) => `${rule.id} ${at.file.path}:${position(at.file, at.span.start).line}`),
    ).toEqual([])
  })
})
