import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ConstDirectiveNode, type DefinitionNode, Kind, parse, print, type TypeNode } from 'graphql'

/**
 * Cuts from GitHub's published description of its API what the App and the Action use of it, so that tests can hold
 * every call against it without 390 MB of packages:
 *
 *     node test/github/loopback/slice.ts [folder with node_modules]
 *
 * Without a folder it installs the two packages into a temporary one.
 */
export const packages = { '@octokit/openapi': '23.0.2', '@octokit/graphql-schema': '15.26.1' }
const target = 'test/github/loopback/contract'

export const operations: Readonly<Record<string, string>> = {
  '/app': 'get',
  '/app-manifests/{code}/conversions': 'post',
  '/app/hook/deliveries': 'get',
  '/app/hook/deliveries/{delivery_id}': 'get',
  '/app/hook/deliveries/{delivery_id}/attempts': 'post',
  '/app/installations': 'get',
  '/app/installations/{installation_id}': 'get',
  '/app/installations/{installation_id}/access_tokens': 'post',
  '/installation/repositories': 'get',
  '/rate_limit': 'get',
  '/repos/{owner}/{repo}': 'get',
  '/repos/{owner}/{repo}/branches/{branch}': 'get',
  '/repos/{owner}/{repo}/check-runs': 'post',
  '/repos/{owner}/{repo}/check-runs/{check_run_id}': 'get patch',
  '/repos/{owner}/{repo}/check-runs/{check_run_id}/annotations': 'get',
  '/repos/{owner}/{repo}/check-suites': 'post',
  '/repos/{owner}/{repo}/check-suites/{check_suite_id}': 'get',
  '/repos/{owner}/{repo}/check-suites/{check_suite_id}/check-runs': 'get',
  '/repos/{owner}/{repo}/collaborators/{username}/permission': 'get',
  '/repos/{owner}/{repo}/commits/{commit_sha}/pulls': 'get',
  '/repos/{owner}/{repo}/commits/{ref}': 'get',
  '/repos/{owner}/{repo}/commits/{ref}/check-runs': 'get',
  '/repos/{owner}/{repo}/commits/{ref}/check-suites': 'get',
  '/repos/{owner}/{repo}/compare/{basehead}': 'get',
  '/repos/{owner}/{repo}/contents/{path}': 'get',
  '/repos/{owner}/{repo}/git/blobs/{file_sha}': 'get',
  '/repos/{owner}/{repo}/git/matching-refs/{ref}': 'get',
  '/repos/{owner}/{repo}/git/ref/{ref}': 'get',
  '/repos/{owner}/{repo}/git/refs': 'post',
  '/repos/{owner}/{repo}/git/refs/{ref}': 'patch delete',
  '/repos/{owner}/{repo}/git/trees/{tree_sha}': 'get',
  '/repos/{owner}/{repo}/installation': 'get',
  '/repos/{owner}/{repo}/issues': 'get post',
  '/repos/{owner}/{repo}/issues/comments/{comment_id}': 'get patch delete',
  '/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions': 'post',
  '/repos/{owner}/{repo}/issues/{issue_number}': 'get patch',
  '/repos/{owner}/{repo}/issues/{issue_number}/comments': 'get post',
  '/repos/{owner}/{repo}/issues/{issue_number}/labels': 'get post',
  '/repos/{owner}/{repo}/issues/{issue_number}/labels/{name}': 'delete',
  '/repos/{owner}/{repo}/labels': 'get post',
  '/repos/{owner}/{repo}/pulls': 'get post',
  '/repos/{owner}/{repo}/pulls/{pull_number}': 'get patch',
  '/repos/{owner}/{repo}/pulls/{pull_number}/comments': 'get post',
  '/repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies': 'post',
  '/repos/{owner}/{repo}/pulls/{pull_number}/commits': 'get',
  '/repos/{owner}/{repo}/pulls/{pull_number}/files': 'get',
  '/repos/{owner}/{repo}/pulls/{pull_number}/merge': 'put',
  '/repos/{owner}/{repo}/pulls/{pull_number}/reviews': 'get post',
  '/repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}': 'put',
  '/repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/comments': 'get',
  '/repos/{owner}/{repo}/pulls/comments/{comment_id}': 'patch delete',
  '/repos/{owner}/{repo}/tarball/{ref}': 'get',
}

