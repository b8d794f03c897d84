import { describe, expect, test } from 'vitest'
import { at, mend } from './mended.ts'

/** A library whose template has these lines, and what its fixes make of the template. */
function template(
  lines: string,
  spec = '',
): ReturnType<typeof mend> & { readonly template: (path: string) => unknown } {
  const text = `apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {name: a}\nspec:\n${spec}  templates:\n    - name: main\n${lines.replaceAll(/^/gm, '      ')}\n`
  const mended = mend(text)
  return {
    ...mended,
    template: (path) =>
      at(
        mended.value,
        'spec',
        'templates',
        0,
        ...path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key)),
      ),
  }
}

/** The names that one program gets. */
function names(program: string, env = '', spec = ''): unknown {
  const { template: part, refused } = template(
    `container:\n  command: [bash, -c]\n  args:\n    - |\n${program.replaceAll(/^/gm, '      ')}\n${env}`,
    spec,
  )
  const list = part('container.env')
  return Array.isArray(list) ? list.map((entry) => at(entry, 'name')) : refused
}

describe('a variable is called', () => {
  test.each([
    ['inputs.parameters.commit-message', 'COMMIT_MESSAGE'],
    ['inputs.parameters.commitMessage', 'COMMIT_MESSAGE'],
    ['inputs.parameters.a.b', 'A_B'],
    ['inputs.parameters.2nd', 'PARAM_2ND'],
    ['inputs.parameters.path', 'PARAM_PATH'],
    ['inputs.parameters.aws-region', 'PARAM_AWS_REGION'],
    ['workflow.parameters.home', 'WORKFLOW_HOME'],
    ['workflow.parameters', 'WORKFLOW_PARAMETERS'],
    ['workflow.labels.app', 'APP'],
    ['workflow.annotations.json', 'WORKFLOW_ANNOTATIONS_JSON'],
    ['workflow.failures', 'WORKFLOW_FAILURES'],
    ['steps.a-b.outputs.result', 'A_B_RESULT'],
    ['tasks.a.outputs.parameters.tag', 'TAG'],
    ['lastRetry.message', 'LAST_RETRY_MESSAGE'],
    ['=sprig.trim(inputs.parameters.title)', 'TITLE'],
    ["=inputs.parameters['x-y'] ?? ''", 'X_Y'],
  ])('for {{%s}} %s', (body, name) => {
    expect(names(`echo "{{${body}}}"`)).toEqual([name])
  })

  test.each([
    ['one name for two tags', 'echo {{inputs.parameters.x}} {{workflow.parameters.x}}', ['X', 'WORKFLOW_X']],
    [
      'one name for many tags',
      'echo {{inputs.parameters.x}} {{inputs.parameters.x-}} {{inputs.parameters.X}}',
      ['X', 'PARAM_X', 'PARAM_X_2'],
    ],
    ['the same tag twice', 'echo {{inputs.parameters.x}} "{{inputs.parameters.x}}"', ['X']],
    ['a variable that the script sets', 'X=1\necho "$X" {{inputs.parameters.x}}', ['PARAM_X']],
    ['a variable that a loop sets', 'for X in 1; do echo {{inputs.parameters.x}}; done', ['PARAM_X']],
    ['variables of another file', '. ./variables\necho {{inputs.parameters.x}}', ['PARAM_X']],
    ['variables of another program', 'a && eval "$(b)"\necho {{inputs.parameters.x}}', ['PARAM_X']],
    ['no other file', 'jq . a; echo {{workflow.name}}. {{inputs.parameters.x}}', ['X']],
    ['a part of another name', 'XY=1\necho {{inputs.parameters.x}}', ['X']],
  ])('so that it is no other: %s', (_, program, expected) => {
    expect(names(program)).toEqual(expected)
  })
})

test('the best name is for the variable itself, then for an expression that is only it', () => {
  const program = 'echo {{=sprig.upper(inputs.parameters.x)}} {{=inputs.parameters.x}} {{inputs.parameters.x}}'
  const { template: part } = template(`container: {command: [sh, -c, "${program}"]}`)
  expect(part('container.command.2')).toBe('echo "${PARAM_X_2}" "${PARAM_X}" "${X}"')
})

describe('the list of variables', () => {
  const program = 'echo {{inputs.parameters.x}}'

  test('is filled from the start', () => {
    expect(names(program, '  env: [{name: A, valueFrom: {secretKeyRef: {name: a, key: a}}}]')).toEqual(['X', 'A'])
    expect(names(program, '  env: []')).toEqual(['X'])
    expect(names(program, '  env:')).toEqual(['X'])
    expect(names('echo {{inputs.parameters.b}} {{inputs.parameters.a}}', '  env: [{name: C, value: c}]')).toEqual([
      'B',
      'A',
      'C',
    ])
  })

  test('may have the variable', () => {
    const own = '  env: [{name: TITLE, value: "{{inputs.parameters.x}}"}]'
    expect(names(program, own)).toEqual(['TITLE'])
    expect(
      template(`container:\n  command: [sh, -c]\n  args: ["${program}"]\n${own}`).template('container.args.0'),
    ).toBe('echo "${TITLE}"')
    expect(names(`TITLE=1\n${program}`, own)).toEqual(['X', 'TITLE'])
    expect(names(`echo "$TITLE"\n${program}`, own)).toEqual(['TITLE'])
    expect(names(program, '  env: [{name: X, value: "{{inputs.parameters.x}}"}, {name: X, value: b}]')).toEqual([
      'PARAM_X',
      'X',
      'X',
    ])
    expect(names(program, '  env: [{name: X, value: "a {{inputs.parameters.x}}"}]')).toEqual(['PARAM_X', 'X'])
    expect(names(program, '  env: [{name: A, value: "$(X)"}]')).toEqual(['PARAM_X', 'A'])
    expect(names(program, '  env: [{name: a.b, value: "{{inputs.parameters.x}}"}]')).toEqual(['X', 'a.b'])
  })

  test('may be given by defaults, whose names are taken', () => {
    const spec = '  templateDefaults: {container: {env: [{name: X, value: a}]}}\n'
    expect(names(program, '', spec)).toEqual(['PARAM_X'])
  })

  test('is left alone where it is written elsewhere', () => {
    const spec = '  arguments: {parameters: [{name: a, value: &e [{name: A, value: b}]}]}\n'
    expect(names(program, '  env: *e', spec)).toEqual([expect.stringContaining('from elsewhere')])
    const merged = '  arguments: {parameters: [{name: a, value: &e {env: [{name: A, value: b}]}}]}\n'
    expect(names(program, '  <<: *e', merged)).toEqual([expect.stringContaining('from elsewhere')])
  })
})

