import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pullRequest } from '../../action/event.ts'
import { temporary, write } from './repository.ts'

const [base, head] = ['a'.repeat(40), 'b'.repeat(64)]

function event(name: string, payload: unknown) {
  const folder = temporary()
  write(folder, { 'event.json': JSON.stringify(payload) })
  return pullRequest({ GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: join(folder, 'event.json') })
}

test.each(['pull_request', 'pull_request_target', 'pull_request_review'])('%s has two commits', (name) => {
  expect(event(name, { number: 1, pull_request: { base: { sha: base, ref: 'main' }, head: { sha: head } } })).toEqual({
    base,
    head,
  })
})

test.each(['push', 'merge_group', 'schedule', 'issue_comment'])('%s is about the whole repository', (name) => {
  expect(event(name, { pull_request: { base: { sha: base }, head: { sha: head } } })).toBeUndefined()
})

test.each([
  ['no pull request', {}],
  ['an option for git', { pull_request: { base: { sha: '--upload-pack=owned' }, head: { sha: head } } }],
  ['a name for a commit', { pull_request: { base: { sha: base }, head: { sha: 'main' } } }],
])('a payload with %s is refused', (_, payload) => {
  expect(() => event('pull_request', payload)).toThrow('names no pull request with two commits')
})

test('nothing but a workflow is served', () => {
  expect(pullRequest({})).toBeUndefined()
  expect(() => pullRequest({ GITHUB_EVENT_NAME: 'pull_request' })).toThrow('GITHUB_EVENT_PATH is not set')
})
