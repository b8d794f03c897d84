import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { weakness } from '../../app/secret.ts'
import { BadSettings, isNew, readFirst, readLog, readSettings } from '../../app/settings.ts'
import { siteOf } from '../../app/site.ts'
import { newFolder, secret } from './harness.ts'

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
})

const needed = { APP_ID: '7', PRIVATE_KEY: privateKey, WEBHOOK_SECRET: secret }

function problems(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  try {
    readSettings(env)
  } catch (error) {
    if (error instanceof BadSettings) return error.problems
    throw error
  }
  return []
}

describe('settings', () => {
  test('three variables are enough', () => {
    expect(readSettings(needed)).toEqual({
      appId: 7,
      privateKey: privateKey.trim(),
      secret,
      previousSecrets: [],
      apiUrl: 'https://api.github.com',
      host: '127.0.0.1',
      port: 3000,
      statusPort: undefined,
      showNames: true,
      dataDir: 'data',
      redisUrl: undefined,
      concurrency: 4,
      reconcileSeconds: 600,
    })
  })

  test('an empty variable is one that is not set', () => {
    expect(readSettings({ ...needed, PORT: '', REDIS_URL: '', WEBHOOK_SECRET_PREVIOUS: '' }).port).toBe(3000)
  })

  test.each([
    ['as it is', privateKey],
    ['on one line', privateKey.replaceAll('\n', '\\n')],
    ['as base64', Buffer.from(privateKey).toString('base64')],
  ])('takes the key %s', (_, PRIVATE_KEY) => {
    expect(readSettings({ ...needed, PRIVATE_KEY }).privateKey).toBe(privateKey.trim())
  })

  test('takes secrets from files', () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'key.pem'), privateKey)
    writeFileSync(join(folder, 'secret'), `${secret}\n`)
    const env = { APP_ID: '7', PRIVATE_KEY_PATH: join(folder, 'key.pem'), WEBHOOK_SECRET_PATH: join(folder, 'secret') }
    expect(readSettings(env)).toMatchObject({ privateKey: privateKey.trim(), secret })
  })

  test('says of a file that gives no secret what is wrong with it, and not that nothing is set', () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'empty'), '\n')
    const { PRIVATE_KEY: _, WEBHOOK_SECRET: __, ...rest } = needed
    const env = { ...rest, PRIVATE_KEY_PATH: join(folder, 'none'), WEBHOOK_SECRET_PATH: join(folder, 'empty') }
    expect(problems(env)).toEqual([
      expect.stringMatching(/^PRIVATE_KEY_PATH: ENOENT.*Give the path of a file/),
      expect.stringMatching(/^WEBHOOK_SECRET_PATH: .*empty is empty\. Write the value into it/),
    ])
  })

  test('of the log are read before all others, and what is wrong there hides nothing', () => {
    expect(readLog({ LOG_LEVEL: 'silent', LOG_FORMAT: 'xml' })).toEqual({ level: 'info', format: undefined })
    expect(readLog({ LOG_LEVEL: 'error', LOG_FORMAT: 'text' })).toEqual({ level: 'error', format: 'text' })
  })

  test('that count before there is an App are held to the same', () => {
    expect(readFirst({ PORT: '0', GITHUB_API_URL: '' })).toEqual({ port: 0, apiUrl: 'https://api.github.com' })
    const wrong = { PORT: 'x', GITHUB_API_URL: 'ghe', LOG_LEVEL: 'silent', APP_ID: 'x' }
    expect(() => readFirst(wrong)).toThrow(/^GITHUB_API_URL is to be.*\nPORT is to be.*\nLOG_LEVEL is to be.*$/)
  })

  test('tells everything that is missing at once, and what to do', () => {
    expect(problems({})).toEqual([
      expect.stringMatching(/^APP_ID is not set\. Set it; docs/),
      expect.stringMatching(/^PRIVATE_KEY is not set\. Set it, or PRIVATE_KEY_PATH to a file/),
      expect.stringMatching(/^WEBHOOK_SECRET is not set\. Set it, or WEBHOOK_SECRET_PATH/),
    ])
  })

  test.each([
    ['APP_ID', 'lynceus', /^APP_ID is to be the number/],
    ['APP_ID', '-1', /^APP_ID is to be the number/],
    ['PRIVATE_KEY', 'hello', /^PRIVATE_KEY is no RSA key in PEM form/],
    ['PRIVATE_KEY', privateKey.slice(0, 300), /^PRIVATE_KEY is no RSA key/],
    ['WEBHOOK_SECRET', 'development', /^WEBHOOK_SECRET has 11 characters; .* openssl rand -hex 32$/],
    ['WEBHOOK_SECRET_PREVIOUS', 'a'.repeat(40), /^WEBHOOK_SECRET_PREVIOUS repeats itself/],
    ['GITHUB_API_URL', 'http://github.example.com', /^GITHUB_API_URL is to be the https:/],
    ['GITHUB_API_URL', 'https://user:pass@github.example.com', /^GITHUB_API_URL is to be/],
    ['PORT', '70000', /^PORT is to be a port/],
    ['PORT', 'x', /^PORT is to be a port/],
    ['STATUS_PORT', '3.5', /^STATUS_PORT is to be a port/],
    ['REDIS_URL', 'localhost:6379', /^REDIS_URL is to begin with redis:/],
    ['CONCURRENCY', '0', /^CONCURRENCY is to be a number of works/],
    ['RECONCILE_MINUTES', 'often', /^RECONCILE_MINUTES is to be a number of minutes/],
    ['LOG_LEVEL', 'loud', /^LOG_LEVEL is to be one of/],
    ['WEBHOOK_SECRET_PREVIOUS_PATH', '/nowhere', /^WEBHOOK_SECRET_PREVIOUS_PATH: ENOENT/],
  ])('%s=%s is refused by name', (name, value, message) => {
    expect(problems({ ...needed, [name]: value })).toEqual([expect.stringMatching(message)])
  })

  test('no problem quotes a secret', () => {
    const [problem] = problems({ ...needed, PRIVATE_KEY: 'sesame' })
    expect(problem).not.toContain('sesame')
  })

  test('names are for those who alone see the page', () => {
    expect(readSettings({ ...needed, HOST: '0.0.0.0' }).showNames).toBe(false)
    expect(readSettings({ ...needed, HOST: '0.0.0.0', STATUS_PORT: '9090' }).showNames).toBe(true)
  })

  test('is new until something is set', () => {
    expect(isNew({ PATH: '/bin' })).toBe(true)
    expect(isNew({ APP_ID: '1' })).toBe(false)
    expect(isNew({ PRIVATE_KEY_PATH: 'key.pem' })).toBe(false)
  })
})