/** Names of x-webhooks: what people do to a repository, and what the App hears of itself. */
const webhooks =
  /^(pull-request-(opened|synchronize|reopened|ready-for-review|converted-to-draft|edited|closed)|check-run-(created|completed|rerequested|requested-action)|check-suite-(requested|rerequested|completed)|merge-group-(checks-requested|destroyed)|push|issue-comment-(created|edited)|issues-(opened|edited|closed)|installation-(created|deleted|suspend|unsuspend|new-permissions-accepted)|installation-repositories-(added|removed)|ping)$/

/** Types that a GraphQL document of ours may walk through; scalars, enums and inputs follow by themselves. */
const types = `Query Mutation Node Actor User Bot Organization RepositoryOwner UniformResourceLocatable
  Repository Ref GitObject Commit Tree TreeEntry Blob RateLimit RefConnection RefEdge PageInfo App
  PullRequest PullRequestConnection PullRequestEdge Closable Comment Minimizable
  PullRequestReview PullRequestReviewConnection PullRequestReviewComment PullRequestReviewCommentConnection
  PullRequestReviewThread PullRequestReviewThreadConnection
  Issue IssueConnection IssueComment IssueCommentConnection IssueCommentEdge Label LabelConnection
  PullRequestReviewThreadEdge PullRequestReviewCommentEdge PullRequestReviewEdge IssueEdge LabelEdge CheckRunEdge CheckSuiteEdge
  CheckSuite CheckSuiteConnection CheckRun CheckRunConnection CheckAnnotation CheckAnnotationConnection
  CheckAnnotationEdge CheckAnnotationSpan CheckAnnotationPosition
  CreateCommitOnBranchPayload CreateRefPayload UpdateRefPayload UpdateRefsPayload DeleteRefPayload
  CreatePullRequestPayload UpdatePullRequestPayload ClosePullRequestPayload MinimizeCommentPayload UnminimizeCommentPayload
  ResolveReviewThreadPayload UnresolveReviewThreadPayload AddCommentPayload UpdateIssueCommentPayload
  DeleteIssueCommentPayload UpdatePullRequestReviewPayload DeletePullRequestReviewCommentPayload
  AddPullRequestReviewThreadReplyPayload UpdateIssuePayload`
  .trim()
  .split(/\s+/)

type Json = Readonly<Record<string, unknown>>
interface Description extends Json {
  readonly openapi: string
  readonly info: { readonly version: string }
  readonly paths: Readonly<Record<string, Json>>
  readonly 'x-webhooks': Readonly<Record<string, Json>>
  readonly components: Readonly<Record<string, Json>>
}

function main(given: string | undefined): void {
  const folder = given ?? mkdtempSync(join(tmpdir(), 'github-contract-'))
  try {
    if (!given) install(folder)
    function file(name: string) {
      return readFileSync(join(folder, 'node_modules', name), 'utf8')
    }
    const rest = slice(JSON.parse(file('@octokit/openapi/generated/api.github.com.json')) as Description)
    writeFileSync(join(target, 'openapi.json'), `${JSON.stringify(rest, null, 1)}\n`)
    const schema = join(target, 'schema.graphql')
    writeFileSync(schema, sliceSchema(file('@octokit/graphql-schema/schema.graphql')))
    execFileSync('npx', ['oxfmt', schema])
  } finally {
    if (!given) rmSync(folder, { recursive: true })
  }
}

function install(folder: string): void {
  const wanted = Object.entries(packages).map(([name, version]) => `${name}@${version}`)
  execFileSync('npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', ...wanted], {
    stdio: 'inherit',
  })
}

