import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { readWhole } from '../../app/whole.ts'
import { archived } from '../../src/github/archive.ts'
import type { Repository } from '../../src/github/client.ts'
import { acting } from '../app/acting.ts'
import { open } from './loopback/open.ts'

const closing: (() => void)[] = []
afterEach(() => closing.splice(0).forEach((close) => close()))

/** What git itself makes of files, sent as GitHub sends archives. */
async function sent(files: Readonly<Record<string, string>>): Promise<Repository> {
  const folder = mkdtempSync(join(tmpdir(), 'lynceus-archive-'))
  closing.push(() => rmSync(folder, { recursive: true }))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  symlinkSync('a.yaml', join(folder, 'link.yaml'))
  function git(...args: string[]) {
    return execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], {
      maxBuffer: 100_000_000,
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' },
    })
  }
  git('init', '-q')
  git('add', '.')
  git('commit', '-qm', 'a')
  return served(git('archive', '--format=tar.gz', '--prefix=acme-flows-1234567/', 'HEAD'))
}

async function served(body: Buffer, location = '/archive'): Promise<Repository> {
  const server = createServer((_, response) => response.end(body))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  closing.push(() => server.close())
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const to = location.startsWith('/') ? origin + location : location
  const client = { request: async () => ({ status: 302, headers: { location: to }, url: `${origin}/repos/x` }) }
  return { client: client as never, owner: 'acme', repo: 'flows' }
}

async function read(repository: Repository, wanted: (path: string) => boolean = () => true) {
  const found = new Map<string, string>()
  await archived(repository, 'HEAD', wanted, (path, bytes) => found.set(path, bytes.toString()))
  return Object.fromEntries(found)
}

test('files are read as git packs them, whatever their names and lengths', async () => {
  const files = {
    'a.yaml': 'a: 1\n',
    'empty.yaml': '',
    'block.yaml': 'x'.repeat(512),
    'large.yaml': 'x'.repeat(1_000_001),
    [`${'deep/'.repeat(30)}a.yaml`]: 'deep\n',
    [`${'deeper/'.repeat(60)}a.yaml`]: 'deeper\n',
    'flöw – 日本.yaml': 'name\n',
    [`日本/${'語'.repeat(70)}.yaml`]: 'long name\n',
  }
  const repository = await sent(files)
  expect(await read(repository)).toEqual(files)
  expect(await read(repository, (path) => path === 'empty.yaml' || path === 'large.yaml')).toEqual({
    'empty.yaml': '',
    'large.yaml': files['large.yaml'],
  })
})

test('an archive that ends too early, or is none, is refused', async () => {
  const { gzipSync } = await import('node:zlib')
  const head = Buffer.alloc(512)
  head.write('root/a.yaml')
  head.write('00000002000 ', 124)
  head.write('0', 156)
  await expect(read(await served(gzipSync(head)))).rejects.toThrow('GitHub did not give the archive of the commit')
  await expect(read(await served(Buffer.from('no gzip')))).rejects.toThrow('the archive of the commit')
})

test.each(['http://evil.example/archive', 'https://codeload.github.com.evil.example/x', 'file:///etc/passwd', 'x'])(
  'nothing is fetched from %s',
  async (location) => {
    await expect(read(await served(Buffer.alloc(0), location))).rejects.toThrow('from a place that is not its own')
  },
)

test('what an archive leaves out or changes is read from GitHub itself', async () => {
  const github = await open()
  const manifests = Object.fromEntries(Array.from({ length: 260 }, (_, n) => [`${n}.yaml`, `n: ${n}\n`]))
  const repo = github.repository('acme/flows', { files: manifests })
  const { repository } = acting(github)
  const attributes = '1.yaml export-ignore\n2.yaml export-subst\n'
  const packed = await sent({ ...manifests, '2.yaml': 'n: $Format:%H$\n', '.gitattributes': attributes })
  async function request(route: string, given: object) {
    return (route.includes('tarball') ? packed : repository).client.request(route as never, given as never)
  }
  const client = { ...repository.client, request, graphql: repository.client.graphql }
  const whole = await readWhole({ ...repository, client: client as never }, repo.tip(), () => true)
  expect(Object.fromEntries(whole.files.map(({ path, text }) => [path, text]))).toEqual(manifests)
  expect(whole.unread).toEqual([])
  expect(github.calls.map(({ route }) => route)).toEqual([
    'GET /repos/{owner}/{repo}/git/trees/{tree_sha}',
    'POST /graphql',
  ])
  expect(JSON.stringify(github.calls.at(-1)?.body).match(/"b\d+":/g)).toHaveLength(2)
})

test('what a kustomization puts into a ConfigMap is read with the manifests, and nothing else that it names', async () => {
  const github = await open()
  const generator = `configMapGenerator:
  - {name: workflow-controller-configmap, files: [config, ../away, link, absent, big, ../vendor/x]}
secretGenerator: [{name: sso, files: [secret]}]
`
  const data = { 'argo/config': 'sso: {}\n', 'argo/secret': 'x', 'argo/big': 'x'.repeat(1_100_000), 'vendor/x': 'x' }
  const repo = github.repository('acme/flows', {
    files: { 'argo/kustomization.yaml': generator, ...data, away: 'a', other: 'o' },
  })
  const { repository } = acting(github)
  const { files, unread } = await readWhole(repository, repo.tip(), (path) => path !== 'away')
  expect(files).toEqual([
    { path: 'argo/config', text: 'sso: {}\n', isData: true },
    { path: 'argo/kustomization.yaml', text: generator },
  ])
  expect(unread).toEqual([])
  expect(github.calls).toHaveLength(3)
})
