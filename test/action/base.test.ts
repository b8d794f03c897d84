import { getOctokit } from '@actions/github'
import { describe, expect, test } from 'vitest'
import { readBase, WrongCheckout } from '../../action/base.ts'
import { Refused } from '../../src/github/client.ts'
import { SourceError } from '../../src/source/error.ts'
import type { File } from '../../src/yaml/file.ts'
import { type GitHub, github } from './github.ts'
import { checkout, git, type Origin, pullRequest, sparseCheckout, temporary, write } from './repository.ts'

/** Each way in which a pull request comes to be in a workspace, and the requests that its base costs then. */
const clones = [
  ['the trial merge', 'merge', 1, ['git/trees', 'graphql']],
  ['the trial merge and its parents', 'merge', 2, []],
  ['the trial merge with all history', 'merge', 0, []],
  ['the head', 'head', 1, ['compare', 'git/trees', 'graphql']],
  ['the head with all history', 'head', 0, []],
] as const

async function base(root: string, origin: Pick<Origin, 'base' | 'head'>, api?: GitHub) {
  const checkedOut = {
    root,
    pull: origin,
    configPaths: ['lynceus.yml'],
    wanted: (path: string) => path.endsWith('.yaml'),
  }
  return await readBase(checkedOut, async () => {
    if (!api) throw new Refused('There is no API.')
    return { client: getOctokit('token', { baseUrl: api.url }), owner: 'octo', repo: 'manifests' }
  })
}

function texts(files: readonly File[]): Record<string, string> {
  return Object.fromEntries(files.map(({ path, text }) => [path, text]))
}

function routes({ calls }: GitHub): (string | undefined)[] {
  return calls.map(({ request }) => /compare|git\/trees|git\/blobs|graphql/.exec(request)?.[0])
}

describe.each(clones)('with %s checked out', (_, commit, depth, requests) => {
  test('files are as they were before they were changed, deleted or renamed', async () => {
    const before = {
      'changed.yaml': 'a: 1\n',
      'deleted.yaml': 'b: 1\n',
      'old.yaml': 'c: 1\n',
      'same.yaml': 'd: 1\n',
      'x.txt': 'x',
    }
    const change = {
      'changed.yaml': 'a: 2\n',
      'deleted.yaml': null,
      'old.yaml': null,
      'new.yaml': 'c: 1\n',
      'x.txt': 'y',
    }
    const origin = pullRequest(before, change)
    const api = await github(origin)
    const { files } = await base(checkout(origin, commit, depth), origin, api)
    const { 'x.txt': _text, ...expected } = before
    expect(texts(files)).toEqual(expected)
    expect(routes(api)).toEqual(requests)
  })

  test('what kustomizations name as data is as it was, too', async () => {
    const generator =
      "configMapGenerator: [{name: workflow-controller-configmap, files: [config, '../../out', link]}]\n"
    const before = { 'argo/kustomization.yaml': generator, 'argo/config': 'sso: {}\n', 'argo/link': { link: 'config' } }
    const origin = pullRequest(before, { 'argo/config': 'sso: {rbac: {enabled: false}}\n' })
    const api = await github(origin)
    const { files, unread } = await base(checkout(origin, commit, depth), origin, api)
    expect(files).toEqual([
      { path: 'argo/kustomization.yaml', text: generator },
      { path: 'argo/config', text: 'sso: {}\n', isData: true },
    ])
    expect(unread).toEqual([])
    expect(routes(api)).toEqual(requests)
  })

  test('what the target branch got meanwhile is on both sides or on none', async () => {
    const origin = pullRequest({ 'a.yaml': 'a: 1\n' }, { 'a.yaml': 'a: 2\n' }, { 'foreign.yaml': 'b: 1\n' })
    const root = checkout(origin, commit, depth)
    const { files } = await base(root, origin, await github(origin))
    const head = git(root, 'ls-files').split('\n')
    expect(files.map(({ path }) => path).toSorted()).toEqual(head)
  })

  test('the config is the one at the tip of the target branch', async () => {
    const origin = pullRequest(
      { 'a.yaml': 'a: 1\n', 'lynceus.yml': 'old\n' },
      { 'a.yaml': 'a: 2\n' },
      { 'lynceus.yml': 'new\n' },
    )
    const { configs } = await base(checkout(origin, commit, depth), origin, await github(origin))
    expect(texts(configs)).toEqual({ 'lynceus.yml': 'new\n' })
  })
})

test('never are more than 4 requests made for a handful of files, however far the branch is behind', async () => {
  const config = { 'lynceus.yml': 'old\n' }
  const origin = pullRequest(
    { 'a.yaml': '1\n', ...config },
    { 'a.yaml': '2\n', 'lynceus.yml': 'own\n' },
    { 'b.yaml': '3\n' },
  )
  const api = await github(origin)
  const { configs } = await base(checkout(origin, 'head'), origin, api)
  expect(routes(api)).toEqual(['compare', 'git/trees', 'git/trees', 'graphql'])
  expect(texts(configs)).toEqual(config)
})

test('a merge counts from its own first parent, even when the event tells of an older base', async () => {
  const origin = pullRequest({ 'a.yaml': 'a: 1\n' }, { 'a.yaml': 'a: 2\n' }, { 'foreign.yaml': 'b: 1\n' })
  const late = { ...origin, base: origin.fork }
  for (const depth of [0, 1, 2]) {
    const { files } = await base(checkout(origin, 'merge', depth), late, await github(origin))
    expect(texts(files), `depth ${depth}`).toEqual({ 'a.yaml': 'a: 1\n', 'foreign.yaml': 'b: 1\n' })
  }
})

