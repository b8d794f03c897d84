import { z } from 'zod'
import { newlyTicked } from '../src/report/boxes.ts'
import { commandLine } from './command-line.ts'
import { onceMore, pullIn } from './job.ts'
import type { Task, Work } from './task.ts'

/** Of a payload only what is needed is read, and it is checked: a name becomes part of an address later. */
const name = z.string().regex(/^(?!\.+$)[\w.-]{1,100}$/)
const login = z.string().regex(/^[\w-]{1,100}(\[bot\])?$/)
const number = z.int().positive()
const commit = z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/)
const fullName = z.string().regex(/^[\w.-]{1,100}\/(?!\.+$)[\w.-]{1,100}$/)

const base = z.object({
  action: z.string().optional(),
  installation: z.object({ id: number }),
  repository: z.object({ name, owner: z.object({ login: name }), default_branch: z.string().optional() }),
  sender: z.object({ login, type: z.string() }),
})

type Base = z.infer<typeof base>
type Read = (payload: unknown, base: Base, delivery: string) => readonly Task[]

/** Reads a payload, or asks for nothing when it is not of the expected shape: GitHub adds actions and leaves fields out. */
function reader<T>(schema: z.ZodType<T>, tasks: (payload: T, ...about: [Base, string]) => readonly Task[]): Read {
  return (payload, ...about) => {
    const { data, success } = schema.safeParse(payload)
    return success ? tasks(data, ...about) : []
  }
}

const reviewed = ['opened', 'synchronize', 'reopened', 'ready_for_review']

const pullRequest = reader(
  z.object({ number, changes: z.object({ base: z.unknown() }).optional() }),
  ({ number: pull, changes }, { action = '' }) => {
    if (action === 'closed') return [{ kind: 'closed', pull }]
    const isMoved = action === 'edited' && changes?.base !== undefined
    return isMoved || reviewed.includes(action) ? [{ kind: 'review', pull }] : []
  },
)

/** What a check run is about stands in its `external_id`: GitHub names no pull request of a fork here. */
const checkRun = reader(
  z.object({
    check_run: z.object({ external_id: z.string().nullish(), head_sha: commit }),
    requested_action: z.object({ identifier: z.string() }).optional(),
  }),
  ({ check_run: { external_id: job, head_sha: head }, requested_action: pressed }, { action, sender }, again) => {
    if (action === 'rerequested') return [onceMore(job ?? '', head, again) ?? []].flat()
    const pull = pullIn(job ?? '')
    if (pull === undefined) return []
    const safety = /^fix-(safe|unsafe)$/.exec(pressed?.identifier ?? '')?.[1]
    if (action !== 'requested_action' || (safety !== 'safe' && safety !== 'unsafe')) return []
    return [{ kind: 'fix', pull, safety, by: sender.login }]
  },
)

const checkSuite = reader(
  z.object({ check_suite: z.object({ head_sha: commit, pull_requests: z.array(z.object({ number })) }) }),
  ({ check_suite: { head_sha: head, pull_requests: pulls } }, { action }, again) => {
    if (action !== 'rerequested') return []
    return pulls.length > 0
      ? pulls.map(({ number: pull }) => ({ kind: 'review', pull, again }))
      : [{ kind: 'rerun', head, again }]
  },
)

const mergeGroup = reader(
  z.object({ merge_group: z.object({ head_sha: commit, base_sha: commit }) }),
  ({ merge_group: { head_sha: head, base_sha: from } }, { action }) =>
    action === 'checks_requested' ? [{ kind: 'merge-group', head, base: from }] : [],
)

const push = reader(z.object({ ref: z.string(), deleted: z.boolean() }), ({ ref, deleted }, { repository }) =>
  !deleted && ref === `refs/heads/${repository.default_branch}` ? [{ kind: 'scan' }] : [],
)

/** What a command may be long; the rest of a comment is nothing to us. */
const longest = 1000

