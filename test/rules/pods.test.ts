import { expect, test } from 'vitest'
import { analyze } from '../../src/analyze.ts'
import { defaults } from '../../src/config.ts'
import type { Finding } from '../../src/finding.ts'
import dangerousCapabilities from '../../src/rules/dangerous-capabilities.ts'
import debugLeftEnabled from '../../src/rules/debug-left-enabled.ts'
import hostNamespace from '../../src/rules/host-namespace.ts'
import hostPathVolume from '../../src/rules/host-path-volume.ts'
import missingResourceLimits from '../../src/rules/missing-resource-limits.ts'
import podSecurityRestricted from '../../src/rules/pod-security-restricted.ts'
import podSpecPatchWeakensSecurity from '../../src/rules/pod-spec-patch-weakens-security.ts'
import privilegedContainer from '../../src/rules/privileged-container.ts'
import privilegedServiceAccount from '../../src/rules/privileged-service-account.ts'
import runAsRoot from '../../src/rules/run-as-root.ts'
import templateDropsSecurityContext from '../../src/rules/template-drops-security-context.ts'
import templateOverrideWeakensSecurity from '../../src/rules/template-override-weakens-security.ts'
import unboundedFanOut from '../../src/rules/unbounded-fan-out.ts'
import unboundedRetry from '../../src/rules/unbounded-retry.ts'
import unconfinedKernelProfile from '../../src/rules/unconfined-kernel-profile.ts'
import type { Rule } from '../../src/rule.ts'
import { workflow } from '../argo/manifests.ts'

// What the examples of the rules about pods cannot show: in which words, and how safe a fix is.

function findings(rule: Rule, text: string): readonly Finding[] {
  const config = { ...defaults, persona: 'auditor', minSeverity: 'info', minConfidence: 'low' } as const
  const { failures, unread, findings: found } = analyze([{ path: 'a.yaml', text }], [rule], config)
  expect(failures).toEqual([])
  expect(unread).toEqual([])
  return found
}

function messages(rule: Rule, text: string): readonly string[] {
  return findings(rule, text).map(({ message }) => message)
}

const privileged = 'securityContext: {privileged: true}'
const job = `{apiVersion: batch/v1, kind: Job, metadata: {name: a}, spec: {template: {spec: {containers: [{name: a, image: b, ${privileged}}]}}}}`

test.each([
  [
    'a template',
    workflow(`  templates:\n    - {name: a, container: {image: b, ${privileged}}}`),
    'Drop `privileged`, or give the pod a user namespace with `hostUsers: false` in `podSpecPatch`.',
  ],
  [
    'a template whose pods have a user namespace',
    workflow(
      `  templates:\n    - {name: a, podSpecPatch: '{"hostUsers": false}', container: {image: b, ${privileged}}}`,
    ),
    'Drop `privileged` if the step can do without.',
  ],
  [
    "a template that has the node's disk",
    workflow(
      `  volumes: [{name: v, hostPath: {path: /data}}]\n  templates:\n    - {name: a, container: {image: b, ${privileged}, volumeMounts: [{name: v, mountPath: /d}]}}`,
    ),
    'nothing is left between it and the node. Drop `privileged`.',
  ],
  [
    'a pod that a step makes',
    workflow(`  templates:\n    - {name: a, resource: {action: create, manifest: '${job}'}}`),
    'Drop `privileged`, or give the pod a user namespace with `hostUsers: false`.',
  ],
  [
    "one of Argo's own",
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: workflow-controller-configmap}\ndata: {executor: '${privileged}'}\n`,
    'controls the node. Drop `privileged`.',
  ],
])('privileged-container says what to do about %s', (_, text, end) => {
  const [message, ...more] = messages(privilegedContainer, text)
  expect(more).toEqual([])
  expect(message?.slice(-end.length)).toBe(end)
})

test('who chooses what runs in a privileged container is told, with the way', () => {
  const text = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: t}
spec:
  entrypoint: a
  arguments: {parameters: [{name: p}]}
  templates:
    - name: a
      script: {image: x, command: [sh], source: "echo {{workflow.parameters.p}}"}
      sidecars: [{name: d, image: "docker:27-dind", ${privileged}}]
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: e}
spec:
  event: {selector: "true"}
  submit:
    workflowTemplateRef: {name: t}
    arguments: {parameters: [{name: p, valueFrom: {event: payload.x}}]}
`
  const [finding, ...more] = findings(privilegedContainer, text)
  expect(more).toEqual([])
  expect(finding).toMatchObject({ variant: 'steered', severity: 'critical' })
  expect(finding?.message).toContain('Text that is run in its pod comes from the payload of an event')
  expect(finding?.related.length).toBeGreaterThan(0)
})

