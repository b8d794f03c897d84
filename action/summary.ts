import { summary } from '@actions/core'
import type { Report } from '../src/finding.ts'
import { sentence } from '../src/report/escape.ts'
import { bytes } from '../src/report/fit.ts'
import { markdown } from '../src/report/markdown.ts'
import { commitOf } from '../src/source/git.ts'
import { SourceError } from '../src/source/error.ts'

/** The runner drops a summary above 1 MiB whole (actions/runner `FileCommandManager.cs`). */
const mostBytes = 1_000_000

/** Writes the summary of the job. A server too old to have one goes without. */
export async function writeSummary(report: Report, notes: readonly string[], root: string): Promise<void> {
  if (!process.env['GITHUB_STEP_SUMMARY']) return
  const head = notes.map((note) => `> [!NOTE]\n> ${sentence(note)}\n\n`).join('')
  const tree = treeUrl(root)
  const body = markdown(report, { budget: mostBytes - bytes(head), ...(tree === undefined ? {} : { tree }) })
  await summary.addRaw(`${head}${body}`).write({ overwrite: true })
}

/** Where the files that were judged can be seen, so that lines can be links. */
function treeUrl(root: string): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = process.env
  if (!server || !repository) return undefined
  try {
    return `${server}/${repository}/blob/${commitOf(root, 'HEAD')}`
  } catch (error) {
    if (error instanceof SourceError) return undefined
    throw error
  }
}
