import type { Part } from '../yaml/change.ts'
import type { Refusal } from '../yaml/edit.ts'
import type { Node, Scalar } from '../yaml/node.ts'
import { get, keyOf, text as textOf } from '../yaml/query.ts'
import { embedded } from './embedded.ts'
import { runOf } from './pod-text.ts'
import { type Tag, tags } from './tag.ts'

/** A text in the YAML that a scalar holds. */
interface Leaf {
  readonly scalar: Scalar
  /** The keys that lead to it; an item of a list is `[]`. Nothing for a key. */
  readonly path: readonly string[] | undefined
}

interface Place extends Leaf {
  /** Of the object. */
  readonly kind: string
}

/**
 * Writes each value of a YAML text that pastes an open tag as one tag that results in a JSON string, or in a number.
 *
 * @param isOpen whether others choose what a tag puts in
 * @param pathOf the variable of a tag as an expression names it
 * @returns what to do about one of the open tags: all that can be written of this text, or why its value cannot
 */
export function jsonEncoder(
  text: Scalar,
  isOpen: (tag: Tag) => boolean,
  pathOf: (tag: Tag) => string | Refusal,
): (tag: Tag) => readonly Part[] | Refusal {
  let found: ReadonlyMap<Tag, Part | Refusal> | undefined
  return (tag) => {
    found ??= encodedIn(text, isOpen, pathOf)
    const own = found.get(tag) ?? { refused: 'the tag does not stand in a value' }
    return 'refused' in own ? own : [...new Set(found.values())].filter((part): part is Part => !('refused' in part))
  }
}

function encodedIn(
  text: Scalar,
  isOpen: (tag: Tag) => boolean,
  pathOf: (tag: Tag) => string | Refusal,
): ReadonlyMap<Tag, Part | Refusal> {
  const found = new Map<Tag, Part | Refusal>()
  const all = tags(text)
  const { root, problem } = embedded(text)
  if (problem) for (const tag of all) found.set(tag, { refused: 'the text around the tag cannot be read as YAML' })
  const kind = textOf(get(root, 'kind')) ?? ''
  let next = 0
  for (const leaf of root ? leavesOf(root, []) : []) {
    const { valueStart, valueEnd } = leaf.scalar
    const inside: Tag[] = []
    for (let tag = all[next]; tag && tag.to <= valueEnd; tag = all[++next]) if (tag.from >= valueStart) inside.push(tag)
    if (!inside.some(isOpen)) continue
    const result = encoded(text, { ...leaf, kind }, inside, pathOf)
    for (const tag of inside) found.set(tag, result)
  }
  return found
}

function* leavesOf(node: Node, path: readonly string[]): Generator<Leaf> {
  if (node.kind === 'scalar') yield { scalar: node, path }
  if (node.kind === 'sequence') for (const item of node.items) yield* leavesOf(item, [...path, '[]'])
  if (node.kind !== 'mapping') return
  for (const pair of node.pairs) {
    if (pair.key.kind === 'scalar') yield { scalar: pair.key, path: undefined }
    yield* leavesOf(pair.value, [...path, keyOf(pair) ?? ''])
  }
}

