import type { Part } from '../yaml/change.ts'
import type { Refusal } from '../yaml/edit.ts'
import type { Scalar } from '../yaml/node.ts'
import { shown, type Tag, tags } from './tag.ts'

/** What stands at one side of a comparison. */
interface Operand {
  readonly from: number
  readonly to: number
  /** A simple tag, with the quotes around it, if any; or a literal. */
  readonly tag?: Tag
  readonly kind: 'text' | 'word' | 'number'
  /** Of a literal, without its quotes. */
  readonly text: string
}

interface Sign {
  readonly sign: string
}

type Token = Operand | Sign

/** The words of govaluate's language that a `when` is usually made of. Strings know escapes there; here they have none. */
const words =
  /\s+|(?<text>'[^'"\\]*'|"[^'"\\]*")|(?<number>-?(?:0|[1-9]\d*)(?:\.\d+)?(?![\w.]))|(?<word>[A-Za-z]\w*(?![\w.]))|(?<sign>&&|\|\||==|!=|<=|>=|=~|<|>|\(|\))/y

const notUnderstood: Refusal = { refused: 'the condition is more than comparisons of one value with one fixed text' }

/** A condition that is meant to be read is shorter. */
const maxTokens = 200

/**
 * Writes each comparison of a `when` that pastes an open value as an expression of its own, which results in `true`
 * or `false`; what joins them stays. One expression for all would not do: Argo evaluates an expression as a whole, but
 * knows the items of a loop only when it has forgotten the inputs (`processItem` in workflow/controller/operator.go).
 *
 * @param isOpen whether others choose what a tag puts in
 * @param pathOf the variable of a tag as an expression names it
 */
export function comparedInExpressions(
  when: Scalar,
  isOpen: (tag: Tag) => boolean,
  pathOf: (tag: Tag) => string | Refusal,
): readonly Part[] | Refusal {
  const tokens = tokenize(when)
  if (!tokens) return notUnderstood
  const comparisons = readRow(tokens)
  if (!comparisons) return notUnderstood
  const parts: Part[] = []
  for (const { left, sign, right } of comparisons) {
    if (![left, right].some(({ tag }) => tag && isOpen(tag))) continue
    const text = expression(left, sign, right, pathOf)
    if (typeof text !== 'string') return text
    parts.push({ from: left.from, to: right.to, text: `{{= ${text} }}` })
  }
  return parts
}

function tokenize(when: Scalar): Token[] | undefined {
  const { value } = when
  const found: Token[] = []
  const all = tags(when)
  let next = 0
  for (let at = 0; at < value.length;) {
    const tag = all[next]
    const quoted =
      tag !== undefined && tag.from === at + 1 && /['"]/.test(value[at] ?? '') && value[tag.to] === value[at]
    if (tag && (quoted || tag.from === at)) {
      const to = quoted ? tag.to + 1 : tag.to
      found.push({ from: at, to, tag, kind: quoted ? 'text' : 'word', text: '' })
      at = to
      next++
      continue
    }
    words.lastIndex = at
    const match = words.exec(value)
    if (!match || found.length > maxTokens) return undefined
    const { text, number, word, sign } = match.groups ?? {}
    const to = at + match[0].length
    if (tag && to > tag.from) return undefined
    if (text !== undefined) found.push({ from: at, to, kind: 'text', text: text.slice(1, -1) })
    if (number !== undefined) found.push({ from: at, to, kind: 'number', text: number })
    if (word !== undefined) found.push({ from: at, to, kind: 'word', text: word })
    if (sign !== undefined) found.push({ sign })
    at = to
  }
  return found
}

interface Comparison {
  readonly left: Operand
  readonly sign: string
  readonly right: Operand
}

/** Comparisons joined by `&&` and `||`, with brackets around some; nothing when there is anything else. */
function readRow(tokens: readonly Token[]): Comparison[] | undefined {
  const found: Comparison[] = []
  let depth = 0
  for (let at = 0; ;) {
    while (isSign(tokens[at], '(')) {
      depth++
      at++
    }
    const [left, middle, right] = tokens.slice(at, at + 3)
    if (!isOperand(left) || !middle || !('sign' in middle) || !comparing.has(middle.sign) || !isOperand(right))
      return undefined
    found.push({ left, sign: middle.sign, right })
    at += 3
    while (isSign(tokens[at], ')')) {
      depth--
      at++
    }
    if (depth < 0) return undefined
    if (at === tokens.length) return depth === 0 ? found : undefined
    if (!isSign(tokens[at], '&&') && !isSign(tokens[at], '||')) return undefined
    at++
  }
}

const comparing = new Set(['==', '!=', '<', '>', '<=', '>=', '=~'])

function isOperand(token: Token | undefined): token is Operand {
  return token !== undefined && !('sign' in token)
}

function isSign(token: Token | undefined, sign: string): boolean {
  return token !== undefined && 'sign' in token && token.sign === sign
}

/** Texts that govaluate takes for times, which it compares by what they mean (`tryParseTime` in its parsing.go). */
const time = /\d:\d\d|\d{4}-\d\d-\d\d/

/**
 * One comparison. A value without quotes was read by what it looks like, a number or a truth value or else a text;
 * one in quotes was always a text; and values of two kinds were never equal.
 */
function expression(
  left: Operand,
  sign: string,
  right: Operand,
  pathOf: (tag: Tag) => string | Refusal,
): string | Refusal {
  const value = left.tag ? left : right
  const fixed = left.tag ? right : left
  const { tag } = value
  if (!tag || fixed.tag) return { refused: 'the condition compares two values that are known only when it runs' }
  if (fixed.text.includes('{{') || fixed.text.includes('}}') || time.test(fixed.text) || /^in$/i.test(fixed.text))
    return notUnderstood
  const path = pathOf(tag)
  if (typeof path !== 'string') return path
  if (neverEqual(value, fixed))
    return {
      refused: `${shown(tag)} and \`${fixed.text}\` are of two kinds here, text and no text, so they never equal`,
    }
  const isNumber = fixed.kind === 'number'
  if (sign === '=~') return left.tag && !isNumber && !isTruth(fixed) ? `${path} matches '${fixed.text}'` : notUnderstood
  if (sign !== '==' && sign !== '!=' && !isNumber) return notUnderstood
  // Argo's conditions count in floating point, so that is what gives the same answer.
  const [one, other] = isNumber ? [`asFloat(${path})`, fixed.text] : [path, `'${fixed.text}'`]
  return left.tag ? `${one} ${sign} ${other}` : `${other} ${sign} ${one}`
}

function neverEqual(value: Operand, fixed: Operand): boolean {
  if (value.kind === 'text') return fixed.kind === 'number' || (fixed.kind === 'word' && isTruth(fixed))
  return fixed.kind === 'text' && (isTruth(fixed) || /^-?[\d.]+$|^0x|^\s|\s$/.test(fixed.text))
}

function isTruth({ text }: Operand): boolean {
  return text === 'true' || text === 'false'
}
