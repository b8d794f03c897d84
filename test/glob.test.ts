import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matches } from '../src/glob.ts'

describe('a glob', () => {
  test.each([
    ['examples/*.yaml', 'examples/hello.yaml', true],
    ['examples/*.yaml', 'examples/deep/hello.yaml', false],
    ['examples/**', 'examples/deep/hello.yaml', true],
    ['examples/**', 'more-examples/hello.yaml', false],
    ['examples/', 'examples/deep/hello.yaml', true],
    ['examples', 'examples/deep/hello.yaml', true],
    ['examples', 'examples.yaml', false],
    ['a/examples', 'b/a/examples/hello.yaml', false],
    ['{examples,tests}', 'tests/hello.yaml', true],
    ['{examples,*}', 'tests/hello.yaml', false],
    ['exampl*', 'examples/hello.yaml', false],
    ['./examples/*', 'examples/hello.yaml', true],
    ['**/test/**', 'test/a.yaml', true],
    ['**/test/**', 'a/b/test/c/d.yaml', true],
    ['**/test/**', 'a/latest/c.yaml', false],
    ['a/**/b', 'a/b', true],
    ['a/**/b', 'a/x/y/b', true],
    ['a/**/b', 'axb', false],
    ['a**/b', 'ab', false],
    ['**.yaml', 'a/b.yaml', true],
    ['*.y?ml', 'a.yaml', true],
    ['*.y?ml', 'a.y/ml', false],
    ['**/*.{yml,yaml}', 'a/b.yml', true],
    ['**/*.{yml,yaml}', 'b.json', false],
    ['{a,b/{c,d/**}}/x', 'b/d/e/f/x', true],
    ['{a,}b', 'b', true],
    ['{a', '{a', true],
    ['a,b}', 'a,b}', true],
    ['[a-z].yaml', 'b.yaml', false],
    ['A.yaml', 'a.yaml', false],
    ['a.b', 'axb', false],
    ['?', '💥', true],
    ['*', 'line\nbreak', true],
    ['', 'a', false],
  ])('%s against %j: %s', (glob, path, expected) => {
    expect(matches(glob, path)).toBe(expected)
  })

  test('matches what its alternatives match as regular expressions', () => {
    const globs = fc.array(fc.constantFrom('a', 'b', '/', '*', '?', '{', ',', '}', '.', '**', '**/', '{a,', ',b}'), {
      maxLength: 12,
    })
    const paths = fc.array(fc.constantFrom('a', 'b', '/', '.', '{', ',', '}'), { maxLength: 10 })
    let matching = 0
    fc.assert(
      fc.property(globs, paths, (pieces, chars) => {
        const [glob, path] = [pieces.join(''), chars.join('')]
        // `./` before and `/` after a glob are short for something else, which the examples above show.
        fc.pre(!glob.startsWith('./') && !glob.endsWith('/'))
        const below = /[*?][^/]*$/.test(glob) ? '' : '/**'
        const expected = [glob, glob + below].flatMap(alternatives).some((one) => expression(one).test(path))
        if (expected) matching++
        expect(matches(glob, path), `${glob} against ${path}`).toBe(expected)
      }),
      { numRuns: 20_000 },
    )
    expect(matching).toBeGreaterThan(500)
  })

  test.each([
    ['stars', `${'**a*a'.repeat(60)}b`],
    ['alternatives', `${'{a,a}{a,aa}'.repeat(40)}b`],
    ['nested alternatives', `${'{a,'.repeat(100)}b${'}'.repeat(100)}c`],
  ])('takes no longer for many %s', (_, glob) => {
    expect(matches(glob, 'a'.repeat(2000))).toBe(false)
  })
})

/** Keeps stars that braces separate from becoming one `**`. */
const seam = '\u0000'

/** Every glob without braces that a glob stands for: the innermost braces are replaced until none are left. */
function alternatives(glob: string): string[] {
  const braces = /\{([^{}]*)\}/.exec(glob)
  if (!braces) return [glob]
  const [whole, inner = ''] = braces
  const rest = glob.slice(braces.index + whole.length)
  return inner.split(',').flatMap((choice) => alternatives(glob.slice(0, braces.index) + seam + choice + seam + rest))
}

function expression(glob: string): RegExp {
  const source = glob.replaceAll(/\*\*\/?|[^]/g, (token) => {
    if (token === '**/') return '(?:(?<![^/])|.*/)'
    if (token === '**') return '.*'
    if (token === '*') return '[^/]*'
    if (token === '?') return '[^/]'
    if (token === seam) return ''
    return token.replaceAll(/[.{}/]/g, String.raw`\$&`)
  })
  return new RegExp(`^${source}$`, 's')
}
