import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { analyze } from '../../src/analyze.ts'
import { type Config, defaults } from '../../src/config.ts'
import rule from '../../src/rules/script-injection.ts'
import { changed } from '../../src/yaml/change.ts'
import type { Value } from '../../src/yaml/value.ts'

const everything: Config = { ...defaults, persona: 'auditor', minSeverity: 'info', minConfidence: 'low' }

/** A library with one template that runs a program, whose tags are `{{inputs.parameters.NAME}}`. */
export function library(
  program: string,
  command: readonly string[] = ['sh'],
  inputs: readonly unknown[] = [],
  image = 'alpine:3.20',
): string {
  const template = {
    name: 'main',
    inputs: { parameters: inputs },
    script: { image, command, source: program },
  }
  return JSON.stringify({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'WorkflowTemplate',
    metadata: { name: 'a' },
    spec: { templates: [template] },
  })
}

/** What the fixes of a file say: the whole value, or why there is none for each finding. */
export function mend(text: string): { readonly value: Value | undefined; readonly refused: readonly string[] } {
  const { findings, failures } = analyze([{ path: 'a.yaml', text }], [rule], everything)
  if (failures[0]) throw failures[0].error
  let value: Value | undefined
  const refused: string[] = []
  for (const finding of findings) {
    const proposal = finding.propose?.()
    if (!proposal) continue
    if ('refused' in proposal) refused.push(proposal.refused)
    else value ??= changed(finding.manifest.root, proposal.changes)?.value
  }
  return { value, refused }
}

export interface Program {
  readonly source: string
  readonly env: readonly { readonly name: string; readonly value: string }[]
}

/** The one script of a library after its fixes, or why there are none. */
export function mendScript(text: string): Program | readonly string[] {
  const { value, refused } = mend(text)
  if (value === undefined) return refused
  const { source, env } = at(value, 'spec', 'templates', 0, 'script') as unknown as Program
  return { source, env }
}

export function at(value: Value | undefined, ...path: readonly (string | number)[]): Value | undefined {
  return path.reduce<Value | undefined>(
    (found, key) => (typeof found === 'object' && found ? (found as Record<string, Value>)[key] : undefined),
    value,
  )
}

/** Argo's own part: tags are replaced as text, in the program and in the environment. */
function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{inputs\.parameters\.([\w-]+)\}\}/g, (_, name: string) => values[name] ?? '')
}

export interface Outcome {
  readonly output: string
  readonly status: number | null
  /** Whether a value was run: hostile ones touch a file of this name. */
  readonly pwned: boolean
}

/** Runs a program in an empty folder, as Argo would with these values. */
export function run(interpreter: string, { source, env }: Program, values: Readonly<Record<string, string>>): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'lynceus-'))
  try {
    const file = join(folder, 'program')
    writeFileSync(file, filled(source, values))
    const variables = Object.fromEntries(env.map(({ name, value }) => [name, filled(value, values)]))
    const { stdout, stderr, status, error } = spawnSync(interpreter, [file], {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8', ...variables },
      encoding: 'utf8',
      timeout: 10_000,
    })
    if (error) throw error
    return { output: `${stdout}${stderr}`.replaceAll(folder, ''), status, pwned: existsSync(join(folder, 'pwned')) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Python itself: what is called by that name may be a slow script that looks for it. */
export const python = spawnSync('python3', ['-c', 'import sys; print(sys.executable)'], {
  encoding: 'utf8',
}).stdout?.trim()

/** Whether an interpreter is there to be run. */
export function has(interpreter: string): boolean {
  return spawnSync(interpreter, ['--version'], { stdio: 'ignore' }).error === undefined
}

/** Values that leave one kind of quotes or another. */
export const hostile: readonly string[] = [
  'a b',
  '$(touch pwned)',
  '`touch pwned`',
  "'; touch pwned; '",
  '"; touch pwned; "',
  '"\'',
  'a\ntouch pwned\n',
  '; touch pwned #',
  '',
  '*',
  '\\',
  '\\"',
  '$HOME ${PATH}',
  "' + str(open('pwned', 'w')) + '",
  '" + str(open("pwned", "w")) + "',
  "{open('pwned', 'w')}",
  "'''; open('pwned', 'w'); '''",
  '${require("fs").writeFileSync("pwned", "")}',
  '" + require("fs").writeFileSync("pwned", "") + "',
  '`; require("fs").writeFileSync("pwned", ""); `',
  '{1}',
  'EOF\ntouch pwned',
]
