import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { documents } from '../../src/yaml/document.ts'
import { get, items, text as textOf } from '../../src/yaml/query.ts'
import { isTemplate, unknown, untemplate } from '../../src/yaml/template.ts'
import { value } from '../../src/yaml/value.ts'

/** The text with runs of `unknown` as question marks, and runs of blanks as one. */
function read(template: string): string {
  return untemplate(template)
    .replaceAll(new RegExp(`${unknown}+`, 'g'), '?')
    .replace(/ +/g, ' ')
}

describe('an action becomes', () => {
  test.each([
    ['blanks, when it stands alone on its line', 'a:\n  {{- toYaml .Values.a | nindent 2 }}\nb: 1', 'a:\n \nb: 1'],
    ['blanks, with others on its line', '{{ if .a }}{{ .b }} {{- end }}\na: 1', ' \na: 1'],
    ['blanks, with a comment behind it', '  {{- end }} # {{ .x }}\na: 1', ' # \na: 1'],
    ['blanks, on several lines', '{{- if and\n  .Values.a\n\r\n  .Values.b }}\na: 1', ' \n \n\r\n \na: 1'],
    ['blanks, as a comment of Helm', '{{- /* }} {{ "no */ -}}\n{{/* a\nb */}}\na: 1', ' \n \n \na: 1'],
    ['text, inside of a line', 'a: b-{{ .Values.b }}-c', 'a: b-?-c'],
    ['text, as a key', '{{ .Values.k }}: 1', '?: 1'],
    ['text on its first line, and blanks', 'a: x{{ include "y"\n  (dict "a" "}}") }}z', 'a: x?\n z'],
    ['text, with braces in its strings', 'a: {{ x "}}" `}}\n` "\\"}}" }}b', 'a: ?\n b'],
  ])('%s', (_, template, wanted) => {
    expect(read(template)).toBe(wanted)
  })
})

describe("Argo's tags come out of", () => {
  test.each([
    ['escaped braces', 'a: "{{ "{{" }}inputs.parameters.x{{ "}}" }}"', '{{inputs.parameters.x}}'],
    ['escaped braces without blanks', 'a: "{{"{{"}}inputs.parameters.x{{"}}"}}"', '{{inputs.parameters.x}}'],
    ['escaped braces with trimming', 'a: "{{- "{{" -}} inputs.parameters.x {{- "}}" }}"', '{{inputs.parameters.x}}'],
    ['back-quoted braces', 'a: "{{`{{`}}inputs.parameters.x{{`}}`}}"', '{{inputs.parameters.x}}'],
    ['a quoted tag', 'a: \'{{ "{{inputs.parameters.x}}" }}\'', '{{inputs.parameters.x}}'],
    ['a back-quoted tag', 'a: "{{`{{inputs.parameters.x}}`}}"', '{{inputs.parameters.x}}'],
    ['a back-quoted text with a tag', 'a: "{{ `echo {{inputs.parameters.x}}` }}"', 'echo {{inputs.parameters.x}}'],
    [
      'a quoted expression',
      'a: \'{{ "{{=sprig.trim(inputs.parameters[\\"x\\"])}}" }}\'',
      '{{=sprig.trim(inputs.parameters["x"])}}',
    ],
  ])('%s', (_, template, wanted) => {
    const [document] = documents({ path: 'chart/templates/a.yaml', text: `${template}\nb: {{ .Values.b }}\n` })
    expect(document?.problem).toBeUndefined()
    expect(document?.templated).toBe(true)
    const found = textOf(get(document?.root, 'a')) ?? ''
    expect(
      found
        .trim()
        .replace(/\{\{\s+/g, '{{')
        .replace(/\s+\}\}/g, '}}'),
    ).toBe(wanted)
    expect(found).toContain('{{')
  })

  test('a back-quoted text of several lines, each at its place', () => {
    const template = 'a: |\n  {{`echo\n  {{inputs.parameters.x}}\n  done`}}\nb: {{ .Values.b }}\n'
    const found = untemplate(template)
    expect(found).toContain('echo\n  {{inputs.parameters.x}}\n  done ')
    expect(found.indexOf('{{inputs')).toBe(template.indexOf('{{inputs'))
  })

  test('a tag that is not escaped, beside actions', () => {
    const template = 'a: "{{inputs.parameters.x}} {{=workflow.name}} {{ .Values.y }}"'
    expect(read(template)).toBe('a: "{{inputs.parameters.x}} {{=workflow.name}} ?"')
  })
})

describe('a block of text is whole', () => {
  test.each([
    [
      'an action',
      'a:\n  b: |\n    {{- if .Values.more }}\n    set -x\n    {{- end }}\n    echo\n  c: 1\n',
      'set -x\n \necho',
    ],
    ['an action in the first column', 'a:\n  b: |\n{{- if .Values.more }}\n    set -x\n{{- end }}\n  c: 1\n', 'set -x'],
    [
      'several actions',
      'a:\n  - b: >-\n      {{- include "x" . }}\n\n      {{- /* y */}}\n      echo\n    c: 1\n',
      'echo',
    ],
    ['nothing but actions', 'a:\n  - b: |\n      {{- include "a.long.name" . | nindent 6 }}\n    c: 1\n', ''],
  ])('that begins with %s', (_, template, wanted) => {
    for (const text of [template, template.replaceAll('\n', '\r\n')]) {
      const [document] = documents({ path: 'chart/templates/a.yaml', text: `${text}d: {{ .Values.d }}\n` })
      expect(document?.problem).toBeUndefined()
      const a = get(document?.root, 'a')
      const holder = items(a)[0] ?? a
      expect((textOf(get(holder, 'b')) ?? '?').replaceAll(/[ \t]+/g, ' ').trim()).toBe(wanted)
      expect(value(get(holder, 'c'))).toBe(1)
    }
  })
})

