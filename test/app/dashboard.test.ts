import { expect, test } from 'vitest'
import { perform } from '../../app/dashboard.ts'
import { perform as scan } from '../../app/scan.ts'
import { tickedIn } from '../../src/report/boxes.ts'
import type { Loopback } from '../github/loopback/index.ts'
import { open } from '../github/loopback/open.ts'
import { acting, everything, interrupted } from './acting.ts'
import { legacy, privileged } from './fixing.ts'

const config = { '.github/lynceus.yml': 'dashboard: true\nargoVersion: 3.7.18\n' }
const files = { 'README.md': 'Flows\n', ...config, 'build.yaml': privileged, 'controller.yaml': legacy }

async function setting() {
  const github = await open({ permissions: everything })
  const repo = github.repository('acme/flows', { files })
  repo.permit('ada', 'write')
  github.user('mallory')
  const context = acting(github)
  await scan({ kind: 'scan' }, context)
  const issue = repo.state.issues.at(-1)
  if (!issue) throw new Error('There is no dashboard.')
  github.forget()
  return {
    github,
    repo,
    context,
    issue,
    tick: (box: string) =>
      (issue.body = `${issue.body}`.replace(`- [ ] <!-- lynceus:fix=${box} -->`, `- [x] <!-- lynceus:fix=${box} -->`)),
    act: (by = 'ada', boxes = tickedIn(issue.body ?? '')) =>
      perform({ kind: 'dashboard', issue: issue.number, by, boxes }, context),
  }
}

test('a tick opens the pull request of its rule, and the box is empty again', async () => {
  const { github, repo, issue, tick, act } = await setting()
  const before = issue.body
  tick('unsafe/privileged-container')
  expect(issue.body).not.toBe(before)
  await act()
  expect(github.calls.length).toBe(12)
  expect(repo.openPulls.map(({ state }) => [state.base.ref, state.user.login])).toEqual([['main', 'lynceus[bot]']])
  const [pull] = repo.openPulls
  expect(repo.file(pull?.head ?? '', 'build.yaml')).not.toBe(privileged)
  expect(repo.file(pull?.head ?? '', 'controller.yaml')).toBe(legacy)
  expect(issue.body).toBe(before)
  expect(issue.comments.map(({ body }) => body)).toEqual([
    expect.stringContaining(`Opened #${pull?.number}: 1 finding fixed in 1 file.`),
  ])
  github.forget()
  await act()
  expect(github.calls.length).toBe(1)
})

test('two ticks open two pull requests, the safe one without what is unsafe', async () => {
  const { repo, issue, tick, act } = await setting()
  const before = issue.body
  tick('unsafe/privileged-container')
  tick('safe/legacy-executor')
  await act()
  const changed = repo.openPulls.map(({ head }) =>
    ['build.yaml', 'controller.yaml'].filter((path) => repo.file(head, path) !== repo.file('main', path)),
  )
  expect(new Set(changed.map(String))).toEqual(new Set(['build.yaml', 'controller.yaml']))
  expect(changed).toHaveLength(2)
  expect(issue.body).toBe(before)
})

test('who may not write opens nothing, and the box is empty again', async () => {
  const { repo, issue, tick, act } = await setting()
  const before = issue.body
  tick('unsafe/privileged-container')
  await act('mallory')
  expect(repo.openPulls).toEqual([])
  expect(issue.comments).toHaveLength(1)
  expect(issue.body).toBe(before)
})

/** Without the ids of commits, which hold the time, and whichever try opened the pull request. */
function state(github: Loopback): unknown {
  const text = JSON.stringify(github.snapshot()).replace(/[0-9a-f]{40}/g, 'id')
  return JSON.parse(text.replace(/Opened #2|Brought #2 up to date|#2 has these fixes already/, '#2'))
}

test('a process that ends at any step loses nothing and does nothing twice', async () => {
  const whole = await setting()
  whole.tick('unsafe/privileged-container')
  await whole.act()
  const [steps, expected] = [whole.github.calls.length, state(whole.github)]
  expect(steps).toBe(12)
  for (let step = 1; step <= steps; step++) {
    for (const isSent of [false, true]) {
      const { github, context, issue, tick, act } = await setting()
      tick('unsafe/privileged-container')
      const boxes = tickedIn(issue.body ?? '')
      const task = { kind: 'dashboard', issue: issue.number, by: 'ada', boxes } as const
      await expect(perform(task, interrupted(context, step, isSent))).rejects.toThrow(
        /process ended|did not give|leave to/,
      )
      await act('ada', boxes)
      expect(state(github), `request ${step}`).toEqual(expected)
    }
  }
})

test('a box that is ticked meanwhile stays ticked', async () => {
  const { github, issue, repo, tick, act } = await setting()
  tick('unsafe/privileged-container')
  const original = repo.state.pulls.push.bind(repo.state.pulls)
  // As soon as the pull request is there, somebody ticks another box.
  repo.state.pulls.push = (...pulls) => {
    tick('safe/legacy-executor')
    return original(...pulls)
  }
  await act()
  expect(issue.body).toContain('- [ ] <!-- lynceus:fix=unsafe/privileged-container -->')
  expect(issue.body).toContain('- [x] <!-- lynceus:fix=safe/legacy-executor -->')
  await act()
  expect(repo.openPulls.length).toBe(2)
  expect(github.violations).toEqual([])
})

test('a rule that is not there, a closed dashboard and an issue of somebody else ask for nothing', async () => {
  const { repo, context, issue, tick, act } = await setting()
  const box = '- [x] <!-- lynceus:fix=unsafe/privileged-container -->'
  const other = repo.issue({ title: issue.title, body: `<!-- lynceus:dashboard -->\n${box}\n`, by: 'mallory' })
  await perform({ kind: 'dashboard', issue: other.number, by: 'ada', boxes: tickedIn(box) }, context)
  expect(other.body).toContain(box)
  issue.body = `${issue.body}- [x] <!-- lynceus:fix=unsafe/constructor -->\n`
  await act()
  expect(issue.body).toContain('- [ ] <!-- lynceus:fix=unsafe/constructor -->')
  tick('unsafe/privileged-container')
  issue.state = 'closed'
  await act()
  expect(repo.openPulls).toEqual([])
  expect(issue.comments).toEqual([])
})