describe('programs of one container', () => {
  test('share their variables', () => {
    const { template: part, refused } = template(`container:
  command: [sh, -c]
  args: ["echo {{inputs.parameters.x}}", sh, "{{inputs.parameters.x}}"]
  readinessProbe: {exec: {command: [sh, -c, "test -f {{inputs.parameters.y}}"]}}
  lifecycle: {preStop: {exec: {command: [bash, -c, "echo '{{inputs.parameters.x}}'"]}}}
`)
    expect(refused).toEqual([])
    expect(part('container')).toMatchObject({
      args: ['echo "${X}"', 'sh', '{{inputs.parameters.x}}'],
      readinessProbe: { exec: { command: ['sh', '-c', 'test -f "${Y}"'] } },
      lifecycle: { preStop: { exec: { command: ['bash', '-c', 'echo "${X}"'] } } },
      env: [
        { name: 'X', value: '{{inputs.parameters.x}}' },
        { name: 'Y', value: '{{inputs.parameters.y}}' },
      ],
    })
  })

  test.each(['containerSet.containers', 'initContainers', 'sidecars'])('are found in %s', (path) => {
    const [outer = '', inner] = path.split('.')
    const list = '[{name: a, command: [sh, -c, "echo {{inputs.parameters.x}}"]}]'
    const { template: part } = template(
      inner ? `${outer}: {${inner}: ${list}}` : `container: {image: a}\n${outer}: ${list}`,
    )
    expect(part(`${path}.0`)).toMatchObject({ command: ['sh', '-c', 'echo "${X}"'], env: [{ name: 'X' }] })
  })

  test.each([
    ['a command that is all tag', 'command: [sh, -c, "{{inputs.parameters.x}}"]', /whatever text/],
    [
      'an environment that is emptied',
      'command: [env, -i, sh, -c, "echo {{inputs.parameters.x}}"]',
      /not get all variables/,
    ],
    ['another user', 'command: [sudo, sh, -c, "echo {{inputs.parameters.x}}"]', /not get all variables/],
    ['another machine', 'command: [ssh, host, "echo {{inputs.parameters.x}}"]', /maybe elsewhere/],
    ['another container', 'command: [kubectl, exec, a, --, sh, -c, "echo {{inputs.parameters.x}}"]', /maybe elsewhere/],
    ['words that are split', `command: [env, -S, "sh -c 'echo {{inputs.parameters.x}}'"]`, /split into words/],
    ['a shell that is another language', 'command: [fish, -c, "echo {{inputs.parameters.x}}"]', /understood/],
    ['a shell of Windows', 'command: [cmd, /c, "echo {{inputs.parameters.x}}"]', /not known here/],
    ['PowerShell', 'command: [pwsh, -Command, "echo {{inputs.parameters.x}}"]', /not known here/],
    ['a query', 'command: [psql, -c, "select {{inputs.parameters.x}}"]', /maybe elsewhere|not known/],
  ])('are left alone with %s', (_, line, reason) => {
    const { value, refused } = template(`container:\n  ${line}`)
    expect(refused.join('; ')).toMatch(reason)
    expect(value).toBeUndefined()
  })

  test.each([
    [
      'a wrapper',
      'command: [tini, --, env, A=b, timeout, "5", bash, -euo, pipefail, -c, "echo {{inputs.parameters.x}}"]',
    ],
    ['an option before', 'command: [/bin/bash, -c]\n  args: [-e, "echo {{inputs.parameters.x}}"]'],
  ])('are moved behind %s', (_, line) => {
    expect(template(`container:\n  ${line}`).template('container.env.0.name')).toBe('X')
  })

  test('are left alone in a script whose interpreter is not known, or is another', () => {
    const lines = 'source: |\n    #!/usr/bin/python3\n    print("{{inputs.parameters.x}}")'
    expect(template(`script:\n  image: a\n  ${lines}`).refused).toEqual([expect.stringContaining('not known')])
    expect(template(`script:\n  command: [sh]\n  ${lines}`).refused).toEqual([
      expect.stringContaining('names another program'),
    ])
  })

  test('are left alone as files, and in templateDefaults', () => {
    const file = template(
      'inputs: {artifacts: [{name: a, path: /a.sh, raw: {data: "echo {{inputs.parameters.x}}"}}]}\ncontainer: {command: [sh, /a.sh]}',
    )
    expect(file.refused).toEqual([expect.stringContaining('no container')])
    const spec = '  templateDefaults: {container: {command: [sh, -c, "echo {{workflow.parameters.x}}"]}}\n'
    expect(template('container: {}', spec).refused).toEqual([expect.stringContaining('templateDefaults')])
  })
})
