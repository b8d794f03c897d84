import { codeIn } from '../argo/argv.ts'
import { sourceOf } from '../argo/flow/level.ts'
import type { Manifest } from '../argo/manifest.ts'
import { origin, type Source } from '../argo/flow/source.ts'
import type { Project } from '../argo/project.ts'
import { mayUseTags, shown, type Tag, tags } from '../argo/tag.ts'
import { type Template, templates } from '../argo/template.ts'
import { along, bySource, defineRule, type Problem, type Proposal } from '../rule.ts'
import { type Change, prepend, remove } from '../yaml/change.ts'
import type { Refusal } from '../yaml/edit.ts'
import { follow, type Mapping, type Node, type Scalar } from '../yaml/node.ts'
import { get, getAt, items, mapping, scalar, text } from '../yaml/query.ts'

/** A container, and the template that holds it: nothing for `templateDefaults`. */
interface Container {
  readonly node: Mapping
  readonly name: string
  readonly template: Template | undefined
}

function* containersOf(node: Mapping, template: Template | undefined): Generator<Container> {
  for (const key of ['container', 'script']) {
    const main = mapping(get(node, key))
    if (main) yield { node: main, name: 'main', template }
  }
  for (const path of [['containerSet', 'containers'], ['initContainers'], ['sidecars']])
    for (const one of items(getAt(node, path)))
      if (one.kind === 'mapping') yield { node: one, name: text(get(one, 'name')) ?? '', template }
}

function isSecret(entry: Node): boolean {
  return get(entry, 'valueFrom', 'secretKeyRef') !== undefined
}

/** A text that the kubelet expands. */
interface Expanded {
  readonly leaf: Scalar
  /** What it becomes, as words that end "becomes …". */
  readonly what: string
  /** The name of a variable with a secret, which `$(…)` can name there. */
  readonly secret: string
  /** Its place in the list of variables. */
  readonly index?: number
}

/** In `command` and `args` all variables are known, also those of whole Secrets. */
function* inArguments({ node }: Container): Generator<Expanded> {
  const whole = items(get(node, 'envFrom')).find((entry) => get(entry, 'secretRef'))
  const named = text(get(items(get(node, 'env')).find(isSecret), 'name'))
  const secret = named ?? (whole && `${text(get(whole, 'prefix')) ?? ''}…`)
  if (secret === undefined) return
  const leaves = ['command', 'args'].flatMap((key) => items(get(node, key)).map((item) => scalar(item)))
  if (!leaves.some((leaf) => tags(leaf).length > 0)) return
  const code = new Set(codeIn(leaves.map((leaf) => leaf?.value ?? '')).map(({ index }) => index))
  // Whoever writes a program can read the variable in it.
  for (const [index, leaf] of leaves.entries())
    if (leaf && !code.has(index)) yield { leaf, what: 'an argument', secret }
}

/** In a variable only those before it are known, and none of `envFrom` (`makeEnvironmentVariables` of the kubelet). */
function* inVariables({ node }: Container): Generator<Expanded> {
  let secret: string | undefined
  for (const [index, entry] of items(get(node, 'env')).entries()) {
    const name = text(get(entry, 'name')) ?? ''
    const leaf = scalar(get(entry, 'value'))
    if (isSecret(entry)) secret ??= name
    else if (leaf && secret !== undefined) yield { leaf, what: `the variable \`${name.slice(0, 80)}\``, secret, index }
  }
}

/** All variables of a container at once that stand behind a secret and hold text of others. */
function propose({ node }: Container, isOpen: (leaf: Scalar) => boolean): Proposal | Refusal {
  const list = follow(get(node, 'env'))
  if (list?.kind !== 'sequence') return { refused: 'the variables are not written as a list here' }
  const all = items(list)
  const names = all.map((entry) => text(get(entry, 'name')))
  if (new Set(names).size < names.length) return { refused: 'a variable is given twice, and the last one counts' }
  const moved = [...inVariables({ node, name: '', template: undefined })].filter(({ leaf }) => isOpen(leaf))
  if (moved.some(({ leaf }) => /\$\([\w.-]+\)/.test(leaf.value)))
    return { refused: 'the variable is made of others, which have to stand before it' }
  const values = moved.map(({ leaf, index = 0 }) => ({ name: names[index] ?? '', value: leaf.value }))
  const gone: Change[] = moved.map(({ index = 0 }) => remove(list, index))
  return {
    title: 'Put the variable before those with secrets, so that it cannot name them',
    safety: 'unsafe',
    changes: [...gone, prepend(list, ...values)],
  }
}

