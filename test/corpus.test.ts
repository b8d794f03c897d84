import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { analyze } from '../src/analyze.ts'
import { type Config, defaults } from '../src/config.ts'
import { introduced } from '../src/diff.ts'
import type { Finding } from '../src/finding.ts'
import { rules } from '../src/rules/index.ts'
import { type File, position } from '../src/yaml/file.ts'

/** Real manifests. They are not part of this repository: without them there is nothing to test here. */
const corpus = new URL('../../shared/corpus', import.meta.url).pathname
const everything: Config = { ...defaults, persona: 'auditor', minSeverity: 'info', minConfidence: 'low' }

function filesOf(folder: string): File[] {
  const paths = readdirSync(join(corpus, folder), { recursive: true, encoding: 'utf8' })
  return paths
    .filter((path) => /\.(ya?ml|json)$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(corpus, folder, path), 'utf8') }))
}

function place({ rule, at }: Finding): string {
  return `${rule.id} ${at.file.path}:${position(at.file, at.span.start).line}`
}

describe.skipIf(!existsSync(corpus))('real manifests', () => {
  test.each(['plain', 'embedded', 'platform', 'helm'])(
    '%s: all are read, no rule fails, and a change of nothing is nothing new',
    (folder) => {
      const files = filesOf(folder)
      const report = analyze(files, rules, everything)
      expect(report.unread).toEqual([])
      expect(report.failures).toEqual([])
      expect(report.manifests).toBeGreaterThan(0)
      const again = analyze(
        files.map(({ path, text }) => ({ path, text })),
        rules,
        everything,
      )
      expect(introduced(again, report).findings.filter(({ status }) => status === 'new')).toEqual([])
    },
  )

  test('with the line ends of Windows the same is found on the same lines', () => {
    const files = filesOf('plain')
    const plain = analyze(files, rules, everything)
    const windows = analyze(
      files.map(({ path, text }) => ({ path, text: text.replaceAll('\n', '\r\n') })),
      rules,
      everything,
    )
    expect(windows.findings.map(place)).toEqual(plain.findings.map(place))
  })
})
