import type { PullHandle } from '../../github/loopback/handles/pull.ts'
import type { RepositoryHandle } from '../../github/loopback/handles/repository.ts'
import type { Loopback } from '../../github/loopback/index.ts'
import type { Changes } from '../../github/loopback/objects.ts'
import { privileged, secure } from '../fixing.ts'
import { both, fixesIn, lastCheck } from './stage.ts'

type Step = (repository: RepositoryHandle) => void

/** What people do in a repository; the App has done its part before the next step. */
export interface Story {
  readonly name: string
  readonly files?: Changes
  readonly steps: readonly Step[]
}

function pull(repository: RepositoryHandle): PullHandle {
  return repository.pullNumbered(1)
}

function press(repository: RepositoryHandle): void {
  lastCheck(repository, pull(repository).head).press('fix-unsafe')
}

function say(text: string, by: string): Step {
  return (repository) => repository.comment(1, text, by)
}

function opens(text: string): Step {
  return (repository) => void repository.pull({ files: { 'build.yaml': text } })
}

function pushes(text: string): Step {
  return (repository) => void pull(repository).push({ 'build.yaml': text })
}

/** More findings than one request takes as annotations. */
const many = Object.fromEntries(
  Array.from({ length: 60 }, (_, i) => [`flows/${String(i).padStart(2, '0')}.yaml`, privileged]),
)

const dashboard = { '.github/lynceus.yml': 'dashboard: true\n', 'build.yaml': privileged }

function tick(repository: RepositoryHandle): void {
  const [issue] = repository.state.issues
  if (!issue) throw new Error('There is no dashboard.')
  repository.editIssue(issue.number, { body: (issue.body ?? '').replace('- [ ]', '- [x]') }, 'ada')
}

export const stories: readonly Story[] = [
  { name: 'opened', steps: [opens(both)] },
  { name: 'pushed', steps: [opens(both), pushes(privileged)] },
  { name: 'run-again', steps: [opens(both), (repository) => lastCheck(repository, pull(repository).head).rerequest()] },
  { name: 'suite-again', steps: [opens(both), (repository) => repository.rerequestSuite(pull(repository).head)] },
  { name: 'many', steps: [(repository) => void repository.pull({ files: many })] },
  {
    name: 'retargeted',
    steps: [
      (repository) => {
        repository.push('next', { 'build.yaml': privileged })
        repository.pull({ files: { 'build.yaml': both }, base: 'next' })
      },
      (repository) => pull(repository).retarget('main'),
    ],
  },
  {
    name: 'ready',
    steps: [
      (repository) => void repository.pull({ files: { 'build.yaml': both }, draft: true }),
      (repository) => pull(repository).ready(),
    ],
  },
  {
    name: 'fork',
    steps: [
      (repository) =>
        void repository.pull({ files: { 'build.yaml': both }, from: repository.fork('mallory'), by: 'mallory' }),
    ],
  },
  { name: 'button', steps: [opens(privileged), press] },
  { name: 'follows', steps: [opens(privileged), press, pushes(privileged.replace('[make]', '[make, all]'))] },
  { name: 'merged', steps: [opens(privileged), press, (repository) => void fixesIn(repository)[0]?.merge('ada')] },
  { name: 'closed', steps: [opens(privileged), press, (repository) => pull(repository).close()] },
  { name: 'command', steps: [opens(privileged), say('/lynceus fix unsafe', 'ada')] },
  { name: 'reviewed', steps: [opens(privileged), say('/lynceus review', 'ada')] },
  { name: 'outsider', steps: [opens(privileged), say('/lynceus fix unsafe', 'mallory')] },
  { name: 'dashboard', files: dashboard, steps: [(repository) => void repository.push('main', { 'notes.txt': 'x' })] },
  {
    name: 'ticked',
    files: dashboard,
    steps: [(repository) => void repository.push('main', { 'notes.txt': 'x' }), tick],
  },
  { name: 'queued', steps: [opens(privileged), (repository) => void repository.queue(pull(repository))] },
]

/** What a story starts with. */
export function filesOf({ files = {} }: Story): Changes {
  return { 'build.yaml': secure(), ...files }
}

/** What people see in the end, without names that differ from one repository or minute to the next. */
export function endOf(github: Loopback, { fullName, state }: RepositoryHandle): unknown {
  const text = JSON.stringify(github.snapshot()[fullName])
    .replaceAll(state.owner.login, 'owner')
    .replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'site')
    .replaceAll(/\b[0-9a-f]{40}\b/g, 'commit')
    .replaceAll(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, 'delivery')
    .replaceAll(/comment-\d+/g, 'comment')
    .replaceAll(/lynceus:re=[0-9a-f]+/g, 'lynceus:re')
    // Who was killed after the pull request was opened finds it there, and says that.
    .replaceAll(/(#\d+) has these fixes already/g, 'Opened $1')
  const { checks, ...rest } = JSON.parse(text) as { checks: unknown[] }
  return { ...rest, checks: checks.map((one) => JSON.stringify(one)).toSorted() }
}
