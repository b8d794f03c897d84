import type { Fix } from '../finding.ts'
import { apply } from '../yaml/edit.ts'
import { lineStarts, position } from '../yaml/file.ts'

/** A stretch of two texts that differ there, with some lines around it that do not. */
export interface Hunk {
  /** Lines before it in the old text. */
  readonly before: number
  /** Lines before it in the new text. */
  readonly after: number
  readonly lines: readonly Line[]
}

/** One line of a hunk, with its line end. */
export interface Line {
  /** In both texts, only in the old one, or only in the new one. */
  readonly sign: ' ' | '-' | '+'
  readonly text: string
}

/** Where two texts differ, line by line. Lines end at `\n`, as git has it. */
export function hunks(old: string, changed: string, context = 3): Hunk[] {
  const [a, b] = [linesOf(old), linesOf(changed)]
  const groups: Difference[][] = []
  for (const difference of differences(a, b)) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    if (group && last && difference.from - last.to <= 2 * context) group.push(difference)
    else groups.push([difference])
  }
  return groups.map((group) => hunk(group, a, b, context))
}

/**
 * Where a fix changes its file. Only the lines around its edits are compared: a long file may have many fixes.
 */
export function fixHunks({ file, edits }: Pick<Fix, 'file' | 'edits'>, context = 3): Hunk[] {
  const starts = lineStarts(file)
  const ends = edits.flatMap(({ span }) => [span.start, span.end])
  const first = Math.max(0, position(file, Math.min(...ends)).line - 2 - context)
  const from = starts[first] ?? 0
  const to = starts[position(file, Math.max(...ends)).line + 1 + context] ?? file.text.length
  const own = edits.map(({ span, text }) => ({ span: { start: span.start - from, end: span.end - from }, text }))
  const old = file.text.slice(from, to)
  return hunks(old, apply(old, own), context).map((found) => ({
    ...found,
    before: found.before + first,
    after: found.after + first,
  }))
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/)
}

/** Lines `from` to `to` of the old text stand for lines `start` to `end` of the new one. */
interface Difference {
  readonly from: number
  readonly to: number
  readonly start: number
  readonly end: number
}

function hunk(group: readonly Difference[], a: readonly string[], b: readonly string[], context: number): Hunk {
  const { from: first, start: counterpart } = group[0] ?? { from: 0, start: 0 }
  const before = Math.max(0, first - context)
  const lines: Line[] = []
  let at = before
  for (const { from, to, start, end } of group) {
    lines.push(
      ...signed(' ', a.slice(at, from)),
      ...signed('-', a.slice(from, to)),
      ...signed('+', b.slice(start, end)),
    )
    at = to
  }
  lines.push(...signed(' ', a.slice(at, at + context)))
  return { before, after: before + counterpart - first, lines }
}

function signed(sign: Line['sign'], texts: readonly string[]): Line[] {
  return texts.map((text) => ({ sign, text }))
}

/** What lies between the lines that both have. */
function* differences(a: readonly string[], b: readonly string[]): Generator<Difference> {
  let [from, start] = [0, 0]
  for (const { x, y, length } of [...common(a, b), { x: a.length, y: b.length, length: 0 }]) {
    if (x > from || y > start) yield { from, to: x, start, end: y }
    from = x + length
    start = y + length
  }
}

/** Lines that both texts have: so many, from `x` of the one and `y` of the other. */
interface Run {
  readonly x: number
  readonly y: number
  readonly length: number
}

function common(a: readonly string[], b: readonly string[]): Run[] {
  const found: Run[] = []
  let place = { x: 0, y: 0 }
  while (place.x < a.length || place.y < b.length) {
    const { runs, ...next } = furthest(a, b, place)
    found.push(...runs)
    place = next
  }
  return found
}

/** The furthest place on one diagonal that some number of edits lead to, and the last run on the way there. */
interface Tip {
  readonly x: number
  readonly last: Chain | undefined
}

interface Chain extends Run {
  readonly before: Chain | undefined
}

/** Edits that are looked ahead. Where two texts differ by more in a row, the diff is right, but maybe not the shortest. */
const most = 500

/**
 * The way from a place to the end of both texts that takes the fewest edits, or to the furthest place that `most` of
 * them lead to (E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986).
 */
function furthest(a: readonly string[], b: readonly string[], { x, y }: { x: number; y: number }) {
  const origin = x - y
  let tips = new Map([[origin, slide({ x, last: undefined }, origin, a, b)]])
  for (let edits = 1; edits <= most && leader(tips).sum < a.length + b.length; edits++) {
    const next = new Map<number, Tip>()
    for (let diagonal = origin - edits; diagonal <= origin + edits; diagonal += 2) {
      const tip = step(tips.get(diagonal - 1), tips.get(diagonal + 1), a.length)
      if (tip && tip.x - diagonal <= b.length) next.set(diagonal, slide(tip, diagonal, a, b))
    }
    tips = next
  }
  const { diagonal, tip } = leader(tips)
  const runs: Run[] = []
  for (let run = tip.last; run; run = run.before) runs.push(run)
  return { x: tip.x, y: tip.x - diagonal, runs: runs.toReversed() }
}

/** One edit further: a line of the old text is passed over from the left, one of the new text from above. */
function step(left: Tip | undefined, above: Tip | undefined, end: number): Tip | undefined {
  return left && left.x < end && !(above && above.x > left.x) ? { ...left, x: left.x + 1 } : above
}

/** Over all lines that both texts have from here on. */
function slide(tip: Tip, diagonal: number, a: readonly string[], b: readonly string[]): Tip {
  let { x } = tip
  while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++
  return x === tip.x ? tip : { x, last: { x: tip.x, y: tip.x - diagonal, length: x - tip.x, before: tip.last } }
}

function leader(tips: ReadonlyMap<number, Tip>): { diagonal: number; tip: Tip; sum: number } {
  let found = { diagonal: 0, tip: { x: 0, last: undefined } as Tip, sum: -1 }
  for (const [diagonal, tip] of tips) {
    const sum = 2 * tip.x - diagonal
    if (sum > found.sum) found = { diagonal, tip, sum }
  }
  return found
}
