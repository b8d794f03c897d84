import { flowsOf } from '../argo/expression.ts'
import { type Field, fields, ownerOf } from '../argo/field.ts'
import { installed } from '../argo/installation.ts'
import { sourceOf } from '../argo/flow/level.ts'
import type { Manifest } from '../argo/manifest.ts'
import type { Project } from '../argo/project.ts'
import { origin, type Source } from '../argo/flow/source.ts'
import { isOnly, loose, shown, type Tag, tags } from '../argo/tag.ts'
import { makesPod } from '../argo/template.ts'
import { isLibrary } from '../argo/flow/variable.ts'
import { pathOf, tooOld } from '../argo/variable-path.ts'
import { along, bySource, defineRule, type Problem, type Proposal } from '../rule.ts'
import { rewrite } from '../yaml/change.ts'
import type { Refusal } from '../yaml/edit.ts'
import { once } from '../yaml/once.ts'
import { get, getAt, scalar } from '../yaml/query.ts'

/** Fields that are parsed as an expression once their tags are replaced, and what each decides. */
const decides: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\/)retryStrategy\/expression$/, 'whether a step is tried again'],
  [/(?:^|\/)hooks\/\*\/expression$/, 'whether a hook runs'],
  [/(?:^|\/)valueFrom\/expression$/, 'the value of a parameter'],
  [/(?:^|\/)fromExpression$/, 'which artifact is passed on'],
  [/^http\/successCondition$/, 'whether a request counts as a success'],
  [/^data\/transformation\/expression$/, 'what the step makes of its data'],
  [/^workflowMetadata\/labelsFrom\/[^/]+\/expression$/, 'a label of the workflow'],
  [/^dag\/tasks\/depends$/, 'what a task waits for'],
  [/(?:^|\/)metrics\/prometheus\/when$/, 'whether a metric is counted'],
  [/^(?:when|stopStrategy\/expression)$/, 'whether the workflow is started'],
  [/^plugin\/.*[eE]xpression$/, 'what a plugin does'],
]

/** A cheap look at a path. */
const candidate = /(?:xpression|successCondition|depends|when)$/

/** Their languages are others: a text of theirs is no JSON string. */
const foreign = /depends$|metrics\/prometheus\/when$|^plugin\//

/** The result of Go's `%q` is a string of an expression too. */
const quoted = /^=\s*(?:sprig\.)?quote\((?:[^()]|\([^()]*\))*\)$/

function sourceIn(field: Field, tag: Tag, manifest: Manifest, project: Project): Source {
  const flows = quoted.test(tag.body) ? [] : foreign.test(field.path) ? tag.flows : loose(tag, field.scalar)
  return sourceOf(flows, { project, manifest, template: field.template, call: field.call })
}

function* spliced(field: Field, what: string, manifest: Manifest, project: Project): Generator<Problem> {
  for (const tag of tags(field.scalar)) {
    const source = sourceIn(field, tag, manifest, project)
    if (source.level === 'constant') continue
    const isForeign = source.level === 'submitter' || source.level === 'event'
    const language = field.path.endsWith('depends') ? 'medium' : field.path.endsWith('when') ? 'low' : undefined
    yield {
      at: tag.span,
      key: tag.body,
      variant: source.level,
      ...(language && isForeign && { severity: language }),
      ...((source.limited || field.path.startsWith('plugin/')) && { confidence: 'low' }),
      message: `${shown(tag)} ${effect(field, tag)} that decides ${what}${ownerOf(field) === 'the workflow' ? '' : ` in ${ownerOf(field)}`}, and its text comes ${origin(source)}. ${advice(field, tag)}`,
      ...along(source),
      propose: () => encode(field, manifest, project),
    }
  }
}

/** What to do about a tag, where the expression has strings and where it has none. */
function advice({ path, scalar: leaf }: Field, tag: Tag): string {
  if (isOnly(tag, leaf))
    return 'So it can be any expression. Write the expression here, and let the value be a string in it.'
  const adds = 'Argo parses the expression after that, so the text can'
  if (path.endsWith('depends'))
    return `${adds} name other tasks and results. Write the tasks here, and let a \`when\` look at the value.`
  if (path.endsWith('prometheus/when'))
    return `${adds} add operators, quotes or not. Leave the value out, or decide in a step and compare its \`status\`.`
  if (!isInString(leaf.value.slice(0, tag.from)))
    return `${adds} add operators and functions. Write \`{{=toJson(…)}}\` in its place: that results in a string, so compare it with one, as in \`== 'true'\`.`
  return `${adds} end its string and add operators and functions, quotes or not. Write \`{{=toJson(…)}}\` without quotes around it, which results in a string.`
}

