import { comparedInExpressions } from '../argo/condition.ts'
import { edges } from '../argo/flow/edge.ts'
import { sourceOf } from '../argo/flow/level.ts'
import { origin } from '../argo/flow/source.ts'
import type { Manifest } from '../argo/manifest.ts'
import type { Project } from '../argo/project.ts'
import { isOnly, mayUseTags, shown, tags } from '../argo/tag.ts'
import { callNodes, type Template, templates } from '../argo/template.ts'
import { pathOf, tooOld } from '../argo/variable-path.ts'
import type { Place } from '../argo/flow/variable.ts'
import { along, bySource, defineRule, type Proposal } from '../rule.ts'
import { replace, rewrite, rewritten } from '../yaml/change.ts'
import type { Refusal } from '../yaml/edit.ts'
import type { Mapping, Scalar } from '../yaml/node.ts'
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

/** All comparisons of a condition at once, as it is fixed by all of them or by none. */
function propose(when: Scalar, place: Place, { argoVersion }: Project): Proposal | Refusal {
  const parts = comparedInExpressions(
    when,
    (tag) => sourceOf(tag.flows, place).level !== 'constant',
    // Before, Argo took a loop variable for nil until it reached the loop.
    (tag) => tooOld(argoVersion, 3, tag.flows.some(({ path }) => path[0] === 'item') ? 5 : 1) ?? pathOf(tag, place),
  )
  if ('refused' in parts) return parts
  return {
    title: 'Compare the value in an expression, as text letter by letter, or as the number that it then must be',
    safety: 'unsafe',
    // On one line, so that the whole can get quotes that suit those of the expression.
    changes: [when.raw.includes('\n') ? rewrite(when, parts) : replace(when, rewritten(when.value, parts))],
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

Make the whole condition one expression tag: \`"{{= workflow.parameters.env == 'staging' }}"\` compares the value as it is and is available since Argo 3.1. A fix does so with each comparison of a value with a fixed text or number. A condition that is nothing but a tag is not reported: to choose its value is to decide the step, as the author meant it. Nor are states of steps and other values that nobody can choose.`,
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
      fixed: `apiVersion: argoproj.io/v1alpha1
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
            when: "{{= inputs.parameters.env == 'staging' }}"
          - name: notify
            template: run
            when: "{{= inputs.parameters.env != 'test' }}"
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
      title: 'Numbers, texts and truth values are compared',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: batch}
spec:
  templates:
    - name: main
      inputs: {parameters: [{name: max-count}, {name: dry-run}, {name: list}]}
      steps:
        - - name: many
            template: run
            when: '{{inputs.parameters.max-count}} >= 5 && ("{{inputs.parameters.dry-run}}" != "true")' # ✗ submitter, submitter
          - name: never
            template: run
            when: "'{{inputs.parameters.dry-run}}' == true" # ✗ submitter
          - name: each
            template: run
            withParam: "{{inputs.parameters.list}}"
            when: "{{item}} =~ '^v[0-9]' && {{inputs.parameters.dry-run}} == false" # ✗ submitter, submitter
    - name: run
      container: {image: alpine:3.20, command: [id]}
`,
      fixed: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: batch}
spec:
  templates:
    - name: main
      inputs: {parameters: [{name: max-count}, {name: dry-run}, {name: list}]}
      steps:
        - - name: many
            template: run
            when: "{{= asFloat(inputs.parameters['max-count']) >= 5 }} && ({{= inputs.parameters['dry-run'] != 'true' }})"
          - name: never
            template: run
            when: "'{{inputs.parameters.dry-run}}' == true"
          - name: each
            template: run
            withParam: "{{inputs.parameters.list}}"
            when: "{{= item matches '^v[0-9]' }} && {{= inputs.parameters['dry-run'] == 'false' }}"
    - name: run
      container: {image: alpine:3.20, command: [id]}
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
  *check(manifest, project) {
    for (const { call, template } of conditions(manifest)) {
      const place = { project, manifest, template, call }
      const when = scalar(get(call, 'when'))
      if (!when) continue
      for (const tag of tags(when)) {
        if (isOnly(tag, when)) continue
        const source = sourceOf(tag.flows, place)
        if (source.level === 'constant') continue
        const foreign = source.level === 'submitter' || source.level === 'event'
        const why = foreign ? stake(call, manifest) : undefined
        yield {
          at: tag.span,
          key: tag.body,
          variant: why === undefined ? source.level : 'delicate-step',
          ...(source.limited && { confidence: 'low' }),
          message: `${shown(tag)} is pasted into the condition of ${template.type === 'dag' ? 'task' : 'step'} \`${text(get(call, 'name')) ?? ''}\`${why === undefined ? ',' : `, ${why},`} and its text comes ${origin(source)}. The condition is parsed after that, so the text can add \`||\` and make it true or false at will, quotes or not. Make all of it one expression, as in \`"{{= workflow.parameters.env == 'staging' }}"\`.`,
          ...along(source),
          propose: () => propose(when, place, project),
        }
      }
    }
  },
})
