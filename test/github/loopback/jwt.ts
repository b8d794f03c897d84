import { createSign } from 'node:crypto'
import type { Loopback } from './index.ts'

/** What the App proves itself with: nine minutes of validity unless told otherwise. */
export function jwt(
  { app }: Loopback,
  { iss = app.id, seconds = 540 }: { iss?: number; seconds?: number } = {},
): string {
  const now = Math.floor(Date.now() / 1000)
  const claims = [
    { alg: 'RS256', typ: 'JWT' },
    { iat: now - 60, exp: now + seconds, iss },
  ]
  const signed = claims.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(app.privateKey, 'base64url')}`
}
