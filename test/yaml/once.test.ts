import { expect, test } from 'vitest'
import { once, oncePer } from '../../src/yaml/once.ts'

test('an answer is worked out once for each value, also when it is nothing', () => {
  const asked: object[] = []
  const answer = once((of: { readonly name?: string }) => {
    asked.push(of)
    return of.name
  })
  const named: readonly { readonly name?: string }[] = [{ name: 'a' }, { name: 'a' }, {}]
  for (const of of [...named, ...named]) expect(answer(of)).toBe(of.name)
  expect(asked).toEqual(named)
})

test('an answer about a value among others is worked out once among them', () => {
  const asked: unknown[] = []
  const answer = oncePer((of: string, among: readonly string[]) => {
    asked.push([of, among])
    return among.indexOf(of)
  })
  const [ab, ba] = [
    ['a', 'b'],
    ['b', 'a'],
  ]
  expect([answer('a', ab), answer('a', ba), answer('b', ab), answer('a', ab), answer('a', ba)]).toEqual([0, 1, 1, 0, 1])
  expect(asked).toHaveLength(3)
})

test('what throws is asked again', () => {
  let times = 0
  const answer = once<object, number>(() => {
    if (++times === 1) throw new Error('not yet')
    return times
  })
  const of = {}
  expect(() => answer(of)).toThrow('not yet')
  expect([answer(of), answer(of)]).toEqual([2, 2])
})
