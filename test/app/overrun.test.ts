import { expect, test, vi } from 'vitest'
import { Overrun } from '../../app/aside.ts'
import { perform as group } from '../../app/merge-group.ts'
import { perform as scan } from '../../app/scan.ts'
import { acting } from './acting.ts'
import { privileged, secure, setting } from './fixing.ts'

/** Nobody waits two minutes for a test. */
vi.mock(import('../../app/aside.ts'), async (original) => ({
  ...(await original()),
  aside: async () => {
    throw new Overrun('too long')
  },
}))

test('fixes that take too long are told to who asked, once, and not tried again and again', async () => {
  const { repo, say, press, fixes } = await setting({ 'build.yaml': secure() })
  const pull = repo.pull({ files: { 'build.yaml': privileged }, branch: 'feature' })
  const again = await say(pull, '/lynceus fix unsafe')
  await again()
  await press({ pull: pull.number })
  await press({ pull: pull.number })
  const [asked, ...said] = pull.comments()
  expect(asked).toBe('/lynceus fix unsafe')
  // One answers the comment, the other the button.
  expect(said).toHaveLength(2)
  for (const text of said) expect(text).toContain('Ask for those of one rule, or run `lynceus fix`')
  expect(fixes()).toEqual([])
})

test('a group of a merge queue that takes too long does not pass, and its check run does not wait', async () => {
  const { github, repo } = await setting({ 'build.yaml': secure() })
  const pull = repo.pull({ files: { 'build.yaml': privileged }, branch: 'feature' })
  const [base, head] = [repo.tip(), repo.queue(pull)]
  await group({ kind: 'merge-group', head, base }, acting(github))
  expect(repo.checks(head).map(({ state }) => state)).toMatchObject([
    { status: 'completed', conclusion: 'failure', title: 'Could not analyse this change' },
  ])
})

test('a dashboard that takes too long stays as it is', async () => {
  const { github, repo } = await setting({ '.github/lynceus.yml': 'dashboard: true\n', 'build.yaml': privileged })
  await scan({ kind: 'scan' }, acting(github))
  expect(repo.state.issues).toEqual([])
})
