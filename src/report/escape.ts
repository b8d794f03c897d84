/**
 * The one place that makes text of manifests, paths and names harmless. Everything a report prints that is not
 * ours goes through here: such text can steer a terminal, a browser, GitHub's Markdown and the Actions runner.
 */

/**
 * What has no shape of its own or turns the text around it: controls, bidirectional marks, zero-width and
 * private characters, halves of surrogate pairs. Emoji selectors stay: they only choose a glyph.
 */
const unseen =
  /(?![\uFE0E\uFE0F])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu

/** GitHub's filters read words, not characters: this one joins to nothing and shows as nothing. */
const joiner = '\u200D'

/** One line of text as it is, with each unseen character shown as `\u{…}`. For paths, names and code. */
export function exact(text: string): string {
  return text.replace(unseen, codePoint).replace(oldCommand, `$1${codePoint('[')}`)
}

/** The runner also takes its old commands, `##[name]`, anywhere in a line (actions/runner `ActionCommand.cs`). */
const oldCommand = /(#\p{M}*#\p{M}*)\[/gu

function codePoint(char: string): string {
  return `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`
}

/** Lines of text as they are, tabs and line ends too, with each other unseen character shown. */
export function block(text: string): string {
  return text
    .split(/(\t|\r?\n)/)
    .map((part, at) => (at % 2 === 0 ? exact(part) : part))
    .join('')
}

/** Sentences on one line: line breaks become blanks, other unseen characters are shown. */
export function plain(text: string): string {
  return exact(flatten(text))
}

function flatten(text: string): string {
  const lines = text.replaceAll('\t', ' ').split(/[\n\r\v\f\u0085\u2028\u2029]+/)
  return lines.map((line) => (lines.length > 1 ? line.trim() : line)).join(' ')
}

/** At most `length` UTF-16 units; a text that was cut ends in `…`, and no surrogate pair is halved. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text
  const end = Math.max(length - 1, 0)
  return `${text.slice(0, /[\uD800-\uDBFF]/.test(text[end - 1] ?? '') ? end - 1 : end)}…`
}

/**
 * Whole output for a log: no line of it is a command of the Actions runner, which takes any line that starts
 * with `::`, blanks before it ignored.
 */
export function log(text: string): string {
  return text.replace(newCommand, `$1${codePoint(':')}`).replace(oldCommand, `$1${codePoint('[')}`)
}

/** Our own colours may stand before it. A line starts behind each of the line ends that are left out, so none is passed over. */
const newCommand = /^((?:[^\S\n\r\u2028\u2029]|\p{Cc}\[[\d;]*m)*):(?=\p{M}*:)/gmu

/** A finding's message as Markdown: its code spans as code, all else as words. Safe in a table cell too. */
export function sentence(message: string): string {
  const parts = clip(flatten(message), 4000).split(codeSpan)
  return parts.map((part, at) => (at % 3 === 0 ? prose(part) : at % 3 === 1 ? '' : code(unpadded(part)))).join('')
}

/** As CommonMark reads it: a run of backticks up to the next run of the same length. */
const codeSpan = /(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)/s

/** CommonMark takes one blank from both ends of a code span, so that it can begin with a backtick. */
function unpadded(inside: string): string {
  return isPadded(inside) ? inside.slice(1, -1) : inside
}

function isPadded(inside: string): boolean {
  return inside.startsWith(' ') && inside.endsWith(' ') && inside.trim() !== ''
}

/** Words in Markdown that stay words: no markup, no HTML, no link, no mention, no reference, no formula. */
export function prose(text: string): string {
  return unlinked(plain(text))
    .replace(/ {2,}/g, ' ')
    .replace(/[\\`*_[\]<>~&!#]/g, '\\$&')
    .replace(/^( ?)([-+=:])/, '$1\\$2')
    .replace(/^( ?\d+)([.)])/, '$1\\$2')
    .replaceAll('|', '&#124;')
    .replaceAll('$', '<span>$</span>')
}

/** Breaks what GitHub would make a link or a notification of: addresses, mentions, references to issues. */
function unlinked(text: string): string {
  return text.replace(/@|:(?=\/\/)|www(?=\.)|GH-(?=\d)|#(?=\w)/gi, `$&${joiner}`)
}

/** Inline code in Markdown, exactly as it is apart from unseen characters. Safe in a table cell too. */
export function code(text: string, length = 256): string {
  const shown = clip(exact(text), length) || ' '
  // No escape for a bar works both behind a backslash and in a cell, so such code is written as HTML.
  if (shown.includes('|')) return `<code>${entities(unlinked(shown))}</code>`
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  const blank = /^`|`$/.test(shown) || isPadded(shown) ? ' ' : ''
  return `${fence}${blank}${shown}${blank}${fence}`
}

/** Lines as a block of code in Markdown, in which no line ends the block or is a command of the runner. */
export function fenced(lines: readonly string[], language: string): string {
  const inside = log(lines.map((line) => `${exact(line.trimEnd().replaceAll('\t', '    '))}\n`).join(''))
  const longest = Math.max(2, ...(inside.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${inside}${fence}\n`
}

/**
 * Lines as a block that is taken byte for byte, such as a suggestion: whoever asks has seen to it that no character is
 * unseen. Never for a log.
 */
export function verbatim(lines: readonly string[], language: string): string {
  const longest = Math.max(2, ...(lines.join('\n').match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${[`${fence}${language}`, ...lines, fence].join('\n')}\n`
}

/** Text inside an HTML tag, be it in Markdown or not: nothing but letters, digits and blanks stays bare. */
export function entities(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N} ]/gu, (char) => `&#${char.codePointAt(0)};`)
}

/** A quoted label of a Mermaid flowchart, which has its own entities (mermaid `encodeEntities`). */
export function mermaid(text: string, length = 80): string {
  return `"${clip(plain(text), length).replace(/[^\p{L}\p{M}\p{N} /_]/gu, (char) => `#${char.codePointAt(0)};`)}"`
}

/** A workflow command as `@actions/core` writes it; properties without a value are left out. */
export function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const given = Object.entries(properties).filter(([, value]) => value !== '')
  const list = given.map(([key, value]) => `${key}=${data(`${value}`).replace(/:/g, '%3A').replace(/,/g, '%2C')}`)
  return `::${name}${list.length ? ` ${list.join(',')}` : ''}::${data(message)}`
}

function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')
}

/** A path as a relative URI (RFC 3986): nothing but unreserved characters and slashes stays bare. */
export function uri(path: string): string {
  return path
    .replace(/\p{Cs}/gu, '\uFFFD')
    .split('/')
    .map((part) => encodeURIComponent(part).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`))
    .join('/')
}

/** JSON in which unseen characters, and commands of the runner, are written as escapes. */
export function serialize(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replace(unseen, (char) => (char === '\n' ? char : units(char)))
  return `${text.replace(oldCommand, `$1${units('[')}`)}\n`
}

function units(char: string): string {
  return Array.from({ length: char.length }, (_, at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`).join(
    '',
  )
}
