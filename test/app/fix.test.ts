import type { Changes } from '../github/loopback/objects.ts'
import { expect, test, vi } from 'vitest'
import { refresh } from '../../app/refresh.ts'
import { cutAt, cuts, legacy, permissions, privileged, secure, setting, version } from './fixing.ts'

const reads = [
  'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/files',
  'POST /graphql viewer repository',
]

const steps = [
  'POST /graphql repository',
  'POST /repos/{owner}/{repo}/git/refs',
  'POST /graphql createCommitOnBranch',
  'POST /repos/{owner}/{repo}/pulls',
]

async function asked(files: Changes = {}) {
  const it = await setting({ 'build.yaml': secure(), ...files })
  const pull = it.repo.pull({ files: { 'build.yaml': privileged }, branch: 'feature' })
  return {
    ...it,
    pull,
    press: (given: Parameters<typeof it.press>[0] = {}) => it.press({ pull: pull.number, ...given }),
  }
}

type Asked = Awaited<ReturnType<typeof asked>>

/** What people see, without what differs from run to run. */
function seen({ github }: Asked) {
  return JSON.parse(JSON.stringify(github.snapshot()).replace(/\b[0-9a-f]{40}\b/g, 'commit')) as object
}

test('a button opens one pull request into the branch of the pull request, in 4 requests after the reads', async () => {
  const { repo, pull, press, calls, fixes, branches } = await asked()
  calls()
  await press()
  expect(calls()).toEqual([...reads, ...steps])
  const [made, ...more] = fixes()
  expect(more).toEqual([])
  expect(made?.state).toMatchObject({ title: `Fix 1 security finding of #${pull.number}`, base: { ref: 'feature' } })
  expect(made?.state.head.ref).toMatch(/^lynceus\/fix\/pr-1-[0-9a-f]{12}$/)
  expect(branches()).toEqual([made?.state.head.ref])
  made?.merge()
  expect(repo.file('feature', 'build.yaml')).toBe(secure())
  expect(pull.comments()).toEqual([])
})

