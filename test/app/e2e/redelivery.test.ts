import { afterAll, describe, expect, test } from 'vitest'
import type { RepositoryHandle } from '../../github/loopback/handles/repository.ts'
import type { Loopback } from '../../github/loopback/index.ts'
import type { Delivery } from '../../github/loopback/webhooks.ts'
import { everything } from '../acting.ts'
import { privileged } from '../fixing.ts'
import { type App, openGitHub, secret, startApp } from '../harness.ts'
import { redisMissing, type RedisServer, startRedis } from '../queue/redis-server.ts'
import { both, newRepository } from './stage.ts'
import { endOf, filesOf, stories, type Story } from './stories.ts'
import { openWire } from './wire.ts'

/** What happens at once, and is heard of in any order. */
const hasty: readonly Story[] = [
  {
    name: 'hasty',
    steps: [
      (repository) => {
        const pull = repository.pull({ files: { 'build.yaml': both } })
        pull.push({ 'build.yaml': privileged })
        pull.edit({ title: 'Other words' })
        repository.comment(1, '/lynceus help', 'ada')
        pull.close()
        pull.reopen()
      },
      (repository) => {
        const pull = repository.pullNumbered(1)
        repository.push('next', { 'build.yaml': privileged })
        pull.retarget('next')
        pull.push({ 'build.yaml': both })
        repository.comment(1, '/lynceus explain privileged-container', 'ada')
        repository.comment(1, '/lynceus fix unsafe', 'mallory')
      },
      (repository) => {
        const pull = repository.pullNumbered(1)
        pull.push({ 'build.yaml': privileged.replace('[make]', '[make, all]') })
        pull.retarget('main')
        pull.close()
      },
    ],
  },
]

const all = [...stories, ...hasty]

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function shuffled<T>(items: readonly T[], random: () => number): readonly T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

type Played = { readonly story: Story; readonly repository: RepositoryHandle }

function openWorld() {
  return openGitHub({ permissions: everything, limits: { hourly: 1_000_000, contentPerMinute: 100_000 } })
}

function begin(github: Loopback): readonly Played[] {
  github.user('mallory')
  return all.map((story) => ({ story, repository: newRepository(github, `${story.name}-owner/flows`, filesOf(story)) }))
}

/** Each step of all stories at once, told as it comes or in whatever way. */
async function play(
  github: Loopback,
  apps: readonly App[],
  played: readonly Played[],
  order?: (held: readonly Delivery[]) => readonly Delivery[],
  again: (since: number) => Promise<void> = async () => undefined,
): Promise<void> {
  const most = Math.max(...played.map(({ story }) => story.steps.length))
  for (let step = 0; step < most; step++) {
    const since = github.deliveries.length
    github.webhooks.hold()
    for (const { story, repository } of played) story.steps[step]?.(repository)
    github.webhooks.release(order)
    for (const app of apps) await app.idle(60_000)
    await again(since)
    for (const app of apps) await app.idle(60_000)
  }
}

let once: Promise<ReadonlyMap<string, unknown>> | undefined

/** How all stories end when each event is told once, in order, to one process. */
function expected(): Promise<ReadonlyMap<string, unknown>> {
  once ??= (async () => {
    const github = await openWorld()
    const app = await startApp({ github })
    const played = begin(github)
    await play(github, [app], played)
    return endsOf(github, played)
  })()
  return once
}

function endsOf(github: Loopback, played: readonly Played[]): ReadonlyMap<string, unknown> {
  return new Map(played.map(({ story, repository }) => [story.name, endOf(github, repository)]))
}

/** Every event three times and in any order, to any of the processes. */
async function thrice(seed: number, envs: readonly Readonly<Record<string, string>>[]): Promise<void> {
  const ends = await expected()
  const github = await openWorld()
  const random = chance(seed)
  const apps: App[] = []
  for (const env of envs) apps.push(await startApp({ github, env }))
  const wire = await openWire(() => apps[Math.floor(random() * apps.length)]?.url ?? '')
  github.hook({ url: `${wire.url}/api/github/webhooks`, secret })
  const played = begin(github)
  function order(held: readonly Delivery[]): readonly Delivery[] {
    return shuffled([...held, ...held, ...held], random)
  }
  try {
    await play(github, apps, played, order, async (since) => {
      // Also what the App caused itself.
      const told = github.deliveries.slice(since).filter(({ redelivery }) => !redelivery)
      for (const delivery of shuffled([...told, ...told], random)) github.webhooks.redeliver(delivery)
      await github.settled()
    })
  } finally {
    await wire.close()
  }
  for (const [name, end] of endsOf(github, played)) expect.soft(end, `${name}, seed ${seed}`).toEqual(ends.get(name))
  const missed = new Set(github.deliveries.map(({ guid }) => guid))
  for (const { guid, status } of github.deliveries) if (status === 202) missed.delete(guid)
  expect([...missed]).toEqual([])
  for (const app of apps) expect(await app.metric('lynceus_queue_parked')).toBe(0)
}

const seeds = process.env['E2E_ALL'] === '1' ? [1, 2, 3, 4, 5, 6, 7, 8] : [Number(process.env['E2E_SEED'] ?? 1)]

describe('every event three times, in any order: the same end as once', () => {
  test.each(seeds)('on SQLite, seed %i', (seed) => thrice(seed, [{}]), 180_000)

  describe(`by two processes on Redis${redisMissing ? `, ${redisMissing}` : ''}`, () => {
    const servers: RedisServer[] = []
    afterAll(() => Promise.all(servers.map((server) => server.stop())))

    test.skipIf(redisMissing).each(seeds)(
      'seed %i',
      async (seed) => {
        const server = await startRedis()
        servers.push(server)
        const env = { REDIS_URL: server.url }
        await thrice(seed + 100, [env, env])
      },
      180_000,
    )
  })
})
