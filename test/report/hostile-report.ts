import fc from 'fast-check'
import { type Finding, type Location, type Report, severities } from '../../src/finding.ts'
import type { File } from '../../src/yaml/file.ts'
import { aFinding, aFix, aManifest, anIgnore, aReport, aRule } from './factory.ts'
import { hostile } from './hostile.ts'

const file: fc.Arbitrary<File> = fc.record({ path: hostile.map((path) => path || 'a'), text: hostile })

const location = fc
  .tuple(file, fc.nat(40), fc.nat(40), hostile, fc.constantFrom('to', 'from', undefined))
  .map(([its, start, length, note, way]): Location => {
    const from = Math.min(start, its.text.length)
    const span = { start: from, end: Math.min(from + length, its.text.length) }
    return { file: its, span, note, ...(way && { way }) }
  })

const rules = [aRule(), aRule({ id: 'script-injection', title: 'A value becomes code', category: 'injection' })]

const finding: fc.Arbitrary<Finding> = fc
  .tuple(
    hostile,
    location,
    fc.array(location, { maxLength: 4 }),
    hostile,
    hostile,
    fc.constantFrom(...severities),
    fc.constantFrom(...rules),
    fc.boolean(),
  )
  .map(([text, at, others, name, reason, severity, rule, odd]) =>
    aFinding({
      rule,
      severity,
      at,
      message: odd ? text : `Container \`${text}\` of \`${name}\` runs ${text}.`,
      manifest: { ...aManifest(at.file), name, namespace: name },
      related: odd ? others : [],
      calls: () => others.map((it, index) => ({ key: `${index}`, at: it })),
      status: severity === 'info' ? 'existing' : 'new',
      ...(odd ? { unheeded: anIgnore(reason, at) } : { fix: aFix({ title: name, file: at.file }, [at.span, reason]) }),
    }),
  )

/** Reports in which everything that comes from a manifest, a path or an error is hostile. */
export const hostileReport: fc.Arbitrary<Report> = fc
  .tuple(
    fc.array(finding, { maxLength: 6 }),
    fc.array(fc.tuple(finding, hostile), { maxLength: 2 }),
    fc.array(fc.tuple(hostile, hostile), { maxLength: 2 }),
  )
  .map(([findings, suppressed, others]) =>
    aReport({
      findings,
      suppressed: suppressed.map(([it, reason]) => ({ finding: it, by: anIgnore(reason, it.at) })),
      unread: others.map(([path, reason]) => ({ path, line: 1, reason })),
      failures: others.map(([path, reason]) => ({ rule: 'broken', path, error: new Error(reason) })),
    }),
  )
