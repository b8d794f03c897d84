import { readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { describe, expect, test, vi } from 'vitest'
import { heard } from '../../app/events.ts'
import { missing } from '../../app/grants.ts'
import { openLog, scrub } from '../../app/log.ts'
import { openMetrics } from '../../app/metrics.ts'
import { type Queue, Unavailable } from '../../app/queue/queue.ts'
import { noteMishap, type State } from '../../app/state.ts'
import { statusPage } from '../../app/status.ts'

const manifest = load(readFileSync('app.yml', 'utf8')) as {
  readonly default_permissions: Readonly<Record<string, string>>
  readonly default_events: readonly string[]
}

function newState(): State {
  return {
    ...{ version: '1.2.3', engine: 'sqlite', since: 0, mishaps: [], isEnding: false },
    installations: new Map([
      [3, { account: 'acme', permissions: { metadata: 'read', checks: 'write' }, isSuspended: false }],
      [4, { account: 'other', permissions: manifest.default_permissions, isSuspended: true }],
    ]),
  }
}

const evil = '<script>alert(1)</script>"\'&'
const parked = {
  id: 'one',
  work: { installation: 3, owner: 'acme', repo: 'shop', task: { kind: 'review', pull: 7 } as const },
  error: evil,
  since: 0,
}
const depth = { waiting: 2, running: 1, oldestSeconds: 61.2, parked: [parked] }

function text(page: string): string {
  return page.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
}

describe('the manifest of the App', () => {
  test('asks for all that anything is for, and for nothing else', () => {
    expect(missing(manifest.default_permissions)).toEqual([])
    for (const name of Object.keys(manifest.default_permissions).filter((one) => one !== 'metadata')) {
      const { [name]: _, ...rest } = manifest.default_permissions
      expect(missing(rest), name).not.toEqual([])
    }
  })

  test('subscribes to what is heard, and to nothing else', () => {
    const unasked = ['installation', 'installation_repositories']
    expect([...manifest.default_events, ...unasked].sort()).toEqual([...heard].sort())
  })
})

test('a permission to read is no permission to write', () => {
  expect(missing({ ...manifest.default_permissions, contents: 'read' }).map(({ permission }) => permission)).toEqual([
    'contents: write',
  ])
})

describe('the status page', () => {
  test('tells how the queue stands, what is granted, and what is off', () => {
    const page = text(statusPage(newState(), depth, true))
    expect(page).toContain('<td>2, the oldest for 61 s</td>')
    expect(page).toContain('<code>pull_requests: write</code> is missing: no review comments')
    expect(page).toContain('3/acme/shop#7')
    expect(page).toContain('<code>suspended</code>')
  })

  test('escapes what others wrote', () => {
    const page = statusPage(newState(), depth, true)
    expect(page).not.toContain('<script')
    expect(text(page)).toContain(evil)
  })

  test('names nobody where strangers may look', () => {
    const page = text(statusPage(newState(), depth, false))
    for (const name of ['acme', 'shop', 'other', 'alert']) expect(page).not.toContain(name)
    expect(page).toContain('<td>review</td>')
  })

  test('says that the queue cannot be read', () => {
    expect(text(statusPage(newState(), undefined, true))).toContain('the queue cannot be read: webhooks are refused')
  })

  test('shows the kinds of the last ten errors, newest first, and nothing that they quote', () => {
    const state = newState()
    for (let at = 0; at < 12; at++)
      noteMishap(state, 'review', Object.assign(new Error('sesame'), { status: 500 + at }))
    const page = text(statusPage(state, depth, true))
    expect(page.match(/Error 5\d\d/g)?.slice(0, 2)).toEqual(['Error 511', 'Error 510'])
    expect(page.match(/Error 5\d\d/g)).toHaveLength(10)
    expect(page).not.toContain('sesame')
  })
})

test('a scrape tells how the queue stands now, not how it stood at the last one', async () => {
  const metrics = openMetrics()
  const state = vi.fn<Queue['state']>().mockResolvedValue(depth)
  metrics.watch({ state })
  async function scrape() {
    const lines = (await metrics.registry.metrics()).split('\n').filter((line) => line.startsWith('lynceus_queue_'))
    return lines.map((line) => line.slice('lynceus_queue_'.length))
  }
  expect(await scrape()).toEqual(['waiting 2', 'running 1', 'oldest_seconds 61.2', 'parked 1', 'up 1'])
  expect(state).toHaveBeenCalledTimes(1)
  state.mockRejectedValue(new Unavailable(new Error('gone')))
  expect(await scrape()).toContain('up 0')
  state.mockResolvedValue({ ...depth, waiting: 7, parked: [] })
  expect(await scrape()).toEqual(['waiting 7', 'running 1', 'oldest_seconds 61.2', 'parked 0', 'up 1'])
})

describe('the log', () => {
  function written(format: 'json' | 'text', act: (log: ReturnType<typeof openLog>) => void): string {
    const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    try {
      act(openLog('info', format))
      return out.mock.calls.map(([part]) => String(part)).join('')
    } finally {
      out.mockRestore()
    }
  }

  test.each([
    'ghs_16C7e42F292c6912E7710c838347Ae178B4a',
    'ghs_4711_eyJhbGciOiJSUzI1NiJ9.eyJuIjoxfQ.abc-_def',
    'ghp_abcdefghijklmnop',
    'github_pat_11AAAAAA0abc_def',
    'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOjF9.c2ln',
    `sha256=${'ab'.repeat(32)}`,
    '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----',
    'redis://user:hunter22@redis:6379',
  ])('writes no %s, wherever it stands', (secret) => {
    const middle = secret.slice(-12, -4)
    const error = Object.assign(new Error(`GET x failed with ${secret}`), { cause: new Error(secret) })
    const text = written('json', (log) => log.error({ err: error, deep: { er: [secret] } }, `said ${secret}`))
    expect(scrub(secret)).not.toBe(secret)
    if (!secret.startsWith('redis')) expect(text).not.toContain(middle)
    else expect(text).not.toContain('hunter22')
    for (const line of text.trim().split('\n')) expect(() => JSON.parse(line) as unknown).not.toThrow()
  })

  test('of an error of Octokit only what it says', () => {
    const error = Object.assign(new Error('Not Found'), {
      status: 404,
      request: { headers: { authorization: 'token sesame' }, body: 'sesame' },
      response: { data: 'sesame' },
    })
    expect(written('json', (log) => log.warn({ err: error }, 'x'))).not.toContain('sesame')
  })

  test('in text keeps to one line and shows what would steer a terminal', () => {
    const text = written('text', (log) => log.warn({ by: 'a\u001B[2Jb\nc\u202Ed' }, 'x\u001B[31m\ny'))
    expect(text.trim().split('\n')).toHaveLength(1)
    expect(text).not.toContain('\u001B')
    expect(text).not.toContain('\u202E')
  })
})
