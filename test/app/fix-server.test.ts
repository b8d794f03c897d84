import { expect, test, vi } from 'vitest'
import type { RepositoryHandle } from '../github/loopback/handles/repository.ts'
import { privileged, secure } from './fixing.ts'
import { openGitHub, startApp } from './harness.ts'

vi.setConfig({ testTimeout: 120_000 })

async function openShop(files: Record<string, string> = { 'build.yaml': secure() }) {
  const github = await openGitHub()
  const repo = github.repository('acme/flows', { files: { '.github/lynceus.yml': 'fail-on: high\n', ...files } })
  repo.permit('ada', 'write')
  github.user('mallory')
  return { github, repo, app: await startApp({ github }) }
}

function fixesIn(repo: RepositoryHandle) {
  const ours = repo.state.pulls.filter(({ user }) => user.login === 'lynceus[bot]')
  return ours.map(({ number }) => repo.pullNumbered(number))
}

function branchesIn(repo: RepositoryHandle): string[] {
  return [...repo.state.refs.keys()].filter((name) => name.startsWith('refs/heads/lynceus/'))
}

test('from the button to a clean pull request', async () => {
  const { github, repo, app } = await openShop()
  const pull = repo.pull({ files: { 'build.yaml': privileged }, branch: 'feature' })
  await app.idle()
  const [check] = repo.checks(pull.head)
  expect(check?.state.actions.map(({ identifier }) => identifier)).toEqual(['fix-unsafe'])
  github.forget()
  check?.press('fix-unsafe')
  await app.idle()
  const [made, ...more] = fixesIn(repo)
  expect(more).toEqual([])
  const written = github.calls.filter(({ method, fields }) => method !== 'GET' && !fields.includes('repository'))
  expect(written.map(({ route, fields }) => [route, ...fields].join(' '))).toEqual([
    'POST /repos/{owner}/{repo}/git/refs',
    'POST /graphql createCommitOnBranch',
    'POST /repos/{owner}/{repo}/pulls',
    // The review of the new pull request.
    'POST /repos/{owner}/{repo}/check-runs',
    'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}',
  ])
  made?.merge('ada')
  await app.idle()
  expect(repo.checks(pull.head).map(({ state }) => state.conclusion)).toEqual(['success'])
  expect(pull.threads().map(({ resolved }) => resolved)).toEqual([true])
  expect(branchesIn(repo)).toEqual([])
})

test('a command of an outsider is refused, one of a member is done, and either is answered once', async () => {
  const { github, repo, app } = await openShop()
  const pull = repo.pull({ files: { 'build.yaml': privileged } })
  await app.idle()
  repo.comment(pull.number, '/lynceus fix unsafe', 'mallory')
  await app.idle()
  expect([fixesIn(repo), branchesIn(repo)]).toEqual([[], []])
  expect(pull.state.comments.map(({ reactions }) => reactions.map(({ content }) => content))).toEqual([['-1']])
  repo.comment(pull.number, 'Hm.\r\n/lynceus fix unsafe\r\nThanks!', 'ada')
  await app.idle()
  expect(fixesIn(repo)).toHaveLength(1)
  expect(pull.comments().at(-1)).toMatch(/^<!-- lynceus:re=\w+ -->\n\nOpened #2: 1 finding fixed in 1 file\.\n$/)
  const before = JSON.stringify(github.snapshot())
  for (let i = 0; i < 3; i++) {
    for (const delivery of github.deliveries.filter(({ redelivery }) => !redelivery))
      github.webhooks.redeliver(delivery)
    await app.idle()
  }
  expect(JSON.stringify(github.snapshot())).toBe(before)
})

test('a fork gets a patch, and nothing is pushed', async () => {
  const { repo, app } = await openShop()
  const pull = repo.pull({ files: { 'build.yaml': privileged }, from: repo.fork('mallory') })
  await app.idle()
  repo.comment(pull.number, '/lynceus fix unsafe', 'ada')
  await app.idle()
  expect(pull.comments().at(-1)).toContain('```diff\ndiff --git a/build.yaml b/build.yaml\n')
  expect([fixesIn(repo), branchesIn(repo)]).toEqual([[], []])
})

test('when the pull request closes, its fixes go with it', async () => {
  const { repo, app } = await openShop()
  const pull = repo.pull({ files: { 'build.yaml': privileged } })
  repo.comment(pull.number, '/lynceus fix unsafe', 'ada')
  await app.idle()
  expect(fixesIn(repo).map(({ state }) => state.state)).toEqual(['open'])
  pull.close()
  await app.idle()
  expect(fixesIn(repo).map(({ state }) => state.state)).toEqual(['closed'])
  expect(branchesIn(repo)).toEqual([])
})

test('killed after a write, and started again, it opens one pull request and answers once', async () => {
  for (const call of ['POST /graphql createCommitOnBranch', 'POST /repos/{owner}/{repo}/pulls']) {
    const { github, repo, app } = await openShop()
    const pull = repo.pull({ files: { 'build.yaml': privileged } })
    await app.idle()
    github.fault(call, { reset: 'after' })
    github.forget()
    repo.comment(pull.number, '/lynceus fix unsafe', 'ada')
    await app.until(() => github.calls.some(({ route, fields }) => [route, ...fields].join(' ') === call))
    await app.restart()
    // What failed waits some seconds, more of them each time.
    await app.idle(50_000)
    expect([fixesIn(repo).length, branchesIn(repo).length], call).toEqual([1, 1])
    expect(
      pull.comments().filter((text) => text.includes('lynceus:re=')),
      call,
    ).toHaveLength(1)
    await app.kill()
  }
})
