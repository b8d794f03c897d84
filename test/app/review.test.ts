import { pino } from 'pino'
import { expect, test } from 'vitest'
import type { Context } from '../../app/context.ts'
import { perform } from '../../app/review.ts'
import { appClient, open } from '../github/loopback/open.ts'

function secure(more = ''): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: build
  serviceAccountName: build
  securityContext:
    runAsNonRoot: true
    runAsUser: 8737
  templates:
    - name: build
      container:
        image: alpine:3.20.3
        command: [make]
${more}`
}

const privileged = secure('        securityContext:\n          privileged: true\n')

async function setting(files: Record<string, string>) {
  const github = await open()
  const repo = github.repository('acme/flows', { files: { 'README.md': 'Flows\n', ...files } })
  const context: Context = {
    repository: { client: appClient(github), owner: 'acme', repo: 'flows' },
    enqueue: async () => undefined,
    installation: 1,
    permissions: { checks: 'write', contents: 'write', pull_requests: 'write' },
    app: { id: github.app.id, slug: 'lynceus' },
    site: 'https://github.com',
    log: pino({ enabled: false }),
    signal: new AbortController().signal,
  }
  return { github, repo, review: (pull: number) => perform({ kind: 'review', pull }, context) }
}

test('a new problem becomes a check run, and a remark with a suggestion on its line', async () => {
  const { github, repo, review } = await setting({ 'build.yaml': secure(), 'lynceus.yml': 'persona: regular\n' })
  const pull = repo.pull({ files: { 'build.yaml': privileged } })
  await review(pull.number)
  const [run] = repo.checks(pull.head)
  expect(run?.state).toMatchObject({
    name: 'Lynceus',
    status: 'completed',
    conclusion: 'failure',
    externalId: `pr/${pull.number}`,
  })
  expect(run?.state.title).toBe('1 finding (1 high) in 1 manifest of 1 file')
  const [thread, ...more] = pull.threads()
  expect(more).toEqual([])
  expect(thread).toMatchObject({ path: 'build.yaml', line: 17 })
  expect(thread?.body).toContain('```suggestion')
  expect(github.calls.length).toBeLessThanOrEqual(5)
})

test('the next push says nothing twice, and settles what is gone', async () => {
  const { github, repo, review } = await setting({ 'build.yaml': secure() })
  const pull = repo.pull({ files: { 'build.yaml': privileged } })
  await review(pull.number)
  pull.push({ 'other.txt': 'x' })
  await review(pull.number)
  expect(pull.threads().map(({ resolved }) => resolved)).toEqual([false])
  pull.push({ 'build.yaml': secure('# safe\n') })
  github.forget()
  await review(pull.number)
  expect(pull.threads().map(({ resolved }) => resolved)).toEqual([true])
  expect(repo.checks(pull.head)[0]?.state.conclusion).toBe('success')
  expect(github.calls.length).toBeLessThanOrEqual(5)
  pull.push({ 'build.yaml': privileged })
  await review(pull.number)
  expect(pull.threads().map(({ resolved }) => resolved)).toEqual([false])
})

test('what a change does not touch is not its fault', async () => {
  const { repo, review } = await setting({ 'build.yaml': privileged })
  const pull = repo.pull({ files: { 'build.yaml': privileged.replace('[make]', '[make, all]') } })
  await review(pull.number)
  expect(pull.threads()).toEqual([])
  expect(repo.checks(pull.head)[0]?.state.conclusion).toBe('success')
})

test('a new call of an old bad template in another file is new', async () => {
  const library = privileged
    .replace('kind: Workflow\n', 'kind: WorkflowTemplate\n')
    .replace('generateName: build-', 'name: lib')
  function call(steps: string): string {
    return `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: caller}
spec:
  entrypoint: main
  serviceAccountName: build
  templates:
    - name: main
      steps:
        - - {name: say, template: hello}
${steps}    - name: hello
      container: {image: alpine:3.20.3, command: [echo]}
`
  }
  const { repo, review } = await setting({ 'lib.yaml': library, 'call.yaml': call('') })
  const pull = repo.pull({
    files: { 'call.yaml': call('        - - {name: go, templateRef: {name: lib, template: build}}\n') },
  })
  await review(pull.number)
  expect(pull.threads().map(({ path, line }) => `${path}:${line}`)).toEqual(['call.yaml:11'])
})

