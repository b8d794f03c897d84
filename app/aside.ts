import { once } from 'node:events'
import process from 'node:process'
import { Worker } from 'node:worker_threads'
import type { Jobs } from './thread.ts'

/** It took too long, or too much memory, and would the next time. */
export class Overrun extends Error {
  constructor(cause: unknown) {
    super('The manifests took longer to look at, or more memory, than is given to one change', { cause })
    this.name = 'Overrun'
  }
}

/** Characters of manifests that are looked into without much delay to anything else, whatever they hold. */
const few = 25_000
const longest = 120_000

const mebibyte = 1024 * 1024

/** MiB that one may take: where there is a limit for the process, half of that, or one change could end it for all. */
export function heapFor(limit = process.constrainedMemory()): number {
  return limit > 0 ? Math.max(256, Math.min(2048, Math.floor(limit / 2 / mebibyte))) : 2048
}

/**
 * Does what takes long in a thread of its own: this one has to answer GitHub meanwhile. What is small is done here.
 *
 * @param size characters of manifests
 * @throws Overrun when it takes longer than two minutes or more memory than `heapFor`; what the signal gives when that ends
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
    resourceLimits: { maxOldGenerationSizeMb: heapFor() },
  })
  try {
    const ends = AbortSignal.any([signal, AbortSignal.timeout(longest)])
    // oxlint-disable-next-line typescript/no-unsafe-assignment -- thread.ts alone sends this
    const [done] = await once(thread, 'message', { signal: ends })
    // oxlint-disable-next-line typescript/no-unsafe-return -- thread.ts alone sends this
    return done
  } catch (error) {
    signal.throwIfAborted()
    throw isOverrun(error) ? new Overrun(error) : error
  } finally {
    await thread.terminate()
  }
}

/** Whether what ended a thread is its size or its time, and no mistake of ours. */
function isOverrun(error: unknown): boolean {
  const isOut = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
  return isOut || error instanceof RangeError || (error instanceof Error && error.name === 'AbortError')
}
