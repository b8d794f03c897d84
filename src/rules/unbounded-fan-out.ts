import { installed } from '../argo/installation.ts'
import { specLayers } from '../argo/layers.ts'
import { sourceOf } from '../argo/flow/level.ts'
import type { Manifest } from '../argo/manifest.ts'
import type { Project } from '../argo/project.ts'
import { effective, under } from '../argo/setting.ts'
import { type Level, origin, type Source } from '../argo/flow/source.ts'
import { shown, type Tag, tags } from '../argo/tag.ts'
import { callNodes, type Template, templates } from '../argo/template.ts'
import { along, bySource, defineRule, type Problem, type Proposal } from '../rule.ts'
import { set } from '../yaml/change.ts'
import type { Mapping, Node, Scalar } from '../yaml/node.ts'
import { bool, get, integer, isNull, scalar, text } from '../yaml/query.ts'

/** More iterations than this are no small loop any more. */
const many = 1000

/** Pods at a time that the fix allows. */
const some = 10

export default defineRule({
  id: 'unbounded-fan-out',
  title: 'Data decides how many pods run at once',
  category: 'availability',
  needs: ['withParam', 'withSequence', 'steps', 'dag', 'env'],
  severity: 'low',
  confidence: 'medium',
  persona: 'pedantic',
  variants: {
    event: { ...bySource.event, severity: 'medium', persona: 'regular' },
    submitter: { ...bySource.submitter, persona: 'regular' },
    argument: { when: bySource.argument.when },
    preset: { when: bySource.preset.when },
    output: { when: bySource.output.when },
    large: { when: 'a `withSequence` of the manifest has more than 1000 items', confidence: 'high' },
    recursion: { when: 'templates call each other in a circle, and no `when` ends it' },
    'no-depth-limit': {
      when: "the controller's limit of 100 calls within each other is switched off",
      severity: 'medium',
      confidence: 'high',
      persona: 'regular',
    },
  },
  docs: `
A step with \`withParam\` or \`withSequence\` makes a pod for each item. Where others choose the list, a long one fills
the cluster: the pods of everybody wait, nodes are added and paid for, and the workflow object grows past what the API
server stores.

Set \`parallelism\` on the template that holds the loop, or at the spec: it bounds how many pods run at a time. The
settings \`parallelism\` and \`namespaceParallelism\` of the controller count workflows and not pods, so they do not help.
Where the list can be checked, refuse long ones before the loop. A template that calls itself needs a \`when\` that
ends.

The fix sets \`parallelism: 10\` on the template that holds the loop.`,
  guide: [],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/parallelism/',
    'https://argo-workflows.readthedocs.io/en/latest/walk-through/loops/',
    'https://argo-workflows.readthedocs.io/en/latest/environment-variables/',
  ],
  examples: [
    {
      title: 'A template that calls itself by the name of its own WorkflowTemplate, and one that calls its namesake',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: walk}
spec:
  templates:
    - name: again
      steps:
        - - name: more
            templateRef:
              name: walk
              template: again # ✗ recursion
    - name: once
      steps: [[{name: other, templateRef: {name: stroll, template: once}}]]
    - name: everywhere
      steps: [[{name: other, templateRef: {name: walk, template: everywhere, clusterScope: true}}]]`,
    },
    {
      title: 'Lists that others give, in a library',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: work}
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - name: work
            template: work
            withParam: "{{workflow.parameters.items}}" # ✗ submitter
    - name: counted
      inputs: {parameters: [{name: count}]}
      dag:
        tasks:
          - name: work
            template: work
            withSequence: {count: "{{inputs.parameters.count}}"} # ✗ submitter
    - name: work
      container: {image: "alpine:3.20"}`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: work}
spec:
  entrypoint: main
  templates:
    - name: main
      parallelism: 10
      steps:
        - - name: work
            template: work
            withParam: "{{workflow.parameters.items}}"
    - name: counted
      parallelism: 10
      inputs: {parameters: [{name: count}]}
      dag:
        tasks:
          - name: work
            template: work
            withSequence: {count: "{{inputs.parameters.count}}"}
    - name: work
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'Lists of a workflow: given, preset, computed, and long',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: work-}
spec:
  entrypoint: main
  arguments:
    parameters:
      - name: given
      - {name: preset, value: '[1, 2]'}
  templates:
    - name: main
      steps:
        - - {name: list, template: work}
        - - {name: a, template: work, withParam: "{{workflow.parameters.given}}"} # ✗ argument
          - {name: b, template: work, withParam: "{{workflow.parameters.preset}}"} # ✗ preset
          - {name: c, template: work, withParam: "{{steps.list.outputs.result}}"} # ✗ output
          - {name: d, template: work, withSequence: {start: "1", end: "5000"}} # ✗ large
          - {name: e, template: again}
    - name: again
      steps: [[{name: more, template: again}]] # ✗ recursion
    - name: work
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'The payload of an event, and a controller without its limit',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: push}
spec:
  dependencies: [{name: push, eventSourceName: github, eventName: push}]
  triggers:
    - template:
        name: build
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: build-}
              spec:
                entrypoint: main
                arguments: {parameters: [{name: files, value: "[]"}]}
                templates:
                  - name: main
                    steps: [[{name: lint, template: lint, withParam: "{{workflow.parameters.files}}"}]] # ✗ event
                  - name: lint
                    container: {image: "alpine:3.20"}
          parameters:
            - src: {dependencyName: push, dataKey: body.commits}
              dest: spec.arguments.parameters.0.value
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v4.1.2
          env:
            - {name: DISABLE_MAX_RECURSION, value: "true"} # ✗ no-depth-limit`,
    },
    {
      title: 'Bounded, and lists of the author',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: work}
