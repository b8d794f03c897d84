import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { digest } from '../../src/report/digest.ts'

function reference(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

test('is the first half of SHA-256', () => {
  expect(digest('')).toBe('e3b0c44298fc1c149afbf4c8996fb924')
  for (let length = 0; length < 200; length++) expect(digest('é'.repeat(length))).toBe(reference('é'.repeat(length)))
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(digest(text)).toBe(reference(text))
    }),
  )
})
