import { readFileSync } from 'node:fs'
import type { Octokit } from '@octokit/core'
import { buildSchema } from 'graphql'
import { expect, test } from 'vitest'
import { checkResponse, checkWebhook, findOperation } from './contract.ts'
import { type Loopback, loopback } from './index.ts'
import { appClient } from './open.ts'
import { operations, packages } from './slice.ts'
import { routes } from './respond.ts'

const at = { owner: 'acme', repo: 'flows' }
const check = { ...at, name: 'Lynceus', head_sha: '' }
const annotation = { path: 'a', start_line: 1, end_line: 1, annotation_level: 'warning', message: 'm' }

/** Does something that the contract forbids, and gives what was noted. */
async function noted(act: (client: Octokit, github: Loopback, head: string) => Promise<unknown>): Promise<string> {
  const github = await loopback()
  try {
    const repo = github.repository('acme/flows', { files: { a: '1\n' } })
    const pull = repo.pull({ files: { a: '2\n' } })
    await act(appClient(github), github, pull.head).catch(() => undefined)
    expect(() => github.assertContract()).toThrow('outside of GitHub')
    return github.violations.map(({ of, call, problems }) => `${of} ${call}: ${problems.join('; ')}`).join('\n')
  } finally {
    await github.close()
  }
}

const post = 'POST /repos/{owner}/{repo}/check-runs' as const
const files = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/files' as const
const reviews = 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews' as const

test.each<[string, (client: Octokit, head: string) => Promise<unknown>, string]>([
  [
    'a value that is not of the list',
    (client, head) => client.request(post, { ...check, head_sha: head, status: 'done' } as never),
    'body/status must be equal to one of',
  ],
  [
    'a property that is missing',
    (client) => client.request(post, { ...at, name: 'Lynceus' } as never),
    "required property 'head_sha'",
  ],
  [
    'a property that is not known',
    (client, head) => client.request(post, { ...check, head_sha: head, colour: 'red' }),
    'body/colour is not known',
  ],
  [
    'one deeper',
    (client, head) =>
      client.request(post, {
        ...check,
        head_sha: head,
        output: { title: 't', summary: 's', annotations: [{ ...annotation, line: 1 }] },
      } as never),
    'body/output/annotations/0/line is not known',
  ],
  [
    '51 annotations',
    (client, head) =>
      client.request(post, {
        ...check,
        head_sha: head,
        output: { title: 't', summary: 's', annotations: Array.from({ length: 51 }, () => annotation) },
      } as never),
    'must NOT have more than 50 items',
  ],
  [
    'a button with a long label',
    (client, head) =>
      client.request(post, {
        ...check,
        head_sha: head,
        actions: [{ label: 'x'.repeat(21), description: 'd', identifier: 'i' }],
      }),
    'must NOT have more than 20 characters',
  ],
  [
    'a summary that is too long',
    (client, head) =>
      client.request(post, { ...check, head_sha: head, output: { title: 't', summary: 'x'.repeat(65_536) } }),
    'must NOT have more than 65535 characters',
  ],
  [
    'a line of the wrong type',
    (client) =>
      client.request(reviews, {
        ...at,
        pull_number: 1,
        event: 'COMMENT',
        body: 'x',
        comments: [{ path: 'a', line: '1', body: 'x' }],
      } as never),
    'body/comments/0/line must be integer',
  ],
  [
    'a file comment in a review',
    (client) =>
      client.request(reviews, {
        ...at,
        pull_number: 1,
        event: 'COMMENT',
        body: 'x',
        comments: [{ path: 'a', subject_type: 'file', body: 'x' }],
      } as never),
    'subject_type is not known',
  ],
  [
    'a query that is not known',
    (client) => client.request(files, { ...at, pull_number: 1, perpage: 100 } as never),
    'query perpage is not known',
  ],
  [
    'more than 100 a page',
    (client) => client.request(files, { ...at, pull_number: 1, per_page: 101 }),
    'query per_page is above 100',
  ],
  [
    'a number that is none',
    (client) => client.request(files, { ...at, pull_number: 'x' as never }),
    'parameter pull_number must be integer',
  ],
  [
    'an operation that GitHub has not',
    (client) => client.request('POST /repos/{owner}/{repo}/reviews', at),
    'GitHub describes no such operation',
  ],
  [
    'a body where none belongs',
    (client) => client.request('DELETE /repos/{owner}/{repo}/git/refs/{ref}', { ...at, ref: 'heads/x', force: true }),
    'takes no body',
  ],
  [
    'a field that a type has not',
    (client) => client.graphql('{ viewer { nickname } }'),
    'Cannot query field "nickname" on type "User"',
  ],
  [
    'an argument of the wrong type',
    (client) => client.graphql('{ repository(owner: "acme", name: "flows") { pullRequest(number: "1") { id } } }'),
    'Int cannot represent non-integer value',
  ],
  [
    'a variable of the wrong type',
    (client) =>
      client.graphql(
        'query($n: Int!) { repository(owner: "acme", name: "flows") { pullRequest(number: $n) { id } } }',
        { n: 'x' },
      ),
    'Variable "$n" got invalid value',
  ],
  ['a document that is none', (client) => client.graphql('{ viewer {'), 'Syntax Error'],
  [
    'a field that the loopback does not know',
    (client) => client.graphql('{ repository(owner: "acme", name: "flows") { diskUsage } }'),
    'The loopback does not model Repository.diskUsage',
  ],
])('%s is noted', async (_, act, problem) => {
  expect(await noted((client, __, head) => act(client, head))).toContain(problem)
})

