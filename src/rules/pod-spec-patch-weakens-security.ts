import { embedded, isUnknown } from '../argo/embedded.ts'
import type { Manifest } from '../argo/manifest.ts'
import { sourceOf, titleOf } from '../argo/names.ts'
import { type Container, containerSetting, type Pod, pods, podSetting } from '../argo/pod.ts'
import { bySetting, effective, type Setting } from '../argo/setting.ts'
import { templates } from '../argo/template.ts'
import { defineRule, type Problem } from '../rule.ts'
import type { Node } from '../yaml/node.ts'
import { bool, get, isNull, items, mapping, scalar, text } from '../yaml/query.ts'

/** The volume that holds the token of the executor's account (common.ServiceAccountTokenVolumeName). */
const tokenVolume = 'exec-sa-token'

export default defineRule({
  id: 'pod-spec-patch-weakens-security',
  title: "A podSpecPatch changes the pod's account or tampers with Argo's own containers",
  category: 'workflow-pod',
  needs: ['podSpecPatch'],
  severity: 'high',
  confidence: 'medium',
  persona: 'regular',
  variants: {
    identity: { when: 'a patch names another ServiceAccount than the workflow does' },
    'withheld-token': { when: 'a patch mounts the token of the ServiceAccount, which the workflow withholds' },
    token: { when: 'it does so where the workflow says nothing about it', severity: 'medium' },
    executor: { when: "a patch changes what runs in one of Argo's own containers" },
    'executor-environment': { when: 'a patch changes its environment or what is mounted into it', severity: 'medium' },
    'executor-token': { when: "a patch mounts the token of Argo's executor into a container of the workflow" },
    'artifact-gc': { when: 'a patch gives the pods that delete artifacts the node, privileges or other code' },
    processes: { when: 'a patch lets the containers of a pod see the processes of each other', severity: 'medium' },
    unreadable: {
      when: 'a patch is no YAML, so that nothing can be said about it',
      severity: 'info',
      confidence: 'low',
      persona: 'auditor',
    },
  },
  docs: `
Argo lays \`podSpecPatch\` over the finished pod, after everything else. It undoes what the spec, the controller's
defaults and a reviewer have settled: another ServiceAccount, another image for the containers \`init\`, \`wait\` and
\`supervisor\`, which hold the credentials of the artifact storage and the token with which results are reported.

Say it in the field that is made for it, where people look for it: \`serviceAccountName\`, \`executor\`, \`volumes\`.
Settings of Argo's own containers belong into the controller's \`executor\`. What no other field can say, such as
\`resources\` of one container or \`hostUsers: false\`, is what a patch is for.

What a patch does to user containers and to the pod, such as \`privileged\`, \`hostPID\` or capabilities, is reported by
the rules for these; so is root in Argo's own. Every container of a pod has \`/var/run/argo\` already, so a patch that
mounts it gains nothing and is no finding. The environment of \`wait\` is often set for a proxy; it is graded lower,
because it says where credentials are sent without running other code.`,
  guide: ['S17-20', 'S24'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/fields/#workflowspec',
    'https://argo-workflows.readthedocs.io/en/latest/workflow-restrictions/',
    'https://github.com/argoproj/argo-workflows/security/advisories/GHSA-3wf5-g532-rcrr',
  ],
  examples: [
    {
      title: 'Another account, and another executor',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: deploy-
spec:
  entrypoint: main
  serviceAccountName: deploy
  templates:
    - name: main
      podSpecPatch: |
        serviceAccountName: cluster-ops # ✗ identity
        automountServiceAccountToken: true # ✗ token
        shareProcessNamespace: true # ✗ processes
        containers:
          - name: wait
            image: example.com/my-argoexec:dev # ✗ executor
            env: [{name: HTTPS_PROXY, value: "http://proxy.example.org"}] # ✗ executor-environment
          - name: main
            volumeMounts:
              - name: exec-sa-token # ✗ executor-token
                mountPath: /token
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'Patches of a CronWorkflow and of pods that clean up; a template that applies a manifest',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    artifactGC:
      strategy: OnWorkflowDeletion
      podSpecPatch: '{"serviceAccountName": "cluster-ops"}' # ✗ identity
    podSpecPatch: '{"initContainers": [{"name": "init", "command": ["sh"]}]}' # ✗ executor
    templates:
      - name: main
        container: {image: "alpine:3.20"}
      - name: apply
        podSpecPatch: |
          containers:
            - name: main
              image: example.com/kubectl:dev # ✗ executor
        resource:
          action: apply
          manifest: "{}"`,
    },
    {
      title:
        'A token that the workflow withholds, an account that is put in later, and all that pods that clean up do not need',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: deploy-
spec:
  entrypoint: main
  automountServiceAccountToken: false
  executor: {serviceAccountName: executor}
  artifactGC:
    strategy: OnWorkflowDeletion
    podSpecPatch: |
      hostNetwork: true # ✗ artifact-gc
      hostPID: false
      volumes:
        - name: node
          hostPath: {path: /} # ✗ artifact-gc
      containers:
        - name: main
          image: example.com/argoexec:dev # ✗ artifact-gc
          securityContext:
            privileged: true # ✗ artifact-gc
            capabilities:
              add: [SYS_ADMIN] # ✗ artifact-gc
          resources: {limits: {memory: 64Mi}}
  templates:
    - name: main
      podSpecPatch: |
        automountServiceAccountToken: true # ✗ withheld-token
      container: {image: "alpine:3.20"}
    - name: chosen
      inputs: {parameters: [{name: account}]}
      podSpecPatch: |
        serviceAccountName: "{{inputs.parameters.account}}" # ✗ identity
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'A patch that is no YAML',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: deploy-
spec:
  entrypoint: main
  templates:
    - name: main
      podSpecPatch: '{"containers": [' # ✗ unreadable
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'What patches are for',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: deploy-
spec:
  entrypoint: main
  serviceAccountName: deploy
  podSpecPatch: '{"terminationGracePeriodSeconds": 5, "hostUsers": false, "serviceAccountName": "deploy"}'
  templates:
    - name: main
      podSpecPatch: |
        automountServiceAccountToken: false
        containers:
          - name: main
            image: alpine:3.21
            resources: {limits: {memory: "{{inputs.parameters.memory}}"}}
          - name: wait
            resources: {limits: {memory: 64Mi}}
            securityContext: {runAsNonRoot: true}
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'Fields of the same names outside of patches, and a patch that another replaces',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: deploy-
spec:
  entrypoint: main
  serviceAccountName: deploy
  shareProcessNamespace: true
  podSpecPatch: |
    shareProcessNamespace: true
  templates:
    - name: main
      podSpecPatch: |
        shareProcessNamespace: false
      container: {image: "alpine:3.20"}
      sidecars: [{name: wait-for-it, image: "alpine:3.20", command: [sleep], args: ["10"]}]`,
    },
  ],
  *check(manifest, project) {
    const all = pods(manifest, project)
    yield* identity(all)
    yield* token(all)
    yield* processes(all)
    const containers = all.flatMap((pod) => pod.containers)
    for (const [field, variant, what] of executorFields) yield* executor(containers, field, variant, what)
    yield* tokenMounts(containers)
    yield* artifactGc(manifest)
    yield* unreadable(manifest)
  },
})

