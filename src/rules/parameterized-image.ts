import { type Field, fields, ownerOf } from '../argo/field.ts'
import { sourceOf } from '../argo/flow/level.ts'
import type { Manifest } from '../argo/manifest.ts'
import type { Project } from '../argo/project.ts'
import { isRestricted } from '../argo/restrictions.ts'
import { origin, type Source } from '../argo/flow/source.ts'
import { shown, type Tag, tags } from '../argo/tag.ts'
import { along, bySource, defineRule, type Grade } from '../rule.ts'
import { get, text } from '../yaml/query.ts'

const images = /^(?:container|script|containerSet\/containers|initContainers|sidecars)\/image(?:PullPolicy)?$/

/** What a tag chooses of an image. */
type Part = 'image' | 'version' | 'digest' | 'policy'

/** A colon before the last slash belongs to a port. */
function partOf({ from, to }: Tag, { scalar: { value }, path }: Field): Part {
  if (path.endsWith('imagePullPolicy')) return 'policy'
  // No reference is longer; a hostile one would be read once for each of its tags.
  if (value.length > 2000) return 'image'
  const before = value.slice(0, from)
  if (before.includes('@')) return 'digest'
  return /:[^/]*$/.test(before) && !value.slice(to).includes('/') ? 'version' : 'image'
}

const severities = ['info', 'low', 'medium', 'high', 'critical'] as const

const full = { event: 4, restricted: 3, submitter: 2, argument: 2, preset: 2, output: 1 } as const

const steps: Readonly<Record<Part, number>> = { image: 0, version: 1, policy: 3, digest: 4 }

/** A version that others choose needs an image that is bad: one that can be pushed, or an old one. A digest, even more. */
function severityOf(variant: keyof typeof full, part: Part): Grade['severity'] {
  const step = steps[part]
  return severities[Math.max(full[variant] - step, 0)] ?? 'info'
}

interface Choice {
  readonly tag: Tag
  readonly part: Part
  readonly source: Source
  readonly variant: keyof typeof full
  readonly severity: Grade['severity']
}

/** The worst of what others choose of an image. */
function choiceIn(field: Field, manifest: Manifest, project: Project, restricted: boolean): Choice | undefined {
  const { scalar, template } = field
  const choices = tags(scalar).flatMap((tag) => {
    const source = sourceOf(tag.flows, { project, manifest, template })
    if (source.level === 'constant') return []
    const part = partOf(tag, field)
    const variant = source.level === 'submitter' && restricted ? ('restricted' as const) : source.level
    return [{ tag, part, source, variant, severity: severityOf(variant, part) }]
  })
  return choices.toSorted((a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity))[0]
}

const effects: Readonly<Record<Part, string>> = {
  image: 'chooses the image',
  version: 'chooses the version of the image',
  digest: 'chooses the digest of the image',
  policy: 'chooses when the image is pulled',
}

const advice: Readonly<Record<Part, string>> = {
  image:
    'So it can be any program, which then runs with the ServiceAccount, Secrets and volumes of the pod. Write the image here, or let an expression choose between some that are written here.',
  version:
    'So it can be any version that is in this repository, such as an old one with known holes. Write the version here, or see to it that only good versions stay in the repository.',
  digest: 'So it can be anything that was ever put into this repository. Write the digest here.',
  policy: 'So it can be `Never`, with which whatever the node has under that name is run. Write the policy here.',
}