test("what the controller's configuration gives is every workflow's", () => {
  const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: workflow-controller-configmap}\ndata: {mainContainer: '${privileged}', workflowDefaults: 'spec: {hostNetwork: true}'}\n`
  expect(messages(privilegedContainer, text)[0]).toMatch(/^Container `main` of every workflow runs privileged/)
  expect(messages(hostNamespace, text)[0]).toMatch(/^Pods of every workflow share/)
  const root = text.replace('hostNetwork: true', 'securityContext: {runAsUser: 0}')
  expect(messages(runAsRoot, root)).toEqual([expect.stringMatching(/^Pods of every workflow run as root/)])
})

test('the container of an executor plugin is named by its ConfigMap', () => {
  const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: hello, labels: {workflows.argoproj.io/configmap-type: ExecutorPlugin}}\ndata: {sidecar.container: '{name: a, image: b, ${privileged}}'}\n`
  expect(messages(privilegedContainer, text)).toEqual([
    'Sidecar `a` of ConfigMap `hello` runs privileged: whoever controls what runs in it controls the node. Drop `privileged`.',
  ])
})

const broken = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: a-, namespace: builds}
spec:
  entrypoint: main
  hostNetwork: true
  volumes: [{name: v, hostPath: {path: /data}}]
  podMetadata: {annotations: {container.apparmor.security.beta.kubernetes.io/main: unconfined}}
  templates:
    - name: main
      securityContext: {seccompProfile: {type: Unconfined}, sysctls: [{name: kernel.msgmax, value: "1"}]}
      container:
        image: a
        securityContext: {privileged: true}
        ports: [{containerPort: 1, hostPort: 1}]
    - name: more
      container: {image: a, securityContext: {capabilities: {add: [NET_RAW]}}}
`

test.each(['baseline', 'restricted', 'privileged'])('of a namespace that enforces %s', (standard) => {
  const label = `pod-security.kubernetes.io/enforce: ${standard}`
  const text = `apiVersion: v1\nkind: Namespace\nmetadata: {name: builds, labels: {${label}}}\n---\n${broken}`
  const rules = [privilegedContainer, dangerousCapabilities, hostNamespace, hostPathVolume, unconfinedKernelProfile]
  const all = rules.flatMap((rule) => messages(rule, text))
  expect(all).toHaveLength(8)
  const end = `The namespace \`builds\` enforces the Pod Security Standard \`${standard}\`, so these pods will be refused.`
  expect(all.filter((message) => message.endsWith(end))).toHaveLength(standard === 'privileged' ? 0 : 8)
})

test('what is missing and what is not allowed are told apart', () => {
  const text = workflow(`  securityContext: {runAsUser: 1, seccompProfile: {type: RuntimeDefault}}
  volumes: [{name: v, nfs: {server: a, path: b}}]
  templates:
    - {name: a, container: {image: b, securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL], add: [CHOWN]}}}}`)
  expect(messages(podSecurityRestricted, text)[0]).toBe(
    'Pods of template `a` do not meet the Pod Security Standard `restricted`. Missing: `runAsNonRoot: true` (1 container). Not allowed: capabilities other than `NET_BIND_SERVICE` (1 container), volumes of type `nfs`.',
  )
})

test('root for a reason', () => {
  const [init, inside] = messages(
    runAsRoot,
    workflow(`  securityContext: {runAsUser: 1}
  templates:
    - {name: a, container: {image: x}, initContainers: [{name: i, image: y, securityContext: {runAsUser: 0}}]}
    - {name: b, podSpecPatch: '{"hostUsers": false}', container: {image: x, securityContext: {runAsUser: 0}}}`),
  )
  expect(init).toContain('with `fsGroup` of the pod instead')
  expect(inside).toContain('that is not root on the node')
})

test('a switch that allows root does not ask for it', () => {
  const [asks, allows] = messages(
    runAsRoot,
    workflow(`  templates:
    - {name: a, securityContext: {runAsUser: 0}, container: {image: x}}
    - {name: b, securityContext: {runAsNonRoot: false}, container: {image: x}}`),
  )
  expect(asks).toMatch(/^Template `a` runs as root because this asks for it\./)
  expect(allows).toMatch(/^Template `b` runs as the user of its image, which may be root, because this allows it\./)
})

test.each([
  ['{name: a, container: {image: x}}', '` here.'],
  [
    '{name: a, securityContext: {fsGroup: 1}, container: {image: x}}',
    '` in the context of template `a`, which replaces any that stands here.',
  ],
  [
    '{name: a, securityContext: {fsGroup: 1}, container: {image: x}}\n    - {name: b, container: {image: y}}',
    '` here and in the context of template `a`, which replaces any that stands here.',
  ],
])('where to say that pods are not root: %s', (list, end) => {
  const [message] = messages(runAsRoot, workflow(`  templates:\n    - ${list}`))
  expect(message?.slice(-end.length)).toBe(end)
})

