import { SyntaxProblem } from '../yaml/lenient.ts'
import type { Node } from '../yaml/node.ts'
import { get, keyOf, pairs, scalar, text } from '../yaml/query.ts'
import { sourceAt } from '../yaml/source.ts'
import { parse } from '../yaml/tree.ts'
import { embedded, isUnknown } from './embedded.ts'
import type { Manifest } from './manifest.ts'

/** One sender of webhooks: the ServiceAccount as which its events come in, and how it proves itself. */
export interface WebhookClient {
  /** The name of the ServiceAccount. */
  readonly name: string
  readonly type: string | undefined
  /** What the sender signs with. Not to be shown to anybody. */
  readonly secret: string | undefined
}

/** The Secret that the Argo Server looks for in the namespace of an event (docs/webhooks.md). */
export function isWebhookSecret({ kind, name, root }: Manifest): boolean {
  return kind === 'Secret' && name === 'argo-workflows-webhook-clients' && !root.own('sops')
}

/** The senders that it lists, but those that are encrypted or put in later. */
export function webhookClients({ root }: Manifest): readonly WebhookClient[] {
  return ['stringData', 'data'].flatMap((field) =>
    pairs(get(root, field)).flatMap((entry) => {
      const name = keyOf(entry)
      const leaf = scalar(entry.value)
      if (name === undefined || !leaf || isLater(leaf.value)) return []
      const read = field === 'data' ? decoded(leaf.value) : embedded(leaf).root
      if (!read || read.kind !== 'mapping') return []
      return { name, type: text(get(read, 'type')), secret: text(get(read, 'secret')) }
    }),
  )
}

/** Whether a text stands for another one. */
export function isLater(value: string): boolean {
  return isUnknown(value) || /^\s*(?:ENC\[|<[^>]*>|\$[({]|vault:|ref\+)/.test(value)
}

/** The YAML in a base64 text; nothing where it is neither. */
function decoded(value: string): Node | undefined {
  const packed = value.replaceAll(/\s/g, '')
  if (packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) return undefined
  try {
    return parse(sourceAt(atob(packed), 0))
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error
    return undefined
  }
}
