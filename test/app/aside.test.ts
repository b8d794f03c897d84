import { expect, test } from 'vitest'
import { aside, heapFor, Overrun } from '../../app/aside.ts'
import type { Change } from '../../app/verdict.ts'
import { defaults } from '../../src/config.ts'
import { privileged } from './fixing.ts'

const change: Change = {
  head: { files: [{ path: 'build.yaml', text: privileged }], unread: [] },
  base: { files: [], unread: [] },
  config: defaults,
  notes: [],
  isPartial: false,
  isCut: false,
  tree: 'https://github.com/acme/flows/blob/1',
}

test('what is done in a thread comes to the same', async () => {
  const { signal } = new AbortController()
  const [here, there] = await Promise.all([aside('verdict', change, 0, signal), aside('verdict', change, 1e9, signal)])
  expect(there.check).toEqual(here.check)
  expect(there.check.title).toMatch(/^1 finding /)
})

test('a mistake of ours in a thread is told as that, and not as a change that takes too long', async () => {
  const broken = { ...change, head: null } as unknown as Change
  const failed = aside('verdict', broken, 1e9, new AbortController().signal)
  await expect(failed).rejects.toThrow(TypeError)
  await expect(failed).rejects.not.toThrow(Overrun)
})

test('a thread ends with the process', async () => {
  await expect(aside('verdict', change, 1e9, AbortSignal.timeout(1))).rejects.toThrow(/timeout/)
})

test.each([
  [0, 2048],
  [768 * 1024 ** 2, 384],
  [64 * 1024 ** 2, 256],
  [2 ** 64, 2048],
])('of %d bytes that the process may take a thread gets %d MiB at most', (limit, heap) => {
  expect(heapFor(limit)).toBe(heap)
})
