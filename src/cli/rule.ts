import type { Rule } from '../rule.ts'
import { rules } from '../rules/index.ts'
import { advice, UsageError } from './usage.ts'

/** @throws UsageError with the nearest id */
export function findRule(id: string): Rule {
  const found = rules.find((rule) => rule.id === id)
  if (found) return found
  const ids = rules.map((rule) => rule.id)
  throw new UsageError(`There is no rule ${id}.${advice(id, ids)} \`lynceus rules\` lists them.`)
}
