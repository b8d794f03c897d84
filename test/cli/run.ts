import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { inject } from 'vitest'

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Call {
  readonly cwd: string
  readonly stdin?: string | Buffer
  readonly env?: Readonly<Record<string, string>>
  /** The user it runs as. */
  readonly uid?: number
  /** Another Node than the tests'. */
  readonly node?: string
}

/** Runs the built CLI as a user does: no terminal, no package installed, nothing of the test's environment. */
export async function lynceus(
  args: readonly string[],
  { cwd, stdin = '', env = {}, uid, node = process.execPath }: Call,
): Promise<Outcome> {
  const child = spawn(node, [join(inject('dist'), 'cli.js'), ...args], {
    cwd,
    env: { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', ...env },
    ...(uid !== undefined && { uid, gid: uid }),
  })
  const closed = new Promise<number | null>((resolve) => void child.on('close', resolve))
  // It may end without reading what it is given.
  child.stdin.on('error', () => {})
  child.stdin.end(stdin)
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), closed])
  return { code, stdout, stderr }
}
