import { describe, expect, test } from 'vitest'
import { flowsOf } from '../../src/argo/expression.ts'
import { loose, shown, tags } from '../../src/argo/tag.ts'
import type { Scalar } from '../../src/yaml/node.ts'
import { get, scalar } from '../../src/yaml/query.ts'
import { sourceAt } from '../../src/yaml/source.ts'
import { parse } from '../../src/yaml/tree.ts'

/** The value of `a`. */
function leaf(yaml: string): Scalar {
  const found = scalar(get(parse(sourceAt(yaml, 0)), 'a'))
  if (!found) throw new Error('no scalar')
  return found
}

/** A text as a value, whatever it holds. */
function quoted(text: string): Scalar {
  return leaf(`a: ${JSON.stringify(text)}`)
}

function paths(text: string): string[] {
  return tags(quoted(text)).flatMap(({ flows }) => flows.map(({ path }) => path.join('/')))
}

function flows(expression: string): string[] {
  return flowsOf(expression).map(({ path, json }) => `${path.join('/')}${json ? ' as JSON' : ''}`)
}

describe('a tag is Argo’s own', () => {
  test.each([
    ['{{inputs.parameters.x}}', ['inputs/parameters/x']],
    ['{{ inputs.parameters.x }}', ['inputs/parameters/x']],
    ['{{item}} {{item.name}}', ['item', 'item/name']],
    ['a{{workflow.name}}b{{steps.a-b.outputs.result}}', ['workflow/name', 'steps/a-b/outputs/result']],
    ["{{=inputs.parameters['a-b']}}", ['inputs/parameters/a-b']],
    ['${{inputs.parameters.x}}', ['inputs/parameters/x']],
    ['{{inputs.parameters.a}}}}{{inputs.parameters.b}}', ['inputs/parameters/a', 'inputs/parameters/b']],
    ['{{ {{inputs.parameters.x}} }}', ['inputs/parameters/x']],
    ["{{= '{{inputs.parameters.x}}' == 'y' }}", ['inputs/parameters/x']],
    ['{{=toJson(inputs)}}', ['inputs']],
    ['{{inputs}} {{workflow}} {{steps.a}} {{tasks.name}}', []],
  ])('%j', (text, expected) => {
    expect(paths(text)).toEqual(expected)
  })

  test.each([
    '{{.Names}}',
    '{{ .Host.RemoteSocket.Path }}',
    '{{ user }}',
    '{{ inputsx.a }}',
    '${{ github.head_ref }}',
    '${{ inputs.branch }}',
    '${{ steps.meta.outputs.tags }}',
    '{{ =inputs.parameters.x }}',
    '{{{inputs.parameters.x}}}',
    '{{\ninputs.parameters.x\n}}',
    '{{inputs.parameters.x',
    '{inputs.parameters.x}',
    '{{}}',
    '{{{{}}}}',
    '}}{{',
  ])('not %j', (text) => {
    expect(paths(text)).toEqual([])
  })
})

