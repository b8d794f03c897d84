import { type Fed, fedBy } from '../argo/flow/event.ts'
import { harmOf } from '../argo/flow/harm.ts'
import { type Reached, reachedBy } from '../argo/flow/reach.ts'
import type { Manifest } from '../argo/manifest.ts'
import type { Project } from '../argo/project.ts'
import { referenced } from '../argo/reference.ts'
import { defineRule, type Grade, type Problem, type Related } from '../rule.ts'
import { get, text } from '../yaml/query.ts'
import { unknown } from '../yaml/template.ts'

/** No more sinks than these are shown beside the worst one. */
const most = 9

const placeholder = new RegExp(`${unknown}+`, 'g')

/** Nobody reads a longer way. */
const longest = 40

/** What of the event is taken, as a subject. */
function taken({ at }: Fed): string {
  const key = text(at) ?? text(get(at, 'dataTemplate')) ?? text(get(at, 'dataKey')) ?? text(get(at, 'contextKey'))
  if (key === undefined) return 'The whole event'
  const line = key
    .replaceAll(placeholder, '…')
    .replace(/[\s`]+/g, ' ')
    .trim()
  return `\`${line.length > 80 ? `${line.slice(0, 79)}…` : line}\``
}

/** What it fills, as words that end "it fills …". */
function filled({ name, template, manifest }: Fed): string {
  const [kind = '', ...rest] = name.replace(/^inputs\./, '').split('.')
  const own = rest.join('.')
  const one = kind === 'name' ? 'the name' : own === '' ? `the ${kind}` : `${words[kind] ?? kind} \`${own}\``
  const of = template ? ` of template \`${template.name}\`` : ''
  if (!manifest) return `${one}${of} of a workflow`
  const object = `${manifest.kind} \`${manifest.name}\``
  // What is submitted has its own name, labels and annotations.
  const isNew = kind !== 'parameters' && manifest.kind.endsWith('WorkflowTemplate')
  return isNew ? `${one} of each workflow that is made of ${object}` : `${one}${of} of ${object}`
}

const words: Readonly<Record<string, string>> = {
  parameters: 'the parameter',
  labels: 'the label',
  annotations: 'the annotation',
}

/** The way from the event to a sink, then the other sinks beside it. */
function related({ sink, way }: Reached, others: readonly Reached[]): readonly Related[] {
  const shown = way.length > longest ? [...way.slice(1, longest / 2), ...way.slice(-longest / 2)] : way.slice(1)
  const steps = [...shown, placeOf(sink)].map((step) => ({ ...step, way: 'from' as const }))
  return [...steps, ...others.slice(0, most).map((other) => placeOf(other.sink))]
}

function placeOf({ at, manifest, does }: Reached['sink']): Related {
  return { at, manifest, note: `Here it ${does}` }
}

/** The sink where the text does most harm, and what makes it so. */
function worstOf(
  all: readonly [Reached, ...Reached[]],
  { manifest }: Fed,
  project: Project,
): readonly [Reached, string?] {
  for (const one of all) {
    const { runs, weight, template } = one.sink
    const harm = manifest && runs && weight === 'high' ? harmOf(template, manifest, project) : undefined
    if (harm !== undefined) return [one, harm]
  }
  return [all[0]]
}

function ofSinks(fed: Fed, all: readonly [Reached, ...Reached[]], project: Project): Problem {
  const isText = fed.source.level === 'event'
  const [worst, harm] = isText ? worstOf(all, fed, project) : [all[0]]
  const others = all.filter((one) => one !== worst)
  const more = others.length > 0 ? `, and acts in ${others.length} more ${others.length > 1 ? 'places' : 'place'}` : ''
  const does = `It fills ${filled(fed)}, where it ${worst.sink.does}${more}.`
  return {
    at: fed.at,
    key: fed.name,
    ...gradeOf(isText, worst, harm),
    message: isText
      ? `${taken(fed)} is text that anyone who can cause the event writes. ${does} ${harm === undefined ? '' : `That runs ${harm}. `}${advice(fed)}`
      : `${taken(fed)} is a value that the sender's system makes, or that cannot hold more than letters, digits and a few signs. ${does} That is no way in as long as only the meant system can send the event: check that in the templates, or take the value as data there.`,
    related: related(worst, others),
  }
}

function advice({ source }: Fed): string {
  const isSensor = source.way[0]?.manifest.kind === 'Sensor'
  const check = isSensor ? '' : ', let the expression take only what a pattern from `^` to `$` allows'
  return `Pass an id or a number instead${check}, or mend it there, as the finding at that place says.`
}

function gradeOf(isText: boolean, { sink }: Reached, harm: string | undefined): Partial<Grade> & { variant: string } {
  if (!isText) return { variant: 'limited' }
  if (harm !== undefined) return { variant: 'privileged' }
  const persona = sink.weight === 'low' ? ({ persona: 'pedantic' } as const) : {}
  return { variant: 'text', severity: sink.weight === 'unknown' ? 'low' : sink.weight, ...persona }
}

/** What becomes of it in templates that are not among the files, as words that follow what it fills; else nothing. */
function lostIn({ manifest }: Fed, lost: Reached | undefined, project: Project): string | undefined {
  if (lost) return `, and ${lost.sink.does}`
  const isElsewhere = get(manifest?.spec, 'workflowTemplateRef') && manifest && !referenced(manifest, project)
  return !manifest || isElsewhere ? ', whose templates are not among the files' : undefined
}

function* problems(fed: Fed, { kind }: Manifest, project: Project): Generator<Problem> {
  const { manifest, name, at, content } = fed
  const all = manifest ? reachedBy(fed, project) : []
  const lost = all.find(({ sink }) => sink.weight === 'unknown')
  const [first, ...others] = all.filter(({ sink }) => sink.weight !== 'unknown')
  if (first) {
    yield ofSinks(fed, [first, ...others], project)
    return
  }
  const elsewhere = lostIn(fed, lost, project)
  const place = { at, key: name, ...(lost && { related: related(lost, []) }) }
  const says = `${taken(fed)} is text that anyone who can cause the event writes`
  if (content === 'limited') return
  if (kind === 'WorkflowEventBinding' && !name.startsWith('parameters.')) {
    yield {
      ...place,
      variant: 'metadata-expression',
      message: `${says}, and it becomes ${filled(fed)}. ${name === 'name' ? 'Text that is no name, or one that is taken, keeps the workflow from being made; any other passes it off as something else.' : 'Whoever finds workflows by it, or uses `workflow.labels` and `workflow.annotations` in a template, then believes the sender.'} Use what the sender does not choose, such as an id.`,
    }
  } else if (elsewhere !== undefined) {
    yield {
      ...place,
      variant: 'unresolved',
      message: `${says}. It fills ${filled(fed)}${elsewhere}, so what becomes of it is not known. See to it that the templates take it as data, or look at the files together.`,
    }
  }
}

export default defineRule({
  id: 'untrusted-event-parameter',
  title: 'Text of an event reaches a place where it acts',
  category: 'injection',
  needs: ['submit', 'triggers'],
  severity: 'high',
  confidence: 'high',
  persona: 'regular',
  variants: {
    text: { when: 'free text of the event becomes part of a program, or chooses what is used' },
    privileged: {
      when: 'what then runs the text is in a privileged pod, has the files of the node, or a powerful ServiceAccount',
      severity: 'critical',
    },
    limited: {
      when: "the value is made by the sender's system and holds no free text",
      severity: 'low',
      confidence: 'low',
      persona: 'pedantic',
    },
    'metadata-expression': {
      when: 'an event binding makes labels, annotations or the name of the workflow from free text',
      severity: 'low',
      persona: 'pedantic',
    },
    unresolved: {
      when: 'the templates that the free text goes to are not among the files',
      severity: 'medium',
      confidence: 'low',
      persona: 'auditor',
    },
  },
  docs: `An event binding or a sensor lets somebody outside start a workflow: whoever opens a pull request, writes a comment or calls a webhook. What they write comes in with the event. When it fills a parameter that a template pastes into a script, an expression, a manifest or the like, they run their own code in the cluster.

The places where the text acts are reported by the rules about injection. This rule tells the same to those who own the binding, at the place where the text is let in, as one finding for each parameter with the way to the worst place.

Titles, bodies, messages, comments and branch names are free text. Ids, hashes, numbers, the name and the address of the repository itself and logins are not: they are \`limited\`. All that a webhook of Argo Events without \`authSecret\` takes in is free text, as anyone may send it any value; nothing that a \`calendar\` sends is. Labels can only hold letters, digits and \`-_.\`. An expression that only takes what a pattern from \`^\` to \`$\` allows, or one of some fixed texts, lets nothing in, and so does such a condition in the \`selector\`: \`payload.ref matches '^refs/tags/v[0-9.]+$' ? payload.ref : 'none'\`.

Pass what has no free text and let the workflow fetch the rest; or take it as data in the templates: in \`env\`, quoted in the script.`,
  guide: ['S17-20', 'S41'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/events/',
    'https://argo-workflows.readthedocs.io/en/latest/webhooks/',
    'https://securitylab.github.com/resources/github-actions-untrusted-input/',
    'https://cwe.mitre.org/data/definitions/94.html',
  ],
  examples: [
    {
      title: 'A comment becomes part of a shell script, and an id of another',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-comment}
spec:
  event:
    selector: payload.action == "created" && discriminator == "github"
  submit:
    metadata:
      labels:
        author: payload.comment.user.name # ✗ metadata-expression
        comment: string(payload.comment.id)
    workflowTemplateRef: {name: greet}
    arguments:
      parameters:
        - name: message
          valueFrom:
            event: payload.comment.body # ✗ text
        - name: comment
          valueFrom: {event: string(payload.comment.id)} # ✗ limited
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-push}
spec:
  event:
    selector: payload.repository.full_name == "acme/app"
  submit:
    workflowTemplateRef: {name: elsewhere}
    arguments:
      parameters:
        - name: branch
          valueFrom: {event: payload.ref} # ✗ unresolved
        - {name: commit, valueFrom: {event: payload.after}}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: greet}
spec:
  entrypoint: greet
  arguments: {parameters: [{name: message}, {name: comment}]}
  templates:
    - name: greet
      inputs: {parameters: [{name: message}]}
      container:
        image: alpine:3.20
        command: [sh, -c]
        args: ["echo '{{inputs.parameters.message}}' | tee /tmp/{{workflow.parameters.comment}}"]
`,
    },
    {
      title: 'A title runs as a powerful ServiceAccount, and a branch next to a privileged container',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-pull-request, namespace: ci}
spec:
  event:
    selector: payload.action == "opened"
  submit:
    workflowTemplateRef: {name: review}
    arguments:
      parameters:
        - name: title
          valueFrom: {event: payload.pull_request.title} # ✗ privileged
        - name: branch
          valueFrom: {event: payload.pull_request.head.ref} # ✗ privileged
        - name: image
          valueFrom: {event: '"ghcr.io/acme/" + payload.pull_request.head.label'} # ✗ text
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: review, namespace: ci}
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - name: say
            template: say
        - - name: build
            templateRef: {name: tools, template: build}
            arguments: {parameters: [{name: ref, value: "{{workflow.parameters.branch}}"}]}
        - - {name: test, template: test}
    - name: say
      serviceAccountName: deployer
      script:
        image: python:3.13
        command: [python]
        source: print("{{workflow.parameters.title}}")
    - name: test
      serviceAccountName: tester
      container: {image: "{{workflow.parameters.image}}"}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: tools, namespace: ci}
spec:
  templates:
    - name: build
      inputs: {parameters: [{name: ref}]}
      serviceAccountName: tester
      container:
        image: docker:27
        command: [sh, -c, 'git checkout {{inputs.parameters.ref}} && docker build .']
      sidecars:
        - {name: dind, image: docker:27-dind, securityContext: {privileged: true}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: deployer, namespace: ci}
rules: [{apiGroups: [""], resources: [secrets], verbs: [get, list]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: deployer, namespace: ci}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: deployer}
subjects: [{kind: ServiceAccount, name: deployer, namespace: ci}]
`,
    },
    {
      title: 'Sensors fill workflows that stand in them, as text too, and what those take over',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: EventSource
metadata: {name: hooks}
spec:
  webhook:
    open: {port: "12000", endpoint: /open, method: POST}
---
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-call}
spec:
  dependencies:
    - {name: hook, eventSourceName: hooks, eventName: open}
    - {name: push, eventSourceName: github, eventName: push}
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
                arguments: {parameters: [{name: id, value: none}, {name: branch, value: none}]}
                workflowTemplateRef: {name: checkout}
          parameters:
            - src: {dependencyName: hook, dataKey: body.id} # ✗ text
              dest: spec.arguments.parameters.0.value
      parameters:
        - src: {dependencyName: push, dataTemplate: "x-{{ .Input.body.ref }}"} # ✗ text
          dest: 'argoWorkflow.source.resource.spec.arguments.parameters.#(name=="branch").value'
          operation: append
    - template:
        name: answer
        k8s:
          operation: create
          source:
            inline: |
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: answer-}
              spec:
                entrypoint: main
                templates:
                  - name: main
                    inputs: {parameters: [{name: text, value: none}]}
                    steps:
                      - - name: answer
                          template: answer
                          when: "{{inputs.parameters.text}} != none"
                  - name: answer
                    container: {image: "alpine:3.20", command: [echo, hello]}
          parameters:
            - src: {dependencyName: push} # ✗ text
              dest: spec.templates.0.inputs.parameters.0.value
    - template:
        name: far
        argoWorkflow:
          operation: submit
          source: {configmap: {name: workflows, key: far.yaml}}
          parameters:
            - src: {dependencyName: push, dataKey: body.head_commit.message} # ✗ unresolved
              dest: spec.arguments.parameters.0.value
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: checkout}
spec:
  entrypoint: main
  arguments: {parameters: [{name: id}, {name: branch}]}
  templates:
    - name: main
      script:
        image: alpine/git:2.47.2
        command: [sh]
        source: git clone -b "{{workflow.parameters.branch}}" https://github.com/acme/app "{{workflow.parameters.id}}"
