import { ignoreFor } from './argo/ignore.ts'
import type { Manifest } from './argo/manifest.ts'
import { type Project, project } from './argo/project.ts'
import { parseVersion } from './argo/version.ts'
import type { Config } from './config.ts'
import { atLeast, confidences, type Failure, type Finding, type Persona, personas, type Report, type Suppressed, worstFirst } from './finding.ts'
import { matches } from './glob.ts'
import { numbered, toFinding } from './judge.ts'
import { read } from './read.ts'
import type { Rule } from './rule.ts'
import type { File } from './yaml/file.ts'

/**
 * Judges files by rules. Pure: the same files, rules and config always give the same report.
 *
 * A rule that throws becomes a failure of the report; other rules and other manifests go on.
 */
export function analyze(files: readonly File[], rules: readonly Rule[], config: Config): Report {
  const looked = files.filter(({ path }) => isIncluded(path, config))
  const readings = looked.map(read)
  const all = readings.flatMap(({ manifests }) => manifests)
  const bundle = project(all, {
    workflowDefaults: config.assume.workflowDefaults,
    argoVersion: config.argoVersion === undefined ? undefined : parseVersion(config.argoVersion),
  })
  const enabled = rules.filter(({ id }) => config.rules[id]?.enabled !== false)
  const failures: Failure[] = []
  const findings = numbered(all.flatMap((manifest) => judge(manifest, bundle, enabled, config, failures)))
  return {
    files: looked.length,
    manifests: all.length,
    ...sift(findings, config),
    unread: readings.flatMap(({ unread }) => unread),
    failures,
  }
}

function judge(manifest: Manifest, bundle: Project, rules: readonly Rule[], config: Config, failures: Failure[]): Finding[] {
  return rules.flatMap((rule) => {
    const found: Finding[] = []
    try {
      for (const problem of rule.check(manifest, bundle)) {
        const finding = toFinding(problem, rule, manifest, bundle, config.rules[rule.id]?.severity)
        if (finding) found.push(finding)
      }
    } catch (error) {
      failures.push({ rule: rule.id, path: manifest.file.path, error })
    }
    return found
  })
}

/** Parts findings into those to show, those that an ignore silences, and those that the settings hide. */
function sift(findings: readonly Finding[], config: Config): Pick<Report, 'findings' | 'suppressed' | 'hidden'> {
  const shown: Finding[] = []
  const suppressed: Suppressed[] = []
  let hidden = 0
  for (const finding of findings) {
    const persona = personaOf(finding.at.file.path, config)
    if (persona === 'off') continue
    if (!isWanted(finding, persona, config)) {
      hidden++
      continue
    }
    const by = ignoreFor(finding.rule.id, finding.at.span, finding.manifest)
    if (by) suppressed.push({ finding, by })
    else shown.push(finding)
  }
  return { findings: shown.sort(worstFirst), suppressed, hidden }
}

function isWanted({ persona, severity, confidence }: Finding, wanted: Persona, config: Config): boolean {
  return (
    personas.indexOf(persona) <= personas.indexOf(wanted) &&
    atLeast(severity, config.minSeverity) &&
    confidences.indexOf(confidence) >= confidences.indexOf(config.minConfidence)
  )
}

function isIncluded(path: string, { paths }: Config): boolean {
  if (paths.exclude.some((glob) => matches(glob, path))) return false
  return paths.include.length === 0 || paths.include.some((glob) => matches(glob, path))
}

/** The persona of a file: of the last glob that it matches, else of the run. */
function personaOf(path: string, { persona, paths }: Config): Persona | 'off' {
  let found: Persona | 'off' = persona
  for (const [glob, wanted] of Object.entries(paths.persona)) if (matches(glob, path)) found = wanted
  return found
}
