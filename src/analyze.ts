import { type Ignore, ignoreFor } from './argo/ignore.ts'
import { generated, isGenerating } from './argo/kustomize/generated.ts'
import { isKustomizationFile } from './argo/kustomize/kustomization.ts'
import { mattering } from './argo/kustomize/mattering.ts'
import type { Manifest } from './argo/manifest.ts'
import { type Project, project } from './argo/project.ts'
import { parseVersion } from './argo/version.ts'
import type { Config } from './config.ts'
import {
  atLeast,
  confidences,
  type Failure,
  type Finding,
  type Persona,
  personas,
  type Report,
  worstFirst,
} from './finding.ts'
import { matches } from './glob.ts'
import { whereabouts } from './identity.ts'
import { idle } from './idle.ts'
import { gradeOf, numbered, ownProblems, spanOf, toFinding } from './judge.ts'
import { read, type Reading } from './read.ts'
import { concerns, type Grade, type Problem, type Rule } from './rule.ts'
import type { Document } from './yaml/document.ts'
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

/** What every manifest is judged with, and what is counted on the way. */
export interface Court {
  readonly bundle: Project
  readonly rules: readonly Rule[]
  readonly config: Config
  readonly failures: Failure[]
  /** Ignores that silence something, be it hidden as well. */
  readonly busy: Set<Ignore>
  hidden: number
}

/** A court for manifests that are read together, whichever of them it is then asked to judge. */
export function convene(
  manifests: readonly Manifest[],
  rules: readonly Rule[],
  config: Config,
  failures: Failure[] = [],
  documents: readonly Document[] = [],
): Court {
  const { argoVersion } = config
  const assumed = {
    workflowDefaults: config.assume.workflowDefaults,
    argoVersion: argoVersion === undefined ? undefined : parseVersion(argoVersion),
    chosen: config.fix,
    ruleIds: rules.map(({ id }) => id),
  }
  const bundle = project(manifests, assumed, documents)
  const asked = rules.filter(({ id }) => config.rules[id]?.enabled !== false)
  return { bundle, rules: asked, config, failures, busy: new Set(), hidden: 0 }
}

/** The findings of one manifest, those among them that are suppressed. Findings of one name are not yet numbered. */
export function judge(manifest: Manifest, court: Court): Finding[] {
  const persona = personaOf(manifest.file.path, court.config)
  if (persona === 'off') return []
  const view = court.bundle.seenBy(manifest)
  const found: Finding[] = []
  for (const rule of court.rules) if (concerns(rule, manifest)) apply(rule, manifest, view, persona, court, found)
  return found
}

/** Adds what a rule finds. Of one that throws, nothing: all of it is a failure. */
function apply(rule: Rule, manifest: Manifest, view: Project, persona: Persona, court: Court, found: Finding[]): void {
  const { length } = found
  try {
    for (const problem of ownProblems(rule, view.placed(manifest), view))
      found.push(...weighed(problem, rule, manifest, view, persona, court))
  } catch (error) {
    found.length = length
    fail(error, rule.id, manifest.file, court.failures)
  }
}

/** The finding that a problem is, unless this persona, severity or confidence hides it. */
function weighed(
  problem: Problem,
  rule: Rule,
  manifest: Manifest,
  view: Project,
  persona: Persona,
  court: Court,
): Finding[] {
  const grade = gradeOf(problem, rule, view.placed(manifest), court.config.rules[rule.id]?.severity)
  if (isWanted(grade, persona, court.config)) return [toFinding(problem, grade, rule, manifest, view)]
  court.hidden++
  const by = ignoreFor(rule.id, spanOf(problem.at), manifest)
  if (by) court.busy.add(by)
  return []
}

/** What is to be said of ignores that silence nothing. Nobody can ignore that: it would be one more of them. */
function judgeIdle(all: readonly Manifest[], court: Court): Finding[] {
  const judging = court.rules.find((rule) => rule.checkIdle !== undefined)
  if (!judging?.checkIdle) return []
  const failed = new Set(court.failures.map(({ rule }) => rule))
  const asked = new Set(court.rules.flatMap(({ id }) => (failed.has(id) ? [] : id)))
  const found: Finding[] = []
  for (const { ignore, manifest } of idle(all, court.busy, asked)) {
    const persona = personaOf(manifest.file.path, court.config)
    const problem = persona === 'off' ? undefined : judging.checkIdle(ignore)
    if (persona !== 'off' && problem)
      found.push(...weighed(problem, judging, manifest, court.bundle.seenBy(manifest), persona, court))
  }
  return found
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

function fail(error: unknown, rule: string, { path }: File, failures: Failure[]): void {
  failures.push({ rule, path, error })
}

function isWanted({ persona, severity, confidence }: Grade, wanted: Persona, config: Config): boolean {
  return (
    personas.indexOf(persona) <= personas.indexOf(wanted) &&
    atLeast(severity, config.minSeverity) &&
    confidences.indexOf(confidence) >= confidences.indexOf(config.minConfidence)
  )
}

/** Whether the config lets a file be looked into. */
export function isIncluded(path: string, { paths }: Config): boolean {
  if (paths.exclude.some((glob) => matches(glob, path))) return false
  return paths.include.length === 0 || paths.include.some((glob) => matches(glob, path))
}

/** The persona of a file: of the last glob that it matches, else of the run. */
function personaOf(path: string, { persona, paths }: Config): Persona | 'off' {
  let found: Persona | 'off' = persona
  for (const [glob, wanted] of Object.entries(paths.persona)) if (matches(glob, path)) found = wanted
  return found
}
