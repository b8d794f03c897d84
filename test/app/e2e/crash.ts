import { expect } from 'vitest'
import type { RepositoryHandle } from '../../github/loopback/handles/repository.ts'
import type { Loopback } from '../../github/loopback/index.ts'
import { everything } from '../acting.ts'
import { type App, type Given, openGitHub, startApp } from '../harness.ts'
import { newRepository } from './stage.ts'
import { endOf, filesOf, type Story } from './stories.ts'
import { openWire, type Passing } from './wire.ts'

/** Where a process is killed: at a call of the last step of a story, before GitHub sees it or before we see the answer. */
interface Strike {
  readonly story: Story
  readonly repository: RepositoryHandle
  readonly call: number
  readonly when: Passing['when']
}

/** Whether every call is struck, before and after; else those that change something, after. */
const isThorough = process.env['E2E_ALL'] === '1'

/**
 * Plays each story once as it is, and once for each call of its last step, at which the process is killed and started
 * again. All must end alike.
 *
 * @param patience milliseconds that an engine takes to run again what a process that is gone has left
 * @returns how many times the process was killed
 */
export async function strikeAll(stories: readonly Story[], env: Given['env'], patience: number): Promise<number> {
  const github = await openGitHub({ permissions: everything, limits: { hourly: 1_000_000, contentPerMinute: 100_000 } })
  github.user('mallory')
  const calls = new Map<string, Passing[]>()
  const owners = new Map<string, string>()
  const installations = new Map<number, string>()
  function learn({ path, answer }: Passing): void {
    const id = /^\/app\/installations\/(\d+)\/access_tokens$/.exec(path)?.[1]
    const owner = installations.get(Number(id))
    if (owner && answer) owners.set((JSON.parse(answer) as { token: string }).token, owner)
  }
  /** Each in an installation of its own: GitHub limits what one may make in a minute. */
  function begin(story: Story, ending: string): RepositoryHandle {
    const owner = `${story.name}-${ending}`
    const made = newRepository(github, `${owner}/flows`, filesOf(story))
    installations.set(github.installation(owner).id, owner)
    return made
  }
  let armed: { readonly name: string; left: number; readonly when: Passing['when'] } | undefined
  const wire = await openWire(
    () => github.url,
    (passing) => {
      learn(passing)
      const name = owners.get(passing.token) ?? ''
      if (passing.when === 'after') calls.set(name, [...(calls.get(name) ?? []), passing])
      if (armed?.name !== name || armed.when !== passing.when || (armed.left -= 1) > 0) return false
      armed = undefined
      process.kill(app.pid, 'SIGKILL')
      return true
    },
  )
  const app: App = await startApp({ github, env: { ...env, GITHUB_API_URL: wire.url } })
  try {
    const plain = stories.map((story) => ({ story, repository: begin(story, 'plain') }))
    await prepare(plain, app)
    const strikes: Strike[] = []
    for (const { story, repository } of plain) {
      calls.delete(ownerOf(repository))
      story.steps.at(-1)?.(repository)
      await app.idle()
      strikes.push(...strikesOf(story, calls.get(ownerOf(repository)) ?? [], begin))
    }
    await prepare(strikes, app)
    for (const { story, repository, call, when } of strikes) {
      armed = { name: ownerOf(repository), left: call, when }
      story.steps.at(-1)?.(repository)
      await app.until(() => armed === undefined || redeliver(github))
      await app.restart()
      redeliver(github)
      if (patience === 0) await app.idle()
    }
    await github.settled()
    redeliver(github)
    await app.idle(20_000 + 2 * patience)
    for (const { story, repository } of strikes) {
      const same = plain.find((one) => one.story === story)?.repository ?? repository
      expect.soft(endOf(github, repository), repository.fullName).toEqual(endOf(github, same))
    }
    expect(await app.metric('lynceus_queue_parked')).toBe(0)
    return strikes.length
  } finally {
    await app.kill()
    await wire.close()
  }
}

/** Asks for what could not be delivered, as the App does by and by. */
function redeliver({ deliveries, webhooks }: Loopback): void {
  const last = new Map(deliveries.map((one) => [one.guid, one]))
  for (const one of last.values()) if (one.duration > 0 && one.status !== 202) webhooks.redeliver(one)
}

function ownerOf({ state }: RepositoryHandle): string {
  return state.owner.login
}

/** All steps but the last, in all repositories at once. */
async function prepare(all: readonly Pick<Strike, 'story' | 'repository'>[], app: App): Promise<void> {
  const most = Math.max(...all.map(({ story }) => story.steps.length))
  for (let step = 0; step < most - 1; step++) {
    for (const { story, repository } of all) if (step < story.steps.length - 1) story.steps[step]?.(repository)
    await app.idle(240_000)
  }
}

function strikesOf(
  story: Story,
  calls: readonly Passing[],
  begin: (story: Story, ending: string) => RepositoryHandle,
): Strike[] {
  const whens = isThorough ? (['before', 'after'] as const) : (['after'] as const)
  return calls.flatMap((one, index) =>
    isThorough || isWrite(one)
      ? whens.map((when) => ({ story, repository: begin(story, `${index + 1}-${when}`), call: index + 1, when }))
      : [],
  )
}

function isWrite({ method, path, body }: Passing): boolean {
  return path.endsWith('/graphql')
    ? /"query":"\s*mutation/.test(body)
    : method !== 'GET' && !path.endsWith('access_tokens')
}

/** All stories, or those whose steps matter most. */
export function chosen(all: readonly Story[], ...names: readonly string[]): readonly Story[] {
  return isThorough ? all : all.filter(({ name }) => names.includes(name))
}
