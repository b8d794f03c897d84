import type { Manifest } from '../manifest.ts'
import type { Project } from '../project.ts'
import type { Template } from '../template.ts'
import { strongUses } from './strong.ts'
import { told } from './trail.ts'

/**
 * The dangerous rights that the pods of a template have, as a sentence that begins with a blank; nothing where none are
 * known. Without a template, those of any pod of the manifest.
 */
export function mightOf(template: Template | undefined, manifest: Manifest, project: Project): string {
  const strong = strongUses(manifest, project).find(
    ({ use: { by, pods } }) => by === 'pods' && (!template || pods.some((pod) => pod.template === template)),
  )
  return strong ? ` The pod runs as \`${strong.use.account.name}\`, which may ${told(strong.dangers)}.` : ''
}
