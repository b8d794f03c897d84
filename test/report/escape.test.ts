import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  clip,
  code,
  command,
  entities,
  exact,
  log,
  mermaid,
  plain,
  prose,
  sentence,
  serialize,
  uri,
} from '../../src/report/escape.ts'
import { commandOf, hostile, html, tags, unseen, words } from './hostile.ts'

const joiners = /\u200D/g

/** What GitHub would link, or notify somebody of. */
const live = /@[\w-]|:\/\/|www\.|#\w|GH-\d/i

/** Text outside of code, where GitHub looks for mentions and references. */
function bare(rendered: string): string {
  return words(rendered.replace(/<code>.*?<\/code>/gs, ' '))
}

/** Prose keeps its words; only runs of blanks become one. */
function squeezed(text: string): string {
  return text.replace(/ {2,}/g, ' ')
}

/** Where Markdown of ours holds text of others, and what surrounds it once rendered. */
const places: Record<string, { before: string; after: string; tags: string[] }> = {
  'a paragraph of its own': { before: '', after: '', tags: ['p'] },
  'inside a paragraph': { before: 'x ', after: ' y', tags: ['p'] },
  'an item': { before: '- ', after: '', tags: ['ul', 'li'] },
  'a cell': {
    before: '| a | b |\n| --- | --- |\n| ',
    after: ' | y |\n',
    tags: ['table', 'thead', 'tr', 'th', 'tbody', 'td'],
  },
}

describe('text for terminals', () => {
  test('shows what has no shape', () => {
    expect(exact('a\u202Eb\u001B[31m\n\u200B\uD800')).toBe('a\\u{202e}b\\u{1b}[31m\\u{a}\\u{200b}\\u{d800}')
    expect(exact('日本語 ⚠️ é 🙂')).toBe('日本語 ⚠️ é 🙂')
    expect(plain('one\r\n   two\tthree')).toBe('one two three')
  })

  test('never holds an unseen character or a line break', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const shown of [exact(text), plain(text)]) {
          expect(shown).not.toMatch(unseen)
          expect(shown).not.toContain('\n')
        }
      }),
    )
  })

  test('holds no command of the runner, however it is broken into lines', () => {
    expect(commandOf(' ::error file=a::x')?.name).toBe('error')
    expect(commandOf('a ##[error]x')?.name).toBe('error')
    fc.assert(
      fc.property(fc.array(hostile), fc.constantFrom('', '  ', '\u001B[1m'), (texts, indent) => {
        const output = log(texts.map((text) => `${indent}${plain(text)}`).join('\n'))
        expect(output.split('\n').map(commandOf)).toEqual(texts.length ? texts.map(() => undefined) : [undefined])
      }),
    )
  })
})

describe('clip', () => {
  test('keeps within the length and halves no pair', () => {
    expect(clip('abcdef', 4)).toBe('abc…')
    expect(clip('ab🙂ef', 4)).toBe('ab…')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, length) => {
        const cut = clip(text, length)
        expect(cut.length).toBeLessThanOrEqual(Math.max(length, 1))
        expect(cut).toSatisfy((it: string) => it.isWellFormed())
        expect(cut === text || cut.endsWith('…')).toBe(true)
      }),
    )
  })
})

