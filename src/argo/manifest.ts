import type { Document } from '../yaml/document.ts'
import type { File } from '../yaml/file.ts'
import type { Mapping, Node, Scalar } from '../yaml/node.ts'
import { get, getAt, items, mapping, scalar, text } from '../yaml/query.ts'
import { inlinedValues } from './chart-values.ts'
import { controllerSettings, isControllerConfig, ownKeys } from './controller-config.ts'
import { embedded } from './embedded.ts'
import { isKustomizationFile } from './kustomize/kustomization.ts'

/** One Kubernetes object, wherever it is written: a document, an item of a list, a part of another object. */
export interface Manifest {
  readonly file: File
  readonly kind: string
  /** `metadata.name`, else `metadata.generateName`, else empty. */
  readonly name: string
  readonly namespace: string | undefined
  readonly root: Mapping
  /** The WorkflowSpec that it hosts: `spec`, `spec.workflowSpec`, or nothing for other kinds. */
  readonly spec: Mapping | undefined
  /** Its document is a Helm template: values may be unknown. */
  readonly templated: boolean
  /** A Kustomize patch or another fragment: what is absent here may stand elsewhere. */
  readonly partial: boolean
  /** Written inside a string of another object, where no fix can reach. */
  readonly quoted: boolean
  /** The object that holds it, when it is not a document or an item of a list. */
  readonly parent: Manifest | undefined
}

/** Text in which an object was expected and could not be read. */
export interface UnreadPart {
  readonly offset: number
  readonly reason: string
}

const specPaths: Readonly<Record<string, readonly string[]>> = {
  Workflow: ['spec'],
  WorkflowTemplate: ['spec'],
  ClusterWorkflowTemplate: ['spec'],
  CronWorkflow: ['spec', 'workflowSpec'],
}

/** Whether objects of a kind are workflows, or templates of some. */
export function holdsWorkflow(kind: string): boolean {
  return Object.hasOwn(specPaths, kind)
}

/** Words without which a document holds nothing that a rule judges (catalogue §1.2). */
const marks = new RegExp(
  [
    'argoproj|workflow-controller|argo-(?:server|workflow)|argocli|argoexec',
    // `argo server` as a command, in one word or in items of lists.
    String.raw`\bargo["'\],\s[-]{1,60}(?:args:[\s[-]{1,60})?["']?server\b`,
    ownKeys.join('|'),
    String.raw`\bauthModes?\b|--auth-mode|workflowNamespaces|singleNamespace`,
    'artifact-repositories|keyFormat|accessKeySecret',
    // Words that are written so that they cannot be seen: as escapes, over two lines, or in base64.
    String.raw`\\(?:x|u00|u000000)[4-7]|\w\\\r?\n|!\S{0,60}(?:binary|%)`,
  ].join('|'),
  'i',
)

/** Words of what stands around Argo and matters to it, but to much else too. */
const surroundings = new RegExp(
  [
    // Who may do what: the group of every role and binding, and accounts with their tokens.
    String.raw`rbac\.authorization|service-account-token|\bkind["']?\s*:\s*["']?ServiceAccount\b`,
    // What credentials stand in, and where artifacts lie without a key of Argo's own.
    String.raw`\bkind["']?\s*:\s*["']?Secret\b|\binsecure["']?\s*:\s*["']?(?:true|yes|on)\b`,
    // What lets traffic in: gateways, and policies for a whole namespace.
    String.raw`gateway\.networking\.k8s|NetworkPolicy`,
    // What a namespace asks of its pods.
    String.raw`pod-security\.kubernetes\.io|\bkind["']?\s*:\s*["']?LimitRange\b`,
    // What a claim of a workflow may be bound to.
    String.raw`\bkind["']?\s*:\s*["']?PersistentVolume(?:Claim)?\b`,
    // Values of Argo's chart that say for whom workflows run.
    String.raw`(?:^|\n)workflow:[\s{]{1,40}(?:serviceAccount|rbac|namespace):`,
    // Patches and replacements that reach into templates.
    String.raw`\bspec(?:/(?:workflowSpec/)?templates/|\.(?:workflowSpec\.)?templates\.)`,
  ].join('|'),
  'i',
)

