import { expect, test } from 'vitest'
import { perform } from '../../app/merge-group.ts'
import type { Changes } from '../github/loopback/objects.ts'
import { open } from '../github/loopback/open.ts'
import { acting, interrupted } from './acting.ts'
import { privileged, secure } from './fixing.ts'

const config = { '.github/lynceus.yml': 'fail-on: high\n' }

async function setting(files: Changes = {}) {
  const github = await open()
  const repo = github.repository('acme/flows', { files: { 'README.md': 'Flows\n', ...config, ...files } })
  const context = acting(github)
  /** A pull request in the queue, of which the check runs of its group and the number of calls are told. */
  async function queue(changes: Changes) {
    const pull = repo.pull({ files: changes })
    const [base, head] = [repo.tip(), repo.queue(pull)]
    async function run() {
      github.forget()
      await perform({ kind: 'merge-group', head, base }, context)
      return { runs: repo.checks(head).map(({ state }) => state), calls: github.calls.length }
    }
    return { ...(await run()), run, head }
  }
  return { github, repo, context, queue }
}

test('a group that brings in a problem fails by fail-on', async () => {
  const { queue, repo } = await setting({ 'build.yaml': secure() })
  const { runs, calls, head } = await queue({ 'build.yaml': privileged })
  expect(runs).toMatchObject([{ name: 'Lynceus', status: 'completed', conclusion: 'failure' }])
  expect(runs[0]?.title).toBe('1 finding (1 high) in 1 manifest of 1 file')
  expect(runs[0]?.annotations).toHaveLength(1)
  expect(runs[0]?.summary).toContain(`https://github.com/acme/flows/blob/${head}/build.yaml#L17`)
  expect(calls).toBe(7)
  expect(repo.openPulls.flatMap((pull) => pull.threads())).toEqual([])
})

test('what was there before, and what is mended, passes', async () => {
  const { queue } = await setting({ 'build.yaml': privileged })
  expect((await queue({ 'build.yaml': privileged.replace('[make]', '[make, all]') })).runs).toMatchObject([
    { conclusion: 'success' },
  ])
  expect((await queue({ 'build.yaml': secure() })).runs).toMatchObject([{ conclusion: 'success' }])
  expect((await queue({ 'build.yaml': null, 'renamed.yaml': privileged })).runs).toMatchObject([
    { conclusion: 'success' },
  ])
})

test('a group without manifests passes in 4 requests', async () => {
  const { queue } = await setting()
  const { runs, calls } = await queue({ 'README.md': 'Other flows\n' })
  expect(runs).toMatchObject([{ status: 'completed', conclusion: 'success' }])
  expect(calls).toBe(4)
})

test('the same group is judged once, also after a process ended half-way', async () => {
  const { github, queue } = await setting()
  const { runs, run } = await queue({ 'build.yaml': privileged })
  expect((await run()).runs).toEqual(runs)
  const [state] = runs
  if (!state) throw new Error('There is no check run.')
  state.status = 'in_progress'
  state.conclusion = null
  const again = await run()
  expect(again.runs).toMatchObject([{ id: state.id, status: 'completed', conclusion: 'failure' }])
  expect(github.calls.some(({ method, route }) => method === 'POST' && route.endsWith('check-runs'))).toBe(false)
})

test('a process that ends at any step loses nothing and does nothing twice', async () => {
  const { github, repo, context, queue } = await setting()
  const base = repo.tip()
  const { runs: whole, calls: steps } = await queue({ 'build.yaml': privileged })
  const expected = whole.map(({ conclusion, title }) => [conclusion, title])
  for (let step = 1; step <= steps; step++) {
    for (const isSent of [false, true]) {
      const head = repo.queue(repo.pull({ files: { [`${step}-${isSent}.yaml`]: privileged } }))
      const task = { kind: 'merge-group', head, base } as const
      await expect(perform(task, interrupted(context, step, isSent))).rejects.toThrow(
        /process ended|did not give|leave to/,
      )
      await perform(task, context)
      const runs = repo.checks(head).map(({ state: { conclusion, title } }) => [conclusion, title])
      expect(runs, `request ${step}`).toEqual(expected)
    }
  }
  expect(github.violations).toEqual([])
})

test('more files than a comparison lists are found all the same', async () => {
  const { queue } = await setting()
  const many = Object.fromEntries(Array.from({ length: 320 }, (_, n) => [`docs/${n}.md`, `${n}\n`]))
  const { runs, calls } = await queue({ ...many, 'zz/build.yaml': privileged })
  expect(runs).toMatchObject([{ conclusion: 'failure' }])
  expect(calls).toBe(8)
})

test('a file that cannot be read does not pass when it is new, and is said when it is not', async () => {
  function large(text: string) {
    return `# ${text.repeat(600_000)}\n`
  }
  const { queue } = await setting({ 'old.yaml': large('a') })
  const added = await queue({ 'large.yaml': large('x') })
  expect(added.runs).toMatchObject([{ conclusion: 'failure' }])
  const changed = await queue({ 'old.yaml': large('b') })
  expect(changed.runs).toMatchObject([{ conclusion: 'neutral' }])
  expect(changed.runs[0]?.title).toMatch(/^Partly analysed\. /)
  expect(changed.runs[0]?.summary).toMatch(/### Not read\n\n.*old\.yaml/)
})

test('a new call to a template of another file that has a problem is a problem', async () => {
  const library = privileged
    .replace('kind: Workflow', 'kind: WorkflowTemplate')
    .replace('generateName: build-', 'name: lib')
  const { queue } = await setting({ 'library.yaml': library })
  const call = secure().replace(
    / {6}container:[^]*/,
    '      steps: [[{name: a, templateRef: {name: lib, template: build}}]]\n',
  )
  const { runs, calls } = await queue({ 'caller.yaml': call })
  expect(runs).toMatchObject([{ conclusion: 'failure' }])
  expect(runs[0]?.annotations.map(({ path }) => path)).toEqual(['caller.yaml'])
  expect(calls).toBe(8)
})

test('a group that is gone is nobody’s business', async () => {
  const { github, repo, context } = await setting()
  await perform({ kind: 'merge-group', head: '1'.repeat(40), base: repo.tip() }, context)
  expect(github.calls.length).toBe(1)
})

test('what a kustomization of the group puts into a ConfigMap is judged, before and after', async () => {
  const generator = 'configMapGenerator: [{name: workflow-controller-configmap, files: [config]}]\n'
  const open = 'sso:\n  issuer: https://login.example.org\n  rbac: {enabled: false}\n'
  const { queue } = await setting({ 'argo/config': open })
  const { runs, head } = await queue({ 'argo/kustomization.yaml': generator })
  expect(runs).toMatchObject([{ conclusion: 'failure' }])
  expect(runs[0]?.summary).toContain(`${head}/argo/config#L3`)
  const old = await setting({ 'argo/config': open, 'argo/kustomization.yaml': generator })
  const { runs: later } = await old.queue({ 'argo/kustomization.yaml': `# The controller\n${generator}` })
  expect(later).toMatchObject([{ conclusion: 'success' }])
})
