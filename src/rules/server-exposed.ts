import { chartValues } from '../argo/chart-values.ts'
import { type Exposure, allExposures } from '../argo/exposure.ts'
import type { Manifest } from '../argo/manifest.ts'
import type { Project } from '../argo/project.ts'
import { defineRule, type Problem, type Related } from '../rule.ts'
import type { Node, Pair } from '../yaml/node.ts'
import { get, isNull, items, keyOf, pairs, text } from '../yaml/query.ts'

export default defineRule({
  id: 'server-exposed',
  title: 'Argo Server can be reached from outside without TLS or limits',
  category: 'network',
  severity: 'medium',
  confidence: 'medium',
  persona: 'regular',
  about: 'installation',
  variants: {
    plain: { when: 'an Ingress, Route or HTTPRoute lets callers in without TLS', severity: 'high' },
    service: { when: 'a Service of type `LoadBalancer` or `NodePort` lets callers in from any address' },
    'no-redirect': { when: 'callers without TLS are let in beside those with TLS' },
    'any-host': {
      when: 'an Ingress leads every host name to the server',
      severity: 'low',
      persona: 'pedantic',
    },
  },
  docs: `
Whoever reaches the Argo Server can try its logins, its webhooks and every hole that it has. It has to be reached for the UI and for webhooks, but not by everybody, and not without TLS: people send it tokens that may create workflows.

A Service that selects the server should be a \`ClusterIP\`. Let callers in through an Ingress, Route or Gateway that ends TLS for the host and sends those without TLS there. Where only some networks need it, name them: \`loadBalancerSourceRanges\`, \`nginx.ingress.kubernetes.io/whitelist-source-range\`, an internal load balancer. A range that is every address (\`0.0.0.0/0\`) limits nothing. A login in front of it (\`nginx.ingress.kubernetes.io/auth-url\`) counts as a limit as well, and nothing is reported.

An Ingress has TLS when \`spec.tls\` covers the host, or when an annotation names a certificate (load balancers of AWS and Google, Traefik). NGINX sends callers to TLS by itself where there is some, so only \`ssl-redirect: "false"\` is reported; \`force-ssl-redirect: "false"\` is its default and changes nothing. Of an HTTPRoute only the listeners of a Gateway among the files are known.

Where the server's Deployment is not among the files, what leads to a Service of the name that Argo or its Helm chart gives it is judged.`,
  guide: ['S34', 'S40', 'S42'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/security/#argo-server',
    'https://argo-workflows.readthedocs.io/en/latest/argo-server/#ingress',
  ],
  examples: [
    {
      title: 'A load balancer for everybody',
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
        - {name: argo-server, image: 'quay.io/argoproj/argocli:v3.7.18', args: [server]}
---
apiVersion: v1
kind: Service
metadata: {name: argo-server, namespace: argo}
spec:
  type: LoadBalancer # ✗ service
  selector: {app: argo-server}
  ports: [{port: 2746}]`,
    },
    {
      title: 'An Ingress and a Route without TLS, and one that takes both',
      yaml: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: argo}
spec:
  tls: [{hosts: [other.example.org], secretName: tls}]
  rules:
    - host: argo.example.org # ✗ plain
      http:
        paths:
          - {path: /, pathType: Prefix, backend: {service: {name: argo-server, port: {number: 2746}}}}
---
apiVersion: route.openshift.io/v1
kind: Route
metadata: {name: argo}
spec:
  to: {kind: Service, name: argo-server} # ✗ plain
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: second
  annotations:
    nginx.ingress.kubernetes.io/ssl-redirect: "false" # ✗ no-redirect
spec:
  tls: [{hosts: ['*.example.org'], secretName: tls}]
  rules:
    - host: argo.example.org
      http:
        paths:
          - {path: /, pathType: Prefix, backend: {service: {name: argo-server, port: {number: 2746}}}}`,
    },
    {
      title: 'An HTTPRoute at listeners without TLS',
      yaml: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: outer, namespace: gateways}
spec:
  gatewayClassName: istio
  listeners:
    - {name: web, port: 80, protocol: HTTP}
    - {name: websecure, port: 443, protocol: HTTPS}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: plain, namespace: argo}
spec:
  parentRefs:
    - {name: outer, namespace: gateways, sectionName: web} # ✗ plain
  rules: [{backendRefs: [{name: argo-server, port: 2746}]}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: both, namespace: argo}
spec:
  parentRefs:
    - {name: outer, namespace: gateways} # ✗ no-redirect
  rules: [{backendRefs: [{name: argo-server, port: 2746}]}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: secure, namespace: argo}
spec:
  parentRefs: [{name: outer, namespace: gateways, sectionName: websecure}]
  rules: [{backendRefs: [{name: argo-server, port: 2746}]}]`,
    },
    {
      title: 'Ranges of addresses that are everybody, and a Route that takes callers without TLS too',
      yaml: `
apiVersion: v1
kind: Service
metadata: {name: argo-server}
spec:
  type: LoadBalancer # ✗ service
  loadBalancerSourceRanges: [10.0.0.0/8, 0.0.0.0/0]
  selector: {app: argo-server}
---
apiVersion: v1
kind: Service
metadata:
  name: argo-server-limited
  annotations: {service.beta.kubernetes.io/load-balancer-source-ranges: "10.0.0.0/8, 192.168.0.0/16"}
spec: {type: LoadBalancer, selector: {app: argo-server}}
---
apiVersion: v1
kind: Service
metadata:
  name: argo-server-outer
  annotations: {service.beta.kubernetes.io/aws-load-balancer-internal: "false"}
spec:
  type: LoadBalancer # ✗ service
  selector: {app: argo-server}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: argo
  annotations: {nginx.ingress.kubernetes.io/whitelist-source-range: 0.0.0.0/0}
spec:
  rules:
    - host: argo.example.org # ✗ plain
      http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: argo-server, port: {number: 2746}}}}]}