test('a repository that has the label gets it on what is opened; a label of a person stays away once taken off', async () => {
  const { repo, press, calls, fixes } = await asked()
  repo.issue({ title: 'Old', labels: ['Security'] })
  calls()
  await press()
  expect(calls().slice(reads.length)).toEqual([...steps, 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels'])
  expect(fixes()[0]?.state.labels.map(({ name }) => name)).toEqual(['Security'])
  fixes()[0]?.state.labels.splice(0)
  await press()
  expect(fixes().map(({ state }) => state.labels)).toEqual([[]])
})

test('the labels are those that the config chooses, as far as the repository has them', async () => {
  const text = 'fix: {labels: [Dependencies, triage, nowhere]}\n'
  const { repo, press, fixes } = await asked({ '.github/lynceus.yml': text })
  repo.issue({ title: 'Old', labels: ['dependencies', 'triage', 'security'] })
  await press()
  expect(fixes()[0]?.state.labels.map(({ name }) => name)).toEqual(['dependencies', 'triage'])
  const none = await asked({ '.github/lynceus.yml': 'fix: {labels: []}\n' })
  none.repo.issue({ title: 'Old', labels: ['security'] })
  await none.press()
  expect(none.fixes()[0]?.state.labels).toEqual([])
})

test('a label that cannot be put keeps no pull request from being opened, and none is made', async () => {
  const { github, repo, press, fixes } = await asked()
  await press()
  expect([fixes()[0]?.state.labels, repo.state.labels.filter(({ name }) => /security/i.test(name))]).toEqual([[], []])
  fixes()[0]?.merge()
  const other = repo.pull({ files: { 'more.yaml': privileged }, branch: 'other' })
  repo.issue({ title: 'Old', labels: ['security'] })
  github.fault('POST /repos/{owner}/{repo}/issues/{issue_number}/labels', { status: 403, body: { message: 'No' } })
  await press({ pull: other.number })
  expect(fixes()).toHaveLength(2)
  expect(fixes()[1]?.state).toMatchObject({ state: 'open', labels: [] })
})

test('to press again changes nothing', async () => {
  const it = await asked()
  await it.press()
  const before = seen(it)
  it.calls()
  await it.press()
  expect(it.calls().slice(reads.length)).toEqual([
    'POST /graphql repository',
    'GET /repos/{owner}/{repo}/commits/{ref}',
  ])
  expect(seen(it)).toEqual(before)
})

/** Cuts the connection at each of some calls in turn, and tries again. */
async function cutOff(calls: readonly string[], begin: () => Promise<Asked>, end: object) {
  for (const [index, call] of calls.entries()) {
    for (const reset of cuts) {
      const it = await begin()
      cutAt(it.github, calls, index, reset)
      await expect(it.press(), `${call} ${reset}`).rejects.toThrow('GitHub did not give')
      await it.press()
      expect(seen(it), `${call} ${reset}`).toEqual(end)
    }
  }
}

test('cut off at any request, before or after GitHub did it, the next try ends in the same', async () => {
  const clean = await asked()
  await clean.press()
  await cutOff([...reads, ...steps], asked, seen(clean))
})

test('cut off while it is brought up to date, the next try ends in the same', async () => {
  async function moved() {
    const it = await asked()
    await it.press()
    it.pull.push({ 'build.yaml': `# Builds\n${privileged}` })
    it.calls()
    return it
  }
  const clean = await moved()
  await clean.press()
  const made = clean.calls()
  expect(made.slice(reads.length)).toEqual([
    'POST /graphql repository',
    'GET /repos/{owner}/{repo}/commits/{ref}',
    'POST /repos/{owner}/{repo}/git/refs',
    'POST /graphql createCommitOnBranch',
    'POST /graphql updateRefs',
    'PATCH /repos/{owner}/{repo}/pulls/{pull_number}',
  ])
  expect(clean.branches()).toHaveLength(1)
  expect(clean.fixes()).toHaveLength(1)
  expect(clean.repo.file(clean.branches()[0] ?? '', 'build.yaml')).toBe(`# Builds\n${secure()}`)
  await cutOff(made, moved, seen(clean))
})

test('an old answer about branches does no harm', async () => {
  const clean = await asked()
  await clean.press()
  for (const times of [1, 2, 3]) {
    const it = await asked()
    it.github.fault('POST /graphql repository', { stale: true, after: 3, times })
    await it.press()
    if (times < 3) await it.press()
    else await expect(it.press()).rejects.toThrow('does not see what it was told')
    expect(seen(it), `${times}`).toEqual(seen(clean))
  }
})

test('two at once end in the same as one', async () => {
  const clean = await asked()
  await clean.press()
  const it = await asked()
  await Promise.allSettled([it.press(), it.press(), it.press()])
  await it.press()
  expect(seen(it)).toEqual(seen(clean))
})

test('who may not push is told so once, and nothing happens', async () => {
  const { pull, press, calls, fixes, branches } = await asked()
  calls()
  await press({ by: 'mallory' })
  await press({ by: 'mallory' })
  await press({ by: 'nobody-of-that-name' })
  expect(calls().filter((call) => /refs|createCommit|\/pulls$/.test(call))).toEqual([])
  expect(pull.comments().map((text) => /`(.*?)` asked for fixes/.exec(text)?.[1])).toEqual([
    'mallory',
    'nobody-of-that-name',
  ])
  expect([fixes(), branches()]).toEqual([[], []])
})

test('closed by a person means no', async () => {
  const it = await asked()
  await it.press()
  const [made] = it.fixes()
  made?.close('ada')
  await it.press()
  await it.press()
  expect(it.fixes()).toHaveLength(1)
  expect(it.pull.comments()).toEqual([expect.stringContaining(`#${made?.number} had the same fixes and was closed`)])
  it.repo.reset(made?.state.head.ref ?? '', undefined)
  await it.press()
  expect(it.branches()).toEqual([])
  it.pull.push({ 'more.yaml': privileged.replace('build-', 'more-') })
  await it.press()
  expect(it.fixes()).toHaveLength(2)
})

test('commits of others are not overwritten', async () => {
  const it = await asked()
  await it.press()
  const [made] = it.fixes()
  made?.push({ 'build.yaml': `# By hand\n${secure()}` }, 'grace')
  it.pull.push({ 'build.yaml': `# Builds\n${privileged}` })
  await it.press()
  await it.press()
  expect(it.repo.file(made?.state.head.ref ?? '', 'build.yaml')).toBe(`# By hand\n${secure()}`)
  expect(it.pull.comments()).toEqual([expect.stringContaining('has commits that are not mine')])
  expect(it.branches()).toHaveLength(1)
})

test('somebody who commits while the branch is brought up to date is not overwritten either', async () => {
  const it = await asked()
  await it.press()
  const [made] = it.fixes()
  it.pull.push({ 'build.yaml': `# Builds\n${privileged}` })
  it.github.fault('POST /graphql createCommitOnBranch', { reset: 'after' })
  await expect(it.press()).rejects.toThrow('GitHub did not give')
  const byHand = made?.push({ 'build.yaml': secure('# By hand\n') }, 'grace')
  await it.press()
  expect(it.repo.tip(made?.state.head.ref)).toBe(byHand)
})

test('nor is somebody whose commit comes last', async () => {
  const it = await asked()
  await it.press()
  const [made] = it.fixes()
  it.pull.push({ 'build.yaml': `# Builds\n${privileged}` })
  it.github.forget()
  it.github.fault('POST /graphql updateRefs', { delay: 300 })
  const pressed = it.press()
  await vi.waitFor(() => expect(it.github.calls.at(-1)?.fields).toEqual(['createCommitOnBranch']))
  const byHand = made?.push({ 'build.yaml': secure('# By hand\n') }, 'grace')
  await pressed
  expect(it.repo.tip(made?.state.head.ref)).toBe(byHand)
  expect(it.branches()).toEqual([made?.state.head.ref])
  expect(it.pull.comments()).toEqual([expect.stringContaining('has commits that are not mine')])
})

test('a fork gets a patch that git would take, and no branch', async () => {
  const { github, repo, press, fixes, branches } = await setting({ 'build.yaml': secure() })
  const pull = repo.pull({ files: { 'build.yaml': privileged }, from: repo.fork('mallory') })
  await press({ pull: pull.number })
  await press({ pull: pull.number })
  expect([fixes(), branches()]).toEqual([[], []])
  expect(pull.comments()).toHaveLength(1)
  expect(pull.comments()[0]).toContain(`\`\`\`diff
diff --git a/build.yaml b/build.yaml
--- a/build.yaml
+++ b/build.yaml
@@ -13,5 +13,3 @@
`)
  expect(github.calls.some(({ status }) => status >= 400)).toBe(false)
})

test('an App that may not write contents shows what it would write', async () => {
  const { repo, press, fixes } = await setting({ 'build.yaml': secure() }, { ...permissions, contents: 'read' })
  const pull = repo.pull({ files: { 'build.yaml': privileged } })
  await press({ pull: pull.number })
  expect(fixes()).toEqual([])
  expect(pull.comments()).toEqual([expect.stringContaining('it lacks `contents: write`')])
})

test('files that are no ordinary text files, and workflows, are left alone and named', async () => {
  const executable = { text: privileged, mode: '100755' }
  const { repo, press, fixes } = await setting({ 'build.yaml': secure() })
  const files = {
    'a/build.yaml': privileged,
    'b/run.yaml': executable,
    '.github/workflows/c.yaml': privileged,
    'd.yaml': { link: 'a/build.yaml' },
  }
  const pull = repo.pull({ files })
  const before = Object.keys(files).map((path) => repo.file(pull.head, path))
  await press({ pull: pull.number })
  const [made] = fixes()
  expect(made?.files().map(({ path }) => path)).toEqual(['a/build.yaml'])
  expect(made?.state.body).toContain('`b/run.yaml:17`')
  expect(made?.state.body).toContain('its file is executable')
  expect(made?.state.body).toContain('where Lynceus writes nothing')
  made?.merge()
  expect(
    Object.keys(files)
      .slice(1)
      .map((path) => repo.file(pull.state.head.ref, path)),
  ).toEqual(before.slice(1))
})

test('only what the pull request brings in is mended', async () => {
  const { repo, press, fixes } = await setting({ 'build.yaml': privileged, 'other.yaml': privileged })
  const another = privileged.replace('name: build\n      container', 'name: more\n      container')
  const both = privileged + another.slice(another.indexOf('    - name: more'))
  const pull = repo.pull({ files: { 'build.yaml': both } })
  await press({ pull: pull.number })
  const [made] = fixes()
  expect(made?.state.title).toBe(`Fix 1 security finding of #${pull.number}`)
  expect(repo.file(made?.head ?? '', 'build.yaml')?.match(/privileged: true/g)).toHaveLength(1)
})

test('without anything safe to do, it is said what unsafe fixes there are', async () => {
  const { pull, press, fixes } = await asked()
  await press({ safety: 'safe' })
  expect(fixes()).toEqual([])
  expect(pull.comments()).toEqual([
    expect.stringMatching(
      /There is nothing to fix without a risk.*1 proved change left out.*`\/lynceus fix unsafe` makes them/,
    ),
  ])
})

test('the default branch is mended into itself', async () => {
  const it = await setting({ ...version, 'config.yaml': legacy, 'a.yaml': privileged })
  it.calls()
  await it.press({ safety: 'safe' })
  expect(it.calls().slice(1)).toEqual([
    'POST /graphql repository',
    'GET /repos/{owner}/{repo}/git/trees/{tree_sha}',
    'POST /graphql repository',
    ...steps,
  ])
  const [made] = it.fixes()
  expect(made?.state.base.ref).toBe('main')
  expect(made?.state.head.ref).toMatch(/^lynceus\/fix\/[0-9a-f]{12}$/)
  expect(made?.files().map(({ path }) => path)).toEqual(['config.yaml'])
  expect(made?.state.body).toContain('### Left out, because it may change what runs')
  await it.press({ rule: 'privileged-container' })
  expect(it.fixes().map(({ state }) => state.title)).toEqual(['Fix 1 security finding', 'Fix 1 security finding'])
})

test('after a push, open pull requests with fixes follow, and those with nothing left close', async () => {
  const it = await asked()
  await refresh(it.pull.number, it.context)
  it.calls()
  await refresh(it.pull.number, it.context)
  expect(it.calls()).toEqual(['POST /graphql repository'])
  await it.press()
  const [made] = it.fixes()
  it.pull.push({ 'build.yaml': `# Builds\n${privileged}`, 'more.yaml': privileged.replace('build-', 'more-') })
  await refresh(it.pull.number, it.context)
  expect(made?.files().map(({ path }) => path)).toEqual(['build.yaml', 'more.yaml'])
  expect(made?.state.title).toBe(`Fix 2 security findings of #${it.pull.number}`)
  it.pull.push({ 'build.yaml': secure(), 'more.yaml': null })
  await refresh(it.pull.number, it.context)
  expect(made?.state.state).toBe('closed')
  expect(made?.state.body).toContain('there is nothing left to fix')
  expect(it.branches()).toEqual([])
  it.pull.push({ 'build.yaml': privileged })
  await it.press()
  expect(it.fixes().map(({ state }) => state.state)).toEqual(['closed', 'open'])
})

test('nobody can say no, or stand in the way, from a fork or by a branch of the same name', async () => {
  const clean = await asked()
  await clean.press()
  const name = clean.branches()[0] ?? ''
  const [made] = clean.fixes()
  const body = made?.state.body ?? ''
  const it = await asked()
  const spoof = it.repo.pull({
    files: { x: '1' },
    branch: name,
    base: 'feature',
    body,
    from: it.repo.fork('mallory'),
    by: 'mallory',
  })
  spoof.close('mallory')
  await it.press()
  expect(it.fixes()).toHaveLength(1)
  const other = await asked()
  const byHand = other.repo.push(name, { x: '1' }, { by: 'grace', from: other.pull.head })
  await other.press()
  expect([other.repo.tip(name), other.fixes()]).toEqual([byHand, []])
  expect(other.pull.comments()).toEqual([expect.stringContaining('has commits that are not mine')])
})

test('paths of any kind are read, written and shown', async () => {
  const { repo, pull: _, press, fixes } = await asked()
  const paths = ['a b/`@team` #1/[x](y).yaml', 'ü:ö/"q".yaml', "-r'f $(id)/--x.yaml", 'top|<!-- x -->.yaml']
  const pull = repo.pull({ files: Object.fromEntries(paths.map((path) => [path, privileged])) })
  await press({ pull: pull.number })
  const [made] = fixes()
  expect(
    made
      ?.files()
      .map(({ path }) => path)
      .toSorted(),
  ).toEqual(paths.toSorted())
  for (const path of paths) expect(repo.file(made?.head ?? '', path)).toBe(secure())
  expect(made?.state.body?.split('\n').filter((line) => line.startsWith('<!--'))).toHaveLength(1)
})

test('text that is not stored as it is read is left alone', async () => {
  const { repo, press, fixes } = await setting({ 'build.yaml': secure() })
  const latin = Buffer.concat([Buffer.from(privileged), Buffer.from([0x23, 0x20, 0xe9, 0x0a])])
  const windows = privileged.replaceAll('\n', '\r\n')
  const pull = repo.pull({ files: { 'latin.yaml': latin, 'bom.yaml': `\uFEFF${privileged}`, 'crlf.yaml': windows } })
  await press({ pull: pull.number })
  const [made] = fixes()
  expect(repo.file(made?.head ?? '', 'bom.yaml')).toBe(`\uFEFF${secure()}`)
  expect(repo.file(made?.head ?? '', 'crlf.yaml')).toBe(secure().replaceAll('\n', '\r\n'))
  expect(repo.file(made?.head ?? '', 'latin.yaml')).toBe(latin.toString())
  expect(made?.files()).toHaveLength(2)
  expect(made?.state.body).toContain('its file is not stored as plain UTF-8')
})

test('with nothing left that may be written, no branch is made', async () => {
  const { repo, press, fixes, branches } = await setting({})
  const pull = repo.pull({ files: { '.github/workflows/c.yaml': privileged } })
  await press({ pull: pull.number })
  expect([fixes(), branches()]).toEqual([[], []])
  expect(pull.comments()).toEqual([expect.stringMatching(/There is nothing to fix.*where Lynceus writes nothing/s)])
})

test('rules of the repository against our branch are told, with a patch', async () => {
  const it = await asked()
  const body = { message: 'Repository rule violations found\n\nCannot create ref due to creations being restricted.' }
  it.github.fault('POST /repos/{owner}/{repo}/git/refs', { status: 422, body })
  await it.press()
  expect(it.pull.comments()).toEqual([expect.stringMatching(/The rules of this repository.*```diff/s)])
  expect(it.fixes()).toEqual([])
})

test.each([
  ['a ruleset', 'UNPROCESSABLE'],
  ['the protection of branches', 'BRANCH_PROTECTION_RULE_VIOLATION'],
  ['a type that nobody has seen yet', 'RULE_42'],
])('%s against our commit is told with a patch, and no empty branch is left', async (_, type) => {
  const it = await asked()
  const body = { data: null, errors: [{ type, message: 'Repository rule violations found' }] }
  it.github.fault('POST /graphql createCommitOnBranch', { status: 200, body, times: 2 })
  await it.press()
  await it.press()
  expect(it.pull.comments()).toEqual([expect.stringMatching(/The rules of this repository.*```diff/s)])
  expect([it.fixes(), it.branches()]).toEqual([[], []])
})

test('rules against the commit that replaces ours leave ours as it is, with a patch', async () => {
  const it = await asked()
  await it.press()
  const [made] = it.fixes()
  const [tip, branches] = [it.repo.tip(made?.state.head.ref), it.branches()]
  it.pull.push({ 'build.yaml': `# Builds\n${privileged}` })
  const body = { data: null, errors: [{ type: 'UNPROCESSABLE', message: 'Repository rule violations found' }] }
  it.github.fault('POST /graphql createCommitOnBranch', { status: 200, body })
  await it.press()
  expect(it.pull.comments()).toEqual([expect.stringMatching(/The rules of this repository.*```diff/s)])
  expect([it.repo.tip(made?.state.head.ref), it.branches()]).toEqual([tip, branches])
})

test('rules against the deletion of a branch do not keep the patch from being told', async () => {
  const it = await asked()
  const body = { data: null, errors: [{ type: 'UNPROCESSABLE', message: 'Repository rule violations found' }] }
  const forbidden = { data: null, errors: [{ type: 'FORBIDDEN', message: 'Cannot delete this branch' }] }
  it.github.fault('POST /graphql createCommitOnBranch', { status: 200, body })
  it.github.fault('POST /graphql updateRefs', { status: 200, body: forbidden })
  await it.press()
  expect(it.pull.comments()).toEqual([expect.stringMatching(/The rules of this repository.*```diff/s)])
})

test('cut off while the empty branch is deleted, the next try ends in the same', async () => {
  const it = await asked()
  const body = { data: null, errors: [{ type: 'UNPROCESSABLE', message: 'Repository rule violations found' }] }
  it.github.fault('POST /graphql createCommitOnBranch', { status: 200, body, times: 2 })
  it.github.fault('POST /graphql updateRefs', { reset: 'before' })
  await expect(it.press()).rejects.toThrow('GitHub did not give')
  await it.press()
  expect(it.pull.comments()).toEqual([expect.stringMatching(/The rules of this repository.*```diff/s)])
  expect(it.branches()).toEqual([])
})

test('an error of GitHub’s own against our commit leaves it to the next try', async () => {
  for (const error of [{ message: 'Something went wrong' }, { type: 'INTERNAL', message: 'Try later' }]) {
    const it = await asked()
    it.github.fault('POST /graphql createCommitOnBranch', { status: 200, body: { data: null, errors: [error] } })
    await expect(it.press()).rejects.toThrow(`GitHub did not give leave to commit: ${error.message}.`)
    await it.press()
    expect(it.fixes()).toHaveLength(1)
  }
})

test.each([
  ['an hourly limit', 403, { 'x-ratelimit-remaining': '0' }],
  ['a secondary limit', 403, { 'retry-after': '60' }],
  ['an outage', 502, {}],
])('%s at any step leaves it to the next try', async (_, status, headers) => {
  const clean = await asked()
  await clean.press()
  for (const call of steps.slice(1)) {
    const it = await asked()
    it.github.fault(call, { status, headers })
    await expect(it.press(), call).rejects.toThrow(`GitHub did not give leave`)
    await it.press()
    expect(seen(it), call).toEqual(seen(clean))
  }
})