describe('an expression lets through', () => {
  test.each([
    ['inputs.parameters.x', ['inputs/parameters/x']],
    [`inputs.parameters["a-b"] + ' ' + item`, ['inputs/parameters/a-b', 'item']],
    ["inputs.parameters['x'] == 'y'", []],
    ["inputs.parameters.x == 'y' ? workflow.parameters.a : 'b'", ['workflow/parameters/a']],
    ["!(inputs.parameters.x in ['a'])", []],
    ['asInt(inputs.parameters.x)', []],
    ['asFloat(inputs.parameters.x) * 2', []],
    ['sprig.b64enc(inputs.parameters.x)', []],
    ['inputs.parameters.x | sprig.sha256sum()', []],
    ['inputs.parameters.x | sprig.upper()', ['inputs/parameters/x']],
    ["sprig.regexReplaceAll('[^a-zA-Z0-9_-]', inputs.parameters.x, '')", []],
    ["sprig.regexReplaceAll('[^a-zA-Z0-9_-]+', inputs.parameters.x, '$(id)')", ['inputs/parameters/x']],
    [String.raw`sprig.regexReplaceAll('[^\\w-]', inputs.parameters.x, '')`, []],
    ["sprig.regexReplaceAll('[^a-zA-Z0-9./_-]', inputs.parameters.x, '')", []],
    ["sprig.regexReplaceAll('[^+-z]', inputs.parameters.x, '')", ['inputs/parameters/x']],
    ["sprig.regexReplaceAll('[^a-z;/]', inputs.parameters.x, '')", ['inputs/parameters/x']],
    ["sprig.regexFind('^[a-z]+$', inputs.parameters.x)", []],
    ["sprig.regexFind('v[0-9.]+', inputs.parameters.x)", []],
    ["sprig.regexFind('', inputs.parameters.x)", []],
    ["sprig.regexFind('[a-z]+|.*', inputs.parameters.x)", ['inputs/parameters/x']],
    ["sprig.regexFind('.+', inputs.parameters.x)", ['inputs/parameters/x']],
    ['sprig.regexFind(item, inputs.parameters.x)', ['item', 'inputs/parameters/x']],
    ["sprig.b64dec(sprig.regexFind('[a-z]+', inputs.parameters.x))", ['inputs/parameters/x']],
    ['sprig.regexReplaceAll(`[^\\\\w]`, inputs.parameters.x, "")', ['inputs/parameters/x']],
    ['sprig.regexReplaceAll(`[^\\w]`, inputs.parameters.x, "")', []],
    [String.raw`sprig.regexReplaceAll('[^\\W]', inputs.parameters.x, '')`, ['inputs/parameters/x']],
    ["sprig.b64dec(sprig.regexReplaceAll('[^a-zA-Z0-9]', inputs.parameters.x, ''))", ['inputs/parameters/x']],
    ["{'a': 'x', 'b': item}[inputs.parameters.x]", ['item']],
    ["{'a': 'x'}[inputs.parameters.x] ?? inputs.parameters.x", ['inputs/parameters/x']],
    ['inputs.parameters[item]', ['inputs/parameters']],
    ["sprig.regexReplaceAll('[^ -~]', inputs.parameters.x, '')", ['inputs/parameters/x']],
    ["sprig.regexReplaceAll('[^A-z]', inputs.parameters.x, '')", ['inputs/parameters/x']],
    ["sprig.regexReplaceAll('[^.-a]', inputs.parameters.x, '')", ['inputs/parameters/x']],
    ["sprig.regexReplaceAll('a|b', inputs.parameters.x, '')", ['inputs/parameters/x']],
    ['sprig.quote(inputs.parameters.x)', ['inputs/parameters/x']],
    ['toJson(inputs.parameters.x)', ['inputs/parameters/x as JSON']],
    ["toJson('a-' + inputs.parameters.x)", ['inputs/parameters/x as JSON']],
    [`"'" + toJson(inputs.parameters.x) + "'"`, ['inputs/parameters/x']],
    [`sprig.trimAll('"', toJson(inputs.parameters.x))`, ['inputs/parameters/x']],
    ["jsonpath(inputs.parameters.x, '$.a')", ['inputs/parameters/x']],
    ["fromJSON(inputs.parameters.x)['a'].b", ['inputs/parameters/x']],
    ["inputs.parameters.x.split(',')[0]", ['inputs/parameters/x']],
    ['map(fromJSON(inputs.parameters.x), {#.name})', ['inputs/parameters/x']],
    [`{"a": inputs.parameters.x, "b": [item]}`, ['inputs/parameters/x', 'item']],
    ["'inputs.parameters.x'", []],
    ['toJson(inputs)', ['inputs as JSON']],
    ['len(inputs)', []],
    ['get(get(inputs, "parameters"), "x")', ['inputs']],
    ['inputs[("para" + "meters")].x', ['inputs']],
    [String.raw`inputs["\x70arameters"].x`, ['inputs']],
    ['inputs?.parameters?.x', ['inputs/parameters/x']],
    ['values(workflow)', ['workflow']],
    ['map([steps], #.a.outputs.result)', ['steps']],
    ['$env["inputs"].parameters.x', ['inputs/parameters/x']],
    ['$env.workflow.name + $env.sprig.trim(item)', ['workflow/name', 'item']],
    ['sprig.b64dec(sprig.b64enc(inputs.parameters.x))', ['inputs/parameters/x']],
    ['inputs.parameters.x | toBase64() | fromBase64()', ['inputs/parameters/x']],
    ['map([sprig.b32enc(item)], sprig["b32dec"](#))', ['item']],
    ['fromJSON(toJSON(inputs.parameters.x))', ['inputs/parameters/x']],
  ])('%s', (expression, expected) => {
    expect(flows(expression)).toEqual(expected)
  })

  test.each([
    'asInt(inputs.parameters.x',
    "'a' inputs.parameters.x",
    'let y = inputs.parameters.x; y',
    'inputs.parameters.x &',
    'let p = $env["inputs"].parameters.x; p',
    '$env["spr" + "ig"].b64dec(sprig.b64enc(inputs.parameters.x))',
  ])('every variable when it is not understood: %s', (expression) => {
    expect(flows(expression)).toContain('inputs/parameters/x')
  })
})

