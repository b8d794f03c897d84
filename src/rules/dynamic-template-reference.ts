import { type Field, fields, ownerOf } from '../argo/field.ts'
import { sourceOf } from '../argo/flow/level.ts'
import { origin } from '../argo/flow/source.ts'
import { shown, tags } from '../argo/tag.ts'
import { along, bySource, defineRule, type Grade } from '../rule.ts'
import { get, text } from '../yaml/query.ts'

/** What a step, task or hook calls, and what the spec does. */
const reference =
  /^(?:(?:.*\/)?(?:steps|dag\/tasks|hooks\/\*)\/)?(?<where>templateRef\/name|templateRef\/template|template|onExit)$/

/** In the same object a submission may enter any template anyway, by its `entrypoint`. */
const weaker: Readonly<Partial<Record<string, Grade['severity']>>> = {
  event: 'medium',
  submitter: 'low',
  argument: 'low',
  preset: 'low',
}

interface Choice {
  /** Words that end "chooses …". */
  readonly what: string
  /** Words that end "So it can be …". */
  readonly which: string
  readonly local: boolean
}

function choiceIn(field: Field): Choice | undefined {
  const own = { which: 'any template of this object', local: true }
  if (!field.inTemplate && field.path === 'entrypoint') return { what: 'where the workflow begins', ...own }
  const where = reference.exec(field.path)?.groups?.['where']
  if (where === undefined || (!field.call && (field.inTemplate || where !== 'onExit'))) return undefined
  const name = text(get(field.call, 'name'))
  const step = field.path.startsWith('dag/') ? 'task' : 'step'
  const caller = name === undefined ? (field.call ? 'a hook' : 'the end of the workflow') : `${step} \`${name}\``
  if (where === 'onExit')
    return { what: `which template is run at the end of ${name === undefined ? 'the workflow' : caller}`, ...own }
  if (where === 'template') return { what: `which template ${caller} runs`, ...own }
  const which = where === 'templateRef/name' ? 'one of any WorkflowTemplate' : 'any template of that WorkflowTemplate'
  return { what: `which template ${caller} runs`, which, local: false }
}

export default defineRule({
  id: 'dynamic-template-reference',
  title: 'A value that others choose decides which template runs',
  category: 'injection',
  severity: 'medium',
  confidence: 'medium',
  persona: 'regular',
  variants: {
    ...bySource,
    event: { ...bySource.event, severity: 'high' },
    argument: { ...bySource.argument, persona: 'pedantic' },
  },
  docs: `A step may name its template by a parameter. Whoever fills that in runs templates that nobody meant to be run from there: a helper of another WorkflowTemplate that trusts its callers, one with a stronger ServiceAccount, one that skips the check or the approval before a deployment.

Name the template. Where there are some to choose from, write a step for each with a \`when\`, or let an expression choose: \`{{= inputs.parameters.fast == 'true' ? 'build-fast' : 'build-full' }}\`.

\`template\`, \`onExit\` and \`entrypoint\` only reach templates of the same object. Whoever submits it may enter any of them anyway by another \`entrypoint\`, so there it weighs one step less. A list that is written in the file, as in \`withItems\`, is no choice of others. Tags in \`workflowTemplateRef\` are not reported: Argo reads that before it replaces any.`,
  guide: ['S16', 'S17-20'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/workflow-templates/',
    'https://argo-workflows.readthedocs.io/en/latest/workflow-restrictions/',
  ],
  examples: [
    {
      title: 'A library runs what its caller names',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: run}
spec:
  entrypoint: main
  arguments: {parameters: [{name: end, value: report}]}
  onExit: "{{workflow.parameters.end}}" # ✗ submitter
  templates:
    - name: main
      inputs: {parameters: [{name: library}, {name: template}]}
      steps:
        - - name: run
            templateRef:
              name: "{{inputs.parameters.library}}" # ✗ submitter
              template: "lib-{{inputs.parameters.template}}" # ✗ submitter
            hooks:
              exit: {template: "{{inputs.parameters.template}}"} # ✗ submitter
          - name: own
            template: "{{inputs.parameters.template}}" # ✗ submitter
    - name: report
      container: {image: alpine:3.20, command: [id]}
`,
    },
    {
      title: 'A workflow runs what its arguments and a step name',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: run-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: library}, {name: template, value: main}]}
  templates:
    - name: main
      dag:
        tasks:
          - {name: pick, template: pick}
          - name: run
            depends: pick
            templateRef: {name: "{{workflow.parameters.library}}", template: main} # ✗ argument
          - name: second
            depends: pick
            templateRef: {name: lib, template: "{{workflow.parameters.template}}"} # ✗ preset
          - name: third
            depends: pick
            template: "{{tasks.pick.outputs.result}}" # ✗ output
    - name: pick
      script: {image: alpine:3.20, command: [sh], source: echo pick}
`,
    },
    {
      title: 'An event chooses where the workflow begins and what a step runs',
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
                entrypoint: "{{workflow.parameters.what}}" # ✗ event
                arguments: {parameters: [{name: what, value: main}]}
                templates:
                  - name: main
                    steps:
                      - - name: run
                          templateRef: {name: "{{workflow.parameters.what}}", template: main} # ✗ event
          parameters:
            - src: {dependencyName: call, dataKey: body.what}
              dest: spec.arguments.parameters.0.value
`,
    },
    {
      title: 'An expression and a written list choose between fixed templates',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec:
  entrypoint: main
  templates:
    - name: main
      inputs: {parameters: [{name: fast}]}
      steps:
        - - name: build
            template: "{{= inputs.parameters.fast == 'true' ? 'build-fast' : 'build-full' }}"
          - name: each
            template: "build-{{item}}"
            withItems: [fast, full]
          - name: other
            templateRef: {name: lib, template: main}
            arguments: {parameters: [{name: template, value: "{{inputs.parameters.fast}}"}]}
    - name: build-fast
      container: {image: alpine:3.20, command: [id]}
    - name: build-full
      container: {image: alpine:3.20, command: [id]}
`,
    },
    {
      title: 'A reference of the workflow itself is read before tags are replaced',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: run-}
spec:
  workflowTemplateRef: {name: "{{workflow.parameters.library}}"}
  arguments: {parameters: [{name: library}]}
`,
    },
  ],
  *check(manifest, project) {
    for (const field of fields(manifest)) {
      const choice = choiceIn(field)
      const { scalar: leaf, template, call } = field
      const all = choice ? tags(leaf) : []
      const flows = all.flatMap((tag) => tag.flows)
      const source = sourceOf(flows, { project, manifest, template, call })
      const [tag] = all
      if (!choice || !tag || source.level === 'constant') continue
      const severity = choice.local ? weaker[source.level] : undefined
      yield {
        at: leaf,
        key: field.path,
        variant: source.level,
        ...(severity && { severity }),
        ...(source.limited && { confidence: 'low' }),
        message: `${shown(tag)} chooses ${choice.what}${field.inTemplate ? ` in ${ownerOf(field)}` : ''}, and its text comes ${origin(source)}. So it can be ${choice.which}, also one that is not meant to be run from here. Name the template, or let an expression choose between some that are written here.`,
        ...along(source),
      }
    }
  },
})
