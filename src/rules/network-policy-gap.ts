import { controllerSettings } from '../argo/controller-config.ts'
import { allInstalled, flag, type Installed, installed } from '../argo/installation.ts'
import type { Manifest } from '../argo/manifest.ts'
import {
  hasOtherPolicies,
  isForAll,
  isKubernetes,
  limits,
  mayBeIn,
  policiesOf,
  portsOf,
  selectsPods,
} from '../argo/network-policy.ts'
import type { Project } from '../argo/project.ts'
import { defineRule, type Problem } from '../rule.ts'
import type { Node } from '../yaml/node.ts'
import { once } from '../yaml/once.ts'
import { get, items, pair, text } from '../yaml/query.ts'

export default defineRule({
  id: 'network-policy-gap',
  title: 'No network policy guards Argo or its workflows',
  category: 'network',
  severity: 'low',
  confidence: 'medium',
  persona: 'pedantic',
  variants: {
    none: { when: 'the files have a Deployment of Argo, and no network policy for its namespace' },
    uncovered: { when: 'they have network policies, and none selects its pods' },
    wide: { when: 'a network policy lets everybody reach it at more ports than it serves' },
    'blocked-metrics': {
      when: "a ServiceMonitor reads the controller's metrics, and its network policies let nobody in there",
      severity: 'info',
    },
    'open-egress': {
      when: 'workflows run in a namespace where no network policy limits where pods may connect to',
      persona: 'auditor',
    },
  },
  docs: `
Without a NetworkPolicy every pod of the cluster reaches the Argo Server, and the metrics of the controller, which ask nobody for a login. And workflow pods, which run what others wrote, reach everything: the cloud's metadata service, databases, the internet, to which they may carry what they read.

Give the namespace of Argo policies like the one below, and those of workflows one that lets pods out only to where they have to. What each part needs:

- the server: in at 2746 from the Ingress and from users; out to the Kubernetes API, DNS, the artifact storage, the database and the identity provider
- the controller: in at 9090 from Prometheus; out to the Kubernetes API, DNS, the database, and registries, where it looks up the commands of images
- workflow pods: out to the Kubernetes API, DNS and the artifact storage, and whatever else their work needs

Only files that hold the Deployment of a part of Argo are asked, since the policies of an installation elsewhere are elsewhere. Policies of Cilium, Calico and the cluster's administrator count as good ones. Whether a policy leaves open what a part has to reach outside cannot be told from the files: addresses are not names.`,
  guide: ['S38', 'S39', 'S47', 'H3'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/security/#network-security',
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  ],
  examples: [
    {
      title: 'A server in a namespace without any policy',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: argo-server # ✗ none
  namespace: argo
spec:
  selector: {matchLabels: {app: argo-server}}
  template:
    metadata: {labels: {app: argo-server}}
    spec:
      containers:
        - {name: argo-server, image: 'quay.io/argoproj/argocli:v4.1.2', args: [server]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: other, namespace: other}
spec: {podSelector: {}}`,
    },
    {
      title: 'A policy for the controller alone, which lets everybody in everywhere',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server, namespace: argo} # ✗ uncovered
spec:
  selector: {matchLabels: {app: argo-server}}
  template:
    metadata: {labels: {app: argo-server}}
    spec:
      containers:
        - {name: argo-server, image: 'quay.io/argoproj/argocli:v4.1.2', args: [server]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: argo}
spec:
  selector: {matchLabels: {app: workflow-controller}}
  template:
    metadata: {labels: {app: workflow-controller}}
    spec:
      containers:
        - {name: workflow-controller, image: 'quay.io/argoproj/workflow-controller:v4.1.2'}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: controller, namespace: argo}
spec:
  podSelector:
    matchExpressions: [{key: app, operator: In, values: [workflow-controller]}]
  ingress:
    - {} # ✗ wide`,
    },
    {
      title: 'Prometheus is kept out, and workflows may connect to everything',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: argo} # ✗ blocked-metrics
spec:
  selector: {matchLabels: {app: workflow-controller}}
  template:
    metadata: {labels: {app: workflow-controller}}
    spec:
      containers:
        - {name: workflow-controller, image: 'quay.io/argoproj/workflow-controller:v4.1.2'}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: default-deny, namespace: argo}
spec: {podSelector: {}, policyTypes: [Ingress]}
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: workflow-controller-metrics, namespace: argo}
spec: {selector: {matchLabels: {app: workflow-controller}}, endpoints: [{port: metrics}]}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly, namespace: jobs} # ✗ open-egress
spec: {schedules: ['0 3 * * *'], workflowSpec: {workflowTemplateRef: {name: nightly}}}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: weekly, namespace: jobs}
spec: {schedules: ['0 3 * * 1'], workflowSpec: {workflowTemplateRef: {name: weekly}}}`,
    },
    {
      title: 'Each part is reached by those who have to',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server, namespace: argo}
spec:
  selector: {matchLabels: {app: argo-server}}
  template:
    metadata: {labels: {app: argo-server}}
    spec:
      containers:
        - {name: argo-server, image: 'quay.io/argoproj/argocli:v4.1.2', args: [server]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: argo-server, namespace: argo}
spec:
  podSelector: {matchLabels: {app: argo-server}}
  policyTypes: [Ingress]
  ingress:
    - ports: [{port: 2746, protocol: TCP}]
    - from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: debug}}}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: default-deny, namespace: jobs}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: job-, namespace: jobs}
spec: {workflowTemplateRef: {name: job}}`,
    },
    {
      title: 'Policies of another kind, and workflows without an installation of Argo',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller, namespace: argo}
