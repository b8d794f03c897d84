/** Workflows as plain data, from which text is written, and over which `paths.ts` looks for every way of a value. */

/** A variable in a text, or one that no text flows through. */
export type Tag =
  | { readonly is: 'input'; readonly name: string; readonly written: string }
  | { readonly is: 'workflow' | 'label'; readonly name: string; readonly written: string }
  | { readonly is: 'inputs' | 'parameters' | 'item'; readonly written: string }
  | { readonly is: 'output'; readonly step: string; readonly name: string | undefined; readonly written: string }
  | { readonly is: 'constant' | 'result' | 'cron'; readonly written: string }

/** The place of something in the text: its file, then its line. */
export interface Placed {
  line: string
}

export interface Parameter extends Placed {
  readonly name: string
  readonly enum: boolean
  /** A text with these tags, an output of a kind of its own, or nothing: it has to be given. */
  readonly value: readonly Tag[] | 'configMap' | 'supplied' | 'expression' | undefined
  /** The tag of an expression. */
  readonly expression?: Tag
}

export interface Target {
  readonly template: string
  /** The library of a `templateRef`. */
  readonly library?: string
  readonly cluster?: boolean
}

export interface Call extends Placed {
  readonly name: string
  readonly target: Target | Template
  readonly arguments: readonly Parameter[]
  readonly loop?: Placed & { readonly by: 'withItems' | 'withParam' | 'withSequence'; readonly tags: readonly Tag[] }
  readonly hooks: readonly Call[]
  readonly onExit?: string
  /** Where its `templateRef` stands. */
  reference: string
}

export interface Template {
  readonly name: string
  readonly type: 'script' | 'suspend' | 'steps' | 'dag'
  readonly inputs: readonly Parameter[]
  readonly outputs: readonly Parameter[]
  readonly calls: readonly Call[]
  readonly sinks: readonly (Placed & { readonly tag: Tag })[]
}

export interface Doc extends Placed {
  readonly kind: 'Workflow' | 'CronWorkflow' | 'WorkflowTemplate' | 'ClusterWorkflowTemplate' | 'WorkflowEventBinding'
  readonly name: string
  readonly namespace: string | undefined
  readonly arguments: readonly Parameter[]
  readonly entrypoint?: string
  readonly onExit?: string
  readonly hooks: readonly Call[]
  readonly templates: readonly Template[]
  /** The library whose spec it takes over, or that a binding submits. */
  readonly runs?: { readonly library: string; readonly cluster: boolean }
  /** What events fill by a binding, or by the sensor that a workflow stands in. */
  readonly events: readonly (Placed & { readonly name: string; readonly free: boolean })[]
  readonly sensor: boolean
  reference: string
}

export function isTemplate(target: Target | Template): target is Template {
  return 'type' in target
}

/** The text of a document, which is the file of that number. Each thing is told its place. */
export function write(doc: Doc, file: number): string {
  const lines: string[] = []
  const metadata = `metadata: {name: ${doc.name}${doc.namespace === undefined ? '' : `, namespace: ${doc.namespace}`}}`
  if (doc.kind === 'WorkflowEventBinding') writeBinding(doc, metadata, add)
  else if (doc.sensor) writeSensor(doc, add)
  else {
    add(0, 'apiVersion: argoproj.io/v1alpha1')
    add(0, `kind: ${doc.kind}`)
    doc.line = add(0, metadata)
    add(0, 'spec:')
    if (doc.kind === 'CronWorkflow') add(2, 'workflowSpec:')
    writeSpec(doc, doc.kind === 'CronWorkflow' ? 4 : 2, add)
  }
  return `${lines.join('\n')}\n`

  function add(indent: number, text: string): string {
    lines.push(' '.repeat(indent) + text)
    return `${file}:${lines.length}`
  }
}

type Add = (indent: number, text: string) => string

function writeBinding(doc: Doc, metadata: string, add: Add): void {
  add(0, 'apiVersion: argoproj.io/v1alpha1')
  add(0, 'kind: WorkflowEventBinding')
  add(0, metadata)
  add(0, 'spec:')
  add(2, 'submit:')
  add(4, `workflowTemplateRef: {name: ${doc.runs?.library}, clusterScope: ${doc.runs?.cluster}}`)
  add(4, 'arguments:')
  add(6, 'parameters:')
  for (const event of doc.events)
    event.line = add(
      6,
      `- {name: ${quoted(event.name)}, valueFrom: {event: ${event.free ? 'payload.comment.body' : 'payload.number'}}}`,
    )
}

function writeSensor(doc: Doc, add: Add): void {
  for (const text of ['apiVersion: argoproj.io/v1alpha1', 'kind: Sensor', `metadata: {name: ${doc.name}-sensor}`])
    add(0, text)
  add(0, 'spec:')
  add(2, 'triggers:')
  add(4, '- template:')
  add(8, 'name: submit')
  add(8, 'argoWorkflow:')
  add(10, 'parameters:')
  for (const event of doc.events) {
    const index = doc.arguments.findIndex(({ name }) => name === event.name)
    const key = event.free ? 'body.comment.body' : 'body.number'
    event.line = add(
      10,
      `- {src: {dependencyName: d, dataKey: ${key}}, dest: spec.arguments.parameters.${index}.value}`,
    )
  }
  add(10, 'source:')
  add(12, 'resource:')
  add(14, 'apiVersion: argoproj.io/v1alpha1')
  add(14, `kind: ${doc.kind}`)
  doc.line = add(14, `metadata: {name: ${doc.name}}`)
  add(14, 'spec:')
  writeSpec(doc, 16, add)
}