/** The operations and webhooks named above, and every component that they refer to. */
function slice(whole: Description): Json {
  const paths = Object.entries(operations).map(([path, methods]): [string, Json] => {
    const found = methods.split(' ').map((method): [string, unknown] => {
      const operation = whole.paths[path]?.[method]
      if (!operation) throw new Error(`GitHub describes no ${method} ${path}.`)
      return [method, bare(operation)]
    })
    return [path, Object.fromEntries(found)]
  })
  const hooks = Object.entries(whole['x-webhooks']).filter(([name]) => webhooks.test(name))
  const kept = { paths: Object.fromEntries(paths), 'x-webhooks': bare(Object.fromEntries(hooks)) }
  return {
    openapi: whole.openapi,
    info: {
      title: 'A slice of GitHub’s REST API',
      version: whole.info.version,
      'x-source': packages,
      'x-made-by': 'test/github/loopback/slice.ts',
    },
    ...kept,
    components: components(whole, kept),
  }
}

function components(whole: Description, from: unknown): Json {
  const found: Record<string, Record<string, unknown>> = {}
  const queue = references(from)
  for (const reference of queue) {
    const [group = '', name = ''] = reference.split('/').slice(2)
    if (found[group]?.[name] !== undefined) continue
    const component = bare(whole.components[group]?.[name])
    found[group] = { ...found[group], [name]: component }
    queue.push(...references(component))
  }
  return found
}

function references(value: unknown): string[] {
  return [...JSON.stringify(value).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference = '']) => reference)
}

/** Without prose and examples, which are most of it and which no validator reads. */
function bare(value: unknown, named = false): unknown {
  if (Array.isArray(value)) return value.map((item) => bare(item))
  if (typeof value !== 'object' || value === null) return value
  const prose = [
    'description',
    'example',
    'examples',
    'externalDocs',
    'x-github',
    'tags',
    'summary',
    'title',
    'default',
  ]
  const kept = Object.entries(value).filter(([key]) => named || !prose.includes(key))
  return Object.fromEntries(kept.map(([key, item]) => [key, bare(item, !named && key === 'properties')]))
}

/** The types named above, without the fields that lead elsewhere. */
function sliceSchema(text: string): string {
  const definitions = new Map<string, DefinitionNode>()
  for (const node of parse(text).definitions) if ('name' in node && node.name) definitions.set(node.name.value, node)
  const kept = new Set(types)
  const printed = new Map<string, string>()
  for (const name of kept) {
    const definition = definitions.get(name)
    if (!definition) throw new Error(`GitHub’s schema has no ${name}.`)
    printed.set(name, print(without(definition, kept, definitions)))
  }
  const head = `# A slice of GitHub's GraphQL schema (@octokit/graphql-schema ${packages['@octokit/graphql-schema']}), made by test/github/loopback/slice.ts.\n`
  return `${head}\n${[...printed]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, type]) => type)
    .join('\n\n')}\n`
}

/** A definition without prose and without what is not kept; what its fields take and give as plain values is kept too. */
function without(node: DefinitionNode, kept: Set<string>, all: ReadonlyMap<string, DefinitionNode>): DefinitionNode {
  if (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION) {
    const fields = node.fields?.filter(({ type }) => kept.has(leaf(type)) || isPlain(all.get(leaf(type)))) ?? []
    for (const { type, arguments: taken = [] } of fields)
      for (const used of [type, ...taken.map((one) => one.type)]) keep(leaf(used), kept)
    const interfaces = node.interfaces?.filter(({ name }) => kept.has(name.value)) ?? []
    return strip({ ...node, interfaces, fields })
  }
  if (node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) for (const { type } of node.fields ?? []) keep(leaf(type), kept)
  return strip(node)
}

const builtIn = ['String', 'Int', 'Float', 'Boolean', 'ID']

function keep(name: string, kept: Set<string>): void {
  if (!builtIn.includes(name)) kept.add(name)
}

function isPlain(node: DefinitionNode | undefined): boolean {
  return !node || node.kind === Kind.SCALAR_TYPE_DEFINITION || node.kind === Kind.ENUM_TYPE_DEFINITION
}

function leaf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : leaf(type.type)
}

/** Without descriptions, and without directives but `@deprecated`. */
function strip<T>(node: T): T {
  const text = JSON.stringify(node, (key, value: unknown) => {
    if (key === 'description' || key === 'loc') return undefined
    if (key !== 'directives') return value
    return (value as ConstDirectiveNode[]).filter(({ name }) => name.value === 'deprecated')
  })
  return JSON.parse(text) as T
}

if (import.meta.main) main(process.argv[2])
