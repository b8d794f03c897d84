import { isIncluded } from '../src/analyze.ts'
import type { Config } from '../src/config.ts'
import { defaultBranch, type DefaultBranch } from '../src/github/default-branch.ts'
import type { Repository } from '../src/github/client.ts'
import { editIssue, type Issue, openIssue, ownIssue, readIssue } from '../src/github/issue.ts'
import { tickedIn, withTicks } from '../src/report/boxes.ts'
import { dashboardMark, dashboardTitle } from '../src/report/dashboard.ts'
import { uri } from '../src/report/escape.ts'
import { configPaths } from '../src/source/config.ts'
import { aside, Overrun } from './aside.ts'
import { configOf } from './config.ts'
import type { Context } from './context.ts'
import { refresh } from './refresh.ts'
import { sizeOf } from './size.ts'
import type { Task } from './task.ts'
import { readWhole } from './whole.ts'

/**
 * Looks at the default branch: brings its pull requests with fixes up to date and, where the config asks for one, the
 * dashboard. Nothing is written where nothing changed. 2 requests without a dashboard; with one 5 for up to 50
 * manifests, and 2 more when its text changes, or when it is new.
 *
 * @throws Refused | Later
 */
export async function perform(_: Extract<Task, { kind: 'scan' }>, context: Context): Promise<void> {
  const branch = await defaultBranch(context.repository, configPaths)
  if (!branch) return
  const { config, notes } = await configOf(branch.texts, context)
  if (config.dashboard) await keep(branch, config, notes, context)
  if (context.permissions['contents'] === 'write') await refresh(undefined, context)
}

/** One issue for each repository; who closes it has said no. */
async function keep(branch: DefaultBranch, config: Config, notes: readonly string[], context: Context): Promise<void> {
  const { repository, permissions, app, log } = context
  if (permissions['issues'] !== 'write') return log.info('No dashboard: the App may not write issues')
  const issue = await ownIssue(repository, app.slug, dashboardMark)
  if (issue && !issue.isOpen) return
  const text = await look(branch, config, notes, issue, context)
  if (text === undefined) return
  if (issue) await renew(issue, text, repository)
  else if (!(await openIssue(repository, { title: dashboardTitle, body: text })))
    log.info('No dashboard: issues are off')
}

/** Boxes that somebody ticked stay so until they are looked at, those too that were ticked while this was made. */
async function renew(issue: Issue, text: string, repository: Repository): Promise<void> {
  if (withTicks(text, tickedIn(issue.body), true) === issue.body) return
  const now = await readIssue(repository, issue.number, dashboardMark)
  if (!now?.isOpen) return
  const body = withTicks(text, tickedIn(now.body), true)
  if (body !== now.body) await editIssue(repository, issue.number, body)
}

/** Nothing when it takes too long. */
async function look(
  { name, head }: DefaultBranch,
  config: Config,
  notes: readonly string[],
  issue: Issue | undefined,
  { repository, permissions, site, log, signal }: Context,
): Promise<string | undefined> {
  const whole = await readWhole(repository, head, (path) => isIncluded(path, config), signal)
  const material = {
    whole,
    config,
    notes,
    branch: name,
    before: issue?.body ?? '',
    tree: `${site}/${repository.owner}/${repository.repo}/blob/${uri(name)}`,
    mayFix: permissions['contents'] === 'write' && permissions['pull_requests'] === 'write',
    today: new Date().toISOString().slice(0, 10),
  }
  try {
    return await aside('board', material, sizeOf(whole.files), signal)
  } catch (error) {
    if (!(error instanceof Overrun)) throw error
    log.warn(`The dashboard stays as it is. ${error.message}`)
    return undefined
  }
}
