/**
 * The variables, as `payload.ref`, of which a condition lets only harmless texts through: it compares them with a fixed
 * text or with some, or with a pattern from its `^` to its `$` that has nothing but letters, digits and signs that no
 * language gives a meaning to.
 *
 * @param words of a condition of expr-lang
 */
export function checkedBy(words: readonly string[], nesting = 0): ReadonlySet<string> {
  const inner = inParentheses(words)
  if (inner) return nesting < maxNesting ? checkedBy(inner, nesting + 1) : new Set()
  const found = new Set<string>()
  let from = 0
  let depth = 0
  for (let at = 0; at <= words.length; at++) {
    const word = words[at] ?? '&&'
    if ('([{'.includes(word)) depth++
    if (')]}'.includes(word)) depth--
    if (depth > 0) continue
    if (alternatives.has(word)) return new Set()
    if (word !== '&&' && word !== 'and') continue
    const part = words.slice(from, at)
    const name = checked(part)
    if (name !== undefined) found.add(name)
    else if (inParentheses(part) && nesting < maxNesting)
      for (const other of checkedBy(part, nesting + 1)) found.add(other)
    from = at + 1
  }
  return found
}

/**
 * The variables that hold only harmless texts where a condition is false: `not (a matches '^[a-z]+$')`,
 * `a not in ['x', 'y']`, `a != 'x'`.
 *
 * @param words of a condition of expr-lang
 */
export function refusedBy(words: readonly string[]): ReadonlySet<string> {
  const [first, ...rest] = words
  // `not a == 'x'` is `(not a) == 'x'`.
  if (first === 'not' || first === '!') return inParentheses(rest) ? checkedBy(rest) : new Set()
  const at = words.findIndex((word) => word === '!=' || word === 'not')
  const sign = words[at] === '!=' ? ['=='] : []
  const name = at < 0 ? undefined : checked([...words.slice(0, at), ...sign, ...words.slice(at + 1)])
  return new Set(name === undefined ? [] : [name])
}

/** Conditions that people write are not nested deeper. */
const maxNesting = 10

/** What stands in a pair of parentheses that is all of a condition. */
function inParentheses(words: readonly string[]): readonly string[] | undefined {
  if (words[0] !== '(' || words.at(-1) !== ')') return undefined
  let depth = 0
  for (const [index, word] of words.entries()) {
    if ('([{'.includes(word)) depth++
    if (')]}'.includes(word)) depth--
    if (depth === 0 && index < words.length - 1) return undefined
  }
  return words.slice(1, -1)
}

const alternatives = new Set(['||', 'or', '?', '??'])

/** The variable of a comparison that is all of a condition. */
function checked(words: readonly string[]): string | undefined {
  let at = 1
  const path = [words[0] ?? '']
  if (!/^[A-Za-z_]/.test(path[0] ?? '')) return undefined
  for (;;) {
    const index = literal(words[at + 1])
    if (words[at] === '.' || words[at] === '?.') path.push(words[at + 1] ?? '')
    else if (words[at] === '[' && index !== undefined && words[at + 2] === ']') path.push(index)
    else break
    at += words[at] === '[' ? 3 : 2
  }
  const [sign, ...rest] = words.slice(at)
  return isHarmless(sign, rest) ? path.join('.') : undefined
}

function isHarmless(sign: string | undefined, rest: readonly string[]): boolean {
  const [first] = rest
  if (sign === '==') return rest.length === 1 && literal(first) !== undefined
  if (sign === 'matches') return rest.length === 1 && isStrict(literal(first) ?? '')
  if (sign !== 'in' || first !== '[' || rest.at(-1) !== ']') return false
  return rest.slice(1, -1).every((word, index) => (index % 2 === 0 ? literal(word) !== undefined : word === ','))
}

/** The text of a string as far as patterns escape, or a number. */
export function literal(word: string | undefined): string | undefined {
  if (word === undefined || !/^["'`\d]/.test(word)) return undefined
  if (/^\d/.test(word)) return word
  const inner = word.slice(1, -1)
  return word.startsWith('`') ? inner : inner.replaceAll('\\\\', '\\')
}

const inClass = String.raw`(?:a-z|A-Z|0-9|a-f|A-F|\\[wd./-]|[\w./:@=,%+](?!-[^\]]))*-?`
const atom = String.raw`[\w/:@=,%-]|\\[wd./+-]|\[${inClass}\]|[+*?]|\{\d{1,4}(?:,\d{0,4})?\}`
const strict = new RegExp(String.raw`^\^(?:${atom}|\((?:\?:)?(?:${atom}|\|)*\))*\$$`)

/** Whether a pattern goes from `^` to `$` and has nothing but letters, digits and signs without a meaning. */
export function isStrict(pattern: string): boolean {
  return pattern.length <= 200 && strict.test(pattern)
}
