import { isBehindHost } from '../argo/address.ts'
import { artifacts } from '../argo/artifact.ts'
import { isControllerConfig } from '../argo/controller-config.ts'
import { type Field, fields, ownerOf } from '../argo/field.ts'
import { installed, isOn } from '../argo/installation.ts'
import { sourceOf } from '../argo/flow/level.ts'
import type { Manifest } from '../argo/manifest.ts'
import type { Project } from '../argo/project.ts'
import { origin, type Source } from '../argo/flow/source.ts'
import { shown, type Tag, tags } from '../argo/tag.ts'
import { along, bySource, defineRule, type Problem } from '../rule.ts'
import type { Scalar } from '../yaml/node.ts'
import { get, scalar } from '../yaml/query.ts'

const keys =
  /(?:^|\/)(?<use>inputs\/artifacts|outputs\/artifacts|arguments\/artifacts|archiveLocation|artifactPaths)\/(?<store>(?:s3|gcs|oss|plugin)\/key|azure\/blob|hdfs\/path|artifactory\/url)$/

/** Whether a key begins with something that no other workflow has. HDFS follows `..` out of it. */
function isConfined({ scalar: leaf, path }: Field, { from }: Tag): boolean {
  if (path.endsWith('hdfs/path')) return false
  const before = leaf.value.slice(0, Math.min(from, 1000))
  return /^[^{}]*\{\{\s*(?:workflow\.(?:namespace|name|uid)|pod\.name)\s*\}\}[^/]*\//.test(before)
}

interface Choice {
  readonly tag: Tag
  readonly source: Source
  readonly confined: boolean
}

const levels = ['output', 'preset', 'argument', 'submitter', 'event']

/** The tag of a key that the least trusted person fills in. */
function choiceIn(field: Field, manifest: Manifest, project: Project): Choice | undefined {
  const { scalar: leaf, path, template, call } = field
  const all = tags(leaf)
  // Who chooses the server, and with it all else, is told by another rule.
  if (path.endsWith('artifactory/url') && !all.every((tag) => isBehindHost(tag, leaf))) return undefined
  const choices = all.flatMap((tag) => {
    const source = sourceOf(tag.flows, { project, manifest, template, call })
    return source.level === 'constant' ? [] : [{ tag, source, confined: isConfined(field, tag) }]
  })
  return choices.toSorted((a, b) => levels.indexOf(b.source.level) - levels.indexOf(a.source.level))[0]
}

function* ofWorkflow(manifest: Manifest, project: Project): Generator<Problem> {
  for (const field of fields(manifest)) {
    const use = keys.exec(field.path)?.groups?.['use']
    const choice = use === undefined ? undefined : choiceIn(field, manifest, project)
    if (use === undefined || !choice) continue
    const { tag, source, confined } = choice
    // What a workflow makes of its own data, in its own folder.
    if (confined && source.level === 'output') continue
    const writes = use === 'outputs/artifacts' || use === 'archiveLocation'
    const so = confined
      ? 'be any key that begins as this one does. Write the key where it matters which it is'
      : `${writes ? 'overwrite' : 'read'} what other workflows keep in the same storage. Begin the key with \`{{workflow.namespace}}/{{workflow.uid}}/\`${writes ? '' : ', or take the artifact from the step that made it'}`
    yield {
      at: tag.span,
      key: tag.body,
      variant: confined ? 'confined' : source.level,
      ...(source.limited && { confidence: 'low' }),
      message: `${shown(tag)} forms the key under which ${ownerOf(field)} ${writes ? 'writes' : 'reads'} an artifact, and its text comes ${origin(source)}. So it can ${so}.`,
      ...along(source),
    }
  }
}

/** Values that every submitter chooses, in a text as it is written. */
const chosen = /\{\{[^{}]{0,200}?\bworkflow\.(?:parameters|labels|annotations)\b[^{}]{0,200}\}\}/

function* ofRepositories(manifest: Manifest, project: Project): Generator<Problem> {
  for (const { node, of } of artifacts(manifest, project)) {
    for (const store of ['s3', 'gcs', 'oss', 'azure', 'hdfs', 'artifactory']) {
      const format = scalar(
        get(node, store, store === 'azure' ? 'blobNameFormat' : store === 'hdfs' ? 'pathFormat' : 'keyFormat'),
      )
      if (format) yield* ofFormat(format, of, manifest, project)
    }
  }
}

