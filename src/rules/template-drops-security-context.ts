import type { Manifest } from '../argo/manifest.ts'
import { listed, sourceOf } from '../argo/names.ts'
import { containerSetting, type Pod, pods, podSetting } from '../argo/pod.ts'
import type { Project } from '../argo/project.ts'
import { type Context, nonRoot, sparing, withContext } from '../argo/protect.ts'
import { bySetting, effective, type Layer, type Setting } from '../argo/setting.ts'
import { isSeccompOn, saysNonRoot, userOf } from '../argo/user.ts'
import { defineRule, type Proposal } from '../rule.ts'
import type { Refusal } from '../yaml/edit.ts'
import { pair } from '../yaml/query.ts'
import { value } from '../yaml/value.ts'

export default defineRule({
  id: 'template-drops-security-context',
  title: "Template's `securityContext` throws away the workflow's",
  category: 'workflow-pod',
  needs: ['securityContext'],
  severity: 'high',
  confidence: 'high',
  persona: 'regular',
  variants: {
    user: { when: 'the template loses what keeps it from running as root' },
    seccomp: { when: 'it loses the seccomp profile alone', severity: 'medium' },
  },
  docs: `
A template's \`securityContext\` takes the place of the one at \`spec\`: Argo does not merge the two. A template that
only adds an \`fsGroup\` thereby gives up \`runAsNonRoot\`, \`runAsUser\` and \`seccompProfile\` of the workflow, and
its containers run as root again, although the manifest looks hardened.

Repeat in the template what it shall keep, or set it on the containers themselves. A \`securityContext\` in
\`templateDefaults\` counts as one of every template.

\`fsGroup\` and \`supplementalGroups\` are no protection: losing them is no finding. A template that asks for root itself
is a matter of \`run-as-root\`. The fix repeats what is lost, and names user 8737 where a switch stands without a number.`,
  guide: ['S30'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/workflow-pod-security-context/',
    'https://argo-workflows.readthedocs.io/en/latest/fields/#template',
  ],
  examples: [
    {
      title: 'A template that adds a group and loses the user',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext: {runAsNonRoot: true, runAsUser: 8737}
  templates:
    - name: main
      securityContext: {fsGroup: 2000} # ✗ user
      container: {image: "alpine:3.20"}`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext: {runAsNonRoot: true, runAsUser: 8737}
  templates:
    - name: main
      securityContext: {fsGroup: 2000, runAsNonRoot: true, runAsUser: 8737}
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'The defaults of all templates, and a template that loses the seccomp profile alone',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: builds
spec:
  entrypoint: one
  securityContext:
    runAsUser: 1000
    seccompProfile: {type: RuntimeDefault}
  templateDefaults:
    securityContext: {fsGroup: 2000} # ✗ user
  templates:
    - name: one
      container: {image: "alpine:3.20"}
    - name: two
      script: {image: "alpine:3.20", command: [sh], source: id}
    - name: three
      securityContext: # ✗ seccomp
        # Owns the volume.
        runAsUser: 1001
      container: {image: "alpine:3.20"}`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: builds
spec:
  entrypoint: one
  securityContext:
    runAsUser: 1000
    seccompProfile: {type: RuntimeDefault}
  templateDefaults:
    securityContext: {fsGroup: 2000, runAsUser: 1000, seccompProfile: {type: RuntimeDefault}}
  templates:
    - name: one
      container: {image: "alpine:3.20"}
    - name: two
      script: {image: "alpine:3.20", command: [sh], source: id}
    - name: three
      securityContext:
        # Owns the volume.
        runAsUser: 1001
        seccompProfile:
          type: RuntimeDefault
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'An empty context replaces too',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext: {runAsNonRoot: true, runAsUser: 8737}
  templates:
    - name: main
      securityContext: {} # ✗ user
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'A template that repeats what it keeps, and containers that set it themselves',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext: {runAsNonRoot: true, runAsUser: 8737}
  templates:
    - name: main
      securityContext: {fsGroup: 2000, runAsNonRoot: true, runAsUser: 8737}
      container: {image: "alpine:3.20"}
    - name: own
      securityContext: {fsGroup: 2000}
      container:
        image: alpine:3.20
        securityContext: {runAsUser: 1000}
    - name: none
      securityContext: null
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'Nothing to lose',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext: {fsGroup: 1000}
  templates:
    - name: main
      securityContext: {fsGroup: 2000}
      container: {image: "alpine:3.20"}
    - name: steps
      securityContext: {fsGroup: 2000}
      steps: [[{name: a, template: main}]]`,
    },
  ],
  *check(manifest, project) {
    const own = pods(manifest, project).filter(({ template, containers }) => template && containers.length > 0)
    const shared = bySetting(own, keyOfContext)
    for (const { setting, by } of shared) {
      const losing = by.flatMap((pod) => loss(pod) ?? [])
      const worst = losing.find(({ variant }) => variant === 'user') ?? losing[0]
      if (!worst) continue
      const { variant, lost, from } = worst
      const end =
        variant === 'user'
          ? 'so they run as root unless their images say otherwise'
          : 'so their system calls are no longer filtered'
      yield {
        at: setting,
        variant,
        ...((isAssumed(from.manifest, project) || losing.every(({ pod }) => pod.hasUnknownPatch)) && {
          confidence: 'medium' as const,
        }),
        message:
          `Pods of ${sourceOf(losing.map(({ pod }) => pod))} lose ${listed(lost)} of ${holderOf(from)}, ${end}: a template's \`securityContext\` ` +
          'replaces the one above, it does not merge with it. Repeat these fields here.',
        propose: () => repeat(losing, manifest, project),
        ...(!isAssumed(from.manifest, project) && {
          related: [{ at: from, manifest: from.manifest, note: 'This is not in force for the template' }],
        }),
      }
    }
  },
})

