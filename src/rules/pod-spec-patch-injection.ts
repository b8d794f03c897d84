import { type Field, ownerOf } from '../argo/field.ts'
import { jsonEncoder } from '../argo/json-value.ts'
import { sourceOf } from '../argo/flow/level.ts'
import type { Manifest } from '../argo/manifest.ts'
import { runOf } from '../argo/pod-text.ts'
import { origin, type Source } from '../argo/flow/source.ts'
import type { Project } from '../argo/project.ts'
import { mightOf } from '../argo/rbac/might.ts'
import { isOnly, loose, mayUseTags, shown, type Tag, tags } from '../argo/tag.ts'
import { templates } from '../argo/template.ts'
import type { Place } from '../argo/flow/variable.ts'
import { pathOf, tooOld } from '../argo/variable-path.ts'
import { along, bySource, defineRule, type Problem } from '../rule.ts'
import { rewrite } from '../yaml/change.ts'
import type { Node, Scalar } from '../yaml/node.ts'
import { get, scalar } from '../yaml/query.ts'

function* problems(
  node: Node | undefined,
  manifest: Manifest,
  { template, inTemplate }: Pick<Field, 'template' | 'inTemplate'>,
  project: Project,
): Generator<Problem> {
  const patch = scalar(get(node, 'podSpecPatch'))
  if (!patch) return
  const place = { project, manifest, template }
  const encode = jsonEncoder(
    patch,
    (tag) => originOf(tag, patch, place).level !== 'constant',
    (tag) => tooOld(project.argoVersion, 3, 1) ?? pathOf(tag, place),
  )
  for (const tag of tags(patch)) {
    const source = originOf(tag, patch, place)
    if (source.level === 'constant') continue
    const owner = ownerOf({ template, inTemplate })
    const foreign = source.level === 'submitter' || source.level === 'event'
    const might = foreign ? mightOf(template, manifest, project) : ''
    yield {
      at: tag.span,
      key: tag.body,
      variant: source.level,
      ...(source.limited && { confidence: 'medium' }),
      ...(source.fetched && { severity: 'medium' }),
      ...(might && { severity: 'critical' }),
      message: `${shown(tag)} ${effect(tag, patch, owner, source)}${might}`,
      ...along(source),
      propose() {
        const parts = encode(tag)
        if ('refused' in parts) return parts
        return {
          title: 'Put the value in as JSON, so that text which was meant to add fields no longer does',
          safety: 'unsafe',
          changes: [rewrite(patch, parts)],
        }
      },
    }
  }
}

function isRun(tag: Tag, patch: Scalar): boolean {
  return runOf(patch, tag) === 'surely'
}

/** Who chooses what a tag puts in. JSON's quotes hold it in a value, but not in a program. */
function originOf(tag: Tag, patch: Scalar, place: Place): Source {
  return sourceOf(isRun(tag, patch) ? tag.flows : loose(tag, patch), place)
}

/** Whether it stands for a whole value, without quotes around it. */
function isBare({ from, to }: Tag, { value }: Scalar): boolean {
  return (
    /[:,[]\s*$/.test(value.slice(Math.max(0, from - 20), from)) && /^\s*(?:[,\]}]|$)/m.test(value.slice(to, to + 20))
  )
}

function effect(tag: Tag, patch: Scalar, owner: string, source: Source): string {
  if (isOnly(tag, patch))
    return `is all of the \`podSpecPatch\` of ${owner}, and its text comes ${origin(source)}. So it can set any field of the pod, such as a privileged container or a volume of the node. Write the patch here and let the parameter fill a value of it.`
  if (isRun(tag, patch))
    return `becomes part of a program in the \`podSpecPatch\` of ${owner}, and its text comes ${origin(source)}. The pod runs what the text says, as a JSON string too. Put the value into \`env\` of the container and let the program read the variable.`
  if (isBare(tag, patch))
    return `becomes part of the \`podSpecPatch\` of ${owner}, and its text comes ${origin(source)}. The patch is read after the tag is replaced, so the text can add any field to the pod, such as a privileged container. Put a text in as \`{{=toJson(…)}}\` and a number as \`{{=asInt(…)}}\`; write anything larger here, and let the parameter fill the values in it.`
  return `becomes part of the \`podSpecPatch\` of ${owner}, and its text comes ${origin(source)}. The patch is read after the tag is replaced, so the text can end its string and add any field to the pod, such as a privileged container. Write \`{{=toJson(…)}}\` without quotes around it, or set the field in the container.`
}

