import { type Carried, codeOf } from '../argo/code.ts'
import { embedded } from '../argo/embedded.ts'
import { ownerOf } from '../argo/field.ts'
import { jsonEncoder } from '../argo/json-value.ts'
import { broughtBy } from '../argo/flow/brought.ts'
import { sourceOf } from '../argo/flow/level.ts'
import type { Manifest } from '../argo/manifest.ts'
import { runOf } from '../argo/pod-text.ts'
import type { Project } from '../argo/project.ts'
import { mightOf } from '../argo/rbac/might.ts'
import { isOnly, lineBefore, loose, mayUseTags, shown, type Tag, tags } from '../argo/tag.ts'
import { type Template, templates } from '../argo/template.ts'
import { type Level, origin, type Source } from '../argo/flow/source.ts'
import type { Place } from '../argo/flow/variable.ts'
import { pathOf, tooOld } from '../argo/variable-path.ts'
import { along, bySource, defineRule, type Grade, leadingTo, type Problem, type Proposal } from '../rule.ts'
import { type Part, rewrite } from '../yaml/change.ts'
import type { Refusal } from '../yaml/edit.ts'
import type { Node, Scalar } from '../yaml/node.ts'
import { get, items, mapping, scalar, scalars, text } from '../yaml/query.ts'

/** Objects that give rights or run code. */
const powerful =
  /^(?:(?:Cluster)?Role(?:Binding)?|Pod|Job|CronJob|Deployment|StatefulSet|DaemonSet|ReplicaSet|(?:Cron)?Workflow|(?:Cluster)?WorkflowTemplate|Sensor|ServiceAccount|Secret|\w+WebhookConfiguration)$/