function* problems(container: Container, manifest: Manifest, project: Project): Generator<Problem> {
  const { name, template } = container
  for (const { leaf, what, secret, index } of [...inArguments(container), ...inVariables(container)]) {
    for (const tag of tags(leaf)) {
      const source = sourceIn(tag)
      if (source.level === 'constant') continue
      yield {
        at: tag.span,
        key: tag.body,
        variant: source.level,
        ...(source.limited && { confidence: 'low' }),
        message: `${shown(tag)} becomes ${index === undefined ? what : `part of ${what}`} of container \`${name}\`, and its text comes ${origin(source)}. Kubernetes expands \`$(NAME)\` in it after that, so the text \`$(${secret.slice(0, 80)})\`${secret.endsWith('…') ? ', with a key of the Secret in `envFrom` for the dots,' : ''} puts the secret there, where it may be shown or sent on. ${index === undefined ? 'Put the value into a variable that stands before those with secrets, and let the program read that.' : 'Put this variable before those with secrets.'}`,
        ...along(source),
        propose: () =>
          index === undefined
            ? { refused: 'only the author knows how the program can read the value from a variable' }
            : propose(container, isOpen),
      }
    }
  }

  function sourceIn(tag: Tag): Source {
    return sourceOf(tag.flows, { project, manifest, template })
  }

  function isOpen(leaf: Scalar): boolean {
    return tags(leaf).some((tag) => sourceIn(tag).level !== 'constant')
  }
}

export default defineRule({
  id: 'kubelet-variable-expansion',
  title: 'A value that others choose can name a secret variable of its container',
  category: 'injection',
  severity: 'medium',
  confidence: 'medium',
  persona: 'regular',
  needs: ['secretKeyRef', 'secretRef'],
  variants: {
    ...bySource,
    argument: { ...bySource.argument, severity: 'low', persona: 'pedantic' },
    preset: { ...bySource.preset, severity: 'low' },
  },
  docs: `Kubernetes replaces \`$(NAME)\` in \`command\`, \`args\` and the values of \`env\` by the variable of that name. Argo fills in its tags before, so a parameter with the text \`$(DB_PASSWORD)\` becomes the password. It then stands where parameters stand: in a log, in the title of a ticket, in the address of a request. No shell is needed for it, and quotes do not help.

In a value of \`env\` only the variables count that stand before it, and never those of \`envFrom\`: put those with parameters first. A fix does so. For \`args\` the order does not matter; let the program read a variable instead.

Arguments that a shell or another interpreter runs as code are not reported: that is worse, and the business of \`script-injection\`. Nor is the \`source\` of a script, which Kubernetes does not see. Only the container itself is looked at, not the variables that defaults and patches add.`,
  guide: ['S17-20'],
  references: [
    'https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/',
    'https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/',
    'https://argo-workflows.readthedocs.io/en/latest/variables/',
  ],
  examples: [
    {
      title: 'A library has a variable with a parameter behind one with a secret',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: report}
spec:
  templates:
    - name: report
      inputs: {parameters: [{name: title}, {name: text}]}
      container:
        image: example.com/report:1.2
        command: [report]
        env:
          - {name: MODE, value: "{{inputs.parameters.title}}"}
          - name: TOKEN
            valueFrom: {secretKeyRef: {name: api, key: token}}
          - {name: TITLE, value: "{{inputs.parameters.title}}"} # ✗ submitter
          - {name: LEVEL, value: info}
          - {name: TEXT, value: "Report: {{inputs.parameters.text}}"} # ✗ submitter
`,
      fixed: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: report}
spec:
  templates:
    - name: report
      inputs: {parameters: [{name: title}, {name: text}]}
      container:
        image: example.com/report:1.2
        command: [report]
        env:
          - name: TITLE
            value: "{{inputs.parameters.title}}"
          - name: TEXT
            value: "Report: {{inputs.parameters.text}}"
          - {name: MODE, value: "{{inputs.parameters.title}}"}
          - name: TOKEN
            valueFrom: {secretKeyRef: {name: api, key: token}}
          - {name: LEVEL, value: info}
`,
    },
    {
      title: 'Defaults, containers beside the main one, and expression tags',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: report}
spec:
  arguments: {parameters: [{name: title}]}
  templateDefaults:
    container:
      args: ["{{workflow.parameters.title}}"] # ✗ submitter
      env: [{name: TOKEN, valueFrom: {secretKeyRef: {name: api, key: token}}}]
  templates:
    - name: report
      inputs: {parameters: [{name: title}]}
      initContainers:
        - name: first
          image: example.com/report:1.2
          args: ["{{=sprig.trim(inputs.parameters.title)}}"] # ✗ submitter
          envFrom: [{prefix: API_, secretRef: {name: api}}]
      containerSet:
        containers:
          - name: second
            image: example.com/report:1.2
            command: [report, "--title={{inputs.parameters.title}}"] # ✗ submitter
            env: [{name: TOKEN, valueFrom: {secretKeyRef: {name: api, key: token}}}]
`,
    },
    {
      title: 'Arguments can name every variable',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: report-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: title}, {name: mode, value: short}]}
  templates:
    - name: main
      steps:
        - - {name: pick, template: pick}
        - - name: report
            template: report
            arguments: {parameters: [{name: text, value: "{{steps.pick.outputs.result}}"}]}
    - name: pick
      script: {image: alpine:3.20, command: [sh], source: echo text}
    - name: report
      inputs: {parameters: [{name: text}]}
      container:
        image: example.com/report:1.2
        command: [report, "{{workflow.parameters.mode}}"] # ✗ preset
        args:
          - "{{workflow.parameters.title}}" # ✗ argument
          - --text={{inputs.parameters.text}} # ✗ output
        envFrom: [{secretRef: {name: api}}]
`,
    },
    {
      title: 'An event can name the variable, also behind the program of a shell',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-call}
spec:
  dependencies: [{name: call, eventSourceName: webhook, eventName: call}]
  triggers:
    - template:
        name: run
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: run-}
              spec:
                entrypoint: main
                arguments: {parameters: [{name: title, value: none}]}
                templates:
                  - name: main
                    container:
                      image: alpine:3.20
                      command: [sh, -c, 'echo "$1"', sh]
                      args:
                        - "{{workflow.parameters.title}}" # ✗ event
                      env: [{name: TOKEN, valueFrom: {secretKeyRef: {name: api, key: token}}}]
          parameters:
            - src: {dependencyName: call, dataKey: body.title}
              dest: spec.arguments.parameters.0.value
