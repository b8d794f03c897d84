import { basename, languageOf } from './language.ts'
import { commandAt } from './wrapper.ts'

/** What one command says by itself. */
export interface Found {
  readonly kind: 'apply' | 'unverified'
  readonly what: string
}

/** What one command says by itself, by its words with the variables that are set before it. */
export function ofWords(texts: readonly string[]): Found | undefined {
  const unset = texts.findIndex((word) => !/^\w+=/.test(word))
  const variable = (unset < 0 ? texts : texts.slice(0, unset)).find((word) => loosens(...split(word)))
  if (variable !== undefined) return { kind: 'unverified', what: variable }
  const words = unset < 0 ? [] : texts.slice(unset)
  const at = commandAt(words)
  const name = basename(words[at] ?? '')
  const rest = words.slice(at + 1)
  if (name === 'export' || name === 'env' || name === 'ENV') {
    const exported = rest.find((word) => loosens(...split(word)))
    return exported === undefined ? undefined : { kind: 'unverified', what: exported }
  }
  const isModule = languageOf(name) === 'python' && rest[0] === '-m'
  const what = isModule ? unverified(rest[1] ?? '', rest.slice(2)) : unverified(name, rest)
  if (what !== undefined) return { kind: 'unverified', what }
  const isApplied = /^(?:kubectl|oc|k3s)$/.test(name) && rest.some((word) => /^(?:apply|create|replace)$/.test(word))
  const address = isApplied
    ? rest.find(
        (word, index) =>
          /^(?:-f=?|--filename=?|)https?:\/\//.test(word) &&
          (word.startsWith('-') || /^(?:-f|--filename)$/.test(rest[index - 1] ?? '')),
      )
    : undefined
  return address === undefined ? undefined : { kind: 'apply', what: address }
}

function split(word: string): [string, string] {
  const at = word.indexOf('=')
  return [word.slice(0, at), word.slice(at + 1)]
}

/** Whether a variable of the environment switches a check off. */
export function loosens(name: string, value: string): boolean {
  if (name === 'GIT_SSL_NO_VERIFY') return value !== '' && !/^(?:0|false|no)$/i.test(value)
  if (name === 'NODE_TLS_REJECT_UNAUTHORIZED' || name === 'PYTHONHTTPSVERIFY') return value === '0'
  return false
}

/** The option that keeps a command from looking who answers. */
function unverified(name: string, rest: readonly string[]): string | undefined {
  switch (name) {
    case 'curl':
      return rest.find((word) => word === '--insecure' || /^-[a-zA-Z]*k[a-zA-Z]*$/.test(shortOf(word)))
    case 'wget':
      return rest.find((word) => word === '--no-check-certificate')
    case 'git':
      return ofGit(rest)
    case 'pip':
    case 'pip3':
      return rest.find((word) => /^--trusted-host\b/.test(word))
    case 'npm':
    case 'yarn':
      return /\bstrict-ssl[= ]false\b/.test(rest.join(' ')) ? 'strict-ssl false' : undefined
    case 'ssh':
    case 'scp':
    case 'sftp':
    case 'rsync':
      return rest.find((word) => /StrictHostKeyChecking[= ](?:no|off)\b/i.test(word))
    case 'kubectl':
    case 'oc':
    case 'helm':
      return rest.find((word) => /^--(?:kube-)?insecure-skip-tls-verify(?:=true)?$/.test(word))
    default:
      return undefined
  }
}

/** Letters before the first that takes the rest of the word: `-ok` writes a file that is called `k`. */
function shortOf(word: string): string {
  return word.startsWith('--') ? '' : word.replace(/^(-[a-zA-Z]*?)[oHXduAebFmTUwxrCcDEKPQtYyz].*$/, '$1')
}

function ofGit(rest: readonly string[]): string | undefined {
  const inline = rest.find((word) => /^http\.(?:.*\.)?sslVerify=(?:false|0|no|off)$/i.test(word))
  if (inline !== undefined) return inline
  const at = rest.findIndex((word) => /^http\.(?:.*\.)?sslVerify$/i.test(word))
  return at >= 0 && /^(?:false|0|no|off)$/i.test(rest[at + 1] ?? '') ? `${rest[at]} ${rest[at + 1]}` : undefined
}

/** Names that only a cluster or one machine resolves. */
export function isInside(words: readonly string[]): boolean {
  const hosts = words.flatMap((word) => /^(?:--?[\w-]+=)?https?:\/\/(?:[^@/]*@)?([^/:]+)/i.exec(word)?.[1] ?? [])
  return (
    hosts.length > 0 &&
    hosts.every((host) =>
      /^(?:localhost|127\.[\d.]+|[\w-]+|kubernetes\.default|.*\.svc(?:\.cluster\.local)?\.?)$/i.test(host),
    )
  )
}
