import type { Node } from '../../yaml/node.ts'
import { get, items, text } from '../../yaml/query.ts'
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
  }
}

const own = 'kustomize.config.k8s.io/'

function resourcesOf(root: Node): readonly string[] {
  const listed = ['resources', 'bases', 'components'].flatMap((field) => items(get(root, field)))
  const files = items(get(root, 'configMapGenerator')).flatMap((generator) => items(get(generator, 'files')))
  return [...listed.map((item) => text(item) ?? ''), ...files.map((item) => fileOf(text(item) ?? '').path)]
}

function patchesOf(root: Node): readonly string[] {
  const named = items(get(root, 'patches')).map((patch) => get(patch, 'path'))
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
      if (parts.pop() === undefined) return undefined
    } else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}
