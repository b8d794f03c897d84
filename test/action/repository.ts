import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'

/** Texts by path; null deletes, and `{ link }` makes a symbolic link. */
export type Changes = Readonly<Record<string, string | null | { readonly link: string }>>

/** A repository as GitHub holds it while a pull request is open, and the commits of that. */
export interface Origin {
  readonly folder: string
  /** Where the pull request left the target branch. */
  readonly fork: string
  /** The tip of the target branch. */
  readonly base: string
  readonly head: string
  /** What GitHub merges to try it: its parents are base and head. */
  readonly merge: string
}

const root = realpathSync(mkdtempSync(join(tmpdir(), 'lynceus-action-')))
afterAll(() => rmSync(root, { recursive: true, force: true }))

export function temporary(): string {
  return mkdtempSync(join(root, 'folder-'))
}

/** One commit on main with `before`, one of a pull request with `change`, then one more on main with `upstream`. */
export function pullRequest(before: Changes, change: Changes, upstream: Changes = {}): Origin {
  const folder = temporary()
  git(folder, 'init', '-q', '-b', 'main')
  // As on GitHub, any commit that is reachable may be fetched by its id, with a filter.
  for (const name of ['allowAnySHA1InWant', 'allowFilter']) git(folder, 'config', `uploadpack.${name}`, 'true')
  const fork = commit(folder, before)
  git(folder, 'checkout', '-q', '--detach')
  const head = commit(folder, change)
  git(folder, 'checkout', '-q', 'main')
  const base = Object.keys(upstream).length > 0 ? commit(folder, upstream) : fork
  const tree = git(folder, 'merge-tree', '--write-tree', base, head)
  const merge = git(folder, 'commit-tree', tree, '-p', base, '-p', head, '-m', 'Merge')
  git(folder, 'update-ref', 'refs/pull/1/head', head)
  git(folder, 'update-ref', 'refs/pull/1/merge', merge)
  return { folder, fork, base, head, merge }
}

/** What `actions/checkout` leaves in a workspace: one commit, detached. A `depth` of 0 brings all history. */
export function checkout(origin: Origin, commit: 'merge' | 'head' | 'base' | 'fork' = 'merge', depth = 1): string {
  const workspace = temporary()
  const history = depth === 0 ? ['refs/heads/*:refs/remotes/origin/*'] : [`--depth=${depth}`]
  git(workspace, 'init', '-q')
  git(workspace, 'fetch', '-q', '--no-tags', `file://${origin.folder}`, origin[commit], ...history)
  git(workspace, 'checkout', '-q', '--detach', origin[commit])
  return workspace
}

/** What it leaves with its input `sparse-checkout`: one commit without the contents of what is outside of a folder. */
export function sparseCheckout(origin: Origin, folder: string): string {
  const workspace = temporary()
  git(workspace, 'init', '-q')
  git(workspace, 'remote', 'add', 'origin', `file://${origin.folder}`)
  git(workspace, 'sparse-checkout', 'set', folder)
  git(workspace, 'fetch', '-q', '--no-tags', '--depth=1', '--filter=blob:none', 'origin', origin.merge)
  git(workspace, 'checkout', '-q', '--detach', origin.merge)
  return workspace
}

/** Runs git with no configuration but its own, and gives what it prints. */
export function git(folder: string, ...args: string[]): string {
  return gitBytes(folder, ...args)
    .toString('utf8')
    .trimEnd()
}

export function gitBytes(folder: string, ...args: string[]): Buffer {
  return execFileSync('git', ['-C', folder, ...args], { env: gitEnv, maxBuffer: 2 ** 26 })
}

const person = { NAME: 'A', EMAIL: 'a@example.org', DATE: '2026-11-23T12:00:00Z' }
const gitEnv = {
  PATH: process.env['PATH'],
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  ...Object.fromEntries(Object.entries(person).map(([key, value]) => [`GIT_AUTHOR_${key}`, value])),
  ...Object.fromEntries(Object.entries(person).map(([key, value]) => [`GIT_COMMITTER_${key}`, value])),
}

export function write(folder: string, changes: Changes): void {
  for (const [path, change] of Object.entries(changes)) {
    const place = join(folder, path)
    rmSync(place, { force: true, recursive: true })
    if (change === null) continue
    mkdirSync(dirname(place), { recursive: true })
    if (typeof change === 'string') writeFileSync(place, change)
    else symlinkSync(change.link, place)
  }
}

function commit(folder: string, changes: Changes): string {
  write(folder, changes)
  git(folder, 'add', '-A')
  git(folder, 'commit', '-q', '--allow-empty', '-m', 'Change')
  return git(folder, 'rev-parse', 'HEAD')
}