test('the same calls within the contract are not noted', async () => {
  const github = await loopback()
  const pull = github.repository('acme/flows', { files: { a: '1\n' } }).pull({ files: { a: '2\n' } })
  const client = appClient(github)
  await client.request(post, {
    ...check,
    head_sha: pull.head,
    status: 'completed',
    conclusion: 'neutral',
    output: { title: 't', summary: 's', annotations: Array.from({ length: 50 }, () => annotation as never) },
  })
  await client.request(files, { ...at, pull_number: 1, per_page: 100 })
  await client.graphql(
    'query($n: Int!) { repository(owner: "acme", name: "flows") { pullRequest(number: $n) { id } } }',
    { n: 1 },
  )
  await github.close()
  expect(github.violations).toEqual([])
  github.assertContract()
})

test('an answer of the loopback that GitHub does not describe is noted', async () => {
  const operation = findOperation('GET', '/repos/acme/flows/git/ref/heads/main')
  if (!operation) throw new Error('The slice has no git/ref.')
  const good = {
    ref: 'refs/heads/main',
    node_id: 'x',
    url: 'https://api.github.com',
    object: { type: 'commit', sha: 'a'.repeat(40), url: 'https://api.github.com' },
  }
  expect(checkResponse(operation, 200, good)).toEqual([])
  expect(checkResponse(operation, 200, { ...good, object: { ...good.object, sha: 'main' } })).not.toEqual([])
  expect(checkResponse(operation, 200, { ...good, node_id: undefined })).not.toEqual([])
  expect(checkResponse(operation, 206, good)).toEqual(['status 206 is not described'])
  expect(checkResponse(operation, 403, { wrong: true })).toEqual(['error 403 has no message'])
})

test('a webhook that GitHub does not describe is noted', () => {
  expect(checkWebhook('pull_request', { action: 'stacked' })).toEqual(['webhook pull-request-stacked is not described'])
  expect(checkWebhook('pull_request', { action: 'opened', number: 'x' }).join()).toContain(
    "required property 'pull_request'",
  )
})

test('the slice holds what its script lists, from the versions that it names, and each operation has a route', () => {
  const slice = JSON.parse(readFileSync(new URL('contract/openapi.json', import.meta.url), 'utf8')) as Slice
  expect(slice.info['x-source']).toEqual(packages)
  const held = Object.entries(slice.paths).map(([path, methods]) => [path, Object.keys(methods).join(' ')])
  expect(Object.fromEntries(held)).toEqual(operations)
  const named = Object.entries(operations).flatMap(([path, methods]) =>
    methods.split(' ').map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(Object.keys(routes).toSorted()).toEqual(named.toSorted())
  const graphql = readFileSync(new URL('contract/schema.graphql', import.meta.url), 'utf8')
  expect(graphql).toContain(`@octokit/graphql-schema ${packages['@octokit/graphql-schema']}`)
  expect(() => buildSchema(graphql)).not.toThrow()
})

interface Slice {
  readonly info: { readonly 'x-source': object }
  readonly paths: Readonly<Record<string, object>>
}
