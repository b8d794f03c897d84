import type { Refusal } from '../../yaml/edit.ts'
import { bool, get } from '../../yaml/query.ts'
import { isControllerConfig } from '../controller-config.ts'
import type { Manifest } from '../manifest.ts'
import type { Chosen, Project } from '../project.ts'
import { homeOf } from './account.ts'
import { dangersOf } from './strong.ts'
import { told } from './trail.ts'

/**
 * The ServiceAccount that the user has chosen for pods of a manifest, or why they must not have it; nothing where none
 * is chosen. That it is there, with what it needs, is what the user says by it.
 */
export function chosenAccount(
  key: keyof Chosen,
  manifest: Manifest,
  project: Project,
): { readonly name: string } | Refusal | undefined {
  const name = project.chosen[key]
  if (name === undefined) return undefined
  const which = `\`${name}\`, which \`fix.${key}\` chooses,`
  if (isControllerConfig(manifest.root))
    return { refused: `These are defaults for workflows of every namespace, and ${which} may not be in each` }
  const dangers = dangersOf({ name, namespace: homeOf(manifest), from: manifest }, project)
  if (dangers.length > 0)
    return { refused: `The ServiceAccount ${which} may ${told(dangers)}: choose one that may only report results` }
  const account = project.find('ServiceAccount', name, homeOf(manifest))
  if (key === 'serviceAccountName' && bool(get(account?.root, 'automountServiceAccountToken')) === false)
    return { refused: `The ServiceAccount ${which} withholds its token, without which Argo's executor fails` }
  return { name }
}
