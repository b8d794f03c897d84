import { atLeast, type Report, type Unread } from '../finding.ts'
import type { Config } from '../config.ts'
import { type Annotation, annotations } from './annotations.ts'
import { code, plain } from './escape.ts'
import { markdown } from './markdown.ts'
import { count, fresh, summaryLine } from './totals.ts'

/** The result of a review, and what a reader must know to take it for what it is. */
export interface Judged {
  readonly report: Report
  readonly config: Config
  /** Sentences in Markdown, ours or escaped: what was not looked at, which config does not count. */
  readonly notes: readonly string[]
  /** What the base could read or did not have. */
  readonly newlyUnread: readonly Unread[]
  /** Whether something that belongs to the change was not looked at. */
  readonly isPartial: boolean
  /** Whether the change has more than was told of it, which may hold anything. */
  readonly isCut?: boolean
}

/** What a check run shows (GitHub REST, checks/create): the texts have at most 65,535 characters. */
export interface Check {
  readonly conclusion: 'success' | 'neutral' | 'failure'
  readonly title: string
  readonly summary: string
  /** Worst first. */
  readonly annotations: readonly Annotation[]
}

/** More annotations than these help nobody: the summary says how many there are. */
const most = 200
const budget = 60_000

export function check(judged: Judged, tree?: string): Check {
  const { report, notes } = judged
  const remarks = annotations(report)
  const kept = remarks.slice(0, most)
  const left = remarks.length - kept.length
  const heads = [...notes, ...(left > 0 ? [`${count(left, 'more finding')} without an annotation.`] : [])]
  const head = heads.map((note) => `> ${note}\n`).join('\n')
  return {
    conclusion: conclusion(judged),
    title: title(judged),
    summary: `${head}${head && '\n'}${markdown(report, { budget: budget - head.length * 4, ...(tree && { tree }) })}`,
    annotations: kept,
  }
}

/** What nobody looked at is never a success. */
function conclusion({ report, config, newlyUnread, isPartial, isCut = false }: Judged): Check['conclusion'] {
  if (report.failures.length > 0 || newlyUnread.length > 0 || isCut) return 'failure'
  const found = fresh(report)
  const { failOn } = config
  if (failOn !== 'never' && found.some(({ severity }) => atLeast(severity, failOn))) return 'failure'
  return isPartial || found.length > 0 ? 'neutral' : 'success'
}

function title({ report, newlyUnread, isPartial }: Judged): string {
  if (report.failures.length > 0) return 'Lynceus failed on a part of the change'
  const unread = newlyUnread.length > 0 ? `${count(newlyUnread.length, 'part')} not read. ` : ''
  const part = isPartial ? 'Partly analysed. ' : ''
  return `${part}${unread}${plain(summaryLine(report))}`
}

/** What a check run says. */
export type Said = Omit<Check, 'annotations'>

/** What is said when nothing could be found out, as often as it was tried. The error is for those who run the App. */
export function unfinished(isGroup: boolean): Said {
  const again = isGroup
    ? 'Press *Re-run*, or take the pull request out of the merge queue and put it in again.'
    : `Press *Re-run*, or comment ${code('/lynceus review')}, to have it tried once more: that takes write permission.`
  return {
    conclusion: 'failure',
    title: 'Could not review this change',
    summary: `Lynceus tried several times to review this change and failed each time. Nothing is known of it, so it does not pass.\n\n${again} If that fails too, ask those who run this App: its log and its status page say what went wrong.\n`,
  }
}

/** What is said where a pull request was closed before its review came to an end. */
export const dropped: Said = {
  conclusion: 'failure',
  title: 'Closed before it was reviewed',
  summary:
    'Nothing is known of this change, so it does not pass. It is reviewed when the pull request is opened again.\n',
}
