import { resolve } from 'node:path'
import { analyze, isIncluded } from '../src/analyze.ts'
import { mayHoldManifests } from '../src/argo/manifest.ts'
import { type Config, defaults } from '../src/config.ts'
import { introduced } from '../src/diff.ts'
import type { Report, Unread } from '../src/finding.ts'
import { Refused } from '../src/github/client.ts'
import { rules } from '../src/rules/index.ts'
import { pathFrom } from '../src/source/disk.ts'
import { SourceError } from '../src/source/error.ts'
import { reaches, type Read } from '../src/source/read.ts'
import { newlyUnread } from '../src/source/unread.ts'
import { type Base, readBase } from './base.ts'
import { connect } from './connect.ts'
import { type PullRequest, pullRequest } from './event.ts'
import { readHead, workspace } from './head.ts'
import type { Inputs } from './inputs.ts'
import { baseConfig, configPlaces, overridden, ownConfig, type Settings } from './settings.ts'

/** What was found, and what a reader must know to take it for what it is. */
export interface Review {
  /** The folder that was looked into. */
  readonly root: string
  readonly report: Report
  readonly config: Config
  /** Plain sentences that may quote files and GitHub. */
  readonly notes: readonly string[]
  /** What the base could read or did not have: a change must not hide in what nobody looked at. */
  readonly newlyUnread: readonly Unread[]
}

/**
 * Judges what is in the workspace: on a pull request against its base, under the base's config.
 *
 * @throws ConfigError | SourceError | WrongCheckout
 */
export async function review(inputs: Inputs, env: NodeJS.ProcessEnv): Promise<Review> {
  const root = workspace(env)
  const head = readHead(root, inputs.paths)
  const pull = pullRequest(env)
  if (!pull) {
    const config = await ownConfig(root, inputs)
    const report = await fixed(judge(head, config), head, config)
    return { root, report, config, notes: notFollowed(config), newlyUnread: [] }
  }
  const { config, notes, ...base } = await askBase(root, head, pull, inputs, env)
  const before = judge(base, config)
  const report = await fixed(introduced(judge(head, config), before), head, config)
  const all = [...notes, ...notFollowed(config)]
  return { root, report, config, notes: all, newlyUnread: newlyUnread(report.unread, before.unread) }
}

/** Another repository may be private, and a job's token reads its own only. */
function notFollowed({ extends: other }: Config): readonly string[] {
  if (other === undefined) return []
  return [`The config extends ${other}, which only the GitHub App reads. Here counts what the file itself sets.`]
}

/** With the fixes of new findings. What proves them is loaded only for a run that has something to mend. */
async function fixed(report: Report, { files }: Read, config: Config): Promise<Report> {
  if (!report.findings.some(({ status, propose }) => status === 'new' && propose)) return report
  const { withFixes } = await import('../src/fix.ts')
  return withFixes(report, files, rules, config)
}

function judge({ files, unread }: Read, config: Config): Report {
  const report = analyze(files, rules, config)
  return { ...report, unread: [...unread.filter(({ path }) => isIncluded(path, config)), ...report.unread] }
}

/**
 * The base and its config, as far as they can be had. Against an empty base every finding is new and no ignore
 * comment counts: a change must not pass because it is too large to compare.
 */
async function askBase(
  root: string,
  head: Read,
  pull: PullRequest,
  inputs: Inputs,
  env: NodeJS.ProcessEnv,
): Promise<Asked> {
  const unknown = { files: [], unread: [], config: overridden(defaults, inputs) }
  // Where there is no manifest, and nothing that could be one, nothing can be new.
  if (head.unread.length === 0 && !head.files.some(({ text }) => mayHoldManifests(text)))
    return { ...unknown, notes: [] }
  const named = inputs.paths.map((path) => pathFrom(root, resolve(root, path)))
  const checkout = {
    root,
    pull,
    configPaths: configPlaces(root, inputs),
    wanted: (path: string) => named.some((name) => name === path || reaches(name, path)),
  }
  try {
    const { files, unread, configs } = await readBase(checkout, () => connect(inputs['github-token'], env))
    return { files, unread, ...(await baseConfig(root, configs, inputs)) }
  } catch (error) {
    if (!(error instanceof Refused || error instanceof SourceError)) throw error
    return { ...unknown, notes: [notCompared(error.message)] }
  }
}

type Asked = Settings & Pick<Base, 'files' | 'unread'>

function notCompared(reason: string): string {
  return `The base of this pull request could not be read, so nothing is compared: every finding counts as new, and neither ignore comments nor config files count. ${reason} With \`fetch-depth: 2\` for actions/checkout nothing else is needed.`
}
