import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Jobs } from './thread.ts'

/** It took too long, or too much memory, and would the next time. */
export class Overrun extends Error {
  constructor(cause: unknown) {
    super('The manifests took longer to look at, or more memory, than is given to one change', { cause })
    this.name = 'Overrun'
  }
}

/** Characters of manifests that are looked into without delay to anything else. */
const few = 300_000
const longest = 120_000

/**
 * Does what takes long in a thread of its own: this one has to answer GitHub meanwhile. What is small is done here.
 *
 * @param size characters of manifests
 * @throws Overrun when it takes longer than two minutes or more than 2 GB; what the signal gives when that ends
 */
export async function aside<Name extends keyof Jobs>(
  name: Name,
  material: Parameters<Jobs[Name]>[0],
  size: number,
  signal: AbortSignal,
): Promise<ReturnType<Jobs[Name]>> {
  const job = { name, material }
  if (size < few) {
    const { perform } = await import('./thread.ts')
    return perform(job)
  }
  const thread = new Worker(new URL('thread.ts', import.meta.url), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: 2048 },
  })
  try {
    const ends = AbortSignal.any([signal, AbortSignal.timeout(longest)])
    // oxlint-disable-next-line typescript/no-unsafe-assignment -- thread.ts alone sends this
    const [done] = await once(thread, 'message', { signal: ends })
    // oxlint-disable-next-line typescript/no-unsafe-return -- thread.ts alone sends this
    return done
  } catch (error) {
    signal.throwIfAborted()
    throw new Overrun(error)
  } finally {
    await thread.terminate()
  }
}

/** The characters of some files. */
export function sizeOf(...lists: readonly (readonly { readonly text: string }[])[]): number {
  return lists.flat().reduce((sum, { text }) => sum + text.length, 0)
}
