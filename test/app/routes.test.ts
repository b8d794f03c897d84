import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changedBy, heard, worksOf } from '../../app/events.ts'
import { keyOf, type Task } from '../../app/task.ts'
import { openGitHub } from './harness.ts'

const sender = { login: 'ada', type: 'User' }
const repository = { name: 'shop', owner: { login: 'acme' }, default_branch: 'main' }
const around = { installation: { id: 3 }, repository, sender }
const bot = { sender: { login: 'lynceus[bot]', type: 'Bot' } }
const commits = { head_sha: 'a'.repeat(40), base_sha: 'b'.repeat(40) }

function tasks(event: string, payload: object): readonly Task[] {
  return worksOf(event, { ...around, ...payload }, 'd1').map(({ task }) => task)
}

describe('an event asks for', () => {
  const review = { kind: 'review', pull: 7 }
  const again = { kind: 'review', pull: 7, again: 'd1' }
  const head = { head_sha: commits.head_sha }
  const run = { external_id: 'pr/7', ...head }
  const group = { kind: 'merge-group', head: commits.head_sha, base: commits.base_sha, again: 'd1' }
  function comment(body: string) {
    return { comment: { id: 5, body }, issue: { number: 7, pull_request: {} } }
  }
  const box = '- [ ] <!-- lynceus:fix=safe/a -->'
  const other = '- [x] <!-- lynceus:fix=unsafe/b -->'
  const issue = { number: 9, body: `${box.replace('[ ]', '[x]')}\n${other}`, user: { type: 'Bot' } }
  const ticked = { issue, changes: { body: { from: `${box}\n${other}` } } }

  test.each<[string, object, readonly object[]]>([
    ['pull_request', { action: 'opened', number: 7 }, [review]],
    ['pull_request', { action: 'synchronize', number: 7 }, [review]],
    ['pull_request', { action: 'reopened', number: 7 }, [review]],
    ['pull_request', { action: 'ready_for_review', number: 7 }, [review]],
    ['pull_request', { action: 'edited', number: 7, changes: { base: { ref: { from: 'dev' } } } }, [review]],
    ['pull_request', { action: 'edited', number: 7, changes: { title: { from: 'a' } } }, []],
    ['pull_request', { action: 'closed', number: 7 }, [{ kind: 'closed', pull: 7 }]],
    ['pull_request', { action: 'labeled', number: 7 }, []],
    ['pull_request', { action: 'stacked', number: 7 }, []],
    // A pull request of ours is to have its check run too: it may be required.
    ['pull_request', { action: 'opened', number: 7, ...bot }, [review]],
    ['check_run', { action: 'rerequested', check_run: run }, [again]],
    ['check_run', { action: 'rerequested', check_run: { external_id: 'pr/7/d0', ...head } }, [again]],
    ['check_run', { action: 'rerequested', check_run: { external_id: 'pr/7/unfinished', ...head } }, [again]],
    [
      'check_run',
      { action: 'rerequested', check_run: { external_id: `merge-group/${commits.base_sha}`, ...head } },
      [group],
    ],
    [
      'check_run',
      { action: 'rerequested', check_run: { external_id: `merge-group/${commits.base_sha}/unfinished`, ...head } },
      [group],
    ],
    ['check_run', { action: 'rerequested', check_run: { external_id: 'merge-group/main', ...head } }, []],
    [
      'check_run',
      {
        action: 'requested_action',
        check_run: { ...run, external_id: `merge-group/${commits.base_sha}` },
        requested_action: { identifier: 'fix-safe' },
      },
      [],
    ],
    ['check_run', { action: 'completed', check_run: run }, []],
    ['check_run', { action: 'rerequested', check_run: { external_id: 'job/7', ...head } }, []],
    ['check_run', { action: 'rerequested', check_run: { external_id: 'pr/0', ...head } }, []],
    ['check_run', { action: 'rerequested', check_run: { external_id: null, ...head } }, []],
    ['check_run', { action: 'rerequested', check_run: run, ...bot }, []],
    ...(['safe', 'unsafe'] as const).map((safety): [string, object, readonly object[]] => [
      'check_run',
      { action: 'requested_action', check_run: run, requested_action: { identifier: `fix-${safety}` } },
      [{ kind: 'fix', pull: 7, safety, by: 'ada' }],
    ]),
    ['check_run', { action: 'requested_action', check_run: run, requested_action: { identifier: 'deploy' } }, []],
    ['check_suite', { action: 'rerequested', check_suite: { ...head, pull_requests: [{ number: 7 }] } }, [again]],
    [
      'check_suite',
      { action: 'rerequested', check_suite: { ...head, pull_requests: [] } },
      [{ kind: 'rerun', head: commits.head_sha, again: 'd1' }],
    ],
    ['check_suite', { action: 'requested', check_suite: { ...head, pull_requests: [{ number: 7 }] } }, []],
    [
      'merge_group',
      { action: 'checks_requested', merge_group: commits },
      [{ kind: 'merge-group', head: commits.head_sha, base: commits.base_sha }],
    ],
    ['merge_group', { action: 'destroyed', merge_group: commits }, []],
    ['merge_group', { action: 'checks_requested', merge_group: { ...commits, head_sha: 'main' } }, []],
    ['push', { ref: 'refs/heads/main', deleted: false }, [{ kind: 'scan' }]],
    ['push', { ref: 'refs/heads/main', deleted: true }, []],
    ['push', { ref: 'refs/heads/feature', deleted: false }, []],
    ['push', { ref: 'refs/tags/main', deleted: false }, []],
    [
      'issue_comment',
      { action: 'created', ...comment('Thanks.\r\n/lynceus fix unsafe\r\nmore') },
      [{ kind: 'command', pull: 7, comment: 5, by: 'ada', text: '/lynceus fix unsafe' }],
    ],
    ['issue_comment', { action: 'created', ...comment('see /lynceus fix') }, []],
    ['issue_comment', { action: 'created', ...comment('> /lynceus fix') }, []],
    ['issue_comment', { action: 'created', ...comment('/lynceusfix') }, []],
    ['issue_comment', { action: 'edited', ...comment('/lynceus fix') }, []],
    ['issue_comment', { action: 'created', ...comment('/lynceus fix'), ...bot }, []],
    ['issue_comment', { action: 'created', ...comment('/lynceus fix'), issue: { number: 7 } }, []],
    [
      'issues',
      { action: 'edited', ...ticked },
      [{ kind: 'dashboard', issue: 9, by: 'ada', boxes: [{ safety: 'safe', rule: 'a' }] }],
    ],
    ['issues', { action: 'edited', ...ticked, changes: { body: { from: `${issue.body}\n` } } }, []],
    ['issues', { action: 'edited', ...ticked, changes: { body: {} } }, []],
    ['issues', { action: 'edited', ...ticked, ...bot }, []],
    ['issues', { action: 'edited', ...ticked, changes: { title: { from: '' } } }, []],
    ['issues', { action: 'edited', ...ticked, issue: { ...issue, body: 'hello' } }, []],
    ['issues', { action: 'edited', ...ticked, issue: { ...issue, user: { type: 'User' } } }, []],
    ['issues', { action: 'edited', ...ticked, issue: { ...issue, user: null } }, []],
    ['issues', { action: 'opened', ...ticked }, []],
    ['star', { action: 'created' }, []],
    ['constructor', { action: 'created' }, []],
  ])('%s %o', (event, payload, expected) => {
    expect(tasks(event, payload)).toEqual(expected)
  })

  test.each([
    ['installation', { action: 'created', repositories: [{ full_name: 'acme/a' }, { full_name: 'acme/b' }] }, 2],
    ['installation', { action: 'new_permissions_accepted', repositories: [{ full_name: 'acme/a' }] }, 1],
    ['installation', { action: 'unsuspend', repositories: [{ full_name: 'acme/a' }] }, 1],
    ['installation', { action: 'unsuspend' }, 0],
    ['installation', { action: 'new_permissions_accepted' }, 0],
    ['installation', { action: 'deleted', repositories: [{ full_name: 'acme/a' }] }, 0],
    ['installation', { action: 'suspend', repositories: [{ full_name: 'acme/a' }] }, 0],
    ['installation_repositories', { action: 'added', repositories_added: [{ full_name: 'acme/a' }] }, 1],
    ['installation_repositories', { action: 'removed', repositories_removed: [{ full_name: 'acme/a' }] }, 0],
    ['installation', { action: 'created', repositories: [{ full_name: 'acme/..' }] }, 0],
  ])('%s %o: %i scans', (event, payload, count) => {
    const works = worksOf(event, { ...payload, installation: { id: 3 } }, 'd1')
    expect(works.map(({ task }) => task.kind)).toEqual(Array.from({ length: count }, () => 'scan'))
  })
})

