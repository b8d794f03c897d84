import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'rolldown'
import type { TestProject } from 'vitest/node'
import config from '../rolldown.config.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder with the bundles of the sources as they are now. No package is installed at or above it. */
    dist: string
  }
}

/** Builds once for all tests of the shells: they run what is shipped, in processes of their own. */
export async function setup({ provide }: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'lynceus-dist-'))
  const options = [config].flat()[0]
  await build({ ...options, output: { ...[options?.output].flat()[0], dir: folder, cleanDir: false } })
  provide('dist', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}