function* ofFormat(format: Scalar, of: string, manifest: Manifest, project: Project): Generator<Problem> {
  // Settings are read with a placeholder for each tag, as others fill them in later.
  const written = manifest.file.text.slice(format.start, format.end)
  const [open] = chosen.exec(written) ?? []
  if (open !== undefined) {
    const message = `\`${open.slice(0, 80)}\` is a part of the keys of ${of}. Whoever submits a workflow chooses it, and so can read and overwrite what others keep there. Form keys of \`{{workflow.namespace}}\`, \`{{workflow.name}}\` and \`{{pod.name}}\`.`
    yield { at: format, key: open, variant: 'key-format', message }
  }
  if (!isControllerConfig(manifest.root) || isNamespaced(project) || written.includes('workflow.namespace')) return
  const message = `The keys of ${of} do not name the namespace, so workflows of the same name in two namespaces write to the same place. Begin \`keyFormat\` with \`{{workflow.namespace}}/\`, and let policies of the storage tell namespaces apart by it.`
  yield { at: format, key: 'namespace', variant: 'shared-key-format', message }
}

/** Whether some controller among the files serves one namespace only. */
function isNamespaced(project: Project): boolean {
  return project.manifests.some((manifest) =>
    installed(manifest, project).some((one) => one.part === 'controller' && isOn(one, 'namespaced')),
  )
}

export default defineRule({
  id: 'artifact-key-injection',
  title: 'A value that others choose forms the key of an artifact',
  category: 'injection',
  severity: 'medium',
  confidence: 'medium',
  persona: 'pedantic',
  variants: {
    ...bySource,
    event: { ...bySource.event, persona: 'regular' },
    argument: { ...bySource.argument, severity: 'low' },
    preset: { ...bySource.preset, severity: 'low' },
    confined: {
      when: 'the key begins with the namespace, the name or the id of the workflow, which confines the rest',
      severity: 'low',
    },
    'key-format': { when: 'the format of all keys of a repository has a value that each submitter chooses' },
    'shared-key-format': {
      when: "the controller's format of keys does not name the namespace",
      severity: 'low',
    },
  },
  docs: `The workflows of a namespace, often of a cluster, share one storage and its credentials: only keys tell their artifacts apart. Whoever chooses a key reads what another workflow has kept, or puts something in its place that a later step runs.

Begin keys with what only this workflow has, \`{{workflow.namespace}}/{{workflow.uid}}/\`, and pass artifacts from step to step by \`from\`. Object stores do not know \`..\`, so such a beginning confines the rest; HDFS does, so there it does not.

In the settings of the controller and in an \`artifact-repositories\` ConfigMap, \`keyFormat\` must not hold parameters, labels or annotations. The controller's should begin with the namespace; that is not asked of a controller that serves only one. Of a \`url\` of Artifactory, what is behind the host is the key; who chooses the host is told by \`request-forgery\`. A key is reported once, by the least trusted of its tags.`,
  guide: ['S44'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/key-only-artifacts/',
    'https://argo-workflows.readthedocs.io/en/latest/configure-artifact-repository/',
    'https://argo-workflows.readthedocs.io/en/latest/artifact-repository-ref/',
  ],
  examples: [
    {
      title: 'A library reads and writes where its caller says',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: report}
spec:
  templates:
    - name: report
      inputs:
        parameters: [{name: path}, {name: name}]
        artifacts:
          - name: source
            path: /src
            s3: {key: "{{inputs.parameters.path}}/source.tgz"} # ✗ submitter
          - name: mine
            path: /mine
            gcs: {key: "runs/{{workflow.uid}}/{{inputs.parameters.name}}"} # ✗ confined
          - name: tool
            path: /tool
            artifactory: {url: "https://artifactory.example.org/tools/{{inputs.parameters.name}}"} # ✗ submitter
          - name: other
            path: /other
            artifactory: {url: "https://{{inputs.parameters.name}}/tools/{{inputs.parameters.path}}"}
      archiveLocation:
        hdfs: {path: "/{{workflow.name}}/{{inputs.parameters.name}}"} # ✗ submitter
      container: {image: alpine:3.20, command: [id]}
`,
    },
    {
      title: 'Data, arguments and containers of an inline template take keys from a caller',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: report}
spec:
  templates:
    - name: main
      inputs: {parameters: [{name: path}]}
      dag:
        tasks:
          - name: list
            inline:
              data:
                source: {artifactPaths: {name: files, oss: {key: "{{=inputs.parameters.path}}"}}} # ✗ submitter
                transformation: [{expression: data}]
          - name: read
            template: read
            arguments: {artifacts: [{name: file, azure: {blob: "{{inputs.parameters.path}}"}}]} # ✗ submitter
    - name: read
      inputs: {artifacts: [{name: file, path: /file}]}
      container: {image: alpine:3.20, command: [id]}
      outputs: {artifacts: [{name: kept, path: /kept, plugin: {name: store, key: "{{workflow.labels.team}}"}}]} # ✗ submitter
`,
    },
    {
      title: 'A workflow takes keys from its arguments and from a step',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: report-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: path}, {name: day, value: monday}]}
  templates:
    - name: main
      steps:
        - - {name: pick, template: pick}
        - - name: report
            template: report
            arguments: {parameters: [{name: path, value: "{{steps.pick.outputs.result}}"}]}
    - name: pick
      inputs:
        artifacts:
          - {name: a, path: /a, s3: {key: "{{workflow.parameters.path}}/{{workflow.parameters.day}}"}} # ✗ argument
          - {name: b, path: /b, azure: {blob: "all/{{workflow.parameters.day}}"}} # ✗ preset
      script: {image: alpine:3.20, command: [sh], source: cat /a}
    - name: report
      inputs: {parameters: [{name: path}]}
      container: {image: alpine:3.20, command: [id]}
      outputs:
        artifacts:
          - {name: c, path: /c, oss: {key: "{{inputs.parameters.path}}"}} # ✗ output
