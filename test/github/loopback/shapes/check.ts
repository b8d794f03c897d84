import { fullName } from '../names.ts'
import type { CheckRun, CheckSuite, Pull, Repository, State } from '../state.ts'
import { commitShape } from './commit.ts'
import { pullMinimal } from './pull.ts'
import { api, app, minimalRepository, site } from './repository.ts'

/** Open pull requests whose head a commit is. Those of forks are not named: GitHub leaves the list empty for them. */
function pulls(repository: Repository, sha: string): readonly Pull[] {
  return repository.pulls.filter(
    ({ head, state }) => state === 'open' && head.sha === sha && head.repository.id === repository.id,
  )
}

/** `check-run` */
export function checkRun(state: State, repository: Repository, run: CheckRun) {
  const full = fullName(repository)
  const url = `${api}/repos/${full}/check-runs/${run.id}`
  const html = `${site}/${full}/runs/${run.id}`
  return {
    id: run.id,
    name: run.name,
    node_id: run.node,
    head_sha: run.sha,
    external_id: run.externalId ?? '',
    url,
    html_url: html,
    details_url: run.detailsUrl ?? html,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.started,
    completed_at: run.completed,
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.suite.id },
    app: app(state),
    pull_requests: pulls(repository, run.sha).map((pull) => pullMinimal(repository, pull)),
  }
}

/** `check-run-with-simple-check-suite`, as webhooks hold it. */
export function checkRunEvent(state: State, repository: Repository, run: CheckRun) {
  return { ...checkRun(state, repository, run), check_suite: simpleSuite(state, repository, run.suite) }
}

function verdict(repository: Repository, suite: CheckSuite) {
  const runs = repository.checks.filter((run) => run.suite.id === suite.id)
  if (runs.length === 0) return { status: 'queued', conclusion: null }
  if (runs.some(({ status }) => status !== 'completed')) return { status: 'in_progress', conclusion: null }
  const worst = ['failure', 'action_required', 'timed_out', 'cancelled', 'success', 'neutral', 'skipped']
  return {
    status: 'completed',
    conclusion: worst.find((one) => runs.some(({ conclusion }) => conclusion === one)) ?? null,
  }
}

function simpleSuite(state: State, repository: Repository, suite: CheckSuite) {
  return {
    id: suite.id,
    node_id: suite.node,
    head_branch: suite.branch,
    head_sha: suite.sha,
    ...verdict(repository, suite),
    url: `${api}/repos/${fullName(repository)}/check-suites/${suite.id}`,
    before: repository.objects.commits.get(suite.sha)?.parents[0] ?? null,
    after: suite.sha,
    created_at: suite.created,
    updated_at: suite.created,
    app: app(state),
    pull_requests: pulls(repository, suite.sha).map((pull) => pullMinimal(repository, pull)),
  }
}

/** `check-suite` */
export function checkSuite(state: State, repository: Repository, suite: CheckSuite) {
  const simple = simpleSuite(state, repository, suite)
  const { tree, message, timestamp, author, committer } = commitShape(repository, suite.sha).simple
  return {
    ...simple,
    head_commit: { id: suite.sha, tree_id: tree, message, timestamp, author, committer },
    repository: minimalRepository(repository),
    latest_check_runs_count: repository.checks.filter((run) => run.suite.id === suite.id).length,
    check_runs_url: `${simple.url}/check-runs`,
    rerequestable: true,
    runs_rerequestable: true,
  }
}