describe.each(Object.entries(places))('Markdown in %s', (_, { before, after, tags: expected }) => {
  function check(markdown: string, allowed: string[]): string {
    const rendered = html(`${before}${markdown}${after}`)
    const names = tags(rendered).map((tag) => /^<\/?(\w+)( (disabled|align)="[^"]*")?>$/.exec(tag)?.[1])
    expect([...expected, ...allowed]).toEqual(expect.arrayContaining(names))
    for (const name of expected)
      expect(tags(rendered).filter((tag) => tag === `<${name}>`)).toHaveLength(
        name === 'tr' || name === 'th' || name === 'td' ? 2 : 1,
      )
    expect(bare(rendered)).not.toMatch(live)
    return rendered
  }

  function content(rendered: string): string {
    return words(
      before.startsWith('|') ? (/<tbody>\n<tr>\n<td>(.*)<\/td>\n<td>/s.exec(rendered)?.[1] ?? '') : rendered,
    ).replace(joiners, '')
  }

  test('prose keeps its words, and makes nothing else', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        fc.pre(plain(text).trim() !== '')
        const rendered = check(prose(text), ['span'])
        const around = before.startsWith('x') ? `x ${plain(text)} y` : plain(text)
        expect(squeezed(content(rendered)).trim()).toBe(squeezed(around).trim())
      }),
    )
  })

  test('code stays one span of code, exactly as it is', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const rendered = check(code(text, 1000), ['code'])
        const inside = /<code>(.*)<\/code>/s.exec(rendered)?.[1] ?? ''
        expect(words(inside).replace(joiners, '')).toBe(exact(text) || ' ')
      }),
    )
  })

  test('a sentence with code makes nothing but code', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (first, second, third) => {
        check(sentence(`Step \`${first}\` runs \`\`${second}\`\`, ${third}.`), ['code', 'span'])
      }),
    )
  })
})

describe('sentence', () => {
  test.each([
    ['Image `docker:27-dind` is *not* pinned.', '<p>Image <code>docker:27-dind</code> is *not* pinned.</p>'],
    ['`` a`b `` and `c`', '<p><code>a`b</code> and <code>c</code></p>'],
    ['`a|b`', '<p><code>a|b</code></p>'],
    ['an odd ` one', '<p>an odd ` one</p>'],
    ['``a` b', '<p>``a` b</p>'],
  ])('%s', (message, rendered) => expect(html(sentence(message))).toBe(rendered))
})

describe('Mermaid labels', () => {
  test('never leave their quotes', () => {
    expect(mermaid('a "b" `c`')).toBe('"a #34;b#34; #96;c#96;"')
    fc.assert(
      fc.property(hostile, (text) => {
        expect(mermaid(text)).toMatch(/^"(?:[\p{L}\p{M}\p{N} /_]|#\d+;)*"$/u)
      }),
    )
  })
})

describe('HTML', () => {
  test('is nothing but text', () => {
    expect(entities('<a href="x">')).toBe('&#60;a href&#61;&#34;x&#34;&#62;')
    fc.assert(
      fc.property(hostile, (text) => {
        expect(entities(text)).toMatch(/^(?:[\p{L}\p{M}\p{N} ]|&#\d+;)*$/u)
      }),
    )
  })
})

describe('workflow commands', () => {
  test('are written as @actions/core writes them', () => {
    expect(command('error', { title: 'T: x', file: 'a,b.yaml', line: 3 }, '100%\nsure: yes, it is')).toBe(
      '::error title=T%3A x,file=a%2Cb.yaml,line=3::100%25%0Asure: yes, it is',
    )
    expect(command('notice', {}, '')).toBe('::notice::')
  })

  test('say the same to the runner', () => {
    fc.assert(
      fc.property(hostile, hostile, (file, message) => {
        const line = command('warning', { title: plain(message), file: exact(file) || 'f', line: 1 }, plain(message))
        expect(line).not.toMatch(/[\r\n]/)
        expect(commandOf(line)?.name).toBe('warning')
        expect(commandOf(line)?.properties).toMatchObject({ line: '1' })
      }),
    )
  })
})

describe('URIs', () => {
  test('are relative and lead back to the path', () => {
    expect(uri('a b/ü(1).yaml')).toBe('a%20b/%C3%BC%281%29.yaml')
    fc.assert(
      fc.property(hostile, (path) => {
        expect(uri(path)).toMatch(/^(?:[\w.~/-]|%[\dA-Fa-f]{2})*$/)
        expect(decodeURIComponent(uri(path))).toBe(path.toWellFormed())
      }),
    )
  })
})

describe('JSON', () => {
  test('keeps its value, shows no unseen character, and no line of it is a command', () => {
    fc.assert(
      fc.property(fc.dictionary(hostile, hostile), (value) => {
        const text = serialize(value)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(text).not.toMatch(unseen)
        expect(text.split('\n').map(commandOf)).toEqual(text.split('\n').map(() => undefined))
      }),
    )
  })
})
