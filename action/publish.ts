import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { error, info, notice, warning } from '@actions/core'
import tool from '../package.json' with { type: 'json' }
import type { Report, Unread } from '../src/finding.ts'
import { type Annotation, annotations, type Level, levels, limitAnnotations } from '../src/report/annotations.ts'
import { exact, plain } from '../src/report/escape.ts'
import { json } from '../src/report/json.ts'
import { lastLine } from '../src/report/totals.ts'
import { fail } from './fail.ts'
import { writeInside } from './file.ts'
import type { Inputs } from './inputs.ts'
import { highestSeverity, setOutputs } from './outputs.ts'
import type { Review } from './review.ts'
import { writeSummary } from './summary.ts'
import { verdict } from './verdict.ts'

/**
 * Tells what was found: annotations, the summary of the job, reports as files, outputs, and whether the step fails.
 *
 * @throws InputError when the SARIF report cannot be written where it is wanted
 */
export async function publish(review: Review, inputs: Inputs): Promise<void> {
  const { root, report, config, notes, newlyUnread } = review
  const counting = inputs['only-new'] ? report : allNew(report)
  const findings = counting.findings.filter(({ status }) => status === 'new')
  const failure = verdict(findings, report, newlyUnread, config)

  info(`${lastLine(counting)}.`)
  for (const note of notes) notice(plain(note), { title: 'Lynceus' })
  const taken = { error: failure === undefined ? 0 : 1, warning: 0, notice: notes.length }
  if (inputs.annotations) annotate([...annotations(counting), ...newlyUnread.map(notRead)], taken)
  if (failure !== undefined) fail(failure)
  await writeSummary(counting, notes, root)
  setOutputs({
    findings: report.findings.length,
    'new-findings': report.findings.filter(({ status }) => status === 'new').length,
    'highest-severity': highestSeverity(findings),
    'sarif-file': await writeSarif(report, inputs['sarif-file'], root),
    'report-json': writeJson(report),
  })
}

function allNew(report: Report): Report {
  return { ...report, findings: report.findings.map((finding) => ({ ...finding, status: 'new' })) }
}

/** The runner drops what is above it, of each level in a step (actions/runner `ExecutionContext.cs`). */
const shownPerLevel = 10

const say = { error, warning, notice }

function notRead({ path, line, reason }: Unread): Annotation {
  const place = { path, startLine: line, startColumn: 1, endLine: line, endColumn: 1 }
  return { level: 'warning', title: 'Not analysed', message: plain(reason), ...place }
}

/** @param taken how many of a level this step shows besides */
function annotate(all: readonly Annotation[], taken: Readonly<Record<Level, number>>): void {
  for (const level of levels) {
    const own = all.filter((annotation) => annotation.level === level)
    for (const { message, path, ...place } of limitAnnotations(
      own,
      shownPerLevel - taken[level],
      'the summary of this job',
    ))
      say[level](message, { ...place, file: exact(path) })
  }
}

/** Loaded only when it is wanted. */
async function writeSarif(report: Report, path: string | undefined, root: string): Promise<string> {
  if (path === undefined) return ''
  const { sarif } = await import('../src/report/sarif.ts')
  writeInside(root, path, sarif(report, tool))
  return path
}

/** Beside the workspace, so that a later step does not take it for a part of the checkout. */
function writeJson(report: Report): string {
  const path = join(mkdtempSync(join(process.env['RUNNER_TEMP'] ?? tmpdir(), 'lynceus-')), 'report.json')
  writeFileSync(path, json(report, tool))
  return path
}