`,
    },
    {
      title: 'A template hands the text on to one that is not among the files',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-issue}
spec:
  event:
    selector: payload.action == "opened"
  submit:
    workflowTemplateRef: {name: triage, clusterScope: true}
    arguments:
      parameters: [{name: title, valueFrom: {event: payload.issue.title}}] # ✗ unresolved
---
apiVersion: argoproj.io/v1alpha1
kind: ClusterWorkflowTemplate
metadata: {name: triage}
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - name: label
            templateRef: {name: elsewhere, template: label}
            arguments: {parameters: [{name: title, value: "{{workflow.parameters.title}}"}]}
`,
    },
    {
      title: 'Only what a pattern allows, a number, fixed text and a field that the selector compares come in',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-tag}
spec:
  event:
    selector: payload.action == "created" && payload.branch matches "^[a-z0-9-]+$"
  submit:
    workflowTemplateRef: {name: release}
    arguments:
      parameters:
        - name: tag
          valueFrom:
            event: "payload.ref matches '^refs/tags/v[0-9.]+$' ? payload.ref : 'none'"
        - {name: number, valueFrom: {event: int(payload.title)}}
        - {name: kind, valueFrom: {event: '"tag"'}}
        - {name: action, valueFrom: {event: payload.action}}
        - {name: branch, valueFrom: {event: payload.branch}}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: release}
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: alpine:3.20
        command: [sh, -c]
        args:
          - |
            release {{workflow.parameters.tag}} {{workflow.parameters.number}} {{workflow.parameters.kind}} \\
              {{workflow.parameters.action}} {{workflow.parameters.branch}}
