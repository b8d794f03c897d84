import { createPublicKey, generateKeyPairSync, type KeyObject, verify } from 'node:crypto'
import { notAccessible, notFound, type Refusal, refuse } from './refusal.ts'
import { botOf, roleOf } from './names.ts'
import type { Access, Installation, Permissions, Repository, State, Token, User } from './state.ts'

/** Who calls: the App itself by JWT, or whoever a token stands for. */
export type Actor = { readonly kind: 'app' } | ({ readonly kind: 'token' } & Token)

let keys: { readonly privateKey: string; readonly publicKey: KeyObject } | undefined

/** The key of the App, made once for all loopbacks of a process. PEM, PKCS#1 as GitHub hands it out. */
export function appKey(): string {
  return pair().privateKey
}

function pair() {
  if (keys) return keys
  const made = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  })
  keys = { privateKey: made.privateKey, publicKey: createPublicKey(made.publicKey) }
  return keys
}

/** @throws Refusal 401 for credentials that are wrong, expired or missing */
export function authenticate(state: State, header: string | undefined): Actor {
  const credential = /^(?:bearer|token) (.+)$/i.exec(header ?? '')?.[1]
  if (!credential) throw refuse(401, 'Requires authentication')
  if (credential.split('.').length === 3 && !credential.startsWith('ghs_')) return readJwt(state, credential)
  const token = state.tokens.get(credential)
  if (!token || token.expires < Date.now()) throw refuse(401, 'Bad credentials')
  if (token.installation?.suspended) throw refuse(403, 'This installation has been suspended')
  return { kind: 'token', ...token }
}

function readJwt(state: State, jwt: string): Actor {
  const [head = '', body = '', signature = ''] = jwt.split('.')
  const signed = verify(
    'RSA-SHA256',
    Buffer.from(`${head}.${body}`),
    pair().publicKey,
    Buffer.from(signature, 'base64url'),
  )
  if (!signed) throw refuse(401, 'A JSON web token could not be decoded')
  const { iss, exp, iat } = JSON.parse(Buffer.from(body, 'base64url').toString()) as {
    iss: unknown
    exp: number
    iat: number
  }
  const seconds = Date.now() / 1000
  if (String(iss) !== String(state.app.id)) throw refuse(404, 'Integration not found')
  if (exp < seconds)
    throw refuse(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    )
  if (exp > iat + 601 + 60 || exp > seconds + 660)
    throw refuse(401, "'Expiration time' claim ('exp') is too far in the future")
  return { kind: 'app' }
}

/**
 * A token of an installation: the new, stateless form, whose length is not fixed (spec: apps/create-installation-access-token).
 */
export function issueToken(
  state: State,
  installation: Installation,
  permissions: Permissions = installation.permissions,
  repositories: Set<number> | 'all' = installation.repositories,
): { readonly token: string; readonly expires: number } {
  state.ids += 1
  const token = `ghs_${state.app.id}_${Buffer.from(`{"n":${state.ids}}`).toString('base64url')}.x${state.ids}.y`
  const expires = Date.now() + 3_600_000
  state.tokens.set(token, { user: botOf(state), installation, permissions, repositories, expires })
  return { token, expires }
}

const ranks: Readonly<Record<Access, number>> = { read: 1, write: 2, admin: 3 }

/** Whether permissions hold one like `checks:write`. */
export function includes(permissions: Permissions, wanted: string): boolean {
  const [name = '', access = 'read'] = wanted.split(':')
  const granted = name === 'metadata' ? 'read' : permissions[name]
  return granted !== undefined && ranks[granted] >= ranks[access as Access]
}

export function userOf(state: State, actor: Actor): User {
  return actor.kind === 'app' ? botOf(state) : actor.user
}

/** @throws Refusal 404 for what the actor may not know of */
export function checkVisible(actor: Actor, repository: Repository): void {
  if (!repository.private) return
  if (actor.kind === 'app' || !reaches(actor, repository)) throw notFound()
}

/** @throws Refusal 403 when the actor may see the repository, but not do this in it */
export function checkAllowed(actor: Actor, repository: Repository, wanted: string): void {
  if (!allowed(actor, repository, wanted)) throw forbidden(actor, wanted)
}

function forbidden(actor: Actor, wanted: string): Refusal {
  if (actor.kind === 'token' && actor.installation) return refuse(403, notAccessible)
  if (actor.kind === 'token' && wanted === 'checks:write') return refuse(403, 'You must authenticate via a GitHub App.')
  return actor.kind === 'app'
    ? refuse(401, 'A JSON web token could not be decoded')
    : refuse(403, 'Must have write access.')
}

function allowed(actor: Actor, repository: Repository, wanted: string): boolean {
  if (actor.kind === 'app') return false
  if (actor.installation) {
    const isRead = wanted.endsWith(':read') && !repository.private
    return includes(actor.permissions, wanted) && (reaches(actor, repository) || isRead)
  }
  if (wanted === 'checks:write') return false
  return wanted !== 'contents:write' || ['admin', 'maintain', 'write'].includes(roleOf(repository, actor.user))
}

function reaches(actor: Token, repository: Repository): boolean {
  if (!actor.installation) return roleOf(repository, actor.user) !== 'none'
  if (actor.installation.account.id !== repository.owner.id) return false
  const { repositories: granted } = actor.installation
  return [actor.repositories, granted].every((set) => set === 'all' || set.has(repository.id))
}
