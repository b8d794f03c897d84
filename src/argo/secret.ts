import { isUnknown } from './embedded.ts'

/** A credential in a text, by offsets of its value. */
export interface Credential {
  readonly from: number
  readonly to: number
  /** What it is, in words for a reader. */
  readonly what: string
  /** Whether its form leaves no doubt. */
  readonly sure: boolean
  /** It is the name of its user, as many programs have it before somebody sets one. */
  readonly weak: boolean
}

const formats: readonly (readonly [string, RegExp])[] = [
  ['an access key of AWS', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g],
  ['a token of GitHub', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{36,})/g],
  ['a token of GitLab', /\bglpat-[A-Za-z0-9_-]{20,}/g],
  ['a token of Slack', /\bxox[abprs]-[A-Za-z0-9-]{10,}/g],
  [
    'the address of a webhook of Slack',
    /\bhooks\.slack\.com\/services\/T[A-Z0-9]{7,20}\/B[A-Z0-9]{7,20}\/[A-Za-z0-9]{20,60}/g,
  ],
  ['a token of Hugging Face', /\bhf_[A-Za-z0-9]{34,}\b/g],
  ['a key of OpenAI', /\bsk-[A-Za-z0-9_-]{16,100}T3BlbkFJ[A-Za-z0-9_-]{16,}/g],
  ['a key of Anthropic', /\bsk-ant-[a-z]{3,5}\d\d-[A-Za-z0-9_-]{60,}/g],
  ['a key of Stripe', /\b[sr]k_live_[A-Za-z0-9]{16,}/g],
  ['a key of Google', /\bAIza[0-9A-Za-z_-]{35}/g],
  ['a token of Vault', /\bhvs\.[A-Za-z0-9_-]{24,}/g],
  ['a token of Docker', /\bdckr_pat_[A-Za-z0-9_-]{20,}/g],
  ['a token of npm', /\bnpm_[A-Za-z0-9]{36}\b/g],
  [
    'a private key',
    /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----(?=\s{0,99}(?:\\n)?\s{0,99}[A-Za-z0-9+/=]{16})/g,
  ],
  ['a signed token (JWT)', /\beyJ[A-Za-z0-9_-]{8,500}\.eyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{16,}/g],
]

