import { isUnknown } from '../argo/embedded.ts'
import type { Manifest } from '../argo/manifest.ts'
import { type Container, containerSetting, type Pod, pods } from '../argo/pod.ts'
import type { Project } from '../argo/project.ts'
import { withContext } from '../argo/protect.ts'
import { without } from '../argo/removal.ts'
import { effective } from '../argo/setting.ts'
import { templates } from '../argo/template.ts'
import { formatVersion, since, type Version } from '../argo/version.ts'
import { defineRule, type Problem, type Proposal } from '../rule.ts'
import { append, type Change, insert, remove, replace } from '../yaml/change.ts'
import type { Refusal } from '../yaml/edit.ts'
import type { Mapping, Node } from '../yaml/node.ts'
import { bool, get, isNull, items, keyOf, mapping, text } from '../yaml/query.ts'
import { type Value, value } from '../yaml/value.ts'

export default defineRule({
  id: 'removed-field',
  title: 'A field has no effect in the version of Argo that runs it',
  category: 'migration',
  severity: 'low',
  confidence: 'high',
  persona: 'regular',
  variants: {
    lock: { when: '`mutex` or `semaphore` stands alone, which Argo 4.0 no longer reads', severity: 'medium' },
    renamed: { when: 'another field has taken its place' },
    removed: { when: 'nothing has taken its place' },
    'misplaced-protection': {
      when: 'a protection of containers is written for the pod, which has none',
      severity: 'medium',
    },
    misplaced: { when: 'something else is written where Argo has no such field' },
  },
  docs: `
The cluster drops fields that it does not know, and since 4.0 Argo's full schemas make it refuse or prune them. What
was meant does not happen, and nothing says so: a CronWorkflow is not scheduled, two workflows that should exclude each
other run at once, a container that looks confined is not.

Write the field that has taken its place: \`schedules\`, \`mutexes\` and \`semaphores\` (from 3.6 on, the only ones from
4.0 on), \`podPriorityClassName\`, \`ttlStrategy\`. Put \`allowPrivilegeEscalation\`, \`capabilities\`, \`privileged\` and
\`readOnlyRootFilesystem\` into the \`securityContext\` of each container; the one of a spec or a template is the pod's.

The version is that of the controller's image or of the setting \`argoVersion\`. Without either, what a version has
removed is only told to those who ask for pedantry, since older ones still read it. Settings of the controller are
judged by other rules, because from 3.4 on an unknown one stops it.

The fix writes the new field with the old value, which is the same for every version that knows both. Protections are
moved into the containers, which may then fail at what they could do before.`,
  guide: ['S30'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/upgrading/',
    'https://argo-workflows.readthedocs.io/en/latest/deprecations/',
    'https://argo-workflows.readthedocs.io/en/latest/fields/',
  ],
  examples: [
    {
      title: 'A schedule and a lock of before 4.0',
      argoVersion: 'v4.1.2',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  # At night.
  schedule: "0 3 * * *" # ✗ renamed
  timezone: Europe/Madrid
  workflowSpec:
    entrypoint: main
    synchronization:
      mutex: # ✗ lock
        name: nightly
    ttlSecondsAfterFinished: 300 # ✗ renamed
    podPriority: 10 # ✗ removed
    templates:
      - name: main
        synchronization: {semaphore: {configMapKeyRef: {name: locks, key: main}}} # ✗ lock
        container: {image: "alpine:3.20"}
      - name: other
        template: main # ✗ removed`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  # At night.
  timezone: Europe/Madrid
  schedules:
    - 0 3 * * *
  workflowSpec:
    entrypoint: main
    synchronization:
      mutexes:
        - name: nightly
    ttlStrategy:
      secondsAfterCompletion: 300
    podPriority: 10
    templates:
      - name: main
        synchronization: {semaphores: [{configMapKeyRef: {name: locks, key: main}}]}
        container: {image: "alpine:3.20"}
      - name: other
        template: main`,
    },
    {
      title: 'Protections that are written for the pod, and what Argo has no field for',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  hostPID: true # ✗ misplaced
  securityContext:
    runAsNonRoot: true
    runAsUser: 8737
    allowPrivilegeEscalation: false # ✗ misplaced-protection
    capabilities: {drop: [ALL]} # ✗ misplaced-protection
  templates:
    - name: main
      hostNetwork: true # ✗ misplaced
      container:
        image: alpine:3.20
        command: [id]
    - name: own
      securityContext:
        runAsUser: 1000
        privileged: true # ✗ misplaced
      container:
        image: alpine:3.20
        securityContext: {capabilities: {drop: [ALL]}}`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  securityContext:
    runAsNonRoot: true
    runAsUser: 8737
  templates:
    - name: main
      container:
        image: alpine:3.20
        command: [id]
        securityContext:
          allowPrivilegeEscalation: false
          capabilities:
            drop:
              - ALL
    - name: own
      securityContext:
        runAsUser: 1000
      container:
        image: alpine:3.20
        securityContext: {capabilities: {drop: [ALL]}}`,
    },
    {
      title: 'Fields of the version that runs it',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    hostNetwork: false
    synchronization: {mutexes: [{name: nightly}]}
    podPriorityClassName: batch
    securityContext: {runAsNonRoot: true, runAsUser: 8737, fsGroup: 8737}
    templates:
      - name: main
        steps: [[{name: a, template: work}]]
      - name: work
        container:
          image: alpine:3.20
          securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true}`,
    },
    {
      title: 'An old version, which knows nothing else',
      argoVersion: 'v3.5.10',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedule: "0 3 * * *"
  workflowSpec:
    entrypoint: main
    podPriority: 10
    synchronization: {mutex: {name: nightly}}
    templates:
      - name: main
        container: {image: "alpine:3.20"}`,
    },
  ],
  *check(manifest, project) {
    yield* schedule(manifest, project)
    if (!manifest.spec) return
    yield* gone(manifest, manifest.spec, project)
    yield* misplaced(manifest, project)
  },
})

/** A field that a version no longer has. */
interface Gone {
  readonly variant: string
  readonly since: readonly [number, number]
  /** From when on there is something better. */
  readonly better: readonly [number, number]
  readonly message: string
  readonly propose?: () => Proposal | Refusal
}

/** Grades a removed field by the version that runs it: nothing for one that has nothing better. */
function problem(holder: Mapping, name: string, version: Version | undefined, field: Gone): Problem | undefined {
  if (isNull(holder.own(name)) || !since(version, ...field.better)) return undefined
  const isKnown = version !== undefined && since(version, ...field.since)
  const when = `Argo ${field.since.join('.')} has removed \`${name}\``
  return {
    at: holder.ownKey(name) ?? holder,
    variant: field.variant,
    key: name,
    ...(!isKnown && { persona: 'pedantic' as const }),
    message: `${when}${isKnown && version ? `, and ${formatVersion(version)} runs this` : ''}: ${field.message}`,
    ...(field.propose && { propose: field.propose }),
  }
}

function* schedule({ root, kind }: Manifest, project: Project): Generator<Problem> {
  const spec = kind === 'CronWorkflow' ? mapping(get(root, 'spec')) : undefined
  const found =
    spec &&
    problem(spec, 'schedule', project.argoVersion, {
      variant: 'renamed',
      since: [4, 0],
      better: [3, 6],
      message: 'the workflow is not scheduled any more. Write `schedules`, a list.',
      propose: () => inList(spec, 'schedule', 'schedules'),
    })
  if (found) yield found
}

/** The same value as an item of the list that has taken its place. */
function inList(holder: Mapping, name: string, list: string): Proposal | Refusal {
  const old = holder.own(name)
  const other = holder.own(list)
  if (!old || (other && other.kind !== 'sequence')) return { refused: `\`${list}\` is there already, and no list` }
  return {
    title: `Write \`${list}\`, which has taken its place`,
    safety: 'safe',
    changes: other ? [append(other, value(old)), remove(holder, name)] : renamed(holder, name, list, [value(old)]),
  }
}

/** Another key with its value in the place of one, as near to it as two changes of one mapping can be. */
function renamed(holder: Mapping, name: string, by: string, entry: Value): readonly Change[] {
  const keys = holder.pairs.map(keyOf)
  if (keys.length === 1) return [replace(holder, { [by]: entry })]
  const at = keys.indexOf(name)
  return [insert(holder, by, entry, keys[at - 1] ?? keys[at + 1]), remove(holder, name)]
}

function* gone(manifest: Manifest, spec: Mapping, project: Project): Generator<Problem> {
  const own = templates(manifest).map(({ node }) => node)
  const version = project.argoVersion
  const defaults = mapping(get(spec, 'templateDefaults'))
  for (const holder of [spec, defaults, ...own]) {
    const locks = mapping(get(holder, 'synchronization'))
    for (const name of locks ? ['mutex', 'semaphore'] : []) {
      const list = name === 'mutex' ? 'mutexes' : 'semaphores'
      const found = locks && problem(locks, name, version, lock(locks, name, list))
      if (found) yield found
    }
  }
  for (const [name, field] of fieldsOf(spec)) {
    const found = problem(spec, name, version, field)
    if (found) yield found
  }
  for (const node of own) {
    for (const name of ['template', 'templateRef', 'arguments']) {
      const found = problem(node, name, version, calling)
      if (found) yield found
    }
  }
}

function lock(holder: Mapping, name: string, list: string): Gone {
  return {
    variant: 'lock',
    since: [4, 0],
    better: [3, 6],
    message: `what it should keep apart runs at the same time. Write \`${list}\`, a list.`,
    propose: () => inList(holder, name, list),
  }
}

const calling: Gone = {
  variant: 'removed',
  since: [3, 0],
  better: [3, 0],
  message: 'a template cannot stand for another one. Call that from a step or a task.',
}

function fieldsOf(spec: Mapping): readonly (readonly [string, Gone])[] {
  return [
    [
      'podPriority',
      {
        variant: 'removed',
        since: [3, 7],
        better: [3, 7],
        message: 'it has no effect. Name a PriorityClass in `podPriorityClassName`, or remove it.',
      },
    ],
    [
      'ttlSecondsAfterFinished',
      {
        variant: 'renamed',
        since: [3, 0],
        better: [3, 0],
        message: 'finished workflows stay. Write `ttlStrategy` with `secondsAfterCompletion`.',
        propose: () => ttl(spec),
      },
    ],
  ]
}

function ttl(spec: Mapping): Proposal | Refusal {
  if (spec.own('ttlStrategy')) return { refused: '`ttlStrategy` is there already: only one of both can be meant' }
  const seconds = value(spec.own('ttlSecondsAfterFinished'))
  return {
    title: 'Delete finished workflows as was meant (they have stayed until now)',
    safety: 'unsafe',
    changes: renamed(spec, 'ttlSecondsAfterFinished', 'ttlStrategy', { secondsAfterCompletion: seconds }),
  }
}

/** Fields of containers that people write for the pod, and whether a value protects. */
const ofContainers: Readonly<Record<string, (node: Node) => boolean>> = {
  allowPrivilegeEscalation: (node) => bool(node) === false,
  readOnlyRootFilesystem: (node) => bool(node) === true,
  privileged: (node) => bool(node) === false,
  capabilities: (node) => items(get(node, 'drop')).length > 0,
}

function* misplaced(manifest: Manifest, project: Project): Generator<Problem> {
  const { spec } = manifest
  const own = templates(manifest).map(({ node }) => node)
  const namespaces = ['hostNetwork', 'hostPID', 'hostIPC'].filter((name) => spec?.mayHave(name))
  for (const name of namespaces) if (name !== 'hostNetwork') yield* dropped(manifest, spec, name, 'a WorkflowSpec')
  for (const holder of own) for (const name of namespaces) yield* dropped(manifest, holder, name, 'a template')
  for (const holder of [spec, mapping(get(spec, 'templateDefaults')), ...own]) {
    const context = mapping(get(holder, 'securityContext'))
    for (const [name, protects] of Object.entries(context ? ofContainers : {})) {
      const node = context?.own(name)
      if (!context || !node || isNull(node) || isUnknown(text(node) ?? '')) continue
      if (protects(node)) yield protection(context, name, node, manifest, project)
      else yield* dropped(manifest, context, name, "a pod's `securityContext`")
    }
  }
}

function* dropped(manifest: Manifest, holder: Mapping | undefined, name: string, where: string): Generator<Problem> {
  const node = holder?.own(name)
  if (!holder || !node || isNull(node)) return
  yield {
    at: holder.ownKey(name) ?? node,
    variant: 'misplaced',
    key: name,
    message: `\`${name}\` is no field of ${where}: it has no effect, and Argo 4.0 may refuse it. Remove it.`,
    propose: () => ({
      title: `Remove \`${name}\`, which has no effect here`,
      safety: 'safe',
      changes: without(manifest.root, node),
    }),
  }
}

function protection(context: Mapping, name: string, node: Node, manifest: Manifest, project: Project): Problem {
  return {
    at: context.ownKey(name) ?? node,
    variant: 'misplaced-protection',
    key: name,
    message: `\`${name}\` protects containers, and this is the \`securityContext\` of the pod, which has no such field: it has no effect. Write it in the \`securityContext\` of each container.`,
    propose: () => ({
      title: `Move \`${name}\` into the containers (it then has an effect, and what it forbids will fail)`,
      safety: 'unsafe',
      changes: [...inContainers(context, name, node, manifest, project), ...without(manifest.root, node)],
    }),
  }
}

/** The field in every container of this manifest that the context is meant for and that does not say it itself. */
function inContainers(context: Mapping, name: string, node: Node, manifest: Manifest, project: Project) {
  const meant = pods(manifest, project).filter((pod) => isMeant(context, pod))
  const open = meant.flatMap(({ containers }) => containers.filter((container) => isOpen(container, name, manifest)))
  const layers = open.flatMap((container) => container.layers.filter(({ node: own }) => own === container.node))
  return withContext(layers, { [name]: value(node) })
}

function isMeant(context: Mapping, { layers: { template, spec } }: Pod): boolean {
  const given = effective(template, 'securityContext') ? template : spec
  return given.some((layer) => mapping(get(layer.node, 'securityContext')) === context)
}

function isOpen(container: Container, name: string, manifest: Manifest): boolean {
  return (
    container.manifest === manifest &&
    container.role !== 'executor' &&
    !containerSetting(container, 'securityContext', name)
  )
}
