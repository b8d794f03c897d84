import { codeIn } from '../argo/argv.ts'
import { child, type Destination, destinations } from '../argo/sensor-destination.ts'
import { defineRule, type Problem } from '../rule.ts'
import type { Node } from '../yaml/node.ts'
import { get, items, scalar, text } from '../yaml/query.ts'

/** What a field decides, as words that end "…, which decides". */
interface Effect {
  readonly variant: 'shape' | 'command-line' | 'field' | 'metadata' | 'name'
  readonly decides: string
}

/** Paths, joined by `/`, whose value a program reads as data: what to fill is for the author to say. */
const data =
  /^spec\/(?:arguments|templates\/[^/]+\/inputs)\/(?:parameters\/[^/]+\/(?:value|default)|artifacts\/[^/]+\/raw\/data)$|\/env\/[^/]+\/value$/

/** Fields of any object that decide what a pod runs, as whom, or with which rights. */
const decisive =
  /(?:^|\/)(?:image|command|args|source|lifecycle|podSpecPatch|serviceAccountName|securityContext|volumes|volumeMounts|host(?:Network|PID|IPC)|hooks|onExit|manifest)(?:\/|$)/

/** Fields of a WorkflowSpec that do, and the whole of it. */
const shaping =
  /^spec(?:\/(?:templates(?:\/[^/]+)?|templateDefaults|workflowTemplateRef|entrypoint|executor)(?:\/.*)?)?$/

/** Below a template or a container: what it is given, and how often or how long it runs. */
const harmless =
  /^spec\/(?:templates\/[^/]+|templateDefaults)\/(?:inputs|outputs|metadata|retryStrategy|activeDeadlineSeconds|parallelism|timeout|priority|memoize|synchronization|nodeSelector|tolerations|affinity|failFast|suspend)(?:\/|$)|\/(?:resources|env|workingDir|imagePullPolicy)(?:\/|$)/

/** Objects of which every field does. */
const powerful = /^(?:(?:Cluster)?Role(?:Binding)?|Pod)$/

function wordsOf(container: Node | undefined, key: string): string[] {
  return items(get(container, key)).map((item) => scalar(item)?.value ?? '')
}

/** A word of a command line is code, an argument like any other, or nobody can tell. */
function ofWord(keys: readonly string[], resource: Node | undefined): Effect | undefined {
  const [list = '', index = ''] = keys.slice(-2)
  if ((list !== 'args' && list !== 'command') || !/^(?:\d+|-1)$/.test(index)) return undefined
  const container = keys.slice(0, -2).reduce(child, resource)
  const command = wordsOf(container, 'command')
  const args = wordsOf(container, 'args')
  if (!container || (list === 'command' && index === '0')) return undefined
  const own = list === 'args' ? args : command
  const at = index === '-1' ? own.length : Number(index)
  // A word behind the last one is new.
  if (at >= own.length && at < 100) own.push(...Array.from({ length: at + 1 - own.length }, () => 'x'))
  const place = list === 'args' ? command.length + at : at
  if (codeIn([...command, ...args]).some((item) => item.index === place)) return undefined
  return { variant: 'field', decides: 'a word of a command, and may be an option of it' }
}

/** What a field of the object that a trigger submits or creates decides; nothing when it only holds data. */
function ofField(keys: readonly string[], resource: Node | undefined, operation: string): Effect | undefined {
  const [first, second, ...rest] = keys
  const path = (first === 'spec' && second === 'workflowSpec' ? ['spec', ...rest] : keys).join('/')
  if (first === 'metadata' && second !== undefined) return ofMetadata(second, operation)
  const kind = text(get(resource, 'kind')) ?? ''
  if (data.test(path) || (kind === 'ConfigMap' && first === 'data')) return undefined
  const word = ofWord(keys, resource)
  if (word) return word
  const decides = 'what runs, as whom or with which rights'
  if (powerful.test(kind) || decisive.test(path) || /^(?:kind|apiVersion)$/.test(path))
    return { variant: 'shape', decides }
  if (shaping.test(path) && !harmless.test(path)) return { variant: 'shape', decides }
  return { variant: 'field', decides: `more than what the ${kind || 'object'} is given as data` }
}