describe('a weak secret', () => {
  test.each([
    'development',
    secret.slice(0, 31),
    'a'.repeat(64),
    'abcabcabcabcabcabcabcabcabcabcabcabc',
    'developmentdevelopmentdevelopment',
    'my-webhook-secret-for-development-only',
    'lynceus-github-webhook-secret-2026',
    '0123456789abcdef0123456789abcdef',
    'abcdefghijklmnopqrstuvwxyz0123456789',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab',
    '00000000000000001111111111111111',
    'secret-secret-secret-secret-secret!',
  ])('is refused: %s', (given) => {
    expect(weakness(given)).toBeTypeOf('string')
  })

  test('is none that chance made', () => {
    const made = Array.from({ length: 2000 }, () => [
      randomBytes(16).toString('hex'),
      randomBytes(20).toString('hex'),
      randomBytes(32).toString('hex'),
      randomBytes(24).toString('base64'),
      randomBytes(32).toString('base64url'),
    ]).flat()
    expect(made.filter((one) => weakness(one) !== undefined)).toEqual([])
  })
})

test.each([
  ['https://api.github.com', 'https://github.com'],
  ['https://github.example.com/api/v3', 'https://github.example.com'],
  ['https://api.octo.ghe.com', 'https://octo.ghe.com'],
  ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
])('people see the GitHub of %s at %s', (api, site) => {
  expect(siteOf(api)).toBe(site)
})
