import type { Manifest } from './argo/manifest.ts'
import type { Project } from './argo/project.ts'
import { callsTo } from './argo/reference.ts'
import { route } from './argo/route.ts'
import { templates } from './argo/template.ts'
import { type Call, type Confidence, confidences, type Finding, type Location, type Severity } from './finding.ts'
import type { Problem, Related, Rule } from './rule.ts'
import type { Span } from './yaml/file.ts'

/**
 * A rule's problem as a finding: graded by its variant, named by its route. Nothing when it is an effective setting
 * that is written in another manifest: that one reports it.
 */
export function toFinding(
  problem: Problem,
  rule: Rule,
  manifest: Manifest,
  bundle: Project,
  remapped: Severity | undefined,
): Finding | undefined {
  const { at, variant, key = '', related = [] } = problem
  if ('origin' in at && at.manifest !== manifest) return undefined
  const span = spanOf(at)
  const graded = { ...rule, ...(variant === undefined ? undefined : rule.variants?.[variant]), ...defined(problem) }
  return {
    rule,
    ...(variant !== undefined && { variant }),
    severity: remapped ?? graded.severity,
    confidence: soften(graded.confidence, manifest),
    persona: graded.persona,
    message: problem.message,
    manifest,
    at: { file: manifest.file, span },
    related: related.map((place) => location(place, manifest)),
    fingerprint: [rule.id, variant ?? '', identity(manifest), route(manifest.root, span), key].join('|'),
    status: 'new',
    calls: () => callsOf(manifest, span, bundle),
  }
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

function defined({ severity, confidence, persona }: Problem): Partial<Pick<Finding, 'severity' | 'confidence' | 'persona'>> {
  return { ...(severity && { severity }), ...(confidence && { confidence }), ...(persona && { persona }) }
}

function spanOf(at: Problem['at']): Span {
  return 'origin' in at ? at.node : at
}

function location({ at, note, manifest: other }: Related, manifest: Manifest): Location {
  const { file } = other ?? ('origin' in at ? at.manifest : manifest)
  return { file, span: spanOf(at), note }
}

/** What Helm or a string stands before is one step less sure. */
function soften(confidence: Confidence, { templated, quoted }: Manifest): Confidence {
  const step = templated || quoted ? 1 : 0
  return confidences[Math.max(0, confidences.indexOf(confidence) - step)] ?? confidence
}

function identity({ kind, namespace, name, parent }: Manifest): string {
  return `${parent ? `${identity(parent)}>` : ''}${kind}/${namespace ?? ''}/${name}`
}

/** The places that lead to the template in which a finding lies. */
function callsOf(manifest: Manifest, at: Span, bundle: Project): Call[] {
  const holding = templates(manifest).findLast(({ node }) => node.start <= at.start && at.start < node.end)
  if (!holding) return []
  return callsTo(holding, bundle).map((call) => ({
    key: `${identity(call.manifest)}|${call.key}|${call.to?.name ?? ''}`,
    at: { file: call.manifest.file, span: call.node },
  }))
}
