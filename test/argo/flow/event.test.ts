import { describe, expect, test } from 'vitest'
import { analyze } from '../../../src/analyze.ts'
import { defaults } from '../../../src/config.ts'
import type { Finding } from '../../../src/finding.ts'
import { events, fedBy } from '../../../src/argo/flow/event.ts'
import { harmBy, harmOf } from '../../../src/argo/flow/harm.ts'
import { sourceOf } from '../../../src/argo/flow/level.ts'
import { reachedBy } from '../../../src/argo/flow/reach.ts'
import { sinks } from '../../../src/argo/flow/sink.ts'
import { codeOf } from '../../../src/argo/code.ts'
import { templates } from '../../../src/argo/template.ts'
import { rules } from '../../../src/rules/index.ts'
import { projectOf } from '../read.ts'

/** What a text of a binding's or a sensor's manifests brings in, by the name that it fills. */
function fed(text: string): Record<string, string> {
  const project = projectOf(text)
  const all = project.manifests.flatMap((manifest) => fedBy(manifest, project))
  return Object.fromEntries(
    all.map(({ name, content, template }) => [template ? `${template.name}/${name}` : name, content]),
  )
}

function binding(parameters: string, rest = ''): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: b}
spec:
  event: {selector: '${rest === '' ? 'true' : rest}'}
  submit:
    workflowTemplateRef: {name: t}
    arguments: {parameters: ${parameters}}
`
}

describe('an expression of an event binding', () => {
  test.each([
    ['payload.comment.body', 'text'],
    ['payload', 'text'],
    ['toJson(payload)', 'text'],
    ['payload["head"]["ref"]', 'text'],
    ['payload.commits[0].message', 'text'],
    ['payload.head_commit.message + "x"', 'text'],
    ['sprig.trim(payload.title)', 'text'],
    ['string(payload.title)', 'text'],
    ['payload.pull_request.head.repo.full_name', 'text'],
    ['payload.a ? payload.title : "x"', 'text'],
    ['$env["payload"].title', 'text'],
    ['payload.title +', 'text'],
    ['payload.id + payload.title', 'text'],
    ['payload.after', 'limited'],
    ['payload["after"]', 'limited'],
    ['payload.commits[0].id', 'limited'],
    ['payload.pull_request.head.sha', 'limited'],
    ['payload.pull_request.base.ref', 'limited'],
    ['payload.repository.full_name', 'limited'],
    ['payload.repository.clone_url', 'limited'],
    ['payload.sender.login', 'limited'],
    ['string(payload.comment.id)', 'limited'],
    ['discriminator', 'limited'],
    ['metadata["x-github-event"][0]', 'limited'],
    ['namespace', undefined],
    ['"fixed"', undefined],
    ['int(payload.title)', undefined],
    ['asInt(payload.title)', undefined],
    ['len(payload.title)', undefined],
    ['sprig.sha256sum(payload.title)', undefined],
    ['payload.title == "a"', undefined],
    ["payload.ref matches '^refs/tags/v[0-9.]+$' ? payload.ref : 'x'", undefined],
    ['payload.ref matches "^v\\\\d+(?:-rc\\\\d+)?$" && payload.x ? payload["ref"] : ""', undefined],
    ['payload.kind in ["a", "b"] ? payload.kind : "c"', undefined],
    ['payload.kind == "a" ? payload.kind : "c"', undefined],
    ["payload.ref matches '^refs/tags/v[0-9.]+$' ? 'x' : payload.ref", 'text'],
    ["payload.ref matches '^refs/tags/v[0-9.]+$' ? payload.title : 'x'", 'text'],
    ["payload.ref matches '^refs/tags/' ? payload.ref : 'x'", 'text'],
    ["payload.ref matches 'v[0-9.]+$' ? payload.ref : 'x'", 'text'],
    ["payload.ref matches '^.*$' ? payload.ref : 'x'", 'text'],
    ["payload.ref matches '^[^;]+$' ? payload.ref : 'x'", 'text'],
    ["payload.ref matches '^[+-z]+$' ? payload.ref : 'x'", 'text'],
    ["payload.ref matches '^a|b$' ? payload.ref : 'x'", 'text'],
    ["payload.ref matches '(?m)^[a-z]+$' ? payload.ref : 'x'", 'text'],
    ["payload.ref matches '^[a-z]+$' || payload.a ? payload.ref : 'x'", 'text'],
    ["not (payload.ref matches '^[a-z]+$') ? payload.ref : 'x'", 'text'],
    ["!(payload.ref matches '^[a-z]+$') ? payload.ref : 'x'", 'text'],
    ["payload.ref not matches '^[a-z]+$' ? payload.ref : 'x'", 'text'],
    ["payload.ref != 'a' ? payload.ref : 'x'", 'text'],
  ])('%s is %s', (expression, content) => {
    const text = binding(`[{name: p, valueFrom: {event: ${JSON.stringify(expression)}}}]`)
    expect(fed(text)).toEqual(content ? { 'parameters.p': content } : {})
  })

  test.each([
    ['payload.ref matches "^[a-z/]+$" && payload.action == "x"', undefined],
    ['payload.ref == "refs/heads/main"', undefined],
    ['payload.ref matches "^[a-z/]+$" || true', 'text'],
    ['payload.ref matches "[a-z/]+"', 'text'],
    ['payload.title matches "^[a-z/]+$"', 'text'],
    ['(payload.ref matches "^[a-z/]+$") == false', 'text'],
  ])('where the selector is %s, its field is %s', (selector, content) => {
    const text = binding('[{name: p, valueFrom: {event: payload.ref}}]', selector)
    expect(fed(text)).toEqual(content ? { 'parameters.p': content } : {})
  })

  test('fills labels, annotations and the name', () => {
    const text = binding('[]').replace(
      '  submit:\n',
      `  submit:
    metadata:
      generateName: payload.title
      labels: {team: payload.team, fixed: '"a"'}
      annotations: {by: payload.sender.login, note: payload.note}
