import type { Manifest } from './argo/manifest.ts'
import type { Project } from './argo/project.ts'
import { route } from './argo/route.ts'
import { callsOf, needOf } from './calls.ts'
import { type Confidence, confidences, type Finding, type Location, severities, type Severity } from './finding.ts'
import { identity } from './identity.ts'
import type { Grade, Problem, Related, Rule } from './rule.ts'
import type { Span } from './yaml/file.ts'
import { bool, get } from './yaml/query.ts'

/** How bad, how sure and for whom a problem is: as it says itself, else its variant, else its rule. */
export function gradeOf(problem: Problem, rule: Rule, manifest: Manifest, remapped: Severity | undefined): Grade {
  const variant = problem.variant === undefined ? undefined : rule.variants?.[problem.variant]
  return {
    severity: remapped ?? milder(problem.severity ?? variant?.severity ?? rule.severity, manifest),
    confidence: soften(problem.confidence ?? variant?.confidence ?? rule.confidence, manifest),
    persona: problem.persona ?? variant?.persona ?? rule.persona,
  }
}

/** A problem as a finding, named by its route. */
export function toFinding(problem: Problem, grade: Grade, rule: Rule, manifest: Manifest, bundle: Project): Finding {
  const { at, variant, message, key = '', related = [], propose } = problem
  const span = spanOf(at)
  return {
    rule,
    ...(variant !== undefined && { variant }),
    ...grade,
    message,
    manifest,
    at: { file: manifest.file, span },
    related: related.map((place) => location(place, manifest)),
    fingerprint: [rule.id, variant ?? '', identity(manifest), route(manifest.root, span), key].join('|'),
    status: 'new',
    calls: () => callsOf(bundle.placed(manifest), span, bundle, needOf(rule, grade, related)),
    ...(propose && { propose }),
  }
}

/**
 * The problems that a manifest has to answer for, each once: not those that are written in another one, which
 * reports them itself, nor one place that is reached by several pods.
 */
export function ownProblems(rule: Rule, manifest: Manifest, bundle: Project): readonly Problem[] {
  const found: Problem[] = []
  for (const problem of rule.check(manifest, bundle)) {
    if (!('origin' in problem.at) || problem.at.manifest === manifest) found.push(problem)
  }
  if (found.length < 2) return found
  const seen = new Set<string>()
  return found.filter(({ at, variant, key }) => {
    const { start, end } = spanOf(at)
    const place = `${start}-${end} ${variant} ${key}`
    return !seen.has(place) && seen.add(place)
  })
}

/** Tells findings with one fingerprint in one file apart by their order. */
export function numbered(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, number>()
  return findings.map((finding) => {
    const key = `${finding.at.file.path}|${finding.fingerprint}`
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    return count === 1 ? finding : { ...finding, fingerprint: `${finding.fingerprint}|${count}` }
  })
}

export function spanOf(at: Problem['at']): Span {
  return 'origin' in at ? at.node : at
}

function location({ at, note, manifest: other, way }: Related, manifest: Manifest): Location {
  const { file } = other ?? ('origin' in at ? at.manifest : manifest)
  return { file, span: spanOf(at), note, ...(way && { way }) }
}

/** What Helm or a string stands before, or what is put together elsewhere, is one step less sure (catalogue 3.5). */
function soften(confidence: Confidence, { templated, quoted, partial }: Manifest): Confidence {
  return templated || quoted || partial ? oneLess(confidences, confidence) : confidence
}

/** What is suspended starts no workflows until somebody resumes it (catalogue 3.5). */
function milder(severity: Severity, { kind, root }: Manifest): Severity {
  const suspended = kind === 'CronWorkflow' && bool(get(root, 'spec', 'suspend')) === true
  return suspended ? oneLess(severities, severity) : severity
}

function oneLess<Step>(steps: readonly Step[], step: Step): Step {
  return steps[Math.max(0, steps.indexOf(step) - 1)] ?? step
}
