import { type Actor, checkAllowed } from './auth.ts'
import type { Meter } from './limits.ts'
import { notFound } from './refusal.ts'
import type { Issue, Pull, Repository, User } from './state.ts'
import type { World } from './world.ts'

/** A request that is known to be within the contract, and who makes it. */
export interface Call {
  readonly world: World
  readonly actor: Actor
  readonly user: User
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: unknown
  /** What the caller wants to get: `application/vnd.github.raw+json` for bytes. */
  readonly accept: string
  readonly meter: Meter
  /** Of the request, for links to other pages. */
  readonly url: URL
}

export interface Answer {
  readonly status: number
  readonly body?: unknown
  /** Instead of a body: the bytes of a file. */
  readonly raw?: Buffer
  readonly headers?: Readonly<Record<string, string>>
}

export interface Route {
  /** A permission like `checks:write`, `app` for the App's own JWT, or nothing more than credentials. */
  readonly needs?: string
  /** Makes content, which GitHub limits by the minute. */
  readonly makes?: true
  readonly answer: (call: Call & { readonly repository: Repository }) => Answer
}

export type Routes = Readonly<Record<string, Route>>

/** A file, as bytes for those who ask for such. */
export function file({ accept }: Call, bytes: Buffer, body: unknown): Answer {
  return /\braw\b/.test(accept) ? { status: 200, raw: bytes } : { status: 200, body }
}

export function ok(body: unknown, status = 200): Answer {
  return { status, body }
}

/** @throws Refusal 404 */
export function repositoryNamed({ state }: World, full: string): Repository {
  const found = state.repositories.get(full.toLowerCase())
  if (!found) throw notFound()
  return found
}

/** @throws Refusal 404 */
export function pullNumbered(repository: Repository, number: string | number | undefined): Pull {
  const found = repository.pulls.find((pull) => pull.number === Number(number))
  if (!found) throw notFound()
  return found
}

/** An issue, or a pull request as the issue that it also is. @throws Refusal 404 */
export function issueNumbered(repository: Repository, number: string | number | undefined): Issue {
  const found = repository.issues.find((issue) => issue.number === Number(number))
  return found ?? pullNumbered(repository, number)
}

/** Comments and labels of a pull request need its permission, those of an issue the other. @throws Refusal 403 */
export function checkConversation({ actor }: Call, repository: Repository, on: Issue, access: 'read' | 'write'): void {
  checkAllowed(actor, repository, 'head' in on ? `pull_requests:${access}` : `issues:${access}`)
}

/** A commit by its id, or the name of a branch or ref. @throws Refusal 404 */
export function commitNamed(repository: Repository, name: string): string {
  const { objects, refs } = repository
  const found = ['', 'refs/', 'refs/heads/', 'refs/tags/'].map((prefix) => refs.get(prefix + name)).find(Boolean)
  if (name === 'HEAD') return commitNamed(repository, repository.defaultBranch)
  if (found) return found
  const whole = objects.commits.has(name)
    ? name
    : [...objects.commits.keys()].find((id) => name.length >= 7 && id.startsWith(name))
  if (!whole) throw notFound()
  return whole
}

/** One page of a list, with the `link` header that leads to the others. */
export function page(
  call: Call,
  items: readonly unknown[],
  wrap: (part: readonly unknown[]) => unknown = (part) => part,
): Answer {
  const size = Number(call.query.get('per_page') ?? 30)
  const number = Number(call.query.get('page') ?? 1)
  const last = Math.max(1, Math.ceil(items.length / size))
  function link(to: number, rel: string) {
    const url = new URL(call.url)
    url.searchParams.set('page', String(to))
    return `<${url.href}>; rel="${rel}"`
  }
  const links = [
    ...(number > 1 ? [link(number - 1, 'prev')] : []),
    ...(number < last ? [link(number + 1, 'next'), link(last, 'last')] : []),
    ...(number > 1 ? [link(1, 'first')] : []),
  ]
  const body = wrap(items.slice((number - 1) * size, number * size))
  return { status: 200, body, ...(links.length > 0 ? { headers: { link: links.join(', ') } } : {}) }
}

/** Who GitHub counts the requests of. */
export function callerName(actor: Actor): string {
  if (actor.kind === 'app') return 'app'
  return actor.installation ? `installation ${actor.installation.id}` : `user ${actor.user.login}`
}