`,
    )
    expect(fed(text)).toEqual({
      name: 'text',
      'labels.team': 'text',
      'annotations.by': 'limited',
      'annotations.note': 'text',
    })
  })
})

test.each([
  ['{name: t, namespace: a}', 'metadata: {name: t, namespace: a}', 'WorkflowTemplate', 1],
  ['{name: t}', 'metadata: {name: t}', 'WorkflowTemplate', 1],
  ['{name: t, clusterScope: true}', 'metadata: {name: t}', 'ClusterWorkflowTemplate', 1],
  ['{name: t}', 'metadata: {name: t, namespace: b}', 'WorkflowTemplate', 0],
  ['{name: t, clusterScope: true}', 'metadata: {name: t}', 'WorkflowTemplate', 0],
  ['{name: t}', 'metadata: {name: t}', 'ClusterWorkflowTemplate', 0],
  ['{name: u}', 'metadata: {name: t}', 'WorkflowTemplate', 0],
])('an event binding to %s submits %s, a %s: %i', (reference, metadata, kind, count) => {
  const text = binding('[{name: p, valueFrom: {event: payload.title}}]')
    .replace('{name: b}', '{name: b, namespace: a}')
    .replace('workflowTemplateRef: {name: t}', `workflowTemplateRef: ${reference}`)
  const library = `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\n${metadata}\nspec: {entrypoint: a, templates: []}\n`
  const project = projectOf(`${text}---\n${library}`)
  expect(project.manifests.flatMap((manifest) => fedBy(manifest, project))).toHaveLength(1)
  expect([...events(project).keys()]).toHaveLength(count)
})

const workflow = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: w-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: a, value: x}, {name: b, value: x}]}
  templates:
    - name: main
      inputs: {parameters: [{name: in, value: x}]}
      script:
        image: alpine
        command: [sh]
        source: echo {{workflow.parameters.a}} {{workflow.parameters.b}} {{workflow.labels.l}} {{inputs.parameters.in}}`

function indented(text: string, by: number): string {
  return text.replace(/^/gm, ' '.repeat(by))
}