/** Whether a document may hold what Argo itself reads: if it cannot be read, that has to be said. */
export function isAboutArgo(document: string): boolean {
  return document.includes('argoproj.io') || marks.test(document)
}

export function mayHoldManifests(document: string): boolean {
  return isAboutArgo(document) || surroundings.test(document)
}

/** The objects of a document, each once, with lists unwrapped and embedded ones found at any depth. */
export function manifests(file: File, document: Document, unread: UnreadPart[]): Manifest[] {
  const found: Manifest[] = []
  const isNesting = isKustomizationFile(file.path) || nests(file.text, document)
  const context = { file, templated: document.templated, found, unread, nests: isNesting }
  if (document.root) visit(document.root, undefined, false, context)
  return found
}

interface Context {
  readonly file: File
  readonly templated: boolean
  readonly found: Manifest[]
  readonly unread: UnreadPart[]
  /** Whether an object can stand inside another one. */
  readonly nests: boolean
}

/** Only where `apiVersion` is written twice: most documents need not be searched. */
function nests(text: string, { start, end }: Document): boolean {
  const first = text.indexOf('apiVersion', start)
  const second = first < 0 ? -1 : text.indexOf('apiVersion', first + 1)
  return second >= 0 && second < end
}

function visit(node: Node, parent: Manifest | undefined, quoted: boolean, context: Context): void {
  const root = mapping(node)
  const kind = text(get(root, 'kind'))
  if (root && kind?.endsWith('List') && get(root, 'items')) {
    for (const item of items(get(root, 'items'))) visit(item, parent, quoted, context)
  } else if (root && kind !== undefined && isOurs(root, kind, parent)) {
    const manifest = describe(root, kind, parent, quoted, context)
    context.found.push(manifest)
    visitInside(manifest, quoted, context)
    if (holders.has(kind)) visitValues(manifest, context)
  } else if (root && kind === undefined && !parent && isControllerConfig(root)) {
    context.found.push(describe(root, 'Values', undefined, quoted, context))
  } else if (root && kind === undefined && !parent && isKustomizationFile(context.file.path)) {
    const manifest = describe(root, 'Kustomization', undefined, quoted, context)
    context.found.push(manifest)
    visitInside(manifest, quoted, context)
    visitValues(manifest, context)
  } else {
    walk(node, parent, quoted, context)
  }
}

/** Objects that install charts, with values for them. */
const holders = new Set(['Application', 'ApplicationSet', 'HelmRelease', 'Kustomization'])

/** What such an object gives to Argo's Helm chart. */
function visitValues(holder: Manifest, context: Context): void {
  for (const { values, quoted } of inlinedValues(holder.root))
    context.found.push(describe(values, 'Values', holder, quoted, context))
}

/** Any object at the top; inside another one only Argo's own kinds, and what a workflow applies. */
function isOurs(root: Mapping, kind: string, parent: Manifest | undefined): boolean {
  if (!parent) return true
  const version = text(get(root, 'apiVersion'))
  // A patch that Kustomize has in itself is for an object of any kind.
  if (parent.kind === 'Kustomization' && (kind === 'ConfigMap' || kind === 'Service')) return version !== undefined
  return version === 'argoproj.io/v1alpha1' ? kind in specPaths : podKinds.has(kind) && version !== undefined
}