test('of a fork the fixes are a patch that git takes', async () => {
  const { github, repo, review } = await setting({ 'build.yaml': secure() })
  const fork = repo.fork('mallory')
  const pull = repo.pull({ from: fork, by: 'mallory', files: { 'build.yaml': privileged } })
  await review(pull.number)
  const body = pull.state.reviews[0]?.body ?? ''
  expect(body).toContain('```diff\ndiff --git a/build.yaml b/build.yaml\n')
  expect(repo.checks(pull.head)[0]?.state.actions).toEqual([])
  github.assertContract()
})

test('a draft has its check run, and nobody is addressed', async () => {
  const { repo, review } = await setting({ 'build.yaml': secure() })
  const pull = repo.pull({ draft: true, files: { 'build.yaml': privileged } })
  await review(pull.number)
  expect(pull.threads()).toEqual([])
  expect(repo.checks(pull.head)[0]?.state.conclusion).toBe('failure')
})

test('where GitHub takes no line, all is said in the body', async () => {
  const { github, repo, review } = await setting({ 'build.yaml': secure() })
  const pull = repo.pull({ files: { 'build.yaml': privileged } })
  github.fault('POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', { times: 1, status: 422 })
  await review(pull.number)
  expect(pull.threads()).toEqual([])
  expect(pull.state.reviews.map(({ body }) => body)).toEqual([expect.stringContaining('build.yaml:17')])
})

test('what cannot be read any more does not pass, and a config counts once it is merged', async () => {
  const { repo, review } = await setting({ 'build.yaml': secure() })
  const pull = repo.pull({ files: { 'build.yaml': `${secure()}\t- broken: [`, 'lynceus.yml': 'fail-on: never\n' } })
  await review(pull.number)
  const run = repo.checks(pull.head)[0]?.state
  expect(run?.conclusion).toBe('failure')
  expect(run?.summary).toContain('This change edits `lynceus.yml`: that counts once it is merged.')
})

test('a large change is judged aside, and nothing else waits for it', async () => {
  const { repo, review } = await setting({ 'build.yaml': secure() })
  const many = Array.from({ length: 900 }, (_, i) => privileged.replace('build-', `build-${i}-`)).join('---\n')
  const pull = repo.pull({ files: { 'many.yaml': many } })
  let turns = 0
  const timer = setInterval(() => turns++, 10)
  await review(pull.number)
  clearInterval(timer)
  expect(repo.checks(pull.head)[0]?.state.title).toBe('900 findings (900 high) in 900 manifests of 1 file')
  expect(pull.threads()).toHaveLength(30)
  // It takes seconds: on this thread, no timer would have had a turn meanwhile.
  expect(turns).toBeGreaterThan(20)
}, 60_000)

test('a conversation that is locked does not keep the check run waiting', async () => {
  const { github, repo, review } = await setting({ 'build.yaml': secure() })
  const pull = repo.pull({ files: { 'build.yaml': privileged } })
  github.fault('POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', { times: 1, status: 403 })
  await review(pull.number)
  const run = repo.checks(pull.head)[0]?.state
  expect(run).toMatchObject({ status: 'completed', conclusion: 'failure' })
  expect(run?.summary).toContain('Not all remarks could be posted, or marked as settled: ')
})

test.each(['FORBIDDEN', 'NOT_FOUND', 'UNPROCESSABLE'])(
  'a remark that GitHub does not let us settle (%s) does not keep the check run waiting',
  async (type) => {
    const { github, repo, review } = await setting({ 'build.yaml': secure() })
    const pull = repo.pull({ files: { 'build.yaml': privileged } })
    await review(pull.number)
    pull.push({ 'build.yaml': secure('# safe\n') })
    const body = { data: { t0: null }, errors: [{ type, path: ['t0'], message: 'Not this one.' }] }
    github.fault('POST /graphql resolveReviewThread', { status: 200, body })
    await review(pull.number)
    const run = repo.checks(pull.head)[0]?.state
    expect(run).toMatchObject({ status: 'completed', conclusion: 'success' })
    expect(run?.summary).toContain('marked as settled: GitHub did not give leave to settle remarks: Not this one')
  },
)

