import { error } from '@actions/core'
import { plain } from '../src/report/escape.ts'

/** Fails the step for a reason in sentences, which may quote anything. People see it as an annotation of the run. */
export function fail(reason: string): void {
  process.exitCode = 1
  error(plain(reason), { title: 'Lynceus' })
}
