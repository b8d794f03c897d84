import { meant } from '../argo/closest.ts'

/** A mistake in the command line, with the cure; `lynceus --help` tells what would be right. */
export class UsageError extends Error {}

/** @throws UsageError when it is none of the values */
export function choice<Value extends string>(option: string, value: string, values: readonly Value[]): Value {
  if (isOneOf(value, values)) return value
  throw new UsageError(`${option} ${value}: it must be one of ${values.join(', ')}.${advice(value, values)}`)
}

/** What a mistyped word may mean, unless it could be almost anything. */
export function advice(word: string, candidates: readonly string[], prefix = ''): string {
  const few = meant(word, candidates).map((one) => prefix + one)
  return few.length === 0 || few.length > 6 ? '' : ` Did you mean ${few.join(' or ')}?`
}

export function isOneOf<Value extends string>(value: string, values: readonly Value[]): value is Value {
  return values.some((one) => one === value)
}
