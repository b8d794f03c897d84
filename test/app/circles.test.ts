import { readdirSync, readFileSync } from 'node:fs'
import { posix as path } from 'node:path'
import { expect, test } from 'vitest'

/** What a file of ours names of others of ours, its types too. */
function namedIn(file: string): string[] {
  const names = readFileSync(file, 'utf8').matchAll(/(?:from |import\()'(\.[^']+\.ts)'/g)
  return [...names].map(([, name = '']) => path.join(path.dirname(file), name))
}

/** Follows what files name, and gives the first way that comes back to where it was. */
function circle(files: readonly string[], named: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const done = new Set<string>()
  function from(file: string, way: readonly string[]): readonly string[] {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file]
    if (done.has(file)) return []
    for (const next of named.get(file) ?? []) {
      const found = from(next, [...way, file])
      if (found.length > 0) return found
    }
    done.add(file)
    return []
  }
  return files.map((file) => from(file, [])).find(({ length }) => length > 0) ?? []
}

test.each(['app', 'src/github'])('no file of %s comes back to itself by what it imports', (folder) => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.join(folder, name))
  const named = new Map(files.map((file) => [file, namedIn(file).filter((name) => name.startsWith(`${folder}/`))]))
  expect(files.length).toBeGreaterThan(15)
  expect(circle(files, named)).toEqual([])
})

test('a circle is found', () => {
  const named = new Map([
    ['a', ['b']],
    ['b', ['c', 'd']],
    ['d', ['b']],
  ])
  expect(circle(['a', 'b', 'c', 'd'], named)).toEqual(['b', 'd', 'b'])
})
