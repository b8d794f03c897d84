import fc from 'fast-check'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'

/** Texts that try to leave the place where they are written. */
const pieces = [
  ...[
    '\n',
    '\r\n',
    '\t',
    '%0A',
    '%25',
    '::',
    '::error::x',
    '::error file=a,line=1::x',
    '##[error]x',
    '##',
    '[',
    '#\uFE0F#[add-mask]x',
  ],
  ...[
    '`',
    '``',
    '` ',
    '\\',
    '|',
    '\\|',
    '@team',
    '@org/team',
    'a@b.co',
    'http://evil.example/x',
    'www.evil.example',
    '![i](http://evil.example/i)',
  ],
  ...[
    '[link](javascript:x)',
    '](',
    '<img src=x onerror=x>',
    '</details>',
    '<!--',
    '-->',
    '<script>',
    '&lt;',
    '&#64;team',
    '#1',
    'GH-1',
    '$x$',
    '$`x`$',
  ],
  ...[
    '# ',
    '- ',
    '+ ',
    '1. ',
    '1) ',
    '> ',
    '    ',
    '---',
    '===',
    '```',
    '~~~',
    '*x*',
    '_x_',
    '~x~',
    '[^1]: x',
    '| - | - |',
    ': ',
    ', ',
  ],
  ...[
    '\u202E',
    '\u2066',
    '\u200B',
    '\u200D',
    '\u00AD',
    '\uFEFF',
    '\u2028',
    '\u0085',
    '\u001B[31m',
    '\u009B31m',
    '\u0000',
    '\uD800',
    '\uDC00',
    '\u{E0041}',
  ],
  ...[
    '"',
    "'",
    ']',
    ')',
    ';',
    '%%{init: {}}%%',
    'end',
    'click n0',
    '{{inputs.parameters.x}}',
    '日本語',
    '🙂',
    '👩‍👩‍👧',
    'é',
    'a',
    'word',
    ' ',
    '',
  ],
]

export const hostile = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...pieces) }, fc.string({ unit: 'binary', maxLength: 4 })), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''))

/** What GitHub makes of Markdown before its filters: GFM, with HTML let through. */
export function html(markdown: string): string {
  return micromark(markdown, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
  })
}

/** The tags of rendered Markdown, with their attributes. */
export function tags(rendered: string): string[] {
  return rendered.match(/<[^>]*>/g) ?? []
}

/** The words of rendered Markdown. */
export function words(rendered: string): string {
  return rendered
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(lt|gt|quot|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name] ?? '')
}

/** Controls, marks of direction, and characters of no width or shape; a newline is none of them. */
export const unseen = /(?![\n]|\uFE0E|\uFE0F)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u

export interface Command {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly data: string
}

const registered = new Set(
  'error warning notice debug add-mask add-path add-matcher remove-matcher set-env set-output save-state group endgroup echo stop-commands'.split(
    ' ',
  ),
)

/**
 * What the Actions runner takes a line of a log for: `ActionCommand.cs` of actions/runner in short. Its text
 * comparison overlooks characters of no width.
 */
export function commandOf(line: string): Command | undefined {
  const text = line.replace(/[\p{Cf}\p{Mn}\p{Default_Ignorable_Code_Point}]/gu, '')
  const [, head = '', data = ''] = /^\s*::(.*?)::(.*)$/s.exec(text) ?? []
  const [, name = '', list = ''] = /^(\S*) ?(.*)$/s.exec(head) ?? []
  if (registered.has(name.toLowerCase())) {
    const properties = list
      .split(',')
      .map((pair) => [pair.slice(0, pair.indexOf('=')), unescape(pair.slice(pair.indexOf('=') + 1))])
    return { name, properties: Object.fromEntries(properties), data: unescape(data) }
  }
  const [, old = ''] = /##\[([^ \]]*)[^\]]*\]/.exec(text) ?? []
  return registered.has(old.toLowerCase()) ? { name: old, properties: {}, data: '' } : undefined
}

function unescape(text: string): string {
  const characters: Record<string, string> = { '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',', '%25': '%' }
  return text.replace(/%(0D|0A|3A|2C|25)/g, (escape) => characters[escape] ?? escape)
}
