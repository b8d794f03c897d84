import { closest } from '../closest.ts'

/** A mistake in the command line, with the cure. */
export class UsageError extends Error {}

/** @throws UsageError when it is none of the values */
export function choice<Value extends string>(option: string, value: string, values: readonly Value[]): Value {
  if (isOneOf(value, values)) return value
  throw new UsageError(`${option} ${value}: it must be one of ${values.join(', ')}.${advice(value, values)}`)
}

/** A word that may be a mistyped candidate. */
export function advice(word: string, candidates: readonly string[], prefix = ''): string {
  const meant = closest(word, candidates)
  return meant === undefined ? '' : ` Did you mean ${prefix}${meant}?`
}

export function isOneOf<Value extends string>(value: string, values: readonly Value[]): value is Value {
  return values.some((one) => one === value)
}