spec:
  selector: {matchLabels: {app: workflow-controller}}
  template:
    metadata: {labels: {app: workflow-controller}}
    spec:
      containers:
        - {name: workflow-controller, image: 'quay.io/argoproj/workflow-controller:v4.1.2'}
---
apiVersion: cilium.io/v2
kind: CiliumClusterwideNetworkPolicy
metadata: {name: argo}
spec: {endpointSelector: {}}
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: {name: argo, namespace: argo}
spec: {selector: all(), ingress: [{action: Allow, source: {namespaceSelector: name == 'web'}}]}`,
    },
    {
      title: 'Workflows of an installation that is elsewhere',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: job-, namespace: jobs}
spec: {workflowTemplateRef: {name: job}}`,
    },
  ],
  *check(manifest, project) {
    if (manifest.kind === 'Deployment') {
      for (const one of installed(manifest, project)) if (isComplete(one)) yield* judge(one, project)
    } else if (isKubernetes(manifest.kind, manifest.root)) {
      yield* wide(manifest, project)
    } else if (runners.has(manifest.kind)) {
      yield* egress(manifest, project)
    }
  },
})

const runners = new Set(['Workflow', 'CronWorkflow'])
const names = { controller: 'workflow controller', server: 'Argo Server' }

/** Not a patch: a Deployment has to have a selector. */
function isComplete({ manifest: { root, kind, parent }, whole }: Installed): boolean {
  return whole && !parent && kind === 'Deployment' && get(root, 'spec', 'selector') !== undefined
}

function labelsOf({ manifest }: Installed): Node | undefined {
  return get(manifest.root, 'spec', 'template', 'metadata', 'labels')
}

function* judge(one: Installed, project: Project): Generator<Problem> {
  const { manifest, part } = one
  const { namespace, root } = manifest
  if (hasOtherPolicies(namespace, project)) return
  const at = get(root, 'metadata', 'name') ?? root
  const near = policiesOf(namespace, project)
  const own = near.filter((policy) => selectsPods(policy, labelsOf(one)))
  const ports = part === 'server' ? '2746 from the Ingress and from users' : '9090 from Prometheus'
  if (own.length === 0) {
    yield {
      at,
      variant: near.length === 0 ? 'none' : 'uncovered',
      message: `${near.length === 0 ? 'The files have no NetworkPolicy for this namespace' : 'No NetworkPolicy among the files selects these pods'}, so every pod of the cluster reaches the ${names[part]}. Let callers in only at port ${ports}.`,
    }
    return
  }
  const inward = own.filter((policy) => limits(policy, 'Ingress'))
  const monitor = part === 'controller' && inward.length > 0 ? project.manifests.find(isMonitor) : undefined
  if (monitor && !inward.some((policy) => opens(policy, servedBy(one, project)))) {
    yield {
      at,
      variant: 'blocked-metrics',
      related: [
        { at: pair(monitor.root, 'metadata')?.key ?? monitor.root, manifest: monitor, note: 'Reads the metrics' },
      ],
      message:
        'Prometheus is to read the metrics of the controller, and the network policies that select it let nobody in at port 9090. Let the namespace of Prometheus in there.',
    }
  }
}