/** Keys whose value decides what runs, where and as whom. */
const decisive = /^[\s-]*["']?(?:kind|namespace|serviceAccountName|image|command)["']?\s*:/

/** By level: in a value like any other, and where it decides what runs or who may do what. */
const severities: Readonly<Record<Exclude<Level, 'constant'>, readonly [Grade['severity'], Grade['severity']]>> = {
  output: ['low', 'medium'],
  preset: ['medium', 'high'],
  argument: ['medium', 'high'],
  submitter: ['high', 'high'],
  event: ['high', 'high'],
}

interface Sink {
  readonly scalar: Scalar
  readonly where: 'manifest' | 'flag' | 'selector' | 'location'
}

function* sinks(resource: Node): Generator<Sink> {
  yield* found(get(resource, 'manifest'), 'manifest')
  for (const flag of items(get(resource, 'flags'))) yield* found(flag, 'flag')
  for (const key of ['action', 'mergeStrategy']) yield* found(get(resource, key), 'flag')
  for (const key of ['successCondition', 'failureCondition']) yield* found(get(resource, key), 'selector')
  for (const leaf of scalars(mapping(get(resource, 'manifestFrom', 'artifact'))))
    yield { scalar: leaf, where: 'location' }
}

function found(node: Node | undefined, where: Sink['where']): Sink[] {
  const leaf = scalar(node)
  return leaf ? [{ scalar: leaf, where }] : []
}

const effects: Readonly<Record<Sink['where'] | 'whole' | 'program', string>> = {
  manifest: 'becomes part of the manifest that is applied',
  program: 'becomes part of a program in the manifest that is applied',
  whole: 'is all of the manifest that is applied',
  flag: 'becomes an option of the `kubectl` command that is run',
  selector: 'becomes part of the condition that is waited for',
  location: 'chooses where the manifest that is applied comes from',
}

const advice: Readonly<Record<Sink['where'] | 'whole' | 'program', string>> = {
  program:
    'The pod that the manifest describes runs what the text says, as a JSON string too. Put the value into `env` there, as `{{=toJson(…)}}` without quotes around it, and let the program read the variable.',
  manifest:
    'The manifest is parsed after that, so the text can end its value and add fields or objects, which are applied with the rights of the pod. Write `{{=toJson(…)}}` without quotes around it.',
  whole:
    'So it can be any object that the ServiceAccount of the pod may write. Write the manifest here and let the parameter fill a value of it.',
  flag: 'It can be an option of its own, such as another namespace or another file to apply. Write the option here, or choose it from fixed ones.',
  selector: 'It can make the step succeed or fail too early. Compare with a fixed value.',
  location: 'So it can be any object that the ServiceAccount of the pod may write. Write the location here.',
}

/** Why nobody but the author can say what is to stand there instead. */
const refusals: Readonly<Record<Exclude<Sink['where'], 'manifest'>, string>> = {
  flag: 'which options may be given is for the author to say',
  selector: 'what the condition is to compare with is for the author to say',
  location: 'where the manifest is to come from is for the author to say',
}

function* problems(
  sink: Sink,
  manifest: Manifest,
  template: Template | undefined,
  project: Project,
): Generator<Problem> {
  const { scalar: leaf, where } = sink
  const place = { project, manifest, template }
  const encode = jsonEncoder(
    leaf,
    (tag) => originOf(tag, sink, place).level !== 'constant',
    (tag) => tooOld(project.argoVersion, 3, 5) ?? pathOf(tag, place),
  )
  const found = tags(leaf)
  const power = where === 'manifest' && found.length > 0 && isPowerful(leaf)
  for (const tag of found) {
    const source = originOf(tag, sink, place)
    if (source.level === 'constant') continue
    const whole = where === 'manifest' && isOnly(tag, leaf)
    const what = whole ? 'whole' : isRun(tag, sink) ? 'program' : where
    const might = source.level === 'event' && where !== 'selector' ? mightOf(template, manifest, project) : ''
    yield {
      at: tag.span,
      key: tag.body,
      variant: whole ? 'whole-manifest' : source.level,
      severity: might
        ? 'critical'
        : where === 'selector'
          ? 'low'
          : (severities[source.level][
              power ||
              source.fetched ||
              isRun(tag, sink) ||
              (where === 'manifest' && decisive.test(lineBefore(tag, leaf)))
                ? 1
                : 0
            ] ?? 'high'),
      persona: source.level === 'preset' || source.level === 'output' ? 'pedantic' : 'regular',
      ...(source.limited && { confidence: 'medium' }),
      message: `${shown(tag)} ${effects[what]} by ${ownerOf({ template, inTemplate: true })}, and its text comes ${origin(source)}. ${advice[what]}${might}`,
      ...along(source),
      propose: () => (where === 'manifest' ? encoded(leaf, encode(tag)) : { refused: refusals[where] }),
    }
  }
}

/** A manifest that a script makes of text which came to it as data, and sends to the cluster. */
function* madeProblems(carried: Carried, manifest: Manifest, project: Project): Generator<Problem> {
  const { use, what, template } = carried
  const brought = use.how === 'manifest' ? broughtBy(carried, { project, manifest, template }) : undefined
  if (!brought) return
  const { tag, source, level, way } = brought
  const { program, from, to, variable } = use
  const might = level === 'event' ? mightOf(template, manifest, project) : ''
  const line = program.value.slice(program.value.lastIndexOf('\n', from) + 1, from)
  const written = program.value.slice(from, Math.min(to, from + 80)).replace(/[\s`]+/g, ' ')
  yield {
    at: program.part(from, to),
    key: `${variable} ${tag.body}`,
    variant: 'script',
    severity: might ? 'critical' : severities[level][isPowerfulAt(program.value, from) || decisive.test(line) ? 1 : 0],
    persona: level === 'preset' || level === 'output' ? 'pedantic' : 'regular',
    confidence: source.limited ? 'low' : 'medium',
    message: `\`${written}\` ${written === 'envsubst' ? 'fills in' : 'holds'} the text of ${shown(tag)}, which comes ${origin(source)}. It arrives in ${what} as data, but ${use.what}. A line break or a quote in it adds fields, or after \`---\` whole objects. Let a program write the manifest that keeps it one value, such as \`jq -n --arg name "$NAME" '{…}'\`, or check before that it holds only letters, digits and \`-\`.${might}`,
    related: leadingTo(way),
  }
}

/** Whether the object in whose text a place is, or the nearest before it, gives rights or runs code. */
function isPowerfulAt(text: string, place: number): boolean {
  const kinds = [...text.slice(0, place).matchAll(/["']?\bkind["']?:\s*["']?(\w+)/g)]
  return powerful.test(kinds.at(-1)?.[1] ?? '')
}

function isRun(tag: Tag, { scalar: leaf, where }: Sink): boolean {
  return where === 'manifest' && runOf(leaf, tag) === 'surely'
}

/** Who chooses what a tag puts in. JSON's quotes hold it in a value, but not in a program. */
function originOf(tag: Tag, sink: Sink, place: Place): Source {
  return sourceOf(sink.where === 'manifest' && !isRun(tag, sink) ? loose(tag, sink.scalar) : tag.flows, place)
}

function encoded(leaf: Scalar, parts: readonly Part[] | Refusal): Proposal | Refusal {
  if ('refused' in parts) return parts
  return {
    title: 'Put the value in as JSON, so that text which was meant to add fields or objects no longer does',
    safety: 'unsafe',
    changes: [rewrite(leaf, parts)],
  }
}

function isPowerful(leaf: Scalar): boolean {
  return powerful.test(text(get(embedded(leaf).root, 'kind')) ?? /^kind:\s*["']?(\w+)/m.exec(leaf.value)?.[1] ?? '')
}

export default defineRule({
  id: 'resource-manifest-injection',
  title: 'A value that others choose becomes part of a manifest that a workflow applies',
  category: 'injection',
  severity: 'high',
  confidence: 'high',
  persona: 'regular',
  variants: {
    'whole-manifest': { when: 'the value is the whole manifest' },
    ...bySource,
    script: {
      when: 'a variable or an argument brings the value to a script as data, and that makes a manifest of it which it applies',
      confidence: 'medium',
    },
  },
  docs: `The \`manifest\` of a \`resource\` template is text: Argo replaces its tags, and only then it is parsed and applied with the ServiceAccount of the pod. A value with a line break, or with a quote that ends its string, adds fields, or after \`---\` whole objects. Whoever controls it writes to the cluster with rights that are not theirs. Quotes around the tag do not help. The same goes for \`flags\`, which become options of \`kubectl\`, and for the place that \`manifestFrom\` reads.

A value in an object that gives rights or runs code, or in a field such as \`namespace\`, \`image\` or \`serviceAccountName\`, weighs one step more; in \`successCondition\` and \`failureCondition\` it is only low. When the whole manifest is a parameter, the template applies anything for anyone who may call it.

Write \`{{=toJson(inputs.parameters.name)}}\` without quotes around it: the result is a JSON string, with its own quotes and escapes, which Argo accepts since 3.5. \`{{=asInt(…)}}\` does for numbers. A fix writes them where the value is surely one or the other. Neither helps in a text that the pod of the manifest runs, as after \`sh -c\`: there the value belongs into \`env\`. It is critical where an event chooses the value and the pod's ServiceAccount is known to have dangerous rights. Values that nobody can change are not reported. \`setOwnerReference\` is true or false, so Argo refuses a tag there.

A script that puts such text together itself is no better: \`kubectl apply -f - <<EOF\` with \`$NAME\` in it, \`envsubst < file | kubectl apply -f -\`, a file that is written and then applied, \`kubectl patch -p "…$NAME…"\`, \`argo submit -\`. It is reported where the text comes to the script as data, in a variable or an argument; where a tag stands in the script itself, script-injection reports it. \`jq -n --arg name "$NAME"\`, \`yq\` with \`strenv(NAME)\` and options such as \`--from-literal\` keep it one value, and so do \`base64\` and a \`sed\` that sets each line in.`,
  guide: ['S17-20'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/walk-through/kubernetes-resources/',
    'https://argo-workflows.readthedocs.io/en/latest/variables/',
    'https://cwe.mitre.org/data/definitions/74.html',
  ],
  examples: [
    {
      title: 'A library template applies what its caller writes',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: apply}
spec:
  templates:
    - name: config
      inputs: {parameters: [{name: name}, {name: namespace}]}
      resource:
        action: create
        flags: ["--namespace={{inputs.parameters.namespace}}"] # ✗ submitter
        manifest: |
          apiVersion: v1
          kind: ConfigMap
          metadata:
            name: "{{inputs.parameters.name}}" # ✗ submitter
    - name: anything
      inputs: {parameters: [{name: manifest}]}
      resource:
        action: apply
        manifest: "{{inputs.parameters.manifest}}" # ✗ whole-manifest
`,
      fixed: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: apply}
spec:
  templates:
    - name: config
      inputs: {parameters: [{name: name}, {name: namespace}]}
      resource:
        action: create
        flags: ["--namespace={{inputs.parameters.namespace}}"]
        manifest: |
          apiVersion: v1
          kind: ConfigMap
          metadata:
            name: {{=toJson(inputs.parameters.name)}}
    - name: anything
      inputs: {parameters: [{name: manifest}]}
      resource:
        action: apply
        manifest: "{{inputs.parameters.manifest}}"
`,
    },
    {
      title: 'A workflow applies its parameters and the output of a step',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: preview-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: branch}, {name: image, value: "registry.example.com/app:1"}]}
  templates:
    - name: main
      steps:
        - - {name: pick, template: pick}
        - - name: start
            template: start
            arguments: {parameters: [{name: size, value: "{{steps.pick.outputs.result}}"}]}
    - name: pick
      script: {image: alpine:3.20, command: [sh], source: echo 1Gi}
    - name: start
      inputs: {parameters: [{name: size}]}
      resource:
        action: create
        successCondition: metadata.labels.branch == {{workflow.parameters.branch}} # ✗ argument
        manifest: |
          apiVersion: v1
          kind: PersistentVolumeClaim
          metadata:
            generateName: preview-
            labels:
              image: {{workflow.parameters.image}} # ✗ preset
          spec:
            accessModes: [ReadWriteOnce]
            resources: {requests: {storage: "{{inputs.parameters.size}}"}} # ✗ output
`,
      fixed: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: preview-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: branch}, {name: image, value: "registry.example.com/app:1"}]}
  templates:
    - name: main
      steps:
        - - {name: pick, template: pick}
        - - name: start
            template: start
            arguments: {parameters: [{name: size, value: "{{steps.pick.outputs.result}}"}]}
    - name: pick
      script: {image: alpine:3.20, command: [sh], source: echo 1Gi}
    - name: start
      inputs: {parameters: [{name: size}]}
      resource:
        action: create
        successCondition: metadata.labels.branch == {{workflow.parameters.branch}}
        manifest: |
          apiVersion: v1
          kind: PersistentVolumeClaim
          metadata:
            generateName: preview-
            labels:
              image: {{=toJson(workflow.parameters.image)}}
          spec:
            accessModes: [ReadWriteOnce]
            resources: {requests: {storage: {{=toJson(inputs.parameters.size)}}}}
`,
    },
    {
      title: 'A sensor names what is created',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-branch}
spec:
  dependencies: [{name: branch, eventSourceName: github, eventName: branch}]
  triggers:
    - template:
        name: preview
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: preview-}
              spec:
                entrypoint: preview
                arguments: {parameters: [{name: branch, value: none}]}
                templates:
                  - name: preview
                    resource:
                      action: create
                      manifest: |
                        apiVersion: v1
                        kind: Namespace
                        metadata:
                          name: preview-{{workflow.parameters.branch}} # ✗ event
          parameters:
            - src: {dependencyName: branch, dataKey: body.ref}
              dest: spec.arguments.parameters.0.value
`,
      fixed: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-branch}
spec:
  dependencies: [{name: branch, eventSourceName: github, eventName: branch}]
  triggers:
    - template:
        name: preview
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: preview-}
              spec:
                entrypoint: preview
                arguments: {parameters: [{name: branch, value: none}]}
                templates:
                  - name: preview
                    resource:
                      action: create
                      manifest: |
                        apiVersion: v1
                        kind: Namespace
                        metadata:
                          name: {{=toJson('preview-' + workflow.parameters.branch)}}
          parameters:
            - src: {dependencyName: branch, dataKey: body.ref}
              dest: spec.arguments.parameters.0.value
`,
    },
    {
      title: 'A library lets its caller choose how, from where and until when something is applied',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: apply}
spec:
  templates:
    - name: patch
      inputs: {parameters: [{name: action}, {name: strategy}, {name: phase}]}
      resource:
        action: "{{inputs.parameters.action}}" # ✗ submitter
        mergeStrategy: "{{=inputs.parameters.strategy}}" # ✗ submitter
        failureCondition: status.phase == {{inputs.parameters.phase}} # ✗ submitter
        setOwnerReference: true
        manifest: "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}"
    - name: from
      inputs: {parameters: [{name: key}]}
      resource:
        action: apply
        manifestFrom:
          artifact:
            name: manifest
            s3: {key: "manifests/{{inputs.parameters.key}}.yaml"} # ✗ submitter
`,
    },
    {
      title: 'The values arrive as JSON strings and numbers',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: scale}
spec:
  templates:
    - name: scale
      inputs: {parameters: [{name: name}, {name: replicas}]}
      resource:
        action: patch
        manifest: |
          apiVersion: apps/v1
          kind: Deployment
          metadata:
            name: {{=toJson(inputs.parameters.name)}}
          spec:
            replicas: {{=asInt(inputs.parameters.replicas)}}
`,
    },
    {
      title: 'The pods that are created run the value as code, whatever quotes it arrives in',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: start}
