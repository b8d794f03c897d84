import { pino } from 'pino'
import { expect, test } from 'vitest'
import { openMetrics } from '../../app/metrics.ts'
import type { Access, Permissions } from '../../app/probot.ts'
import type { State } from '../../app/state.ts'
import { worker } from '../../app/worker.ts'

/** What the App says of a review, when its tokens come with these permissions one after another. */
async function said(granted: readonly Permissions[]) {
  const lines: string[] = []
  const forgotten: number[] = []
  const left = [...granted]
  const state: State = {
    version: '1',
    engine: 'redis',
    since: 0,
    installations: new Map(),
    mishaps: [],
    isEnding: false,
  }
  const client = new Proxy({}, { get: () => () => Promise.reject(new Error('asked')) }) as Access['client']
  const perform = worker({
    github: {
      app: client,
      enter: async () => ({ client, permissions: left.shift() ?? {}, asked: () => undefined }),
      around: () => Promise.reject(new Error('around')),
      forget: (installation) => void forgotten.push(installation),
    },
    queue: { accept: () => Promise.reject(new Error('queued')) },
    site: 'https://github.com',
    state,
    metrics: openMetrics(),
    log: pino({}, { write: (line: string) => void lines.push(line) }),
  })
  const work = { installation: 7, owner: 'acme', repo: 'shop', task: { kind: 'review', pull: 1 } } as const
  const end = await perform(work, new AbortController().signal).then(
    () => 'dropped',
    () => 'tried',
  )
  return { end, forgotten, left: left.length, dropped: lines.some((line) => line.includes('did not grant')) }
}

const all: Permissions = { checks: 'write', contents: 'write', pull_requests: 'write', issues: 'write' }

test('what was granted since a token was made counts, whichever process was told', async () => {
  expect(await said([all])).toEqual({ end: 'tried', forgotten: [], left: 0, dropped: false })
  expect(await said([{}, all])).toEqual({ end: 'tried', forgotten: [7], left: 0, dropped: false })
  expect(await said([{}, {}, all])).toEqual({ end: 'dropped', forgotten: [7], left: 1, dropped: true })
})