/** Whether a string of an expression is still open at the end of a text. */
function isInString(text: string): boolean {
  let quote = ''
  for (const character of text.match(/["'`]/g) ?? []) {
    if (quote === '') quote = character
    else if (quote === character) quote = ''
  }
  return quote !== ''
}

function effect({ scalar: leaf }: Field, tag: Tag): string {
  return isOnly(tag, leaf) ? 'is all of the expression' : 'is pasted into the expression'
}

/** All strings of an expression at once that are nothing but an open tag. */
function encode(field: Field, manifest: Manifest, project: Project): Proposal | Refusal {
  const { scalar: leaf, template, call } = field
  if (field.path.startsWith('plugin/')) return { refused: 'what the plugin makes of the text is not known' }
  if (foreign.test(field.path)) return { refused: 'the language of this field has no strings with escapes' }
  const open = tags(leaf).filter((tag) => sourceIn(field, tag, manifest, project).level !== 'constant')
  const parts = []
  for (const tag of open) {
    const quote = leaf.value[tag.from - 1]
    const around = (quote === '"' || quote === "'") && leaf.value[tag.to] === quote
    if (!around) return { refused: `${shown(tag)} is not all of a string, so what it is meant to be is not known` }
    const path = tooOld(project.argoVersion, 3, 1) ?? pathOf(tag, { project, manifest, template, call })
    if (typeof path !== 'string') return path
    parts.push({ from: tag.from - 1, to: tag.to + 1, text: `{{=toJson(${path})}}` })
  }
  return {
    title: 'Put the value in as a string, so that text which was meant to add to the expression no longer does',
    safety: 'unsafe',
    changes: [rewrite(leaf, parts)],
  }
}

/** A tag that begins within an expression: Argo ends that at the first `}}`. */
function* nested(field: Field, manifest: Manifest, project: Project): Generator<Problem> {
  const { scalar: leaf, template, call } = field
  for (const tag of tags(leaf)) {
    const open = tag.from > 0 ? leaf.value.lastIndexOf('{{', tag.from - 1) : -1
    if (open < 0 || leaf.value[open + 2] !== '=' || leaf.value.lastIndexOf('}}', tag.from - 1) > open) continue
    yield {
      at: tag.span,
      key: tag.body,
      variant: 'nested',
      message: `${shown(tag)} stands inside of an expression, which for Argo ends at the first \`}}\`. What is before it is no expression, so all of it stays in the text as it is. Name the variable without braces and quotes, as in \`{{= inputs.parameters.env == 'prod' }}\`.`,
      propose() {
        const path = pathOf(tag, { project, manifest, template, call })
        if (typeof path !== 'string') return path
        const quote = leaf.value[tag.from - 1]
        const around = (quote === '"' || quote === "'") && leaf.value[tag.to] === quote ? 1 : 0
        return {
          title: 'Name the variable in the expression (which is then evaluated)',
          safety: 'unsafe',
          changes: [rewrite(leaf, [{ from: tag.from - around, to: tag.to + around, text: path }])],
        }
      },
    }
  }
}

/** Functions that look up names, or compute for long, in the controller itself (sprig). */
const risky =
  /\b(?<name>getHostByName|genPrivateKey|genCA|genCAWithKey|genSelfSignedCert|genSignedCert|derivePassword|bcrypt|htpasswd|repeat|until|untilStep|seq)\s*\(/g

/** What stands between the brackets of a call that begins somewhere. */
function argumentsAt(text: string, from: number): string {
  let depth = 1
  for (let at = from; at < text.length; at++) {
    if (text[at] === '(') depth++
    if (text[at] === ')' && --depth === 0) return text.slice(from, at)
  }
  return text.slice(from)
}

function* calls({ scalar: leaf, template, call }: Field, manifest: Manifest, project: Project): Generator<Problem> {
  for (const tag of tags(leaf)) {
    if (!tag.expression || tag.body.length > 2000) continue
    const found = new Set<string>()
    for (const match of tag.body.matchAll(risky)) {
      const { name = '' } = match.groups ?? {}
      const flows = flowsOf(argumentsAt(tag.body, match.index + match[0].length))
      const source = sourceOf(flows, { project, manifest, template, call })
      if (source.level === 'constant' || source.level === 'output' || found.has(name)) continue
      found.add(name)
      yield {
        at: tag.span,
        key: name,
        variant: 'risky-function',
        message: `\`${name}\` gets a value that comes ${origin(source)}. Argo evaluates expressions in the controller, which serves everybody: there the function ${name === 'getHostByName' ? 'asks name servers for whatever it is given, past the network policies of the workflow' : 'takes as much time and memory as it is asked to'}. Do it in the program of a step.`,
        ...along(source),
      }
    }
  }
}

/** Whether a controller among the files was told to leave expressions alone. */
const withoutExpressions = once((project: Project): boolean =>
  project.manifests.some((manifest) =>
    installed(manifest, project).some(({ env }) => env.get('EXPRESSION_TEMPLATES')?.text === 'false'),
  ),
)

/** The first place of an object where text of others is filled in before the last time that tags are. */
function* secondPass(manifest: Manifest, project: Project): Generator<Problem> {
  if (!isLibrary(manifest) && manifest.parent?.kind !== 'Sensor') return
  for (const { scalar: leaf, template, call } of fields(manifest)) {
    if (!makesPod(template?.type)) continue
    for (const tag of tags(leaf)) {
      const source = sourceOf(tag.flows, { project, manifest, template, call })
      if (source.level !== 'submitter' && source.level !== 'event') continue
      if (withoutExpressions(project)) return
      yield {
        at: tag.span,
        key: 'second-pass',
        variant: 'second-pass',
        message: `${shown(tag)} puts in text that comes ${origin(source)}. Argo looks for tags again before it creates the pod, so text such as \`{{=…}}\` or \`{{workflow.…}}\` in it is replaced too. Where that text is not trusted, pass it as an artifact, or set \`EXPRESSION_TEMPLATES=false\` for the controller if nothing uses expressions.`,
        ...along(source),
      }
      return
    }
  }
}

/** Expressions of a CronWorkflow that stand outside of the spec of its workflow. */
function cronFields({ kind, root }: Manifest): readonly Field[] {
  if (kind !== 'CronWorkflow') return []
  return [['when'], ['stopStrategy', 'expression']].flatMap((path) => {
    const leaf = scalar(getAt(get(root, 'spec'), path))
    if (!leaf || tags(leaf).length === 0) return []
    return [
      { scalar: leaf, path: path.join('/'), holder: root, inTemplate: false, template: undefined, call: undefined },
    ]
  })
}

export default defineRule({
  id: 'expression-injection',
  title: 'A value that others choose is spliced into an expression',
  category: 'injection',
  severity: 'high',
  confidence: 'medium',
  persona: 'regular',
  variants: {
    ...bySource,
    argument: { ...bySource.argument, persona: 'pedantic' },
    nested: { when: 'a tag stands inside of an expression, which is then none', severity: 'info', confidence: 'high' },
    'risky-function': {
      when: 'a function that looks up names or computes for long gets a value that others choose',
      severity: 'low',
      persona: 'pedantic',
    },
    'second-pass': {
      when: 'text of others is put in before tags are sought again: one finding per object',
      severity: 'low',
      persona: 'auditor',
    },
  },
  docs: `Some fields are expressions: \`expression\` of retries, hooks and \`valueFrom\`, \`fromExpression\`, \`successCondition\` of HTTP templates, \`depends\`, \`when\` of metrics and of a CronWorkflow. Argo replaces their tags first and parses the result. A value such as \`x' == 'x' || 'a\` adds operators of its own, so whoever chooses it decides what the field decides, and may call functions in the controller.

Write \`{{=toJson(inputs.parameters.mode)}}\` without quotes around it: its result is a string of the expression, with quotes and escapes. A fix does that where a tag is all of a string. Naming the variable in the expression, \`inputs.parameters.mode\`, is only possible where the field knows it: hooks know the parameters of the workflow, \`retryStrategy\` knows nothing but \`retries\` and \`lastRetry\` (\`buildRetryStrategyLocalScope\` in workflow/controller/operator.go).

\`{{= '{{inputs.parameters.mode}}' == 'a' }}\` is no way out and no danger: an expression ends at the first \`}}\`, so this one is never evaluated. In \`depends\` a value weighs less, in metrics it is low. Argo fills in a template more than once, so a value that holds tags itself may have them replaced (issue 7828); of that there is one note per object. An \`expression\` of a plugin counts as one, with low confidence. Values that nobody can change are not reported.`,
  guide: ['S17-20'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/variables/#expression',
    'https://argo-workflows.readthedocs.io/en/latest/retries/#conditional-retries',
    'https://github.com/argoproj/argo-workflows/issues/7828',
    'https://cwe.mitre.org/data/definitions/95.html',
  ],
  examples: [
    {
      title: 'A library decides by text of its callers',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec:
  entrypoint: main
  arguments: {parameters: [{name: notify}]}
  hooks:
    exit: {template: end, expression: "'{{workflow.parameters.notify}}' == 'yes'"} # ✗ submitter
  templates:
    - name: main
      inputs: {parameters: [{name: mode}, {name: after}]}
      dag:
        tasks:
          - {name: first, template: build}
          - {name: then, template: build, depends: "first.{{inputs.parameters.after}}"} # ✗ submitter
    - name: build
      inputs: {parameters: [{name: build-mode}, {name: retry}]}
      retryStrategy:
        limit: 2
        expression: '"{{inputs.parameters.build-mode}}" != "strict" && lastRetry.exitCode == 2' # ✗ preset
      container: {image: alpine:3.20, command: [make]}
    - name: any
      inputs: {parameters: [{name: retry}]}
      retryStrategy: {limit: 2, expression: "{{inputs.parameters.retry}}"} # ✗ second-pass, submitter
      container: {image: alpine:3.20, command: [make]}
    - name: end
      container: {image: alpine:3.20, command: [make]}
`,
      fixed: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec:
  entrypoint: main
  arguments: {parameters: [{name: notify}]}
  hooks:
    exit: {template: end, expression: "{{=toJson(workflow.parameters.notify)}} == 'yes'"}
  templates:
    - name: main
      inputs: {parameters: [{name: mode}, {name: after}]}
      dag:
        tasks:
          - {name: first, template: build}
          - {name: then, template: build, depends: "first.{{inputs.parameters.after}}"}
    - name: build
      inputs: {parameters: [{name: build-mode}, {name: retry}]}
      retryStrategy:
        limit: 2
        expression: '{{=toJson(inputs.parameters[''build-mode''])}} != "strict" && lastRetry.exitCode == 2'
      container: {image: alpine:3.20, command: [make]}
    - name: any
      inputs: {parameters: [{name: retry}]}
      retryStrategy: {limit: 2, expression: "{{inputs.parameters.retry}}"}
      container: {image: alpine:3.20, command: [make]}
    - name: end
      container: {image: alpine:3.20, command: [make]}
`,
    },
    {
      title: 'A workflow decides by its arguments and the output of a step',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: pick-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: side}, {name: mode, value: fast}]}
  templates:
    - name: main
      steps:
        - - {name: flip, template: flip}
        - - name: call
            template: call
            arguments: {parameters: [{name: word, value: "{{steps.flip.outputs.result}}"}]}
      outputs:
        parameters:
          - name: result
            valueFrom:
              expression: "'{{workflow.parameters.side}}' == 'left' ? 'l' : 'r'" # ✗ argument
    - name: flip
      retryStrategy: {limit: 1, expression: "'{{workflow.parameters.mode}}' == 'fast'"} # ✗ preset
      metrics:
        prometheus:
          - {name: flips, help: Flips, when: "{{outputs.result}} == heads", counter: {value: "1"}} # ✗ output
      script: {image: alpine:3.20, command: [sh], source: echo heads}
    - name: call
      inputs: {parameters: [{name: word}]}
      http:
        url: https://example.com
        successCondition: "response.body contains '{{inputs.parameters.word}}'" # ✗ output
`,
    },
    {
      title: 'A sensor decides whether a step is tried again',
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
                arguments: {parameters: [{name: mode, value: a}]}
                templates:
                  - name: main
                    retryStrategy:
                      limit: 2
                      expression: "'{{workflow.parameters.mode}}' == 'a'" # ✗ event, second-pass
                    container: {image: alpine:3.20, command: [make]}
          parameters:
            - src: {dependencyName: push, dataKey: body.mode}
              dest: spec.arguments.parameters.0.value
`,
    },
    {
      title: 'A tag inside of an expression, and a function that looks up names',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: call-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: host}]}
  templates:
    - name: main
      inputs: {parameters: [{name: mode, value: a}]}
      container:
        image: alpine:3.20
        command: [curl]
        args:
          - "{{= '{{inputs.parameters.mode}}' == 'a' }}" # ✗ nested
          - "{{= sprig.getHostByName(workflow.parameters.host) }}" # ✗ risky-function
          - "{{= sprig.repeat(3, 'ab') }}"
`,
      fixed: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: call-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: host}]}
  templates:
    - name: main
      inputs: {parameters: [{name: mode, value: a}]}
      container:
        image: alpine:3.20
        command: [curl]
        args:
          - "{{= inputs.parameters.mode == 'a' }}"
          - "{{= sprig.getHostByName(workflow.parameters.host) }}"
          - "{{= sprig.repeat(3, 'ab') }}"
`,
    },
    {
      title: 'Variables of the expression, strings in JSON, and a controller without expressions',
      yaml: `apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          env: [{name: EXPRESSION_TEMPLATES, value: "false"}]
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec:
  entrypoint: build
  hooks:
    exit: {template: build, expression: "workflow.parameters.notify == 'yes'"}
  templates:
    - name: build
      inputs: {parameters: [{name: mode}]}
      retryStrategy:
        limit: 2
        expression: "{{=toJson(inputs.parameters.mode)}} != 'strict' && asInt(lastRetry.exitCode) > 1"
      container: {image: alpine:3.20, command: [make], args: ["{{inputs.parameters.mode}}"]}
`,
    },
    {
      title: 'Data, artifacts, labels and plugins that a caller decides about',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: pick}
