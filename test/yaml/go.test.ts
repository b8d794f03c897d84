import { describe, expect, test } from 'vitest'
import { documents } from '../../src/yaml/document.ts'
import { SyntaxProblem } from '../../src/yaml/lenient.ts'
import { sourceAt } from '../../src/yaml/source.ts'
import { parse } from '../../src/yaml/tree.ts'
import { value } from '../../src/yaml/value.ts'

/**
 * Documents, and the JSON that the cluster makes of them: as sigs.k8s.io/yaml v1.6.0 (go.yaml.in/yaml/v2 v2.4.2) gave
 * it. `kubectl` and `argo` read with this package.
 */
const cases: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'types of scalars': [
    ['a: yes', '{"a":true}'],
    ['a: On', '{"a":true}'],
    ['a: y', '{"a":true}'],
    ['a: NO', '{"a":false}'],
    ['a: off', '{"a":false}'],
    ['a: "yes"', '{"a":"yes"}'],
    ['a: |-\n  yes', '{"a":"yes"}'],
    ['a: tRue', '{"a":"tRue"}'],
    ['a: ~', '{"a":null}'],
    ['a: Null', '{"a":null}'],
    ['a:', '{"a":null}'],
    ['a: nULL', '{"a":"nULL"}'],
    ['a: 0755', '{"a":493}'],
    ['a: 0o755', '{"a":493}'],
    ['a: 0x1F', '{"a":31}'],
    ['a: -0x1F', '{"a":-31}'],
    ['a: 0b11', '{"a":3}'],
    ['a: -0b1', '{"a":-1}'],
    ['a: 1_000', '{"a":1000}'],
    ['a: 1e3', '{"a":1000}'],
    ['a: 1.', '{"a":1}'],
    ['a: .5', '{"a":0.5}'],
    ['a: -.5', '{"a":-0.5}'],
    ['a: 08', '{"a":8}'],
    ['a: 0_8', '{"a":8}'],
    ['a: 1:30', '{"a":"1:30"}'],
    ['a: 1e999', '{"a":"1e999"}'],
    ['a: -0', '{"a":0}'],
    ['a: +1', '{"a":1}'],
    ['a: 0x', '{"a":"0x"}'],
    ['a: 0b2', '{"a":"0b2"}'],
    ['a: 0777777777777777777777777', '{"a":7.777777777777778e+23}'],
    ['a: 18446744073709551615', '{"a":18446744073709552000}'],
    ['a: 18446744073709551616', '{"a":18446744073709552000}'],
    ['a: -9223372036854775809', '{"a":-9223372036854776000}'],
    ['a: 0xfffffffffffffffff', '{"a":"0xfffffffffffffffff"}'],
    ['a: .1_0', '{"a":0.1}'],
    ['a: ._1', '{"a":"._1"}'],
    ['a: NaN', '{"a":"NaN"}'],
    ['a: 2001-01-01', '{"a":"2001-01-01"}'],
    ['a: 1.2.3', '{"a":"1.2.3"}'],
    ['a: .', '{"a":"."}'],
    ['a: 1 2', '{"a":"1 2"}'],
    ['a: =', '{"a":"="}'],
  ],
  tags: [
    ['a: !!bool "yes"', '{"a":true}'],
    ["a: !!bool 'false'", '{"a":false}'],
    ['a: !!bool |-\n  yes', '{"a":true}'],
    ['a: !<tag:yaml.org,2002:bool> "yes"', '{"a":true}'],
    ['a: !!b%6Fol "on"', '{"a":true}'],
    ['a: !!int "0755"', '{"a":493}'],
    ['a: !!float "3"', '{"a":3}'],
    ['a: !!str true', '{"a":"true"}'],
    ['a: ! true', '{"a":"true"}'],
    ['a: !foo true', '{"a":"true"}'],
    ['a: !!null ""', '{"a":null}'],
    ['a: !!binary c2g=', '{"a":"sh"}'],
    ['a: !!binary |\n  c2\n  g=', '{"a":"sh"}'],
    ['a: !!timestamp 2001-01-01', '{"a":"2001-01-01"}'],
    ['a: !!str {x: 1}', '{"a":{"x":1}}'],
    ['a: !!str', '{"a":""}'],
    ['a: !!int 1_0', '{"a":10}'],
    ['!!bool "yes": 1', '{"true":1}'],
    ['a: &x !!str 1', '{"a":"1"}'],
    ['a: !!str &x 1', '{"a":"1"}'],
  ],
  keys: [
    ['yes: 1', '{"true":1}'],
    ['1: a', '{"1":"a"}'],
    ['"1": b', '{"1":"b"}'],
    ['0x10: x', '{"16":"x"}'],
    ['"": 1', '{"":1}'],
    ['? a\n: b', '{"a":"b"}'],
    ['? a', '{"a":null}'],
    ['? |\n  a\n: b', '{"a\\n":"b"}'],
    ["'a' : b", '{"a":"b"}'],
    ['"a b":\n  c', '{"a b":"c"}'],
    ['a  :  b', '{"a":"b"}'],
    ['a b: c', '{"a b":"c"}'],
    ['"a": 1\na: 2', '{"a":2}'],
    ['a: 1\na: 2', '{"a":2}'],
    ['a: {b: 1}\na: {c: 2}', '{"a":{"c":2}}'],
    ['a: 1\na:', '{"a":null}'],
    ['{a: 1, a: 2}', '{"a":2}'],
    ['x: &a k\n? *a\n: 1', '{"k":1,"x":"k"}'],
    ['x: &a k\n*a : 1', '{"k":1,"x":"k"}'],
    ['x: &a k\n*a: 1', '{"k":1,"x":"k"}'],
    ['x: &a k\nz: {*a : 1}', '{"x":"k","z":{"k":1}}'],
    ['__proto__: {a: 1}', '{"__proto__":{"a":1}}'],
    ['😀: 1', '{"😀":1}'],
  ],
  'anchors and merge keys': [
    ['x: &a {b: 1}\nz: {<<: *a}', '{"x":{"b":1},"z":{"b":1}}'],
    ['x: &a {b: 1}\nz: {<<: *a, b: 2}', '{"x":{"b":1},"z":{"b":2}}'],
    ['x: &a {b: 1}\nz: {b: 2, <<: *a}', '{"x":{"b":1},"z":{"b":1}}'],
    ['x: &a {b: 1}\nw: &w {b: 2, c: 3}\nz: {<<: [*a, *w]}', '{"w":{"b":2,"c":3},"x":{"b":1},"z":{"b":1,"c":3}}'],
    ['x: &a {b: 1}\nw: &w {b: 2, c: 3}\nz: {<<: *w, <<: *a}', '{"w":{"b":2,"c":3},"x":{"b":1},"z":{"b":1,"c":3}}'],
    ['z: {<<: {b: 1}, b: 2}', '{"z":{"b":2}}'],
    ['z: {"<<": {b: 1}, b: 2}', '{"z":{"<<":{"b":1},"b":2}}'],
    ['z: {!!merge "<<": {b: 1}}', '{"z":{"b":1}}'],
    ['z: {! <<: {b: 1}}', '{"z":{"b":1}}'],
    ['z: {!!str <<: {b: 1}}', '{"z":{"<<":{"b":1}}}'],
    ['x: &a {b: 1}\nw: &w {<<: *a, c: 2}\nz: {<<: *w}', '{"w":{"b":1,"c":2},"x":{"b":1},"z":{"b":1,"c":2}}'],
    ['x: &a 1\nx2: &a 2\nz: *a', '{"x":1,"x2":2,"z":2}'],
    ['z: &a\n  b: &b 1\n  c: *b\ny: *a', '{"true":{"b":1,"c":1},"z":{"b":1,"c":1}}'],
    ['&x\na: 1', '{"a":1}'],
    ['x: &a null\nz: *a', '{"x":null,"z":null}'],
    ['&x a: 1\nb: *x', '{"a":1,"b":"a"}'],
  ],
  quotes: [
    ['a: "\\x41\\u00e9\\U0001F600"', '{"a":"Aé😀"}'],
    ['a: "\\e\\0\\a\\b\\v\\f\\N\\_\\L\\P"', '{"a":"\\u001b\\u0000\\u0007\\b\\u000b\\f\u0085 \u2028\u2029"}'],
    [`a: "it\\'s"`, `{"a":"it's"}`],
    [`a: "it\\'s\n\\'b\\'"`, `{"a":"it's 'b'"}`],
    ["a: 'it''s'", `{"a":"it's"}`],
    ['a: "b\\\n  c"', '{"a":"bc"}'],
    ['a: "b \\\n  \\ c"', '{"a":"b  c"}'],
    ['a: "b\n\n  c"', '{"a":"b\\nc"}'],
    ["a: 'b\n\n  c'", '{"a":"b\\nc"}'],
    ['a: b\n\n  c', '{"a":"b\\nc"}'],
    ['a: "b\tc"', '{"a":"b\\tc"}'],
    ['a: "b"# c', '{"a":"b"}'],
    ['a: "b" #c', '{"a":"b"}'],
    ['a: b#c', '{"a":"b#c"}'],
    ['a: b #c', '{"a":"b"}'],
    ['a: b:c', '{"a":"b:c"}'],
    ['a: http://x:80/', '{"a":"http://x:80/"}'],
    ['a: -b', '{"a":"-b"}'],
    ['a: ?b', '{"a":"?b"}'],
    ['a: :b', '{"a":":b"}'],
    ["''", '""'],
    ['a: ""', '{"a":""}'],
    ['a: b}', '{"a":"b}"}'],
    ['a: b, c', '{"a":"b, c"}'],
    ['a: <b', '{"a":"<b"}'],
  ],
  'flow collections': [
    ['a: [b, ]', '{"a":["b"]}'],
    ['a: [b: c, d]', '{"a":[{"b":"c"},"d"]}'],
    ['a: [{b: c}, [d]]', '{"a":[{"b":"c"},["d"]]}'],
    ['a: {b, c: d}', '{"a":{"b":null,"c":"d"}}'],
    ['a: {b: , c}', '{"a":{"b":null,"c":null}}'],
    ['a: {"b":c}', '{"a":{"b":"c"}}'],
    ['a: {b:c}', '{"a":{"b:c":null}}'],
    ['a: {? b : c}', '{"a":{"b":"c"}}'],
    ['a: {? b}', '{"a":{"b":null}}'],
    ['a: [? b : c]', '{"a":[{"b":"c"}]}'],
    ['a: [-b]', '{"a":["-b"]}'],
    ['a: [b\n]', '{"a":["b"]}'],
    ['a: [\nb\n]\nc: d', '{"a":["b"],"c":"d"}'],
    ['a: ["\nb\n"]', '{"a":[" b "]}'],
    ["a: ['b\nc',\nd]", '{"a":["b c","d"]}'],
    ['a: "b\nc"', '{"a":"b c"}'],
    ['a: [b,#c\n d]', '{"a":["b","d"]}'],
    ['a: [#c\n d]', '{"a":["d"]}'],
    ['a: [b]#c', '{"a":["b"]}'],
    ['a: [1,\t2]', '{"a":[1,2]}'],
    ['a:\t[b]', '{"a":["b"]}'],
    ['a: {\t}', '{"a":{}}'],
    [`a: [b,\nc, # ]}"\n"d\ne", 'f\ng',\n{h: [i,\nj]}\n]\nk: l`, '{"a":["b","c","d e","f g",{"h":["i","j"]}],"k":"l"}'],
    ['- [b,\n  c\n]\n- d', '[["b","c"],"d"]'],
    ['{\n\t"a": 1,\n\t"b": [\n\t\t1\n\t]\n}', '{"a":1,"b":[1]}'],
    ['{"a": "\\u00e9"}', '{"a":"é"}'],
    ['{"a": 1} x', '{"a":1}'],
    ['{"a": 1}\n{"b": 2}', '{"a":1}'],
    ['a: [[], {}]', '{"a":[[],{}]}'],
  ],
  'block collections': [
    ['a:\n- b\n- c', '{"a":["b","c"]}'],
    ['a:\n- b\nc: d', '{"a":["b"],"c":"d"}'],
    ['- a: 1\n  b: 2', '[{"a":1,"b":2}]'],
    ['-   a: 1\n    b: 2', '[{"a":1,"b":2}]'],
    ['- - a\n  - b', '[["a","b"]]'],
    ['-\n- b', '[null,"b"]'],
    ['a:\n  -\n  - b', '{"a":[null,"b"]}'],
    ['- |-\n a\n- >-\n b', '["a","b"]'],
    ['a:\tb', '{"a":"b"}'],
    ['a :\tb', '{"a":"b"}'],
    ['a: 1\t# c', '{"a":1}'],
    ['a:\n  b: 1\n  # c\n# c\n  d: 2', '{"a":{"b":1,"d":2}}'],
    ['a: b\n# x\nc: d', '{"a":"b","c":"d"}'],
    ['  a: 1\nb: 2', '{"a":1}'],
    ['a:\n\n\n  b: c\n\n', '{"a":{"b":"c"}}'],
  ],
  'block scalars': [
    ['a: |\n  b\n', '{"a":"b\\n"}'],
    ['a: |-\n  b\n\nc: 1', '{"a":"b","c":1}'],
    ['a: |+\n  b\n\nc: 1', '{"a":"b\\n\\n","c":1}'],
    ['a: |\nb: 1', '{"a":"","b":1}'],
    ['a: |\n\n  b', '{"a":"\\nb\\n"}'],
    ['a: |2\n    b', '{"a":"  b\\n"}'],
    ['a: |1\n  b', '{"a":" b\\n"}'],
    ['a: |-2\n  b', '{"a":"b"}'],
    ['a: |2-\n  b', '{"a":"b"}'],
    ['a: >\n  b\n   c\n  d', '{"a":"b\\n c\\nd\\n"}'],
    ['a: >-\n  b\n\n  c', '{"a":"b\\nc"}'],
    ['a: >-\n\n  b', '{"a":"\\nb"}'],
    ['a: > # c\n  b', '{"a":"b\\n"}'],
    ['a: |# c\n  b', '{"a":"b\\n"}'],
    ['a: |\n  # b\n# c', '{"a":"# b\\n"}'],
    ['a:\n |\n b', '{"a":"b\\n"}'],
    ['a:\n|\n b', '{"a":"b\\n"}'],
    ['a:\n  - b:\n    |\n     c', '{"a":[{"b":"c\\n"}]}'],
    ['a: |\n  b\n  ', '{"a":"b\\n"}'],
    ['a: |-\n  b  \n', '{"a":"b  "}'],
    ['- a: |\n   b\n- c', '[{"a":"b\\n"},"c"]'],
  ],
  documents: [
    ['--- {a: 1}', '{"a":1}'],
    ['--- # c\na: 1', '{"a":1}'],
    ['# c\n---\na: 1', '{"a":1}'],
    ['%YAML 1.1\n---\na: 1', '{"a":1}'],
    ['\ufeffa: 1', '{"a":1}'],
    ['a: 1\n...\nb', '{"a":1}'],
    ['a: 1\r\nb: |\r\n  c\r\n', '{"a":1,"b":"c\\n"}'],
    ['a: 1\rb: 2', '{"a":1,"b":2}'],
    ['# c\u0085a: 1', '{"a":1}'],
    ['# c\u2028a: 1', '{"a":1}'],
    ['# c\u2029a: 1', '{"a":1}'],
    ['# only a comment', 'null'],
    ['', 'null'],
  ],
}

