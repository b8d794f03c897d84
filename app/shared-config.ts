import { sharedTexts } from '../src/github/config.ts'
import { configAmong, configPaths } from '../src/source/config.ts'
import type { File } from '../src/yaml/file.ts'
import type { Context } from './context.ts'

/** A config file that several repositories share. */
export interface Shared {
  readonly repo: string
  /** Nothing for the first of the usual places that has one. */
  readonly path?: string
}

interface Kept {
  /** Milliseconds of the Unix epoch. */
  readonly until: number
  readonly file: Promise<File | undefined>
}

const lifetime = 10 * 60_000
/** Of an installation that has more of them, the oldest is asked for again. */
const most = 1000
const kept = new Map<string, Kept>()

/**
 * A config file of another repository of the same owner; its path is `owner/repo:path`. 1 request in 10 minutes.
 *
 * @returns nothing when there is none, or the App may not read it
 * @throws Refused when GitHub could not answer, and did not before
 */
export async function sharedConfig(shared: Shared, context: Context): Promise<File | undefined> {
  const { installation, repository } = context
  const name = `${repository.owner}/${shared.repo}`
  const key = `${installation}/${name.toLowerCase()}:${shared.path ?? ''}`
  const known = kept.get(key)
  if (known && known.until > Date.now()) return known.file
  const file = read(shared, name, context)
  kept.delete(key)
  kept.set(key, { until: Date.now() + lifetime, file })
  for (const oldest of kept.keys()) if (kept.size > most) kept.delete(oldest)
  try {
    return await file
  } catch (error) {
    kept.delete(key)
    const before = known && (await known.file.catch(() => undefined))
    if (before) return before
    throw error
  }
}

async function read({ repo, path }: Shared, name: string, context: Context): Promise<File | undefined> {
  const { repository, around } = context
  const client = around ? await around() : repository.client
  const texts = await sharedTexts({ ...repository, client, repo }, path === undefined ? configPaths : [path])
  const files = [...(texts ?? [])].map(([at, text]) => ({ path: at, text }))
  const file = path === undefined ? configAmong(files) : files[0]
  return file && { path: `${name}:${file.path}`, text: file.text }
}
