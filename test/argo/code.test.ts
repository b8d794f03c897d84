import { describe, expect, test } from 'vitest'
import { codeIn } from '../../src/argo/argv.ts'
import { codeOf } from '../../src/argo/code.ts'
import { read } from '../../src/read.ts'
import { type File, position, type Span } from '../../src/yaml/file.ts'

describe('of an argument vector, code is', () => {
  /** Items with `*` before them are code. */
  test.each([
    [['sh', '-c', '*a', 'b'], 'shell'],
    [['/bin/bash', '-euo', 'pipefail', '-c', '*a', '--', 'b'], 'shell'],
    [['bash', '-ceuo', 'pipefail', '*a', 'b'], 'shell'],
    [['bash', '-c', '-e', '*a'], 'shell'],
    [['bash', '--login', '-c', '*a'], 'shell'],
    [['bash', '-c', '--', '*a', 'b'], 'shell'],
    [['sh', 'file', '-c', 'a']],
    [['sh', '-e', 'file', 'a']],
    [['bash', '-s', 'a']],
    [['bash', '-c']],
    [['env', '-i', 'A=b', 'sh', '-c', '*a'], 'shell'],
    [['env', '-u', 'A', 'B=c', 'bash', '-c', '*a'], 'shell'],
    [['env', '-S', "*sh -c 'a b'", 'c'], 'shell'],
    [['env', '-iS', '*A=b bash -euc', '*a', 'c'], 'shell', 'unknown'],
    [['/usr/bin/env', '-u', 'A', '--split-string=*python -u -c "a"'], 'python'],
    [['tini', '--', 'env', '-S*env -S "node -e a"'], 'javascript'],
    [['env', '-S', '*tool a'], 'unknown'],
    [['tini', '-g', '--', 'sh', '-c', '*a'], 'shell'],
    [['timeout', '-k', '5', '10', 'nice', '-n', '5', 'sh', '-c', '*a'], 'shell'],
    [['sudo', '-E', '-u', 'me', 'sh', '-c', '*a'], 'shell'],
    [['busybox', 'sh', '-c', '*a'], 'shell'],
    [['xargs', '-I', '{}', 'sh', '-c', '*a', '{}'], 'shell'],
    [['su', 'me', '-c', '*a'], 'shell'],
    [['kubectl', 'exec', 'pod', '--', 'sh', '-c', '*a', 'b'], 'shell'],
    [['conda', 'run', 'python', '-c', '*a', 'b'], 'python'],
    [['ssh', '-p', '22', 'host', '*a', '*b'], 'shell'],
    [['python3.13', '-u', '-c', '*a', 'b'], 'python'],
    [['python', '-m', 'mod', '-c', 'a']],
    [['python', 'file.py', '-c', 'a']],
    [['python', '-Bc*a', 'b'], 'python'],
    [['python', '-mmod', '-c', 'a']],
    [['node', '--eval', '*a', 'b'], 'javascript'],
    [['node', '--eval=*a', 'b'], 'javascript'],
    [['bun', '--print=*a'], 'javascript'],
    [['node', '--environment=a', '--title', 'b']],
    [['fish', '--command=*a', 'b'], 'shell'],
    [['su', 'me', '--command=*a'], 'shell'],
    [['node', 'file.js', 'a']],
    [['perl', '-lane', '*a', 'b'], 'perl'],
    [['perl', '-ne*a', 'b'], 'perl'],
    [['ruby', '-e', '*a', '-e', '*b'], 'ruby'],
    [['ruby', '-e*a'], 'ruby'],
    [['lua', '-e*a'], 'lua'],
    [['php', '-r', '*a'], 'php'],
    [['php', '--run=*a'], 'php'],
    [['pwsh', '--command', '*a'], 'powershell'],
    [['pwsh', '-NoProfile', '-Command', '*a', '*b'], 'powershell'],
    [['C:\\Windows\\System32\\cmd.exe', '/c', '*a', '*b'], 'cmd'],
    [['awk', '-F', ',', '-v', 'x=b', '*a', 'file'], 'awk'],
    [['gawk', '-f', 'file', 'a']],
    [['gawk', '--source=*a', 'file'], 'awk'],
    [['sed', '-i', '*a', 'file'], 'query'],
    [['sed', '-n', '-e', '*a', 'file'], 'query'],
    [['jq', '--arg', 'x', 'b', '*a', 'file'], 'query'],
    [['sed', '-ne*a', 'file'], 'query'],
    [['psql', '-h', 'host', '--command=*a'], 'query'],
    [['sqlite3', 'db', '*a'], 'query'],
    [['-c', '*echo a'], 'unknown'],
    [['-c', 'a']],
    [['echo', 'a', 'b']],
    [['git', '-c', 'a=b', 'clone', 'a']],
    [['constructor', 'a']],
    [[]],
  ] as [string[], ...string[]][])('%j', (marked, ...languages) => {
    const argv = marked.map((item) => item.replace('*', ''))
    const expected = marked.flatMap((item, index) => (item.includes('*') ? [index] : []))
    const found = codeIn(argv)
    expect(found.map(({ index }) => index).toSorted((a, b) => a - b)).toEqual(expected)
    expect([...new Set(found.map((item) => item.language))]).toEqual(languages)
  })

  test('is found in linear time', () => {
    for (const item of ['sh', '-c', 'env', 'timeout', 'ssh', '-e', '--', 'python'])
      codeIn(Array.from({ length: 400_000 }, () => item))
    for (const item of ['sh', 'env', 'python']) codeIn([item, ...Array.from({ length: 400_000 }, () => '-x')])
    codeIn(['env', ...Array.from({ length: 400_000 }, () => '-S')])
    codeIn(['env', '-S', 'env -S '.repeat(400_000), ...Array.from({ length: 400_000 }, () => 'a')])
    codeIn(['env', '-S', `"\\'`.repeat(400_000)])
  })
})

