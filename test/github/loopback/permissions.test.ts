import { Octokit } from '@octokit/core'
import { expect, test } from 'vitest'
import { jwt } from './jwt.ts'
import { appClient, open, refusal } from './open.ts'

const at = { owner: 'acme', repo: 'flows' }

test('an installation without a permission is refused as GitHub refuses', async () => {
  const github = await open()
  const repo = github.repository('acme/flows', { files: { a: '1' } })
  const pull = repo.pull({ files: { a: '2' } })
  const client = appClient(github, { pull_requests: 'read' })
  const accessible = 'Resource not accessible by integration'
  const review = client.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', {
    ...at,
    pull_number: 1,
    event: 'COMMENT',
    body: 'x',
  })
  expect(await refusal(review)).toMatchObject({ status: 403, message: expect.stringContaining(accessible) as string })
  const check = client.request('POST /repos/{owner}/{repo}/check-runs', { ...at, name: 'x', head_sha: pull.head })
  expect(await refusal(check)).toMatchObject({ status: 403, message: expect.stringContaining(accessible) as string })
  await client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', { ...at, pull_number: 1 })
  const text = client.graphql(
    '{ repository(owner: "acme", name: "flows") { object(expression: "HEAD:a") { ... on Blob { text } } } }',
  )
  expect((await refusal(text)).message).toContain(accessible)
})

test('resolving a thread needs contents: write too', async () => {
  const github = await open()
  const pull = github.repository('acme/flows', { files: { a: '1\n' } }).pull({ files: { a: '2\n' } })
  pull.review('a', 1, 'Hm', 'ada')
  const mutation = 'mutation($id: ID!) { resolveReviewThread(input: { threadId: $id }) { thread { isResolved } } }'
  const id = pull.threads()[0]?.state.node
  const refused = await refusal(
    appClient(github, { pull_requests: 'write', contents: 'read' }).graphql(mutation, { id }),
  )
  expect(refused.message).toContain('Resource not accessible by integration')
  await appClient(github, { pull_requests: 'write', contents: 'write' }).graphql(mutation, { id })
  expect(pull.threads()[0]?.resolved).toBe(true)
})

test('the App mints tokens with its JWT, no wider than what was granted', async () => {
  const github = await open()
  const repo = github.repository('acme/flows', { files: { a: '1' } })
  github.repository('acme/secret', { private: true })
  const app = new Octokit({ baseUrl: github.url, auth: jwt(github) })
  const { data: installation } = await app.request('GET /repos/{owner}/{repo}/installation', at)
  expect((await app.request('GET /app')).data).toMatchObject({ id: github.app.id, slug: 'lynceus' })
  expect((await app.request('GET /app/installations')).data.map(({ id }) => id)).toEqual([installation.id])
  function mint(more: object) {
    return app.request('POST /app/installations/{installation_id}/access_tokens', {
      installation_id: installation.id,
      ...more,
    })
  }
  expect((await refusal(mint({ permissions: { administration: 'write' } }))).status).toBe(422)
  expect((await refusal(mint({ repository_ids: [7] }))).status).toBe(422)
  const { data } = await mint({ permissions: { contents: 'read' }, repository_ids: [repo.state.id] })
  expect(data).toMatchObject({ repository_selection: 'selected', permissions: { contents: 'read', metadata: 'read' } })
  const narrowed = new Octokit({ baseUrl: github.url, auth: data.token })
  await narrowed.request('GET /repos/{owner}/{repo}/contents/{path}', { ...at, path: 'a' })
  expect((await refusal(narrowed.request('GET /repos/{owner}/{repo}', { owner: 'acme', repo: 'secret' }))).status).toBe(
    404,
  )
})

test('wrong, late and foreign credentials are refused', async () => {
  const github = await open()
  github.repository('acme/flows', { private: true })
  function as(auth?: string) {
    return new Octokit({ baseUrl: github.url, ...(auth ? { auth } : {}) })
  }
  expect((await refusal(as().request('GET /repos/{owner}/{repo}', at))).status).toBe(401)
  expect((await refusal(as('ghs_wrong').request('GET /repos/{owner}/{repo}', at))).message).toContain('Bad credentials')
  const [head, body] = jwt(github).split('.')
  const forged = `${head}.${body}.${'A'.repeat(342)}`
  for (const bad of [forged, jwt(github, { seconds: -10 }), jwt(github, { seconds: 3600 })]) {
    expect((await refusal(as(bad).request('GET /app'))).status).toBe(401)
  }
  expect((await refusal(as(jwt(github, { iss: 1 })).request('GET /app'))).status).toBe(404)
  expect((await refusal(as(github.installationToken('acme')).request('GET /app'))).status).toBe(401)
  expect((await refusal(as(github.tokenOf('mallory')).request('GET /repos/{owner}/{repo}', at))).status).toBe(404)
})

test('a suspended installation and one without the repository get nothing', async () => {
  const github = await open()
  const [one, two] = ['one', 'two'].map((name) => github.repository(`acme/${name}`, { private: true }))
  const client = appClient(github)
  function read(repo: string) {
    return client.request('GET /repos/{owner}/{repo}', { owner: 'acme', repo })
  }
  github.installation('acme').select(one ? [one] : [])
  await read('one')
  expect(two?.fullName).toBe('acme/two')
  expect((await refusal(read('two'))).status).toBe(404)
  expect((await client.request('GET /installation/repositories')).data.repositories.map(({ name }) => name)).toEqual([
    'one',
  ])
  github.installation('acme').suspend()
  expect((await refusal(read('one'))).status).toBe(403)
})

test('roles are told, and people without write access cannot write', async () => {
  const github = await open()
  const repo = github.repository('acme/flows', { files: { a: '1' } })
  repo.permit('ada', 'write')
  repo.permit('grace', 'maintain')
  github.user('mallory')
  async function role(username: string) {
    const { data } = await appClient(github).request('GET /repos/{owner}/{repo}/collaborators/{username}/permission', {
      ...at,
      username,
    })
    return [data.permission, data.role_name]
  }
  expect(await role('ada')).toEqual(['write', 'write'])
  expect(await role('grace')).toEqual(['write', 'maintain'])
  expect(await role('mallory')).toEqual(['read', 'read'])
  expect((await refusal(role('nobody'))).status).toBe(404)
  const mallory = new Octokit({ baseUrl: github.url, auth: github.tokenOf('mallory') })
  const write = mallory.request('POST /repos/{owner}/{repo}/git/refs', { ...at, ref: 'refs/heads/x', sha: repo.tip() })
  expect((await refusal(write)).status).toBe(403)
})
