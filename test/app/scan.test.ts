import { expect, test } from 'vitest'
import { perform } from '../../app/scan.ts'
import { dashboardMark } from '../../src/report/dashboard.ts'
import type { Changes } from '../github/loopback/objects.ts'
import { open } from '../github/loopback/open.ts'
import type { Permissions } from '../github/loopback/state.ts'
import { acting, everything, interrupted } from './acting.ts'
import { legacy, privileged, secure } from './fixing.ts'

const config = { '.github/lynceus.yml': 'dashboard: true\nargoVersion: 3.7.18\n' }

async function setting(files: Changes = config, permissions: Permissions = everything) {
  const github = await open({ permissions: everything })
  const repo = github.repository('acme/flows', { files: { 'README.md': 'Flows\n', ...files } })
  const context = acting(github, permissions)
  return {
    github,
    repo,
    context,
    /** Gives the number of calls, and how many of them write. */
    scan: async () => {
      github.forget()
      await perform({ kind: 'scan' }, context)
      const writes = github.calls.filter(({ method, route }) => method !== 'GET' && route !== 'POST /graphql')
      return { calls: github.calls.length, writes: writes.length }
    },
    body: () => repo.state.issues.at(-1)?.body ?? '',
  }
}

test('a dashboard is opened once, and changed only when the result does', async () => {
  const { repo, scan, body } = await setting({ ...config, 'build.yaml': privileged, 'controller.yaml': legacy })
  expect(await scan()).toEqual({ calls: 7, writes: 1 })
  expect(repo.state.issues.map(({ title, state }) => ({ title, state }))).toEqual([
    { title: 'Lynceus: how this repository stands', state: 'open' },
  ])
  const first = body()
  expect(first).toContain(dashboardMark)
  expect(first).toContain('**2 findings (1 high, 1 low) in 2 manifests of 3 files.**')
  expect(first).toContain('[`build.yaml:17`](https://github.com/acme/flows/blob/main/build.yaml#L17)')
  expect(first).toContain('- [ ] <!-- lynceus:fix=unsafe/privileged-container -->')
  expect(first).toContain('- [ ] <!-- lynceus:fix=safe/legacy-executor -->')
  expect(await scan()).toEqual({ calls: 5, writes: 0 })
  repo.push('main', { 'README.md': 'Other flows\n' })
  expect(await scan()).toEqual({ calls: 5, writes: 0 })
  repo.push('main', { 'build.yaml': secure() })
  expect(await scan()).toEqual({ calls: 7, writes: 1 })
  expect(repo.state.issues.length).toBe(1)
  expect(body()).toContain('**1 finding (1 low)')
})

test('without `dashboard: true` nothing is read but the config, and nothing written', async () => {
  const { repo, scan } = await setting({ 'build.yaml': privileged, 'lynceus.yml': 'fail-on: high\n' })
  expect(await scan()).toEqual({ calls: 2, writes: 0 })
  expect(repo.state.issues).toEqual([])
})

test('the organization can ask for dashboards', async () => {
  const { github, repo, scan } = await setting({ 'build.yaml': privileged })
  github.repository('acme/.github', { files: config })
  await scan()
  expect(repo.state.issues.length).toBe(1)
})

test('without leave to write issues there is no dashboard', async () => {
  const { issues: _, ...others } = everything
  const { repo, scan } = await setting(config, others)
  expect((await scan()).writes).toBe(0)
  expect(repo.state.issues).toEqual([])
})

test('without leave to write contents there are no boxes', async () => {
  const { body, scan } = await setting({ ...config, 'build.yaml': privileged }, { ...everything, contents: 'read' })
  expect(await scan()).toEqual({ calls: 6, writes: 1 })
  expect(body()).toContain('privileged')
  expect(body()).not.toContain('- [ ]')
})

test('who closes the dashboard has said no', async () => {
  const { repo, scan, body } = await setting({ ...config, 'build.yaml': privileged })
  await scan()
  const before = body()
  for (const issue of repo.state.issues) issue.state = 'closed'
  repo.push('main', { 'build.yaml': secure() })
  expect((await scan()).writes).toBe(0)
  expect(repo.state.issues.map(({ state, body: now }) => [state, now])).toEqual([['closed', before]])
})

test('an issue of the same title by somebody else is left alone', async () => {
  const { repo, scan } = await setting()
  repo.issue({ title: 'Lynceus: how this repository stands', body: `${dashboardMark}\nmine`, by: 'mallory' })
  await scan()
  expect(repo.state.issues.map(({ user }) => user.login)).toEqual(['mallory', 'lynceus[bot]'])
  expect(repo.state.issues[0]?.body).toBe(`${dashboardMark}\nmine`)
})