interface Shape {
  readonly src?: string
  readonly dest: string
  readonly object?: string
  readonly kind?: string
  readonly level?: 'trigger' | 'template'
}

function sensor({ src = '{dependencyName: d, dataKey: body.x}', dest, object, kind, level }: Shape): string {
  const parameter = `[{src: ${src}, dest: ${JSON.stringify(dest)}}]`
  return `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: s}
spec:
  dependencies: [{name: d, eventSourceName: e, eventName: push}]
  triggers:
    - template:
        name: t
        ${kind ?? 'argoWorkflow'}:
          operation: ${kind === 'k8s' ? 'create' : 'submit'}
${level === 'trigger' ? '' : `          parameters: ${parameter}\n`}          source:
${object ?? `            resource:\n${indented(workflow, 14)}`}
${level === 'trigger' ? `      parameters: ${parameter}\n` : ''}`
}

describe('a sensor', () => {
  test.each([
    ['spec.arguments.parameters.0.value', 'parameters.a'],
    ['spec.arguments.parameters.1.value', 'parameters.b'],
    ['spec|arguments|parameters|1|value', 'parameters.b'],
    ['spec.arguments.parameters.#(name=="b").value', 'parameters.b'],
    ['spec.arguments.parameters.#(name==b).value', 'parameters.b'],
    ['spec.arguments.parameters.#(name="b")#.value', 'parameters.b'],
    ['spec.arguments.parameters.#(name%"b*").value', 'parameters.'],
    ['spec.arguments.parameters.#.value', 'parameters.'],
    ['spec.arguments.parameters.0', 'parameters.'],
    ['spec.arguments.parameters.-1', 'parameters.'],
    ['spec.arguments.parameters', 'parameters.'],
    ['spec.arguments', 'parameters.'],
    ['spec.templates.0.inputs.parameters.0.value', 'main/inputs.parameters.in'],
    ['spec.templates.#(name==main).inputs.parameters.#(name==in).default', 'main/inputs.parameters.in'],
    ['metadata.labels.l', 'labels.l'],
    ['metadata.annotations.example\\.com/by', 'annotations.example.com/by'],
    ['metadata.labels', 'labels.'],
    // Nothing that a template can name.
    ['spec.arguments.parameters.2.value', undefined],
    ['spec.arguments.parameters.-1.value', undefined],
    ['spec.arguments.parameters.0.name', undefined],
    ['spec.arguments.artifacts.0.raw.data', undefined],
    ['metadata.name', undefined],
    ['spec.templates.0.container.image', undefined],
  ])('fills by %s: %s', (dest, name) => {
    const found = name === undefined ? {} : { [name]: 'text' }
    expect(fed(sensor({ dest }))).toEqual(found)
    expect(fed(sensor({ dest: `argoWorkflow.source.resource.${dest}`, level: 'trigger' }))).toEqual(found)
    expect(fed(sensor({ dest, kind: 'k8s' }))).toEqual(found)
    expect(fed(sensor({ dest, object: `            inline: |\n${indented(workflow, 14)}` }))).toEqual(found)
    const list = `apiVersion: v1\nkind: List\nitems:\n  -\n${indented(workflow, 4)}`
    expect(fed(sensor({ dest: `items.0.${dest}`, object: `            resource:\n${indented(list, 14)}` }))).toEqual(
      found,
    )
  })

  test('fills the workflow of a CronWorkflow, and not by its labels', () => {
    const cron = workflow
      .replace('kind: Workflow', 'kind: CronWorkflow')
      .replace(
        /spec:\n([^]*)/,
        (_, spec: string) => `spec:\n  schedule: "* * * * *"\n  workflowSpec:\n${indented(spec, 2)}`,
      )
    const object = `            resource:\n${indented(cron, 14)}`
    expect(fed(sensor({ dest: 'spec.workflowSpec.arguments.parameters.1.value', object }))).toEqual({
      'parameters.b': 'text',
    })
    expect(fed(sensor({ dest: 'metadata.labels.l', object }))).toEqual({})
  })

  test('fills what is not among the files', () => {
    const object = '            git: {url: https://example.com/a, filePath: a.yaml}'
    expect(fed(sensor({ dest: 'spec.arguments.parameters.0.value', object }))).toEqual({ 'parameters.': 'text' })
    expect(fed(sensor({ dest: 'metadata.labels.a', object }))).toEqual({})
    expect([...events(projectOf(sensor({ dest: 'spec.arguments.parameters.0.value', object }))).keys()]).toEqual([])
  })

  const webhook = `apiVersion: argoproj.io/v1alpha1\nkind: EventSource\nmetadata: {name: e}\nspec:\n  `
  test.each([
    ['{dependencyName: d, dataKey: body.x}', 'text'],
    ['{dependencyName: d}', 'text'],
    ['{dependencyName: d, useRawData: true}', 'text'],
    ['{dependencyName: d, dataKey: body.after}', 'limited'],
    ['{dependencyName: d, contextKey: id}', 'limited'],
    ['{dependencyName: d, contextTemplate: "{{ .Input.subject }}"}', 'limited'],
    ['{dependencyName: d, dataTemplate: "a {{ .Input.body.title }}"}', 'text'],
    ['{dependencyName: d, dataTemplate: "a {{ .Input.body.after }}"}', 'limited'],
    ['{dependencyName: d, dataTemplate: "a {{ index .Input.body.after 0 }}"}', 'text'],
    ['{dependencyName: d, dataTemplate: "{{ range .Input.body.after }}{{ . }}{{ end }}"}', 'text'],
    ['{dependencyName: d, dataTemplate: "{{ .Input.body.title | sha256sum }}"}', undefined],
    ['{dependencyName: d, dataTemplate: "{{ .Input.body.title | int | quote }}"}', 'text'],
    ['{dependencyName: d, dataTemplate: fixed}', undefined],
    ['{dependencyName: d, value: x}', undefined],
    ['{dependencyName: d, dataKey: body.x, value: x}', 'text'],
    ['{value: x}', undefined],
  ])('takes %s: %s', (src, content) => {
    const text = sensor({ src, dest: 'spec.arguments.parameters.0.value' })
    expect(fed(text)).toEqual(content ? { 'parameters.a': content } : {})
    expect(fed(`${webhook}calendar: {push: {schedule: "* * * * *"}}\n---\n${text}`)).toEqual({})
    expect(fed(`${webhook}webhook: {push: {port: "1", authSecret: {name: a, key: b}}}\n---\n${text}`)).toEqual(
      fed(text),
    )
    // Anyone may write anything into a body, but not what Argo Events says about it.
    const open = content && (src.includes('context') ? 'limited' : 'text')
    expect(fed(`${webhook}webhook: {push: {port: "1"}}\n---\n${text}`)).toEqual(open ? { 'parameters.a': open } : {})
  })
})

