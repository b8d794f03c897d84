import { createHash } from 'node:crypto'

/** A file of a tree, as git stores it: `100644`, `100755`, `120000` for a symbolic link, `160000` for a submodule. */
export interface Entry {
  readonly mode: string
  readonly id: string
}

/** Every file of a commit by its path; folders are implied. */
export type Files = ReadonlyMap<string, Entry>

export interface Commit {
  readonly id: string
  readonly tree: string
  readonly parents: readonly string[]
  readonly message: string
  readonly author: string
  /** Signed by GitHub, as what `createCommitOnBranch` makes. */
  readonly verified: boolean
  readonly date: string
}

export interface Tree {
  readonly id: string
  readonly entries: readonly (Entry & { readonly name: string })[]
}

/** An object store that a repository and its forks share. All ids are git's own SHA-1. */
export interface Objects {
  readonly blobs: Map<string, Uint8Array>
  readonly trees: Map<string, Tree>
  readonly commits: Map<string, Commit>
}

/** What a change does to a path: new text or bytes, nothing to delete it, or an entry of another kind. */
export type Change =
  | string
  | Uint8Array
  | null
  | { readonly text: string; readonly mode?: string }
  | { readonly link: string }
  | { readonly submodule: string }
export type Changes = Readonly<Record<string, Change>>

export function newObjects(): Objects {
  return { blobs: new Map(), trees: new Map(), commits: new Map() }
}

function writeBlob({ blobs }: Objects, content: string | Uint8Array): string {
  const bytes = Buffer.from(content)
  const id = hash('blob', bytes)
  blobs.set(id, bytes)
  return id
}

/** The bytes of a blob; they may be of a stale copy, whose buffers are plain arrays. */
export function readBlob({ blobs }: Objects, id: string): Buffer | undefined {
  const bytes = blobs.get(id)
  return bytes && Buffer.from(bytes)
}

export function writeTree(objects: Objects, files: Files): string {
  const folders = new Map<string, Map<string, Entry>>()
  const entries: { name: string; mode: string; id: string }[] = []
  for (const [path, entry] of files) {
    const [name = '', ...rest] = path.split('/')
    if (rest.length === 0) entries.push({ name, ...entry })
    else folders.set(name, (folders.get(name) ?? new Map<string, Entry>()).set(rest.join('/'), entry))
  }
  for (const [name, inner] of folders) entries.push({ name, mode: '40000', id: writeTree(objects, inner) })
  // git compares folders as if their names ended in a slash.
  entries.sort((a, b) => Buffer.compare(Buffer.from(sortKey(a)), Buffer.from(sortKey(b))))
  const parts = entries.flatMap(({ mode, name, id }) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')])
  const id = hash('tree', Buffer.concat(parts))
  objects.trees.set(id, { id, entries })
  return id
}

function sortKey({ name, mode }: { name: string; mode: string }): string {
  return mode === '40000' ? `${name}/` : name
}

/** Every file of a tree, folders walked. */
export function readTree(objects: Objects, id: string): Files {
  const found = new Map<string, Entry>()
  for (const { name, mode, id: child } of objects.trees.get(id)?.entries ?? []) {
    if (mode !== '40000') found.set(name, { mode, id: child })
    else for (const [path, entry] of readTree(objects, child)) found.set(`${name}/${path}`, entry)
  }
  return found
}

export function writeCommit(objects: Objects, commit: Omit<Commit, 'id'>): string {
  const seconds = Math.floor(Date.parse(commit.date) / 1000)
  const person = `${commit.author} <${commit.author}@users.noreply.github.com> ${seconds} +0000`
  const parents = commit.parents.map((parent) => `parent ${parent}\n`).join('')
  const text = `tree ${commit.tree}\n${parents}author ${person}\ncommitter ${person}\n\n${commit.message}\n`
  const id = hash('commit', Buffer.from(text))
  objects.commits.set(id, { ...commit, id })
  return id
}

/** The files of a commit. */
export function filesOf(objects: Objects, commit: string): Files {
  const found = objects.commits.get(commit)
  return found ? readTree(objects, found.tree) : new Map<string, Entry>()
}

/** Files with changes applied to them. */
export function change(objects: Objects, files: Files, changes: Changes): Files {
  const changed = new Map(files)
  for (const [path, to] of Object.entries(changes)) {
    if (to === null) changed.delete(path)
    else if (typeof to === 'string' || to instanceof Uint8Array) {
      changed.set(path, { mode: changed.get(path)?.mode ?? '100644', id: writeBlob(objects, to) })
    } else if ('link' in to) changed.set(path, { mode: '120000', id: writeBlob(objects, to.link) })
    else if ('submodule' in to) changed.set(path, { mode: '160000', id: to.submodule })
    else changed.set(path, { mode: to.mode ?? '100644', id: writeBlob(objects, to.text) })
  }
  return changed
}

function hash(type: string, bytes: Uint8Array): string {
  return createHash('sha1').update(`${type} ${bytes.length}\0`).update(bytes).digest('hex')
}
