import { describe, expect, test } from 'vitest'
import { checkedBy } from '../../src/argo/expression-check.ts'
import { flowsOf, wordsOf } from '../../src/argo/expression.ts'

describe('a condition lets only harmless texts through', () => {
  test.each([
    ["a.b == 'x'", ['a.b']],
    ['a["b-c"] == "x"', ['a.b-c']],
    ["a?.b in ['x', 'y']", ['a.b']],
    ['a == 5', ['a']],
    ["a matches '^[a-z0-9]+$'", ['a']],
    ["a matches '^v(?:1|2)\\\\.[0-9]{1,3}$'", ['a']],
    ['a matches `^\\d+$`', ['a']],
    ["a == 'x' && b == 'y' and c.d == 'z'", ['a', 'b', 'c.d']],
    ["a == 'x' && (b == 'y' || b == 'z')", ['a']],
    ["a == 'x' || b == 'y'", []],
    ["a == 'x' ?? b", []],
    ["(a == 'x')", ['a']],
    ["((a == 'x') && b == 'y')", ['a', 'b']],
    ["a == 'x' && (b == 'y' && (c == 'z'))", ['a', 'b', 'c']],
    ["(a == 'x') || (b == 'y')", []],
    ["(a == 'x' || true)", []],
    [`${'('.repeat(50)}a == 'x'${')'.repeat(50)}`, []],
    ["a != 'x'", []],
    ["not a == 'x'", []],
    ['a == b', []],
    ["a in ['x', b]", []],
    ["a in 'x'", []],
    ["'x' == a", []],
    ["f(a) == 'x'", []],
    ["a matches '[a-z]+'", []],
    ["a matches '^[a-z]+'", []],
    ["a matches '^[^a-z]+$'", []],
    ["a matches '^.+$'", []],
    ["a matches '^a|b$'", []],
    ["a matches '^[ -~]+$'", []],
    ["a matches '^\\\\S+$'", []],
    ["a matches '^[a-z ]+$'", []],
    ["a matches '^x$' == false", []],
    ['', []],
  ])('%s: %j', (condition, expected) => {
    expect([...checkedBy(wordsOf(condition))]).toEqual(expected)
  })

  test('long patterns are not looked at, and take no time', () => {
    expect([...checkedBy(['a', 'matches', `'^${'(a*'.repeat(5000)}$'`])]).toEqual([])
    expect([...checkedBy(['a', 'matches', `'^${'a*'.repeat(90)}!$'`])]).toEqual([])
  })
})

test.each([
  ["inputs.parameters.x matches '^[a-z]+$' ? inputs.parameters.x : 'none'", []],
  ["inputs.parameters.x matches '^[a-z]+$' ? inputs.parameters.y : 'none'", ['inputs.parameters.y']],
  ["inputs.parameters.x matches '^[a-z]+$' ? 'none' : inputs.parameters.x", ['inputs.parameters.x']],
  ["inputs.parameters.x matches '^[a-z]+$' ? inputs : 'none'", ['inputs']],
  ["(item matches '^[a-z]+$') ? item : 'none'", []],
  ["not (item matches '^[a-z]+$') ? 'none' : item", []],
  ["!(item == 'a' && workflow.name == 'b') ? 'none' : item", []],
  ["not (item == 'a') ? item : 'none'", ['item']],
  ["not (item == 'a' || true) ? 'none' : item", ['item']],
  ["not (item == 'a') || true ? item : item", ['item', 'item']],
  ["not item == 'a' ? 'none' : item", ['item']],
  ["item not matches '^[a-z]+$' ? 'none' : item", []],
  ["item not matches '[a-z]+' ? 'none' : item", ['item']],
  ["item not in ['a', 'b'] ? 'none' : item", []],
  ["item not in ['a', 'b'] && false ? 'none' : item", ['item']],
  ["item != 'a' ? 'none' : item", []],
  ["item != 'a' || false ? 'none' : item", ['item']],
  ["item != 'a' ? item : 'none'", ['item']],
  ["item matches '^[a-z0-9]+$' ? sprig.b64dec(item) : 'none'", ['item']],
  ["(workflow.parameters.env == 'prod' ? workflow.parameters.env : 'dev') + item", ['item']],
])('an expression tag uses what it checked: %s', (expression, expected) => {
  expect(flowsOf(expression).map(({ path }) => path.join('.'))).toEqual(expected)
})
