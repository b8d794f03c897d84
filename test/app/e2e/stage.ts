import { afterEach } from 'vitest'
import type { PullHandle } from '../../github/loopback/handles/pull.ts'
import type { RepositoryHandle } from '../../github/loopback/handles/repository.ts'
import type { Loopback } from '../../github/loopback/index.ts'
import type { Changes } from '../../github/loopback/objects.ts'
import { everything } from '../acting.ts'
import { secure } from '../fixing.ts'
import { type App, type Given, openGitHub, startApp } from '../harness.ts'

/** A config of its own spares a repository the question for that of its organization. */
const config = { '.github/lynceus.yml': 'fail-on: high\n' }

/** One finding, whose fix is unsafe, in a block that the next lines are to go before or after. */
export const risky = '        securityContext:\n          privileged: true\n'

/** One finding more, without a fix. */
export const hostile = '  hostNetwork: true\n'

/** A workflow with two findings: one on each of two lines. */
export const both = secure(risky).replace('  templates:', `${hostile}  templates:`)

/** A GitHub, and the App that runs on it as a process of its own. */
export interface Stage {
  readonly github: Loopback
  readonly app: App
  /** A repository with a config, where ada may write and mallory may not. */
  readonly repository: (name: string, files?: Changes) => RepositoryHandle
}

/** @param given without GitHub: that of the stage */
export async function openStage(given: Omit<Given, 'github'> = {}): Promise<Stage> {
  const github = await openGitHub({ permissions: everything, limits: { hourly: 100_000, contentPerMinute: 10_000 } })
  return stage(github, await startApp({ github, ...given }))
}

function stage(github: Loopback, app: App): Stage {
  github.user('mallory')
  return {
    github,
    app,
    repository: (name, files) => newRepository(github, `acme/${name}`, files),
  }
}

export function newRepository(github: Loopback, name: string, files: Changes = {}): RepositoryHandle {
  const made = github.repository(name, { files: { 'README.md': 'Flows\n', ...config, ...files } })
  made.permit('ada', 'write')
  return made
}

/** Every call of every test is to be within GitHub's contract, also where the GitHub is that of the whole file. */
export function holdToContract(github: () => Loopback): void {
  afterEach(() => github().assertContract())
}

/** What a pull request shows of a review: the checks of its head, and its conversations. */
export function seen(repository: RepositoryHandle, pull: PullHandle) {
  return {
    checks: repository.checks(pull.head).map(({ state: { status, conclusion, title } }) => {
      return { status, conclusion, title }
    }),
    threads: pull.threads().map(({ path, line, resolved, minimized }) => {
      return `${path}:${line}${resolved ? ' resolved' : ''}${minimized ? ' minimized' : ''}`
    }),
    reviews: pull.state.reviews.length,
  }
}

/** The newest check run of a commit. */
export function lastCheck(repository: RepositoryHandle, sha: string) {
  const last = repository.checks(sha).at(-1)
  if (!last) throw new Error('There is no check run.')
  return last
}

/** The pull requests of the App. */
export function fixesIn(repository: RepositoryHandle): readonly PullHandle[] {
  return repository.state.pulls
    .filter(({ user }) => user.login === 'lynceus[bot]')
    .map(({ number }) => repository.pullNumbered(number))
}

/** The branches of the App. */
export function branchesOf(repository: RepositoryHandle): readonly string[] {
  return [...repository.state.refs.keys()].filter((name) => name.startsWith('refs/heads/lynceus/'))
}