test('what others write into the text is written over, but for ticks', async () => {
  const { repo, scan, body } = await setting({ ...config, 'build.yaml': privileged })
  await scan()
  const before = body()
  const issue = repo.state.issues.at(-1)
  if (!issue) throw new Error('There is no dashboard.')
  issue.body = `${before.replace(/history=\S+/, 'history=[["2020-01-01",1,2,3,4,"<img>"]]')}\n@everyone\n`
  await scan()
  expect(body()).toBe(before)
  const ticked = before.replace('- [ ] <!-- lynceus:fix=unsafe/privileged', '- [x] <!-- lynceus:fix=unsafe/privileged')
  issue.body = ticked.replaceAll('\n', '\r\n')
  expect(await scan()).toEqual({ calls: 5, writes: 0 })
  repo.push('main', { 'other.yaml': legacy })
  await scan()
  expect(body()).toContain('- [x] <!-- lynceus:fix=unsafe/privileged-container -->')
  expect(body()).toContain('- [ ] <!-- lynceus:fix=safe/legacy-executor -->')
})

test('a process that ends at any step loses nothing and does nothing twice', async () => {
  const files = { ...config, 'build.yaml': privileged }
  const whole = await setting(files)
  const [opened, first] = [await whole.scan(), whole.github.snapshot()]
  whole.repo.push('main', { 'build.yaml': secure() })
  const [changed, second] = [await whole.scan(), whole.github.snapshot()]
  for (let step = 1; step <= Math.max(opened.calls, changed.calls); step++) {
    for (const isSent of [false, true]) {
      const { github, repo, context, scan } = await setting(files)
      const ended = interrupted(context, step, isSent)
      await perform({ kind: 'scan' }, ended).catch(() => undefined)
      await scan()
      expect(github.snapshot(), `request ${step}`).toEqual(first)
      repo.push('main', { 'build.yaml': secure() })
      await perform({ kind: 'scan' }, interrupted(context, step, isSent)).catch(() => undefined)
      await scan()
      expect(github.snapshot(), `request ${step}`).toEqual(second)
    }
  }
})

test('a box that is ticked while the text is made stays ticked', async () => {
  const { repo, scan, body } = await setting({ ...config, 'build.yaml': privileged })
  await scan()
  const [issue] = repo.state.issues
  if (!issue) throw new Error('There is no dashboard.')
  repo.push('main', { 'other.yaml': legacy })
  const trees = repo.state.objects.trees
  const get = trees.get.bind(trees)
  // The files are read after the issue: that is when somebody ticks.
  trees.get = (id) => {
    issue.body = `${issue.body}`.replace('- [ ]', '- [x]')
    return get(id)
  }
  await scan()
  expect(body()).toContain('- [x] <!-- lynceus:fix=unsafe/privileged-container -->')
  expect(body()).toContain('- [ ] <!-- lynceus:fix=safe/legacy-executor -->')
})

test('a repository that has no issues gets none', async () => {
  const { github, repo, scan } = await setting()
  github.fault('POST /repos/{owner}/{repo}/issues', { status: 410, body: { message: 'Issues are disabled' } })
  await scan()
  expect(repo.state.issues).toEqual([])
})

test('what could not be read is said', async () => {
  const { scan, body } = await setting({
    ...config,
    'broken.yaml': 'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec: [\n',
    'large.yaml': `# ${'x'.repeat(4_200_000)}\n`,
    'link.yaml': { link: 'broken.yaml' },
  })
  await scan()
  expect(body()).toContain('### Not read')
  expect(body()).toContain('`broken.yaml:')
  expect(body()).toContain('Lynceus does not read files larger than 4 MiB')
  expect(body()).toContain('Lynceus does not follow symbolic links here')
})

test('a broken config is said, and costs the dashboard where only it asked for one', async () => {
  const { repo, scan } = await setting({ 'lynceus.yml': 'dashboard: ture\n' })
  await scan()
  expect(repo.state.issues).toEqual([])
})

test('many manifests come as an archive', async () => {
  const files = Object.fromEntries(Array.from({ length: 260 }, (_, n) => [`flows/${n}.yaml`, secure(`# ${n}\n`)]))
  const { github, scan, body } = await setting({ ...config, ...files, 'build.yaml': privileged })
  expect(await scan()).toEqual({ calls: 7, writes: 1 })
  expect(github.calls.some(({ route }) => route.includes('tarball'))).toBe(true)
  expect(body()).toContain('in 261 manifests of 262 files')
})

test('many manifests are judged aside, with the same result, and the process goes on meanwhile', async () => {
  const many = Array.from(
    { length: 400 },
    (_, n) => [`flows/${n}.yaml`, `# ${'x'.repeat(800)}\n${privileged}`] as const,
  )
  const { scan, body } = await setting({ ...config, ...Object.fromEntries(many) })
  const start = performance.now()
  let [last, longest] = [start, 0]
  const timer = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
  }, 5)
  expect((await scan()).writes).toBe(1)
  clearInterval(timer)
  expect(longest).toBeLessThan((performance.now() - start) / 2)
  expect(body()).toContain('**400 findings (400 high) in 400 manifests of 401 files.**')
  expect(body()).toContain('(400 places, unsafe')
  expect(await scan()).toMatchObject({ writes: 0 })
})

test('an empty repository is no mistake', async () => {
  const { repo, scan } = await setting()
  repo.reset('main', undefined)
  expect(await scan()).toEqual({ calls: 1, writes: 0 })
})
