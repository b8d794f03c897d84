import { expect, test, vi } from 'vitest'
import { Overrun } from '../../app/aside.ts'
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