---
apiVersion: route.openshift.io/v1
kind: Route
metadata: {name: argo}
spec:
  to: {kind: Service, name: argo-server}
  tls: {termination: edge, insecureEdgeTerminationPolicy: Allow} # ✗ no-redirect
---
apiVersion: route.openshift.io/v1
kind: Route
metadata: {name: argo-redirecting}
spec:
  to: {kind: Service, name: argo-server}
  tls: {termination: edge, insecureEdgeTerminationPolicy: Redirect}`,
    },
    {
      title: "Values of Argo's Helm chart that ask for an Ingress without TLS, and some that ask for one with it",
      yaml: `
server:
  authModes: [client]
  ingress: # ✗ plain
    enabled: true
    hosts: [argo.example.org]
---
argo-workflows:
  server:
    ingress:
      enabled: true
      hosts: [argo.example.org]
      tls: [{hosts: [argo.example.org], secretName: tls}]
---
argo-workflows:
  server:
    ingress:
      enabled: true
      annotations: {nginx.ingress.kubernetes.io/auth-url: 'https://login.example.org'}`,
    },
    {
      title: "Values of Argo's Helm chart with a load balancer, and some with one for known networks",
      yaml: `
server:
  authModes: [client]
  serviceType: LoadBalancer # ✗ service
  ingress: {enabled: false}
---
argo-workflows:
  server:
    serviceType: LoadBalancer
    loadBalancerSourceRanges: [10.0.0.0/8]
