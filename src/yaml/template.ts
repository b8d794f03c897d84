import type { Span } from './file.ts'

/** Stands for text that a Helm template would put in: a private-use character that no manifest holds. */
export const unknown = '\uE000'

/** Helm's own: what no Argo tag and no `docker --format` text looks like. */
const certain =
  /\{\{(?:[^{}\n]{0,200}?\.(?:Values|Release|Chart|Capabilities|Files)\b|-?\s*(?:include|template|define|tpl|toYaml|lookup)\s|-?\s*["`][^"`\n]*(?:\{\{|\}\}))/y

/**
 * Whether a text that is valid YAML is a Helm template all the same. What stands behind a `#` does not count, or a
 * comment could make a manifest a template.
 */
export function isTemplate(text: string): boolean {
  for (let at = text.indexOf('{{'); at >= 0; at = text.indexOf('{{', at + 1)) {
    certain.lastIndex = at
    if (!certain.test(text)) continue
    if (!text.slice(text.lastIndexOf('\n', at) + 1, at).includes('#')) return true
    at = text.indexOf('\n', at)
    if (at < 0) return false
  }
  return false
}

/** Whether a text could be a Helm template, when it is not YAML as it stands. */
export function mayBeTemplate(text: string): boolean {
  return text.includes('{{')
}

/** An action of a template. What only prints a text, as charts write Argo's own tags, has it. */
interface Action extends Span {
  readonly printed: string | undefined
}

/**
 * A Helm template made readable without moving an offset or a line end. Actions that stand alone on their lines
 * become blanks, actions inside a line become `unknown`, and actions that only print a text (`{{ "{{" }}`, a quoted or
 * back-quoted tag) become that text, so that Argo's tags are seen as the cluster will see them.
 */
export function untemplate(text: string): string {
  const found = [...actions(text)]
  const bare = rewrite(text, found, (action, written) =>
    action.printed === undefined ? blank(written) : fit(action.printed, written),
  )
  let line: Span & { readonly empty: boolean } = { start: 0, end: -1, empty: true }
  const whole = rewrite(bare, found, (action, written) => {
    if (action.printed !== undefined) return written
    if (action.start > line.end || action.end > line.end) line = lineOf(bare, action)
    return line.empty ? written : inline(written)
  })
  return withoutDeepBlanks(whole)
}

const blockHead =
  /^(?<before> *(?:- +)*)(?<key>[^\s#][^\n]{0,300}?: +)?[|>][-+1-9]{0,2}[ \t]*(?:#[^\n]*)?\r?\n(?<blanks>(?:[ \t]*\r?\n)+)(?<indent> +)(?=\S)/gm

/**
 * A block takes its indentation from its first line, and no blank line before that may be longer: where actions were,
 * tabs are what no indentation counts.
 */
function withoutDeepBlanks(text: string): string {
  let out = ''
  let from = 0
  for (const match of text.matchAll(blockHead)) {
    const { before = '', key, blanks = '', indent = '' } = match.groups ?? {}
    if (indent.length < before.length + (key === undefined ? 0 : 1)) continue
    const end = match.index + match[0].length - indent.length
    const lines = blanks.replace(/^[ \t]+/gm, (line) => line.slice(0, indent.length).padEnd(line.length, '\t'))
    out += text.slice(from, end - blanks.length) + lines
    from = end
  }
  return out + text.slice(from)
}

/** A text with nothing changed but the actions that only print a text: they become that text, as in `untemplate`. */
export function printedText(text: string): string {
  const printing = [...actions(text)].filter((action) => action.printed !== undefined)
  return rewrite(text, printing, (action, written) => fit(action.printed ?? '', written))
}

function rewrite(text: string, spans: readonly Action[], write: (action: Action, written: string) => string): string {
  let out = ''
  let from = 0
  for (const action of spans) {
    out += text.slice(from, action.start) + write(action, text.slice(action.start, action.end))
    from = action.end
  }
  return out + text.slice(from)
}

/** The lines of a span, and whether there is nothing on them, apart from a comment. */
function lineOf(text: string, span: Span): Span & { readonly empty: boolean } {
  const start = text.lastIndexOf('\n', span.start - 1) + 1
  const next = text.indexOf('\n', span.end)
  const end = next < 0 ? text.length : next
  return { start, end, empty: /^\s*(#|$)/.test(text.slice(start, end)) }
}

function blank(written: string): string {
  return written.replace(/[^\r\n]/g, ' ')
}

/** Only the first line becomes text: it stands where a value may begin, which further lines may not. */
function inline(written: string): string {
  return blank(written).replace(/^ +/, (line) => unknown.repeat(line.length))
}

const wholeTag = /^(?<open>["']?\{\{=?)(?<body>[^{}]*)(?<close>\}\}["']?)$/

/**
 * A text in the room of its action. Blanks around it are blanks inside Argo's braces, so that a tag lies where its action
 * does, or outside of any other text.
 */
function fit(printed: string, room: string): string {
  const { open = '', body = '', close = '' } = wholeTag.exec(printed)?.groups ?? {}
  if (open && !room.includes('\n')) return open + body.padEnd(room.length - open.length - close.length) + close
  if (!room.includes('\n'))
    return printed.startsWith('}}') ? printed.padStart(room.length) : printed.padEnd(room.length)
  const at = room.indexOf(printed)
  return at < 0 ? inline(room) : blank(room.slice(0, at)) + printed + blank(room.slice(at + printed.length))
}

/** The actions that Helm would run, in the order of the text, as Go's `text/template/parse/lex.go` finds them. */
function* actions(text: string): Generator<Action> {
  for (let start = text.indexOf('{{'); start >= 0;) {
    const head = text.slice(start, start + 40)
    const body = isArgoTag(head)
      ? start + 2
      : /^\{\{(?:- )?\/\*/.test(head)
        ? afterComment(text, start + 2)
        : afterBody(text, start + 2)
    const end = text.startsWith('}}', body) ? body + 2 : body
    if (end > body && !isArgoTag(head)) {
      const own = printed(text.slice(start, end))
      // The sign of an expression has to follow its braces at once.
      const isExpression = own === '{{' && text[end] === '='
      yield isExpression ? { start, end: end + 1, printed: '{{=' } : { start, end, printed: own }
    }
    start = text.indexOf('{{', end)
  }
}

function afterComment(text: string, from: number): number {
  const end = text.indexOf('*/', from) + 2
  return end < 2 ? text.length : text.startsWith(' -}}', end) ? end + 2 : end
}

const body = /(?:"(?:[^"\\\n]|\\.)*"|`[^`]*`|[^"`{}]|\{(?!\{)|\}(?!\}))*/y

/** The end of an action, or where it turns out to be none: there the search goes on, so that each text is seen once. */
function afterBody(text: string, from: number): number {
  body.lastIndex = from
  body.test(text)
  return body.lastIndex
}

/** An expression tag, or a tag with no blank after its braces and a dotted lower-case name: Helm has no such functions. */
function isArgoTag(start: string): boolean {
  return /^\{\{(?:=|(?:inputs|outputs|steps|tasks|workflow|pod|item|node|retries|lastRetry|cronworkflow)\b(?!\s*\())/.test(
    start,
  )
}

function printed(action: string): string | undefined {
  const found = /^\{\{(?:- )?\s*(?:"((?:\\.|[^"\\])*)"|`([^`]*)`)\s*(?<quote>\|\s*s?quote\s*)?(?: -)?\}\}$/.exec(action)
  const own = found?.[1]?.replace(/\\(["\\])/g, '$1') ?? found?.[2]
  const sign = found?.groups?.['quote']?.includes('s') ? "'" : found?.groups?.['quote'] ? '"' : ''
  return own === undefined || (sign && /["'\\\n]/.test(own)) ? undefined : sign + own + sign
}
