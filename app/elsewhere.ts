import type { Manifest } from '../src/argo/manifest.ts'
import { TooManyFiles } from '../src/github/base.ts'
import type { Repository } from '../src/github/client.ts'
import { read } from '../src/read.ts'
import type { File } from '../src/yaml/file.ts'
import { readWhole, type Whole } from './whole.ts'

/**
 * The manifests that a change leaves as they are, where what is found in those that it changes may hang on them.
 * Otherwise nothing is asked for.
 *
 * @param changed what the change makes, and what was there before
 * @param touched the paths of all that it changes
 * @throws Refused
 */
export async function elsewhere(
  repository: Repository,
  commit: string,
  changed: readonly File[],
  touched: ReadonlySet<string | undefined>,
): Promise<Pick<Whole, 'files' | 'notes'>> {
  if (!changed.some(needsOthers)) return { files: [], notes: [] }
  try {
    return await readWhole(repository, commit, (path) => !touched.has(path))
  } catch (error) {
    if (!(error instanceof TooManyFiles)) throw error
    return {
      files: [],
      notes: [`${error.message} What this change has to do with files that it leaves as they are is not known.`],
    }
  }
}

/**
 * Whoever names a library by `templateRef` or `workflowTemplateRef` decides what the library's tags hold, so each end has
 * to be seen with the other. That both are in the change does not do: another folder may have a nearer one of that name.
 */
function needsOthers(file: File): boolean {
  return /emplateRef|WorkflowTemplate/.test(file.text) && read(file).manifests.some(isAnEnd)
}

function isAnEnd({ kind, root, file }: Manifest): boolean {
  if (root.mayHave('templateRef') || root.mayHave('workflowTemplateRef')) return true
  return kind.endsWith('WorkflowTemplate') && file.text.includes('{{')
}
