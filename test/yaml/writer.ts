import fc from 'fast-check'
import type { Value } from '../../src/yaml/value.ts'

/** A value, and one of the many ways to write it. */
export interface Written {
  readonly value: Value
  readonly text: string
}

const words = [
  'a',
  'main',
  'busybox:1.37',
  'true',
  'yes',
  'on',
  'null',
  '~',
  '',
  '0755',
  '1e3',
  '-1',
  ' x',
  'x ',
  'a b c',
  "it's",
  '"q"',
]
const lines = [
  'echo {{inputs.parameters.x}}',
  'set -e\nls\n',
  'a\n\n\nb',
  '  deep\nflat',
  '\n',
  '# no comment',
  'k: v',
  '- i',
  '\ttab',
  'é😀',
  'x\\y',
  '[b',
  '{c',
  '*d',
  '&e',
  '!f',
  '%g',
  '@h',
  '`i',
  'a #b',
  'a:',
  '---',
  '...',
  '<<',
]
const string = fc.oneof(
  fc.constantFrom(...words, ...lines),
  fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', "'", '"', ':', '#', '😀', '\\') }),
)
const atom = fc.oneof(string, fc.boolean(), fc.constant(null), fc.integer({ min: -9999, max: 9999 }))

const { value } = fc.letrec<{ value: Value; node: Value }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atom,
    fc.array(tie('node'), { maxLength: 4 }),
    fc.dictionary(string, tie('node'), { maxKeys: 4, noNullPrototype: true }),
  ),
  value: fc.dictionary(string, tie('node'), { minKeys: 1, maxKeys: 5, noNullPrototype: true }),
}))

export const written: fc.Arbitrary<Written> = fc
  .record({
    value,
    choices: fc.array(fc.nat({ max: 9999 }), { minLength: 40, maxLength: 40 }),
    ends: fc.constantFrom('\n', '\r\n'),
  })
  .map((made) => ({
    value: made.value,
    text: new Writer(made.choices).document(made.value).replaceAll('\n', made.ends),
  }))

/** Writes block collections, flow collections and scalars in every style that the value allows. */
class Writer {
  private next = 0
  /** Whether what was written last keeps all line ends behind it, so that none may be added. */
  private kept = false
  private anchors = new Map<string, string>()
  private readonly choices: readonly number[]

  constructor(choices: readonly number[]) {
    this.choices = choices
  }

  document(root: Value): string {
    const body = this.after(root, -1).replace(/^ /, '')
    return (
      this.one('', '---', '# first\n---', '\uFEFF', '%YAML 1.1\n---') +
      (body.startsWith('\n') ? body : `\n${body}`) +
      this.one('\n', '\n# last\n', '\n...\n')
    )
  }

  private one<Choice>(...choices: readonly Choice[]): Choice {
    const choice = choices[(this.choices[this.next++ % this.choices.length] ?? 0) % choices.length]
    if (choice === undefined) throw new Error('nothing to choose from')
    return choice
  }

  /** A value as it follows `key:` or `-`, with the blank or line end before it. */
  private after(node: Value, indent: number): string {
    const seen = this.anchors.get(JSON.stringify(node))
    if (seen !== undefined && this.one(true, false)) return ` *${seen}`
    const property = this.property(node)
    if (typeof node !== 'object' || node === null) return ` ${property}${this.scalar(node, indent)}`
    const size = Array.isArray(node) ? node.length : Object.keys(node).length
    if (size === 0 || this.one(1, 2, 3, 4) === 1) return ` ${property}${this.flow(node, indent)}`
    const at = indent + this.one(1, 2, 4)
    return `${property && ` ${property.trim()}`}${this.one('', ' # note')}\n${Array.isArray(node) ? this.items(node, at) : this.pairs(node, at)}`
  }

  private property(node: Value): string {
    if (this.one(0, 1, 2, 3, 4, 5, 6, 7) > 0) return ''
    const tag = typeof node === 'string' && this.one(true, false) ? '!!str ' : ''
    const name = `a${this.next}`
    this.anchors.set(JSON.stringify(node), name)
    return this.one(`&${name} ${tag}`, `${tag}&${name} `)
  }

  private items(list: readonly Value[], at: number): string {
    return list.map((item) => `${this.gap(at)}${' '.repeat(at)}-${this.after(item, at)}`).join('\n')
  }

  private pairs(map: { readonly [key: string]: Value }, at: number): string {
    return Object.entries(map)
      .map(([key, entry]) => `${this.gap(at)}${' '.repeat(at)}${this.key(key)}:${this.after(entry, at)}`)
      .join('\n')
  }

  private gap(at: number): string {
    const kept = this.kept
    this.kept = false
    return kept ? '' : this.one('', '', '', '\n', '# note\n', `${' '.repeat(at)}# {not: [yaml\n`)
  }

  private key(key: string): string {
    return isPlain(key) && this.one(true, false)
      ? key
      : this.one(JSON.stringify(key), key.includes('\n') ? JSON.stringify(key) : `'${key.replaceAll("'", "''")}'`)
  }

