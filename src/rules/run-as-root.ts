import { controllerSettings, isControllerConfig } from '../argo/controller-config.ts'
import { flag, installed } from '../argo/installation.ts'
import type { Manifest } from '../argo/manifest.ts'
import { sourceOf, titleOf } from '../argo/names.ts'
import { type Container, containers, type Pod, pods, podSetting, securitySetting } from '../argo/pod.ts'
import type { Project } from '../argo/project.ts'
import { contextLayers, elsewhere, layersOf, nonRoot, protect, withContext } from '../argo/protect.ts'
import { bySetting, effective, type Setting } from '../argo/setting.ts'
import { makesPod } from '../argo/template.ts'
import { saysNonRoot, userOf } from '../argo/user.ts'
import { isWhole, specKey } from '../argo/whole.ts'
import { defineRule, type Problem, type Proposal } from '../rule.ts'
import { type Change, replace } from '../yaml/change.ts'
import type { Refusal } from '../yaml/edit.ts'
import { once } from '../yaml/once.ts'
import { bool, get, text } from '../yaml/query.ts'

export default defineRule({
  id: 'run-as-root',
  title: 'Workflow pods run as root',
  category: 'workflow-pod',
  severity: 'medium',
  confidence: 'high',
  persona: 'regular',
  variants: {
    'explicit-root': { when: 'the manifest asks for root', severity: 'high' },
    'root-set-up': { when: 'it asks for root in an init container alone, or in a user namespace' },
    'windows-administrator': { when: 'a container of Windows is to run as `ContainerAdministrator`' },
    'nonroot-missing': { when: 'nothing keeps user containers from running as root' },
    'lost-by-reference': {
      when: 'a template is called by `templateRef` and leaves its protection behind',
      persona: 'auditor',
    },
    'nonroot-without-uid': {
      when: '`runAsNonRoot` stands without a numeric `runAsUser`, so that pods do not start',
      severity: 'low',
      confidence: 'medium',
      persona: 'pedantic',
    },
  },
  docs: `
Containers run as the user of their image, which mostly is root, unless a security context says otherwise. Root in a
container is one kernel bug, one mounted path or one capability away from root on the node, and it may rewrite
whatever the pod mounts.

Set \`securityContext: {runAsNonRoot: true, runAsUser: 8737}\` at \`spec\`, or once for all workflows in the
controller's \`workflowDefaults\`. Both fields: with \`runAsNonRoot\` alone the kubelet refuses to start Argo's own
containers, because the image of the executor names no user (but for its \`-nonroot\` tags, Argo 3.7 and later).

What is missing is said once for a manifest. Defaults of the controller's ConfigMap, when it is among the files, and
of the WorkflowTemplate that a workflow names count. Templates of types \`resource\`, \`http\` and \`plugin\` run Argo's
own image as a user without rights and are left out; so are pods with a user namespace, and those for Windows unless
they ask for \`ContainerAdministrator\`. The user of an image cannot be seen: on OpenShift, which gives each namespace
a user, switch this rule off.

A spec that protects a WorkflowTemplate does not protect its templates when others call them by \`templateRef\`: only
what stands on the template itself goes with it.

The fix sets both fields where they count: at \`spec\`, in contexts of templates, and on templates that others call. A
container that asks for root keeps it, with \`runAsNonRoot: false\`, until its own finding is fixed.`,
  guide: ['S29', 'S30'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/workflow-pod-security-context/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
  ],
  examples: [
    {
      title: 'Nothing is said',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec: # ✗ nonroot-missing
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20", command: [id]}
    - name: other
      container: {image: "alpine:3.20", command: [id]}`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext:
    runAsNonRoot: true
    runAsUser: 8737
  templates:
    - name: main
      container: {image: "alpine:3.20", command: [id]}
    - name: other
      container: {image: "alpine:3.20", command: [id]}`,
    },
    {
      title: 'Contexts that say nothing about the user, and a step that has to be root',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec: # ✗ nonroot-missing
  entrypoint: main
  securityContext:
    # The volume belongs to this group.
    fsGroup: 2000
  templates:
    - name: main
      container: {image: "alpine:3.20", command: [id]}
    - name: own
      securityContext: {fsGroup: 3000}
      initContainers:
        - name: chown
          image: alpine:3.20
          securityContext: {runAsUser: 0} # ✗ root-set-up
      container: {image: "alpine:3.20", command: [id]}`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext:
    # The volume belongs to this group.
    fsGroup: 2000
    runAsNonRoot: true
    runAsUser: 8737
  templates:
    - name: main
      container: {image: "alpine:3.20", command: [id]}
    - name: own
      securityContext: {fsGroup: 3000, runAsNonRoot: true, runAsUser: 8737}
      initContainers:
        - name: chown
          image: alpine:3.20
          securityContext: {runAsUser: 0, runAsNonRoot: false}
      container: {image: "alpine:3.20", command: [id]}`,
    },
    {
      title: 'Root is asked for',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    securityContext: {runAsNonRoot: true, runAsUser: 8737}
    templates:
      - name: main
        securityContext:
          runAsUser: 0 # ✗ explicit-root
        initContainers:
          - name: own
            image: alpine:3.20
            securityContext: {runAsUser: 1000}
        container: {image: "alpine:3.20", command: [id]}
      - name: chown
        initContainers:
          - name: chown
            image: alpine:3.20
            securityContext:
              runAsNonRoot: false
              runAsUser: 0 # ✗ root-set-up
        container: {image: "alpine:3.20", command: [id]}
      - name: patched
        podSpecPatch: |
          containers:
            - {name: main, securityContext: {runAsNonRoot: false, runAsUser: "0"}} # ✗ explicit-root
        container: {image: "alpine:3.20", command: [id]}`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    securityContext: {runAsNonRoot: true, runAsUser: 8737}
    templates:
      - name: main
        securityContext:
          runAsUser: 8737
          runAsNonRoot: true
        initContainers:
          - name: own
            image: alpine:3.20
            securityContext: {runAsUser: 1000}
        container: {image: "alpine:3.20", command: [id]}
      - name: chown
        initContainers:
          - name: chown
            image: alpine:3.20
            securityContext:
              runAsNonRoot: false
              runAsUser: 0
        container: {image: "alpine:3.20", command: [id]}
      - name: patched
        podSpecPatch: |
          containers:
            - {name: main, securityContext: {runAsNonRoot: true, runAsUser: 8737}}
        container: {image: "alpine:3.20", command: [id]}`,
    },
    {
      title: 'A sidecar that the main container does not protect',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: ClusterWorkflowTemplate
metadata:
  name: builds
spec: # ✗ nonroot-missing
  templates:
    - name: main
      container:
        image: alpine:3.20
        securityContext: {runAsNonRoot: true, runAsUser: 1000}
      sidecars:
        - name: proxy
          image: envoyproxy/envoy:v1.32.1`,
    },
    {
      title: 'A switch without a number, which keeps the pod from starting',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext:
    runAsNonRoot: true # ✗ nonroot-without-uid
  templates:
    - name: main
      container: {image: "alpine:3.20", command: [id]}`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext:
    runAsNonRoot: true
    runAsUser: 8737
  templates:
    - name: main
      container: {image: "alpine:3.20", command: [id]}`,
    },
    {
      title: 'A switch without a number, where the controller names an image for its executor that needs none',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: workflow-controller
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          args: [--executor-image, "quay.io/argoproj/argoexec:v3.7.18-nonroot"]
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext:
    runAsNonRoot: true
  templates:
    - name: main
      container: {image: "alpine:3.20", command: [id]}`,
    },
    {
      title: 'Pods for Windows, where root has another name',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  nodeSelector: {kubernetes.io/os: windows}
  securityContext:
    windowsOptions:
      runAsUserName: ContainerAdministrator # ✗ windows-administrator
  templates:
    - name: main
      container: {image: "mcr.microsoft.com/windows/nanoserver:ltsc2022"}
    - name: user
      container:
        image: mcr.microsoft.com/windows/nanoserver:ltsc2022
        securityContext: {windowsOptions: {runAsUserName: ContainerUser}}`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  nodeSelector: {kubernetes.io/os: windows}
  securityContext:
    windowsOptions:
      runAsUserName: ContainerUser
  templates:
    - name: main
      container: {image: "mcr.microsoft.com/windows/nanoserver:ltsc2022"}
    - name: user
      container:
        image: mcr.microsoft.com/windows/nanoserver:ltsc2022
        securityContext: {windowsOptions: {runAsUserName: ContainerUser}}`,
    },
    {
      title: 'A template that leaves its protection behind',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: library
spec:
  securityContext: {runAsNonRoot: true, runAsUser: 8737}
  templates:
    - name: print
      container: {image: "alpine:3.20", command: [id]}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: caller-
spec: # ✗ lost-by-reference
  entrypoint: main
  templates:
    - name: main
      steps: [[{name: print, templateRef: {name: library, template: print}}]]`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: library
spec:
  securityContext: {runAsNonRoot: true, runAsUser: 8737}
  templates:
    - name: print
      container: {image: "alpine:3.20", command: [id]}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: caller-
spec:
  entrypoint: main
  securityContext:
    runAsNonRoot: true
    runAsUser: 8737
  templates:
    - name: main
      steps: [[{name: print, templateRef: {name: library, template: print}}]]`,
    },
    {
      title: 'A library that others call: each template has to say it',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: library
spec: # ✗ nonroot-missing
  securityContext:
    fsGroup: 2000
  templates:
    - name: print # for everyone
      inputs: {parameters: [{name: what}]}
      container: {image: "alpine:3.20", command: [id]}
    - name: own
      container: {image: "alpine:3.20", command: [id]}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: caller-
spec:
  entrypoint: main
  templates:
    - name: main
      steps: [[{name: print, templateRef: {name: library, template: print}}]]`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: library
spec:
  securityContext:
    fsGroup: 2000
    runAsNonRoot: true
    runAsUser: 8737
  templates:
    - name: print # for everyone
      securityContext:
        fsGroup: 2000
        runAsNonRoot: true
        runAsUser: 8737
      inputs: {parameters: [{name: what}]}
      container: {image: "alpine:3.20", command: [id]}
    - name: own
      container: {image: "alpine:3.20", command: [id]}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: caller-
spec:
  entrypoint: main
  templates:
    - name: main
      steps: [[{name: print, templateRef: {name: library, template: print}}]]`,
    },
    {
      title: 'A user for all pods, and templates that run none',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext:
    runAsNonRoot: true
    runAsUser: 8737
  templates:
    - name: main
      container: {image: "alpine:3.20", command: [id]}
    - name: own
      securityContext: {runAsUser: "{{workflow.parameters.user}}"}
      script: {image: "alpine:3.20", command: [sh], source: id}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: wait-
spec:
  entrypoint: main
  templates:
    - name: main
      steps: [[{name: a, template: pause}], [{name: b, template: call}]]
    - {name: pause, suspend: {}}
    - {name: call, http: {url: "https://example.org"}}`,
    },
    {
      title: "The controller's defaults protect all workflows",
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: workflow-controller-configmap
data:
  workflowDefaults: |
    spec:
      securityContext: {runAsNonRoot: true, runAsUser: 8737}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20", command: [id]}`,
    },
  ],
  *check(manifest, project) {
    const own = containers(manifest, project).filter((container) => !isWindows(container.pod))
    const all = pods(manifest, project)
    const isConfig = isControllerConfig(manifest.root)
    // Of what governs both, pods are told first.
    yield* explicitForPods(
      all.filter((pod) => !pod.template && (isConfig || pod.containers.length === 0)),
      manifest,
    )
    yield* explicit(own, manifest, all)
    yield* administrators(containers(manifest, project))
    if (!isWhole(manifest)) return
    yield* missing(manifest, project, own)
    yield* withoutUser(manifest, project)
  },
})

