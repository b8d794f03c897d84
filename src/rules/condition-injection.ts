import { edges } from '../argo/edge.ts'
import { sourceOf } from '../argo/level.ts'
import type { Manifest } from '../argo/manifest.ts'
import { isOnly, mayUseTags, shown, tags } from '../argo/tag.ts'
import { callNodes, type Template, templates } from '../argo/template.ts'
import { bySource, defineRule } from '../rule.ts'
import type { Mapping } from '../yaml/node.ts'
import { get, scalar, text } from '../yaml/query.ts'

/** Names of steps that one would not want to run by mistake. */
const delicate = /(?:^|[-_.])(?:prod|production)(?:$|[-_.])|deploy|release|approv|publish|delete|destroy/i

/** What a step does that makes its condition a control, as words that end "the step …"; else nothing. */
function stake(call: Mapping, manifest: Manifest): string | undefined {
  const target = edges(manifest).byNode.get(call)?.to
  const name = [text(get(call, 'name')), text(get(call, 'template')), text(get(call, 'templateRef', 'template'))].find(
    (word) => delicate.test(word ?? ''),
  )
  const account = text(get(target?.node, 'serviceAccountName'))
  if (target?.type === 'resource') return 'which changes the cluster'
  if (target?.type === 'suspend') return 'which waits for an approval'
  if (account !== undefined && account !== text(get(manifest.spec, 'serviceAccountName')))
    return `which runs as \`${account}\``
  return name === undefined ? undefined : 'which by its name is not for everybody'
}

function* conditions(manifest: Manifest): Generator<{ readonly call: Mapping; readonly template: Template }> {
  if (!mayUseTags(manifest)) return
  for (const template of templates(manifest)) {
    if (template.type === 'steps' || template.type === 'dag')
      for (const call of callNodes(template.node)) yield { call, template }
  }
}

export default defineRule({
  id: 'condition-injection',
  title: 'A value that others choose is spliced into a `when` condition',
  category: 'injection',
  needs: ['when'],
  severity: 'medium',
  confidence: 'medium',
  persona: 'regular',
  variants: {
    'delicate-step': {
      when: 'others choose the value, and the step deploys, applies, deletes or waits for an approval',
      severity: 'high',
    },
    ...bySource,
    argument: { ...bySource.argument, severity: 'low', persona: 'pedantic' },
    preset: { ...bySource.preset, severity: 'low' },
  },
  docs: `Argo replaces the tags of \`when\` in its text and then parses the result as an expression. A value such as \`x' == 'x' || 'a\` adds operators of its own, so whoever chooses it decides the condition, whatever it compares with, or makes the step fail with a syntax error. Quotes around the tag do not help. Where \`when\` is what keeps a deployment or an approval from being skipped, this defeats it.

Make the whole condition one expression tag: \`"{{= workflow.parameters.env == 'staging' }}"\` compares the value as it is and is available since Argo 3.1. A condition that is nothing but a tag is not reported: to choose its value is to decide the step, as the author meant it. Nor are states of steps and other values that nobody can choose; what callers in other files pass is not looked at.`,
  guide: ['S17-20'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/walk-through/conditionals/',
    'https://argo-workflows.readthedocs.io/en/latest/variables/#expression',
    'https://cwe.mitre.org/data/definitions/94.html',
  ],
  examples: [
    {
      title: 'A library template guards its steps with its own inputs',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: ship}
spec:
  entrypoint: main
  templates:
    - name: main
      inputs: {parameters: [{name: env}]}
      steps:
        - - name: deploy
            template: run
            when: "'{{inputs.parameters.env}}' == 'staging'" # ✗ delicate-step
          - name: notify
            template: run
            when: "{{inputs.parameters.env}} != test" # ✗ submitter
    - name: run
      container: {image: alpine:3.20, command: [id]}
`,
    },
    {
      title: 'A workflow guards its tasks with parameters and outputs',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: flip-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: side}, {name: mode, value: fast}]}
  templates:
    - name: main
      dag:
        tasks:
          - {name: flip, template: flip}
          - name: heads
            template: flip
            depends: flip
            when: "{{tasks.flip.outputs.result}} == heads" # ✗ output
          - name: side
            template: flip
            when: "{{workflow.parameters.side}} == heads && {{workflow.parameters.mode}} == fast" # ✗ argument, preset
    - name: flip
      script: {image: alpine:3.20, command: [sh], source: echo heads}
`,
    },
    {
      title: 'A sensor decides whether a step runs',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-push}
spec:
  dependencies: [{name: push, eventSourceName: github, eventName: push}]
  triggers:
    - template:
        name: test
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: test-}
              spec:
                entrypoint: main
                arguments: {parameters: [{name: ref, value: none}]}
                templates:
                  - name: main
                    steps:
                      - - name: test
                          template: test
                          when: "'{{workflow.parameters.ref}}' != none" # ✗ event
                  - name: test
                    container: {image: alpine:3.20, command: [id]}
          parameters:
            - src: {dependencyName: push, dataKey: body.ref}
              dest: spec.arguments.parameters.0.value
`,
    },
    {
      title: 'The whole condition is one expression',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: ship}
spec:
  entrypoint: main
  templates:
    - name: main
      inputs: {parameters: [{name: env}, {name: dry-run}]}
      steps:
        - - name: deploy
            template: run
            when: "{{= inputs.parameters.env == 'staging' && inputs.parameters['dry-run'] != 'true' }}"
          - name: notify
            template: run
            when: "{{inputs.parameters.dry-run}}"
    - name: run
      container: {image: alpine:3.20, command: [id]}
`,
    },
    {
      title: 'Nobody can choose the states of steps and the items of a fixed list',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: each-}
spec:
  entrypoint: main
  onExit: clean
  templates:
    - name: main
      steps:
        - - {name: first, template: run}
        - - name: deploy
            template: run
            withItems: [a, b]
            when: "{{steps.first.status}} == Succeeded && {{item}} != b"
    - name: clean
      steps:
        - - name: delete
            template: run
            when: "{{workflow.status}} == Failed"
    - name: run
      container: {image: alpine:3.20, command: [id]}
`,
    },
  ],
  *check(manifest) {
    for (const { call, template } of conditions(manifest)) {
      const when = scalar(get(call, 'when'))
      for (const tag of when ? tags(when) : []) {
        if (when && isOnly(tag, when)) continue
        const source = sourceOf(tag.flows, { manifest, template, call })
        if (source.level === 'constant') continue
        const foreign = source.level === 'submitter' || source.level === 'event'
        const why = foreign ? stake(call, manifest) : undefined
        yield {
          at: tag.span,
          key: tag.body,
          variant: why === undefined ? source.level : 'delicate-step',
          ...(source.limited && { confidence: 'low' }),
          message: `${shown(tag)} is pasted into the condition of step \`${text(get(call, 'name')) ?? ''}\`${why === undefined ? '' : `, ${why},`} and its text comes from ${source.from}. The condition is parsed after that, so the text can add \`||\` and make it true or false at will, quotes or not. Make all of it one expression, as in \`"{{= workflow.parameters.env == 'staging' }}"\`.`,
          ...(source.at && { related: [{ at: source.at, note: 'The text comes from here.' }] }),
        }
      }
    }
  },
})
