import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { inject } from 'vitest'
import { readAction } from './action.ts'
import { type Origin, temporary } from './repository.ts'
import { type Command, commands, outputs } from './runner.ts'

export interface Step {
  readonly workspace: string
  readonly event: 'pull_request' | 'pull_request_target' | 'push' | 'schedule' | 'workflow_dispatch' | 'merge_group'
  /** Needed on pull requests. */
  readonly origin?: Origin
  /** By id of action.yml; the rest have their defaults. */
  readonly inputs?: Readonly<Record<string, string>>
  /** Where the API is. When left out, nobody listens there. */
  readonly api?: string
  readonly env?: Readonly<Record<string, string>>
}

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** What the runner would take out of stdout. */
  readonly commands: readonly Command[]
  readonly summary: string
  readonly outputs: Readonly<Record<string, string>>
  readonly milliseconds: number
}

export const token = 'ghs_LoopbackToken.Of-No_Worth'

/** Runs the built Action as the runner does: a child process that is told everything by variables and files. */
export async function run(step: Step): Promise<Outcome> {
  const folder = temporary()
  const file = { event: join(folder, 'event'), output: join(folder, 'output'), summary: join(folder, 'summary') }
  writeFileSync(file.event, JSON.stringify(payload(step)))
  for (const path of [file.output, file.summary]) writeFileSync(path, '')
  const env = {
    ...{ PATH: process.env['PATH'], HOME: folder, CI: 'true', GITHUB_ACTIONS: 'true', RUNNER_TEMP: folder },
    ...{ GITHUB_EVENT_PATH: file.event, GITHUB_OUTPUT: file.output, GITHUB_STEP_SUMMARY: file.summary },
    ...{ GITHUB_EVENT_NAME: step.event, GITHUB_WORKSPACE: step.workspace, GITHUB_REPOSITORY: 'octo/manifests' },
    GITHUB_SERVER_URL: 'https://github.com',
    ...{ GITHUB_API_URL: step.api ?? unreachable, GITHUB_GRAPHQL_URL: `${step.api ?? unreachable}/graphql` },
    ...inputs(step.inputs),
    ...step.env,
  }
  const start = performance.now()
  const child = spawn(process.execPath, [join(inject('dist'), 'action.js')], { cwd: step.workspace, env })
  const closed = new Promise<number | null>((resolve) => void child.on('close', resolve))
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), closed])
  const milliseconds = performance.now() - start
  const written = { summary: readFileSync(file.summary, 'utf8'), outputs: outputs(readFileSync(file.output, 'utf8')) }
  return { code, stdout, stderr, commands: commands(stdout), ...written, milliseconds }
}

/** Port 9 discards, and on loopback nobody does even that. */
const unreachable = 'http://127.0.0.1:9'

/** The runner's names for inputs, with the defaults of action.yml. */
function inputs(given: Step['inputs'] = {}): Record<string, string> {
  const defaults = Object.entries(readAction().inputs).map(([id, { default: value = '' }]) => [id, value] as const)
  const all = { ...Object.fromEntries(defaults), 'github-token': token, ...given }
  return Object.fromEntries(Object.entries(all).map(([id, value]) => [`INPUT_${id.toUpperCase()}`, value]))
}

/** As much of GitHub's payload as makes the event what it is. */
function payload({ event, origin }: Step): unknown {
  if (!event.startsWith('pull_request')) return { ref: 'refs/heads/main', repository: { full_name: 'octo/manifests' } }
  const repository = { full_name: 'someone/manifests', fork: true }
  const head = { ref: 'change', sha: origin?.head, repo: repository }
  return {
    action: 'synchronize',
    number: 1,
    pull_request: { number: 1, base: { ref: 'main', sha: origin?.base }, head },
  }
}
