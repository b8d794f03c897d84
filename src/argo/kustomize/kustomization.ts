import type { Node, Scalar } from '../../yaml/node.ts'
import { get, isNull, items, scalar, text } from '../../yaml/query.ts'
import type { Manifest } from '../manifest.ts'
import { namespaceOf } from '../rbac/near.ts'

/** What Kustomize builds from: what it takes in, and the namespace that it gives to all of it. */
export interface Kustomization {
  readonly manifest: Manifest
  /** The folder of its file, which others name to take it in; empty for the topmost. */
  readonly folder: string
  /** Nothing when it gives none. It overrides the one that an object says (Kustomize, "namespace"). */
  readonly gives: Given | undefined
  /** Paths of files and folders among its fields, whether they exist or not. */
  readonly takes: readonly string[]
  /** Those of files that patch what it takes in. */
  readonly patches: ReadonlySet<string>
  /** What it changes of images, by their names. */
  readonly images: ReadonlyMap<string, ImageChange>
}

/** An image that a kustomization gives another tag or name (Kustomize, "images"). */
export interface ImageChange {
  /** As manifests write it, without tag and digest. */
  readonly name: string
  /** Nothing when it stays. */
  readonly newName: string | undefined
  readonly newTag: Scalar | undefined
  readonly digest: Scalar | undefined
}

export interface Given {
  /** Nothing when it is filled in later. */
  readonly namespace: string | undefined
}

/** Whether Kustomize looks for a file of this name: then it needs no `kind`. */
export function isKustomizationFile(path: string): boolean {
  return path.endsWith('ustomization.yaml') || path.endsWith('ustomization.yml') || path.endsWith('ustomization')
    ? names.test(path)
    : false
}

const names = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/

/** Nothing for other objects, those of Flux among them that are called so too. */
export function kustomizationOf(manifest: Manifest): Kustomization | undefined {
  const { kind, root, file, parent } = manifest
  if ((kind !== 'Kustomization' && kind !== 'Component') || parent) return undefined
  if (!(text(get(root, 'apiVersion')) ?? own).startsWith(own)) return undefined
  const folder = file.path.slice(0, Math.max(0, file.path.lastIndexOf('/')))
  const namespace = text(get(root, 'namespace'))
  const patches = patchesOf(root).flatMap((path) => resolved(folder, path) ?? [])
  return {
    manifest,
    folder,
    gives: namespace === undefined ? undefined : { namespace: namespaceOf(namespace) },
    takes: [...resourcesOf(root).flatMap((path) => resolved(folder, path) ?? []), ...patches],
    patches: new Set(patches),
    images: imageChanges(root),
  }
}

const own = 'kustomize.config.k8s.io/'

/** The images that a kustomization changes, wherever they are. */
function imageChanges(root: Node): ReadonlyMap<string, ImageChange> {
  const changes = items(get(root, 'images')).map((item) => ({
    name: text(get(item, 'name')) ?? '',
    newName: given(item, 'newName')?.value,
    newTag: given(item, 'newTag'),
    digest: given(item, 'digest'),
  }))
  return new Map(changes.map((change) => [change.name, change]))
}

function given(item: Node, key: string): Scalar | undefined {
  const leaf = scalar(get(item, key))
  return leaf && !isNull(leaf) && leaf.value !== '' ? leaf : undefined
}

function resourcesOf(root: Node): readonly string[] {
  const listed = ['resources', 'bases', 'components'].flatMap((field) => items(get(root, field)))
  const files = items(get(root, 'configMapGenerator')).flatMap((generator) => items(get(generator, 'files')))
  return [...listed.map((item) => text(item) ?? ''), ...files.map((item) => fileOf(text(item) ?? '').path)]
}

function patchesOf(root: Node): readonly string[] {
  const all = [...items(get(root, 'patches')), ...items(get(root, 'patchesJson6902'))]
  const named = all.map((patch) => get(patch, 'path'))
  return [...named, ...items(get(root, 'patchesStrategicMerge'))].map((item) => text(item) ?? '')
}

/** An entry of `files`: `key=path`, or a path whose last part is the key. */
export function fileOf(entry: string): { readonly key: string; readonly path: string } {
  const equals = entry.indexOf('=')
  const path = entry.slice(equals + 1)
  return { key: equals > 0 ? entry.slice(0, equals) : path.slice(path.lastIndexOf('/') + 1), path }
}

/** A path as the files have it; nothing for one that leads out of them, is an address, or a patch that is written out. */
export function resolved(folder: string, path: string): string | undefined {
  if (path === '' || path.startsWith('/') || /:\/\/|[?\n]/.test(path)) return undefined
  const parts = folder === '' ? [] : folder.split('/')
  for (const part of path.split('/')) {
    if (part === '..') {
      if ([undefined, '..'].includes(parts.pop())) return undefined
    } else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}