test('a long comment is not stored whole', () => {
  const comment = { id: 5, body: `/lynceus fix ${'x'.repeat(60_000)}` }
  const [task] = tasks('issue_comment', { action: 'created', comment, issue: { number: 7, pull_request: {} } })
  expect(task).toMatchObject({ text: expect.stringMatching(/^.{1000}$/) as unknown })
})

test('a tick takes the place of an earlier one of the same box by the same person in the same issue only', () => {
  const ticks = [9, 10].flatMap((issue) =>
    ['ada', 'eve'].flatMap((by) =>
      (['safe', 'unsafe'] as const).map((safety) => ({ kind: 'dashboard' as const, issue, by, boxes: [{ safety }] })),
    ),
  )
  const keys = [...ticks, ...ticks].map((task) => keyOf({ installation: 3, owner: 'acme', repo: 'shop', task }))
  expect(new Set(keys).size).toBe(8)
})

test.each(['../etc', 'a/b', '', '..', '.', 'a b', 'a\nb', 'a%2fb', 'x'.repeat(101)])(
  'no work has the name %o',
  (bad) => {
    const pull = { action: 'opened', number: 7 }
    expect(tasks('pull_request', { ...pull, repository: { ...repository, name: bad } })).toEqual([])
    expect(tasks('pull_request', { ...pull, repository: { ...repository, owner: { login: bad } } })).toEqual([])
  },
)

