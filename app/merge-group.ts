import { defaults } from '../src/config.ts'
import { tree as treeOf } from '../src/github/base.ts'
import { beginCheck, completeCheck } from '../src/github/check.ts'
import { Refused, type Repository } from '../src/github/client.ts'
import { begunOn, type Differing, differing, mostCompared } from '../src/github/compare.ts'
import { defaultBranch } from '../src/github/default-branch.ts'
import { textsAt } from '../src/github/texts.ts'
import { configPaths } from '../src/source/config.ts'
import { reaches, type Read } from '../src/source/read.ts'
import { configOf, type Settings } from './config.ts'
import type { Context } from './context.ts'
import { elsewhere } from './elsewhere.ts'
import { isAbout, jobOf } from './job.ts'
import { judged } from './judged.ts'
import type { Task } from './task.ts'
import type { Change, Verdict } from './verdict.ts'
import { dataOf, untold } from './whole.ts'

/**
 * Judges what a group of a merge queue would merge: a check that is required must say something of the group's own
 * commit, or the queue waits for ever. No remarks are made: the pull requests have theirs. 4 requests where no manifest
 * differs; else 7, and 2 for each further 50 that do; where
 * the group calls templates of libraries or is of one that has tags, what `readWhole` asks for too.
 *
 * @throws Refused
 */
export async function perform(
  { head, base, again }: Extract<Task, { kind: 'merge-group' }>,
  context: Context,
): Promise<void> {
  const { repository, app, site } = context
  const changes = await changesOf(repository, base, head)
  if (!changes) return
  const usual = jobOf({ base })
  const job = again === undefined ? usual : `${usual}/for/${again}`
  const mine = (await begunOn(repository, head, app.id)).filter((one) => isAbout(one.job, usual))
  const left = mine.find(({ isCompleted }) => !isCompleted)
  if (!left && mine.some((one) => one.job === job)) return
  const { run, annotations } = left ?? { run: await beginCheck(repository, head, job), annotations: 0 }
  const tree = `${site}/${repository.owner}/${repository.repo}/blob/${head}`
  const found = await judge(changes, { head, base, tree }, context)
  await completeCheck(repository, run, found.check, [], annotations)
}

interface Changes {
  readonly manifests: readonly Differing[]
  readonly notes: readonly string[]
}

/** Nothing when the group is gone. */
async function changesOf(repository: Repository, base: string, head: string): Promise<Changes | undefined> {
  const listed = await differing(repository, base, head)
  if (!listed) return undefined
  const all = listed.length < mostCompared ? listed : await allDiffering(repository, base, head)
  return {
    manifests: (all ?? listed).filter((one) => isManifest(one.head) || isManifest(one.base)),
    notes: all
      ? []
      : [`GitHub lists only the first ${mostCompared} files of a merge group; the others were not looked at.`],
  }
}

function isManifest(path: string | undefined): boolean {
  return path !== undefined && reaches('', path)
}

/** Nothing when the commits have more files than GitHub lists. */
async function allDiffering(repository: Repository, base: string, head: string): Promise<Differing[] | undefined> {
  try {
    const [before, after] = [await treeOf(repository, base), await treeOf(repository, head)]
    const old = new Map(before.map(({ path, id }) => [path, id]))
    const now = new Map(after.map(({ path, id }) => [path, id]))
    const paths = new Set([...old.keys(), ...now.keys()])
    return [...paths].flatMap((path) => {
      if (old.get(path) === now.get(path)) return []
      return { head: now.has(path) ? path : undefined, base: old.has(path) ? path : undefined }
    })
  } catch (error) {
    if (error instanceof Refused) return undefined
    throw error
  }
}

async function judge(
  { manifests, notes }: Changes,
  { head, base, tree }: { readonly head: string; readonly base: string; readonly tree: string },
  context: Context,
): Promise<Verdict> {
  const { repository } = context
  const { config, notes: more } = await settings(manifests.length > 0, context)
  const now = await readAll(
    repository,
    head,
    manifests.flatMap((one) => one.head ?? []),
  )
  const old = await readAll(
    repository,
    base,
    manifests.flatMap((one) => one.base ?? []),
  )
  const touched = new Set(manifests.map((one) => one.head))
  const others = await elsewhere(repository, head, [...now.files, ...old.files], touched)
  const [after, before] = [
    [...now.files, ...others.files],
    [...old.files, ...others.files],
  ]
  const change: Change = {
    head: { files: [...after, ...(await dataOf(repository, async () => head, after))], unread: now.unread },
    base: { files: [...before, ...(await dataOf(repository, async () => base, before))], unread: old.unread },
    config,
    notes: [...more, ...notes, ...others.notes],
    isPartial: notes.length + others.notes.length > 0,
    // What the comparison does not list was judged with its pull request.
    isCut: false,
    tree,
  }
  return judged(change, context.signal)
}

/** Where nothing is judged, no config is needed. */
async function settings(isJudged: boolean, context: Context): Promise<Settings> {
  if (!isJudged) return { config: defaults, notes: [] }
  const branch = await defaultBranch(context.repository, configPaths)
  return configOf(branch?.texts ?? new Map(), context)
}

async function readAll(repository: Repository, commit: string, paths: readonly string[]): Promise<Read> {
  const wanted = paths.filter((path) => reaches('', path))
  const texts = await textsAt(repository, commit, wanted)
  return {
    files: wanted.flatMap((path) => {
      const text = texts.get(path)
      return text === undefined ? [] : [{ path, text }]
    }),
    unread: wanted.filter((path) => !texts.has(path)).map(untold),
  }
}
