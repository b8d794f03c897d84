import { withoutFlags } from '../argo/argument.ts'
import { controllerSettings, isControllerConfig } from '../argo/controller-config.ts'
import { allExposures, exposures } from '../argo/exposure.ts'
import { parseBool } from '../argo/flags.ts'
import { type Installed, installed } from '../argo/installation.ts'
import type { Manifest } from '../argo/manifest.ts'
import type { Project } from '../argo/project.ts'
import { defineRule, type Problem } from '../rule.ts'
import { replace } from '../yaml/change.ts'
import { bool, get, items, text } from '../yaml/query.ts'

export default defineRule({
  id: 'metrics-exposed',
  title: 'Metrics of Argo can be read by anyone',
  category: 'network',
  severity: 'low',
  confidence: 'high',
  persona: 'pedantic',
  about: 'installation',
  variants: {
    open: { when: 'the server serves its metrics without a login' },
    'open-exposed': {
      when: 'it does, and something among the files lets callers from outside reach it',
      severity: 'medium',
      persona: 'regular',
    },
    plain: { when: 'the controller serves its metrics without TLS' },
    reachable: {
      when: "a Service, Ingress or Route lets callers from outside reach the controller's metrics",
      severity: 'medium',
      persona: 'regular',
    },
  },
  docs: `
Metrics name namespaces, workflows and templates, and tell when something runs and fails: a map for an attacker. Only Prometheus has to read them.

The Argo Server asks for a login at \`/metrics\` unless \`ARGO_SERVER_METRICS_AUTH\` is \`false\`: remove it, and give Prometheus a token. The controller serves its metrics at port 9090 and asks nobody: keep its Service a \`ClusterIP\`, put no Ingress in front of it, and let only the namespace of Prometheus in by a NetworkPolicy. From 3.6 on it uses TLS unless \`metricsConfig.secure\` is \`false\`.

The profiler (\`ARGO_PPROF\`) is the business of \`component-pod-unhardened\`.

The fix removes the variable, and says \`secure: true\`.`,
  guide: ['S46', 'S47'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/metrics/',
    'https://argo-workflows.readthedocs.io/en/latest/environment-variables/',
    'https://argo-workflows.readthedocs.io/en/latest/security/#workflow-controller',
  ],
  examples: [
    {
      title: 'A Service and an Ingress for the metrics of a controller that is installed elsewhere',
      yaml: `
apiVersion: v1
kind: Service
metadata: {name: workflow-controller-metrics, namespace: argo}
spec:
  type: NodePort # ✗ reachable
  selector: {app: workflow-controller}
  ports: [{port: 9090}]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: metrics, namespace: argo}
spec:
  defaultBackend:
    service:
      name: argo-argo-workflows-workflow-controller # ✗ reachable
      port: {number: 9090}
---
apiVersion: v1
kind: Service
metadata: {name: workflow-controller, namespace: argo}
spec: {selector: {app: workflow-controller}, ports: [{port: 9090}]}`,
    },
    {
      title: "Values of Argo's Helm chart that publish the metrics of the controller",
      yaml: `
controller:
  workflowNamespaces: [builds]
  serviceType: NodePort # ✗ reachable
  metricsConfig: {enabled: true}
---
argo-workflows:
  controller: {serviceType: NodePort}`,
    },
    {
      title: 'A server whose metrics need no login',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    metadata: {labels: {app: argo-server}}
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server]
          env:
            - name: ARGO_SERVER_METRICS_AUTH
              value: "false" # ✗ open
            - name: BASE_HREF
              value: /argo
`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    metadata: {labels: {app: argo-server}}
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server]
          env:
            - name: BASE_HREF
              value: /argo
`,
    },
    {
      title: 'The same behind a load balancer',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    metadata: {labels: {app: argo-server}}
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server]
          env:
            - {name: ARGO_SERVER_METRICS_AUTH, value: "false"} # ✗ open-exposed
---
apiVersion: v1
kind: Service
metadata: {name: argo-server}
spec:
  type: LoadBalancer
  selector: {app: argo-server}
  ports: [{port: 2746}]`,
    },
    {
      title: 'Metrics of the controller without TLS, for everybody',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  metricsConfig: |
    enabled: true
    secure: false # ✗ plain
  telemetryConfig: |
    enabled: false
    secure: false
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    metadata: {labels: {app: workflow-controller}}
    spec:
      containers:
        - {name: workflow-controller, image: 'quay.io/argoproj/workflow-controller:v3.7.18'}
---
apiVersion: v1
kind: Service
metadata: {name: workflow-controller-metrics}
spec:
  type: NodePort # ✗ reachable
  selector: {app: workflow-controller}
  ports: [{name: metrics, port: 9090}]`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  metricsConfig: |
    enabled: true
    secure: true
  telemetryConfig: |
    enabled: false
    secure: false
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    metadata: {labels: {app: workflow-controller}}
    spec:
      containers:
        - {name: workflow-controller, image: 'quay.io/argoproj/workflow-controller:v3.7.18'}
---
apiVersion: v1
kind: Service
metadata: {name: workflow-controller-metrics}
spec:
  type: NodePort
  selector: {app: workflow-controller}
  ports: [{name: metrics, port: 9090}]`,
    },
    {
      title: 'Metrics that only the cluster can reach',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    metadata: {labels: {app: workflow-controller}}
    spec:
      containers:
        - {name: workflow-controller, image: 'quay.io/argoproj/workflow-controller:v3.7.18'}
---
apiVersion: v1
kind: Service
metadata: {name: workflow-controller-metrics}
spec:
  selector: {app: workflow-controller}
  ports: [{name: metrics, port: 9090}]`,
    },
    {
      title: 'A server that is exposed and asks for a login',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    metadata: {labels: {app: argo-server}}
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server]
          env: [{name: ARGO_SERVER_METRICS_AUTH, value: "true"}]
---
apiVersion: v1
kind: Service
metadata: {name: argo-server}
spec: {type: LoadBalancer, selector: {app: argo-server}}`,
    },
  ],
  *check(manifest, project) {
    for (const one of installed(manifest, project)) if (one.part === 'server') yield* open(one, project)
    if (isControllerConfig(manifest.root)) yield* plain(manifest)
    if (kinds.has(manifest.kind)) yield* reachable(manifest, project)
  },
})

const variable = 'ARGO_SERVER_METRICS_AUTH'
const kinds = new Set(['Service', 'Ingress', 'Route', 'HTTPRoute', 'Values'])

function* open(server: Installed, project: Project): Generator<Problem> {
  const auth = server.env.get(variable)
  if (!auth || parseBool(auth.text) !== false) return
  const [outer] = exposures(server, project)
  yield {
    at: auth.at,
    variant: outer ? 'open-exposed' : 'open',
    related: outer ? [{ at: outer.at, manifest: outer.manifest, note: 'Lets callers from outside in' }] : [],
    message: `The Argo Server serves its metrics without a login: names of workflows, and what runs when, to whoever reaches it${outer ? ', and that is not only the cluster' : ''}. Remove this, and give Prometheus a token.`,
    propose: () => {
      const changes = withoutFlags(server, [{ name: variable, at: auth.at }])
      if ('refused' in changes) return changes
      return { title: 'Ask for a login at the metrics (Prometheus needs a token then)', safety: 'unsafe', changes }
    },
  }
}

function* plain({ root }: Manifest): Generator<Problem> {
  for (const name of ['metricsconfig', 'telemetryconfig']) {
    const config = controllerSettings(root).get(name)?.value
    const secure = get(config, 'secure')
    if (!secure || bool(secure) !== false || bool(get(config, 'enabled')) === false) continue
    yield {
      at: secure,
      variant: 'plain',
      message:
        'The controller serves its metrics without TLS, so they can be read and changed on their way to Prometheus. Remove this, or say `true`, and let Prometheus use `https`.',
      propose: () => ({
        title: 'Serve metrics with TLS (Prometheus has to use `https` then)',
        safety: 'unsafe',
        changes: [replace(secure, true)],
      }),
    }
  }
}

function* reachable(manifest: Manifest, project: Project): Generator<Problem> {
  const exposure = allExposures('controller', project).find((one) => one.manifest === manifest)
  if (!exposure) return
  const ports = items(get(manifest.root, 'spec', 'ports')).flatMap((port) => text(get(port, 'port')) ?? [])
  const what = ports.includes('6060') ? 'metrics and the profiler' : 'metrics'
  yield {
    at: exposure.at,
    variant: 'reachable',
    message: `This lets callers from outside the cluster reach the ${what} of the workflow controller, which asks nobody for a login. Keep its Service a \`ClusterIP\`, without an Ingress.`,
  }
}