const podKinds = new Set(['Pod', 'Job', 'CronJob', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'])

function describe(
  root: Mapping,
  kind: string,
  parent: Manifest | undefined,
  quoted: boolean,
  context: Context,
): Manifest {
  const path = specPaths[kind]
  const argo = text(get(root, 'apiVersion')) === 'argoproj.io/v1alpha1' || get(root, 'apiVersion') === undefined
  const spec = path && argo ? mapping(getAt(root, path)) : workflowDefaults(root)
  return {
    file: context.file,
    kind,
    name: text(get(root, 'metadata', 'name')) ?? text(get(root, 'metadata', 'generateName')) ?? '',
    namespace: text(get(root, 'metadata', 'namespace')),
    root,
    spec,
    templated: context.templated,
    // What a kustomization holds itself is a patch.
    partial: path !== undefined && (isFragment(spec) || parent?.kind === 'Kustomization'),
    quoted,
    parent,
  }
}

/** A spec without any of the keys that let it run is a patch of one that has them (catalogue §1.2.5). */
function isFragment(spec: Mapping | undefined): boolean {
  return !['entrypoint', 'templates', 'workflowTemplateRef'].some((key) => get(spec, key))
}

/** The controller's defaults are a WorkflowSpec too: what is dangerous there is dangerous everywhere. */
function workflowDefaults(root: Mapping): Mapping | undefined {
  if (!isControllerConfig(root)) return undefined
  return mapping(get(controllerSettings(root).get('workflowdefaults')?.value, 'spec'))
}

/** Objects inside an object of ours: what a sensor submits, what a resource template applies, what a ConfigMap keeps. */
function visitInside(manifest: Manifest, quoted: boolean, context: Context): void {
  if (!context.nests || isControllerConfig(manifest.root)) return
  for (const { key, value } of manifest.root.pairs) {
    const name = scalar(key)?.value
    if (name !== 'metadata' && name !== 'status') walk(value, manifest, quoted, context)
  }
}

function walk(node: Node, parent: Manifest | undefined, quoted: boolean, context: Context): void {
  switch (node.kind) {
    case 'scalar':
      if (mayHoldManifest(node)) unquote(node.value, node, parent, context)
      break
    case 'sequence':
      for (const item of node.items) walk(item, parent, quoted, context)
      break
    case 'mapping':
      if (isNested(node, parent)) visit(node, parent, quoted, context)
      else for (const { value } of node.pairs) walk(value, parent, quoted, context)
      break
    default:
  }
}

/** A cheap look at a text before it is decoded; the shortest object has more than 30 characters. */
function mayHoldManifest(scalar: Scalar): boolean {
  return scalar.length > 30 && scalar.raw.includes('apiVersion') && scalar.raw.includes('kind')
}

function unquote(value: string, node: Scalar, parent: Manifest | undefined, context: Context): void {
  // What a workflow applies is filled in by that workflow.
  const { root, problem } = embedded(node, parent?.spec ? 'outer' : 'own')
  if (root && mapping(root)) visit(root, parent, true, context)
  // A script that prints a manifest is no manifest: only what starts like one is missed when it cannot be read.
  else if (problem && /^\s*(#.*\n\s*)*["']?(apiVersion|kind)["']?\s*:/.test(value) && value.includes('argoproj.io/')) {
    context.unread.push({
      offset: problem.offset,
      reason: `This text holds an Argo object that is not valid YAML: ${problem.reason}`,
    })
  }
}

function isNested(node: Mapping, parent: Manifest | undefined): boolean {
  if (!node.own('kind')) return false
  const kind = text(get(node, 'kind'))
  return (
    kind !== undefined && (kind.endsWith('List') || isOurs(node, kind, parent)) && get(node, 'apiVersion') !== undefined
  )
}

/** The pod spec of an object that Kubernetes itself runs. */
export function podSpec(manifest: Manifest): Mapping | undefined {
  const path =
    manifest.kind === 'Pod'
      ? ['spec']
      : manifest.kind === 'CronJob'
        ? ['spec', 'jobTemplate', 'spec', 'template', 'spec']
        : ['spec', 'template', 'spec']
  return podKinds.has(manifest.kind) ? mapping(getAt(manifest.root, path)) : undefined
}
