/** A secret that is only text that people write where one is asked for. */
const stock =
  /development|production|changeme|change-me|webhook|password|passw0rd|secret|example|lynceus|github|test|todo/gi

const minimum = 32

/**
 * Says why a webhook secret is too weak to keep strangers out, or nothing. Anyone who guesses it can make the App act
 * on events that never happened, and a signature may be tried offline on one webhook that was seen.
 */
export function weakness(secret: string): string | undefined {
  if (secret.length < minimum) return `has ${secret.length} characters; at least ${minimum} are needed`
  if (isRepeated(secret)) return 'repeats itself'
  if (secret.replace(stock, '').length < minimum / 2) return 'is made of words that are tried first'
  if (bits(secret) < minimum * 2.5) return 'has too few different characters'
  return isSequence(secret) ? 'is a sequence' : undefined
}

/** One part over and over: such a text is found in itself before its end. */
function isRepeated(text: string): boolean {
  return `${text}${text}`.indexOf(text, 1) < text.length || new Set(text.match(/.{1,8}/gs)).size <= text.length / 16
}

/** Shannon's entropy of the characters, times their number. */
function bits(text: string): number {
  const counts = new Map<string, number>()
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1)
  return [...counts.values()].reduce((sum, count) => sum - count * Math.log2(count / text.length), 0)
}

/** Most characters follow the one before them in the alphabet, or go before it. */
function isSequence(text: string): boolean {
  const steps = Array.from(text, (char, at) => char.charCodeAt(0) - text.charCodeAt(Math.max(0, at - 1)))
  return steps.filter((step) => Math.abs(step) === 1).length > text.length / 2
}
