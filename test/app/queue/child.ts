// A process with a queue, to be killed. Arguments: the address of the queue, the log, how many lanes at once (0: none).
// A line of its input is a delivery and its works, or asks for the state; the answer begins with what it is for.
import { appendFileSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { laneOf } from '../../../app/task.ts'
import type { Work } from '../../../app/task.ts'
import { open } from './engine.ts'

const [address = '', log = '', concurrency = '0'] = process.argv.slice(2)

function say(event: string, work: Work): void {
  appendFileSync(log, `${event} ${process.pid} ${laneOf(work)} ${textOf(work)}\n`)
}

function textOf({ task }: Work): string {
  return task.kind === 'command' ? task.text : ''
}

function begun(work: Work): number {
  return readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('begin') && line.endsWith(` ${textOf(work)}`)).length
}

/** The text of a work says what becomes of the process. */
async function perform(work: Work): Promise<void> {
  say('begin', work)
  const [kind] = textOf(work).split('-')
  if (kind === 'poison' || (kind === 'die' && begun(work) === 1)) process.kill(process.pid, 'SIGKILL')
  if (kind === 'slow') await sleep(20)
  say('end', work)
  if (kind === 'unsaid' && begun(work) === 1) process.kill(process.pid, 'SIGKILL')
}

const queue = await open(JSON.parse(address))
if (Number(concurrency)) queue.start(perform, Number(concurrency))
for await (const line of createInterface(process.stdin)) {
  const { delivery, works } = JSON.parse(line)
  const answer = delivery === undefined ? queue.state() : queue.accept(delivery, works)
  void answer.then((value) => process.stdout.write(`${delivery ?? 'state'} ${JSON.stringify(value)}\n`))
}