const issueComment = reader(
  z.object({
    issue: z.object({ number, pull_request: z.object({}) }),
    comment: z.object({ id: number, body: z.string() }),
  }),
  ({ issue, comment }, { action, sender }) => {
    const text = action === 'created' ? commandLine(comment.body) : undefined
    if (text === undefined) return []
    return [
      { kind: 'command', pull: issue.number, comment: comment.id, by: sender.login, text: text.slice(0, longest) },
    ]
  },
)

/** A person ticks no more boxes in one edit. */
const mostBoxes = 200

/**
 * A ticked box is an edit of the text of our issue; which of the bots' is ours is seen when the issue is read. Only who
 * ticked a box is asked for leave, not who edits the text while it is ticked.
 */
const issues = reader(
  z.object({
    issue: z.object({
      number,
      pull_request: z.undefined().optional(),
      body: z.string().nullish(),
      user: z.object({ type: z.literal('Bot') }),
    }),
    changes: z.object({ body: z.object({ from: z.string() }) }),
  }),
  ({ issue: { number: issue, body }, changes }, { action, sender }) => {
    const boxes = action === 'edited' ? newlyTicked(changes.body.from, body ?? '').slice(0, mostBoxes) : []
    return boxes.length > 0 ? [{ kind: 'dashboard', issue, by: sender.login, boxes }] : []
  },
)

const events = new Map<string, Read>([
  ['pull_request', pullRequest],
  ['check_run', checkRun],
  ['check_suite', checkSuite],
  ['merge_group', mergeGroup],
  ['push', push],
  ['issue_comment', issueComment],
  ['issues', issues],
])

/** Where a bot's word counts for nothing: it could be ours, and we would answer ourselves for ever. */
const ofPeople = new Set(['issue_comment', 'issues', 'check_run', 'check_suite'])

const installed = z.object({
  action: z.string(),
  installation: z.object({ id: number }),
  repositories: z.array(z.object({ full_name: fullName })).optional(),
  repositories_added: z.array(z.object({ full_name: fullName })).optional(),
})

const covers = ['created', 'unsuspend', 'new_permissions_accepted', 'added']

/**
 * What a repository looks like is asked when the App comes to it, and when the App may do more there. Where GitHub lists
 * no repositories, which it need not after the first time, nothing is queued here.
 */
function scans(payload: unknown): readonly Work[] {
  const { data } = installed.safeParse(payload)
  if (!data || !covers.includes(data.action)) return []
  return [...(data.repositories ?? []), ...(data.repositories_added ?? [])].flatMap(({ full_name: full }) => {
    const [owner, repo] = full.split('/')
    return owner && repo ? [{ installation: data.installation.id, owner, repo, task: { kind: 'scan' } }] : []
  })
}

/** The installation whose owners changed what it may do, or where. */
export function changedBy(event: string, payload: unknown): number | undefined {
  if (!event.startsWith('installation')) return undefined
  return installed.safeParse(payload).data?.installation.id
}

/** Every event that is heard; all others ask for nothing. Also the values of a label, so that nobody invents more. */
export const heard: ReadonlySet<string> = new Set([...events.keys(), 'installation', 'installation_repositories'])

/**
 * What an event asks for. The payload is of the event only when its signature was right; its order among others says
 * nothing, so a work holds what to look at and never what was seen there.
 *
 * @param delivery names it: the same in every redelivery
 */
export function worksOf(event: string, payload: unknown, delivery: string): readonly Work[] {
  if (event === 'installation' || event === 'installation_repositories') return scans(payload)
  const read = events.get(event)
  const { data: about } = read ? base.safeParse(payload) : {}
  if (!read || !about || (ofPeople.has(event) && about.sender.type === 'Bot')) return []
  const { installation, repository } = about
  const place = { installation: installation.id, owner: repository.owner.login, repo: repository.name }
  return read(payload, about, delivery).map((task) => ({ ...place, task }))
}
