import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { RepositoryHandle } from '../../github/loopback/handles/repository.ts'
import { legacy, privileged, secure, version } from '../fixing.ts'
import { keepOpen } from '../harness.ts'
import { branchesOf, fixesIn, holdToContract, lastCheck, openStage, seen, type Stage } from './stage.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let at: Stage
beforeAll(async () => {
  at = await openStage()
  keepOpen()
})
holdToContract(() => at.github)

const failed = { status: 'completed', conclusion: 'failure' }
const passed = { status: 'completed', conclusion: 'success' }

/** A pull request with one finding whose fix is unsafe, reviewed. */
async function reviewed(name: string, text = privileged) {
  const repo = at.repository(name, { 'build.yaml': secure() })
  const pull = repo.pull({ files: { 'build.yaml': text } })
  await at.app.idle()
  return { repo, pull }
}

async function say(repo: RepositoryHandle, number: number, text: string, by = 'ada') {
  repo.comment(number, text, by)
  await at.app.idle()
}

describe('the button', () => {
  test('opens a pull request with the fixes; merged, the change is clean and the branch is gone', async () => {
    const { repo, pull } = await reviewed('button')
    lastCheck(repo, pull.head).press('fix-unsafe')
    await at.app.idle()
    const [fix, ...more] = fixesIn(repo)
    expect(more).toEqual([])
    expect(fix?.state.base.ref).toBe(pull.state.head.ref)
    expect(repo.file(fix?.head ?? '', 'build.yaml')).toBe(secure())
    expect(repo.state.objects.commits.get(fix?.head ?? '')?.verified).toBe(true)
    expect(repo.checks(fix?.head ?? '').map(({ state }) => state.conclusion)).toEqual(['success'])
    fix?.merge('ada')
    await at.app.idle()
    expect(seen(repo, pull)).toMatchObject({ checks: [passed], threads: ['build.yaml:17 resolved'], reviews: 1 })
    expect(branchesOf(repo)).toEqual([])
    expect(fixesIn(repo)).toHaveLength(1)
  })

  test('pressed twice, by two people, still opens one', async () => {
    const { repo, pull } = await reviewed('twice')
    repo.permit('grace', 'maintain')
    lastCheck(repo, pull.head).press('fix-unsafe', 'ada')
    lastCheck(repo, pull.head).press('fix-unsafe', 'grace')
    await at.app.idle()
    lastCheck(repo, pull.head).press('fix-unsafe', 'ada')
    await at.app.idle()
    expect(fixesIn(repo)).toHaveLength(1)
    expect(branchesOf(repo)).toHaveLength(1)
  })

  test('safe: only fixes that cannot change what runs', async () => {
    const repo = at.repository('safe', { 'README.md': 'x', ...version })
    const pull = repo.pull({ files: { 'controller.yaml': legacy, 'build.yaml': privileged } })
    await at.app.idle()
    expect(lastCheck(repo, pull.head).state.actions.map(({ identifier }) => identifier)).toEqual([
      'fix-safe',
      'fix-unsafe',
    ])
    lastCheck(repo, pull.head).press('fix-safe')
    await at.app.idle()
    const [fix] = fixesIn(repo)
    expect(repo.file(fix?.head ?? '', 'build.yaml')).toBe(privileged)
    expect(repo.file(fix?.head ?? '', 'controller.yaml')).not.toContain('containerRuntimeExecutor')
  })

  test('is not for people who may not push: told once, and nothing is opened', async () => {
    const { repo, pull } = await reviewed('outsider')
    for (const _ of [1, 2]) {
      lastCheck(repo, pull.head).press('fix-unsafe', 'mallory')
      await at.app.idle()
    }
    expect(fixesIn(repo)).toEqual([])
    expect(branchesOf(repo)).toEqual([])
    expect(pull.comments()).toHaveLength(1)
    expect(pull.comments()[0]).toContain('mallory')
  })

  test('closed by a person means no: pressed again, it opens nothing and says why', async () => {
    const { repo, pull } = await reviewed('no')
    lastCheck(repo, pull.head).press('fix-unsafe')
    await at.app.idle()
    fixesIn(repo)[0]?.close('ada')
    await at.app.idle()
    lastCheck(repo, pull.head).press('fix-unsafe')
    await at.app.idle()
    expect(fixesIn(repo).map(({ state }) => state.state)).toEqual(['closed'])
    expect(pull.comments().join()).toContain('which I take for a no')
  })

  test('its pull request follows the change, and is never written over what others committed', async () => {
    const { repo, pull } = await reviewed('follows')
    lastCheck(repo, pull.head).press('fix-unsafe')
    await at.app.idle()
    pull.push({ 'build.yaml': privileged.replace('[make]', '[make, all]') })
    await at.app.idle()
    const [fix] = fixesIn(repo)
    expect(repo.file(fix?.head ?? '', 'build.yaml')).toBe(secure().replace('[make]', '[make, all]'))
    expect(repo.state.objects.commits.get(fix?.head ?? '')?.parents).toEqual([pull.head])
    const theirs = fix?.push({ 'mine.txt': 'mine' }, 'ada')
    await at.app.idle()
    pull.push({ 'build.yaml': privileged.replace('[make]', '[make, test]') })
    await at.app.idle()
    expect(fix?.head).toBe(theirs)
  })

  test('its pull request is closed, and its branch deleted, when the change is closed', async () => {
    const { repo, pull } = await reviewed('closed')
    lastCheck(repo, pull.head).press('fix-unsafe')
    await at.app.idle()
    pull.close()
    await at.app.idle()
    expect(fixesIn(repo).map(({ state }) => state.state)).toEqual(['closed'])
    expect(branchesOf(repo)).toEqual([])
    pull.reopen()
    await at.app.idle()
    lastCheck(repo, pull.head).press('fix-unsafe')
    await at.app.idle()
    expect(fixesIn(repo).filter(({ state }) => state.state === 'open')).toHaveLength(1)
  })

  test('its pull request is closed when the change is merged without it', async () => {
    const { repo, pull } = await reviewed('merged')
    lastCheck(repo, pull.head).press('fix-unsafe')
    await at.app.idle()
    pull.merge('ada')
    await at.app.idle()
    expect(fixesIn(repo).map(({ state }) => state.state)).toEqual(['closed'])
    expect(branchesOf(repo)).toEqual([])
  })
})

