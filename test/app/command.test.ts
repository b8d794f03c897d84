import { expect, test } from 'vitest'
import { commandIn, perform } from '../../app/command.ts'
import { rules } from '../../src/rules/index.ts'
import { cutAt, cuts, privileged, secure, setting } from './fixing.ts'

async function opened(files: Record<string, string> = { 'build.yaml': privileged }) {
  const it = await setting({ 'build.yaml': secure() })
  const pull = it.repo.pull({ files, branch: 'feature' })
  return { ...it, pull, answers: () => pull.comments().filter((text) => !text.startsWith('/')) }
}

test('`/lynceus fix unsafe` opens a pull request and says so, once, in 9 requests', async () => {
  const { pull, say, answers, calls, fixes } = await opened()
  calls()
  const again = await say(pull, '/lynceus fix unsafe')
  expect(calls()).toHaveLength(9)
  await again()
  await again()
  const [made, ...more] = fixes()
  expect(more).toEqual([])
  expect(answers()).toEqual([
    expect.stringMatching(new RegExp(`-->\n\nOpened #${made?.number}: 1 finding fixed in 1 file\\.\n$`)),
  ])
})

test('only the rule that was named is mended', async () => {
  const { pull, say, answers, fixes } = await opened()
  await say(pull, '/lynceus fix mutable-image-tag unsafe')
  expect(answers()[0]).toContain('There is nothing to fix for `mutable-image-tag`.')
  await say(pull, '/lynceus FIX unsafe Privileged-Container\r')
  expect(fixes()).toHaveLength(1)
})

test('an outsider gets a thumb down, and no words', async () => {
  const { pull, say, answers, calls, fixes, branches } = await opened()
  for (const text of ['/lynceus fix', '/lynceus review', '/lynceus help', '/lynceus nonsense']) {
    calls()
    const again = await say(pull, text, 'mallory')
    await again()
    expect(calls()).toHaveLength(4)
    expect(pull.state.comments.at(-1)?.reactions.map(({ content }) => content)).toEqual(['-1'])
  }
  expect([answers(), fixes(), branches()]).toEqual([[], [], []])
})

test('a comment that is gone before it is read takes nobody’s time', async () => {
  const { github, repo, pull, context } = await opened()
  for (const [by, text] of [
    ['mallory', '/lynceus fix'],
    ['ada', '/lynceus review'],
  ] as const) {
    repo.comment(pull.number, text, by)
    const comment = pull.state.comments.pop()?.id ?? 0
    await perform({ kind: 'command', pull: pull.number, comment, by, text }, context)
  }
  expect(github.calls.map(({ status }) => status)).toContain(404)
  expect(repo.checks(pull.head)).toHaveLength(1)
})

test('where nobody may comment a command is done without an answer', async () => {
  const { github, pull, say, answers, fixes } = await opened()
  github.fault('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
    status: 403,
    body: { message: 'locked' },
  })
  await say(pull, '/lynceus fix unsafe')
  expect([fixes().length, answers()]).toEqual([1, []])
})

test('the answer to one comment is not the answer to another', async () => {
  const { pull, say, answers } = await opened()
  const first = await say(pull, '/lynceus help')
  const second = await say(pull, '/lynceus help')
  await Promise.all([first(), second()])
  expect(answers()).toHaveLength(2)
})

test('what others write is not taken for an answer of ours', async () => {
  const { repo, pull, say, answers } = await opened()
  await say(pull, '/lynceus help')
  const [mine = ''] = answers()
  const it = await opened()
  it.repo.comment(it.pull.number, mine, 'mallory')
  await it.say(it.pull, '/lynceus help')
  expect(it.answers()).toHaveLength(2)
  expect(repo.state.pulls).toHaveLength(1)
})

test('an answer is found behind many later comments', async () => {
  const { repo, pull, say, answers } = await opened()
  const again = await say(pull, '/lynceus help')
  for (let i = 0; i < 250; i++) repo.comment(pull.number, `/${i}`, 'grace')
  await again()
  expect(answers()).toHaveLength(1)
})

test('a closed pull request is not mended', async () => {
  const { pull, say, answers, fixes } = await opened()
  pull.close()
  await say(pull, '/lynceus fix unsafe')
  expect([answers()[0], fixes()]).toEqual([expect.stringContaining('is closed'), []])
})

test('a review is done again', async () => {
  const { repo, pull, say, answers } = await opened()
  await say(pull, '/lynceus review')
  expect(repo.checks(pull.head)).toHaveLength(1)
  expect(pull.state.comments.at(-1)?.reactions.map(({ content }) => content)).toEqual(['eyes'])
  expect(answers()).toEqual([])
})

test('cut off at any request, the next try ends in the same answer', async () => {
  const text = '/lynceus fix unsafe'
  const clean = await opened()
  clean.calls()
  await clean.say(clean.pull, text)
  const calls = clean.calls()
  for (const [index, call] of calls.entries()) {
    for (const reset of cuts) {
      const it = await opened()
      it.repo.comment(it.pull.number, text, 'ada')
      const comment = it.pull.state.comments[0]?.id ?? 0
      const task = { kind: 'command', pull: it.pull.number, comment, by: 'ada', text } as const
      cutAt(it.github, calls, index, reset)
      await expect(perform(task, it.context)).rejects.toThrow('GitHub did not give')
      await perform(task, it.context)
      expect([it.fixes().length, it.answers().length], `${call} ${reset}`).toEqual([1, 1])
    }
  }
})

test.each(rules.map(({ id }) => id))('the page of %s fits into an answer', (id) => {
  const command = commandIn(`/lynceus explain ${id}`)
  expect(command).toMatchObject({ kind: 'say', text: expect.stringContaining(`### ${id}\n`) as string })
  expect(command?.kind === 'say' && new TextEncoder().encode(command.text).length).toBeLessThan(60_000)
})

test.each([
  ['/lynceus', 'A command stands at the start'],
  ['  /lynceus help', 'A command stands at the start'],
  ['Please\n/lynceus help me', 'A command stands at the start'],
  ['/lynceus explain privilegedcontainer', 'Did you mean `privileged-container`?'],
  ['/lynceus fix qqq', 'The rules are `'],
  ['/lynceus fix privileged-container run-as-root', 'There is no rule `privileged-container run-as-root`'],
  ['/lynceus explain', 'I do not know `/lynceus explain`'],
  ['/lynceus `@team` #1', 'I do not know ``/lynceus `@team` #1``.'],
])('%j is answered', (text, expected) => {
  expect(commandIn(text)).toMatchObject({ kind: 'say', text: expect.stringContaining(expected) as string })
})

test.each(['', 'see /lynceus fix', '> /lynceus fix', '/lynceusfix', '`/lynceus fix`'])('%j is no command', (text) => {
  expect(commandIn(text)).toBeUndefined()
})
