import { ignoreFor } from './argo/ignore.ts'
import { generated, isGenerating } from './argo/kustomize/generated.ts'
import { isKustomizationFile } from './argo/kustomize/kustomization.ts'
import { mattering } from './argo/kustomize/mattering.ts'
import type { Manifest } from './argo/manifest.ts'
import type { Config } from './config.ts'
import { convene, fail, judge, judgeIdle } from './court.ts'
import { type Failure, type Report, worstFirst } from './finding.ts'
import { matches } from './glob.ts'
import { whereabouts } from './identity.ts'
import { numbered } from './judge.ts'
import { read, type Reading } from './read.ts'
import type { Rule } from './rule.ts'
import type { File } from './yaml/file.ts'

/**
 * Judges files by rules. Pure: the same files, rules and config always give the same report.
 *
 * A rule that throws becomes a failure of the report; other rules and other manifests go on.
 */
export function analyze(files: readonly File[], rules: readonly Rule[], config: Config): Report {
  const looked = files.filter(({ path }) => isIncluded(path, config))
  const failures: Failure[] = []
  const readings = readAll(looked, failures)
  const written = readings.flatMap(({ manifests }) => manifests)
  const all = [...written, ...generatedBy(written, looked, failures)]
  const documents = readings.flatMap((reading) => reading.documents)
  const court = convene(all, rules, config, failures, documents)
  const findings = numbered(all.flatMap((manifest) => judge(manifest, court)))
  const ignored = new Map(
    findings.map((finding) => [finding, ignoreFor(finding.rule.id, finding.at.span, finding.manifest)]),
  )
  for (const by of ignored.values()) if (by) court.busy.add(by)
  const unused = numbered(judgeIdle(all, court))
  return {
    files: looked.length,
    manifests: all.length,
    objects: new Set(all.map(whereabouts)),
    findings: [...findings.filter((finding) => !ignored.get(finding)), ...unused].toSorted(worstFirst),
    suppressed: [...ignored].flatMap(([finding, by]) => (by ? [{ finding, by }] : [])),
    hidden: court.hidden,
    unread: readings.flatMap(({ unread }) => unread),
    failures,
  }
}

/** Reads files, but kustomizations only where they may matter. */
function readAll(files: readonly File[], failures: Failure[]): readonly Reading[] {
  const kustomizations = files.filter(({ path }) => isKustomizationFile(path))
  const others = kustomizations.length > 0 ? files.filter(({ path }) => !isKustomizationFile(path)) : files
  const readings = others.flatMap((file) => attempt(() => [read(file)], 'reading', file, failures))
  if (kustomizations.length === 0) return readings
  const held = readings.flatMap(({ manifests }) => manifests.map(({ file }) => file.path))
  const found = mattering(kustomizations, held)
  return [...readings, ...found.flatMap((file) => attempt(() => [read(file)], 'reading', file, failures))]
}

/** What kustomizations generate. */
function generatedBy(all: readonly Manifest[], files: readonly File[], failures: Failure[]): readonly Manifest[] {
  const kustomizations = all.filter(isGenerating)
  if (kustomizations.length === 0) return []
  const byPath = new Map(files.map((file) => [file.path, file] as const))
  return kustomizations.flatMap((one) => attempt(() => [...generated(one, byPath)], 'reading', one.file, failures))
}

/** What throws is our mistake: it is written down, and everything else goes on. */
function attempt<Result>(work: () => Result[], rule: string, file: File, failures: Failure[]): Result[] {
  try {
    return work()
  } catch (error) {
    fail(error, rule, file, failures)
    return []
  }
}

/** Whether the config lets a file be looked into. */
export function isIncluded(path: string, { paths }: Config): boolean {
  if (paths.exclude.some((glob) => matches(glob, path))) return false
  return paths.include.length === 0 || paths.include.some((glob) => matches(glob, path))
}
