import { once } from '../../yaml/once.ts'
import { basename } from '../language.ts'
import type { Shell } from '../shell.ts'
import { commandAt } from '../wrapper.ts'
import { textsOf } from './passing.ts'
import type { Sink } from './use.ts'

const sending = new Set('apply create replace patch delete submit update'.split(' '))

/** A command that sends manifests to the cluster, with what stands behind its name; nothing for others. */
function senderOf(texts: readonly string[]): { readonly name: string; readonly rest: readonly string[] } | undefined {
  const at = commandAt(texts)
  const name = basename(texts[at] ?? '')
  if (!/^(?:kubectl|oc|argo)$/.test(name)) return undefined
  const rest = texts.slice(at + 1)
  if (!rest.some((text) => sending.has(text)) || rest.some((text) => text.startsWith('--dry-run'))) return undefined
  return { name, rest }
}

interface Sending extends Sink {
  /** What it sends: operands of `argo submit`, what `-f` and `-k` of `kubectl` are given. */
  readonly files: readonly string[]
}

function sendingOf(texts: readonly string[]): Sending | undefined {
  const sender = senderOf(texts)
  if (!sender) return undefined
  const { name, rest } = sender
  const given = rest.flatMap((text, index) => {
    const [option, stuck = ''] = /^(?:-[fk]=?|--(?:filename|kustomize)(?:=|$))(.*)$/.exec(text) ?? []
    if (option === undefined) return []
    return stuck === '' ? (rest[index + 1] ?? []) : [stuck]
  })
  // With `-f` Argo is given a file of parameters.
  const operands = rest.filter(
    (_, index) => !/^(?:-[fpnl]|--(?:parameter(?:-file)?|namespace|labels))$/.test(rest[index - 1] ?? ''),
  )
  return { ...takenBy(name, 'manifest'), files: name === 'argo' ? operands : given }
}

function takenBy(name: string, what: string): Sink {
  return { how: 'manifest', what: `\`${name}\` takes its text for a part of the ${what} that it sends to the cluster` }
}

/** What a command does with what it reads, when it sends that to the cluster. */
export function ofManifest(texts: readonly string[]): Sink | undefined {
  const found = sendingOf(texts)
  return found?.files.some((file) => file === '-' || file === '/dev/stdin') ? found : undefined
}

const senders = once(
  ({ commands }: Shell): ReadonlyMap<string, Sink> =>
    new Map(commands.flatMap((command) => [...sent(textsOf(command))])),
)

/** What sends a file to the cluster, or all of the folder that it is in. */
export function applied(path: string, shell: Shell): Sink | undefined {
  const folders = [...path.matchAll(/(?<=[^/])\//g)].slice(0, 20).map(({ index }) => path.slice(0, index))
  if (!path.startsWith('/')) folders.push('.')
  const files = /\.(?:ya?ml|json)$/.test(path) ? [path, ...folders] : [path]
  return files.map((file) => senders(shell).get(file)).find((sink) => sink !== undefined)
}

function* sent(texts: readonly string[]): Generator<[string, Sink]> {
  const found = sendingOf(texts)
  if (found) for (const file of found.files) yield [file.replace(/^\.\/(?=.)/, '').replace(/(?<=.)\/$/, ''), found]
}

/** The same for an argument: what `-p` of `kubectl patch` is given. */
export function ofPatch(texts: readonly string[], index: number): Sink | undefined {
  const sender = senderOf(texts)
  if (!sender?.rest.includes('patch')) return undefined
  const isPatch = /^(?:-p|--patch)$/.test(texts[index - 1] ?? '') || /^(?:-p.|--patch=)/.test(texts[index] ?? '')
  return isPatch ? takenBy(sender.name, 'patch') : undefined
}
