import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadAll } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { analyze } from '../src/analyze.ts'
import { groupBy } from '../src/argo/group.ts'
import { type Config, defaults } from '../src/config.ts'
import type { Finding } from '../src/finding.ts'
import { fix, withFixes } from '../src/fix.ts'
import { identity } from '../src/identity.ts'
import { rules } from '../src/rules/index.ts'
import { apply } from '../src/yaml/edit.ts'
import type { File } from '../src/yaml/file.ts'

/** Real manifests. They are not part of this repository: without them there is nothing to test here. */
const corpus = new URL('../../shared/corpus', import.meta.url).pathname
const everything: Config = { ...defaults, persona: 'auditor', minSeverity: 'info', minConfidence: 'low' }

/** All of them take a minute: without `FIX_ALL` one in eight is looked at. */
const share = process.env['FIX_ALL'] ? 1 : 8

function filesOf(folder: string): File[] {
  const paths = readdirSync(join(corpus, folder), { recursive: true, encoding: 'utf8' })
  return paths
    .filter((path) => /\.(ya?ml|json)$/.test(path))
    .toSorted()
    .filter((_, index) => index % share === 0)
    .map((path) => ({ path, text: readFileSync(join(corpus, folder, path), 'utf8') }))
}

function tally<Thing>(things: Iterable<Thing>, keyOf: (thing: Thing) => string): Record<string, number> {
  return Object.fromEntries([...groupBy(things, keyOf)].map(([key, those]) => [key, those.length]))
}

/** How many findings each rule has in each object: a fix may only make it less. */
function byObject(files: readonly File[]): Record<string, number> {
  return tally(analyze(files, rules, everything).findings, ({ rule, manifest }) =>
    [manifest.file.path, rule.id, identity(manifest)].join(' '),
  )
}

/** What another reader than ours makes of a file; nothing where it cannot read it. */
function loaded(text: string): unknown[] | undefined {
  try {
    return loadAll(text, { json: true })
  } catch {
    return undefined
  }
}

/** Every comment that stands on its own line or behind a value, wherever it is. */
function comments(text: string): string[] {
  return [...text.matchAll(/(?<=^|\s)#.*$/gm)].map(([comment]) => comment.trim()).toSorted()
}

function withLineEnds(files: readonly File[], lineEnd: string): File[] {
  return files.map(({ path, text }) => ({ path, text: text.replaceAll(/\r?\n/g, lineEnd) }))
}

/** The rules whose fixes name an account. */
const naming = ['default-service-account', 'automounted-service-account-token']

/** A value without all that such a fix may say: what is left is as it was. */
function unnamed(from: unknown): unknown {
  if (Array.isArray(from)) return from.map(unnamed)
  if (typeof from !== 'object' || from === null || from instanceof Date) return from
  const entries = Object.entries(from).flatMap(([key, its]) => {
    const isNamed = key === 'serviceAccountName' && ['chosen', 'executing', 'default', ''].includes(String(its))
    const left = unnamed(its)
    const isEmptied = key === 'executor' && JSON.stringify(left) === '{}'
    const isToken = key === 'automountServiceAccountToken' && typeof its === 'boolean'
    return isNamed || isEmptied || isToken ? [] : [[key, left] as const]
  })
  return Object.fromEntries(entries)
}

describe.skipIf(!existsSync(corpus)).each(['plain', 'embedded', 'platform', 'helm'])(
  'fixes of real manifests, %s',
  (folder) => {
    test('each one alone does what it says, and no harm', { timeout: 300_000 }, () => {
      const files = filesOf(folder)
      const report = withFixes(analyze(files, rules, everything), files, rules, everything)
      const wrong: string[] = []
      for (const { rule, fix: made } of report.findings) {
        if (!made) continue
        const after = apply(made.file.text, made.edits)
        const place = `${rule.id} ${made.file.path}:${made.edits[0]?.span.start}`
        if (loaded(made.file.text) && loaded(after)?.length !== loaded(made.file.text)?.length)
          wrong.push(`${place}: unreadable`)
        const left = comments(after)
        if (!comments(made.file.text).every((comment) => left.some((other) => other.includes(comment))))
          wrong.push(`${place}: a comment is lost`)
      }
      expect(wrong).toEqual([])
    })

    test('all together come to rest, and the same with the line ends of Windows', { timeout: 300_000 }, () => {
      const files = withLineEnds(filesOf(folder), '\n')
      const { files: changed, fixed, refused } = fix(files, rules, everything, { safety: 'unsafe' })
      console.log(
        folder,
        'fixed',
        tally(fixed, ({ finding }) => finding.rule.id),
      )
      console.log(
        folder,
        'refused',
        tally(refused, ({ finding, reason }) => `${finding.rule.id}: ${reason}`),
      )
      const texts = new Map(changed.map(({ after }) => [after.path, after]))
      const after = files.map((file) => texts.get(file.path) ?? file)
      expect(fix(after, rules, everything, { safety: 'unsafe' }).fixed).toEqual([])
      const [was, is] = [byObject(files), byObject(after)]
      expect(Object.keys(is).filter((key) => (is[key] ?? 0) > (was[key] ?? 0))).toEqual([])
      const windows = fix(withLineEnds(files, '\r\n'), rules, everything, { safety: 'unsafe' })
      expect(windows.files.map((file) => file.after)).toEqual(
        withLineEnds(
          changed.map((file) => file.after),
          '\r\n',
        ),
      )
    })

    test('with chosen accounts say no more than their names', { timeout: 300_000 }, () => {
      const files = filesOf(folder)
      const config = { ...everything, fix: { serviceAccountName: 'chosen', executorServiceAccountName: 'executing' } }
      const asked = { safety: 'unsafe', only: ({ rule }: Finding) => naming.includes(rule.id) } as const
      const { files: changed, fixed, refused } = fix(files, rules, config, asked)
      console.log(
        folder,
        'with chosen accounts: fixed',
        tally(fixed, ({ finding }) => finding.rule.id),
        'refused',
        tally(refused, ({ finding, reason }) => `${finding.rule.id}: ${reason}`),
      )
      const wrong = changed.flatMap(({ before, after }) => {
        const [was, is] = [loaded(before.text), loaded(after.text)]
        const same = JSON.stringify(was?.map(unnamed)) === JSON.stringify(is?.map(unnamed))
        const kept = comments(before.text).every((comment) => comments(after.text).some((it) => it.includes(comment)))
        return same && kept ? [] : [after.path]
      })
      expect(wrong).toEqual([])
      const texts = new Map(changed.map(({ after }) => [after.path, after]))
      const mended = files.map((file) => texts.get(file.path) ?? file)
      expect(fix(mended, rules, config, asked).fixed).toEqual([])
      const [was, is] = [byObject(files), byObject(mended)]
      expect(Object.keys(is).filter((key) => (is[key] ?? 0) > (was[key] ?? 0))).toEqual([])
    })
  },
)
