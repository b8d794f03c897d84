import { bool, integer, text } from '../yaml/query.ts'
import { isUnknown } from './embedded.ts'
import type { Setting } from './setting.ts'

/** Which user a security context asks for; `unknown` when a tag or a template decides. */
export function userOf(runAsUser: Pick<Setting, 'node'> | undefined): 'root' | 'other' | 'unknown' | undefined {
  const written = text(runAsUser?.node)
  if (written === undefined) return undefined
  if (isUnknown(written)) return 'unknown'
  // The API server refuses a text here; what is meant is plain.
  const id = integer(runAsUser?.node) ?? (/^\d+$/.test(written) ? Number(written) : undefined)
  return id === undefined ? 'unknown' : id === 0 ? 'root' : 'other'
}

/** Whether a security context keeps its containers from running as root, or an unknown value may do so. */
export function saysNonRoot(runAsNonRoot: Setting | undefined, runAsUser: Setting | undefined): boolean {
  const user = userOf(runAsUser)
  if (user === 'other' || user === 'unknown') return true
  return bool(runAsNonRoot?.node) === true || isUnknown(text(runAsNonRoot?.node) ?? '')
}

/** Whether a seccomp profile filters anything. */
export function isSeccompOn(type: Setting | undefined): boolean {
  return ['RuntimeDefault', 'Localhost'].includes(text(type?.node) ?? '')
}
