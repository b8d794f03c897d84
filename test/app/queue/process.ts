import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createInterface } from 'node:readline'
import type { State } from '../../../app/queue/queue.ts'
import type { Work } from '../../../app/task.ts'
import type { Address } from './engine.ts'

/** A process with a queue, see `child.ts`. */
export interface Child {
  readonly pid: number
  readonly exited: Promise<unknown>
  /** Resolves when the delivery is stored; never, when the process ends before. */
  accept(delivery: string, works: readonly Work[]): Promise<unknown>
  state(): Promise<State>
  kill(): Promise<void>
}

const script = fileURLToPath(new URL('child.ts', import.meta.url))

/** Notes in the log when the process has ended: from then on another may run what it ran. */
export async function startChild(address: Address, log: string, concurrency: number): Promise<Child> {
  const child = spawn(process.execPath, [script, JSON.stringify(address), log, `${concurrency}`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit').then(() => appendFileSync(log, `dead ${child.pid}\n`))
  const asked = new Map<string, (answer: unknown) => void>()
  createInterface(child.stdout).on('line', (line) => {
    const space = line.indexOf(' ')
    asked.get(line.slice(0, space))?.(JSON.parse(line.slice(space)))
  })
  child.stdin.on('error', () => {
    // It was killed.
  })
  function ask(name: string, question: object): Promise<unknown> {
    return new Promise((resolve) => {
      asked.set(name, resolve)
      child.stdin.write(`${JSON.stringify(question)}\n`)
    })
  }
  await Promise.race([ask('state', {}), exited])
  return {
    pid: child.pid ?? 0,
    exited,
    accept: (delivery, works) => ask(delivery, { delivery, works }),
    state: () => ask('state', {}) as Promise<State>,
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}