function writeSpec(doc: Doc, indent: number, add: Add): void {
  if (doc.runs)
    doc.reference = add(
      indent,
      `workflowTemplateRef: {name: ${doc.runs.library}${doc.runs.cluster ? ', clusterScope: true' : ''}}`,
    )
  if (doc.entrypoint !== undefined) add(indent, `entrypoint: ${doc.entrypoint}`)
  if (doc.onExit !== undefined) add(indent, `onExit: ${doc.onExit}`)
  writeParameters('arguments', doc.arguments, indent, add)
  writeHooks(doc.hooks, indent, add)
  if (doc.runs) return
  add(indent, 'templates:')
  for (const template of doc.templates) {
    add(indent, `- name: ${template.name}`)
    writeTemplate(template, indent + 2, add)
  }
}

function writeParameters(key: string, parameters: readonly Parameter[], indent: number, add: Add): void {
  if (parameters.length === 0) return
  add(indent, `${key}:`)
  add(indent + 2, 'parameters:')
  for (const parameter of parameters)
    parameter.line = add(indent + 2, `- {name: ${quoted(parameter.name)}${holding(parameter, key)}}`)
}

function holding({ value, expression, enum: choices }: Parameter, key: string): string {
  const offered = choices ? ', enum: [a, b]' : ''
  if (value === undefined) return offered
  if (value === 'configMap') return `${offered}, valueFrom: {configMapKeyRef: {name: a, key: b}}`
  if (value === 'supplied') return `${offered}, valueFrom: {supplied: {}}`
  if (value === 'expression')
    return `${offered}, valueFrom: {expression: "${expression ? inExpression(expression) : ''}"}`
  const text = `"${textOf(value)}"`
  if (key === 'outputs') return `, valueFrom: {parameter: ${text}}`
  return `${offered}, ${key === 'inputs' && value.length === 0 ? 'default' : 'value'}: ${text}`
}

function textOf(tags: readonly Tag[]): string {
  return ['text', ...tags.map(({ written }) => `{{${written}}}`)].join(' ')
}

/** A tag's variable as the whole of an expression. */
function inExpression({ written }: Tag): string {
  return written.replace(/^=/, '').replace(/\.([^.]*[^\w.][^.]*)/g, "['$1']")
}

/** As YAML writes it, and JSON. */
function quoted(text: string): string {
  return JSON.stringify(text)
}

function writeTemplate(template: Template, indent: number, add: Add): void {
  writeParameters('inputs', template.inputs, indent, add)
  writeParameters('outputs', template.outputs, indent, add)
  if (template.type === 'suspend') add(indent, 'suspend: {}')
  if (template.type === 'script') {
    add(indent, 'script:')
    add(indent + 2, 'image: a')
    add(indent + 2, 'command: [sh]')
    add(indent + 2, 'source: |')
    add(indent + 4, 'set -eu')
    for (const sink of template.sinks) sink.line = add(indent + 4, `echo {{${sink.tag.written}}}`)
  }
  if (template.type === 'dag') add(indent, 'dag:')
  if (template.type === 'dag') add(indent + 2, 'tasks:')
  if (template.type === 'steps') add(indent, 'steps:')
  for (const call of template.calls) {
    if (template.type === 'steps') call.line = add(indent, `- - name: ${call.name}`)
    else call.line = add(indent, `  - name: ${call.name}`)
    writeCall(call, indent + 4, add)
  }
}

function writeCall(call: Call, indent: number, add: Add): void {
  const { target, loop } = call
  if (isTemplate(target)) {
    add(indent, 'inline:')
    writeTemplate(target, indent + 2, add)
  } else if (target.library === undefined) add(indent, `template: ${target.template}`)
  else
    call.reference = add(
      indent,
      `templateRef: {name: ${target.library}, template: ${target.template}${target.cluster ? ', clusterScope: true' : ''}}`,
    )
  writeParameters('arguments', call.arguments, indent, add)
  if (loop) {
    const text = textOf(loop.tags)
    const list = { withItems: `[one, "${text}"]`, withParam: `"${text}"`, withSequence: '{count: 3}' }[loop.by]
    loop.line = add(indent, `${loop.by}: ${list}`)
  }
  if (call.onExit !== undefined) add(indent, `onExit: ${call.onExit}`)
  writeHooks(call.hooks, indent, add)
}

function writeHooks(hooks: readonly Call[], indent: number, add: Add): void {
  if (hooks.length === 0) return
  add(indent, 'hooks:')
  for (const hook of hooks) {
    add(indent + 2, `${hook.name}:`)
    hook.line = add(indent + 4, `expression: "true"`)
    writeCall(hook, indent + 4, add)
  }
}
