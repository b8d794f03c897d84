import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { PullHandle } from '../../github/loopback/handles/pull.ts'
import type { RepositoryHandle } from '../../github/loopback/handles/repository.ts'
import { binding, caller, pasted, quoted } from '../../greet.ts'
import { keepOpen } from '../harness.ts'
import { fixesIn, holdToContract, lastCheck, openStage, seen, type Stage } from './stage.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let at: Stage
beforeAll(async () => {
  at = await openStage()
  keepOpen()
})
holdToContract(() => at.github)

const event = 'Text of an event reaches a place where it acts'
const script = 'A value that others choose becomes part of a program'

/** The annotations of the newest check run of a pull request, as `path:line title`. */
function told(repository: RepositoryHandle, { head }: PullHandle): readonly string[] {
  const { annotations } = lastCheck(repository, head).state
  return annotations.map(({ path, start_line: line, title }) => `${path}:${line} ${title}`).toSorted()
}

function conclusion(repository: RepositoryHandle, { head }: PullHandle): string | null | undefined {
  return lastCheck(repository, head).state.conclusion
}

describe('a pull request that changes who decides what a script in another file runs', () => {
  test('adds an event binding: told where the event comes in, and at the script, which is in no diff', async () => {
    const repo = at.repository('binds', { 'lib/greet.yaml': pasted, 'run.yaml': caller('hello') })
    const pull = repo.pull({ files: { 'events/comment.yaml': binding } })
    await at.app.idle()
    expect(told(repo, pull)).toEqual([
      `events/comment.yaml:11 ${event} (untrusted-event-parameter, high)`,
      `lib/greet.yaml:25 ${script} (script-injection, high)`,
    ])
    expect(seen(repo, pull)).toMatchObject({
      checks: [{ conclusion: 'failure', title: '2 findings (2 high) in 3 manifests of 4 files' }],
      threads: ['events/comment.yaml:11'],
      reviews: 1,
    })
    expect(pull.threads()[0]?.body).toMatch(/```mermaid\nflowchart LR\n {2}n0\["untrusted#45;event#45;parameter in/)
    const { body = '' } = pull.state.reviews[0] ?? {}
    expect(body).toMatch(/Not on a line of the diff\n\n- `lib\/greet\.yaml:25` .*through 2 places from the payload/)
    expect(body).toMatch(/```mermaid\n[^]*n0\["The payload of an event fills text/)
  })

  test('removes the last event binding: its remark is settled, and the check passes', async () => {
    const repo = at.repository('unbinds', { 'greet.yaml': pasted, 'run.yaml': caller('hello') })
    const pull = repo.pull({ files: { 'comment.yaml': binding } })
    await at.app.idle()
    pull.push({ 'comment.yaml': null, 'notes.txt': 'x' })
    await at.app.idle()
    expect(seen(repo, pull)).toMatchObject({ threads: ['comment.yaml:11 resolved'], reviews: 1 })
    expect(conclusion(repo, pull)).toBe('success')
  })

  test('removes the binding that the base has: nothing is new', async () => {
    const files = { 'greet.yaml': pasted, 'run.yaml': caller('hello'), 'comment.yaml': binding }
    const repo = at.repository('frees', files)
    const pull = repo.pull({ files: { 'comment.yaml': null } })
    await at.app.idle()
    expect([conclusion(repo, pull), told(repo, pull)]).toEqual(['success', []])
  })

  test('removes the only caller, so that the library is for anyone to submit: told at the script', async () => {
    const repo = at.repository('orphans', { 'greet.yaml': pasted, 'run.yaml': caller('hello') })
    const pull = repo.pull({ files: { 'run.yaml': null } })
    await at.app.idle()
    expect(told(repo, pull)).toEqual([`greet.yaml:25 ${script} (script-injection, high)`])
  })

  test('adds a caller with fixed text: nothing is new; then with a parameter: told at the call', async () => {
    const repo = at.repository('calls', { 'greet.yaml': pasted, 'run.yaml': caller('hello') })
    const pull = repo.pull({ files: { 'more.yaml': caller('good morning', 'more') } })
    await at.app.idle()
    expect([conclusion(repo, pull), told(repo, pull)]).toEqual(['success', []])
    pull.push({ 'more.yaml': caller('{{workflow.parameters.x}}', 'more') })
    await at.app.idle()
    expect(told(repo, pull)).toEqual([`greet.yaml:25 ${script} (script-injection, medium)`])
    const { body = '' } = pull.state.reviews[0] ?? {}
    expect(body).toMatch(/n0\["A submission has to set x #40;more/)
  })

  test('adds a caller of what is known to be bad: told at the call only if a value comes in there', async () => {
    const repo = at.repository('known', { 'greet.yaml': pasted, 'comment.yaml': binding })
    const pull = repo.pull({ files: { 'more.yaml': caller('good morning', 'more') } })
    await at.app.idle()
    expect([conclusion(repo, pull), told(repo, pull)]).toEqual(['success', []])
    pull.push({ 'more.yaml': caller('{{workflow.parameters.x}}', 'more') })
    await at.app.idle()
    expect(told(repo, pull)).toEqual([`more.yaml:15 ${script} (script-injection, high)`])
    expect(seen(repo, pull).threads).toEqual(['more.yaml:15'])
  })

  test('moves the tag to env: what was told at the script and at the binding is settled', async () => {
    const repo = at.repository('mends')
    const pull = repo.pull({ files: { 'greet.yaml': pasted, 'comment.yaml': binding } })
    await at.app.idle()
    expect(seen(repo, pull).threads.toSorted()).toEqual(['comment.yaml:11', 'greet.yaml:25'])
    pull.push({ 'greet.yaml': quoted })
    await at.app.idle()
    expect(seen(repo, pull).threads.toSorted()).toEqual(['comment.yaml:11 resolved', 'greet.yaml:25 resolved'])
    expect(conclusion(repo, pull)).toBe('success')
  })

  test('moves the tag to env in one file: what the other has ends with it, and comes back with it', async () => {
    const repo = at.repository('mends-one', { 'greet.yaml': quoted, 'comment.yaml': binding })
    const pull = repo.pull({ files: { 'greet.yaml': pasted } })
    await at.app.idle()
    const both = [
      `comment.yaml:11 ${event} (untrusted-event-parameter, high)`,
      `greet.yaml:25 ${script} (script-injection, high)`,
    ]
    expect(told(repo, pull)).toEqual(both)
    pull.push({ 'greet.yaml': quoted.replace('echo', 'printf %s') })
    await at.app.idle()
    expect([conclusion(repo, pull), told(repo, pull)]).toEqual(['success', []])
    pull.push({ 'greet.yaml': pasted })
    await at.app.idle()
    expect(told(repo, pull)).toEqual(both)
  })

  test('gets a pull request that mends the file that it does not touch', async () => {
    const repo = at.repository('fixes', { 'lib/greet.yaml': pasted, 'run.yaml': caller('hello') })
    const pull = repo.pull({ files: { 'comment.yaml': binding } })
    await at.app.idle()
    lastCheck(repo, pull.head).press('fix-unsafe')
    await at.app.idle()
    const [fix] = fixesIn(repo)
    expect(fix?.files().map(({ path }) => path)).toEqual(['lib/greet.yaml'])
    fix?.merge('ada')
    await at.app.idle()
    expect(conclusion(repo, repo.pullNumbered(pull.number))).toBe('success')
  })
})

describe('what another file says counts', () => {
  const sensor = `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-comment}
spec:
  template: {serviceAccountName: sensor}
  dependencies: [{name: comment, eventSourceName: github, eventName: comment}]
  triggers:
    - template:
        name: greet
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: greet-}
              spec:
                workflowTemplateRef: {name: greet}
                arguments: {parameters: [{name: text, value: none}]}
          parameters:
            - src: {dependencyName: comment, dataKey: body.comment.body}
              dest: spec.arguments.parameters.0.value
`

  test.each([
    ['an event binding', 'binding', binding],
    ['a sensor', 'sensor', sensor],
  ])('%s that the change leaves as it is', async (_, name, text) => {
    const repo = at.repository(`other-${name}`, { 'greet.yaml': quoted, 'other.yaml': text })
    const pull = repo.pull({ files: { 'greet.yaml': pasted } })
    await at.app.idle()
    const { annotations } = lastCheck(repo, pull.head).state
    expect(annotations.find(({ path }) => path === 'greet.yaml')?.message).toContain('the payload of an event')
  })

  test('a caller with fixed text, without which the library would be for anyone to submit', async () => {
    const repo = at.repository('other-caller', { 'greet.yaml': quoted, 'run.yaml': caller('hello') })
    const pull = repo.pull({ files: { 'greet.yaml': pasted } })
    await at.app.idle()
    expect([conclusion(repo, pull), told(repo, pull)]).toEqual(['success', []])
  })

  test('in its own folder: environments of one name are kept apart', async () => {
    const files = { 'envs/dev/greet.yaml': pasted, 'envs/dev/comment.yaml': binding, 'envs/prod/greet.yaml': pasted }
    const repo = at.repository('envs', { ...files, 'envs/prod/run.yaml': caller('hello') })
    const pull = repo.pull({ files: { 'envs/dev/run.yaml': caller('hello') } })
    await at.app.idle()
    expect([conclusion(repo, pull), told(repo, pull)]).toEqual(['success', []])
    pull.push({ 'envs/dev/run.yaml': null, 'envs/prod/comment.yaml': binding })
    await at.app.idle()
    expect(told(repo, pull)).toEqual([
      `envs/prod/comment.yaml:11 ${event} (untrusted-event-parameter, high)`,
      `envs/prod/greet.yaml:25 ${script} (script-injection, high)`,
    ])
    pull.push({ 'envs/prod/comment.yaml': null, 'envs/dev/greet.yaml': quoted })
    await at.app.idle()
    expect([conclusion(repo, pull), told(repo, pull)]).toEqual(['success', []])
  })

  test('is asked for only where it may matter, with 2 requests more; a review is 1', async () => {
    const repo = at.repository('requests', { 'greet.yaml': pasted, 'run.yaml': caller('hello') })
    const plain = caller('x').replace(/templateRef.*/, 'template: main')
    const made = []
    for (const files of [{ 'plain.yaml': plain }, { 'comment.yaml': binding }, { 'greet.yaml': quoted }]) {
      at.github.forget()
      repo.pull({ files })
      await at.app.idle()
      made.push(at.github.calls.filter(({ route }) => !route.includes('/access_tokens')).length)
    }
    expect(made).toEqual([4, 7, 6])
  })

  test('and cannot be had of a repository with more files than GitHub lists: that is said, and no success', async () => {
    const repo = at.repository('vast', { 'greet.yaml': pasted, 'run.yaml': caller('hello') })
    const body = { sha: repo.tip(), url: 'https://github.com', tree: [], truncated: true }
    at.github.fault('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', { status: 200, body })
    const pull = repo.pull({ files: { 'comment.yaml': binding } })
    await at.app.idle()
    const { state } = lastCheck(repo, pull.head)
    expect(state.conclusion).toBe('neutral')
    expect(state.title).toMatch(/^Partly analysed\. /)
    expect(state.summary).toContain('files that it leaves as they are is not known')
  })

  test('for a merge group too, where each pull request by itself was well', async () => {
    const repo = at.repository('group', { 'greet.yaml': quoted, 'run.yaml': caller('hello') })
    const binds = repo.pull({ files: { 'comment.yaml': binding } })
    const pastes = repo.pull({ files: { 'greet.yaml': pasted } })
    await at.app.idle()
    expect([conclusion(repo, binds), conclusion(repo, pastes)]).toEqual(['success', 'success'])
    binds.merge('ada')
    const head = repo.queue(pastes)
    await at.app.idle()
    expect(lastCheck(repo, head).state.conclusion).toBe('failure')
  })
})
