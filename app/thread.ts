import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { board } from './board.ts'
import { packedPlan as plan } from './packed-plan.ts'
import { verdict } from './verdict.ts'

const jobs = { board, plan, verdict }

/** What may be done aside: functions of plain data that give plain data. */
export type Jobs = typeof jobs

interface Job<Name extends keyof Jobs> {
  readonly name: Name
  readonly material: Parameters<Jobs[Name]>[0]
}

export function perform<Name extends keyof Jobs>({ name, material }: Job<Name>): ReturnType<Jobs[Name]> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a name and its own material belong together
  const job = jobs[name] as (material: Parameters<Jobs[Name]>[0]) => ReturnType<Jobs[Name]>
  return job(material)
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin, typescript/no-unsafe-argument -- that is for windows; aside.ts alone starts this
if (!isMainThread) parentPort?.postMessage(perform(workerData))
