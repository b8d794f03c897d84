import { expect, test } from 'vitest'
import { commandLine } from '../../app/command-line.ts'

test.each([
  ['/lynceus', '/lynceus'],
  ['   /lynceus fix  ', '/lynceus fix'],
  ['Thanks.\r\n/lynceus fix\r\n', '/lynceus fix'],
  ['a\r/lynceus fix\rb', '/lynceus fix'],
  ['/lynceus help\n/lynceus fix', '/lynceus help'],
  ['```\n/lynceus help\n```\n/lynceus fix', '/lynceus fix'],
  ['~~~~ text `a`\n/lynceus help\n~~~\n```\n~~~~~  \n/lynceus fix', '/lynceus fix'],
  ['- ```\n  /lynceus help\n  ```\n\n/lynceus fix', '/lynceus fix'],
  ['10. ```\n    /lynceus help\n    ```\n\n/lynceus fix', '/lynceus fix'],
  ['```one line```\n/lynceus fix', '/lynceus fix'],
  ['<!-- /lynceus help -->\n/lynceus fix', '/lynceus fix'],
  ['<!--\n\n/lynceus help\n\n--> <!--\n/lynceus help\n-->\n/lynceus fix', '/lynceus fix'],
  ['an <!-- that is never closed\n/lynceus help\n\n/lynceus fix', '/lynceus fix'],
  ['    /lynceus help\n/lynceus fix', '/lynceus fix'],
  ['/lynceus fix <!-- please -->', '/lynceus fix <!-- please -->'],
])('of %j the command is %j', (text, expected) => {
  expect(commandLine(text)).toBe(expected)
})

test.each([
  '> /lynceus fix',
  'see /lynceus fix',
  '/lynceusfix',
  '    /lynceus fix',
  '\t/lynceus fix',
  '  \t/lynceus fix',
  '```\n/lynceus fix\n```',
  '``` yaml\n/lynceus fix',
  '````\n```\n/lynceus fix\n````',
  '```\n    ```\n/lynceus fix',
  '```\n``` text\n/lynceus fix\n```',
  '   ~~~\n/lynceus fix\n~~~',
  '- 1. ~~~\n/lynceus fix',
  '```\n~~~\n/lynceus fix\n```',
  '<!--\n\n/lynceus fix\n-->',
  '<!-- never closed\n\n/lynceus fix',
  'text <!--\n/lynceus fix\n-->',
  '<!--\n```\n-->\n    /lynceus fix',
])('%j holds no command', (text) => {
  expect(commandLine(text)).toBeUndefined()
})

/** What a line can begin with, or end with: every kind of space, and what opens and closes something. */
const spaces = [
  '\t',
  '\v',
  '\f',
  '\r',
  '\n',
  ' ',
  '\u00A0',
  '\u1680',
  '\u2000',
  '\u2028',
  '\u2029',
  '\u202F',
  '\u3000',
  '\uFEFF',
]
const marks = ['`', '~', '- ', '-   ', '1. ', '<!--', '-->', '```\n', '~~~ `\n']

test.each([...spaces, ...marks])('%j as often as a comment can hold it takes no time to speak of', (part) => {
  const many = part.repeat(Math.floor(65_536 / part.length))
  for (const text of [
    many,
    `${many}/lynceus fix`,
    `/lynceus${many}`,
    `${many}\n x /lynceus fix`,
    `x /lynceus\n${many}`,
  ]) {
    const start = performance.now()
    const line = commandLine(text)
    // What takes time in the square of this took 7 seconds.
    expect(performance.now() - start).toBeLessThan(1000)
    expect(line === undefined || line.startsWith('/lynceus')).toBe(true)
  }
})