`,
    },
    {
      title: 'The variable with the parameter stands before the secret',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: report}
spec:
  templates:
    - name: report
      inputs: {parameters: [{name: title}]}
      container:
        image: example.com/report:1.2
        command: [report]
        envFrom: [{secretRef: {name: more}}]
        env:
          - {name: TITLE, value: "{{inputs.parameters.title}}"}
          - name: TOKEN
            valueFrom: {secretKeyRef: {name: api, key: token}}
`,
    },
    {
      title: 'No secret, text of the author, numbers, and a program that is no argument',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: report}
spec:
  templates:
    - name: report
      inputs: {parameters: [{name: title}]}
      container:
        image: example.com/report:1.2
        command: [report, "{{inputs.parameters.title}}"]
        env: [{name: TOKEN, valueFrom: {configMapKeyRef: {name: api, key: url}}}]
      sidecars:
        - name: count
          image: example.com/count:1
          args: ["{{=asInt(inputs.parameters.title)}}", "{{workflow.name}}"]
          env: [{name: TOKEN, valueFrom: {secretKeyRef: {name: api, key: token}}}]
    - name: program
      inputs: {parameters: [{name: title}]}
      script:
        image: alpine:3.20
        command: [sh]
        source: echo {{inputs.parameters.title}}
        env: [{name: TOKEN, valueFrom: {secretKeyRef: {name: api, key: token}}}]
`,
    },
  ],
  *check(manifest, project) {
    if (!mayUseTags(manifest)) return
    const defaults = mapping(get(manifest.spec, 'templateDefaults'))
    const all = [
      ...(defaults ? containersOf(defaults, undefined) : []),
      ...templates(manifest).flatMap((template) =>
        template.node.braced ? [...containersOf(template.node, template)] : [],
      ),
    ]
    for (const container of all) if (container.node.braced) yield* problems(container, manifest, project)
  },
})