describe('what an event fills has its level', () => {
  function levels(text: string): readonly string[] {
    const project = projectOf(text)
    return project.manifests.flatMap((manifest) =>
      codeOf(manifest).code.flatMap(({ tags, template }) =>
        tags.map(({ flows }) => sourceOf(flows, { project, manifest, template }).level),
      ),
    )
  }

  test.each([
    ['spec.arguments.parameters.0.value', ['event', 'preset', 'preset', 'preset']],
    ['spec.arguments.parameters.0', ['event', 'event', 'preset', 'preset']],
    ['metadata.labels.l', ['preset', 'preset', 'argument', 'preset']],
    ['metadata.labels', ['preset', 'preset', 'argument', 'preset']],
    ['metadata.annotations.l', ['preset', 'preset', 'preset', 'preset']],
    ['spec.templates.0.inputs.parameters.0.value', ['preset', 'preset', 'preset', 'event']],
  ])('by %s', (dest, expected) => {
    expect(levels(sensor({ dest }))).toEqual(expected)
  })

  test('also in the library that a workflow in a sensor takes over', () => {
    const caller = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: w-}
spec:
  arguments: {parameters: [{name: a}]}
  workflowTemplateRef: {name: t}`
    const library = workflow.replace('kind: Workflow', 'kind: WorkflowTemplate').replace('generateName: w-', 'name: t')
    const text = sensor({
      dest: 'spec.arguments.parameters.0.value',
      object: `            resource:\n${indented(caller, 14)}`,
    })
    expect(levels(`${text}\n---\n${library}`)).toEqual(['event', 'preset', 'preset', 'preset'])
  })
})

describe('the sinks that an event reaches', () => {
  const library = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: t}
spec:
  entrypoint: main
  templates:
    - name: main
      inputs: {parameters: [{name: p}]}
      steps:
        - - name: far
            template: far
            arguments: {parameters: [{name: q, value: "{{inputs.parameters.p}}"}]}
            when: "'{{inputs.parameters.p}}' != a"
        - - name: near
            template: near
    - name: far
      inputs: {parameters: [{name: q}]}
      steps: [[{name: again, template: again, arguments: {parameters: [{name: r, value: "{{inputs.parameters.q}}"}]}}]]
    - name: again
      inputs: {parameters: [{name: r}]}
      steps: [[{name: far, template: far, arguments: {parameters: [{name: q, value: "{{inputs.parameters.r}}"}]}},
        {name: near, template: other, arguments: {parameters: [{name: s, value: "{{inputs.parameters.r}}"}]}}]]
    - name: other
      inputs: {parameters: [{name: s}]}
      script: {image: alpine, command: [sh], source: "echo {{inputs.parameters.s}}"}
    - name: near
      script: {image: alpine, command: [sh], source: "echo {{workflow.parameters.p}} {{workflow.parameters.x}}"}
`

  function reached(text: string) {
    const project = projectOf(text)
    return project.manifests.flatMap((manifest) =>
      fedBy(manifest, project).map((one) => ({
        name: one.name,
        sinks: reachedBy(one, project).map(({ sink, way }) => [
          sink.manifest.file.text.slice(sink.at.start, sink.at.end),
          way.length,
        ]),
      })),
    )
  }

  test('are told the worst first, each by the shortest way, also where another source is nearer', () => {
    const text = `${binding('[{name: p, valueFrom: {event: payload.title}}]')}---\n${library}`
    expect(reached(text)).toEqual([
      {
        name: 'parameters.p',
        sinks: [
          ['{{workflow.parameters.p}}', 1],
          ['{{inputs.parameters.s}}', 4],
          ['{{inputs.parameters.p}}', 1],
        ],
      },
    ])
  })

  test('are those of each parameter', () => {
    const parameters = '[{name: p, valueFrom: {event: payload.after}}, {name: x, valueFrom: {event: payload.title}}]'
    const [first, second] = reached(`${binding(parameters)}---\n${library}`)
    expect(first?.sinks).toHaveLength(3)
    expect(second?.sinks).toEqual([['{{workflow.parameters.x}}', 1]])
  })

  test('long chains and many parameters take time as the edges are many', () => {
    function chain(count: number): string {
      const steps = Array.from(
        { length: count },
        (_, index) => `    - name: t${index}
      inputs: {parameters: [{name: p}]}
      steps: [[{name: a, template: t${index + 1}, arguments: {parameters: [{name: p, value: "{{inputs.parameters.p}}"}]}}]]`,
      )
      return `${binding('[{name: p, valueFrom: {event: payload.title}}]')}---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: t}
spec:
  entrypoint: t0
  templates:
${steps.join('\n')}
    - name: t${count}
      inputs: {parameters: [{name: p}]}
      script: {image: alpine, command: [sh], source: "echo {{inputs.parameters.p}}"}
`
    }
    const [found] = reached(chain(8000))
    expect(found?.sinks).toHaveLength(1)
  })
})

describe('harm is told where a pod has', () => {
  function harm(template: string, rest = ''): string | undefined {
    const project = projectOf(`apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: w, namespace: n}
spec:
  templates:
    - name: a
      container: {image: alpine}
${indented(template, 6)}
${rest}`)
    const [manifest] = project.manifests
    return manifest && harmOf(templates(manifest)[0], manifest, project)
  }
  const role = `---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: b, namespace: n}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: admin}
subjects: [{kind: ServiceAccount, name: strong, namespace: n}]
`

  test.each([
    ['nothing special', 'serviceAccountName: plain', role, undefined],
    [
      'a privileged container',
      'sidecars: [{name: s, image: a, securityContext: {privileged: true}}]',
      '',
      'in a pod with a privileged container',
    ],
    [
      'one by a patch',
      'podSpecPatch: "containers: [{name: main, securityContext: {privileged: true}}]"',
      '',
      'in a pod with a privileged container',
    ],
    [
      'files of the node',
      'volumes: [{name: v, hostPath: {path: /var}}]\nsidecars: [{name: s, image: a, volumeMounts: [{name: v, mountPath: /v}]}]',
      '',
      'in a pod that mounts `/var` of the node',
    ],
    ['a volume that nothing mounts', 'volumes: [{name: v, hostPath: {path: /var}}]', '', undefined],
    [
      'a powerful account',
      'serviceAccountName: strong',
      role,
      'as the ServiceAccount `strong`, which may do everything in `n`',
    ],
    [
      'a powerful default account',
      '',
      role.replaceAll('strong', 'default'),
      'as the ServiceAccount `default`, which may do everything in `n`',
    ],
  ])('%s', (_, template, rest, expected) => {
    expect(harm(template, rest)).toBe(expected)
  })
})

test('harm by an event is that of what it submits, and not of what else uses the library', () => {
  const library = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: t}
spec:
  entrypoint: main
  templates:
    - name: main
      script: {image: a, command: [sh], source: "echo {{workflow.parameters.a}}"}
`
  const caller = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: w-}
spec:
  arguments: {parameters: [{name: a}]}
  podSpecPatch: "containers: [{name: main, securityContext: {privileged: true}}]"
  workflowTemplateRef: {name: t}`
  const event = sensor({
    dest: 'spec.arguments.parameters.0.value',
    object: `            resource:\n${indented(caller, 14)}`,
  })
  function found(text: string): unknown {
    const project = projectOf(`${text}---\n${library}`)
    const manifest = project.manifests.find(({ kind }) => kind === 'WorkflowTemplate')
    const [code] = manifest ? codeOf(manifest).code : []
    if (!manifest || !code) throw new Error('no code')
    const { template } = code
    const flows = code.tags.flatMap((tag) => tag.flows)
    return harmBy(sourceOf(flows, { project, manifest, template }), template, project)
  }
  expect(found(event)).toBe('in a pod with a privileged container')
  const other = `${binding('[{name: a, valueFrom: {event: payload.title}}]')}---\n${caller}\n`
  expect(found(other)).toBeUndefined()
  expect(found(`${caller}\n`)).toBeUndefined()
})

