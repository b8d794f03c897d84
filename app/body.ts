import type { IncomingMessage } from 'node:http'
import type { Reason } from './metrics.ts'

/** What GitHub sends at most (docs: webhook events and payloads, payload cap). Bytes. */
const largest = 25 * 1024 * 1024

/** What all bodies that are being read may take together: nobody has proved yet who sends them. Bytes. */
const together = 128 * 1024 * 1024

let held = 0

/** A body that is not read to its end, and why. */
export class NoBody extends Error {
  readonly reason: Reason

  constructor(reason: Reason) {
    super(reason)
    this.name = 'NoBody'
    this.reason = reason
  }
}

/**
 * Reads a body, and no more than it may have.
 *
 * @throws NoBody when it is too large, when too much is being read already, and when it ends too early
 */
export async function readBody(request: IncomingMessage): Promise<string> {
  if (Number(request.headers['content-length'] ?? 0) > largest) throw new NoBody('too-large')
  const parts: Buffer[] = []
  let size = 0
  try {
    // Not to be destroyed by the end of the loop: the sender is still to be told why.
    for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += part.length
      held += part.length
      if (size > largest) throw new NoBody('too-large')
      if (held > together) throw new NoBody('busy')
      parts.push(part)
    }
    return Buffer.concat(parts, size).toString()
  } catch (error) {
    throw error instanceof NoBody ? error : new NoBody('cut-off')
  } finally {
    held -= size
  }
}