function ofMetadata(key: string, operation: string): Effect {
  if (key === 'labels' || key === 'annotations')
    return { variant: 'metadata', decides: 'what selectors and templates take the object for' }
  if (key !== 'name' && key !== 'generateName')
    return { variant: 'field', decides: 'where the object belongs and who looks after it' }
  if (operation === 'submit-from') return { variant: 'shape', decides: 'which template is run' }
  if (operation !== 'submit' && operation !== 'create')
    return { variant: 'field', decides: `which object the operation \`${operation}\` is done to` }
  return { variant: 'name', decides: 'the name of the object' }
}

/** What a field of the trigger itself decides. */
function ofTrigger(keys: readonly string[]): Effect {
  const [first] = keys
  if (first === 'args')
    return { variant: 'command-line', decides: 'the command line of `argo` that submits the workflow' }
  if (first === 'source' || first === 'operation' || keys.length === 0)
    return { variant: 'shape', decides: 'which object is created and what is done with it' }
  if (first === 'parameters' && keys.at(-1) === 'dest')
    return { variant: 'shape', decides: 'into which field another parameter writes' }
  return { variant: 'field', decides: 'how the trigger works' }
}

function* problems({ keys, dest, source, ...trigger }: Destination): Generator<Problem> {
  const effect = trigger.in === 'object' ? ofField(keys, trigger.object, trigger.operation) : ofTrigger(keys)
  if (!effect) return
  const { variant, decides } = effect
  const shown = (text(dest) ?? '').slice(0, 80)
  yield {
    at: dest,
    key: shown,
    variant,
    message: `The payload of an event is written to \`${shown}\`, which decides ${decides}. So that is up to whoever can cause such an event. Write the payload to the value of an argument, as \`spec.arguments.parameters.0.value\`, and let the workflow say what becomes of it.`,
    related: [{ at: source, note: 'What is written comes from here', way: 'to' }],
  }
}

