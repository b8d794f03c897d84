import { editsOf, type FixPlan, type Wish } from './fix-plan.ts'

/** What a body of ours remembers. */
export interface Memory {
  /** Twelve hex digits that name the edits. */
  readonly edits: string
  /** The commit that was mended. */
  readonly head: string
  readonly wish: Wish
  readonly by: string
  /** Closed by us, so that it means no "no". */
  readonly isWithdrawn: boolean
}

const marker =
  /^<!-- lynceus:fix edits=([0-9a-f]{12}) head=([0-9a-f]{40,64}) safety=(safe|unsafe) rule=([a-z0-9-]*) by=([\w-]+(?:\[bot\])?)( withdrawn)? -->/

/** What a body of ours remembers; nothing when somebody took that away. It stands at the start, where no text of others does. */
export function memoryOf(body: string): Memory | undefined {
  const [, edits, head, safety, rule, by, withdrawn] = marker.exec(body) ?? []
  if (!edits || !head || !by || (safety !== 'safe' && safety !== 'unsafe')) return undefined
  return { edits, head, wish: { safety, ...(rule ? { rule } : {}) }, by, isWithdrawn: withdrawn !== undefined }
}

/** The body of a pull request that we close, with the reason on top. */
export function withdrawn(body: string, reason: string): string {
  const opening = marker.exec(body)?.[0]
  if (opening === undefined) return `${reason}\n\n${body}`
  const marked = opening.replace(/(?: withdrawn)? -->$/, ' withdrawn -->')
  return `${marked}\n\n> ${reason}\n${body.slice(opening.length)}`
}

/** What the body of a plan's pull request is to remember: nobody sees it. */
export function remembered({ wish, by, head, fixed }: FixPlan): string {
  const who = by.replace(/[^\w[\]-]/g, '')
  return `<!-- lynceus:fix edits=${editsOf({ fixed })} head=${head} safety=${wish.safety} rule=${wish.rule ?? ''} by=${who} -->`
}

/** The reason for closing a pull request of ours, in a sentence. */
export function closingReason(pull: number, state: 'CLOSED' | 'MERGED'): string {
  return `Closed by Lynceus: #${pull} was ${state === 'MERGED' ? 'merged' : 'closed'}.`
}
