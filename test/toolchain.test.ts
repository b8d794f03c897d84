import { expect, test } from 'vitest'

test('tests run on Node 24, the version that runs the Action, whatever Node started npm', () => {
  const major = Number(process.versions.node.split('.')[0])
  expect(
    major,
    `Node ${process.versions.node}: run npm ci with optional dependencies, or use Node 24`,
  ).toBeGreaterThanOrEqual(24)
})