/** A field of a pod, when a patch is what gives it. */
function patched(pod: Pod, field: string): Setting | undefined {
  const setting = podSetting(pod, field)
  return setting?.origin === 'podSpecPatch' ? setting : undefined
}

const accountFields = ['serviceAccountName', 'serviceAccount'] as const

function* identity(all: readonly Pod[]): Generator<Problem> {
  for (const field of accountFields) {
    for (const { setting, by } of bySetting(all, (pod) => patched(pod, field))) {
      const name = text(setting.node) ?? ''
      const others = by.filter(({ layers: { both } }) => text(effective(both, 'serviceAccountName')?.node) !== name)
      if (others.length === 0) continue
      yield {
        at: setting,
        variant: 'identity',
        key: field,
        message:
          `Pods of ${sourceOf(others)} run as ${accountOf(name)} because of this patch, whatever the workflow and the ` +
          'controller say about it. Whoever reviews `serviceAccountName` does not see it. Say it there.',
      }
    }
  }
}

function accountOf(name: string): string {
  return isUnknown(name) ? 'a ServiceAccount whose name is put in later' : `the ServiceAccount \`${name}\``
}

/** The token, which a workflow may withhold from its pods in a field of its own. */
function* token(all: readonly Pod[]): Generator<Problem> {
  const field = 'automountServiceAccountToken'
  for (const { setting, by } of bySetting(all, (pod) => patched(pod, field))) {
    if (bool(setting.node) !== true) continue
    const kept = by.filter(({ layers: { both } }) => bool(effective(both, field)?.node) === false)
    const isKept = kept.length > 0
    yield {
      at: setting,
      variant: isKept ? 'withheld-token' : 'token',
      key: field,
      message: `Pods of ${sourceOf(isKept ? kept : by)} get the token of their ServiceAccount because of this patch, ${isKept ? `although the workflow withholds it. Whoever reviews \`${field}\` does not see it` : 'even where the ServiceAccount itself withholds it'}. Remove it.`,
    }
  }
}

function* processes(all: readonly Pod[]): Generator<Problem> {
  for (const { setting, by } of bySetting(all, (pod) => patched(pod, 'shareProcessNamespace'))) {
    if (bool(setting.node) !== true) continue
    yield {
      at: setting,
      variant: 'processes',
      key: 'shareProcessNamespace',
      message: `Pods of ${sourceOf(by)} let their containers see each other's processes because of this patch: user code may read the environment and files of Argo's own, with the credentials of the artifact storage. Remove it.`,
    }
  }
}

const executorFields = [
  ['image', 'executor', 'another image'],
  ['command', 'executor', 'another command'],
  ['args', 'executor', 'other arguments'],
  ['lifecycle', 'executor', 'commands that the kubelet runs in it'],
  ['env', 'executor-environment', 'environment variables'],
  ['envFrom', 'executor-environment', 'environment variables'],
  ['volumeMounts', 'executor-environment', 'further mounts'],
] as const

function* executor(all: readonly Container[], field: string, variant: string, what: string): Generator<Problem> {
  const own = all.filter(({ role }) => role === 'executor')
  for (const { setting, by } of bySetting(own, (container) => {
    const found = containerSetting(container, field)
    return found?.origin === 'podSpecPatch' ? found : undefined
  })) {
    yield {
      at: setting,
      variant,
      key: `${by[0]?.name ?? ''}/${field}`,
      message:
        `${titleOf(by)} gets ${what} by this patch. It is Argo's own: it holds the credentials of the artifact storage and the token ` +
        "that reports results. Leave it alone, or set it for all workflows in the controller's `executor`.",
    }
  }
}