function isWindows(pod: Pod): boolean {
  return text(podSetting(pod, 'nodeSelector', 'kubernetes.io/os')?.node) === 'windows'
}

/** The setting that makes a container run as root. A kubelet that must not start root starts nothing. */
function rootSetting(setting: (field: string) => Setting | undefined): Setting | undefined {
  const user = setting('runAsUser')
  const nonRoot = setting('runAsNonRoot')
  if (userOf(user) === 'root') return bool(nonRoot?.node) === true ? undefined : user
  return bool(nonRoot?.node) === false && user === undefined ? nonRoot : undefined
}

function* explicit(own: readonly Container[], manifest: Manifest, all: readonly Pod[]): Generator<Problem> {
  for (const { setting, by } of bySetting(own, (container) =>
    rootSetting((field) => securitySetting(container, field)),
  )) {
    const isMild = by.every(({ role, pod }) => role === 'init' || hasUserNamespace(pod))
    yield {
      at: setting,
      variant: isMild ? 'root-set-up' : 'explicit-root',
      message: `${titleOf(by)} ${userOf(setting) === 'root' ? 'runs as root because this asks for it' : 'runs as the user of its image, which may be root, because this allows it'}. ${harmFor(by)}`,
      propose: () => unroot(setting, by, manifest, all),
    }
  }
}

