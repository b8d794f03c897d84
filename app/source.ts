import { isIncluded } from '../src/analyze.ts'
import { Refused } from '../src/github/client.ts'
import { defaultBranch } from '../src/github/default-branch.ts'
import { configPaths } from '../src/source/config.ts'
import { configOf } from './config.ts'
import type { Context } from './context.ts'
import type { Source } from './plan.ts'
import { readChange } from './reading.ts'
import { readWhole } from './whole.ts'

/**
 * Reads a pull request, or the default branch.
 *
 * @throws Refused | Later
 */
export async function readSource(pull: number | undefined, context: Context): Promise<Source> {
  const { repository, app } = context
  if (pull === undefined) {
    const { name: branch, head, texts } = (await defaultBranch(repository, configPaths)) ?? empty()
    const { config } = await configOf(texts, context)
    const { files } = await readWhole(repository, head, (path) => isIncluded(path, config))
    return { branch, head, isFork: false, isOver: false, files, config }
  }
  const { pull: it, head: now, base } = await readChange(repository, pull, app.id)
  const { config } = await configOf(it.settings, context)
  const { headBranch: branch, head, isFork } = it
  return { pull, branch, head, isFork, isOver: it.state !== 'OPEN', files: now.files, before: base.files, config }
}

function empty(): never {
  throw new Refused('The repository is empty.')
}
