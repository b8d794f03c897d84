import { expect, test } from 'vitest'
import { appClient, open, refusal } from './open.ts'

const permissions = { checks: 'write', contents: 'write', issues: 'write', pull_requests: 'write' } as const

async function furnished() {
  const github = await open({ permissions })
  const repo = github.repository('acme/flows', {
    files: { 'a.yaml': 'a\n', 'b.yaml': 'b\n', '.github/lynceus.yml': 'x: 1\n' },
  })
  const pull = repo.pull({ files: { 'a.yaml': 'c\n', 'bin.yaml': Buffer.from([0]), 'long.yaml': 'ü'.repeat(300_000) } })
  return { github, repo, pull, client: appClient(github) }
}

test('the texts of a review come in one request', async () => {
  const { github, repo, pull, client } = await furnished()
  const blob = '{ ... on Blob { oid byteSize isBinary isTruncated text } }'
  const query = `query($head: String!) { repository(owner: "acme", name: "flows") {
    config: object(expression: "HEAD:.github/lynceus.yml") ${blob}
    none: object(expression: "HEAD:none.yaml") ${blob}
    f0: object(expression: $head) ${blob}
    bin: object(expression: "refs/pull/${pull.number}/head:bin.yaml") ${blob}
    long: object(expression: "${pull.head}:long.yaml") ${blob}
    tree: object(expression: "main:") { ... on Tree { entries { name type mode } } }
    commit: object(expression: "main") { ... on Commit { oid messageHeadline } }
  } rateLimit { cost limit } }`
  const { repository } = await client.graphql<{ repository: Record<string, Record<string, unknown> | null> }>(query, {
    head: `${pull.head}:a.yaml`,
  })
  expect(repository['config']).toMatchObject({ text: 'x: 1\n', isTruncated: false })
  expect(repository['none']).toBeNull()
  expect(repository['f0']).toMatchObject({ text: 'c\n', byteSize: 2 })
  expect(repository['bin']).toMatchObject({ isBinary: true, text: null })
  // Cut at exactly 512,000 bytes.
  expect(repository['long']).toMatchObject({ byteSize: 600_000, isTruncated: true, text: 'ü'.repeat(256_000) })
  expect(repository['tree']).toMatchObject({
    entries: [{ name: '.github', type: 'tree', mode: 0o40000 }, { name: 'a.yaml', type: 'blob' }, { name: 'b.yaml' }],
  })
  expect(repository['commit']).toMatchObject({ oid: repo.tip(), messageHeadline: 'Start' })
  expect(github.calls.map(({ route, fields }) => [route, ...fields])).toEqual([
    ['POST /graphql', 'repository', 'rateLimit'],
  ])
})

test('lists want a length of at most 100, and lead from page to page', async () => {
  const { pull, repo, client } = await furnished()
  for (let i = 0; i < 5; i += 1) repo.comment(pull.number, `${i}`, 'ada')
  function read(given: string) {
    return client.graphql<Comments>(
      `{ repository(owner: "acme", name: "flows") { pullRequest(number: 1) { comments(${given}) { totalCount nodes { body } pageInfo { hasNextPage endCursor } } } } }`,
    )
  }
  expect((await refusal(read('after: null'))).message).toContain('You must provide a `first` or `last` value')
  expect((await refusal(read('first: 101'))).message).toContain('exceeds the `first` limit of 100')
  async function bodies(given: string) {
    const { nodes, pageInfo } = (await read(given)).repository.pullRequest.comments
    return { said: nodes.map(({ body }) => body).join(''), ...pageInfo }
  }
  const first = await bodies('first: 2')
  expect(first).toMatchObject({ said: '01', hasNextPage: true })
  expect(await bodies(`first: 3, after: "${first.endCursor}"`)).toMatchObject({ said: '234', hasNextPage: false })
  expect(await bodies('last: 2')).toMatchObject({ said: '34' })
})

interface Comments {
  readonly repository: {
    readonly pullRequest: {
      readonly comments: {
        readonly nodes: readonly { body: string }[]
        readonly pageInfo: { hasNextPage: boolean; endCursor: string }
      }
    }
  }
}

