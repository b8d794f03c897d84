import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { unreviewedPulls } from '../src/github/open-pulls.ts'
import { gaveUp, isAbout, jobOf } from './job.ts'
import type { Mark } from './mark.ts'
import type { GitHub } from './probot.ts'
import type { Queue } from './queue/queue.ts'
import type { Installation, State } from './state.ts'
import type { Task } from './task.ts'

export interface Parts {
  readonly github: GitHub
  readonly queue: Queue
  readonly state: State
  readonly mark: Mark
  readonly log: Logger
}

/**
 * Makes good what was missed, for GitHub sends an event once: now, and every so many seconds until the signal ends. At
 * the start open pull requests are looked at too, for what was missed longer ago than GitHub remembers.
 */
export async function reconcile(parts: Parts, seconds: number, signal: AbortSignal): Promise<void> {
  for (let isFirst = true; !signal.aborted;) {
    try {
      await learnInstallations(parts)
      if (await parts.mark.claim(seconds * 0.9)) {
        await redeliver(parts, signal)
        if (isFirst) await reviewOpenPulls(parts, [...parts.state.installations.keys()], signal)
        isFirst = false
      }
    } catch (error) {
      if (!signal.aborted) parts.log.warn({ err: error }, 'Could not ask GitHub what was missed; asking again later')
    }
    await sleep(seconds * 1000, undefined, { signal }).catch(() => undefined)
  }
}

/**
 * Looks at the open pull requests and the default branches of an installation that may do more than before: what came
 * meanwhile was dropped, or never sent. Never rejects.
 */
export async function reviewAgain(parts: Parts, installation: number, signal: AbortSignal): Promise<void> {
  try {
    await learnInstallations(parts)
    const known = parts.state.installations.get(installation)
    // GitHub's list may lag behind the event.
    if (known) parts.state.installations.set(installation, { ...known, isSuspended: false })
    await reviewOpenPulls(parts, [installation], signal, [{ kind: 'scan' }])
  } catch (error) {
    if (!signal.aborted)
      parts.log.warn({ err: error, installation }, 'Could not ask GitHub what an installation missed')
  }
}

/** No more pages of 100 are read at once. */
const pages = { installations: 10, deliveries: 100 }

async function learnInstallations({ github: { app }, state }: Parts): Promise<void> {
  const found: [number, Installation][] = []
  for (let page = 1; page <= pages.installations; page++) {
    const { data } = await app.request('GET /app/installations', { per_page: 100, page })
    for (const { id, account, permissions, suspended_at: suspended } of data) {
      const name = account && 'login' in account ? account.login : ''
      found.push([id, { account: name, permissions: { ...permissions }, isSuspended: Boolean(suspended) }])
    }
    if (data.length < 100) break
  }
  state.installations.clear()
  for (const [id, one] of found) state.installations.set(id, one)
}

const hour = 60 * 60 * 1000

/** GitHub redelivers nothing older (docs: redelivering webhooks). */
const oldest = 3 * 24 * hour

/** A delivery is in the log some time after it was made, and a redelivery may have failed like the first. */
const overlap = hour

/** What fails so often within the overlap fails because of what it is. */
const mostAttempts = 4

/** Asks for every delivery again that has only failed since the mark. */
async function redeliver({ github: { app }, queue, mark, log }: Parts, signal: AbortSignal): Promise<void> {
  // While nothing can be stored, whatever is sent again fails again.
  await queue.writable()
  const start = Date.now()
  const missed = await missedSince(app, Math.max((await mark.read()) - overlap, start - oldest))
  let sent = 0
  for (const id of missed) {
    signal.throwIfAborted()
    try {
      await app.request('POST /app/hook/deliveries/{delivery_id}/attempts', { delivery_id: id })
      sent += 1
    } catch (error) {
      if (!isRefused(error)) throw error
      log.warn({ err: error, delivery: id }, 'GitHub does not send an event again; going on with the others')
    }
  }
  await mark.write(start)
  if (sent > 0) log.info({ deliveries: sent }, 'Asked GitHub to send again what it could not deliver')
}

