import { sourceOf } from './argo/flow/level.ts'
import { type Level, levels } from './argo/flow/source.ts'
import { groupBy } from './argo/group.ts'
import type { Manifest } from './argo/manifest.ts'
import type { Project } from './argo/project.ts'
import { callsTo } from './argo/reference.ts'
import { tags } from './argo/tag.ts'
import { type Template, templates } from './argo/template.ts'
import type { Call } from './finding.ts'
import { identity } from './identity.ts'
import type { Grade, Related, Rule } from './rule.ts'
import type { Span } from './yaml/file.ts'
import { get, scalars } from './yaml/query.ts'

/** The calls that lead to the template in which a finding lies, and bring what it needs. */
export function callsOf(manifest: Manifest, at: Span, bundle: Project, need: Level): Call[] {
  const holding = templates(manifest).findLast(({ node }) => node.start <= at.start && at.start < node.end)
  if (!holding) return []
  const all = callsTo(holding, bundle)
  return (need === 'constant' ? all : bringing(all, holding, need, bundle)).map(
    ({ manifest: caller, key, to, node, step }) => ({
      key: `${identity(caller)}|${key}|${to?.name ?? ''}`,
      at: { file: caller.file, span: node },
      ...(step && { within: step }),
    }),
  )
}

/** How bad a value a call has to bring to be of interest to a finding: any, where it is not about a value. */
export function needOf({ category }: Rule, { persona }: Grade, related: readonly Related[]): Level {
  if (category !== 'injection' || !related.some(({ way }) => way === 'to')) return 'constant'
  return persona === 'regular' ? 'argument' : 'output'
}

/** What is not given to a template, but is the same for all of a run. */
const ofRunner = /\bworkflow\W{1,3}(?:parameters|labels|annotations)/

/** Of the calls that lead to a template those through which a value may come to it. */
function bringing(all: readonly Route[], holding: Template, need: Level, project: Project): readonly Route[] {
  const byTemplate = groupBy(all, ({ from }) => from)
  const byTarget = groupBy(
    all.filter((call) => brings(call, need, byTemplate, project)),
    ({ to }) => to?.node,
  )
  const found = new Set([holding.node])
  // A set also yields what is added while it is walked.
  for (const node of found) for (const { from } of byTarget.get(node) ?? []) if (from) found.add(from.node)
  return [...found].flatMap((node) => byTarget.get(node) ?? [])
}

type Route = ReturnType<typeof callsTo>[number]

function brings(
  { manifest, from, step, to }: Route,
  need: Level,
  byTemplate: ReadonlyMap<Template | undefined, readonly Route[]>,
  project: Project,
): boolean {
  if (!step || !to) return true
  const given = scalars(get(step, 'arguments'))
  if (given.length > 0 && /valueFrom/.test(manifest.file.text.slice(step.start, step.end))) return true
  const flows = given.flatMap((leaf) => tags(leaf).flatMap((tag) => tag.flows))
  const { level } = sourceOf(flows, { project, manifest, template: from, call: step })
  if (levels.indexOf(level) >= levels.indexOf(need)) return true
  const passed = new Set([to])
  for (const template of passed) for (const call of byTemplate.get(template) ?? []) if (call.to) passed.add(call.to)
  return [...passed].some(({ manifest: { file }, node }) => ofRunner.test(file.text.slice(node.start, node.end)))
}