test.each([
  'let p = inputs; p.parameters.x',
  'let p = $env; p.inputs.parameters.x',
  '$env[("in" + "puts")].parameters.x',
  String.raw`$env["\x69nputs"].parameters.x`,
  String.raw`let p = inputs["\x70arameters"].x; p`,
])('what stands for a variable and more lets all of it through: %s', (expression) => {
  expect(flows(expression)).toContain('inputs')
})

describe('the place of a tag', () => {
  const tag = '{{inputs.parameters.x}}'
  test.each([
    ['a plain text', `a: say ${tag}`],
    ['single quotes', `a: 'it''s ${tag}'`],
    ['double quotes with escapes', `a: "\\tsay \\u00e9 \\"${tag}\\""`],
    ['double quotes over lines', `a: "say\n  \\\n  more ${tag}"`],
    ['a literal block', `a: |\n    one\n      two ${tag}\n`],
    ['a folded block', `a: >-\n  one\n  two ${tag}\n\n  three\n`],
    ['a flow sequence', `a: "x${tag}"`],
    ['a text over lines', `a: one\n  two\n  three ${tag}`],
    ['wide characters before it', `a: "𝔸é ${tag}"`],
  ])('in %s, with both kinds of line ends', (_, yaml) => {
    for (const text of [yaml, yaml.replaceAll('\n', '\r\n')]) {
      const [found] = tags(leaf(text))
      expect(found && text.slice(found.span.start, found.span.end)).toBe(tag)
    }
  })

  test('braces written as escapes are found too', () => {
    const text = String.raw`a: "\x7b\u007binputs.parameters.x}}"`
    const [found] = tags(leaf(text))
    expect(found && text.slice(found.span.start, found.span.end)).toBe(String.raw`\x7b\u007binputs.parameters.x}}`)
  })
})

describe('a JSON literal is safe', () => {
  const tag = '{{=toJson(item)}}'
  test.each([
    [`print(${tag})`, true],
    [`memory: ${tag}`, true],
    [`a = "b"; c = ${tag}`, true],
    [`print("${tag}")`, false],
    [`print("a ${tag} b")`, false],
    [`name: a-${tag}`, false],
    [`it's ${tag}`, false],
  ])('in %s: %s', (text, safe) => {
    const value = quoted(text)
    const [found] = tags(value)
    expect(found && loose(found, value).length === 0).toBe(safe)
  })
})

test('a tag is shown on one line of limited length', () => {
  const [long] = tags(quoted(`{{=inputs.parameters.x +\n '${'a'.repeat(200)}'}}`))
  expect(long && shown(long)).toMatch(/^`\{\{=inputs\.parameters\.x \+ 'a{40,60}…\}\}`$/)
})

describe('hostile text takes linear time', () => {
  const many = 800_000
  test.each([
    ['opening braces', '{'.repeat(many)],
    ['opening, then closing braces', '{'.repeat(many) + '}'.repeat(many)],
    ['tags', '{{item}}'.repeat(many / 8)],
    ['tags that never close', '{{item '.repeat(many / 8)],
    ['pairs of braces', '{{}}'.repeat(many / 4)],
    ['brackets in an expression', `{{=${'('.repeat(many)}item}}`],
    ['brackets in a short expression', `{{=${'['.repeat(9000)}item}}`],
    ['quotes in an expression', `{{=${`"\\`.repeat(4000)}}}`],
    ['operators in an expression', `{{=${'item + '.repeat(1400)}item}}`],
    ['a class of a replacement', `{{=regexReplaceAll('[^${'a-z'.repeat(3000)}!]', item, '')}}`],
    ['environments', `{{=${'$env.'.repeat(many / 5)}item}}`],
    ['environments apart', `{{=${'$env '.repeat(1900)}item}}`],
    ['members', `{{=item${'.a'.repeat(4000)}['b}}`],
  ])('%s', (_, text) => {
    const value = quoted(text)
    for (const tag of tags(value)) expect(tag.span.end).toBeGreaterThan(tag.span.start)
  })
})
