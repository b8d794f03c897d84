import { isGenerating, textsOf } from './argo/kustomize/generated.ts'
import { isKustomizationFile } from './argo/kustomize/kustomization.ts'
import { read } from './read.ts'
import type { File } from './yaml/file.ts'

/**
 * The paths of files that kustomizations among these put into ConfigMaps, and that are not among them: Kustomize asks
 * for no ending, so nobody who looks for manifests comes to them. They may not exist.
 */
export function dataPaths(files: readonly File[]): ReadonlySet<string> {
  const known = new Set(files.map(({ path }) => path))
  const found = new Set<string>()
  for (const file of files) {
    if (!isKustomizationFile(file.path) || !file.text.includes('onfigMapGenerator')) continue
    for (const manifest of read(file).manifests.filter(isGenerating))
      for (const path of textsOf(manifest)) if (!known.has(path)) found.add(path)
  }
  return found
}