/** Root is called otherwise on Windows, and named by another field. */
function* administrators(own: readonly Container[]): Generator<Problem> {
  for (const { setting, by } of bySetting(own, (container) =>
    securitySetting(container, 'windowsOptions', 'runAsUserName'),
  )) {
    if (text(setting.node)?.toLowerCase() !== 'containeradministrator') continue
    yield {
      at: setting,
      variant: 'windows-administrator',
      message: `${titleOf(by)} runs as the administrator of its container, who may change all of its files and needs one more flaw to take the node over. Name \`ContainerUser\` instead.`,
      propose: () => ({
        title: 'Run the container as `ContainerUser` (its image and the files that it uses must allow that)',
        safety: 'unsafe',
        changes: [replace(setting.node, 'ContainerUser')],
      }),
    }
  }
}

const harm =
  'Root needs one more flaw to take the node over: set `runAsNonRoot: true` and a numeric `runAsUser` such as 8737.'

/** What is to be done where root is there for a reason that can be told. */
function harmFor(by: readonly Container[]): string {
  if (by.every(({ pod }) => hasUserNamespace(pod)))
    return 'In the user namespace of its pod that is not root on the node: leave it where the step needs it, or name a numeric `runAsUser` such as 8737.'
  if (by.every(({ role }) => role === 'init'))
    return 'Root needs one more flaw to take the node over: where this hands files over, give the volume to a group with `fsGroup` of the pod instead.'
  return harm
}