`,
    },
    {
      title: 'An event chooses what is read',
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
                arguments: {parameters: [{name: file, value: none}]}
                templates:
                  - name: main
                    inputs:
                      artifacts:
                        - {name: file, path: /file, s3: {key: "{{workflow.parameters.file}}"}} # ✗ event
                    container: {image: alpine:3.20, command: [id]}
          parameters:
            - src: {dependencyName: call, dataKey: body.file}
              dest: spec.arguments.parameters.0.value
`,
    },
    {
      title: 'Formats of keys with labels, and without the namespace',
      yaml: `apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  artifactRepository: |
    s3:
      bucket: artifacts
      keyFormat: "{{workflow.name}}/{{pod.name}}" # ✗ shared-key-format
---
apiVersion: v1
kind: ConfigMap
metadata: {name: artifact-repositories}
data:
  main: |
    s3:
      bucket: artifacts
      keyFormat: "{{workflow.labels.team}}/{{workflow.name}}" # ✗ key-format
`,
    },
    {
      title: 'Keys that only the workflow itself has',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: report}
spec:
  templates:
    - name: report
      inputs: {parameters: [{name: name}]}
      container: {image: alpine:3.20, command: [id]}
      outputs:
        artifacts:
          - {name: report, path: /report, s3: {key: "{{workflow.namespace}}/{{workflow.uid}}/report.tgz"}}
          - {name: hash, path: /hash, s3: {key: "{{=sprig.sha256sum(inputs.parameters.name)}}.tgz"}}
          - {name: size, path: /size, s3: {key: "{{workflow.uid}}/{{outputs.result}}.txt"}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  artifactRepository: |
    s3:
      bucket: artifacts
      keyFormat: "{{workflow.namespace}}/{{workflow.name}}/{{pod.name}}"
`,
    },
    {
      title: 'A controller that serves one namespace',
      yaml: `apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  artifactRepository: |
    s3:
      bucket: artifacts
      keyFormat: "{{workflow.name}}/{{pod.name}}"
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          args: [--namespaced]
`,
    },
  ],
  *check(manifest, project) {
    yield* ofWorkflow(manifest, project)
    if (manifest.kind === 'ConfigMap') yield* ofRepositories(manifest, project)
  },
})
