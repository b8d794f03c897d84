import { Octokit } from '@octokit/core'
import { describe, expect, test } from 'vitest'
import { Later } from '../../app/later.ts'
import { openMetrics } from '../../app/metrics.ts'
import { policy } from '../../app/policy.ts'
import { open } from '../github/loopback/open.ts'

test('the time that a request has is not that of those after it', async () => {
  const github = await open()
  const client = new Octokit({ baseUrl: github.url, auth: github.tokenOf('ada') })
  const signals: unknown[] = []
  client.hook.before('request', (options) => void signals.push(options.request.signal))
  policy(client, { metrics: openMetrics() })
  client.hook.before('request', (options) => void signals.push(options.request.signal))
  await client.request('GET /rate_limit')
  await client.request('GET /rate_limit')
  const given = signals.filter((signal) => signal instanceof AbortSignal)
  expect(given).toHaveLength(2)
  expect(given[0]).not.toBe(given[1])
})

describe('the hourly limit is waited for', () => {
  const hour = 3600
  const now = Math.floor(Date.now() / 1000)
  test.each([
    ['by GitHub’s clock, not ours', { date: at(now - 5 * hour), 'x-ratelimit-reset': `${now - 5 * hour + 90}` }, 91],
    ['when ours is slow', { date: at(now + 5 * hour), 'x-ratelimit-reset': `${now + 5 * hour + 90}` }, 91],
    ['for 70 minutes at most', { date: at(now), 'x-ratelimit-reset': `${now + 30 * 24 * hour}` }, 70 * 60],
    ['for a second at least', { date: at(now), 'x-ratelimit-reset': `${now - hour}` }, 1],
    ['for a minute when no time is given', { date: at(now) }, 60],
    ['for a minute when the time is none', { date: at(now), 'x-ratelimit-reset': 'soon' }, 60],
    ['as long as is asked', { 'retry-after': '7' }, 7],
    ['and never for days', { 'retry-after': '99999999' }, 70 * 60],
  ])('%s', async (_, headers, seconds) => {
    const github = await open()
    const client = new Octokit({ baseUrl: github.url, auth: github.tokenOf('ada') })
    const asked = policy(client, { metrics: openMetrics() })
    const body = { message: 'API rate limit exceeded' }
    github.fault('GET /rate_limit', { status: 403, headers: { ...headers, 'x-ratelimit-remaining': '0' }, body })
    await expect(client.request('GET /rate_limit')).rejects.toThrow(Later)
    expect(asked()?.seconds).toBe(seconds)
  })

  function at(seconds: number): string {
    return new Date(seconds * 1000).toUTCString()
  }
})
