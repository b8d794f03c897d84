import { aside, Overrun } from './aside.ts'
import { sizeOf } from './size.ts'
import type { Change, Verdict } from './verdict.ts'

/** Judges a change, in a thread of its own where that takes long. One that takes too long does not pass. */
export async function judged(change: Change, signal: AbortSignal): Promise<Verdict> {
  try {
    return await aside('verdict', change, sizeOf(change.head.files, change.base.files), signal)
  } catch (error) {
    if (!(error instanceof Overrun)) throw error
    const summary = `${error.message}. Nothing is said of them; split the change, or leave files out by \`paths.exclude\`.`
    const check = { conclusion: 'failure' as const, title: 'Could not analyse this change', summary, annotations: [] }
    return { check, buttons: [] }
  }
}