export default defineRule({
  id: 'pod-spec-patch-injection',
  title: 'A value that others choose becomes part of a `podSpecPatch`',
  category: 'injection',
  needs: ['podSpecPatch'],
  severity: 'high',
  confidence: 'high',
  persona: 'regular',
  variants: {
    ...bySource,
  },
  docs: `Argo replaces the tags of a \`podSpecPatch\` in its text and only then reads it as JSON or YAML. A value that closes a quote or begins a new line adds fields of its own: \`64Mi"}}],"hostPID":true\` makes a memory limit into access to the node. Quotes in the patch do not help, and a patch reaches every field of the pod: privileges, volumes of the node, the ServiceAccount, other containers. Workflow restrictions do not hold against it either, since the patch belongs to the template that they trust.

Write \`{{=toJson(inputs.parameters.memory)}}\` without quotes around it: the result is a JSON string, with its own quotes and escapes. \`{{=asInt(…)}}\` does for numbers. Better still, set \`resources\` and the like in the container, where a value stays a value. A fix does the former for values that are surely texts or numbers. Neither helps in a text that the pod runs, as after \`sh -c\`: there the value belongs into \`env\`. It is critical where others choose the value and the pod's ServiceAccount is known to have dangerous rights. Values that nobody can change are not reported. The patches of the agent's pod and of the pods that delete artifacts hold no tags that Argo replaces.`,
  guide: ['S16', 'S17-20'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/fields/',
    'https://argo-workflows.readthedocs.io/en/latest/variables/',
    'https://cwe.mitre.org/data/definitions/74.html',
  ],
  examples: [
    {
      title: 'A library template takes the memory limit as text',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: train}
spec:
  entrypoint: train
  templates:
    - name: train
      inputs: {parameters: [{name: memory}]}
      podSpecPatch: '{"containers":[{"name":"main","resources":{"limits":{"memory":"{{inputs.parameters.memory}}"}}}]}' # ✗ submitter
      container: {image: alpine:3.20, command: [id]}
    - name: train-quoted
      inputs: {parameters: [{name: memory}]}
      podSpecPatch: |
        containers:
          - name: main
            resources: {limits: {memory: "{{=toJson(inputs.parameters.memory)}}"}} # ✗ submitter
      container: {image: alpine:3.20, command: [id]}
`,
      fixed: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: train}
spec:
  entrypoint: train
  templates:
    - name: train
      inputs: {parameters: [{name: memory}]}
      podSpecPatch: '{"containers":[{"name":"main","resources":{"limits":{"memory":{{=toJson(inputs.parameters.memory)}}}}}]}'
      container: {image: alpine:3.20, command: [id]}
    - name: train-quoted
      inputs: {parameters: [{name: memory}]}
      podSpecPatch: |
        containers:
          - name: main
            resources: {limits: {memory: {{=toJson(inputs.parameters.memory)}}}}
      container: {image: alpine:3.20, command: [id]}
`,
    },
    {
      title: 'A workflow patches its pods with parameters and with the output of a step',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: train-}
spec:
  entrypoint: main
  arguments:
    parameters:
      - name: memory
      - {name: pool, value: small}
  podSpecPatch: |
    nodeSelector:
      pool: {{workflow.parameters.pool}} # ✗ preset
    containers:
      - name: main
        resources: {limits: {memory: "{{workflow.parameters.memory}}"}} # ✗ argument
  templates:
    - name: main
      steps:
        - - {name: size, template: size}
        - - name: train
            template: train
            arguments: {parameters: [{name: cpu, value: "{{steps.size.outputs.result}}"}]}
    - name: size
      script: {image: alpine:3.20, command: [sh], source: nproc}
    - name: train
      inputs: {parameters: [{name: cpu}]}
      podSpecPatch: '{"containers":[{"name":"main","resources":{"limits":{"cpu":"{{inputs.parameters.cpu}}"}}}]}' # ✗ output
      container: {image: alpine:3.20, command: [id]}
`,
      fixed: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: train-}
spec:
  entrypoint: main
  arguments:
    parameters:
      - name: memory
      - {name: pool, value: small}
  podSpecPatch: |
    nodeSelector:
      pool: {{=toJson(workflow.parameters.pool)}}
    containers:
      - name: main
        resources: {limits: {memory: {{=toJson(workflow.parameters.memory)}}}}
  templates:
    - name: main
      steps:
        - - {name: size, template: size}
        - - name: train
            template: train
            arguments: {parameters: [{name: cpu, value: "{{steps.size.outputs.result}}"}]}
    - name: size
      script: {image: alpine:3.20, command: [sh], source: nproc}
    - name: train
      inputs: {parameters: [{name: cpu}]}
      podSpecPatch: '{"containers":[{"name":"main","resources":{"limits":{"cpu":{{=toJson(inputs.parameters.cpu)}}}}}]}'
      container: {image: alpine:3.20, command: [id]}
`,
    },
    {
      title: 'A sensor chooses the nodes of the workflow that it submits',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-push}
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
                entrypoint: build
                arguments: {parameters: [{name: pool, value: small}]}
                podSpecPatch: '{"nodeSelector":{"pool":"{{workflow.parameters.pool}}"}}' # ✗ event
                templates:
                  - name: build
                    container: {image: alpine:3.20, command: [id]}
          parameters:
            - src: {dependencyName: push, dataTemplate: "{{ .Input.body.head.label }}"}
              dest: spec.arguments.parameters.0.value
`,
    },
    {
      title: 'Defaults, an inline template and a pod whose account may do anything',
      yaml: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: train}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: train, namespace: ml}]
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: train, namespace: ml}
spec:
  serviceAccountName: train
  arguments: {parameters: [{name: pool}]}
  templateDefaults:
    podSpecPatch: '{"nodeSelector":{"pool":"{{workflow.parameters.pool}}"}}' # ✗ submitter
  templates:
    - name: main
      inputs: {parameters: [{name: memory}]}
      steps:
        - - name: train
            inline:
              podSpecPatch: '{"containers":[{"name":"main","resources":{"limits":{"memory":"{{inputs.parameters.memory}}"}}}]}' # ✗ submitter
              container: {image: alpine:3.20, command: [id]}
`,
    },
    {
      title: 'The value arrives as a JSON string or as a number',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: train}