for (const [topic, list] of Object.entries(cases)) {
  describe(`${topic} mean what they mean to Go:`, () => {
    test.each(list)('%j is %s', (text, json) => {
      const [first] = documents({ path: 'a.yaml', text: `${text}\n` })
      expect(first?.problem).toBeUndefined()
      expect(JSON.parse(JSON.stringify(value(first?.root)))).toEqual(JSON.parse(json))
    })
  })
}

describe('what Go refuses too is refused, with the place:', () => {
  test.each([
    ['a: b: c', 4],
    ['a: [b', 5],
    ["a: 'b", 5],
    ['a: "b', 5],
    ['a: {b', 5],
    ['a: @b', 3],
    ['a: *x', 3],
    ['a: &x [*x]', 7],
    ['a: |0\n b', 4],
    ['a: "\\q"', 5],
    ['a: [b}', 5],
    ['a:\n  - b\n - c', 10],
    ['a:\n    b: 1\n  c: 2', 14],
    ['a: !x!y b', 7],
    ['a: b\nc', 6],
    ['a: "b\\xg"', 7],
    ['\0', 0],
  ])('%j at %i', (text, offset) => {
    let problem: unknown
    try {
      parse(sourceAt(text, 0))
    } catch (error) {
      problem = error
    }
    expect(problem).toBeInstanceOf(SyntaxProblem)
    expect(problem).toHaveProperty('offset', offset)
  })
})

