import { type File, lineStarts, lineText, position, type Span } from '../yaml/file.ts'
import type { Scalar } from '../yaml/node.ts'
import { once } from '../yaml/once.ts'
import { pathTo } from '../yaml/path.ts'
import { get, text } from '../yaml/query.ts'
import { firstFrom } from '../yaml/search.ts'
import type { Manifest } from './manifest.ts'

/** A `# lynceus: ignore[rule, …] reason` comment, or a `lynceus.dev/ignore` annotation. */
export interface Ignore {
  /** As they are written. None when it is not written as an ignore should be: then it silences nothing. */
  readonly rules: readonly string[]
  /** Empty when none is given. */
  readonly reason: string
  readonly file: File
  readonly span: Span
  readonly kind: 'comment' | 'annotation'
  /** The line of the file, from 1, that a comment speaks of; an annotation speaks of its whole object. */
  readonly line?: number
}

/** What is, or was meant to be, an ignore. */
const attempt = /#[ \t]*lynceus[ \t:-]*ignored?\b[^\r\n]*/iy
const grammar = /^#[ \t]*lynceus:[ \t]*ignore\[([^[\]]*)\]([^]*)$/
/** The ignore comments of a file. One that stands alone on its line, or after a dash, speaks of the next line with content. */
const comments = once((file: File): readonly Ignore[] => {
  const matches = attempts(file.text)
  const content = matches.length > 0 ? contentFrom(file) : []
  return matches.map((match) => comment(file, match, content))
})

/** The engine finds the few `#` of a text sooner than a pattern that ignores case. */
function attempts(text: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = []
  for (let at = text.indexOf('#'); at >= 0; at = text.indexOf('#', Math.max(at + 1, attempt.lastIndex))) {
    attempt.lastIndex = at
    const match = attempt.exec(text)
    if (match) found.push(match)
  }
  return found
}

/** For each line, from 1, the first one from there on that has content. */
function contentFrom(file: File): readonly number[] {
  const count = lineStarts(file).length
  const lines = Array.from({ length: count + 2 }, () => count + 1)
  for (let line = count; line > 0; line--)
    lines[line] = /^\s*(#.*)?$/.test(lineText(file, line)) ? (lines[line + 1] ?? count) : line
  return lines
}

function comment(file: File, match: RegExpExecArray, content: readonly number[]): Ignore {
  const [whole] = match
  const [, rules = '', reason = ''] = grammar.exec(whole) ?? []
  const span = { start: match.index, end: match.index + whole.trimEnd().length }
  const here = position(file, match.index).line
  const isAlone = /^[\s-]*$/.test(file.text.slice(lineStarts(file)[here - 1], match.index))
  const line = isAlone ? (content[here + 1] ?? here) : here
  return { rules: names(rules), reason: reason.trim(), file, span, kind: 'comment', line }
}

function names(list: string): string[] {
  return list.split(/[\s,]+/).filter((name) => name !== '')
}

/** The ignores of a manifest, whatever rules they name: from the line above it to the end of its last line. */
export const ignores = once((manifest: Manifest): readonly Ignore[] => [...inside(manifest), ...annotations(manifest)])

function inside(manifest: Manifest): Ignore[] {
  const { file, root } = manifest
  const all = comments(file)
  if (all.length === 0) return []
  const first = position(file, root.start).line
  const last = position(file, root.end).line
  const found: Ignore[] = []
  for (let index = firstOn(all, first); index < all.length; index++) {
    const ignore = all[index]
    if (!ignore || position(file, ignore.span.start).line > last) break
    const text = scalarAround(ignore, manifest)
    if (text ? text.block : !isDeeper(ignore, manifest)) found.push(ignore)
  }
  return found
}

/** The index of the first comment that speaks of a line or one after it: they stand in the order of their lines. */
function firstOn(all: readonly Ignore[], line: number): number {
  return firstFrom(all, (ignore) => (ignore.line ?? 0) < line)
}

function annotations(manifest: Manifest): Ignore[] {
  const values = get(manifest.root, 'metadata', 'annotations')
  const node = get(values, 'lynceus.dev/ignore')
  if (!node) return []
  const reason = text(get(values, 'lynceus.dev/reason')) ?? ''
  return [{ rules: names(text(node) ?? ''), reason, file: manifest.file, span: node, kind: 'annotation' }]
}

/**
 * The ignore that silences a rule at a place: an annotation of the object or of one around it, or a comment there or on
 * a parent key.
 */
export function ignoreFor(rule: string, at: Span, manifest: Manifest): Ignore | undefined {
  const around = holders(manifest)
  const all = around.flatMap((holder) => indexOf(holder).get(rule) ?? [])
  if (all.length === 0) return undefined
  for (const line of [wholeObject, position(manifest.file, at.start).line, ...linesOver(manifest, at)]) {
    for (const index of all) {
      const found = index.get(line)
      // An outer object sees a text where an inner one sees comments, strings and scripts.
      if (found && around.every((holder) => isHeard(found, holder))) return found
    }
  }
  return undefined
}

/** Stands for the line of an annotation. */
const wholeObject = 0

type Index = ReadonlyMap<string, ReadonlyMap<number, Ignore>>

/** The ignores of a manifest by rule, then by the line that they speak of. */
const indexOf = once((manifest: Manifest): Index => {
  const index = new Map<string, Map<number, Ignore>>()
  for (const ignore of ignores(manifest).toReversed()) {
    if (!isHeard(ignore, manifest)) continue
    for (const rule of ignore.rules) {
      const lines = index.get(rule) ?? new Map<number, Ignore>()
      index.set(rule, lines.set(ignore.line ?? wholeObject, ignore))
    }
  }
  return index
})

/** The manifest and those around it. */
function holders(manifest: Manifest): Manifest[] {
  return [manifest, ...(manifest.parent ? holders(manifest.parent) : [])]
}

/** The lines on which the object, and the pairs and items that hold a place in it, begin. */
function* linesOver(manifest: Manifest, at: Span): Generator<number> {
  for (const holder of holders(manifest)) {
    yield position(holder.file, holder.root.start).line
    for (const step of pathTo(holder.root, at))
      yield position(holder.file, ('item' in step ? step.item : step.key).start).line
  }
}

/** Whether a comment counts where it stands: not in a quoted text, and in a block scalar only for lines of that one. */
function isHeard(ignore: Ignore, manifest: Manifest): boolean {
  const text = ignore.line === undefined ? undefined : scalarAround(ignore, manifest)
  if (!text || ignore.line === undefined) return true
  return text.block && (lineStarts(manifest.file)[ignore.line - 1] ?? text.end) < text.end
}

/** The text that a would-be comment is part of. In a block scalar it is a comment of the script. */
function scalarAround({ span }: Ignore, manifest: Manifest): Scalar | undefined {
  const leaf = [...pathTo(manifest.root, span)].at(-1)
  const nodes = leaf ? ('item' in leaf ? [leaf.item] : [leaf.key, leaf.value]) : []
  const node = nodes.find(({ start, end }) => start <= span.start && span.start < end)
  return node?.kind === 'scalar' ? node : undefined
}

/** Whether a comment above a manifest is indented deeper: then it may be the end of a text of what stands before. */
function isDeeper({ span, line }: Ignore, { file, root }: Manifest): boolean {
  if (span.start >= root.start || line === undefined) return false
  return indent(file, position(file, span.start).line) > indent(file, line)
}

function indent(file: File, line: number): number {
  return lineText(file, line).search(/[^ ]|$/)
}