spec:
  entrypoint: train
  templates:
    - name: train
      inputs: {parameters: [{name: memory}, {name: cpus}]}
      podSpecPatch: |
        containers:
          - name: main
            resources:
              limits:
                memory: {{=toJson(inputs.parameters.memory)}}
                cpu: {{=asInt(inputs.parameters.cpus)}}
      container: {image: alpine:3.20, command: [id]}
`,
    },
    {
      title: 'The pod runs the value as code, whatever quotes it arrives in',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: train}
spec:
  entrypoint: train
  templates:
    - name: train
      inputs: {parameters: [{name: message}]}
      podSpecPatch: |
        initContainers:
          - name: hello
            image: alpine:3.20
            command: [sh, -c, {{=toJson('echo ' + inputs.parameters.message)}}] # ✗ submitter
          - name: again
            image: alpine:3.20
            command: [sh, -c, "echo {{inputs.parameters.message}}"] # ✗ submitter
          - name: safe
            image: alpine:3.20
            command: [sh, -c, 'echo "$1"', sh, {{=toJson(inputs.parameters.message)}}]
      container: {image: alpine:3.20, command: [id]}
`,
    },
    {
      title: 'Every caller gives fixed text',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: train}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    templates:
      - name: main
        dag:
          tasks:
            - name: small
              template: train
              arguments: {parameters: [{name: memory, value: 1Gi}]}
            - name: large
              template: train
              arguments: {parameters: [{name: memory, value: 64Gi}]}
      - name: train
        inputs: {parameters: [{name: memory}]}
        podSpecPatch: '{"containers":[{"name":"main","resources":{"limits":{"memory":"{{inputs.parameters.memory}}"}}}]}'
        container: {image: alpine:3.20, command: [id]}
`,
    },
  ],
  *check(manifest, project) {
    const { spec } = manifest
    if (!mayUseTags(manifest)) return
    yield* problems(spec, manifest, { template: undefined, inTemplate: false }, project)
    yield* problems(get(spec, 'templateDefaults'), manifest, { template: undefined, inTemplate: true }, project)
    for (const template of templates(manifest))
      yield* problems(template.node, manifest, { template, inTemplate: true }, project)
  },
})