function encoded(
  text: Scalar,
  { scalar, path, kind }: Place,
  inside: readonly Tag[],
  pathOf: (tag: Tag) => string | Refusal,
): Part | Refusal {
  const { valueStart, valueEnd, plain, block, tag: type } = scalar
  if (!path) return { refused: 'the tag stands in a key, where an encoded value cannot' }
  if (path.length === 0)
    return { refused: 'the tag is the whole text, so what is to stand there instead is for its author to say' }
  if (runOf(text, { from: valueStart, to: valueEnd }))
    return { refused: 'the text is run by the pod that it describes: pass the value through `env` there' }
  if (block) return { refused: 'the tag stands in a text of several lines, which an expression would have to hold' }
  const quote = plain || type !== '' ? '' : (text.value[valueStart - 1] ?? '')
  const [only] = inside
  if (quote && only && only.to - only.from === valueEnd - valueStart && /^=\s*toJson\([^()]*\)$/.test(only.body))
    return { from: valueStart - 1, to: valueEnd + 1, text: `{{${only.body}}}` }
  const words = pieces(text.value.slice(valueStart, valueEnd), valueStart, inside)
  if (type !== '' || !words || text.value[valueStart - quote.length - 1] === '{')
    return { refused: 'what stands around the tag cannot be written as an expression' }
  const operands: string[] = []
  for (const word of words) {
    const operand = typeof word === 'string' ? `'${word}'` : pathOf(word)
    if (typeof operand !== 'string') return operand
    operands.push(operand)
  }
  const encode = quote ? 'toJson' : encoderOf(path, kind, words)
  if (typeof encode !== 'string') return encode
  return {
    from: valueStart - quote.length,
    to: valueEnd + quote.length,
    text: `{{=${encode}(${operands.join(' + ')})}}`,
  }
}

/** Words and tags in their order; nothing where words hold what means something else in an expression. */
function pieces(value: string, start: number, inside: readonly Tag[]): (string | Tag)[] | undefined {
  const found: (string | Tag)[] = []
  let at = 0
  for (const tag of inside) {
    found.push(value.slice(at, tag.from - start), tag)
    at = tag.to - start
  }
  found.push(value.slice(at))
  const isPlain = found.every((piece) => typeof piece !== 'string' || /^[^'"\\{}\p{C}]*$/u.test(piece))
  return isPlain ? found.filter((piece) => piece !== '') : undefined
}

/** What can stand without quotes is a text, a number or more. Only where the text around it or its field tells is it known. */
function encoderOf(path: readonly string[], kind: string, words: readonly (string | Tag)[]): string | Refusal {
  const literal = words.filter((word) => typeof word === 'string').join('')
  const [first] = words
  if (isText(path, kind) || (typeof first === 'string' && /^[A-Za-z]/.test(first) && /[-/.:@_]/.test(literal)))
    return 'toJson'
  const name = path.at(-1) ?? ''
  // Elsewhere a port may be the name of one.
  const isCount = counts.has(name) || path.slice(-3).join('.') === 'ports.[].port'
  if (isCount && words.length === 1) return 'asInt'
  return {
    refused: `whether \`${path.join('.').replaceAll('.[]', '[]')}\` is a text, a number or more cannot be told, as it has no quotes`,
  }
}

/** Fields of Kubernetes that hold an integer (its API reference). */
const counts = new Set(
  (
    'replicas minReplicas maxReplicas parallelism completions backoffLimit containerPort hostPort nodePort ' +
    'runAsUser runAsGroup fsGroup priority activeDeadlineSeconds terminationGracePeriodSeconds ' +
    'ttlSecondsAfterFinished progressDeadlineSeconds revisionHistoryLimit minReadySeconds'
  ).split(' '),
)

/** Fields of Kubernetes that hold a text, or a quantity, which may be one. */
const texts = new Set(
  (
    'name generateName namespace kind apiVersion image imagePullPolicy serviceAccountName storageClassName ' +
    'priorityClassName schedulerName runtimeClassName claimName secretName mountPath subPath workingDir restartPolicy'
  ).split(' '),
)

/** Maps of Kubernetes from texts to texts or quantities. */
const textMaps = new Set('labels annotations matchLabels nodeSelector limits requests'.split(' '))

const textLists = new Set(['command', 'args'])

function isText(path: readonly string[], kind: string): boolean {
  const [name = '', holder = ''] = path.slice(-2).toReversed()
  if (name === '[]') return textLists.has(holder)
  return (
    texts.has(name) ||
    textMaps.has(holder) ||
    (path.length === 2 && (kind === 'ConfigMap' || kind === 'Secret') && /^(?:data|stringData)$/.test(holder)) ||
    path.slice(-3).join('.') === 'env.[].value'
  )
}