const url = /\b[a-z][a-z0-9+.-]{1,20}:\/\/([^/\s:@{}$<>"'`]{0,200}):([^/\s:@{}$<>"'`]{1,200})@(?=[\w[])/gi

/** Words that credentials of a known form have; several expressions are faster than one with all of them. */
const traces = [
  /AKIA|ASIA|AIza|eyJ\w/,
  /hvs\.|npm_|gh[pousr]_|_pat_|_live_|lpat-|xox[abprs]-|\bhf_|T3BlbkFJ|sk-ant-|hooks\.slack/,
  /PRIVATE KEY/,
  /:\/\/[^/\s@]{0,400}:[^/\s@]{1,200}@/,
]

/** A cheap look at a text as it is written: without these there is no credential of a known form in it. */
export function mayHoldCredential(raw: string): boolean {
  return traces.some((trace) => trace.test(raw))
}

/** Credentials whose form tells them, and passwords in addresses. What is put in later, and what stands for one, is none. */
export function credentialsIn(text: string): readonly Credential[] {
  const found: Credential[] = []
  for (const [what, form] of formats) {
    for (const match of text.matchAll(form)) {
      if (!isPlaceholder(match[0]))
        found.push({ from: match.index, to: match.index + match[0].length, what, sure: true, weak: false })
    }
  }
  for (const match of text.matchAll(url)) {
    const [, user, password = ''] = match
    const to = match.index + match[0].length - 1
    if (!isPlaceholder(password) && !isCommonWord(password))
      found.push({
        from: to - password.length,
        to,
        what: 'a password in an address',
        sure: false,
        weak: password === user,
      })
  }
  return found
}

const placeholder =
  /change-?me|example|sample|x{3,}|<.*>|\*+|^\.+$|dummy|fake|todo|^your|^my-?(?:token|secret|password|pass|key)$|replace|placeholder|redacted|insert|^(?:none|null|undefined|test|testing)$|0{8,}|1234567890|(.)\1{5,}/i

/** Whether a text stands for a credential that is put there later. */
function isPlaceholder(text: string): boolean {
  return placeholder.test(text)
}

function isCommonWord(text: string): boolean {
  return /^(?:pass(?:word|wd)?|pwd|secret|token|user(?:name)?|test|x-oauth-basic|x-access-token|oauth2)$/i.test(text)
}

const words = [
  'pass(?:word|wd|phrase)?|passwd|pwd',
  'secret',
  'token',
  '(?:api|access|secret|private|signing|encryption)-?key',
  'credentials?',
  'auth(?:orization)?',
].join('|')
const joined = new RegExp(`(?:^|-)(?:${words})$`)
const glued = /(?:password|passwd|passphrase|token|apikey|secretkey|accesskey|privatekey)$/

/** Names that end so but mean a place in something, a part of a text or of a page. */
const otherwise =
  /(?:^|-)(?:next|page|continue|continuation|stop|start|end|eos|bos|pad|unk|mask|sep|special|sync|max|min|num|csrf-?cookie|with|use|has|no|enable|require|idempotency|cancel)-?(?:token|auth|key|password)$|(?:^|-)(?:by|com)pass$|(?:^|-)(?:multi|first|second|single|one|two|dry|fast|full)-?pass$/

/** Whether a parameter, variable or header of this name holds a credential. */
export function isSecretName(name: string): boolean {
  // Most names are told apart by this look alone.
  if (!/pass|pwd|secret|token|key|cred|auth/i.test(name)) return false
  const plain = name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase()
  return (joined.test(plain) || glued.test(plain)) && !otherwise.test(plain)
}

/** Whether a name says that its value is the name of a Secret and not what is in it, where that may be meant. */
function namesSecret(name: string, value: string): boolean {
  return /(?:secret|credentials?|token|auth|key)$/i.test(name) && /^[a-z0-9]+(?:[-.][a-z0-9]+)+$/.test(value)
}

/**
 * How sure it is that a literal is a credential, given that its name says so: `undefined` for texts that are none,
 * such as paths, numbers, addresses, names of Secrets and placeholders.
 */
export function literalSecret(name: string, value: string): 'likely' | 'weak' | undefined {
  const text = value.trim()
  if (
    text.length < 6 ||
    text.length > 4096 ||
    isUnknown(text) ||
    /\$[({A-Za-z_]|%\(|\$\{\{/.test(text) ||
    text.startsWith('ENC[')
  )
    return undefined
  if (reference.test(text) || isPath(text)) return undefined
  if (/^(?:[+-]?[\d.]+|true|false|yes|no|enabled|disabled|basic|bearer|oauth2?|required|optional)$/i.test(text))
    return undefined
  if (isPlaceholder(text) || namesSecret(name, text)) return undefined
  return entropy(text) >= 3 && !wordy.test(text) ? 'likely' : 'weak'
}

/** Paths, addresses, and the name of something in a store of secrets. */
const reference =
  /^(?:[~.]{0,2}\/|[A-Za-z]:\\|[a-z][a-z0-9+.-]*:\/\/|(?:vault|ssm|secrets?-?manager|(?:aws|gcp)-?sm|(?:azure-?)?key-?vault|env|file|arn):)/i

/** A word, words in capitals such as name a variable, a sentence, or a structure, whose parts have their own forms. */
const wordy = /^(?:[A-Za-z]+(?: [A-Za-z]+)*|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[{[].*[}\]])$/s

/** A path of words. Base64 has slashes too, between parts that no word looks like. */
function isPath(text: string): boolean {
  if (/^[a-z][a-z.-]*\/[a-z][a-z.-]*$/.test(text)) return true
  return (
    /^[\w.-]+(?:\/[\w.-]+){2,}$/.test(text) &&
    !text.split('/').some((part) => /[a-z]/.test(part) && /[A-Z]/.test(part) && /\d/.test(part))
  )
}

/** Shannon's entropy of a text's characters, in bits for each. */
function entropy(text: string): number {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  const shares = [...counts.values()].map((count) => count / text.length)
  return -shares.reduce((sum, share) => sum + share * Math.log2(share), 0)
}

/** As much of a credential as may be shown: its first characters, and never more than a fifth of it. */
export function masked(credential: string): string {
  return `${credential.slice(0, Math.min(4, Math.floor(credential.length / 5)))}…`
}

const everybodys = new Set(['admin', 'password', 'YWRtaW4=', 'cGFzc3dvcmQ='])

/** Whether a Secret is the one of Argo's quick start, as it comes (manifests/quick-start/base/minio). */
export function isQuickStart(name: string, values: readonly string[]): boolean {
  return name === 'my-minio-cred' && values.length > 0 && values.every((value) => everybodys.has(value))
}
