import { expect, test } from 'vitest'
import { guide } from '../src/guide.ts'
import { rules } from '../src/rules/index.ts'

const named = new Map(
  guide.map(({ id }) => [id, rules.filter((rule) => rule.guide.includes(id)).map((rule) => rule.id)]),
)

test('every sentence of the guide stands once and in order', () => {
  const numbers = guide.flatMap(({ id }) => {
    const [first = 0, last = first] = [...id.matchAll(/\d+/g)].map(Number)
    return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  })
  expect(numbers).toEqual(Array.from({ length: 49 }, (_, index) => index + 1))
})

test.each(guide)('$id is checked by a rule, or says why not', ({ id, unchecked, later }) => {
  const by = named.get(id) ?? []
  const reasons = [unchecked, later].filter((reason) => reason !== undefined)
  if (by.length > 0) expect(reasons, `${by.join(', ')} checks it now: drop its reason`).toEqual([])
  else expect(reasons.length, 'name it in the `guide` of a rule, or give it one of `unchecked` and `later`').toBe(1)
})

test.each(rules)('$id names only sentences that exist', ({ guide: ids }) => {
  expect(ids.filter((id) => !named.has(id))).toEqual([])
})