export default defineRule({
  id: 'sensor-parameter-destination',
  title: 'A sensor writes event data to a field that is no argument',
  category: 'injection',
  needs: ['dest'],
  severity: 'high',
  confidence: 'high',
  persona: 'regular',
  variants: {
    shape: { when: 'the field decides what runs, as whom, or with which rights', severity: 'critical' },
    'command-line': {
      when: 'the data becomes part of the command line that submits the workflow',
      severity: 'critical',
    },
    field: { when: 'the field is any other that is not meant for data', severity: 'medium' },
    metadata: { when: 'the field is a label or an annotation', severity: 'low', persona: 'pedantic' },
    name: { when: 'the field is the name of a new object', severity: 'info', persona: 'pedantic' },
  },
  docs: `A trigger of a sensor copies parts of an event into the object that it creates: \`dest\` is any path in that object. When it names the value of an argument, the workflow still decides what becomes of the data. When it names an image, a command, a template or a ServiceAccount, whoever can send the event decides, and runs their own code with the rights of the workflow. A webhook that is open to the world lets anybody do it.

Write event data to \`spec.arguments.parameters.N.value\` only, and let the templates take it as data. What the arguments are then used for is judged by the rules about injection.

Both lists count: those of the trigger, whose paths begin at its \`template\`, and those of \`argoWorkflow\` and \`k8s\`, whose paths begin at the object. Values of arguments and inputs, of environment variables and of a ConfigMap are data. A word of \`args\` is \`shape\` when a shell or another interpreter runs it as code, or when the command cannot be seen; else it is \`field\`. A name is more than a name where it chooses the object: with \`submit-from\` it chooses what runs. A source with a \`value\` and no key is constant, whatever its dependency; one with neither writes the whole event. An empty \`dest\` is an error in a trigger, and not reported.`,
  guide: ['S17-20', 'S41'],
  references: [
    'https://argoproj.github.io/argo-events/tutorials/02-parameterization/',
    'https://argoproj.github.io/argo-events/sensors/triggers/argo-workflow/',
    'https://cwe.mitre.org/data/definitions/915.html',
  ],
  examples: [
    {
      title: 'An event chooses the image, a shell command, the template and its own name',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-push}
spec:
  dependencies: [{name: hook, eventSourceName: webhook, eventName: push}]
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
                templates:
                  - name: main
                    container: {image: 'alpine:3.20', command: [sh], args: [-c, make, all]}
                  - name: say
                    container: {image: 'alpine:3.20', command: [echo], args: [hello]}
          parameters:
            - src: {dependencyName: hook, dataKey: body.image}
              dest: spec.templates.0.container.image # ✗ shape
            - src: {dependencyName: hook, dataTemplate: "make {{ .Input.body.target }}"}
              dest: spec.templates.0.container.args.1 # ✗ shape
            - src: {dependencyName: hook, dataKey: body.target}
              dest: spec.templates.0.container.args.2 # ✗ field
            - src: {dependencyName: hook, dataKey: body.text}
              dest: 'spec.templates.#(name=="say").container.args.0' # ✗ field
            - src: {dependencyName: hook, dataKey: body.entrypoint}
              dest: spec.entrypoint # ✗ shape
            - src: {dependencyName: hook}
              dest: spec.templates.0.metadata.annotations.event # ✗ field
            - src: {dependencyName: hook, dataKey: body.ref}
              dest: metadata.labels.ref # ✗ metadata
            - src: {dependencyName: hook, dataKey: body.id}
              dest: metadata.generateName # ✗ name
              operation: append
`,
    },
    {
      title: 'Paths that begin at the trigger, and a name that chooses what runs',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-call}
spec:
  dependencies: [{name: hook, eventSourceName: webhook, eventName: call}]
  triggers:
    - template:
        name: run
        argoWorkflow:
          operation: submit-from
          args: [--serviceaccount, runner]
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: WorkflowTemplate
              metadata: {name: build}
          parameters:
            - src: {dependencyName: hook, dataKey: body.template}
              dest: metadata.name # ✗ shape
      parameters:
        - src: {dependencyName: hook, dataKey: body.account}
          dest: argoWorkflow.args.1 # ✗ command-line
        - src: {dependencyName: hook, dataKey: body.field}
          dest: argoWorkflow.parameters.0.dest # ✗ shape
        - src: {dependencyName: hook, dataKey: body.kind}
          dest: argoWorkflow.source.resource.kind # ✗ shape
    - template:
        name: allow
        k8s:
          operation: create
          source:
            inline: |
              apiVersion: rbac.authorization.k8s.io/v1
              kind: RoleBinding
              metadata: {generateName: allow-}
              roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
              subjects: [{kind: ServiceAccount, name: nobody}]
          parameters:
            - src: {dependencyName: hook, dataKey: body.account}
              dest: subjects.0.name # ✗ shape
`,
    },
    {
      title: 'Event data goes to arguments, inputs and environment variables',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-push}
spec:
  dependencies: [{name: hook, eventSourceName: webhook, eventName: push}]
  triggers:
    - template:
        name: build
        k8s:
          operation: create
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: build-}
              spec:
                entrypoint: main
                arguments: {parameters: [{name: commit, value: none}, {name: ref, value: none}]}
                templates:
                  - name: main
                    inputs: {parameters: [{name: title, value: none}]}
                    container:
                      image: alpine:3.20
                      command: [sh, -c, 'echo "$TITLE"']
                      env: [{name: TITLE, value: none}]
          parameters:
            - src: {dependencyName: hook, dataKey: body.after}
              dest: spec.arguments.parameters.0.value
            - src: {dependencyName: hook, dataKey: body.ref}
              dest: 'spec.arguments.parameters.#(name=="ref").value'
            - src: {dependencyName: hook, dataKey: body.title}
              dest: spec.templates.0.inputs.parameters.0.value
            - src: {dependencyName: hook, dataKey: body.title}
              dest: spec.templates.0.container.env.0.value
`,
    },
    {
      title: 'A value that the author wrote, and triggers that make no object',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-push}
spec:
  dependencies: [{name: hook, eventSourceName: webhook, eventName: push}]
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
              spec: {workflowTemplateRef: {name: build}}
          parameters:
            - src: {dependencyName: hook, value: release}
              dest: spec.entrypoint
    - template:
        name: tell
        http:
          url: https://chat.example.com/hook
          method: POST
          payload:
            - src: {dependencyName: hook, dataKey: body.title}
              dest: text
`,
    },
  ],
  *check({ kind: sensor, root }) {
    if (sensor !== 'Sensor') return
    for (const destination of destinations(root)) yield* problems(destination)
  },
})
