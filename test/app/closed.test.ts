import { expect, test } from 'vitest'
import { perform } from '../../app/closed.ts'
import { cutAt, cuts, privileged, secure, setting } from './fixing.ts'

async function fixed() {
  const it = await setting({ 'build.yaml': secure() })
  const pull = it.repo.pull({ files: { 'build.yaml': privileged }, branch: 'feature' })
  await it.press({ pull: pull.number })
  const [made] = it.fixes()
  if (!made) throw new Error('There is no pull request with fixes.')
  it.calls()
  return { ...it, pull, made, closed: (number = pull.number) => perform({ kind: 'closed', pull: number }, it.context) }
}

test('what was opened for a pull request goes with it, in 5 requests', async () => {
  const { pull, made, closed, calls, branches } = await fixed()
  pull.close()
  await closed()
  expect(calls()).toHaveLength(5)
  expect(made.state.state).toBe('closed')
  expect(made.state.body).toContain(`> Closed by Lynceus: #${pull.number} was closed.`)
  expect(branches()).toEqual([])
  await closed()
  expect(calls()).toHaveLength(2)
})

test('an open pull request keeps its fixes, and one without any takes 2 requests', async () => {
  const { repo, made, closed, calls, branches } = await fixed()
  await closed()
  expect([made.state.state, branches().length]).toEqual(['open', 1])
  const other = repo.pull({ files: { x: '1' } })
  other.close()
  calls()
  await closed(other.number)
  expect(calls()).toHaveLength(2)
  expect(branches()).toHaveLength(1)
})

test('that we closed it is no no: reopened, it can be mended again', async () => {
  const { pull, closed, press, fixes } = await fixed()
  pull.close()
  await closed()
  pull.reopen()
  await press({ pull: pull.number })
  expect(fixes().map(({ state }) => state.state)).toEqual(['closed', 'open'])
})

test('a branch with commits of others stays', async () => {
  const { pull, made, closed, branches } = await fixed()
  const byHand = made.push({ 'build.yaml': secure('# By hand\n') }, 'grace')
  pull.close()
  await closed()
  expect(made.state.state).toBe('closed')
  expect(branches()).toHaveLength(1)
  expect(made.head).toBe(byHand)
})

test('branches of other pull requests and of people stay', async () => {
  const { repo, pull, closed } = await fixed()
  const names = [`lynceus/fix/pr-${pull.number}1-0123456789ab`, 'lynceus/fix/0123456789ab', 'lynceus/own', 'feature']
  for (const name of names) repo.push(name, { x: '1' }, { by: 'grace' })
  pull.close()
  await closed()
  expect(names.map((name) => repo.state.refs.has(`refs/heads/${name}`))).toEqual([true, true, true, true])
})

test('once fixes are merged, their branch goes; both ways of merging are fine', async () => {
  const { pull, made, closed, branches } = await fixed()
  made.merge()
  await closed(made.number)
  expect(branches()).toEqual([])
  await closed(made.number)
  pull.merge()
  await closed()
  expect(made.state.merged).toBeDefined()
})

test('closed by a person, the branch stays for who opens it again', async () => {
  const { made, closed, branches } = await fixed()
  made.close('ada')
  await closed(made.number)
  expect(branches()).toHaveLength(1)
})

test('cut off at any request, the next try ends in the same', async () => {
  const clean = await fixed()
  clean.pull.merge()
  clean.calls()
  await clean.closed()
  const made = clean.calls()
  const end = JSON.stringify(clean.github.snapshot()).replace(/\b[0-9a-f]{40}\b/g, 'commit')
  for (const [index, call] of made.entries()) {
    for (const reset of cuts) {
      const it = await fixed()
      it.pull.merge()
      cutAt(it.github, made, index, reset)
      await expect(it.closed(), `${call} ${reset}`).rejects.toThrow('GitHub did not give')
      await it.closed()
      const state = JSON.stringify(it.github.snapshot()).replace(/\b[0-9a-f]{40}\b/g, 'commit')
      expect(JSON.parse(state), `${call} ${reset}`).toEqual(JSON.parse(end))
    }
  }
})

test('an App that may not open pull requests takes nothing away, and changes nothing', async () => {
  const { context, pull, calls } = await fixed()
  pull.close()
  calls()
  await perform(
    { kind: 'closed', pull: pull.number },
    { ...context, permissions: { checks: 'write', contents: 'read' } },
  )
  expect(calls().map((call) => call.split(' ')[1])).toEqual(['/graphql', expect.stringMatching('check-runs$')])
})