---
argo-workflows:
  server: {enabled: false, serviceType: NodePort}`,
    },
    {
      title: 'An Ingress for any host name',
      yaml: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: argo}
spec:
  tls: [{secretName: tls}]
  defaultBackend:
    service: {name: argo-server, port: {number: 2746}} # ✗ any-host`,
    },
    {
      title: 'Callers come in with TLS, or from known networks only',
      yaml: `
apiVersion: v1
kind: Service
metadata: {name: argo-server}
spec:
  type: ClusterIP
  selector: {app: argo-server}
---
apiVersion: v1
kind: Service
metadata: {name: argo-server-lb}
spec:
  type: LoadBalancer
  loadBalancerSourceRanges: [10.0.0.0/8]
  selector: {app: argo-server}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: argo
  annotations: {nginx.ingress.kubernetes.io/force-ssl-redirect: "false"}
spec:
  tls: [{hosts: [argo.example.org], secretName: tls}]
  rules:
    - host: argo.example.org
      http: {paths: [{path: /, backend: {service: {name: argo-server, port: {number: 2746}}}}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: inner
  annotations: {nginx.ingress.kubernetes.io/whitelist-source-range: 10.0.0.0/8}
spec:
  rules:
    - host: argo.example.org
      http: {paths: [{path: /, backend: {service: {name: argo-server, port: {number: 2746}}}}]}
---
apiVersion: route.openshift.io/v1
kind: Route
metadata: {name: argo}
spec:
  tls: {termination: reencrypt}
  to: {kind: Service, name: argo-server}`,
    },
    {
      title: "Load balancers that end TLS by an annotation, and another's Ingress",
      yaml: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: argo
  annotations:
    alb.ingress.kubernetes.io/certificate-arn: arn:aws:acm:eu-west-1:1:certificate/a
spec:
  rules:
    - host: argo.example.org
      http: {paths: [{path: /, backend: {service: {name: argo-server, port: {number: 2746}}}}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: argocd}
spec:
  rules:
    - host: cd.example.org
      http: {paths: [{path: /, backend: {service: {name: argocd-server, port: {number: 80}}}}]}`,
    },
  ],
  *check(manifest, project) {
    if (!kinds.has(manifest.kind)) return
    const own = allExposures('server', project).filter((one) => one.manifest === manifest)
    const [exposure] = own
    if (!exposure || isLimited(manifest)) return
    switch (manifest.kind) {
      case 'Service':
        yield service(exposure)
        break
      case 'Ingress':
        yield* ingress(exposure)
        break
      case 'Route':
        yield* route(exposure)
        break
      case 'Values':
        for (const one of distinct(own)) yield* byChart(one)
        break
      default:
        yield* httpRoute(manifest, project)
    }
  },
})

/** What values ask for, once, however many servers are behind it. */
function distinct(all: readonly Exposure[]): readonly Exposure[] {
  return [...new Map(all.map((one) => [one.at, one] as const)).values()]
}

function* byChart({ manifest, at, tls }: Exposure): Generator<Problem> {
  const server = get(chartValues(manifest.root), 'server')
  const type = get(server, 'serviceType')
  if (at === type) {
    yield {
      at,
      variant: 'service',
      message: `These values let callers from any address reach the Argo Server, past whatever an Ingress would ask of them. Leave its Service a \`ClusterIP\` behind an Ingress with TLS${text(type) === 'LoadBalancer' ? ', or name the networks that may come in in `server.loadBalancerSourceRanges`' : ''}.`,
    }
    return
  }
  const asked = get(server, 'ingress')
  if (!asked || annotated(asked, limits)) return
  if (!tls && !annotated(asked, endsTls)) yield plain(at, 'The Ingress that these values ask for')
  else yield* unredirected(asked, 'The Ingress that these values ask for')
}

const kinds = new Set(['Service', 'Ingress', 'Route', 'HTTPRoute', 'Values'])

function service({ manifest, at }: Exposure): Problem {
  return {
    at,
    variant: 'service',
    message: `This Service lets callers from any address reach the Argo Server, past whatever an Ingress would ask of them. Make it a \`ClusterIP\` behind an Ingress with TLS, or name the networks that may come in${text(get(manifest.root, 'spec', 'type')) === 'LoadBalancer' ? ' in `loadBalancerSourceRanges`' : ''}.`,
  }
}

function plain(at: Node | Exposure['at'], what: string, related: readonly Related[] = []): Problem {
  return {
    at,
    variant: 'plain',
    related,
    message: `${what} lets callers reach the Argo Server without TLS, so tokens, logs and parameters can be read on the way. Add TLS for the host, and send callers without TLS there.`,
  }
}

function* ingress({ manifest: { root }, at }: Exposure): Generator<Problem> {
  const spec = get(root, 'spec')
  const rule = items(get(spec, 'rules')).find(({ start, end }) => start <= at.start && at.end <= end)
  const host = get(rule, 'host')
  const name = text(host) ?? ''
  const covered = items(get(spec, 'tls')).some((entry) => {
    const hosts = items(get(entry, 'hosts')).flatMap((item) => text(item) ?? [])
    return hosts.length === 0 || name === '' || hosts.some((one) => covers(one, name))
  })
  if (!covered && !annotated(root, endsTls)) {
    yield plain(host ?? at, 'This Ingress')
    return
  }
  const open = [...unredirected(root, 'This Ingress')]
  yield* open
  if (open.length === 0 && (name === '' || name === '*')) {
    yield {
      at: host ?? at,
      variant: 'any-host',
      message:
        'This Ingress leads every host name to the Argo Server, so whoever finds the address finds the server, and a page of any name can be this one. Name the host.',
    }
  }
}

