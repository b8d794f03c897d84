import type { Claim } from './claim.ts'

type Value = string | number | boolean | null | readonly Value[]

/**
 * Somebody who can log in, and of whom nothing else is known. `email_verified` is no claim that a rule can see
 * (server/auth/types/claims.go).
 */
const stranger: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['sub', '2b6f0cc904d137be2e1730235f5664094b831186'],
  ['iss', 'https://login.invalid'],
  ['aud', ['argo-workflows']],
  ['email', 'stranger@nowhere.invalid'],
  ['name', 'A Stranger'],
  ['preferred_username', 'a-stranger'],
  ['groups', ['everybody-at-nowhere']],
])

/** Whether a condition holds for anybody who can log in; nothing when that is not understood. */
export function matchesStranger(claim: Claim): boolean | undefined {
  const value = valueOf(claim)
  return typeof value === 'boolean' ? value : undefined
}

function valueOf(claim: Claim): Value | undefined {
  switch (claim.kind) {
    case 'value':
      return claim.value
    case 'name':
      return stranger.get(claim.name) ?? (claim.name === 'email_verified' ? null : undefined)
    case 'list':
      return listOf(claim.items)
    case 'not':
      return negated(valueOf(claim.of))
    case 'pair':
      return ofPair(claim.operator, valueOf(claim.left), valueOf(claim.right))
    case 'other':
      return undefined
  }
}

function listOf(items: readonly Claim[]): Value | undefined {
  const values = items.map(valueOf).filter((value) => value !== undefined)
  return values.length === items.length ? values : undefined
}

function negated(value: Value | undefined): boolean | undefined {
  return typeof value === 'boolean' ? !value : undefined
}

/** One side is enough where it decides. */
function ofPair(operator: string, left: Value | undefined, right: Value | undefined): Value | undefined {
  if (operator === '||' || operator === 'or') return left === true || right === true ? true : both(left, right)
  if (operator === '&&' || operator === 'and') return left === false || right === false ? false : both(left, right)
  if (left === undefined || right === undefined) return undefined
  switch (operator) {
    case '==':
      return left === right
    case '!=':
      return left !== right
    case 'in':
      return Array.isArray(right) ? right.includes(left) : undefined
    case 'not in':
      return Array.isArray(right) ? !right.includes(left) : undefined
    default:
      return typeof left === 'string' && typeof right === 'string' ? ofTexts(operator, left, right) : undefined
  }
}

function both(left: Value | undefined, right: Value | undefined): boolean | undefined {
  return typeof left === 'boolean' && left === right ? left : undefined
}

function ofTexts(operator: string, left: string, right: string): boolean | undefined {
  if (operator === 'contains') return left.includes(right)
  if (operator === 'startsWith') return left.startsWith(right)
  if (operator === 'endsWith') return left.endsWith(right)
  // A pattern of somebody else's is not run: only those that let everything through are known.
  return operator === 'matches' && /^\^?\.[*+]\$?$|^$/.test(right) ? true : undefined
}
