import type { Scalar } from '../yaml/node.ts'
import { get, keyOf, pairs, scalar } from '../yaml/query.ts'
import { controllerSettings } from './controller-config.ts'
import type { Manifest } from './manifest.ts'
import type { Project } from './project.ts'

/** The text of `workflowRestrictions.templateReferencing` in a controller ConfigMap. Go compares its key without case. */
export function templateReferencing({ root }: Manifest): Scalar | undefined {
  const restrictions = controllerSettings(root).get('workflowrestrictions')?.value
  const entry = pairs(restrictions).findLast((one) => keyOf(one)?.toLowerCase() === 'templatereferencing')
  return scalar(entry?.value ?? get(restrictions, 'templateReferencing'))
}

/** The only two values that restrict anything: Argo compares them letter by letter (config/config.go). */
export function restricts(value: Scalar | undefined): boolean {
  return value?.value === 'Strict' || value?.value === 'Secure'
}

/** Whether some controller among the files takes workflows from templates only; nothing when no file says it. */
export function isRestricted(project: Project): boolean | undefined {
  const all = project.configs
  return all.length === 0 ? undefined : all.some((config) => restricts(templateReferencing(config)))
}

/** The controller configurations among the files, when each of them takes workflows from templates only. */
export function restricting(project: Project): readonly Manifest[] {
  const all = project.configs
  return all.every((config) => restricts(templateReferencing(config))) ? all : []
}