test('who gave the context that a template drops', () => {
  const template = '{name: a, securityContext: {fsGroup: 1}, container: {image: x}}'
  const defaulted = `${workflow(`  templates:\n    - ${template}`)}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: workflow-controller-configmap}\ndata: {workflowDefaults: 'spec: {securityContext: {runAsUser: 1}}'}\n`
  const own = workflow(`  securityContext: {runAsUser: 1}\n  templates:\n    - ${template}`)
  expect(messages(templateDropsSecurityContext, defaulted)[0]).toContain(
    "lose `runAsUser` of the controller's `workflowDefaults`, so",
  )
  expect(messages(templateDropsSecurityContext, own)[0]).toContain('lose `runAsUser` of the workflow, so')
})

test('what a step does with a path of the node that it only reads', () => {
  function mount(path: string, readOnly: boolean): string | undefined {
    return messages(
      hostPathVolume,
      workflow(
        `  volumes: [{name: v, hostPath: {path: ${path}}}]\n  templates:\n    - {name: a, container: {image: b, volumeMounts: [{name: v, mountPath: /d, readOnly: ${readOnly}}]}}`,
      ),
    )[0]
  }
  expect(mount('/data', true)).toContain('can be read.')
  expect(mount('/data', false)).toContain('outlive the pod')
  expect(mount('/dev/shm', false)).toContain('`medium: Memory`')
  expect(mount('/dev/kvm', false)).toContain('device plugin')
  expect(mount('/run/k3s/my-containerd.sock', true)).toContain('starts containers on the node')
})

test('an account that a tag names has no name yet', () => {
  const patch = `{"serviceAccountName": "{{inputs.parameters.a}}"}`
  const text = workflow(`  templates:\n    - {name: a, podSpecPatch: '${patch}', container: {image: b}}`)
  expect(messages(podSpecPatchWeakensSecurity, text)[0]).toContain('run as a ServiceAccount whose name is put in later')
})

test("an override of the executor's account gives it to the executor", () => {
  const text = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: t}
spec: {entrypoint: a, executor: {serviceAccountName: one}, templates: [{name: a, container: {image: x}}]}
---
${workflow('  workflowTemplateRef: {name: t}\n  executor: {serviceAccountName: two}')}`
  expect(messages(templateOverrideWeakensSecurity, text)[0]).toContain("gives Argo's executor the rights of `two`")
})

test('who gets what `templateDefaults` give', () => {
  const defaulted = 'templateDefaults: {container: {securityContext: {capabilities: {add: [NET_RAW]}}}}'
  const one = workflow(`  ${defaulted}\n  templates:\n    - {name: a, container: {image: x}}`)
  expect(messages(dangerousCapabilities, one)[0]).toMatch(/^Template `a` gets /)
  const two = one.replace(/$/, '    - {name: b, container: {image: x}}\n')
  expect(messages(dangerousCapabilities, two)[0]).toMatch(/^Template `a` \(and 1 more\) gets /)
})

test.each([
  ['{runAsNonRoot: true}', '{runAsUser: 0}', 'do not start'],
  ['{runAsNonRoot: true}', '{runAsUser: 0, runAsNonRoot: false}', 'as root, whatever'],
  ['{runAsNonRoot: true, runAsUser: 1}', '{runAsNonRoot: false}', 'a container that asks for root gets it'],
  ['{runAsUser: 1}', '{runAsUser: 0}', 'as root, whatever'],
  ['{runAsNonRoot: true}', '{runAsNonRoot: false}', 'as root, whatever'],
  ['{seccompProfile: {type: RuntimeDefault}}', '{seccompProfile: {type: Unconfined}}', 'without a seccomp profile'],
])('over a context %s, one with %s', (below, over, expected) => {
  const text = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: t}
spec: {entrypoint: a, securityContext: ${below}, templates: [{name: a, container: {image: x}}]}
---
${workflow(`  workflowTemplateRef: {name: t}\n  securityContext: ${over}`)}`
  const [message, ...more] = messages(templateOverrideWeakensSecurity, text)
  expect(more).toEqual([])
  expect(message).toContain(expected)
})

const strong = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: strong}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: strong, namespace: n}]
`

test.each([
  ['executor: {serviceAccountName: strong}', 'controls that container', '`workflowtaskresults`.'],
  [
    'artifactGC: {strategy: OnWorkflowDeletion, serviceAccountName: strong}',
    'controls that container',
    '`workflowartifactgctasks` and `patch` their status.',
  ],
  ['serviceAccountName: strong', 'controls a step', 'only report results.'],
])('what to do about %s', (field, who, end) => {
  const spec = `  ${field}\n  templates:\n    - {name: a, container: {image: x}}`
  const [message, ...more] = messages(privilegedServiceAccount, `${strong}---\n${workflow(spec)}`)
  expect(more).toEqual([])
  expect(message).toContain(who)
  expect(message?.slice(-end.length)).toBe(end)
})

test.each([['[--serviceaccount, strong]'], ['[--priority=1, --serviceaccount=strong]']])(
  'the account that a sensor names with %s is the one that the workflow has',
  (args) => {
    const sensor = `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: s, namespace: n}
