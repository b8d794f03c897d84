import { flag, installed, isOn } from '../argo/installation.ts'
import type { Manifest } from '../argo/manifest.ts'
import { pluginContainer } from '../argo/plugin.ts'
import { containers, containerSetting, securitySetting } from '../argo/pod.ts'
import type { Project } from '../argo/project.ts'
import { dangersOf } from '../argo/rbac/strong.ts'
import { told, trail } from '../argo/rbac/trail.ts'
import { isRestricted } from '../argo/restrictions.ts'
import { saysNonRoot } from '../argo/user.ts'
import { defineRule, type Problem } from '../rule.ts'
import { bool, get, items, pair, text } from '../yaml/query.ts'

export default defineRule({
  id: 'executor-plugin-trust',
  title: 'Executor plugins are let in, or get more than they need',
  category: 'controller',
  severity: 'medium',
  confidence: 'high',
  persona: 'regular',
  needs: ['containers', 'sidecar', 'extraArgs', 'extraEnv'],
  variants: {
    'workflow-level': {
      when: 'the controller takes plugins from workflows, and takes workflows from everybody',
      severity: 'high',
    },
    token: { when: 'a plugin gets the token of its ServiceAccount (`high` when that has dangerous rights)' },
    unhardened: {
      when: 'the container of a plugin lacks a part of the security context that the documentation asks for',
      severity: 'low',
      persona: 'pedantic',
    },
    enabled: {
      when: 'the controller takes plugins from ConfigMaps',
      severity: 'info',
      persona: 'pedantic',
    },
  },
  docs: `
An executor plugin is a container that runs beside the agent in each workflow that may use it. With \`--executor-plugins\` the controller takes plugins from ConfigMaps in its own namespace and in those of workflows: whoever may create a ConfigMap in one of them adds a container to the pods of others. With \`--workflow-level-executor-plugins\` (4.1 and later) a workflow brings its own, past all that was reviewed. Leave both away where no plugin is used; use the second only where \`workflowRestrictions\` keep authors to templates.

A plugin needs the token of its ServiceAccount only when it talks to the Kubernetes API. With \`sidecar.automountServiceAccountToken: true\` it acts as the ServiceAccount \`<name>-executor-plugin\` of the workflow's namespace: give that the least rights that do.

The container should say \`runAsNonRoot: true\`, \`readOnlyRootFilesystem: true\`, \`allowPrivilegeEscalation: false\` and \`capabilities: {drop: [ALL]}\`, as Argo's documentation asks. Plugins that run as root or privileged, and their images, are found by the rules for workflow pods.`,
  guide: ['S2'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/executor_plugins/',
    'https://argo-workflows.readthedocs.io/en/latest/plugins/',
  ],
  examples: [
    {
      title: 'A controller that takes plugins from everywhere',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v4.1.2
          args:
            - --workflow-level-executor-plugins # ✗ workflow-level
          env:
            - name: ARGO_EXECUTOR_PLUGINS
              value: "true" # ✗ enabled`,
    },
    {
      title: 'A plugin with a token, as it is written and as it is built',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: ExecutorPlugin
metadata: {name: hello}
spec:
  sidecar:
    automountServiceAccountToken: true # ✗ token
    container:
      name: hello # ✗ unhardened
      image: python:3.13-alpine
      ports: [{containerPort: 4355}]
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: hello-executor-plugin
  labels: {workflows.argoproj.io/configmap-type: ExecutorPlugin}
data:
  sidecar.automountServiceAccountToken: "true" # ✗ token
  sidecar.container: |
    name: hello
    image: python:3.13-alpine
    securityContext: # ✗ unhardened
      runAsNonRoot: true
      runAsUser: 65534`,
    },
    {
      title: 'Plugins of workflows, where workflows come from templates only',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v4.1.2
          args: [--workflow-level-executor-plugins, --executor-plugins=false]
---
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowRestrictions: |
    templateReferencing: Strict`,
    },
    {
      title: 'A plugin that is confined',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: ExecutorPlugin
metadata: {name: hello}
spec:
  sidecar:
    automountServiceAccountToken: false
    container:
      name: hello
      image: python:3.13-alpine
      securityContext:
        runAsNonRoot: true
        runAsUser: 65534
        readOnlyRootFilesystem: true
        allowPrivilegeEscalation: false
        capabilities: {drop: [ALL]}`,
    },
  ],
  *check(manifest, project) {
    for (const one of installed(manifest, project)) {
      if (one.part !== 'controller') continue
      const own = isOn(one, 'workflow-level-executor-plugins') && flag(one, 'workflow-level-executor-plugins')
      if (own && !isRestricted(project)) {
        yield {
          at: own.at,
          variant: 'workflow-level',
          message:
            'The controller runs whatever plugin a workflow brings, beside its agent and with what the agent may do, and nothing restricts who brings one. Remove this flag, or take workflows from templates only (`workflowRestrictions`).',
        }
      }
      const all = isOn(one, 'executor-plugins') && flag(one, 'executor-plugins')
      if (all) {
        yield {
          at: all.at,
          variant: 'enabled',
          message:
            'The controller takes plugins from ConfigMaps: whoever may create one in its namespace, or in one with workflows, adds a container to the pods of others. See that only those may who are trusted so far, or remove this.',
        }
      }
    }
    yield* plugin(manifest, project)
  },
})

function* plugin(manifest: Manifest, project: Project): Generator<Problem> {
  const { kind, root, name } = manifest
  const node = pluginContainer(manifest)
  if (!node) return
  const token =
    kind === 'ConfigMap'
      ? get(root, 'data', 'sidecar.automountServiceAccountToken')
      : get(root, 'spec', 'sidecar', 'automountServiceAccountToken')
  // A ConfigMap holds texts.
  if (token && (bool(token) || text(token)?.trim() === 'true')) {
    const own = `${name.replace(/-executor-plugin$/, '')}-executor-plugin`
    const strong = dangersOf({ name: own, namespace: undefined, from: manifest }, project)
    const may = strong.length > 0 ? `: it may ${told(strong)}` : ''
    yield {
      at: token,
      variant: 'token',
      ...(strong.length > 0 && { severity: 'high' as const }),
      related: strong.slice(0, 1).flatMap(trail),
      message: `This plugin gets the token of the ServiceAccount \`${own}\` in each namespace where it runs, so whoever breaks into it has its rights${may}. Remove this unless it talks to the Kubernetes API.`,
    }
  }
  const [container] = containers(manifest, project)
  if (!container || manifest.templated) return
  function says(key: string): boolean | undefined {
    return container && bool(containerSetting(container, 'securityContext', key)?.node)
  }
  const drop = items(containerSetting(container, 'securityContext', 'capabilities', 'drop')?.node)
  const lacking = [
    saysNonRoot(securitySetting(container, 'runAsNonRoot'), securitySetting(container, 'runAsUser'))
      ? []
      : '`runAsNonRoot: true`',
    says('readOnlyRootFilesystem') === true ? [] : '`readOnlyRootFilesystem: true`',
    says('allowPrivilegeEscalation') === false ? [] : '`allowPrivilegeEscalation: false`',
    drop.some((item) => /^ALL$/i.test(text(item) ?? '')) ? [] : '`capabilities: {drop: [ALL]}`',
  ].flat()
  if (lacking.length === 0) return
  yield {
    at: pair(node, 'securityContext')?.key ?? get(node, 'name') ?? node,
    variant: 'unhardened',
    message: `The container of this plugin runs in the pods of every workflow that may use it, and lacks ${lacking.join(', ')}. Add them.`,
  }
}