spec:
  entrypoint: main
  templates:
    - name: main
      parallelism: 10
      steps: [[{name: work, template: work, withParam: "{{workflow.parameters.items}}"}]]
    - name: own
      steps:
        - - {name: a, template: work, withParam: '[1, 2, 3]'}
          - {name: b, template: work, withItems: [1, 2, 3]}
          - {name: c, template: work, withSequence: {count: "10"}}
    - name: flip
      steps:
        - - {name: coin, template: work}
        - - {name: again, template: flip, when: "{{steps.coin.outputs.result}} == tails"}
    - name: work
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'A bound for all of a workflow',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: work}
spec:
  entrypoint: main
  parallelism: 20
  templates:
    - name: main
      steps: [[{name: work, template: work, withParam: "{{workflow.parameters.items}}"}]]
    - name: work
      container: {image: "alpine:3.20"}`,
    },
  ],
  *check(manifest, project) {
    for (const { part, env } of installed(manifest, project)) {
      const off = env.get('DISABLE_MAX_RECURSION')
      if (part === 'controller' && off && off.text !== '' && off.text !== 'false')
        yield {
          at: off.at,
          variant: 'no-depth-limit',
          message:
            'With `DISABLE_MAX_RECURSION`, the controller follows templates that call each other without an end: one mistaken or hostile workflow keeps it busy and fills the cluster. Remove it.',
        }
    }
    if (!manifest.spec) return
    // A patch may leave `parallelism` to what it patches.
    if (!manifest.partial) yield* loops(manifest, project)
    yield* circles(manifest)
  },
})

function* loops(manifest: Manifest, project: Project): Generator<Problem> {
  const spec = specLayers(manifest, project)
  if (effective(spec, 'parallelism')) return
  if (effective(under(spec, ['templateDefaults']), 'parallelism')) return
  for (const template of templates(manifest)) {
    if (!isNull(get(template.node, 'parallelism'))) continue
    for (const call of callNodes(template.node)) yield* loop(call, template, project)
  }
}

function* loop(call: Mapping, template: Template, project: Project): Generator<Problem> {
  const { manifest } = template
  const lists = [get(call, 'withParam'), get(call, 'withSequence', 'count'), get(call, 'withSequence', 'end')]
  for (const leaf of lists.map(scalar)) {
    const found = tags(leaf)
    const [first] = found
    if (!leaf || !first) continue
    const source = sourceOf(
      found.flatMap(({ flows }) => flows),
      { project, manifest, template, call },
    )
    if (source.level === 'constant') continue
    yield chosen(leaf, first, source, source.level, template)
  }
  const sequence = get(call, 'withSequence')
  const length = lengthOf(sequence)
  if (sequence && length > many)
    yield {
      at: sequence,
      variant: 'large',
      message: `This step makes ${length} pods, and nothing bounds how many run at once. Set \`parallelism\` on the template that holds it.`,
      propose: () => bounded(template),
    }
}