function place(file: File, { start }: Span): string {
  const { line, column } = position(file, start)
  return `${line - 5}:${column}`
}

/** `line:column language what` of each tag in code, and of each argument that may be an option. */
function places(templates: string): string[] {
  const text = `apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: a}\nspec:\n  templates:\n${templates}`
  const file = { path: 'a.yaml', text }
  const { manifests, unread } = read(file)
  expect(unread).toEqual([])
  return manifests.flatMap((manifest) => {
    const found = codeOf(manifest)
    return [
      ...found.code.flatMap(({ tags, language, what, sure, whole }) =>
        tags.map(({ span }) => `${place(file, span)} ${language}${sure ? '' : '?'}${whole ? ' whole' : ''}: ${what}`),
      ),
      ...found.arguments.map(({ tag, command }) => `${place(file, tag.span)} argument of ${command}`),
    ]
  })
}

describe('in a template, code is', () => {
  test('the source of a script, tag by tag', () => {
    expect(
      places(`    - name: t
      script:
        command: [python]
        source: |
          a = "{{item}}" + '{{item}}'
          # {{inputs.parameters.b}}
`),
    ).toEqual([
      '5:16 python: the Python program of template `t`',
      '5:29 python: the Python program of template `t`',
      '6:13 python: the Python program of template `t`',
    ])
  })

  test.each([
    ['command: [bash], args: [-e]', 'shell'],
    ['command: [timeout, "9", perl, -w]', 'perl'],
    ['command: [conda, run, python]', 'python'],
    ['command: [/usr/bin/env, -S, "A=b perl -w"]', 'perl'],
    ['image: python', 'unknown?'],
    ['command: [my-interpreter]', 'unknown?'],
  ])('a script in the language of its command: {%s}', (fields, language) => {
    expect(places(`    - {name: t, script: {${fields}, source: "x {{item}}"}}`)[0]).toMatch(
      new RegExp(`^\\S+ ${language.replace('?', '\\?')}:`),
    )
  })

  test('no file that Hera’s runner reads', () => {
    const hera = '{command: [python], args: [-m, hera.workflows.runner, -e, "a:b"], source: "{{inputs.parameters}}"}'
    expect(places(`    - {name: t, script: ${hera}}`)).toEqual([])
  })

  test('the text after `sh -c` in every container, not what follows it, not `env`', () => {
    expect(
      places(`    - name: t
      container:
        command: [sh, -c]
        args: ["a {{item}}", "{{item}}"]
        env: [{name: A, value: "{{item}}"}]
        lifecycle: {preStop: {exec: {command: [sh, -c, "a {{item}}"]}}}
        readinessProbe: {exec: {command: [cat, "{{item}}"]}}
      initContainers: [{name: i, command: [sh, -c, "a {{item}}"]}]
      sidecars: [{name: s, livenessProbe: {exec: {command: [sh, -c, "a {{item}}"]}}}]
    - name: set
      containerSet: {containers: [{name: c, args: [sh, -c, "a {{item}}"]}]}
`),
    ).toEqual([
      '4:19 shell: the shell script in container `main` of template `t`',
      '6:59 shell: the shell script in the preStop of container `main` of template `t`',
      '8:55 shell: the shell script in container `i` of template `t`',
      '9:72 shell: the shell script in the livenessProbe of container `s` of template `t`',
      '11:63 shell: the shell script in container `c` of template `set`',
    ])
  })

  test('a text that `env` splits, once', () => {
    expect(
      places(`    - name: t
      container: {command: [env, -S, "sh -c 'echo {{item}}'"]}
    - name: u
      container: {command: [env, -S, "{{item}}"]}
`),
    ).toEqual([
      '2:51 shell: the shell script in container `main` of template `t`',
      '4:39 unknown whole: the command of container `main` of template `u`',
    ])
  })

  test('the name of the command', () => {
    expect(places(`    - {name: t, container: {command: ["{{item}}"], args: ["{{item}}"]}}`)).toEqual([
      '1:40 unknown whole: the command of container `main` of template `t`',
    ])
  })

  test('no argument of a command that only the image knows', () => {
    expect(places(`    - {name: t, container: {args: ["{{item}}"], env: [{name: A, value: "{{item}}"}]}}`)).toEqual([])
    expect(places(`    - {name: t, container: {command: [], args: [exec, "{{item}}"]}}`)).toEqual([
      '1:56 unknown whole: the command of container `main` of template `t`',
    ])
  })

  test.each([
    ['[git, clone, "{{item}}"]', ['1:52 argument of git']],
    ['[git, clone, --, "{{item}}"]', []],
    ['[kubectl, -n, "{{item}}", get, pods]', []],
    ['[curl, "https://example.org/{{item}}"]', []],
    ['[echo, "{{item}}"]', []],
    ['["{{.Names}}"]', []],
  ])('no argument of another command: %s', (command, expected) => {
    expect(places(`    - {name: t, container: {command: ${command}}}`)).toEqual(expected)
  })

  test.each([
    ['{name: a, path: /tmp/a.sh, raw: {data: "a {{item}}"}}', 'shell'],
    ['{name: a, path: /tmp/a, raw: {data: "a {{item}}"}}', undefined],
    ['{name: a, path: /tmp/run, raw: {data: "a {{item}}"}}', 'python'],
    ['{name: a, path: /tmp/a.constructor, raw: {data: "a {{item}}"}}', undefined],
  ])('a file that is run: %s', (artifact, language) => {
    const found = places(
      `    - {name: t, inputs: {artifacts: [${artifact}]}, container: {command: [python, /tmp/run]}}`,
    )
    expect(found.map((place) => place.split(/[ ?:]+/)[2])).toEqual(language === undefined ? [] : [language])
  })

  test('an alias, where it is written, and what is merged', () => {
    expect(
      places(`    - name: t
      container: &c {command: [sh, -c], args: &a ["a {{item}}"]}
    - {name: u, container: {command: [bash, -c], args: *a}}
    - {name: v, container: {<<: *c, image: b}}
`).map((place) => place.slice(0, place.indexOf(' '))),
    ).toEqual(['2:54', '3:56', '4:33'])
  })

  test('what templateDefaults and inline templates hold', () => {
    expect(
      places(`    - name: t
      steps: [[{name: a, inline: {script: {command: [sh], source: "a {{item}}"}}}]]
  templateDefaults:
    sidecars: [{name: s, command: [sh, -c, "a {{item}}"]}]
`).map((place) => place.slice(place.indexOf(' ') + 1)),
    ).toEqual([
      'shell: the shell script of an inline template',
      'shell: the shell script in container `s` of `templateDefaults`',
    ])
  })
})

test.each(['{{ "{{" }}item{{ "}}" }}', '{{`{{item}}`}}', '{{ "{{item}}" }}'])(
  'a tag that Helm would print: %s',
  (tag) => {
    const script = `    - name: {{ .Values.name }}
      script:
        command: [sh]
        source: |
          echo {{ .Values.text }} {{ user }}
          echo ${tag}
`
    expect(places(script)).toEqual([expect.stringMatching(/^6:\d+ shell: /)])
  },
)

test('positions hold in literal, folded, quoted and flow text with either line end', () => {
  const templates = `    - name: t
      script:
        command: [sh]
        source: |-
          first
            é {{item}}
    - name: u
      container:
        command: [sh, -c]
        args:
          - >
            folded
            text {{item}}

            more {{item}}
    - {name: v, container: {command: [sh, -c, 'it''s {{item}}']}}
    - {name: w, container: {command: [sh, -c, "a\\n
        \\u00e9 {{item}}"]}}
`
  const expected = ['6:15', '13:18', '15:18', '16:54', '18:16']
  for (const text of [templates, templates.replaceAll('\n', '\r\n')]) {
    expect(places(text).map((place) => place.slice(0, place.indexOf(' ')))).toEqual(expected)
  }
})
