import { expect, test } from 'vitest'
import { compareVersions, formatVersion, parseVersion, since } from '../../src/argo/version.ts'

test.each([
  ['v3.7.10', '3.7.10'],
  ['3.7.10', '3.7.10'],
  ['v3.7.10-nonroot', '3.7.10'],
  ['v4.0.0-rc2', '4.0.0-rc2'],
  ['v4.0.0-rc2-nonroot', '4.0.0-rc2'],
  ['v3.4.0-linux-amd64', '3.4.0'],
  ['v3.4.0-linux-arm64-nonroot', '3.4.0'],
  ['v2.12.13-windows', '2.12.13'],
  ['3.6.2-debian-12-r0', '3.6.2'],
])('reads %s', (tag, version) => {
  const found = parseVersion(tag)
  expect(found && formatVersion(found)).toBe(version)
})

test.each([
  '',
  'latest',
  'v3.7',
  'v3',
  'v3.7.10.1',
  'sha-3.7.10',
  'v3.7.10-custom',
  'v3.7.10 ',
  '99999.0.0',
  'v3.7.10\n',
])('does not guess the version of %j', (tag) => expect(parseVersion(tag)).toBeUndefined())

test('orders by number, and a candidate before its release', () => {
  const order = ['2.12.13', '3.6.9', '3.6.10', '4.0.0-rc1', '4.0.0-rc2', '4.0.0-rc10', '4.0.0', '4.0.10', '4.1.0']
  const versions = order.flatMap((tag) => parseVersion(tag) ?? [])
  expect(versions).toHaveLength(order.length)
  expect(versions.toReversed().toSorted(compareVersions).map(formatVersion)).toEqual(order)
  for (const version of versions) expect(compareVersions(version, version)).toBe(0)
})

test('takes an unknown version for the newest', () => {
  expect(since(undefined, 4, 1)).toBe(true)
  expect(since(parseVersion('3.7.18'), 4, 0)).toBe(false)
  expect(since(parseVersion('3.7.18'), 3, 7)).toBe(true)
  expect(since(parseVersion('4.0.0'), 3, 7)).toBe(true)
  expect(since(parseVersion('2.12.0'), 3, 0)).toBe(false)
})