test('every mutation does what it says', async () => {
  const { github, repo, pull, client } = await furnished()
  const issue = repo.issue({ title: 'Dashboard' })
  function mutate(text: string, variables: object = {}) {
    return client.graphql<Record<string, Record<string, Record<string, unknown>>>>(`mutation${text}`, { ...variables })
  }
  function id(node: string) {
    return { id: node }
  }
  const added = await mutate(
    '($id: ID!) { addComment(input: { subjectId: $id, body: "one" }) { commentEdge { node { id body } } } }',
    id(pull.state.node),
  )
  const comment = pull.state.comments[0]?.node ?? ''
  expect(added['addComment']?.['commentEdge']?.['node']).toEqual({ id: comment, body: 'one' })
  await mutate(
    '($id: ID!) { updateIssueComment(input: { id: $id, body: "two" }) { issueComment { body } } }',
    id(comment),
  )
  expect(pull.comments()).toEqual(['two'])
  await mutate(
    '($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: RESOLVED }) { minimizedComment { isMinimized } } }',
    id(comment),
  )
  expect(pull.comments()).toEqual([])
  await mutate(
    '($id: ID!) { unminimizeComment(input: { subjectId: $id }) { unminimizedComment { isMinimized } } }',
    id(comment),
  )
  await mutate('($id: ID!) { deleteIssueComment(input: { id: $id }) { clientMutationId } }', id(comment))
  expect(pull.state.comments).toEqual([])
  pull.review('a.yaml', 1, 'Hm', 'lynceus[bot]')
  const thread = pull.threads()[0]?.state
  await mutate(
    '($id: ID!) { resolveReviewThread(input: { threadId: $id }) { thread { isResolved } } }',
    id(thread?.node ?? ''),
  )
  await mutate(
    '($id: ID!) { unresolveReviewThread(input: { threadId: $id }) { thread { isResolved } } }',
    id(thread?.node ?? ''),
  )
  await mutate(
    '($id: ID!) { addPullRequestReviewThreadReply(input: { pullRequestReviewThreadId: $id, body: "Yes" }) { comment { body replyTo { body } } } }',
    id(thread?.node ?? ''),
  )
  expect(thread?.comments.map(({ body }) => body)).toEqual(['Hm', 'Yes'])
  await mutate(
    '($id: ID!) { deletePullRequestReviewComment(input: { id: $id }) { pullRequestReview { id } } }',
    id(thread?.comments[1]?.node ?? ''),
  )
  await mutate(
    '($id: ID!) { updatePullRequestReview(input: { pullRequestReviewId: $id, body: "New" }) { pullRequestReview { body } } }',
    id(pull.state.reviews[0]?.node ?? ''),
  )
  expect(pull.state.reviews[0]?.body).toBe('New')
  await mutate(
    '($id: ID!) { updateIssue(input: { id: $id, body: "b", state: CLOSED }) { issue { state } } }',
    id(issue.node),
  )
  expect(issue).toMatchObject({ body: 'b', state: 'closed' })
  await mutate(
    '($id: ID!) { updatePullRequest(input: { pullRequestId: $id, title: "T" }) { pullRequest { title } } }',
    id(pull.state.node),
  )
  repo.push('fix', { 'a.yaml': 'd\n' })
  await mutate(
    '($id: ID!) { createPullRequest(input: { repositoryId: $id, baseRefName: "main", headRefName: "fix", title: "F" }) { pullRequest { number } } }',
    id(repo.state.node),
  )
  await mutate(
    '($id: ID!) { closePullRequest(input: { pullRequestId: $id }) { pullRequest { state } } }',
    id(pull.state.node),
  )
  expect(repo.openPulls.map(({ state }) => state.title)).toEqual(['F'])
  const update = `($id: ID!, $oid: GitObjectID!) { updateRefs(input: { repositoryId: $id, refUpdates: [{ name: "refs/heads/new", afterOid: $oid, beforeOid: "${'0'.repeat(40)}" }] }) { clientMutationId } }`
  await mutate(update, { id: repo.state.node, oid: repo.tip() })
  expect((await refusal(mutate(update, { id: repo.state.node, oid: repo.tip() }))).message).toContain(
    'Ref cannot be updated',
  )
  expect(github.calls.every(({ status }) => status === 200)).toBe(true)
})

test('ids lead to what they stand for, and what is not there has an error with a type', async () => {
  const { pull, repo, client } = await furnished()
  const { nodes } = await client.graphql<{ nodes: unknown[] }>(
    'query($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on PullRequest { number } ... on Repository { nameWithOwner } } }',
    { ids: [pull.state.node, repo.state.node] },
  )
  expect(nodes).toEqual([
    { __typename: 'PullRequest', number: 1 },
    { __typename: 'Repository', nameWithOwner: 'acme/flows' },
  ])
  const missing = client.graphql('{ repository(owner: "acme", name: "flows") { pullRequest(number: 9) { id } } }')
  await expect(missing).rejects.toMatchObject({ errors: [{ type: 'NOT_FOUND', path: ['repository', 'pullRequest'] }] })
})