test('only an event of an installation changes one', () => {
  expect(changedBy('installation', { action: 'created', installation: { id: 9 } })).toBe(9)
  expect(changedBy('push', { action: 'created', installation: { id: 9 } })).toBeUndefined()
})

test('what GitHub sends while people work asks for just this', async () => {
  const github = await openGitHub()
  github.hook({ url: 'http://127.0.0.1:9/', secret: 'x' })
  github.webhooks.hold()
  const shop = github.repository('acme/shop')
  const installation = github.installation('acme')
  installation.announce()
  shop.push('main', { 'a.yaml': 'kind: Workflow\n' })
  const pull = shop.pull({ files: { 'b.yaml': 'kind: Workflow\n' } })
  pull.push({ 'b.yaml': 'kind: CronWorkflow\n' })
  pull.edit({ title: 'Other' })
  shop.push('dev', {})
  pull.retarget('dev')
  shop.comment(pull.number, '/lynceus help', 'eve')
  const fork = shop.fork('bob').push('main', { 'c.yaml': 'kind: Workflow\n' })
  expect(fork).toHaveLength(40)
  pull.close()
  pull.reopen()
  pull.retarget('main')
  shop.queue(pull)
  pull.merge()
  const asked = github.deliveries.flatMap(({ event, payload }) => worksOf(event, payload, 'd1'))
  expect(asked.map(({ task }) => ('pull' in task ? `${task.kind} ${task.pull}` : task.kind))).toEqual([
    'scan',
    'scan',
    'review 1',
    'review 1',
    'review 1',
    'command 1',
    'closed 1',
    'review 1',
    'review 1',
    'merge-group',
    'closed 1',
    'scan',
  ])
  expect(new Set(asked.map((work) => `${work.installation} ${work.owner}/${work.repo}`))).toEqual(
    new Set([`${installation.id} acme/shop`]),
  )
})

test('any shape of a payload gives works of names and numbers, or none', () => {
  const part = fc.anything({ withNullPrototype: true })
  const key = fc.constantFrom(
    'installation',
    'repository',
    'sender',
    'issue',
    'comment',
    'check_run',
    'number',
    'action',
  )
  fc.assert(
    fc.property(fc.constantFrom(...heard, 'ping'), fc.dictionary(key, part), (event, broken) => {
      const base = { ...around, action: 'opened', number: 7 }
      for (const work of worksOf(event, { ...base, ...broken }, 'd1')) {
        expect(work.installation).toBeGreaterThan(0)
        expect(`${work.owner}/${work.repo}`).toMatch(/^[\w.-]+\/[\w.-]+$/)
      }
    }),
    { numRuns: 2000 },
  )
})