function isMonitor({ kind, root, name }: Manifest): boolean {
  return (
    kind === 'ServiceMonitor' &&
    /workflow-controller/.test(`${name} ${text(get(root, 'spec', 'selector', 'matchLabels', 'app')) ?? ''}`)
  )
}

/** Whether some rule of a policy lets anybody in at one of some ports. */
function opens({ root }: Manifest, served: ReadonlySet<string>): boolean {
  return items(get(root, 'spec', 'ingress')).some((rule) => {
    const ports = portsOf(rule)
    return ports.length === 0 || ports.some((port) => isServed(port, served))
  })
}

/** A name may be that of any port, and so may what is put in later. */
function isServed(port: string, served: ReadonlySet<string>): boolean {
  return port !== '*' && (!/^\d+$/.test(port) || served.has(port))
}

function servedBy(one: Installed, project: Project): ReadonlySet<string> {
  if (one.part === 'server') return new Set([flag(one, 'port')?.value ?? '2746', '2746'])
  const others = project.configs.flatMap(({ root }) =>
    ['metricsconfig', 'telemetryconfig'].flatMap(
      (name) => text(get(controllerSettings(root).get(name)?.value, 'port')) ?? [],
    ),
  )
  return new Set(['9090', ...others])
}

/** A policy that lets everybody in where nothing is to be had but by mistake. */
function* wide(policy: Manifest, project: Project): Generator<Problem> {
  if (!limits(policy, 'Ingress')) return
  for (const one of parts(project)) {
    if (!mayBeIn(policy, one.manifest.namespace) || !selectsPods(policy, labelsOf(one))) continue
    const served = servedBy(one, project)
    for (const rule of items(get(policy.root, 'spec', 'ingress'))) {
      const ports = portsOf(rule)
      if (!isForAll(rule) || (ports.length > 0 && ports.every((port) => isServed(port, served)))) continue
      yield {
        at: rule,
        variant: 'wide',
        key: one.part,
        message: `This rule lets everybody reach the ${names[one.part]} ${ports.length === 0 ? 'at every port' : `at port ${ports.filter((port) => !isServed(port, served)).join(', ')}`}, its profiler and its probes among them. Name its port (${[...served].join(', ')}), and who may come in.`,
      }
    }
  }
}

const parts = once((project: Project): readonly Installed[] => allInstalled(project).filter(isComplete))

/** The first manifest in each namespace that starts workflows by itself. */
const firsts = once((project: Project): ReadonlyMap<string, Manifest> => {
  const all = project.manifests.filter(({ kind, parent }) => runners.has(kind) && !parent).toReversed()
  return new Map(all.flatMap((one) => (one.namespace === undefined ? [] : [[one.namespace, one] as const])))
})

function* egress(manifest: Manifest, project: Project): Generator<Problem> {
  const { namespace, root } = manifest
  if (namespace === undefined || firsts(project).get(namespace) !== manifest || parts(project).length === 0) return
  if (hasOtherPolicies(namespace, project)) return
  const limited = policiesOf(namespace, project).some(
    (policy) => limits(policy, 'Egress') && selectsPods(policy, undefined),
  )
  if (limited) return
  yield {
    at: get(root, 'metadata', 'namespace') ?? root,
    variant: 'open-egress',
    message:
      'Workflows run in this namespace, and no NetworkPolicy among the files limits where its pods may connect to: a step can carry what it reads anywhere, and reach what only the cluster should. Add one for all pods that lets them out to what they need.',
  }
}