spec:
  arguments: {parameters: [{name: team}]}
  workflowMetadata:
    labelsFrom: {team: {expression: "'{{workflow.parameters.team}}'"}} # ✗ submitter
  templates:
    - name: list
      inputs: {parameters: [{name: ending}]}
      data:
        source: {artifactPaths: {name: files, s3: {bucket: files}}}
        transformation:
          - expression: "filter(data, {# endsWith '{{inputs.parameters.ending}}'})" # ✗ second-pass, submitter
    - name: choose
      inputs: {parameters: [{name: side}]}
      steps:
        - - {name: a, template: make}
      outputs:
        artifacts:
          - {name: one, fromExpression: "'{{inputs.parameters.side}}' == 'a' ? steps.a.outputs.artifacts.a : nil"} # ✗ submitter
        parameters:
          - {name: two, valueFrom: {expression: "steps.a.outputs.result ?? '{{inputs.parameters.side}}'"}} # ✗ submitter
    - name: plugged
      inputs: {parameters: [{name: side}]}
      plugin: {python: {expression: "go('{{inputs.parameters.side}}')"}} # ✗ submitter
`,
      fixed: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: pick}
spec:
  arguments: {parameters: [{name: team}]}
  workflowMetadata:
    labelsFrom: {team: {expression: "{{=toJson(workflow.parameters.team)}}"}}
  templates:
    - name: list
      inputs: {parameters: [{name: ending}]}
      data:
        source: {artifactPaths: {name: files, s3: {bucket: files}}}
        transformation:
          - expression: "filter(data, {# endsWith {{=toJson(inputs.parameters.ending)}}})"
    - name: choose
      inputs: {parameters: [{name: side}]}
      steps:
        - - {name: a, template: make}
      outputs:
        artifacts:
          - {name: one, fromExpression: "{{=toJson(inputs.parameters.side)}} == 'a' ? steps.a.outputs.artifacts.a : nil"}
        parameters:
          - {name: two, valueFrom: {expression: "steps.a.outputs.result ?? {{=toJson(inputs.parameters.side)}}"}}
    - name: plugged
      inputs: {parameters: [{name: side}]}
      plugin: {python: {expression: "go('{{inputs.parameters.side}}')"}}
`,
    },
    {
      title: 'Nobody can choose the status of a step or what the only caller says',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  when: "{{= cronworkflow.lastScheduledTime == nil }}"
  workflowSpec:
    entrypoint: main
    templates:
      - name: main
        dag:
          tasks:
            - name: build
              template: build
              arguments: {parameters: [{name: mode, value: strict}]}
      - name: build
        inputs: {parameters: [{name: mode}]}
        retryStrategy: {limit: 2, expression: "'{{inputs.parameters.mode}}' != 'strict'"}
        metrics:
          prometheus:
            - {name: builds, help: Builds, when: "{{status}} == Failed", counter: {value: "1"}}
        container: {image: alpine:3.20, command: [make]}
`,
    },
  ],
  *check(manifest, project) {
    for (const field of [...fields(manifest), ...cronFields(manifest)]) {
      const what = candidate.test(field.path) ? decides.find(([path]) => path.test(field.path))?.[1] : undefined
      if (what !== undefined) yield* spliced(field, what, manifest, project)
      if (!field.scalar.value.includes('{{=')) continue
      yield* nested(field, manifest, project)
      yield* calls(field, manifest, project)
    }
    yield* secondPass(manifest, project)
  },
})
