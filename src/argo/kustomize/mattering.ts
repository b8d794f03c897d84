import type { File } from '../../yaml/file.ts'
import { mayHoldManifests } from '../manifest.ts'
import { resolved } from './kustomization.ts'

/**
 * Those of some files of kustomizations that may say something about manifests: they are found by a look at their
 * texts, since most repositories have many that have nothing to do with Argo.
 *
 * @param held the paths of the files in which the manifests are
 */
export function mattering(kustomizations: readonly File[], held: Iterable<string>): readonly File[] {
  const folders = new Set<string>()
  for (const path of held) addAbove(path, folders)
  const found = new Set<File>()
  const waiting = new Map<string, File[]>()
  for (const file of kustomizations) {
    if (folders.has(folderOf(file)) || mayHoldManifests(file.text)) found.add(file)
    for (const folder of outside(file)) {
      if (folders.has(folder)) found.add(file)
      const others = waiting.get(folder)
      if (others) others.push(file)
      else waiting.set(folder, [file])
    }
  }
  // A set also yields what is added while it is walked.
  for (const file of found) for (const other of waiting.get(folderOf(file)) ?? []) found.add(other)
  return kustomizations.filter((file) => found.has(file))
}

function folderOf({ path }: File): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

/** The folders in which a file is, up to the topmost, and itself. */
function addAbove(path: string, folders: Set<string>): void {
  for (let at = path; !folders.has(at); at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) folders.add(at)
}

/** Where the paths lead to that leave the folder of a kustomization. */
function outside(file: File): readonly string[] {
  if (!file.text.includes('..')) return []
  const paths = file.text.match(/\.\.(?:\/[^\s"',\]}#]*)?/g) ?? []
  return [...new Set(paths)].flatMap((path) => resolved(folderOf(file), path) ?? [])
}
