import { type CheckSent, startCheck, updateCheck } from '../acts/checks.ts'
import { suiteOf } from '../acts/refs.ts'
import { type Answer, type Call, commitNamed, ok, page, type Routes } from '../call.ts'
import { notFound, refuse } from '../refusal.ts'
import { checkRun, checkSuite } from '../shapes/check.ts'
import { site } from '../shapes/repository.ts'
import { fullName } from '../names.ts'
import type { CheckRun, CheckSuite, Repository } from '../state.ts'

type Given = Call & { readonly repository: Repository }
const [read, write] = ['checks:read', 'checks:write']

export const checkRoutes: Routes = {
  'POST /repos/{owner}/{repo}/check-runs': {
    needs: write,
    answer: (call) => ok(shape(call, startCheck(call.world, call.repository, call.body as CheckSent)), 201),
  },
  'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}': {
    needs: write,
    answer: (call) => {
      const run = runNumbered(call)
      updateCheck(call.world, call.repository, run, call.body as CheckSent)
      return ok(shape(call, run))
    },
  },
  'GET /repos/{owner}/{repo}/check-runs/{check_run_id}': {
    needs: read,
    answer: (call) => ok(shape(call, runNumbered(call))),
  },
  'GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations': { needs: read, answer: annotations },
  'GET /repos/{owner}/{repo}/commits/{ref}/check-runs': {
    needs: read,
    answer: (call) => {
      const sha = commitNamed(call.repository, call.params['ref'] ?? '')
      return runs(call, (run) => run.sha === sha)
    },
  },
  'GET /repos/{owner}/{repo}/commits/{ref}/check-suites': { needs: read, answer: suites },
  'POST /repos/{owner}/{repo}/check-suites': { needs: write, answer: createSuite },
  'GET /repos/{owner}/{repo}/check-suites/{check_suite_id}': {
    needs: read,
    answer: (call) => ok(suiteShape(call, suiteNumbered(call))),
  },
  'GET /repos/{owner}/{repo}/check-suites/{check_suite_id}/check-runs': {
    needs: read,
    answer: (call) => {
      const suite = suiteNumbered(call)
      return runs(call, (run) => run.suite.id === suite.id)
    },
  },
}

function shape(call: Given, run: CheckRun) {
  return checkRun(call.world.state, call.repository, run)
}

function suiteShape(call: Given, suite: CheckSuite) {
  return checkSuite(call.world.state, call.repository, suite)
}

function runNumbered({ repository, params }: Given): CheckRun {
  const found = repository.checks.find(({ id }) => id === Number(params['check_run_id']))
  if (!found) throw notFound()
  return found
}

function suiteNumbered({ repository, params }: Given): CheckSuite {
  const found = repository.suites.find(({ id }) => id === Number(params['check_suite_id']))
  if (!found) throw notFound()
  return found
}

function annotations(call: Given): Answer {
  const run = runNumbered(call)
  const all = run.annotations.map((one) => ({
    ...{ start_column: null, end_column: null, title: null, raw_details: null },
    ...one,
    blob_href: `${site}/${fullName(call.repository)}/blob/${run.sha}/${one.path}`,
  }))
  return page(call, all)
}

/** Newest first; unless all are asked for, the latest of each name. */
function runs(call: Given, of: (run: CheckRun) => boolean): Answer {
  const { query } = call
  function asked(name: string, value: string) {
    return !query.has(name) || query.get(name) === value
  }
  const mine = call.repository.checks
    .filter((run) => of(run) && asked('check_name', run.name) && asked('status', run.status))
    .toReversed()
  const seen = new Set<string>()
  const latest = mine.filter(
    (run) => !seen.has(`${run.suite.id} ${run.name}`) && seen.add(`${run.suite.id} ${run.name}`),
  )
  const listed = query.get('filter') === 'all' ? mine : latest
  const wanted = asked('app_id', String(call.world.state.app.id)) ? listed : []
  return page(
    call,
    wanted.map((run) => shape(call, run)),
    (part) => ({ total_count: wanted.length, check_runs: part }),
  )
}

function suites(call: Given): Answer {
  const sha = commitNamed(call.repository, call.params['ref'] ?? '')
  const wanted = [undefined, null, String(call.world.state.app.id)].includes(call.query.get('app_id'))
  const found = wanted ? call.repository.suites.filter((suite) => suite.sha === sha) : []
  return page(
    call,
    found.map((suite) => suiteShape(call, suite)),
    (part) => ({ total_count: found.length, check_suites: part }),
  )
}

function createSuite(call: Given): Answer {
  const { world, repository, user: by } = call
  const { head_sha: sha } = call.body as { readonly head_sha: string }
  if (!repository.objects.commits.has(sha)) throw refuse(422, `No commit found for SHA: ${sha}`)
  const known = repository.suites.find((suite) => suite.sha === sha)
  return ok(suiteShape(call, known ?? suiteOf(world, repository, sha, null, by)), known ? 200 : 201)
}
