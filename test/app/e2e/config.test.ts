import { expect, test, vi } from 'vitest'
import { privileged, secure } from '../fixing.ts'
import { holdToContract, lastCheck, openStage, type Stage } from './stage.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let at: Stage
holdToContract(() => at.github)

test('a broken config is said with its line, and that of the organization counts, though nobody else may read it', async () => {
  at = await openStage()
  const { github, app } = at
  github.repository('acme/.github', { files: { 'lynceus.yml': 'fail-on: never\n' }, private: true })
  const repo = at.repository('broken', { '.github/lynceus.yml': '# ours\nfial-on: low\n', 'build.yaml': secure() })
  const pull = repo.pull({ files: { 'build.yaml': privileged } })
  await app.idle()
  const { conclusion, summary } = lastCheck(repo, pull.head).state
  expect(conclusion).toBe('neutral')
  expect(summary).toContain('so that of `acme/.github` counts. `.github/lynceus.yml:2`: There is no key `fial-on` here')
  github.forget()
  const other = at.repository('without', { '.github/lynceus.yml': null, 'build.yaml': secure() })
  await app.idle()
  github.forget()
  const next = other.pull({ files: { 'build.yaml': privileged } })
  await app.idle()
  expect(lastCheck(other, next.head).state.conclusion).toBe('neutral')
  const calls = github.calls.filter(({ route }) => !route.includes('access_tokens'))
  expect(calls.map(({ route }) => route)).toHaveLength(5)
})