spec:
  triggers:
    - template:
        name: t
        argoWorkflow:
          operation: submit
          args: ${args}
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: a-}
              spec:
                entrypoint: a
                serviceAccountName: weak
                templates:
                  - {name: a, container: {image: x}}
                  - {name: b, serviceAccountName: own, container: {image: x}}
`
    const [finding, ...more] = findings(privilegedServiceAccount, `${strong}---\n${sensor}`)
    expect(more).toEqual([])
    expect(finding?.message).toMatch(/^Pods of template `a` run as the ServiceAccount `strong`/)
    const { file, span } = finding?.at ?? { file: { text: '' }, span: { start: 0, end: 0 } }
    expect(file.text.slice(span.start, span.end)).toContain('strong')
  },
)

const lax = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: t}
spec:
  entrypoint: a
  templates:
    - name: a
      retryStrategy: {retryPolicy: Always}
      container: {image: x}
    - name: b
      steps: [[{name: c, template: a, withParam: "{{workflow.parameters.list}}"}]]
`

test.each([
  ['a file of its own', 'resources: [t.yaml]', true],
  ['a patch in a file', 'patches: [{path: t.yaml}]', false],
  ['a strategic patch', 'patchesStrategicMerge: [t.yaml]', false],
])('what is absent from %s', (_, taken, isAbsent) => {
  const kustomization = `kind: Kustomization\napiVersion: kustomize.config.k8s.io/v1beta1\n${taken}\n`
  const files = [
    { path: 'a/kustomization.yaml', text: kustomization },
    { path: 'a/t.yaml', text: lax },
  ]
  const rules = [runAsRoot, podSecurityRestricted, unboundedRetry, unboundedFanOut]
  const { findings: all } = analyze(files, rules, { ...defaults, persona: 'pedantic' })
  expect(all).toHaveLength(isAbsent ? 4 : 0)
})

test('what is absent from a patch that a kustomization holds', () => {
  const text = `kind: Kustomization\napiVersion: kustomize.config.k8s.io/v1beta1\npatches:\n  - patch: |\n${lax.replace(/^/gm, '      ')}`
  const files = [{ path: 'a/kustomization.yaml', text }]
  const config = { ...defaults, persona: 'pedantic' } as const
  expect(analyze(files, [runAsRoot, unboundedRetry], config).findings).toEqual([])
})

test('retries that a chart bounds', () => {
  const [head, tail] = ['  templates:\n    - name: a\n      retryStrategy:\n', '      container: {image: x}']
  const values = '        retryPolicy: Always\n        {{- toYaml .Values.retry | nindent 8 }}\n'
  const limit = '        limit: {{ .Values.retries }}\n'
  expect(messages(unboundedRetry, workflow(head + values + tail))).toEqual([])
  expect(messages(unboundedRetry, workflow(head + limit + tail))).toEqual([])
})

test('containers that the controller gives no limit are not sent to it', () => {
  const limited = 'container: {image: x, resources: {limits: {memory: 1Gi}}}'
  const text = workflow(`  templates:\n    - {name: a, ${limited}, sidecars: [{name: s, image: y}]}`)
  expect(messages(missingResourceLimits, text)[0]).toMatch(/on each of them\.$/)
})

test('retries of one template and of several', () => {
  const one = workflow('  templates:\n    - {name: a, retryStrategy: {}, container: {image: x}}')
  const two = workflow(
    '  retryStrategy: {}\n  templates:\n    - {name: a, container: {image: x}}\n    - {name: b, container: {image: x}}',
  )
  expect(messages(unboundedRetry, one)[0]).toContain('template `a` for as long as it fails')
  expect(messages(unboundedRetry, two)[0]).toContain('templates `a`, `b` for as long as they fail')
})

test.each([
  ['value: "false"', 'safe'],
  ['value: "true"', 'unsafe'],
  ['value: "{{inputs.parameters.pause}}"', 'unsafe'],
  ['valueFrom: {configMapKeyRef: {name: a, key: b}}', 'unsafe'],
])('to remove a pause with %s is %s', (value, safety) => {
  const [finding] = findings(
    debugLeftEnabled,
    workflow(`  templates:\n    - {name: a, container: {image: x, env: [{name: ARGO_DEBUG_PAUSE_AFTER, ${value}}]}}`),
  )
  expect(finding?.propose?.()).toMatchObject({ safety })
})
