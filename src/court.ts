import { type Ignore, ignoreFor } from './argo/ignore.ts'
import type { Manifest } from './argo/manifest.ts'
import { type Project, project } from './argo/project.ts'
import { parseVersion } from './argo/version.ts'
import type { Config } from './config.ts'
import { atLeast, confidences, type Failure, type Finding, type Persona, personas } from './finding.ts'
import { matches } from './glob.ts'
import { idle } from './idle.ts'
import { gradeOf, ownProblems, spanOf, toFinding } from './judge.ts'
import { concerns, type Grade, type Problem, type Rule } from './rule.ts'
import type { Document } from './yaml/document.ts'
import type { File } from './yaml/file.ts'

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
  const matter = matterOf(manifest, persona, court)
  for (const rule of court.rules) if (concerns(rule, manifest)) apply(rule, matter, court)
  return matter.found
}

/** A manifest under judgement. */
interface Matter {
  readonly manifest: Manifest
  /** The same in the namespace that Kustomize puts it into. */
  readonly placed: Manifest
  /** The project as it is for the manifest. */
  readonly view: Project
  readonly persona: Persona
  readonly found: Finding[]
}

function matterOf(manifest: Manifest, persona: Persona, { bundle }: Court): Matter {
  const view = bundle.seenBy(manifest)
  return { manifest, placed: view.placed(manifest), view, persona, found: [] }
}

/** Adds what a rule finds. Of one that throws, nothing: all of it is a failure. */
function apply(rule: Rule, matter: Matter, court: Court): void {
  const { manifest, placed, view, found } = matter
  const { length } = found
  try {
    for (const problem of ownProblems(rule, placed, view)) weigh(problem, rule, matter, court)
  } catch (error) {
    found.length = length
    fail(error, rule.id, manifest.file, court.failures)
  }
}

/** Adds the finding that a problem is, unless this persona, severity or confidence hides it. */
function weigh(problem: Problem, rule: Rule, { manifest, placed, view, persona, found }: Matter, court: Court): void {
  const grade = gradeOf(problem, rule, placed, court.config.rules[rule.id]?.severity)
  if (isWanted(grade, persona, court.config)) {
    found.push(toFinding(problem, grade, rule, manifest, view))
    return
  }
  court.hidden++
  const by = ignoreFor(rule.id, spanOf(problem.at), manifest)
  if (by) court.busy.add(by)
}

/** What is to be said of ignores that silence nothing. Nobody can ignore that: it would be one more of them. */
export function judgeIdle(all: readonly Manifest[], court: Court): Finding[] {
  const judging = court.rules.find((rule) => rule.checkIdle !== undefined)
  if (!judging) return []
  const failed = new Set(court.failures.map(({ rule }) => rule))
  const asked = new Set(court.rules.flatMap(({ id }) => (failed.has(id) ? [] : id)))
  return idle(all, court.busy, asked).flatMap(({ ignore, manifest }) => {
    const persona = personaOf(manifest.file.path, court.config)
    const problem = judging.checkIdle?.(ignore)
    if (persona === 'off' || !problem) return []
    const matter = matterOf(manifest, persona, court)
    weigh(problem, judging, matter, court)
    return matter.found
  })
}

function isWanted({ persona, severity, confidence }: Grade, wanted: Persona, config: Config): boolean {
  return (
    personas.indexOf(persona) <= personas.indexOf(wanted) &&
    atLeast(severity, config.minSeverity) &&
    confidences.indexOf(confidence) >= confidences.indexOf(config.minConfidence)
  )
}

/** The persona of a file: of the last glob that it matches, else of the run. */
function personaOf(path: string, { persona, paths }: Config): Persona | 'off' {
  let found: Persona | 'off' = persona
  for (const [glob, wanted] of Object.entries(paths.persona)) if (matches(glob, path)) found = wanted
  return found
}

/** What throws is our mistake: it is written down with the rule, and everything else goes on. */
export function fail(error: unknown, rule: string, { path }: File, failures: Failure[]): void {
  failures.push({ rule, path, error })
}