spec:
  templates:
    - name: start
      inputs: {parameters: [{name: message}]}
      resource:
        action: create
        manifest: |
          apiVersion: v1
          kind: Pod
          metadata:
            generateName: start-
          spec:
            containers:
              - name: main
                image: alpine:3.20
                command: [sh, -c]
                args:
                  - {{=toJson('echo ' + inputs.parameters.message)}} # ✗ submitter
                  - {{=toJson(inputs.parameters.message)}}
              - name: second
                image: alpine:3.20
                command: [sh, -c, 'echo {{inputs.parameters.message}}'] # ✗ submitter
              - name: third
                image: alpine:3.20
                command: [sh, -c, 'echo "$MESSAGE"']
                env:
                  - name: MESSAGE
                    value: {{=toJson(inputs.parameters.message)}}
`,
    },
    {
      title: 'A script puts a manifest together from its variables and arguments, and applies it',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: apply}
spec:
  templates:
    - name: deploy
      inputs: {parameters: [{name: name}, {name: image}, {name: team}]}
      script:
        image: bitnami/kubectl:1.31
        command: [bash]
        env:
          - {name: NAME, value: "{{inputs.parameters.name}}"}
          - {name: IMAGE, value: "{{inputs.parameters.image}}"}
          - {name: TEAM, value: "{{inputs.parameters.team}}"}
        source: |
          kubectl apply -f - <<EOF
          apiVersion: v1
          kind: ConfigMap
          metadata:
            name: "$NAME" # ✗ script
          EOF
          cat > job.yaml <<EOF
          image: \${IMAGE} # ✗ script
          EOF
          kubectl --namespace builds create -f job.yaml
          kubectl patch deployment app -p '{"spec":{"image":"'"$IMAGE"'"}}' # ✗ script
          { echo "kind: Workflow"; echo "name: $NAME"; } | argo submit - # ✗ script
          envsubst < service.yaml | kubectl apply -f - # ✗ script
    - name: label
      inputs: {parameters: [{name: name}]}
      container:
        image: bitnami/kubectl:1.31
        command: [sh, -c]
        args:
          - printf 'name:%s\\n' "$1" | kubectl replace -f - # ✗ script
          - label
          - "{{inputs.parameters.name}}"
`,
    },
    {
      title: 'Scripts keep a value one value, or do not apply what they write',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: apply}
