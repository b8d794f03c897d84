import { calls } from '../src/argo/reference.ts'
import { project } from '../src/argo/project.ts'
import { read } from '../src/read.ts'
import type { File } from '../src/yaml/file.ts'

/** Whether some manifest calls a template that stands in none of the files: then the others have to be looked at. */
export function refersElsewhere(files: readonly File[]): boolean {
  const manifests = files.filter(({ text }) => /emplateRef/.test(text)).flatMap((file) => read(file).manifests)
  if (manifests.length === 0) return false
  const all = project(
    files.flatMap((file) => read(file).manifests),
    {},
  )
  return manifests.some((manifest) => [...calls(manifest, all)].some(({ to }) => to === undefined))
}
