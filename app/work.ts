import type { Context } from './context.ts'
import type { Work } from './task.ts'

/** Loads what works are done with: to do so takes half a second, in which nothing else is done. */
export async function prepare(): Promise<void> {
  // A mistake in one shows when it is called for.
  await Promise.allSettled([
    import('./review.ts'),
    import('./closed.ts'),
    import('./fix.ts'),
    import('./command.ts'),
    import('./scan.ts'),
    import('./dashboard.ts'),
    import('./merge-group.ts'),
    import('./rerun.ts'),
    import('./unfinished.ts'),
  ])
}

/** Does a work. To do it again changes nothing more: it looks at what is there now. */
export async function perform({ task }: Work, context: Context): Promise<void> {
  switch (task.kind) {
    case 'review':
      return (await import('./review.ts')).perform(task, context)
    case 'closed':
      return (await import('./closed.ts')).perform(task, context)
    case 'fix':
      return (await import('./fix.ts')).perform(task, context)
    case 'command':
      return (await import('./command.ts')).perform(task, context)
    case 'scan':
      return (await import('./scan.ts')).perform(task, context)
    case 'dashboard':
      return (await import('./dashboard.ts')).perform(task, context)
    case 'merge-group':
      return (await import('./merge-group.ts')).perform(task, context)
    case 'rerun':
      return (await import('./rerun.ts')).perform(task, context)
    case 'unfinished':
      return (await import('./unfinished.ts')).perform(task, context)
  }
}
