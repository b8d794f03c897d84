import type { Options } from './options.ts'

const many = 300

let shown = false

/** Says on a terminal what takes a while, on one line that is written over. */
export function progress(what: string, files: number, { quiet }: Options): void {
  if (files < many || quiet || !process.stderr.isTTY) return
  process.stderr.write(`\r\u001B[K${what}…`)
  shown = true
}

export function clearProgress(): void {
  if (shown) process.stderr.write('\r\u001B[K')
  shown = false
}
