import { expect, test } from 'vitest'
import { verdict } from '../../action/verdict.ts'
import { defaults } from '../../src/config.ts'
import type { Finding, Report, Severity } from '../../src/finding.ts'

const report: Report = {
  files: 1,
  manifests: 1,
  objects: new Set(),
  findings: [],
  suppressed: [],
  hidden: 0,
  unread: [],
  failures: [],
}

function findings(...all: Severity[]): Finding[] {
  return all.map((severity) => ({ severity }) as Finding)
}

test('findings fail a step from fail-on upwards', () => {
  const some = findings('info', 'medium', 'high', 'critical')
  expect(verdict(some, report, [], defaults)).toBe(
    'Lynceus found 2 problems of severity high or worse. The summary of this job says what to do.',
  )
  expect(verdict(some, report, [], { ...defaults, failOn: 'critical' })).toBe(
    'Lynceus found 1 problem of severity critical or worse. The summary of this job says what to do.',
  )
  expect(verdict(findings('medium'), report, [], defaults)).toBeUndefined()
  expect(verdict(some, report, [], { ...defaults, failOn: 'never' })).toBeUndefined()
  expect(verdict([], report, [], defaults)).toBeUndefined()
})

test('a rule that broke fails it in any case, with its name and the file', () => {
  const failures = [{ rule: 'run-as-root', path: 'a.yaml', error: new TypeError('x is not a function') }]
  const broken = { ...report, failures }
  const own =
    'The rule run-as-root failed on a.yaml: x is not a function. That is a mistake of Lynceus; all other rules and files were judged.'
  expect(verdict([], broken, [], { ...defaults, failOn: 'never' })).toBe(own)
  expect(verdict(findings('high'), broken, [], defaults)).toBe(
    `Lynceus found 1 problem of severity high or worse. The summary of this job says what to do. ${own}`,
  )
})

test('what nobody can read since the change fails it, unless nothing may', () => {
  const unread = [{ path: 'a.yaml', line: 2, reason: 'Lynceus cannot' }]
  expect(verdict([], report, unread, defaults)).toMatch(/: a\.yaml:2\. What nobody read cannot pass\./)
  expect(verdict([], report, unread, { ...defaults, failOn: 'never' })).toBeUndefined()
})
