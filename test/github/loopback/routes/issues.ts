import { checkBody, editComment, editIssue, labelNamed, openIssue, writeComment } from '../acts/issues.ts'
import { checkAllowed } from '../auth.ts'
import { type Answer, type Call, checkConversation, issueNumbered, ok, page, type Routes } from '../call.ts'
import { notFound, refuse } from '../refusal.ts'
import { comment } from '../shapes/comment.ts'
import { issueShape, label } from '../shapes/issue.ts'
import { user } from '../shapes/repository.ts'
import { newId, now } from '../names.ts'
import type { Comment, Issue, Repository } from '../state.ts'
import { checkAuthor } from './reviews.ts'

type Given = Call & { readonly repository: Repository }

/** Without `needs` where a pull request's permission does as well as that of issues: see `checkConversation`. */
export const issueRoutes: Routes = {
  'GET /repos/{owner}/{repo}/issues': { needs: 'issues:read', answer: list },
  'POST /repos/{owner}/{repo}/issues': { needs: 'issues:write', makes: true, answer: create },
  'GET /repos/{owner}/{repo}/issues/{issue_number}': {
    answer: (call) => ok(issueShape(call.repository, issue(call, 'read'))),
  },
  'PATCH /repos/{owner}/{repo}/issues/{issue_number}': { answer: edit },
  'GET /repos/{owner}/{repo}/issues/{issue_number}/comments': { answer: comments },
  'POST /repos/{owner}/{repo}/issues/{issue_number}/comments': { makes: true, answer: createComment },
  'GET /repos/{owner}/{repo}/issues/comments/{comment_id}': {
    answer: (call) => {
      const { on, given } = commentNumbered(call, 'read')
      return ok(comment(call.repository, on, given))
    },
  },
  'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}': { answer: updateComment },
  'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}': { answer: deleteComment },
  'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions': { answer: react },
  'GET /repos/{owner}/{repo}/issues/{issue_number}/labels': {
    answer: (call) =>
      page(
        call,
        issue(call, 'read').labels.map((one) => label(call.repository, one)),
      ),
  },
  'POST /repos/{owner}/{repo}/issues/{issue_number}/labels': { answer: addLabels },
  'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}': { answer: removeLabel },
  'GET /repos/{owner}/{repo}/labels': {
    needs: 'issues:read',
    answer: (call) =>
      page(
        call,
        call.repository.labels.map((one) => label(call.repository, one)),
      ),
  },
  'POST /repos/{owner}/{repo}/labels': { needs: 'issues:write', answer: createLabel },
}

function issue(call: Given, access: 'read' | 'write'): Issue {
  const found = issueNumbered(call.repository, call.params['issue_number'])
  checkConversation(call, call.repository, found, access)
  return found
}

/** Newest first; pull requests are issues too. `creator` is a login, `app/<slug>` of an App. */
function list(call: Given): Answer {
  const { repository, query } = call
  const [state, creator] = [query.get('state') ?? 'open', query.get('creator')]
  const labels = query.get('labels')?.split(',') ?? []
  const all = [...repository.issues, ...repository.pulls].sort((a, b) => b.number - a.number)
  const found = all.filter((one) => {
    const byCreator = !creator || one.user.login === creator || `app/${one.user.login.replace('[bot]', '')}` === creator
    return (
      (state === 'all' || one.state === state) &&
      byCreator &&
      labels.every((name) => one.labels.some((it) => it.name === name))
    )
  })
  return page(
    call,
    found.map((one) => issueShape(repository, one)),
  )
}

function create({ world, repository, body, user: by }: Given): Answer {
  const { labels = [], ...sent } = body as {
    title: string
    body?: string
    labels?: readonly (string | { readonly name: string })[]
  }
  const names = labels.map((one) => (typeof one === 'string' ? one : one.name))
  return ok(issueShape(repository, openIssue(world, repository, { ...sent, labels: names, by })), 201)
}

function edit(call: Given): Answer {
  const found = issue(call, 'write')
  editIssue(call.world, call.repository, found, call.body as Parameters<typeof editIssue>[3], call.user)
  return ok(issueShape(call.repository, found))
}

function comments(call: Given): Answer {
  const found = issue(call, 'read')
  return page(
    call,
    found.comments.map((one) => comment(call.repository, found, one)),
  )
}

function createComment(call: Given): Answer {
  const found = issue(call, 'write')
  const made = writeComment(call.world, call.repository, found, (call.body as { body: string }).body, call.user)
  return ok(comment(call.repository, found, made), 201)
}

function commentNumbered(call: Given, access: 'read' | 'write'): { readonly on: Issue; readonly given: Comment } {
  for (const on of [...call.repository.issues, ...call.repository.pulls]) {
    const given = on.comments.find(({ id }) => id === Number(call.params['comment_id']))
    if (!given) continue
    checkConversation(call, call.repository, on, access)
    return { on, given }
  }
  throw notFound()
}

function updateComment(call: Given): Answer {
  const { on, given } = commentNumbered(call, 'write')
  checkAuthor(call.repository, given.user, call.user)
  editComment(call.world, call.repository, on, given, (call.body as { body: string }).body, call.user)
  return ok(comment(call.repository, on, given))
}

function deleteComment(call: Given): Answer {
  const { on, given } = commentNumbered(call, 'write')
  checkAuthor(call.repository, given.user, call.user)
  on.comments.splice(on.comments.indexOf(given), 1)
  call.world.state.nodes.delete(given.node)
  return { status: 204 }
}

/** The same reaction twice is one. */
function react(call: Given): Answer {
  const { given } = commentNumbered(call, 'write')
  const { content } = call.body as { readonly content: string }
  const known = given.reactions.find((one) => one.content === content && one.user.id === call.user.id)
  const made = known ?? { user: call.user, content, id: newId(call.world.state, 'Label').id }
  if (!known) given.reactions.push(made)
  return ok(
    { id: made.id, node_id: `REA_${made.id}`, user: user(made.user), content, created_at: now() },
    known ? 200 : 201,
  )
}

function addLabels(call: Given): Answer {
  const found = issue(call, 'write')
  const sent = call.body as { readonly labels?: readonly string[] } | readonly string[]
  const names = 'labels' in sent ? (sent.labels ?? []) : (sent as readonly string[])
  for (const name of names) {
    const made = labelNamed(call.world, call.repository, name)
    if (!found.labels.includes(made)) found.labels.push(made)
  }
  return ok(found.labels.map((one) => label(call.repository, one)))
}

function removeLabel(call: Given): Answer {
  const found = issue(call, 'write')
  const at = found.labels.findIndex(({ name }) => name === call.params['name'])
  if (at < 0) throw refuse(404, 'Label does not exist')
  found.labels.splice(at, 1)
  return ok(found.labels.map((one) => label(call.repository, one)))
}

function createLabel({ world, repository, body, actor }: Given): Answer {
  checkAllowed(actor, repository, 'issues:write')
  const { name, color = 'ededed', description = null } = body as { name: string; color?: string; description?: string }
  checkBody('Label', description)
  const twin = repository.labels.some((one) => one.name.toLowerCase() === name.toLowerCase())
  if (twin) throw refuse(422, 'Validation Failed', [{ resource: 'Label', code: 'already_exists', field: 'name' }])
  const made = labelNamed(world, repository, name)
  const at = repository.labels.indexOf(made)
  const whole = { ...made, color, description }
  repository.labels[at] = whole
  return ok(label(repository, whole), 201)
}
