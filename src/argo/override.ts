import type { Node } from '../yaml/node.ts'
import { once } from '../yaml/once.ts'
import { get, isNull, keyOf, pairs } from '../yaml/query.ts'
import { value } from '../yaml/value.ts'
import { allInstalled } from './installation.ts'
import type { Manifest } from './manifest.ts'
import type { Project } from './project.ts'
import { referenced } from './reference.ts'

/**
 * Fields that a Workflow may always set beside its `workflowTemplateRef`, also where the controller takes workflows
 * from templates only (docs/workflow-restrictions.md, "Allowed Workflow Fields Under templateReferencing").
 */
const always = new Set(
  'arguments entrypoint shutdown suspend activeDeadlineSeconds priority ttlStrategy podGC volumeClaimGC archiveLogs workflowMetadata workflowTemplateRef metrics artifactGC'.split(
    ' ',
  ),
)

/** Parts of `artifactGC` that are not allowed with it. */
const gcFields = ['serviceAccountName', 'podSpecPatch', 'podMetadata'] as const

/** A field that a Workflow sets over the WorkflowTemplate that it refers to. */
export interface Override {
  /** Its name, with `artifactGC.` before a part of that. */
  readonly name: string
  readonly key: Node
  readonly value: Node
  /** What the WorkflowTemplate says there. */
  readonly below: Node | undefined
}

/** The fields in which a Workflow says something else than the WorkflowTemplate that it refers to, or more. */
export function overrides(manifest: Manifest, project: Project): readonly Override[] {
  const { spec } = manifest
  if (!spec || isNull(get(spec, 'workflowTemplateRef'))) return []
  const target = referenced(manifest, project)?.spec
  const own = pairs(spec).map((entry) => ({
    ...entry,
    name: keyOf(entry) ?? '',
    below: get(target, keyOf(entry) ?? ''),
  }))
  const gc = pairs(get(spec, 'artifactGC')).map((entry) => {
    const name = keyOf(entry) ?? ''
    return { ...entry, name, below: get(target, 'artifactGC', name) }
  })
  return [
    ...own.filter(({ name }) => !always.has(name)),
    ...gcFields.flatMap((field) =>
      gc.filter(({ name }) => name === field).map((entry) => ({ ...entry, name: `artifactGC.${field}` })),
    ),
  ].filter((found) => !isNull(found.value) && !isSame(found.value, found.below))
}

function isSame(node: Node, other: Node | undefined): boolean {
  return other !== undefined && JSON.stringify(value(node)) === JSON.stringify(value(other))
}

/** The fields that the controllers among the files add to those with `WORKFLOW_USER_OVERRIDE_ALLOWLIST`. */
export const addedToAllowList = once((project: Project): ReadonlySet<string> => {
  const texts = allInstalled(project).flatMap(({ env }) => env.get('WORKFLOW_USER_OVERRIDE_ALLOWLIST')?.text ?? [])
  return new Set(texts.flatMap((list) => list.split(',')).map((name) => name.trim()))
})
