/** A stretch of a diff; line numbers count from 1, and a side without lines starts at the line before it. */
export interface Hunk {
  readonly oldStart: number
  readonly oldCount: number
  readonly newStart: number
  readonly newCount: number
  /** Lines with their mark: a space, `-`, `+`, or `\` for a missing line end. */
  readonly lines: readonly string[]
}

interface Step {
  readonly mark: ' ' | '-' | '+'
  readonly text: string
  readonly oldLine: number
  readonly newLine: number
}

const context = 3

/** The hunks between two texts, with three lines of context as GitHub shows them. */
export function hunks(before: string, after: string): readonly Hunk[] {
  const steps = compare(split(before), split(after))
  const changed = steps.flatMap(({ mark }, i) => (mark === ' ' ? [] : [i]))
  const ranges: { start: number; end: number }[] = []
  for (const i of changed) {
    const last = ranges.at(-1)
    if (last && i - context <= last.end) last.end = i + context + 1
    else ranges.push({ start: Math.max(0, i - context), end: i + context + 1 })
  }
  return ranges.map(({ start, end }) => hunk(steps.slice(start, end), steps.slice(0, start)))
}

function hunk(steps: readonly Step[], before: readonly Step[]): Hunk {
  function count(side: readonly Step[], not: string) {
    return side.filter(({ mark }) => mark !== not).length
  }
  const [oldCount, newCount] = [count(steps, '+'), count(steps, '-')]
  const lines = steps.flatMap(({ mark, text }) =>
    text.endsWith('\n') ? [mark + text.slice(0, -1)] : [mark + text, '\\ No newline at end of file'],
  )
  return {
    oldStart: count(before, '+') + (oldCount > 0 ? 1 : 0),
    oldCount,
    newStart: count(before, '-') + (newCount > 0 ? 1 : 0),
    newCount,
    lines,
  }
}

/** The `patch` of a file in GitHub's list: hunks without the file header. */
export function patch(parts: readonly Hunk[]): string {
  return parts.map((part) => [header(part), ...part.lines].join('\n')).join('\n')
}

export function header({ oldStart, oldCount, newStart, newCount }: Hunk): string {
  function range(start: number, count: number) {
    return count === 1 ? `${start}` : `${start},${count}`
  }
  return `@@ -${range(oldStart, oldCount)} +${range(newStart, newCount)} @@`
}

export type Side = 'LEFT' | 'RIGHT'

/** Whether a comment may stand on a line: added and context lines are on the right, removed and context on the left. */
export function holds(part: Hunk, line: number, side: Side): boolean {
  const start = side === 'RIGHT' ? part.newStart : part.oldStart
  const count = side === 'RIGHT' ? part.newCount : part.oldCount
  return line >= start && line < start + count
}

/** Where a line of the old text is in the new one; nothing when it was changed or removed. */
export function follow(before: string, after: string, line: number): number | undefined {
  return compare(split(before), split(after)).find(({ mark, oldLine }) => mark === ' ' && oldLine === line)?.newLine
}

function split(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

/** Beyond this many changed lines a diff is every line removed, then every line added. */
const farthest = 1500

/** Myers' shortest edit script. */
function compare(a: readonly string[], b: readonly string[]): readonly Step[] {
  const trace: ReadonlyMap<number, number>[] = []
  const furthest = new Map([[1, 0]])
  const most = a.length > 0 && b.length > 0 ? farthest : -1
  for (let d = 0; d <= most; d += 1) {
    trace.push(new Map(furthest))
    for (let k = -d; k <= d; k += 2) {
      const from = source(furthest, k, d)
      let x = (furthest.get(from) ?? 0) + (from < k ? 1 : 0)
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1
      furthest.set(k, x)
      if (x >= a.length && x - k >= b.length) return walkBack(a, b, trace)
    }
  }
  const removed = a.map((text, i): Step => ({ mark: '-', text, oldLine: i + 1, newLine: 0 }))
  return [...removed, ...b.map((text, i): Step => ({ mark: '+', text, oldLine: a.length, newLine: i + 1 }))]
}

/** The diagonal from which diagonal `k` was reached in `d` changes. */
function source(furthest: ReadonlyMap<number, number>, k: number, d: number): number {
  function at(diagonal: number) {
    return furthest.get(diagonal) ?? -1
  }
  return k === -d || (k !== d && at(k - 1) < at(k + 1)) ? k + 1 : k - 1
}

function walkBack(a: readonly string[], b: readonly string[], trace: readonly ReadonlyMap<number, number>[]): Step[] {
  const steps: Step[] = []
  let [x, y] = [a.length, b.length]
  for (const [d, furthest] of [...trace.entries()].toReversed()) {
    const from = source(furthest, x - y, d)
    const fromX = furthest.get(from) ?? 0
    for (; x > fromX && y > fromX - from; x -= 1, y -= 1) {
      steps.push({ mark: ' ', text: a[x - 1] ?? '', oldLine: x, newLine: y })
    }
    if (d === 0) break
    if (x > fromX) {
      steps.push({ mark: '-', text: a[x - 1] ?? '', oldLine: x, newLine: y })
      x -= 1
    } else {
      steps.push({ mark: '+', text: b[y - 1] ?? '', oldLine: x, newLine: y })
      y -= 1
    }
  }
  return steps.toReversed()
}
