import { isKustomizationFile } from './argo/kustomize/kustomization.ts'
import { isAboutArgo, type Manifest, manifests, mayHoldManifests, type UnreadPart } from './argo/manifest.ts'
import type { Unread } from './finding.ts'
import { type Document, documents } from './yaml/document.ts'
import { type File, position } from './yaml/file.ts'
import { once } from './yaml/once.ts'

/** What stands in files: objects, and documents that could not be read. */
export interface Reading {
  readonly manifests: readonly Manifest[]
  /** The documents that may hold objects, in the order of the file. */
  readonly documents: readonly Document[]
  readonly unread: readonly Unread[]
}

/** The objects of a file. A file is a value, so it is read once. */
export const read = once((file: File): Reading => (file.isData ? nothing : readDocuments(file)))

const nothing: Reading = { manifests: [], documents: [], unread: [] }

function readDocuments(file: File): Reading {
  const found: Manifest[] = []
  const looked: Document[] = []
  const parts: UnreadPart[] = []
  for (const document of documents(file, isKustomizationFile(file.path) ? undefined : mayHoldManifests)) {
    looked.push(document)
    // A role of some other program's chart is nobody's business here.
    if (document.problem && isAboutArgo(file.text.slice(document.start, document.end))) parts.push(document.problem)
    found.push(...manifests(file, document, parts))
  }
  const unread = parts.map(({ offset, reason }) => ({ path: file.path, line: position(file, offset).line, reason }))
  return { manifests: found, documents: looked, unread }
}