function holderOf({ origin }: Setting): string {
  return origin === 'workflowDefaults' ? "the controller's `workflowDefaults`" : 'the workflow'
}

/** The `securityContext` that a template is left with, at its key. */
function keyOfContext(pod: Pod): Setting | undefined {
  const layer = layerOfContext(pod)
  const key = pair(layer?.node, 'securityContext')?.key
  return layer && key && { node: key, origin: layer.origin, manifest: layer.manifest }
}

function layerOfContext({ layers: { template } }: Pod): Layer | undefined {
  return template.find((layer) => effective([layer], 'securityContext'))
}

interface Loss {
  readonly pod: Pod
  readonly variant: 'user' | 'seccomp'
  readonly lost: readonly string[]
  /** What is lost, where it is written. */
  readonly from: Setting
}

/** What was lost, written once more where it is lost. */
function repeat(losing: readonly Loss[], manifest: Manifest, project: Project): Proposal | Refusal {
  const context = losing.reduce((all, one) => ({ ...all, ...contextOf(one) }), {})
  const layers = losing.flatMap(({ pod }) => layerOfContext(pod) ?? [])
  const spared = 'runAsNonRoot' in context ? sparing(pods(manifest, project), layers, manifest) : []
  if ('refused' in spared) return spared
  const added = losing.every(({ lost }) => !lost.includes('runAsUser'))
  const end = !('runAsUser' in context)
    ? '(system calls that it forbids will fail)'
    : `${added ? `with user ${nonRoot.runAsUser} ` : ''}(images and volumes must allow that user)`
  return {
    title: `Repeat ${listed(new Set(losing.flatMap(({ lost }) => lost)))} in the template ${end}`,
    safety: 'unsafe',
    changes: [...withContext(layers, context), ...spared],
  }
}

/** The lost fields as the workflow has them; a switch needs a number beside it, or Argo's own containers do not start. */
function contextOf({ pod: { layers }, lost }: Loss): Context {
  const fields = lost.map((name) => [name, effective(layers.spec, 'securityContext', name)] as const)
  const context = Object.fromEntries(fields.map(([name, setting]) => [name, value(setting?.node)]))
  const user = userOf(effective(layers.spec, 'securityContext', 'runAsUser'))
  const isNumbered = !('runAsNonRoot' in context) || user === 'other' || user === 'unknown'
  return isNumbered ? context : { ...context, runAsUser: nonRoot.runAsUser }
}

function loss(pod: Pod): Loss | undefined {
  function above(...path: string[]): Setting | undefined {
    return effective(pod.layers.spec, 'securityContext', ...path)
  }
  function here(...path: string[]): Setting | undefined {
    return podSetting(pod, 'securityContext', ...path)
  }
  const user = [above('runAsNonRoot'), above('runAsUser')]
  const seccomp = above('seccompProfile', 'type')
  const losesUser =
    saysNonRoot(user[0], user[1]) &&
    !here('runAsNonRoot') &&
    !here('runAsUser') &&
    !ownsAll(pod, (get) => get('runAsNonRoot') ?? get('runAsUser'))
  const losesSeccomp =
    isSeccompOn(seccomp) && !here('seccompProfile', 'type') && !ownsAll(pod, (get) => get('seccompProfile', 'type'))
  const from = (losesUser ? (user[1] ?? user[0]) : undefined) ?? (losesSeccomp ? seccomp : undefined)
  if (!from) return undefined
  const lost = [
    losesUser && user[0] && 'runAsNonRoot',
    losesUser && user[1] && 'runAsUser',
    losesSeccomp && 'seccompProfile',
  ]
  return { pod, variant: losesUser ? 'user' : 'seccomp', lost: lost.filter((name) => typeof name === 'string'), from }
}

/** Whether each user container says itself what the pod no longer does. */
function ownsAll(
  { containers }: Pod,
  own: (get: (...path: string[]) => Setting | undefined) => Setting | undefined,
): boolean {
  return containers
    .filter(({ role }) => role !== 'executor')
    .every((container) => own((...path) => containerSetting(container, 'securityContext', ...path)))
}

/** Defaults that the user states stand in no file. */
function isAssumed(holder: Manifest, { manifests }: Project): boolean {
  return !manifests.includes(holder)
}
