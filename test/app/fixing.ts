import { pino } from 'pino'
import { perform as command } from '../../app/command.ts'
import type { Context } from '../../app/context.ts'
import { perform as fix } from '../../app/fix.ts'
import type { Task } from '../../app/task.ts'
import type { PullHandle } from '../github/loopback/handles/pull.ts'
import type { Loopback } from '../github/loopback/index.ts'
import type { Changes } from '../github/loopback/objects.ts'
import { appClient, open } from '../github/loopback/open.ts'

/** A workflow with nothing to find in it, but for what is given. */
export function secure(more = ''): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: build
  serviceAccountName: build
  securityContext:
    runAsNonRoot: true
    runAsUser: 8737
  templates:
    - name: build
      container:
        image: alpine:3.20.3
        command: [make]
${more}`
}

/** One finding, with an unsafe fix. */
export const privileged = secure('        securityContext:\n          privileged: true\n')

/** One finding. */
export const legacy = `apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  # of 3.2
  containerRuntimeExecutor: docker
  parallelism: "10"
`

/** With this, the finding in `legacy` has a safe fix. */
export const version = { '.github/lynceus.yml': 'argoVersion: 3.7.18\n' }

export const permissions = { checks: 'write', contents: 'write', pull_requests: 'write' }

/** A repository with a config of its own does not ask for that of the organization. */
const config = { '.github/lynceus.yml': 'fail-on: high\n' }

/** A repository, where ada may write and mallory may not, and what the App does there. */
export async function setting(files: Changes = {}, granted: Readonly<Record<string, string>> = permissions) {
  const github = await open()
  const repo = github.repository('acme/flows', { files: { 'README.md': 'Flows\n', ...config, ...files } })
  repo.permit('ada', 'write')
  github.user('mallory')
  const context: Context = {
    repository: { client: appClient(github), owner: 'acme', repo: 'flows' },
    enqueue: async () => undefined,
    installation: 1,
    permissions: granted,
    app: { id: github.app.id, slug: github.app.slug },
    site: 'https://github.com',
    log: pino({ enabled: false }),
    signal: new AbortController().signal,
  }
  type Fix = Omit<Extract<Task, { kind: 'fix' }>, 'kind'>
  return {
    github,
    repo,
    context,
    /** Somebody presses the button. */
    press: (given: Partial<Fix> = {}) => fix({ kind: 'fix', safety: 'unsafe', by: 'ada', ...given }, context),
    /** Somebody comments. Gives what the App does about it, to do it again. */
    say: async (pull: PullHandle, text: string, by = 'ada') => {
      repo.comment(pull.number, text, by)
      const comment = pull.state.comments.at(-1)?.id ?? 0
      const task = { kind: 'command', pull: pull.number, comment, by, text } as const
      await command(task, context)
      return () => command(task, context)
    },
    /** What the App has called since the last time. */
    calls: () => {
      const made = github.calls.map(({ route, fields }) => [route, ...fields].join(' '))
      github.forget()
      return made
    },
    /** Names of the App's branches. */
    branches: () =>
      [...repo.state.refs.keys()]
        .filter((name) => name.startsWith('refs/heads/lynceus/'))
        .map((name) => name.slice(11)),
    /** The pull requests of the App. */
    fixes: () =>
      repo.state.pulls
        .filter(({ user }) => user.login === 'lynceus[bot]')
        .map(({ number }) => repo.pullNumbered(number)),
  }
}

/** What GitHub does before the connection is cut at a request: nothing, or all. */
export const cuts = ['before', 'after'] as const

/** Cuts the connection at one of the calls that were made without that. */
export function cutAt(github: Loopback, calls: readonly string[], index: number, reset: (typeof cuts)[number]): void {
  const name = nameOf(calls[index] ?? '')
  const after = calls.slice(0, index).filter((call) => nameOf(call) === name).length
  github.fault(name, { reset, after })
}

/** A fault goes by one field of a document. */
function nameOf(call: string): string {
  return call.replace('viewer ', '')
}