test('a remark that GitHub could not settle for now is settled later', async () => {
  const { github, repo, review } = await setting({ 'build.yaml': secure() })
  const pull = repo.pull({ files: { 'build.yaml': privileged } })
  await review(pull.number)
  pull.push({ 'build.yaml': secure('# safe\n') })
  const body = { data: { t0: null }, errors: [{ path: ['t0'], message: 'Something went wrong.' }] }
  github.fault('POST /graphql resolveReviewThread', { status: 200, body })
  await expect(review(pull.number)).rejects.toThrow('Something went wrong')
  await review(pull.number)
  expect(pull.threads().map(({ resolved }) => resolved)).toEqual([true])
})

test('a pull request that is closed before its review ends leaves no check run that waits, and may be opened again', async () => {
  const { github, repo, review } = await setting({ 'build.yaml': secure() })
  const pull = repo.pull({ files: { 'build.yaml': privileged } })
  github.fault('POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', { status: 500 })
  await expect(review(pull.number)).rejects.toThrow('500')
  pull.close('ada')
  await review(pull.number)
  const [run, ...more] = repo.checks(pull.head).map(({ state }) => state)
  expect(run).toMatchObject({ status: 'completed', conclusion: 'failure', title: 'Closed before it was reviewed' })
  expect(more).toEqual([])
  pull.reopen('ada')
  await review(pull.number)
  expect(repo.checks(pull.head).at(-1)?.state).toMatchObject({ conclusion: 'failure', annotations: [{}] })
})

test('texts that are too much for one answer are asked for again', async () => {
  const { github, repo, review } = await setting({ 'build.yaml': secure() })
  const pull = repo.pull({ files: { 'build.yaml': privileged } })
  github.fault('POST /graphql repository', { status: 502 })
  await review(pull.number)
  expect(repo.checks(pull.head).map(({ state }) => state.conclusion)).toEqual(['failure'])
  expect(pull.threads()).toHaveLength(1)
})

test('a small manifest that takes long is judged aside too', async () => {
  const { repo, review } = await setting({})
  const one = privileged.slice(privileged.indexOf('    - name: build'))
  const many = Array.from({ length: 200 }, (_, i) => one.replace('build', `b${i}`)).join('')
  const pull = repo.pull({ files: { 'many.yaml': privileged.replace(one, many) }, from: repo.fork('mallory') })
  const ticks = [performance.now()]
  const timer = setInterval(() => ticks.push(performance.now()), 10)
  await review(pull.number)
  clearInterval(timer)
  ticks.push(performance.now())
  const waits = ticks.slice(1).map((tick, i) => tick - (ticks[i] ?? 0))
  expect(repo.checks(pull.head)[0]?.state.title).toMatch(/^20\d findings/)
  expect(Math.max(...waits)).toBeLessThan(((ticks.at(-1) ?? 0) - (ticks[0] ?? 0)) / 2)
}, 60_000)

test('what a kustomization of the change puts into a ConfigMap is judged, in at most 4 more requests', async () => {
  const generator = 'configMapGenerator: [{name: workflow-controller-configmap, files: [config]}]\n'
  const open = 'sso:\n  issuer: https://login.example.org\n  rbac: {enabled: false}\n'
  const { github, repo, review } = await setting({ 'argo/config': open })
  const pull = repo.pull({ files: { 'argo/kustomization.yaml': generator } })
  await review(pull.number)
  expect(repo.checks(pull.head)[0]?.state).toMatchObject({ conclusion: 'failure' })
  const old = await setting({ 'argo/config': open, 'argo/kustomization.yaml': generator })
  const next = old.repo.pull({ files: { 'argo/kustomization.yaml': `# The controller\n${generator}` } })
  await old.review(next.number)
  expect(old.repo.checks(next.head)[0]?.state).toMatchObject({ conclusion: 'success' })
  expect(Math.max(github.calls.length, old.github.calls.length)).toBeLessThanOrEqual(9)
})