/** A fragment without containers, and the controller's defaults: what they set is in force for those of others. */
function* explicitForPods(own: readonly Pod[], manifest: Manifest): Generator<Problem> {
  for (const { setting, by } of bySetting(own, (pod) =>
    rootSetting((field) => podSetting(pod, 'securityContext', field)),
  )) {
    yield {
      at: setting,
      variant: 'explicit-root',
      message: `Pods of ${sourceOf(by)} ${userOf(setting) === 'root' ? 'run as root because this asks for it' : 'run as the users of their images, which may be root, because this allows it'}. ${harm}`,
      propose: () => asUser(protect(layersOf(setting.node, by), [], own, manifest)),
    }
  }
}

/** Another user in the place where root is asked for, and in templates whose own context would then lose that user. */
function unroot(
  { node, origin }: Setting,
  by: readonly Container[],
  manifest: Manifest,
  all: readonly Pod[],
): Proposal | Refusal {
  if (by.every(({ role }) => role === 'init')) return { refused: setUp }
  if (by.every(({ pod }) => hasUserNamespace(pod)))
    return { refused: 'Root in a user namespace is mostly there for a reason, such as the build of an image' }
  const own = layersOf(node, by)
  if (own.length > 0)
    return {
      title: `Run the container as user ${nonRoot.runAsUser} (its image and the files that it uses must allow that)`,
      safety: 'unsafe',
      changes: withContext(own, nonRoot),
    }
  const above = layersOf(
    node,
    by.map(({ pod }) => pod),
  )
  const replacing = origin === 'spec' ? all.filter((pod) => pod.containers.some(isUnprotected)) : []
  return asUser(protect([...above, ...contextLayers(replacing, manifest)], [], all, manifest))
}

