// Prints ratios, since machines differ: each pair is run in turn and the median of its own ratios is shown.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEvents } from 'js-yaml'
import { analyze } from '../src/analyze.ts'
import { defaults } from '../src/config.ts'
import { rules } from '../src/rules/index.ts'
import type { File } from '../src/yaml/file.ts'
import { timeOfSources } from './flow.ts'
import { generated, manifests } from './manifests.ts'

const rounds = 15

/** Milliseconds of a piece of work. */
function time(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

/** Times two pieces of work in turn, after three rounds that do not count. */
function compare(name: string, target: string, work: () => void, yardstick: () => void): void {
  const pairs = Array.from({ length: rounds + 3 }, () => ({ mine: time(work), theirs: time(yardstick) })).slice(3)
  const ratio = median(pairs.map(({ mine, theirs }) => mine / theirs)).toFixed(2)
  const [mine, theirs] = [median(pairs.map((pair) => pair.mine)), median(pairs.map((pair) => pair.theirs))]
  console.log(
    `${name.padEnd(52)} ${ratio.padStart(6)}   ${mine.toFixed(1).padStart(8)} ms / ${theirs.toFixed(1)} ms   ${target}`,
  )
}

/** What is read of a file is kept with it, so each round gets files of its own. */
function fresh(files: readonly File[]): File[] {
  return files.map(({ path, text }) => ({ path, text }))
}

function parseAll(files: readonly File[]): void {
  for (const { text } of files) {
    try {
      parseEvents(text, {})
    } catch {
      // A file that js-yaml refuses costs it something too.
    }
  }
}

function node(...args: string[]): () => void {
  return () => {
    spawnSync(process.execPath, args, { stdio: 'ignore', env: { PATH: process.env['PATH'] ?? '' } })
  }
}

function analysis(): void {
  const { name, files } = manifests()
  const bytes = files.reduce((sum, { text }) => sum + text.length, 0)
  console.log(
    `${files.length} ${name}, ${(bytes / 1e6).toFixed(1)} MB, ${rules.length} rules, Node ${process.versions.node}\n`,
  )
  compare(
    'analysis / parseEvents of the same text',
    '≤ 1.5',
    () => void analyze(fresh(files), rules, defaults),
    () => parseAll(files),
  )
  compare(
    'reading without rules / parseEvents',
    '',
    () => void analyze(fresh(files), [], defaults),
    () => parseAll(files),
  )
}

function starts(): void {
  const folder = mkdtempSync(join(tmpdir(), 'lynceus-bench-'))
  const file = join(folder, 'workflow.yaml')
  writeFileSync(file, generated(1)[0]?.text ?? '')
  const nothing = node('-e', '0')
  compare('cold `lynceus workflow.yaml` / `node -e 0`', '≤ 1.5', node('dist/cli.js', file), nothing)
  compare('start of the Action / `node -e 0`', '', node('dist/action.js'), nothing)
  rmSync(folder, { recursive: true })
}

function perDocument(files: readonly File[]): number {
  return time(() => void analyze(fresh(files), rules, defaults)) / files.length
}

function growth(): void {
  const [few, many] = [generated(100), generated(10_000)]
  perDocument(few)
  const ratios = Array.from(
    { length: 5 },
    () => perDocument(many) / median(Array.from({ length: 9 }, () => perDocument(few))),
  )
  const ratio = median(ratios)
  console.log(`${'time per document, 10,000 documents / 100'.padEnd(52)} ${ratio.toFixed(2).padStart(6)}`)
}

/** Per template, so that 1 is linear. */
function flowGrowth(): void {
  timeOfSources(1000)
  const ratios = Array.from(
    { length: 5 },
    () => timeOfSources(10_000) / 100 / median(Array.from({ length: 25 }, () => timeOfSources(100))),
  )
  console.log(
    `${'flow growth 10² → 10⁴ templates, time per template'.padEnd(52)} ${median(ratios).toFixed(2).padStart(6)}`,
  )
}

analysis()
starts()
growth()
flowGrowth()