  private scalar(atom: null | boolean | number | string, indent: number): string {
    if (typeof atom !== 'string') return this.word(atom)
    if (isPlain(atom) && this.one(true, false)) return atom
    const style = this.one('double', 'single', 'literal', 'folded')
    return this[style](atom, indent) ?? this.double(atom, indent)
  }

  private word(atom: null | boolean | number): string {
    if (atom === null) return this.one('null', '~', 'Null')
    if (atom === true) return this.one('true', 'yes', 'On', 'y')
    if (atom === false) return this.one('false', 'NO', 'off', 'n')
    const size = Math.abs(atom)
    const sign = atom < 0 ? '-' : this.one('', '+')
    return (
      sign +
      this.one(
        `${size}`,
        `0x${size.toString(16)}`,
        `0o${size.toString(8)}`,
        `0${size.toString(8)}`,
        `0b${size.toString(2)}`,
        `${size}.0`,
        `${size}e0`,
      )
    )
  }

  /** A line end with as much indentation as a text that goes on may have: as little as none. */
  private turn(indent: number): string {
    return `\n${' '.repeat(this.one(Math.max(indent, 0), indent + 1, indent + 3))}`
  }

  private double(text: string, indent: number): string {
    const broken = this.one(true, false)
    const chars = [
      ...JSON.stringify(text)
        .slice(1, -1)
        .matchAll(/\\u....|\\.|[^]/gu),
    ].map(([char]) => {
      if (char === 'a') return this.one('a', '\\x61', '\\u0061', '\\U00000061')
      if (char === '😀') return this.one('😀', '\\U0001F600')
      if (char === ' ') return this.one(' ', '\\ ', '\\x20')
      return broken && char === 'b' ? `\\${this.turn(indent)}b` : char
    })
    return `"${chars.join('')}"`
  }

  private single(text: string, indent: number): string | undefined {
    if (/^\n|\n$|[ \t]\n|\n[ \t\n]/.test(text)) return undefined
    const folded = text.replace(/(?<=\w) (?=\w)|\n/g, (gap) =>
      gap === '\n' ? `\n${this.turn(indent)}` : this.one(' ', this.turn(indent)),
    )
    return /^(---|\.\.\.)/m.test(folded) ? undefined : `'${folded.replaceAll("'", "''")}'`
  }

  private literal(text: string, indent: number): string | undefined {
    const content = text.replace(/\n+$/, '')
    if (content === '') return undefined
    const chomping = text === content ? '-' : text === `${content}\n` ? '' : '+'
    this.kept = chomping === '+'
    const step = this.one(1, 2, 5)
    const digit = /^\n*[ \t]/.test(content) || indent < 0 ? `${step}` : this.one('', `${step}`)
    const pad = ' '.repeat(Math.max(indent, 0) + step)
    return `|${this.one(`${digit}${chomping}`, `${chomping}${digit}`)}${this.one('', ' # note')}\n${text.slice(0, text.length - (chomping === '-' ? 0 : 1)).replace(/^(?!\n|$)/gm, pad)}`
  }

  private folded(text: string, indent: number): string | undefined {
    if (!/^\S/.test(text) || /\n[ \t\n]|\n$/.test(text)) return undefined
    const pad = ' '.repeat(Math.max(indent, 0) + this.one(1, 2, 5))
    const folded = text.replace(/(?<=\S) (?=\S)/g, () => this.one(' ', '\n')).split('\n')
    // What was a line end before takes two.
    let at = 0
    const out = folded.map((line) => {
      at += line.length + 1
      return line + (at <= text.length ? (text[at - 1] === '\n' ? '\n\n' : '\n') : '')
    })
    return `>-\n${out.join('').replace(/^(?!\n|$)/gm, pad)}`
  }

  private flow(node: Value, indent: number): string {
    if (typeof node === 'string')
      return isPlain(node) && this.one(true, false)
        ? node
        : this.one(this.double(node, indent), this.single(node, indent) ?? JSON.stringify(node))
    if (typeof node !== 'object' || node === null) return this.word(node)
    const gap = (): string => this.one('', ' ', this.turn(indent), ` # ]}"'${this.turn(indent)}`, '\t')
    if (Array.isArray(node))
      return `[${node.map((item) => gap() + this.flow(item, indent) + gap()).join(',')}${this.one('', node.length > 0 ? ',' : '')}]`
    return `{${Object.entries(node)
      .map(([key, entry]) => `${gap()}${JSON.stringify(key)}:${gap() || ' '}${this.flow(entry, indent)}${gap()}`)
      .join(',')}}`
  }
}

/** Whether a text means itself without quotes, in flow collections too. */
function isPlain(text: string): boolean {
  return /^[a-z][\w./-]*( [\w./-]+)*$/.test(text) && !/^(y|n|yes|no|on|off|true|false|null)$/.test(text)
}