const setUp =
  'An init container that hands files over mostly has to be root: give the volume to a group with `fsGroup` instead, and take the container out'

function asUser(changes: readonly Change[] | Refusal): Proposal | Refusal {
  if ('refused' in changes) return changes
  return {
    title: `Run the pods as user ${nonRoot.runAsUser} (their images and volumes must allow that)`,
    safety: 'unsafe',
    changes,
  }
}

function hasUserNamespace(pod: Pod): boolean {
  return bool(podSetting(pod, 'hostUsers')?.node) === false
}

function isUnprotected(container: Container): boolean {
  function setting(field: string): Setting | undefined {
    return securitySetting(container, field)
  }
  if (container.role === 'executor' || hasUserNamespace(container.pod)) return false
  return !saysNonRoot(setting('runAsNonRoot'), setting('runAsUser')) && !rootSetting(setting)
}

function* missing(manifest: Manifest, project: Project, own: readonly Container[]): Generator<Problem> {
  const unprotected = own.filter((container) => container.pod.template && isUnprotected(container))
  const here = unprotected.filter(({ pod }) => pod.template?.manifest === manifest && !dropsUser(pod))
  const foreign = unprotected.filter(
    (container) => container.pod.template?.manifest !== manifest && isProtectedAtHome(container, project),
  )
  const at = specKey(manifest)
  if (here.length > 0) {
    yield {
      at,
      variant: 'nonroot-missing',
      ...(here.every(({ pod }) => pod.hasUnknownPatch) && { confidence: 'medium' as const }),
      message:
        `Pods of ${sourceOf(here.map(({ pod }) => pod))} may run as root: no security context keeps ${rest(here)} from it. ` +
        `Set \`securityContext: {runAsNonRoot: true, runAsUser: 8737}\` ${placeFor(here)}.`,
      propose: () => protectAll(here, manifest, project),
    }
  }
  if (foreign.length > 0) {
    yield {
      at,
      variant: 'lost-by-reference',
      message:
        `Pods of ${sourceOf(foreign.map(({ pod }) => pod))}, called by \`templateRef\`, may run as root here: the context at the ` +
        '`spec` of its WorkflowTemplate does not come with it. Set one here, or on the template itself.',
      propose: () => protectAll(foreign, manifest, project),
    }
  }
}

/** At the spec, or where a template's own context counts; on templates that others call, which leave the spec behind. */
function protectAll(unprotected: readonly Container[], manifest: Manifest, project: Project): Proposal | Refusal {
  const own = [...new Set(unprotected.map(({ pod }) => pod))]
  const all = pods(manifest, project)
  const lent = own.filter((pod) =>
    elsewhere(pod, manifest, project).some((other) => other.containers.some(isUnprotected)),
  )
  const layers = contextLayers(
    own.filter((pod) => !lent.includes(pod)),
    manifest,
  )
  const closed = own.filter((pod) => contextLayers([pod], manifest).length === 0)
  if (closed.length > 0)
    return { refused: `Only the context of ${sourceOf(closed)} itself counts, and that stands in another manifest` }
  const replaced = lent.filter((pod) => elsewhere(pod, manifest, project).some(takesContextFromSpec))
  if (replaced.length > 0)
    return { refused: `A context on ${sourceOf(replaced)} would replace the one of a manifest that calls it` }
  const rooted = all.filter(
    (pod) =>
      hasUserNamespace(pod) &&
      contextLayers([pod], manifest).some(({ node }) => layers.some((layer) => layer.node === node)),
  )
  if (rooted.length > 0)
    return { refused: `It would also be in force for ${sourceOf(rooted)}, whose user namespace may be there for root` }
  return asUser(protect(layers, lent, all, manifest))
}