/** Whether the fault is in what was asked for, and not in GitHub, the way to it, our credentials or our haste. */
function isRefused(error: unknown): boolean {
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 0
  return status >= 400 && status < 500 && status !== 401
}

/** What we answer while nothing can be stored. */
const unavailable = 503

/** The ids of deliveries that failed, oldest first: of each event the newest attempt, unless one went well. */
async function missedSince(app: GitHub['app'], since: number): Promise<readonly number[]> {
  const attempts = new Map<string, { readonly id: number; readonly failures: number; readonly isWell: boolean }>()
  for await (const { guid, id, status_code: status } of deliveries(app, since)) {
    const known = attempts.get(guid) ?? { id: Number(id), failures: 0, isWell: false }
    const isWell = status >= 200 && status < 400
    const failures = known.failures + (status === unavailable ? 0 : 1)
    attempts.set(guid, { ...known, failures, isWell: known.isWell || isWell })
  }
  const missed = [...attempts.values()].filter(({ failures, isWell }) => !isWell && failures < mostAttempts)
  return missed.map(({ id }) => id).toReversed()
}

/** The log of deliveries, newest first. */
async function* deliveries(app: GitHub['app'], since: number) {
  let cursor: string | undefined
  for (let page = 0; page < pages.deliveries; page++) {
    const answer = await app.request('GET /app/hook/deliveries', { per_page: 100, ...(cursor && { cursor }) })
    for (const delivery of answer.data) {
      if (Date.parse(delivery.delivered_at) < since) return
      yield delivery
    }
    cursor = cursorOf(answer.headers.link)
    if (!cursor) return
  }
}

function cursorOf(link = ''): string | undefined {
  const next = /<([^>]+)>; rel="next"/.exec(link)?.[1]
  return (next && URL.parse(next)?.searchParams.get('cursor')) || undefined
}

function isReviewOf(job: string, pull: number): boolean {
  const of = jobOf({ pull })
  return isAbout(job, of) && job !== gaveUp(of)
}

/** How many repositories of all installations are looked at, and how many pull requests of each. */
const most = { repositories: 500, pulls: 50 }

/**
 * Queues a review of every open pull request whose head has no completed check run of ours.
 *
 * @param also what else is queued for each repository
 */
async function reviewOpenPulls(
  parts: Parts,
  installations: readonly number[],
  signal: AbortSignal,
  also: readonly Task[] = [],
): Promise<void> {
  const { state, queue, log } = parts
  let seen = 0
  let found = 0
  for (const installation of installations) {
    if (state.installations.get(installation)?.isSuspended !== false || seen >= most.repositories) continue
    try {
      for await (const repository of repositories(parts, installation, signal)) {
        if (seen++ >= most.repositories) break
        const { owner, repo } = repository
        const pulls = await unreviewedPulls(repository, state.app?.id ?? 0, isReviewOf, most.pulls)
        const tasks = [...also, ...pulls.map((pull): Task => ({ kind: 'review', pull }))]
        const works = tasks.map((task) => ({ installation, owner, repo, task }))
        if (works.length > 0) await queue.accept(randomUUID(), works)
        found += pulls.length
      }
    } catch (error) {
      signal.throwIfAborted()
      log.warn({ err: error, installation }, 'Could not look at the open pull requests of an installation')
    }
  }
  if (found > 0) log.info({ pulls: found }, 'Queued open pull requests that had no review of their newest head')
  if (seen >= most.repositories) log.warn({ repositories: seen }, 'There may be more repositories than were looked at')
}

async function* repositories({ github, state }: Parts, installation: number, signal: AbortSignal) {
  const { client } = await github.around(installation, state.installations.get(installation)?.permissions ?? {}, signal)
  for (let page = 1; ; page++) {
    const { data } = await client.request('GET /installation/repositories', { per_page: 100, page })
    for (const { name, owner, archived } of data.repositories) {
      if (!archived) yield { client, owner: owner.login, repo: name }
    }
    if (data.repositories.length < 100) return
  }
}