describe('a comment', () => {
  test.each([
    ['/lynceus help', /`\/lynceus fix/],
    ['/lynceus explain privileged-container', /privileged/i],
    ['/lynceus explain privileged-containers', /Did you mean `privileged-container`/],
    ['/lynceus dance', /I do not know/],
  ])('%s is answered once', async (text, answer) => {
    const { repo, pull } = await reviewed(`say-${text.replaceAll(/\W+/g, '-')}`)
    await say(repo, pull.number, text)
    const [, ours, ...more] = pull.comments()
    expect(ours).toMatch(answer)
    expect(more).toEqual([])
  })

  test('/lynceus review reviews once more', async () => {
    const { repo, pull } = await reviewed('say-review')
    await say(repo, pull.number, '/lynceus review')
    expect(seen(repo, pull)).toMatchObject({ checks: [failed, failed], reviews: 1, threads: ['build.yaml:17'] })
    expect(pull.state.comments[0]?.reactions.map(({ content }) => content)).toEqual(['eyes'])
  })

  test('/lynceus fix says what it left out; fix unsafe opens the pull request', async () => {
    const { repo, pull } = await reviewed('say-fix')
    await say(repo, pull.number, '/lynceus fix')
    expect(pull.comments().at(-1)).toContain('`/lynceus fix unsafe`')
    expect(fixesIn(repo)).toEqual([])
    await say(repo, pull.number, 'Well then.\r\n/lynceus fix unsafe\r\n')
    const [fix] = fixesIn(repo)
    expect(pull.comments().at(-1)).toContain(`Opened #${fix?.number}`)
    expect(repo.file(fix?.head ?? '', 'build.yaml')).toBe(secure())
  })

  test('/lynceus fix <rule> mends that rule alone', async () => {
    const repo = at.repository('say-rule', version)
    const pull = repo.pull({ files: { 'controller.yaml': legacy, 'build.yaml': privileged } })
    await at.app.idle()
    await say(repo, pull.number, '/lynceus fix unsafe privileged-container')
    const [fix] = fixesIn(repo)
    expect(repo.file(fix?.head ?? '', 'build.yaml')).toBe(secure())
    expect(repo.file(fix?.head ?? '', 'controller.yaml')).toBe(legacy)
  })

  test.each(['fix unsafe', 'review', 'help', 'explain privileged-container'])(
    '/lynceus %s by an outsider gets a thumb down',
    async (text) => {
      const { repo, pull } = await reviewed(`deny-${text.replaceAll(' ', '-')}`)
      await say(repo, pull.number, `/lynceus ${text}`, 'mallory')
      expect(pull.state.comments.map(({ reactions }) => reactions.map(({ content }) => content))).toEqual([['-1']])
      expect(fixesIn(repo)).toEqual([])
      expect(seen(repo, pull)).toMatchObject({ checks: [failed] })
    },
  )

  test('of a fork: fix gives a patch and opens nothing', async () => {
    const repo = at.repository('fork', { 'build.yaml': secure() })
    const pull = repo.pull({ files: { 'build.yaml': privileged }, from: repo.fork('mallory'), by: 'mallory' })
    await at.app.idle()
    await say(repo, pull.number, '/lynceus fix unsafe')
    expect(pull.comments().at(-1)).toMatch(/```+diff\n[\s\S]*^-.*privileged: true/m)
    expect(fixesIn(repo)).toEqual([])
    expect(branchesOf(repo)).toEqual([])
  })

  test('that is no command, or on an issue, is none of ours', async () => {
    const { repo, pull } = await reviewed('say-nothing')
    const issue = repo.issue({ title: 'A question' })
    await say(repo, pull.number, 'I like /lynceus fix')
    await say(repo, issue.number, '/lynceus fix')
    expect(pull.comments()).toHaveLength(1)
    expect(issue.comments).toHaveLength(1)
    expect(fixesIn(repo)).toEqual([])
  })
})
