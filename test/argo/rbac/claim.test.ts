import { expect, test } from 'vitest'
import { parseClaim } from '../../../src/argo/rbac/claim.ts'
import { matchesStranger } from '../../../src/argo/rbac/stranger.ts'

/** Whether a condition lets a stranger in; `broken` when it is no expression. */
function lets(written: string): boolean | 'broken' | undefined {
  const claim = parseClaim(written)
  return claim ? matchesStranger(claim) : 'broken'
}

test.each([
  'true',
  '1 == 1',
  'email != ""',
  "sub != '' && true",
  '"admins" in groups or true',
  'not (email == "")',
  '!false',
  'email contains "@"',
  'email matches ".*"',
  '"nobody" not in groups',
  'not ("nobody" in groups)',
  '(((true)))',
  '1 == 1 and email != nil',
])('%s lets everybody in', (written) => {
  expect(lets(written)).toBe(true)
})

test.each([
  'false',
  "'admins' in groups",
  '"admins" in groups and email != ""',
  'email == "jane@example.org"',
  'email endsWith "@example.org"',
  'sub in ["a", "b"]',
  'email_verified == true',
  "'a' in groups || 'b' in groups",
])('%s does not', (written) => {
  expect(lets(written)).toBe(false)
})

test.each([
  'any(groups, {# startsWith "admins"})',
  'len(groups) > 0',
  'groups[0] == "admins"',
  'custom.claim == "x"',
  'email matches "^a"',
  'true ? x : y',
  'groups | any(# == "x")',
  'let x = 1; x == 1',
  '"x" in map(groups, {.name})',
  `${'('.repeat(1000)}true${')'.repeat(1000)}`,
  `${'!'.repeat(1000)}true`,
  'a'.repeat(5000),
  `x${'.y'.repeat(1900)}`,
])('nothing is said about %.60s', (written) => {
  expect(lets(written)).toBe(undefined)
})

test.each(['', '  ', "'admins in groups", '(true', 'true)', 'true and', 'or true', 'a = b', 'a & b', 'not', '[1'])(
  '%j is no expression',
  (written) => {
    expect(lets(written)).toBe('broken')
  },
)