test.each([
  ['dashes', '- '.repeat(500_000)],
  ['colons', 'a: '.repeat(400_000)],
  ['blanks', `a:${' '.repeat(1_000_000)}`],
  ['blank lines', `a: |\n${' \n'.repeat(500_000)}`],
  ['heads', 'a: |\n\n'.repeat(200_000)],
])('the first lines of blocks are sought in linear time: %s', (_, text) => {
  const written = `${text}{{ .Values.x }}`
  expect(untemplate(written)).toHaveLength(written.length)
})

test('no offset and no line end ever moves', () => {
  const part = fc.constantFrom(
    '{{',
    '}}',
    '{{ .Values.a }}',
    '"',
    '`',
    '/*',
    '*/',
    '{',
    '}',
    '-',
    ' ',
    '\n',
    '\r\n',
    'a: ',
    '\\',
    '😀',
    '{{ "{{" }}',
    '{{`\n',
    '=',
    '#',
    'x',
    '{{- if\n.a }}',
  )
  const property = fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
    const template = parts.join('')
    const found = untemplate(template)
    expect(found.length).toBe(template.length)
    expect(found.replace(/[^\r\n]/g, '.')).toBe(template.replace(/[^\r\n]/g, '.'))
    expect(untemplate(found.replaceAll('{{', '..'))).toBe(found.replaceAll('{{', '..'))
  })
  fc.assert(property, { numRuns: 2000 })
})

describe('a document is', () => {
  test.each([
    ['a template, when it is no YAML otherwise', 'a: {{ .x }} b\n{{- end }}', true],
    ['a template, when a mapping would be a key', 'a: {{ .x }}', true],
    ['no template, when it is YAML', 'a: "{{ .Values.a }}"\nb: \'{{ "{{" }}inputs.parameters.x{{ "}}" }}\'', false],
    ["no template, with Argo's tags", 'a: "{{inputs.parameters.x}}"\nb: "{{=sprig.trim(workflow.name)}}"', false],
    ['no template, with a text for docker', "a: docker ps --format '{{.Names}}\\t{{json .}}'", false],
    [
      'no template, by a comment: that could hide what is wrong',
      '# {{ .Values.a }}\na: "{{inputs.parameters.x}}" # {{ include "x" . }}',
      false,
    ],
  ])('%s', (_, template, templated) => {
    const [document] = documents({ path: 'a.yaml', text: template })
    expect(document?.problem).toBeUndefined()
    expect(document?.templated).toBe(templated)
  })

  test.each([
    ['by its values', 'a: "{{ .Values.a }}"', true],
    ['by a condition', "a: '{{ if and .b $.Values.a }}x{{ end }}'", true],
    ['by what it includes', "a: '{{- include `x` . }}'", true],
    ['by escaped tags', 'a: \'{{ "{{" }}inputs.parameters.x{{ "}}" }}\'', true],
    ['but not by a tag of Argo', 'a: "{{inputs.parameters.x}}"', false],
  ])('a template in the templates of a chart, %s', (_, template, templated) => {
    const [document] = documents({ path: 'chart/templates/a.yaml', text: template })
    expect(document?.templated).toBe(templated)
  })

  test.each(['flow.yaml', 'chart/templates/flow.yaml'])('whole, whatever braces stand in its texts: %s', (path) => {
    const hidden = "v: '{{ .Values.x }}'\na: |\n  {{/*\nprivileged: true\nb: |\n  */}}\n"
    const [document] = documents({ path, text: hidden })
    expect(value(get(document?.root, 'privileged'))).toBe(true)
  })

  test('cut at a line of dashes with a comment right behind them', () => {
    const found = [...documents({ path: 'a.yaml', text: 'a: 1\n---#c\nb: 1\n' })]
    expect(found.map(({ root }) => value(root))).toEqual([{ a: 1 }, { b: 1 }])
  })

  test('no template at a second document that is none', () => {
    const found = [...documents({ path: 'a.yaml', text: '{{- if .Values.a }}\na: 1\n---\nb: 1\n' })]
    expect(found.map(({ templated, root }) => [templated, value(root)])).toEqual([
      [true, { a: 1 }],
      [false, { b: 1 }],
    ])
  })

  test('unread, when Helm is needed to make YAML of it', () => {
    const [document] = documents({ path: 'a.yaml', text: 'a:\n  {{ .Values.a }}: [\n' })
    expect(document?.problem?.reason).toMatch(/^This Helm template cannot be read without Helm: ./)
  })
})

describe('hostile braces take no time:', () => {
  const parts = [
    '{{',
    '{{ "',
    '{{ `',
    '{{/*',
    '{{ a ',
    '{{ "\\"',
    '{{a}}',
    '{{ "{{"',
    '{{}',
    '{{ "a\n',
    '{',
    '}}',
    '"{{" ',
  ]
  test.each(parts)('%j', (part) => {
    const hostile = part.repeat(300_000)
    expect(isTemplate(hostile)).toBeTypeOf('boolean')
    expect(untemplate(hostile)).toHaveLength(hostile.length)
  })
})
