import { describe, expect, test } from 'vitest'
import { hostile, library, mendScript, type Program, run } from './mended.ts'

const tag = '{{inputs.parameters.x}}'

function mended(source: string, command = 'node'): Program | readonly string[] {
  return mendScript(library(source, [command]))
}

function programOf(source: string): Program {
  const program = mended(source)
  if (!('source' in program)) throw new Error(program.join(', '))
  return program
}

describe('a variable in a JavaScript program', () => {
  test.each([
    ['all of a text', `console.log('${tag}')`, 'console.log(process.env.X)'],
    ['all of a template literal', `console.log(\`${tag}\`)`, 'console.log(process.env.X)'],
    ['a part of a text', `console.log("a '${tag}' b")`, "console.log(`a '${process.env.X}' b`)"],
    [
      'a part of a template literal',
      `console.log(\`a ${tag} \${1 + 1}\`)`,
      'console.log(`a ${process.env.X} ${1 + 1}`)',
    ],
    [
      'a text after a keyword',
      `f = () => { return'${tag}' }; console.log(f())`,
      'f = () => { return process.env.X }; console.log(f())',
    ],
    [
      'a text after a pattern',
      `console.log(/['"]/.test('${tag}'), 4 / 2) // it's`,
      "console.log(/['\"]/.test(process.env.X), 4 / 2) // it's",
    ],
    ['the value of a property', `console.log({'a': '${tag}'})`, "console.log({'a': process.env.X})"],
  ])(
    'stands for %s',
    (_, before, after) => {
      const program = programOf(before)
      expect(program).toEqual({ source: after, env: [{ name: 'X', value: tag }] })
      expect(run('node', program, { x: 'abc' })).toEqual(run('node', { source: before, env: [] }, { x: 'abc' }))
      for (const x of hostile.slice(17, 20))
        expect(run('node', program, { x }), x).toMatchObject({ pwned: false, status: 0 })
    },
    30_000,
  )

  test('is every value as it is', () => {
    const program = programOf(`process.stdout.write('${tag}')\nprocess.stdout.write("<${tag}>")\n`)
    for (const x of hostile) expect(run('node', program, { x }).output).toBe(`${x}<${x}>`)
  }, 30_000)

  test.each([
    ['a number', `console.log(${tag} + 1)`, /outside of quotes/],
    ['a comment', `console.log(1) // ${tag}`, /comment/],
    ['the name of a property', `console.log({'${tag}': 1})`, /name of a property/],
    ['a module', `require('${tag}')`, /module/],
    ['a tagged template', `sql\`select ${tag}\``, /takes the text around the tag apart/],
    ['a text behind a dollar', `console.log(\`$${tag}\`)`, /changes what/],
    ['a text with backquotes', `console.log('\`${tag}')`, /template literal/],
    ['code', `eval('${tag}')`, /runs text/],
    ['a command', `const {execSync} = require('child_process'); execSync('echo ${tag}')`, /runs text/],
    ['a pattern', `console.log(/${tag}/.test('a'))`, /understood/],
    ['code in a template literal', `console.log(\`\${f('${tag}')}\`)`, /understood/],
    ['a text that stays open', `console.log('${tag})`, /understood/],
  ])('does not stand for %s', (_, source, reason) => {
    const program = mended(source)
    expect('source' in program ? program.source : program.join('; ')).toMatch(reason)
  })

  test('is not known to Deno', () => {
    expect(mended(`console.log('${tag}')`, 'deno')).not.toHaveProperty('source')
  })
})
