import { Octokit } from '@octokit/core'
import { afterEach } from 'vitest'
import { type Loopback, loopback, type Settings } from './index.ts'
import type { Permissions } from './state.ts'

const opened: Loopback[] = []

/** A loopback that closes after the test, which fails if a call was outside of GitHub's contract. */
export async function open(settings: Settings = {}): Promise<Loopback> {
  const github = await loopback(settings)
  opened.push(github)
  return github
}

afterEach(async () => {
  const all = opened.splice(0)
  await Promise.all(all.map((github) => github.close()))
  for (const github of all) github.assertContract()
})

/** What acme's installation of the App calls with, narrowed to permissions. */
export function appClient(github: Loopback, permissions?: Permissions): Octokit {
  return new Octokit({ baseUrl: github.url, auth: github.installationToken('acme', permissions) })
}

/** What a call was refused with. */
export async function refusal(call: Promise<unknown>): Promise<{ readonly status: number; readonly message: string }> {
  try {
    await call
  } catch (error) {
    return { status: (error as { status?: number }).status ?? 0, message: (error as Error).message }
  }
  throw new Error('The call was not refused.')
}