test('JSON objects may follow one another, as kubectl reads them', () => {
  const found = [...documents({ path: 'a.json', text: '{"a": 1}{"b": 2}\n{"c": [\n\t3\n]}\n' })]
  expect(found.map(({ root }) => value(root))).toEqual([{ a: 1 }, { b: 2 }, { c: [3] }])
  expect(found.map(({ start, end }) => [start, end])).toEqual([
    [0, 8],
    [8, 17],
    [17, 31],
  ])
})

test('so they are, however many there are, and a broken one hides none of the others', () => {
  const object = JSON.stringify({ kind: 'Workflow', text: 'x'.repeat(2000) }, undefined, 2)
  const found = [...documents({ path: 'a.json', text: `---\n${`${object}\n`.repeat(300)}{"a": @}\n{"c": 3}\n` })]
  expect(found).toHaveLength(302)
  expect(found.map(({ problem }) => problem !== undefined).indexOf(true)).toBe(300)
  expect(value(found[299]?.root)).toEqual(JSON.parse(object))
  expect(value(found[301]?.root)).toEqual({ c: 3 })
})

test('what a document says after its root is reported, for nothing reads it', () => {
  const text = '  kind: Workflow\nspec: {}\n'
  const found = [...documents({ path: 'a.yaml', text })]
  expect(found.map(({ root }) => value(root))).toEqual([{ kind: 'Workflow' }, null])
  expect(found[1]?.problem).toEqual({ offset: 17, reason: expect.stringContaining('outside the root of its document') })
})