function* tokenMounts(all: readonly Container[]): Generator<Problem> {
  for (const { setting, by } of bySetting(
    all.filter(({ role }) => role !== 'executor'),
    (container) => containerSetting(container, 'volumeMounts'),
  )) {
    if (setting.origin !== 'podSpecPatch') continue
    for (const item of items(setting.node)) {
      const at = get(item, 'name')
      if (!at || text(at) !== tokenVolume) continue
      yield {
        at: { ...setting, node: at },
        variant: 'executor-token',
        message:
          `${titleOf(by)} gets the token of Argo's executor by this patch, which is kept apart so that user code does not have it: ` +
          'with it, a step can forge the results of other workflows. Remove the mount.',
      }
    }
  }
}

/** The pods that delete artifacts have a patch of their own. */
function* artifactGc({ spec }: Manifest): Generator<Problem> {
  const written = scalar(get(spec, 'artifactGC', 'podSpecPatch'))
  const patch = written && mapping(embedded(written).root)
  for (const field of accountFields) {
    const at = get(patch, field)
    if (!at || text(at) === undefined || text(at) === text(get(spec, 'artifactGC', 'serviceAccountName'))) continue
    yield {
      at,
      variant: 'identity',
      key: `artifactGC/${field}`,
      message: `The pods that delete artifacts run as ${accountOf(text(at) ?? '')} because of this patch. Name it in \`artifactGC.serviceAccountName\`, where people look for it.`,
    }
  }
  for (const { at, what } of gains(patch))
    yield {
      at,
      variant: 'artifact-gc',
      message: `The pods that delete artifacts ${what} because of this patch. They hold the credentials of the artifact storage and need nothing of the kind. Remove it.`,
    }
}

/** What a patch of such pods may give them that they do not need: rules about pods look at those of templates. */
function* gains(patch: Node | undefined): Generator<{ readonly at: Node; readonly what: string }> {
  for (const [field, what] of [
    ['hostNetwork', "share the node's network"],
    ['hostPID', "see the node's processes"],
    ['hostIPC', "share the node's inter-process memory"],
  ] as const) {
    const at = get(patch, field)
    if (at && bool(at) === true) yield { at, what }
  }
  for (const volume of items(get(patch, 'volumes'))) {
    const at = get(volume, 'hostPath', 'path')
    if (at) yield { at, what: 'get a path of the node' }
  }
  for (const container of [...items(get(patch, 'containers')), ...items(get(patch, 'initContainers'))]) {
    const privileged = get(container, 'securityContext', 'privileged')
    if (privileged && bool(privileged) === true) yield { at: privileged, what: 'run privileged' }
    const added = get(container, 'securityContext', 'capabilities', 'add')
    if (items(added).length > 0 && added) yield { at: added, what: 'get further capabilities' }
    for (const [field, what] of [
      ['image', 'run another image'],
      ['command', 'run another command'],
      ['args', 'run with other arguments'],
    ] as const) {
      const at = get(container, field)
      if (at && !isNull(at)) yield { at, what }
    }
  }
}

function* unreadable(manifest: Manifest): Generator<Problem> {
  const { spec } = manifest
  const holders = [
    spec,
    get(spec, 'templateDefaults'),
    get(spec, 'artifactGC'),
    ...templates(manifest).map(({ node }) => node),
  ]
  for (const holder of holders) {
    const patch = scalar(get(holder, 'podSpecPatch'))
    const problem = patch && embedded(patch).problem
    if (!patch || !problem) continue
    yield {
      at: patch,
      variant: 'unreadable',
      message: `This patch cannot be read as YAML: ${problem.reason}. Nothing is known about the pods that it changes, and Argo fails their steps unless a parameter mends it.`,
    }
  }
}
