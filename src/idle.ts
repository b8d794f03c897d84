import { isUnknown } from './argo/embedded.ts'
import { type Ignore, ignores } from './argo/ignore.ts'
import type { Manifest } from './argo/manifest.ts'

/**
 * The ignores of manifests that silenced nothing, though all rules that they name were asked, each with the outermost
 * manifest that holds it.
 *
 * @param busy those that silenced something
 * @param asked by their ids
 */
export function idle(
  manifests: readonly Manifest[],
  busy: ReadonlySet<Ignore>,
  asked: ReadonlySet<string>,
): readonly { readonly ignore: Ignore; readonly manifest: Manifest }[] {
  const seen = new Set(busy)
  return manifests.flatMap((manifest) =>
    ignores(manifest).flatMap((ignore) => {
      const { rules } = ignore
      if (seen.has(ignore) || rules.length === 0 || !rules.every((id) => asked.has(id) && !isUnknown(id))) return []
      seen.add(ignore)
      return { ignore, manifest }
    }),
  )
}