/** Where an annotation lets callers without TLS stay without it. */
function* unredirected(of: Node, what: string): Generator<Problem> {
  const redirect = annotationsOf(of).find((entry) =>
    /^nginx\.(?:ingress\.kubernetes\.io|org)\/ssl-redirect$/.test(keyOf(entry) ?? ''),
  )
  if (!redirect || text(redirect.value)?.toLowerCase() !== 'false') return
  yield {
    at: redirect.value,
    variant: 'no-redirect',
    message: `${what} has TLS, but lets callers without TLS reach the Argo Server too, so a link with \`http:\` is enough to lose a token. Remove this: callers are then sent to TLS.`,
  }
}

function* route({ manifest: { root }, at, tls }: Exposure): Generator<Problem> {
  if (!tls) {
    yield plain(at, 'This Route')
    return
  }
  const insecure = get(root, 'spec', 'tls', 'insecureEdgeTerminationPolicy')
  if (!insecure || text(insecure) !== 'Allow') return
  yield {
    at: insecure,
    variant: 'no-redirect',
    message:
      'This Route has TLS, but lets callers without TLS reach the Argo Server too, so a link with `http:` is enough to lose a token. Write `Redirect`: callers are then sent to TLS.',
  }
}

/** A host of a certificate may have a star for its first label. */
function covers(pattern: string, host: string): boolean {
  if (pattern.includes('{') || host.includes('{') || pattern.includes('$') || host.includes('$')) return true
  if (!pattern.startsWith('*.')) return pattern.toLowerCase() === host.toLowerCase()
  const dot = host.indexOf('.')
  return dot > 0 && host.slice(dot).toLowerCase() === pattern.slice(1).toLowerCase()
}

/** Annotations by which a load balancer ends TLS without a word in `spec.tls`. */
const endsTls =
  /certificate-arn|ssl-cert|managed-certificates|pre-shared-cert|router\.tls(?:=true|\.)|certificate-name|appgw-ssl-certificate/
/** Annotations by which only some callers come in. */
const limits =
  /(?:(?:white|allow)list-source-range|inbound-cidrs)=(?!(?:.*[\s,])?(?:0\.0\.0\.0|::)\/0(?:$|[\s,]))|scheme=internal$|\/auth-(?:url|type|signin|tls-secret)=(?!none$)|internal[^=]{0,100}=(?:true|"?internal|0\.0\.0\.0\/0)|type=internal$|ingress\.class=.*internal/i

/** The annotations of an object, or of what values have for one. */
function annotationsOf(of: Node): readonly Pair[] {
  return pairs(get(of, 'metadata', 'annotations') ?? get(of, 'annotations'))
}

function annotated(of: Node, pattern: RegExp): boolean {
  return annotationsOf(of).some((entry) => pattern.test(`${keyOf(entry) ?? ''}=${text(entry.value) ?? ''}`))
}

function isLimited({ root }: Manifest): boolean {
  return annotated(root, limits) || /internal/i.test(text(get(root, 'spec', 'ingressClassName')) ?? '')
}

/** What the listeners speak to which a route is attached, as far as their Gateways are among the files. */
function* httpRoute({ root, namespace }: Manifest, project: Project): Generator<Problem> {
  for (const parent of items(get(root, 'spec', 'parentRefs'))) {
    const gateway = project.find(
      'Gateway',
      text(get(parent, 'name')) ?? '',
      text(get(parent, 'namespace')) ?? namespace,
    )
    const section = text(get(parent, 'sectionName'))
    const listeners = items(get(gateway?.root, 'spec', 'listeners')).filter(
      (listener) => section === undefined || text(get(listener, 'name')) === section,
    )
    const open = listeners.find((listener) => text(get(listener, 'protocol')) === 'HTTP')
    if (!gateway || !open || gateway.templated || !isNull(get(parent, 'port'))) continue
    const related = [{ at: open, manifest: gateway, note: 'Speaks HTTP without TLS' }]
    if (listeners.every((listener) => text(get(listener, 'protocol')) === 'HTTP')) {
      yield plain(parent, 'This HTTPRoute', related)
    } else {
      yield {
        at: parent,
        variant: 'no-redirect',
        related,
        message:
          'This HTTPRoute is attached to every listener of its Gateway, also to those without TLS, so a link with `http:` is enough to lose a token. Name the listener with TLS in `sectionName`, and let another route send callers there.',
      }
    }
  }
}
