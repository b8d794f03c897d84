import { isUnknown } from '../embedded.ts'
import { sharedFolders } from '../folder.ts'
import type { Manifest } from '../manifest.ts'

/** A namespace as far as it is known: Kustomize and `kubectl -n` fill in what is absent, Helm what is put in later. */
export function namespaceOf(written: string | undefined): string | undefined {
  return written === undefined || written === '' || isUnknown(written) ? undefined : written
}

/** Whether two may be the same: what is not known may be any. */
export function mayBe(one: string | undefined, other: string | undefined): boolean {
  return one === other || one === undefined || other === undefined
}

/**
 * Of things with one name, those that belong to the place that asks. Two folders that define the same are two
 * environments: what lies nearest counts, and a namespace that is known before one that may be any.
 */
export function nearest<Thing extends { readonly manifest: Manifest; readonly namespace?: string | undefined }>(
  things: readonly Thing[],
  namespace: string | undefined,
  from: Manifest,
): readonly Thing[] {
  const possible = things.filter((thing) => mayBe(thing.namespace, namespace))
  if (possible.length < 2) return possible
  const exact = possible.filter((thing) => thing.namespace === namespace)
  const left = exact.length > 0 ? exact : possible
  const steps = left.map(({ manifest }) => sharedFolders(manifest.file.path, from.file.path))
  const most = steps.reduce((one, other) => Math.max(one, other), 0)
  return left.filter((_, index) => steps[index] === most)
}
