import type { Pair, Scalar } from './node.ts'

/** What a scalar means to the cluster. */
export type Atom = null | boolean | number | string

const words = new Map<string, Atom>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Number.POSITIVE_INFINITY] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, Number.NEGATIVE_INFINITY] as const),
])

/** The letters of `false` and `-.inf`. */
const longest = 5

/**
 * The value of a scalar as the cluster reads it (go.yaml.in/yaml/v2, `resolve.go`): `yes` and `on` are true, `0755`
 * is octal, `1_000` and `1e3` are numbers; a date is text. Quoted text is text, unless a tag says otherwise.
 */
export function resolve(scalar: Scalar): Atom {
  const { value } = scalar
  if (!scalar.plain) return value
  const word = value.length > longest ? undefined : words.get(value)
  if (word !== undefined) return word
  return /^[-+.\d]/.test(value) ? (number(value) ?? value) : value
}

function number(value: string): number | undefined {
  const digits = value.startsWith('.') ? value.replace(/(?<=\d)_(?=\d)/g, '') : value.replaceAll('_', '')
  return whole(digits) ?? (/^[-+]?(\.\d+|\d+(\.\d*)?)(e[-+]?\d+)?$/i.test(digits) ? finite(Number(digits)) : undefined)
}

/** A number beyond what a double holds stays text. */
function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined
}

/** Go's `ParseInt` with base 0, for what fits 64 bits. */
function whole(digits: string): number | undefined {
  const [, sign, radix, body] =
    /^([-+]?)(0[xX](?=[\da-fA-F]+$)|0[oO]?(?=[0-7]+$)|0[bB](?=[01]+$)|(?=0$|[1-9]\d*$))(\w+)$/.exec(digits) ?? []
  if (body === undefined) return undefined
  const size = BigInt(prefixes[radix?.toLowerCase() ?? ''] + body)
  if (size > (sign === '-' ? 2n ** 63n : sign === '+' ? 2n ** 63n - 1n : 2n ** 64n - 1n)) return undefined
  return Number(sign === '-' ? -size : size)
}

const prefixes: Readonly<Record<string, string>> = { '': '', '0': '0o', '0o': '0o', '0x': '0x', '0b': '0b' }

/** Whether a pair is `<<: …`, which lays other mappings under its own. */
export function isMerge({ key }: Pair): boolean {
  return (
    key.kind === 'scalar' &&
    key.value === '<<' &&
    (key.tag === '' ? key.plain : key.tag === '!' || key.tag === '!!merge')
  )
}
