import { expect, test } from 'vitest'
import { formats, render } from '../../src/report/formats.ts'
import { aFinding, aReport } from './factory.ts'

const options = { tool: { name: 'lynceus', version: '0.1.0' } }

test.each(formats)('%s tells of a finding, ends in one newline, and is the same each time', (format) => {
  const report = aReport({ findings: [aFinding({ fingerprint: 'f' })] })
  const first = render(format, report, options)
  expect(first).toContain('privileged-container')
  expect(first).toMatch(/[^\n]\n$/)
  expect(render(format, report, options)).toBe(first)
})

test.each([
  ['text', '\u001B[', { colour: true }],
  ['sarif', '"id": "team-a/"', { category: 'team-a' }],
  ['markdown', 'https://github.com/o/r/blob/abc/', { tree: 'https://github.com/o/r/blob/abc' }],
  ['json', '"version": "0.1.0"', {}],
] as const)('%s takes its options', (format, expected, more) => {
  expect(render(format, aReport({ findings: [aFinding()] }), { ...options, ...more })).toContain(expected)
})
