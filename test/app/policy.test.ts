import { Octokit } from '@octokit/core'
import { expect, test } from 'vitest'
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