function takesContextFromSpec({ layers: { template, spec } }: Pod): boolean {
  return !effective(template, 'securityContext') && effective(spec, 'securityContext') !== undefined
}

/** Whether the template's own context replaces one that would protect it: `template-drops-security-context` says so. */
function dropsUser({ layers: { spec } }: Pod): boolean {
  return saysNonRoot(
    effective(spec, 'securityContext', 'runAsNonRoot'),
    effective(spec, 'securityContext', 'runAsUser'),
  )
}

/** Where a context has to say it: a template's own replaces the one of the spec. */
function placeFor(unprotected: readonly Container[]): string {
  const all = unprotected.map(({ pod }) => pod)
  const own = all.filter(({ layers: { template } }) => effective(template, 'securityContext'))
  if (own.length === 0) return 'here'
  return `${own.length < all.length ? 'here and ' : ''}in the context of ${sourceOf(own)}, which replaces any that stands here`
}

/** The containers, when they are not simply those that the templates are about. */
function rest(unprotected: readonly Container[]): string {
  const extra = unprotected.filter(({ role }) => role === 'init' || role === 'sidecar')
  return extra.length === unprotected.length
    ? titleOf(extra).replace(/^./, (letter) => letter.toLowerCase())
    : 'their containers'
}

function isProtectedAtHome({ node, pod: { template } }: Container, project: Project): boolean {
  const home = template && pods(template.manifest, project).find((pod) => pod.template === template)
  return home?.containers.some((container) => container.node === node && !isUnprotected(container)) ?? false
}

function* withoutUser(manifest: Manifest, project: Project): Generator<Problem> {
  const own = pods(manifest, project).filter((pod) => makesPod(pod.template?.type) && !isWindows(pod))
  const bare = own.filter((pod) =>
    ['root', undefined].includes(userOf(podSetting(pod, 'securityContext', 'runAsUser'))),
  )
  for (const { setting, by } of bySetting(bare, (pod) => podSetting(pod, 'securityContext', 'runAsNonRoot'))) {
    if (bool(setting.node) !== true || isExecutorNumbered(project)) continue
    yield {
      at: setting,
      variant: 'nonroot-without-uid',
      message:
        `Pods of ${sourceOf(by)} will not start unless the controller runs its executor as a numbered user: \`runAsNonRoot\` governs ` +
        "Argo's own containers too, and their image names no user. Set a numeric `runAsUser`, such as 8737, beside it.",
      propose: () => ({
        title: `Name user ${nonRoot.runAsUser} for the pods (their images and volumes must allow that)`,
        safety: 'unsafe',
        changes: withUser(setting, by),
      }),
    }
  }
}

/** Beside the switch where no user is named, and in the place of root where that is named above it. */
function withUser({ node }: Setting, by: readonly Pod[]): readonly Change[] {
  const named = by.map((pod) => podSetting(pod, 'securityContext', 'runAsUser')?.node)
  const nameless = by.filter((_, index) => named[index] === undefined)
  const roots = [...new Set(named)].flatMap((user) => (user ? [replace(user, nonRoot.runAsUser)] : []))
  return [...roots, ...withContext(layersOf(node, nameless), { runAsUser: nonRoot.runAsUser })]
}

/** Whether a controller of the files runs its executor as somebody by itself. */
const isExecutorNumbered = once(
  (project: Project): boolean =>
    project.configs.some(givesExecutorUser) || project.manifests.some((one) => hasNonRootImage(one, project)),
)

function givesExecutorUser({ root }: Manifest): boolean {
  const executor = controllerSettings(root).get('executor')?.value
  // The chart's values have the parts of the image one by one.
  const image = get(executor, 'image')
  return (
    isNonRootImage(text(image) ?? text(get(image, 'tag'))) ||
    get(executor, 'securityContext', 'runAsUser') !== undefined
  )
}

function hasNonRootImage(manifest: Manifest, project: Project): boolean {
  return installed(manifest, project).some((one) => isNonRootImage(flag(one, 'executor-image')?.value))
}

function isNonRootImage(image: string | undefined): boolean {
  return image?.includes('nonroot') ?? false
}
