import { describe, expect, test } from 'vitest'
import { comparedInExpressions } from '../../src/argo/condition.ts'
import { variablePath } from '../../src/argo/variable-path.ts'
import { rewritten } from '../../src/yaml/change.ts'
import type { Refusal } from '../../src/yaml/edit.ts'
import { get, scalar } from '../../src/yaml/query.ts'
import { sourceAt } from '../../src/yaml/source.ts'
import { parse } from '../../src/yaml/tree.ts'

/** The condition with `X` for a tag that others fill and `S` for one that nobody does. */
function compared(condition: string): string | Refusal {
  const when = condition.replaceAll('X', '{{inputs.parameters.a-b}}').replaceAll('S', '{{workflow.status}}')
  const leaf = scalar(get(parse(sourceAt(`a: ${JSON.stringify(when)}`, 0)), 'a'))
  if (!leaf) throw new Error('no scalar')
  const parts = comparedInExpressions(
    leaf,
    ({ body }) => body !== 'workflow.status',
    ({ body }) => (body.startsWith('item.') ? { refused: 'no item' } : variablePath(body)),
  )
  if ('refused' in parts) return parts
  return rewritten(leaf.value, parts).replaceAll("inputs.parameters['a-b']", 'x').replaceAll('{{workflow.status}}', 'S')
}

describe('a condition that Argo decides as before (tried with its own code, of 3.5 and 3.7)', () => {
  test.each([
    ['X == heads', "{{= x == 'heads' }}"],
    ['X==heads', "{{= x == 'heads' }}"],
    [" 'X' == 'it is' ", " {{= x == 'it is' }} "],
    ['"X" != "heads"', "{{= x != 'heads' }}"],
    ["'X' == heads", "{{= x == 'heads' }}"],
    ["X != ''", "{{= x != '' }}"],
    ["heads == 'X'", "{{= 'heads' == x }}"],
    ['X == true', "{{= x == 'true' }}"],
    ["'X' == 'true'", "{{= x == 'true' }}"],
    ["'X' != '5'", "{{= x != '5' }}"],
    ['X > 5', '{{= asFloat(x) > 5 }}'],
    ['-0.5 <= X', '{{= -0.5 <= asFloat(x) }}'],
    ['X == 5', '{{= asFloat(x) == 5 }}'],
    ['X =~ tai', "{{= x matches 'tai' }}"],
    ["'X' =~ '^v[0-9]{2}$'", "{{= x matches '^v[0-9]{2}$' }}"],
    ['(X == a &&\n S != Failed) || X == b', "({{= x == 'a' }} &&\n S != Failed) || {{= x == 'b' }}"],
    ['((X == a))', "(({{= x == 'a' }}))"],
    ["{{item}} == 'a' && X == b", "{{= item == 'a' }} && {{= x == 'b' }}"],
    ['S == S && X == a', "S == S && {{= x == 'a' }}"],
  ])('%s', (condition, expected) => {
    expect(compared(condition)).toBe(expected)
  })
})

describe('a text and what is none were never equal:', () => {
  test.each(["'X' == true", "'X' != 5", '"X" > 5', "X == 'true'", "X != '5'", "X == '-5'", "X == '0x5'", "X == ' a'"])(
    '%s',
    (condition) => {
      expect(compared(condition)).toEqual({ refused: expect.stringContaining('never equal') })
    },
  )
})

describe('what is more than a comparison with a fixed text is left to its author:', () => {
  test.each([
    'X',
    'X && X == a',
    'X == X',
    '!(X == a)',
    '!X == a',
    'X == a-b',
    'X == a.b',
    'X == a b',
    'X == a == b',
    'X == a ? b : c',
    'X + 1 > 5',
    'X > a',
    "X >= 'a'",
    'X in (a, b)',
    'X == in',
    'X !~ a',
    'a =~ X',
    'X =~ 5',
    'X =~ true',
    'X == 05',
    'X == 1e3',
    "X == 'a\\d'",
    "X == 'it\"s'",
    "X == '2024-01-01'",
    "X == '3:04PM'",
    "X =~ 'a{{2}}'",
    "X =~ 'a{2}}'",
    "'X-b' == a",
    '\'X" == a',
    'preX == a',
    'XX == a',
    'X5 == a',
    '[X] == a',
    '(X == a',
    'X == a)',
    'X == a &&',
    '&& X == a',
    "X == 'a",
    'X == a && {{item.a}} == b',
    '{{ foo }} == X',
    `${'('.repeat(1000)}X == a${')'.repeat(1000)}`,
  ])('%s', (condition) => {
    expect(compared(condition)).toEqual({ refused: expect.stringMatching(/^\S.*[^.]$/) })
  })
})

test('a long condition is not read for long', () => {
  for (const piece of ['X == a && ', '(', 'X', "'", 'a ', ' ', '{{item}} == ']) compared(piece.repeat(400_000))
})