test('a branch into which its target was merged counts from there', async () => {
  const origin = pullRequest({ 'a.yaml': 'a: 1\n' }, { 'a.yaml': 'a: 2\n' }, { 'foreign.yaml': 'b: 1\n' })
  const head = git(
    origin.folder,
    'commit-tree',
    `${origin.merge}^{tree}`,
    '-p',
    origin.head,
    '-p',
    origin.base,
    '-m',
    'Merge main',
  )
  git(origin.folder, 'update-ref', 'refs/pull/1/head', head)
  const updated = { ...origin, head }
  for (const depth of [0, 1]) {
    const { files } = await base(checkout(updated, 'head', depth), updated, await github(origin))
    expect(texts(files), `depth ${depth}`).toEqual({ 'a.yaml': 'a: 1\n', 'foreign.yaml': 'b: 1\n' })
  }
})

test('contents that moved are not asked for', async () => {
  const origin = pullRequest({ 'old.yaml': 'a: 1\n' }, { 'old.yaml': null, 'new.yaml': 'a: 1\n' })
  const api = await github(origin)
  expect(texts((await base(checkout(origin), origin, api)).files)).toEqual({ 'old.yaml': 'a: 1\n' })
  expect(routes(api)).toEqual(['git/trees'])
})

test('a file that an earlier step wrote is compared with the commit, not with itself', async () => {
  const origin = pullRequest({ 'a.yaml': 'a: 1\n' }, { 'b.yaml': 'b: 1\n' })
  const root = checkout(origin)
  write(root, { 'a.yaml': 'a: 2\n' })
  expect(texts((await base(root, origin, await github(origin))).files)).toEqual({ 'a.yaml': 'a: 1\n' })
})

test('a sparse and partial checkout is compared in the part that it has', async () => {
  const before = { 'in/same.yaml': '1\n', 'in/changed.yaml': '2\n', 'out/same.yaml': '3\n' }
  const origin = pullRequest(before, { 'in/changed.yaml': '4\n' })
  const api = await github(origin)
  const root = sparseCheckout(origin, 'in')
  expect(texts((await base(root, origin, api)).files)).toEqual({ 'in/same.yaml': '1\n', 'in/changed.yaml': '2\n' })
  expect(routes(api)).toEqual(['git/trees', 'graphql'])
})

describe('a checkout that is not of the pull request is refused', () => {
  const origin = pullRequest({ 'a.yaml': 'a: 1\n' }, { 'a.yaml': 'a: 2\n' }, { 'b.yaml': 'b: 1\n' })

  test.each([0, 1])('the target branch, depth %i', async (depth) => {
    await expect(base(checkout(origin, 'base', depth), origin)).rejects.toThrow(WrongCheckout)
  })

  test('an older commit of the target branch, which only the API can tell', async () => {
    const api = await github(origin)
    await expect(base(checkout(origin, 'fork'), origin, api)).rejects.toThrow(WrongCheckout)
    expect(routes(api)).toEqual(['compare'])
  })

  test('but not a head that is already merged', async () => {
    const { files } = await base(checkout(origin, 'base'), { base: origin.base, head: origin.base })
    expect(files.map(({ path }) => path)).toEqual(['a.yaml', 'b.yaml'])
  })
})

describe('what cannot be had is refused with a reason', () => {
  const origin = pullRequest({ 'a.yaml': 'a: 1\n' }, { 'a.yaml': 'a: 2\n' })
  const refusal = { status: 403, message: 'Resource not accessible by integration' }

  test.each([
    ['git/trees', 'GitHub did not give the list of files of the base: 403 Resource not accessible by integration'],
    ['graphql', 'GitHub did not give the files of the base: 403 Resource not accessible by integration'],
  ])('a 403 at %s', async (route, message) => {
    const api = await github(origin, { refuse: { [route]: refusal } })
    const asked = base(checkout(origin), origin, api)
    await expect(asked).rejects.toThrow(Refused)
    await expect(asked).rejects.toThrow(message)
  })

  test('a 403 at compare', async () => {
    const api = await github(origin, { refuse: { compare: refusal } })
    await expect(base(checkout(origin, 'head'), origin, api)).rejects.toThrow(
      'the commit at which the pull request left',
    )
    expect(api.calls).toHaveLength(1)
  })

  test('a list that GitHub cuts', async () => {
    const api = await github(origin, { truncated: true })
    await expect(base(checkout(origin), origin, api)).rejects.toThrow('more files than GitHub lists at once')
  })

  test('nobody at the address of the API', async () => {
    const asked = base(checkout(origin), origin, { url: 'http://127.0.0.1:9', calls: [] })
    await expect(asked).rejects.toThrow(Refused)
  })

  test('more files than may be asked for; not one of them is', async () => {
    const many = Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`${i}.yaml`, `a: ${i}\n`]))
    const changed = Object.fromEntries(Object.keys(many).map((path) => [path, `b: ${path}\n`]))
    const large = pullRequest(many, changed)
    const api = await github(large)
    await expect(base(checkout(large), large, api)).rejects.toThrow('1001 files differ')
    expect(routes(api)).toEqual(['git/trees'])
  })

  test('a workspace without git', async () => {
    const none = { wanted: () => true, configPaths: [] }
    const asked = readBase({ root: temporary(), pull: origin, ...none }, () => Promise.reject(new Refused('No API.')))
    await expect(asked).rejects.toThrow(SourceError)
  })
})