export default defineRule({
  id: 'parameterized-image',
  title: 'A value that others choose decides which image runs',
  category: 'injection',
  needs: ['image'],
  severity: 'medium',
  confidence: 'high',
  persona: 'pedantic',
  variants: {
    ...bySource,
    event: { ...bySource.event, severity: 'critical', persona: 'regular' },
    restricted: {
      when: 'the template is a library, and the controller among the files lets submitters run nothing else',
      severity: 'high',
      persona: 'regular',
    },
  },
  docs: `Whoever chooses the image of a container chooses the program that runs with the ServiceAccount, the Secrets and the volumes of its pod. Where workflows may come from templates only (\`templateReferencing: Strict\`), the point is that submitters cannot run images of their own; a parameter for the image gives that back.

Write the image in the template. Where there are several, let an expression choose: \`{{= inputs.parameters.kind == 'go' ? 'golang:1.24' : 'node:24' }}\`. Keep parameters for what the program is to work on.

A value behind the colon of a tag weighs one step less, since the attacker needs a bad version in the same repository; one behind \`@\`, and \`imagePullPolicy\`, are little more than mentioned. Without restrictions a submitter may run any image anyway, so that libraries are judged for their own sake only: the finding is pedantic. An \`enum\` is no limit, since only the UI knows it, but lowers the confidence.`,
  guide: ['S16', 'S17-20'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/workflow-restrictions/',
    'https://argo-workflows.readthedocs.io/en/latest/variables/',
  ],
  examples: [
    {
      title: 'A library takes images and versions',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: run}
spec:
  entrypoint: any
  templates:
    - name: any
      inputs: {parameters: [{name: image}, {name: tag}, {name: digest}]}
      initContainers:
        - {name: first, image: "registry:5000/{{inputs.parameters.image}}:1.2"} # ✗ submitter
      container:
        image: "{{inputs.parameters.image}}:{{inputs.parameters.tag}}" # ✗ submitter
      sidecars:
        - {name: version, image: "registry:5000/app:{{inputs.parameters.tag}}"} # ✗ submitter
        - {name: digest, image: "registry:5000/app@{{inputs.parameters.digest}}"} # ✗ submitter
        - {name: policy, image: "registry:5000/app:1.2", imagePullPolicy: "{{inputs.parameters.tag}}"} # ✗ submitter
`,
    },
    {
      title: 'A library takes an image although submitters may only run templates',
      yaml: `apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data: {workflowRestrictions: "templateReferencing: Strict"}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: run}
spec:
  entrypoint: any
  arguments: {parameters: [{name: image, value: alpine:3.20}]}
  templates:
    - name: any
      script:
        image: "{{workflow.parameters.image}}" # ✗ restricted
        command: [sh]
        source: date
`,
    },
    {
      title: 'A workflow takes images from its arguments and from a step',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: run-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: image}, {name: registry, value: registry.example.com}]}
  templates:
    - name: main
      steps:
        - - {name: pick, template: pick}
        - - name: run
            template: run
            arguments: {parameters: [{name: image, value: "{{steps.pick.outputs.result}}"}]}
    - name: pick
      script:
        image: "{{workflow.parameters.registry}}/alpine:3.20" # ✗ preset
        command: [sh]
        source: echo alpine:3.20
    - name: run
      inputs: {parameters: [{name: image}]}
      containerSet:
        containers:
          - {name: a, image: "{{inputs.parameters.image}}"} # ✗ output
          - {name: b, image: "{{workflow.parameters.image}}"} # ✗ argument
`,
    },
    {
      title: 'A sensor chooses the image',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-push}
spec:
  dependencies: [{name: push, eventSourceName: webhook, eventName: push}]
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
                arguments: {parameters: [{name: image, value: alpine}]}
                templates:
                  - name: main
                    container:
                      image: "{{workflow.parameters.image}}" # ✗ event
          parameters:
            - src: {dependencyName: push, dataKey: body.image}
              dest: spec.arguments.parameters.0.value
`,
    },
    {
      title: 'An expression chooses between fixed images',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec:
  entrypoint: build
  templates:
    - name: build
      inputs: {parameters: [{name: kind}]}
      container:
        image: "{{= inputs.parameters.kind == 'go' ? 'golang:1.24' : 'node:24' }}"
        command: [make]
`,
    },
    {
      title: 'All callers name fixed images, and a tag that is not from Argo',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: test-}
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - name: test
            template: test
            arguments: {parameters: [{name: version, value: "{{item}}"}]}
            withItems: ["1.23", "1.24"]
    - name: test
      inputs: {parameters: [{name: version}]}
      container: {image: "golang:{{inputs.parameters.version}}", command: [go, test]}
      sidecars:
        - {name: other, image: "{{ image }}"}
`,
    },
  ],
  *check(manifest, project) {
    const restricted = isRestricted(project) === true
    for (const field of fields(manifest)) {
      if (!field.inTemplate || !images.test(field.path)) continue
      const choice = choiceIn(field, manifest, project, restricted)
      if (!choice) continue
      const { tag, part, source, variant, severity } = choice
      const name = text(get(field.holder, 'name')) ?? 'main'
      yield {
        at: field.scalar,
        key: field.scalar.value,
        variant,
        severity,
        ...(severity === 'info' && { persona: 'pedantic' }),
        ...(source.limited && { confidence: 'medium' }),
        message: `${shown(tag)} ${effects[part]} of container \`${name}\` of ${ownerOf(field)}, and its text comes ${origin(source)}. ${advice[part]}`,
        ...along(source),
      }
    }
  },
})
