import { notFound, refuse } from '../refusal.ts'
import { checkRunEvent } from '../shapes/check.ts'
import { botOf, newId, now } from '../names.ts'
import type { Annotation, CheckAction, CheckRun, Repository, User } from '../state.ts'
import { announce, type World } from '../world.ts'
import { suiteEvent, suiteOf } from './refs.ts'

/** What a check run is made and updated with, in the words of the API. */
export interface CheckSent {
  readonly name?: string
  readonly head_sha?: string
  readonly status?: string
  readonly conclusion?: string
  readonly external_id?: string
  readonly details_url?: string
  readonly started_at?: string
  readonly completed_at?: string
  readonly output?: {
    readonly title?: string
    readonly summary: string
    readonly text?: string
    readonly annotations?: readonly Annotation[]
  }
  readonly actions?: readonly CheckAction[]
}

/** @throws Refusal 422 when the commit is not there */
export function startCheck(world: World, repository: Repository, sent: CheckSent): CheckRun {
  const sha = sent.head_sha ?? ''
  if (!repository.objects.commits.has(sha)) throw refuse(422, `No commit found for SHA: ${sha}`)
  const suite = suiteOf(world, repository, sha, null, botOf(world.state))
  const run: CheckRun = {
    ...newId(world.state, 'CheckRun'),
    ...{ suite, sha, name: sent.name ?? '', status: 'queued', conclusion: null, externalId: null, detailsUrl: null },
    ...{ started: now(), completed: null, title: null, summary: null, text: null, annotations: [], actions: [] },
  }
  repository.checks.push(run)
  world.state.nodes.set(run.node, { type: 'CheckRun', of: run, repository })
  apply(run, sent)
  tell(world, repository, run, 'created', botOf(world.state))
  if (run.status === 'completed') tellCompleted(world, repository, run)
  return run
}

/** Annotations are added to those that are there; the rest is replaced. */
export function updateCheck(world: World, repository: Repository, run: CheckRun, sent: CheckSent): void {
  const was = run.status
  apply(run, sent)
  if (run.status === 'completed' && was !== 'completed') tellCompleted(world, repository, run)
}

function tellCompleted(world: World, repository: Repository, run: CheckRun): void {
  tell(world, repository, run, 'completed', botOf(world.state))
  const isLast = repository.checks.every(({ suite, status }) => suite.id !== run.suite.id || status === 'completed')
  if (!isLast) return
  announce(world, 'check_suite', repository, botOf(world.state), () => {
    return { action: 'completed', check_suite: suiteEvent(world, repository, run.suite) }
  })
}

function apply(run: CheckRun, sent: CheckSent): void {
  const { output, conclusion } = sent
  checkOutput(sent)
  run.name = sent.name ?? run.name
  run.externalId = sent.external_id ?? run.externalId
  run.detailsUrl = sent.details_url ?? run.detailsUrl
  run.started = sent.started_at ?? run.started
  run.actions = sent.actions ?? run.actions
  // A conclusion completes a run, whatever status is sent with it.
  run.status = conclusion ? 'completed' : (sent.status ?? run.status)
  run.conclusion = run.status === 'completed' ? (conclusion ?? run.conclusion) : null
  run.completed = run.status === 'completed' ? (sent.completed_at ?? now()) : null
  if (!output) return
  run.title = output.title ?? run.title
  run.summary = output.summary
  run.text = output.text ?? run.text
  run.annotations.push(...(output.annotations ?? []))
}

/** What the description says in prose only. */
function checkOutput({ status, conclusion, output }: CheckSent): void {
  if (status === 'completed' && !conclusion)
    throw refuse(422, "Invalid request.\n\nFor 'status' completed, 'conclusion' is required.")
  for (const { start_line, end_line, start_column, end_column, message, title, raw_details } of output?.annotations ??
    []) {
    const columns = start_column !== undefined || end_column !== undefined
    const long =
      [message, raw_details].some((text) => Buffer.byteLength(text ?? '') > 65_536) || (title ?? '').length > 255
    if (long || end_line < start_line || (columns && start_line !== end_line)) {
      throw refuse(422, 'Validation Failed', [{ resource: 'CheckRun', code: 'invalid', field: 'annotations' }])
    }
  }
}

/** A person asks for the check once more: GitHub resets the suite, and tells the App. */
export function rerequestCheck(world: World, repository: Repository, run: CheckRun, by: User): void {
  tell(world, repository, run, 'rerequested', by)
}

export function rerequestSuite(world: World, repository: Repository, sha: string, by: User): void {
  const suite = repository.suites.find((one) => one.sha === sha)
  if (!suite) throw notFound()
  announce(world, 'check_suite', repository, by, () => {
    return { action: 'rerequested', check_suite: suiteEvent(world, repository, suite) }
  })
}

/** A person presses a button of a check run. */
export function pressButton(world: World, repository: Repository, run: CheckRun, identifier: string, by: User): void {
  if (!run.actions.some((action) => action.identifier === identifier))
    throw new Error(`The check run has no button ${identifier}.`)
  tell(world, repository, run, 'requested_action', by, { requested_action: { identifier } })
}

function tell(world: World, repository: Repository, run: CheckRun, action: string, by: User, more: object = {}): void {
  announce(world, 'check_run', repository, by, () => {
    return { action, check_run: checkRunEvent(world.state, repository, run), ...more }
  })
}