`,
    },
    {
      title: 'The template takes the text as data, and a calendar sends no text',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-comment}
spec:
  event:
    selector: payload.action == "created" && discriminator == "github"
  submit:
    workflowTemplateRef: {name: greet}
    arguments:
      parameters: [{name: message, valueFrom: {event: payload.comment.body}}]
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: greet}
spec:
  entrypoint: greet
  templates:
    - name: greet
      inputs: {parameters: [{name: message}]}
      container:
        image: alpine:3.20
        command: [sh, -c, 'echo "$MESSAGE"']
        env: [{name: MESSAGE, value: "{{inputs.parameters.message}}"}]
---
apiVersion: argoproj.io/v1alpha1
kind: EventSource
metadata: {name: clock}
spec:
  calendar:
    nightly: {schedule: "0 1 * * *"}
---
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: nightly}
spec:
  dependencies: [{name: night, eventSourceName: clock, eventName: nightly}]
  triggers:
    - template:
        name: report
        argoWorkflow:
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: report-}
              spec:
                entrypoint: main
                arguments: {parameters: [{name: day, value: none}]}
                templates:
                  - name: main
                    container: {image: "alpine:3.20", command: [sh, -c, 'report {{workflow.parameters.day}}']}
          parameters:
            - src: {dependencyName: night, dataKey: eventTime}
              dest: spec.arguments.parameters.0.value
            - src: {dependencyName: night, value: today}
              dest: spec.arguments.parameters.0.value
`,
    },
  ],
  *check(manifest, project) {
    for (const fed of fedBy(manifest, project)) yield* problems(fed, manifest, project)
  },
})
