import type { FixPlan } from '../src/report/fix-plan.ts'
import { aside, Overrun } from './aside.ts'
import { unpacked, type Wanted } from './packed-plan.ts'
import { sizeOf } from './size.ts'

/**
 * Plans what is wished for, in a thread of its own where that takes long.
 *
 * @returns nothing when it takes too long, or too much memory
 */
export async function planned(wanted: Wanted, signal: AbortSignal): Promise<FixPlan | undefined> {
  const { files, before = [] } = wanted.source
  try {
    return unpacked(await aside('plan', wanted, sizeOf(files, before), signal))
  } catch (error) {
    if (error instanceof Overrun) return undefined
    throw error
  }
}
