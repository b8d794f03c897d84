import { info } from '@actions/core'
import { ConfigError } from '../src/config.ts'
import { exact, log } from '../src/report/escape.ts'
import { SourceError } from '../src/source/error.ts'
import { WrongCheckout } from './base.ts'
import { fail } from './fail.ts'
import { InputError, readInputs } from './inputs.ts'
import { publish } from './publish.ts'
import { review } from './review.ts'

/** Runs the step. Never rejects: what goes wrong fails the step with a sentence. */
export async function main(): Promise<void> {
  try {
    const inputs = readInputs()
    // git, which is started later, has no use for it.
    delete process.env['INPUT_GITHUB-TOKEN']
    await publish(await review(inputs, process.env), inputs)
  } catch (error) {
    if (error instanceof ConfigError) fail(`${error.path}:${error.line}: ${error.message}`)
    else if (isUsers(error)) fail(error.message)
    else failOurselves(error)
  }
}

function isUsers(error: unknown): error is Error {
  return error instanceof InputError || error instanceof SourceError || error instanceof WrongCheckout
}

function failOurselves(error: unknown): void {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  for (const line of stack.split('\n')) info(log(exact(line)))
  fail('Lynceus itself failed; this says nothing about the manifests. Please report it with the lines above.')
}