describe('the table of sinks knows what the rules about injection report', () => {
  const injection = new Set(
    (
      'script-injection expression-injection condition-injection pod-spec-patch-injection resource-manifest-injection ' +
      'parameterized-image parameterized-reference request-forgery artifact-key-injection dynamic-template-reference'
    ).split(' '),
  )
  /** These are about something else than what a tag puts in there. */
  const apart = new Set('nested risky-function second-pass argument-flag key-format shared-key-format kept'.split(' '))
  const all = rules.filter(({ id }) => injection.has(id))
  const examples = all.flatMap((rule) => rule.examples.map(({ title, yaml }) => [rule.id, title, yaml] as const))

  function isSink({ at, manifest, variant = '' }: Finding): boolean {
    if (apart.has(variant) || manifest.kind === 'CronWorkflow') return true
    return sinks(manifest).some((sink) => sink.at.start < at.span.end && at.span.start < sink.at.end)
  }

  test.each(examples)('%s: %s', (_, _title, yaml) => {
    const config = { ...defaults, persona: 'auditor', minSeverity: 'info', minConfidence: 'low' } as const
    const { findings } = analyze([{ path: 'a.yaml', text: yaml }], all, config)
    expect(findings.filter((finding) => !isSink(finding)).map(({ message }) => message)).toEqual([])
  })

  test('all of them are looked at', () => {
    expect(all).toHaveLength(injection.size)
  })
})