spec:
  templates:
    - name: deploy
      inputs: {parameters: [{name: name}, {name: message}]}
      script:
        image: bitnami/kubectl:1.31
        command: [bash]
        env:
          - {name: NAME, value: "{{inputs.parameters.name}}"}
          - {name: MESSAGE, value: "{{inputs.parameters.message}}"}
          - {name: COLOR, value: green}
        source: |
          jq -n --arg message "$MESSAGE" '{kind: "ConfigMap", data: {message: $message}}' | kubectl apply -f -
          kubectl create configmap message --from-literal "message=$MESSAGE" --dry-run=client -o yaml | kubectl apply -f -
          kubectl annotate --overwrite configmap message "message=$MESSAGE"
          cat <<EOF | kubectl apply -f -
          kind: Secret
          data:
            message: $(printf %s "$MESSAGE" | base64 -w0)
            color: $COLOR
          EOF
          kubectl apply -f - <<EOF
          kind: ConfigMap
          data:
            message: |
          $(echo "$MESSAGE" | sed 's/^/    /')
          EOF
          cat > values.txt <<EOF
          $MESSAGE
          EOF
          kubectl apply -f service.yaml
          envsubst '$COLOR' < service.yaml | kubectl apply -f -
          [[ "$NAME" =~ ^[a-z0-9-]+$ ]] || exit 1
          echo "name: $NAME" | kubectl apply -f -
`,
    },
    {
      title: 'Nobody can choose the name of the workflow, nor what its only caller says',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: mark-}
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - name: mark
            template: mark
            arguments: {parameters: [{name: color, value: green}]}
    - name: mark
      inputs: {parameters: [{name: color}]}
      resource:
        action: create
        setOwnerReference: true
        manifest: |
          apiVersion: v1
          kind: ConfigMap
          metadata:
            name: {{workflow.name}}
          data:
            color: "{{inputs.parameters.color}}"
`,
    },
  ],
  *check(manifest, project) {
    if (!mayUseTags(manifest)) return
    for (const use of codeOf(manifest).carried) yield* madeProblems(use, manifest, project)
    const holders = templates(manifest).filter(({ type }) => type === 'resource')
    for (const template of [undefined, ...holders]) {
      const resource = get(template?.node ?? get(manifest.spec, 'templateDefaults'), 'resource')
      if (resource) for (const sink of sinks(resource)) yield* problems(sink, manifest, template, project)
    }
  },
})
