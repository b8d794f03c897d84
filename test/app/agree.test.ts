import { expect, test } from 'vitest'
import { perform as review } from '../../app/review.ts'
import { perform as unfinished } from '../../app/unfinished.ts'
import { type Own, ownIn, together } from '../../src/report/together.ts'
import { open } from '../github/loopback/open.ts'
import { acting, everything, interrupted } from './acting.ts'
import { privileged, secure } from './fixing.ts'

/** Two pull requests with the same head, of which the first brings something bad in. */
async function twins(isFork: boolean) {
  const github = await open({ permissions: everything })
  const files = { '.github/lynceus.yml': 'fail-on: high\n', 'build.yaml': secure() }
  const repo = github.repository('acme/flows', { files })
  const next = repo.push('next', { 'build.yaml': privileged })
  const from = isFork ? { from: repo.fork('mallory'), by: 'mallory' } : {}
  ;(from.from ?? repo).push('change', { 'notes.txt': 'x' }, { from: next })
  const [bad, good] = ['main', 'next'].map((base) => repo.pull({ ...from, branch: 'change', base, files: {} }))
  if (!bad || !good) throw new Error('There are two.')
  const context = acting(github)
  github.forget()
  return { github, repo, bad, good, context, last: () => repo.checks(good.head).at(-1)?.state }
}

test.each([false, true])(
  'a process that ends at any step lets the worst count in the end; from a fork: %s',
  async (fork) => {
    const whole = await twins(fork)
    await review({ kind: 'review', pull: whole.bad.number }, whole.context)
    whole.github.forget()
    await review({ kind: 'review', pull: whole.good.number }, whole.context)
    const steps = whole.github.calls.length
    expect(whole.last()).toMatchObject({ conclusion: 'failure', externalId: expect.stringMatching('^pr/2') as string })
    for (let step = 1; step <= steps; step++) {
      for (const isSent of [false, true]) {
        const { bad, good, context, last } = await twins(fork)
        await review({ kind: 'review', pull: bad.number }, context)
        const task = { kind: 'review', pull: good.number } as const
        await expect(review(task, interrupted(context, step, isSent))).rejects.toThrow(
          /process ended|did not give|leave to/,
        )
        await review(task, context)
        expect(last(), `request ${step}`).toMatchObject({ status: 'completed', conclusion: 'failure' })
        expect(last()?.summary, `request ${step}`).toContain('This result speaks for #1 and #2')
      }
    }
  },
)

test('a review that was given up counts as a failure for the other pull request too, until it succeeds', async () => {
  const { bad, good, context, last, repo } = await twins(false)
  bad.close()
  await review({ kind: 'review', pull: good.number }, context)
  expect(last()?.conclusion).toBe('success')
  bad.reopen()
  await unfinished({ kind: 'unfinished', pull: bad.number }, context)
  expect(last()).toMatchObject({ conclusion: 'failure', title: 'Could not review this change' })
  expect(last()?.summary).toContain('> - #2: success, [')
  await unfinished({ kind: 'unfinished', pull: bad.number }, context)
  expect(repo.checks(good.head)).toHaveLength(2)
})

test('what was given up and is closed, or done meanwhile, is left as it is', async () => {
  const { bad, good, context, repo } = await twins(false)
  await review({ kind: 'review', pull: good.number }, context)
  const before = JSON.stringify(repo.checks(good.head).map(({ state }) => state))
  await unfinished({ kind: 'unfinished', pull: good.number }, context)
  bad.close()
  await unfinished({ kind: 'unfinished', pull: bad.number }, context)
  expect(JSON.stringify(repo.checks(good.head).map(({ state }) => state))).toBe(before)
})

test('what is said for many comes from what was found in each, and is taken apart again', () => {
  function own(pull: number, conclusion: Own['conclusion']): Own {
    return {
      pull,
      conclusion,
      title: `${pull} -->\n<b>@team</b>`,
      summary: `Found in ${pull}\n`,
      url: `https://x/${pull}`,
    }
  }
  const newest = own(40, 'neutral')
  const all = Array.from({ length: 40 }, (_, i) => own(i + 1, i === 6 ? 'failure' : i === 39 ? 'neutral' : 'success'))
  const said = together(newest, all)
  expect(said.conclusion).toBe('failure')
  expect(said.title).toBe(`#7: ${all[6]?.title}`)
  expect(said.summary).toContain('#20 and 20 others, which have the same newest commit')
  expect(said.summary).not.toMatch(/<b>|@team|\n> - #21/)
  expect(ownIn(said)).toEqual({ conclusion: 'neutral', title: newest.title, summary: newest.summary })
  expect(together({ ...newest, ...ownIn(said) }, [newest])).toEqual(ownIn(said))
  expect(ownIn({ conclusion: 'stale', title: '', summary: '' }).conclusion).toBe('failure')
  // A manifest cannot write this: it stands at the start, where no text of others does.
  expect(ownIn({ ...said, summary: `x${said.summary}` }).summary).toBe(`x${said.summary}`)
})
