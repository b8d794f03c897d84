import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { mergeBase, tree } from '../../../src/github/base.ts'
import { texts } from '../../../src/github/texts.ts'
import { appClient, open, refusal } from './open.ts'

const at = { owner: 'acme', repo: 'flows' }

test('files have their status, their blob and their hunks', async () => {
  const github = await open()
  const body = Array.from({ length: 12 }, (_, i) => `line ${i}\n`).join('')
  const repo = github.repository('acme/flows', {
    files: { changed: 'a\nb\n', gone: 'x\n', old: body, bytes: Buffer.from([0, 1]), huge: 'x\n' },
  })
  const renamed = body.replace('line 5', 'line five')
  const files = {
    changed: 'a\nc\n',
    gone: null,
    old: null,
    moved: renamed,
    bytes: Buffer.from([0, 2]),
    huge: 'y\n'.repeat(300_000),
    added: 'new',
  }
  const pull = repo.pull({ files })
  const { data } = await appClient(github).request('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', {
    ...at,
    pull_number: pull.number,
  })
  const short = data.map(({ filename, status, previous_filename: from, additions, deletions }) => [
    filename,
    status,
    from,
    additions,
    deletions,
  ])
  expect(short).toEqual([
    ['added', 'added', undefined, 1, 0],
    ['bytes', 'modified', undefined, 0, 0],
    ['changed', 'modified', undefined, 1, 1],
    ['gone', 'removed', undefined, 0, 1],
    ['huge', 'modified', undefined, 0, 0],
    ['moved', 'renamed', 'old', 1, 1],
  ])
  const patches = new Map(data.map(({ filename, patch }) => [filename, patch]))
  expect(patches.get('changed')).toBe('@@ -1,2 +1,2 @@\n a\n-b\n+c')
  expect(patches.get('added')).toBe('@@ -0,0 +1 @@\n+new\n\\ No newline at end of file')
  expect(patches.get('gone')).toBe('@@ -1 +0,0 @@\n-x')
  expect([patches.get('bytes'), patches.get('huge')]).toEqual([undefined, undefined])
  const blob = await appClient(github).request('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', {
    ...at,
    file_sha: data[2]?.sha ?? '',
  })
  expect(Buffer.from(blob.data.content, 'base64').toString()).toBe('a\nc\n')
})

test('a pull request is what left its base, not what its base did since', async () => {
  const github = await open()
  const repo = github.repository('acme/flows', { files: { a: '1\n', b: '1\n' } })
  const pull = repo.pull({ files: { a: '2\n' } })
  repo.push('main', { b: '2\n' })
  expect(pull.files().map(({ path }) => path)).toEqual(['a'])
  const { data } = await appClient(github).request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
    ...at,
    pull_number: 1,
  })
  // GitHub tells the tip of the base as it was when the head last moved.
  expect(data.base.sha).not.toBe(repo.tip())
  pull.merge()
  expect([repo.file('main', 'a'), repo.file('main', 'b')]).toEqual(['2\n', '2\n'])
})

test('lists come in pages, and end at 3,000 files', { timeout: 30_000 }, async () => {
  const github = await open()
  const repo = github.repository('acme/flows', { files: { a: '1' } })
  const pull = repo.pull({
    files: Object.fromEntries(Array.from({ length: 3050 }, (_, i) => [`f/${i}.yaml`, `n: ${i}\n`])),
  })
  const client = appClient(github)
  function page(number: number, size = 100) {
    return client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', {
      ...at,
      pull_number: pull.number,
      per_page: size,
      page: number,
    })
  }
  const first = await page(1)
  expect(first.data).toHaveLength(100)
  expect(first.headers.link).toContain('page=2>; rel="next"')
  expect(first.headers.link).toContain('page=30>; rel="last"')
  const last = await page(30)
  expect(last.data).toHaveLength(100)
  expect(last.headers.link).not.toContain('rel="next"')
  expect((await page(31)).data).toEqual([])
  expect(
    (await client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', { ...at, pull_number: 1 })).data
      .changed_files,
  ).toBe(3050)
})

test('the readers of the Action read it', async () => {
  const github = await open()
  const long = 'x'.repeat(600_000)
  const repo = github.repository('acme/flows', {
    files: { 'a.yaml': 'a\n', 'dir/b.yaml': 'b\n', long, link: { link: 'a.yaml' }, bytes: Buffer.from([0]) },
  })
  const pull = repo.pull({ files: { 'a.yaml': 'c\n' } })
  const reader = { client: appClient(github), ...at }
  const origin = await mergeBase(reader, repo.push('main', { z: '1' }), pull.head)
  const blobs = await tree(reader, origin)
  expect(blobs.map(({ path, link }) => [path, link ?? false])).toEqual([
    ['a.yaml', false],
    ['bytes', false],
    ['dir/b.yaml', false],
    ['link', true],
    ['long', false],
  ])
  const found = await texts(reader, blobs)
  expect(blobs.map(({ id }) => found.get(id))).toEqual(['a\n', undefined, 'b\n', 'a.yaml', long])
})

test('contents follow links, show folders, and refuse what is not there', async () => {
  const github = await open()
  const repo = github.repository('acme/flows', {
    files: { 'a.yaml': 'a\n', 'dir/b.yaml': 'b\n', link: { link: 'a.yaml' } },
  })
  async function get(path: string) {
    return (await appClient(github).request('GET /repos/{owner}/{repo}/contents/{path}', { ...at, path })).data
  }
  expect(await get('link')).toMatchObject({ type: 'file', content: Buffer.from('a\n').toString('base64') })
  expect(await get('dir')).toMatchObject([{ path: 'dir/b.yaml' }])
  expect((await refusal(get('none'))).status).toBe(404)
  const raw = { ...at, path: 'a.yaml', mediaType: { format: 'raw' } }
  expect((await appClient(github).request('GET /repos/{owner}/{repo}/contents/{path}', raw)).data).toBe('a\n')
  expect(repo.file('main', 'dir/b.yaml')).toBe('b\n')
  const { data } = await appClient(github).request('GET /repos/{owner}/{repo}/tarball/{ref}', { ...at, ref: 'main' })
  const tar = gunzipSync(Buffer.from(data as ArrayBuffer)).toString('latin1')
  expect(tar).toContain(`acme-flows-${repo.tip().slice(0, 7)}/dir/b.yaml`)
})

test('a fork’s commits are readable through the repository that it forks', async () => {
  const github = await open()
  const repo = github.repository('acme/flows', { files: { a: '1\n' } })
  const pull = repo.pull({ from: repo.fork('mallory'), by: 'mallory', files: { a: '2\n' } })
  const { data } = await appClient(github).request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
    ...at,
    pull_number: 1,
  })
  expect(data.head.repo?.full_name).toBe('mallory/flows')
  expect(repo.file(pull.head, 'a')).toBe('2\n')
  const { data: run } = await appClient(github).request('POST /repos/{owner}/{repo}/check-runs', {
    ...at,
    name: 'Lynceus',
    head_sha: pull.head,
  })
  // GitHub names no pull request of a fork in its checks.
  expect(run.pull_requests).toEqual([])
})
