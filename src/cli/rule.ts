import type { Rule } from '../rule.ts'
import { rules } from '../rules/index.ts'
import { SourceError } from '../source/error.ts'
import { advice } from './usage.ts'

/** @throws SourceError with the nearest ids */
export function findRule(id: string): Rule {
  const found = rules.find((rule) => rule.id === id)
  if (found) return found
  const ids = rules.map((rule) => rule.id)
  throw new SourceError(`There is no rule ${id}.${advice(id, ids)} \`lynceus rules\` lists them.`)
}
