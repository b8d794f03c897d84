import { expect, test } from 'vitest'
import type { Unread } from '../../src/finding.ts'
import { newlyUnread, notPassed, reasons } from '../../src/source/unread.ts'

function unread(path: string, reason: string = reasons.tooLarge, line = 1): Unread {
  return { path, line, reason }
}

test('what the base could not read either is not new, wherever its lines have moved', () => {
  expect(newlyUnread([unread('a.yaml', 'broken', 9)], [unread('a.yaml', 'broken', 3)])).toEqual([])
  expect(newlyUnread([unread('a.yaml')], [])).toEqual([unread('a.yaml')])
})

test('another file, another reason, and one more document are new', () => {
  expect(newlyUnread([unread('b.yaml')], [unread('a.yaml')])).toHaveLength(1)
  expect(newlyUnread([unread('a.yaml')], [unread('a.yaml', 'broken')])).toHaveLength(1)
  const twice = [unread('a.yaml', 'broken', 1), unread('a.yaml', 'broken', 5)]
  expect(newlyUnread(twice, [unread('a.yaml', 'broken')])).toEqual([unread('a.yaml', 'broken', 5)])
})

test('a link that was one is not new, wherever it leads; a file in its place is', () => {
  const base = [unread('a.yaml', reasons.link)]
  for (const reason of [reasons.link, reasons.linkOut, reasons.linkLost])
    expect(newlyUnread([unread('a.yaml', reason)], base)).toEqual([])
  expect(newlyUnread([unread('a.yaml')], base)).toHaveLength(1)
})

test('the first few are named', () => {
  expect(notPassed([unread('a.yaml', 'x', 3)])).toContain(': a.yaml:3. What nobody read cannot pass.')
  expect(notPassed(['a', 'b', 'c', 'd', 'e'].map((path) => unread(path)))).toContain(': a:1, b:1, c:1 and 2 more.')
})
