import { expect, test } from 'vitest'
import { guide } from '../src/guide.ts'
import { rules } from '../src/rules/index.ts'

const named = new Map(
  guide.map(({ id }) => [id, rules.filter((rule) => rule.guide.includes(id)).map((rule) => rule.id)]),
)

test.each([
  ['the guide', 'S', 49],
  ['the article on hardening', 'H', 9],
])('every sentence of %s stands once and in order', (_, letter, count) => {
  const own = guide.filter(({ id }) => id.startsWith(letter))
  const numbers = own.flatMap(({ id }) => {
    const [first = 0, last = first] = [...id.matchAll(/\d+/g)].map(Number)
    return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  })
  expect(numbers).toEqual(Array.from({ length: count }, (__, index) => index + 1))
})

test.each(guide)('$id is checked by a rule, or says why not', ({ id, unchecked }) => {
  const by = named.get(id) ?? []
  if (by.length > 0) expect(unchecked, `${by.join(', ')} checks it now: drop its reason`).toBeUndefined()
  else expect(unchecked, 'name it in the `guide` of a rule, or say why it is `unchecked`').toBeDefined()
})

test.each(rules)('$id names only sentences that exist', ({ guide: ids }) => {
  expect(ids.filter((id) => !named.has(id))).toEqual([])
})