function chosen(
  at: Scalar,
  tag: Tag,
  source: Source,
  variant: Exclude<Level, 'constant'>,
  template: Template,
): Problem {
  return {
    at,
    variant,
    message: `${shown(tag)} decides how many pods this step makes. It comes ${origin(source)}, and nothing bounds how many run at once. Set \`parallelism\` on the template that holds the loop.`,
    ...along(source),
    propose: () => bounded(template),
  }
}

function bounded({ node }: Template): Proposal {
  return {
    title: `Run ${some} of its pods at a time (a long list takes longer)`,
    safety: 'unsafe',
    changes: [set(node, 'parallelism', some, 'name')],
  }
}

function lengthOf(sequence: Node | undefined): number {
  const [count, start, end] = ['count', 'start', 'end'].map((key) => number(get(sequence, key)))
  if (count !== undefined) return count
  return end === undefined ? 0 : Math.abs(end - (start ?? 0)) + 1
}

function number(node: Node | undefined): number | undefined {
  const written = text(node)
  return integer(node) ?? (written !== undefined && /^-?\d+$/.test(written) ? Number(written) : undefined)
}

interface Way {
  readonly to: string
  readonly at: Node
}

/** Templates that come back to themselves by calls that nothing decides about. */
function* circles(manifest: Manifest): Generator<Problem> {
  const ways = new Map<string, readonly Way[]>()
  for (const { name, node, inline } of templates(manifest)) {
    const found = [...callNodes(node)].flatMap((call) => {
      const at = calledIn(manifest, call)
      const to = text(at)
      return !at || to === undefined || !isNull(get(call, 'when')) ? [] : [{ to, at }]
    })
    if (!inline && found.length > 0) ways.set(name, found)
  }
  const done = new Set<string>()
  for (const name of ways.keys()) yield* walk(name, ways, [], done)
}

/** The name of the template of this manifest that is called, also by way of the manifest's own name. */
function calledIn({ kind, name }: Manifest, call: Mapping): Node | undefined {
  const reference = get(call, 'templateRef')
  if (!reference) return get(call, 'template')
  const isCluster = bool(get(reference, 'clusterScope')) === true
  const isOwn = kind === (isCluster ? 'ClusterWorkflowTemplate' : 'WorkflowTemplate')
  return isOwn && text(get(reference, 'name')) === name ? get(reference, 'template') : undefined
}

function* walk(
  name: string,
  ways: ReadonlyMap<string, readonly Way[]>,
  path: readonly string[],
  done: Set<string>,
): Generator<Problem> {
  done.add(name)
  // Nothing that deep runs: Argo stops it before.
  if (path.length >= 100) return
  for (const { to, at } of ways.get(name) ?? []) {
    if (to === name || path.includes(to)) {
      const circle = [...[...path, name].slice([...path, name].indexOf(to)), to]
      yield {
        at,
        variant: 'recursion',
        message: `Template \`${to}\` calls itself${circle.length > 2 ? ' through others' : ''}, and no \`when\` ends it: it goes on until Argo stops it at 100 calls within each other. Add a \`when\` that ends.`,
      }
    } else if (!done.has(to)) yield* walk(to, ways, [...path, name], done)
  }
}
