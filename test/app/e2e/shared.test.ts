import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { PullHandle } from '../../github/loopback/handles/pull.ts'
import type { RepositoryHandle } from '../../github/loopback/handles/repository.ts'
import { privileged, secure } from '../fixing.ts'
import { keepOpen } from '../harness.ts'
import { holdToContract, lastCheck, openStage, type Stage } from './stage.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let at: Stage
beforeAll(async () => {
  at = await openStage()
  keepOpen()
})
holdToContract(() => at.github)

/** A pull request brings something bad into `main`; another has the same commits, of which `next` has them already. */
interface Twins {
  readonly repo: RepositoryHandle
  readonly bad: PullHandle
  readonly good: PullHandle
  /** What GitHub takes for the result of both. */
  readonly counts: () => { readonly conclusion: string | null; readonly title: string | null; readonly summary: string }
}

interface Given {
  readonly isFork?: boolean
  readonly isBadLast?: boolean
  readonly between?: () => Promise<void>
}

async function twins(name: string, { isFork = false, isBadLast = false, between }: Given = {}): Promise<Twins> {
  const repo = at.repository(name, { 'build.yaml': secure() })
  const next = repo.push('next', { 'build.yaml': privileged })
  const from = isFork ? { from: repo.fork('mallory'), by: 'mallory' } : {}
  const files = { 'notes.txt': 'x' }
  ;(from.from ?? repo).push('change', files, { from: next })
  const bases = isBadLast ? ['next', 'main'] : ['main', 'next']
  const pulls: PullHandle[] = []
  for (const base of bases) {
    pulls.push(repo.pull({ ...from, branch: 'change', base, files }))
    await between?.()
  }
  const [first, second] = pulls as [PullHandle, PullHandle]
  expect(first.head).toBe(second.head)
  const [bad, good] = isBadLast ? [second, first] : [first, second]
  return {
    ...{ repo, bad, good },
    counts() {
      const { conclusion, title, summary } = lastCheck(repo, bad.head).state
      return { conclusion, title, summary: summary ?? '' }
    },
  }
}

const found = '1 finding (1 high) in 1 manifest of 1 file'

/** The words that say for whom a result speaks. */
function speaksFor({ bad, good }: Twins): string {
  const [first, second] = [bad.number, good.number].toSorted((a, b) => a - b)
  return `This result speaks for #${first} and #${second}, which have the same newest commit`
}

describe('two pull requests with the same head', () => {
  test('the newer result does not hide the older one, until that is closed; opened again, it counts again', async () => {
    const set = await twins('older', { between: () => at.app.idle() })
    await at.app.idle()
    const { repo, bad, good, counts } = set
    repo.comment(good.number, '/lynceus review', 'ada')
    await at.app.idle()
    expect(lastCheck(repo, bad.head).state.externalId).toContain(`pr/${good.number}`)
    expect(counts()).toMatchObject({ conclusion: 'failure', title: `#${bad.number}: ${found}` })
    expect(counts().summary).toContain(speaksFor(set))
    expect(counts().summary).toContain(`> - #${bad.number}: failure, [`)
    expect(counts().summary).toContain(`> - #${good.number}: success, [`)
    expect(counts().summary).toContain(`What follows was found in #${good.number}.`)
    bad.close()
    await at.app.idle()
    expect(counts()).toMatchObject({ conclusion: 'success', title: expect.not.stringContaining('#') as string })
    expect(counts().summary).not.toContain('speaks for')
    bad.reopen()
    await at.app.idle()
    expect(counts().conclusion).toBe('failure')
    expect(counts().summary).toContain(speaksFor(set))
  })

  test('of which the one with the newer result is closed: that does not count any more', async () => {
    const set = await twins('newer', { isBadLast: true, between: () => at.app.idle() })
    await at.app.idle()
    expect(set.counts()).toMatchObject({ conclusion: 'failure', title: found })
    expect(set.counts().summary).toContain(speaksFor(set))
    set.bad.close()
    await at.app.idle()
    expect(set.counts().conclusion).toBe('success')
    expect(set.counts().summary).toContain(`This result speaks for #${set.good.number} alone.`)
    expect(set.counts().summary).toContain(`found in #${set.bad.number}, which is closed and does not count any more.`)
  })

  test('asked for again, a good one does not hide the bad one that was found newer', async () => {
    const set = await twins('asked', { isBadLast: true, between: () => at.app.idle() })
    await at.app.idle()
    set.repo.comment(set.good.number, '/lynceus review', 'ada')
    await at.app.idle()
    expect(lastCheck(set.repo, set.bad.head).state.externalId).toContain(`pr/${set.good.number}/for/`)
    expect(set.counts().conclusion).toBe('failure')
    expect(set.counts().summary).toContain(speaksFor(set))
  })

  test.each([
    ['of branches', false],
    ['of forks', true],
  ])('%s, reviewed at once: whoever ends last, the worst counts', async (name, isFork) => {
    at.github.webhooks.hold()
    const sets: Twins[] = []
    for (let i = 0; i < 6; i++)
      sets.push(await twins(`${name.replace(' ', '-')}-${i}`, { isFork, isBadLast: i % 2 > 0 }))
    at.github.webhooks.release()
    await at.app.idle(60_000)
    for (const set of sets) {
      expect(set.counts().conclusion).toBe('failure')
      expect(set.counts().summary).toContain(speaksFor(set))
    }
  })

  test('is looked at, the other not yet: that is no success for both', async () => {
    const set = await twins('slow', { isBadLast: true, between: () => at.app.idle() })
    // Nothing but the commits is left, as if both had just been opened.
    set.repo.state.checks.splice(0)
    at.github.fault('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', { delay: 1500, after: 1 })
    at.github.webhooks.hold()
    set.good.close()
    set.bad.close()
    at.github.webhooks.release(() => [])
    set.good.reopen()
    set.bad.reopen()
    await at.app.until(() => set.repo.checks(set.good.head).some(({ state }) => state.status === 'completed'))
    await at.app.until(() => set.counts().summary.includes('speaks for'))
    expect(set.counts()).toMatchObject({ conclusion: 'failure' })
    await at.app.idle()
    expect(set.counts().conclusion).toBe('failure')
    expect(set.counts().summary).not.toContain('Not reviewed yet')
  })
})

test('a single pull request, of a branch or a fork, speaks for itself', async () => {
  const repo = at.repository('single', { 'build.yaml': secure() })
  const own = repo.pull({ files: { 'build.yaml': privileged } })
  const other = repo.pull({ files: { 'build.yaml': privileged }, from: repo.fork('mallory'), by: 'mallory' })
  await at.app.idle()
  for (const { head } of [own, other]) expect(lastCheck(repo, head).state.summary).not.toContain('speaks for')
})
