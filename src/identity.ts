import type { Manifest } from './argo/manifest.ts'
import { unknown } from './yaml/template.ts'

/** What tells a manifest apart from others, whichever file it stands in. A name that is put in later is not known. */
export function identity({ kind, namespace, name, parent }: Manifest): string {
  return `${parent ? `${identity(parent)}>` : ''}${kind}/${namespace ?? ''}/${name.includes(unknown) ? unknown : name}`
}

/** What tells a manifest apart from others of its name in other files. */
export function whereabouts(manifest: Manifest): string {
  return `${manifest.file.path}|${identity(manifest)}`
}
