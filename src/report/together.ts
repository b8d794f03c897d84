import type { Said } from './check.ts'
import { prose } from './escape.ts'
import { count } from './totals.ts'

/** What a pull request was found to be by itself. */
export interface Own extends Said {
  readonly pull: number
  /** Where people see its check run. */
  readonly url: string
}

const opening = /^<!-- lynceus:own=(success|neutral|failure) ([\w.!~*'()%-]*) -->\n[^]*?\n<!-- lynceus:own-end -->\n\n/

/** What was found by itself, of a check run that may speak for others too. */
export function ownIn(said: {
  readonly conclusion: string | null
  readonly title: string
  readonly summary: string
}): Said {
  const { title, summary } = said
  const [head = '', conclusion = said.conclusion, own] = opening.exec(summary) ?? []
  return {
    // GitHub ends what was left lying by words of its own, and none of them is a success.
    conclusion: conclusion === 'success' || conclusion === 'neutral' ? conclusion : 'failure',
    title: own === undefined ? title : decodeURIComponent(own),
    summary: summary.slice(head.length),
  }
}

const badness = ['success', 'neutral', 'failure'] as const

/**
 * What the newest check run of a commit is to say: the worst of the open pull requests whose head that is, and which
 * they are. Its own result where it is the only one.
 *
 * @param newest what its pull request, which may be closed, was found to be by itself
 */
export function together(newest: Own, open: readonly Own[]): Said {
  const { conclusion, title, summary } = newest
  const [worst] = open.toSorted((a, b) => badness.indexOf(b.conclusion) - badness.indexOf(a.conclusion))
  const isAlone = open.length === 1 && worst?.pull === newest.pull
  if (!worst || isAlone) return { conclusion, title, summary }
  const isOwn = worst.conclusion === conclusion && open.some(({ pull }) => pull === newest.pull)
  return {
    conclusion: worst.conclusion,
    title: isOwn ? title : `#${worst.pull}: ${worst.title}`,
    summary: `<!-- lynceus:own=${conclusion} ${encodeURIComponent(title)} -->\n${spoken(newest, open)}\n<!-- lynceus:own-end -->\n\n${summary}`,
  }
}

/** Pull requests that are named; hardly anybody opens more for one commit. */
const mostNamed = 20

function spoken({ pull }: Own, open: readonly Own[]): string {
  const isClosed = open.every((one) => one.pull !== pull)
  const rows = open.slice(0, mostNamed).map(({ pull: number, conclusion, title, url }) => {
    return `> - #${number}: ${conclusion}, ${url === '' ? prose(title) : `[${prose(title)}](<${url}>)`}`
  })
  const left = open.length - rows.length
  const numbers = open.slice(0, mostNamed).map((one) => `#${one.pull}`)
  return [
    open.length === 1
      ? `> This result speaks for ${numbers.join('')} alone.`
      : `> This result speaks for ${numbers.slice(0, -1).join(', ')}${left > 0 ? ', ' : ' and '}${numbers.at(-1)}${left > 0 ? ` and ${count(left, 'other')}` : ''}, which have the same newest commit: GitHub keeps one result for a commit, so it is the worst of theirs.`,
    '>',
    ...rows,
    '>',
    `> What follows was found in #${pull}${isClosed ? ', which is closed and does not count any more' : ''}.`,
  ].join('\n')
}

/** Whether a check run says this already. */
export function sameAs(
  said: { readonly conclusion: string | null; readonly title: string; readonly summary: string },
  wanted: Said,
): boolean {
  return said.conclusion === wanted.conclusion && said.title === wanted.title && said.summary === wanted.summary
}
