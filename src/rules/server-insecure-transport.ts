import { withoutFlags, withValue, withWord } from '../argo/argument.ts'
import { type Exposure, exposures } from '../argo/exposure.ts'
import { clientFlags, flag, type Installed, installed, isOn } from '../argo/installation.ts'
import { type Manifest, podSpec } from '../argo/manifest.ts'
import { containers } from '../argo/pod.ts'
import { parseBool } from '../argo/flags.ts'
import type { Project } from '../argo/project.ts'
import { formatVersion, since } from '../argo/version.ts'
import { defineRule, type Problem, type Proposal } from '../rule.ts'
import { type Change, set } from '../yaml/change.ts'
import type { Refusal } from '../yaml/edit.ts'
import { get, mapping, text } from '../yaml/query.ts'

export default defineRule({
  id: 'server-insecure-transport',
  title: 'Argo Server talks plain HTTP or weak TLS',
  category: 'server',
  severity: 'high',
  confidence: 'high',
  persona: 'regular',
  variants: {
    plain: { when: 'the server is told not to use TLS' },
    terminated: {
      when: 'it is, but an Ingress, Route or mesh among the files ends TLS in front of it',
      severity: 'medium',
    },
    default: { when: 'it is of version 2, which uses no TLS unless told to' },
    'weak-version': { when: '`TLS_MIN_VERSION` lets TLS 1.0 or 1.1 in', severity: 'medium' },
    unverified: { when: 'a client does not check the certificate of the server', severity: 'medium' },
    'self-signed': {
      when: 'the server makes its own certificate and nothing in front of it has another',
      severity: 'low',
      persona: 'pedantic',
    },
  },
  docs: `
People send the Argo Server their tokens, and it sends them logs, parameters and artifacts. Without TLS, everybody on the way reads them: other pods on the node's network, and whatever lies between an Ingress and the server.

Argo Server uses TLS unless \`--secure=false\`, \`-e=false\` or \`ARGO_SECURE=false\` says otherwise. Remove that, set \`readinessProbe.httpGet.scheme: HTTPS\`, and tell what stands in front of the server to speak HTTPS to it (for the NGINX Ingress, \`nginx.ingress.kubernetes.io/backend-protocol: HTTPS\`).

\`--secure\` is a boolean flag, so the two words \`--secure\`, \`false\` leave TLS on: nothing is reported for them.

Without \`--tls-certificate-secret-name\` (3.4.5 and later) the server makes a certificate that nobody can check, and clients learn to skip the check. \`--insecure-skip-verify\` in a client gives its token to whoever answers.

The fix says \`true\` where TLS is switched off and lets the probes use HTTPS; what stands in front of the server is left to you.`,
  guide: ['S34', 'H2'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/tls/',
    'https://argo-workflows.readthedocs.io/en/latest/security/#argo-server-security',
  ],
  examples: [
    {
      title: 'TLS is off, by a flag, its shorthand and a variable',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args:
            - server
            - --secure=false # ✗ plain
          readinessProbe:
            httpGet: {path: /, port: 2746, scheme: HTTP}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: second}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, -e=false] # ✗ plain
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: third}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server]
          env:
            - {name: ARGO_SECURE, value: "false"} # ✗ plain
            - {name: TLS_MIN_VERSION, value: "769"} # ✗ weak-version
`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args:
            - server
            - --secure=true
          readinessProbe:
            httpGet: {path: /, port: 2746, scheme: HTTPS}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: second}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, -e=true]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: third}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server]
          env:
            - {name: ARGO_SECURE, value: "true"}
`,
    },
    {
      title: 'An Ingress ends TLS in front of the server',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          command: [sh, -c, 'argo server --secure=false --auth-mode=client'] # ✗ terminated
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: argo-server}
spec:
  tls: [{hosts: [argo.example.org], secretName: argo-tls}]
  rules:
    - host: argo.example.org
      http:
        paths:
          - {path: /, pathType: Prefix, backend: {service: {name: argo-server, port: {number: 2746}}}}`,
    },
    {
      title: 'A version that uses no TLS by itself',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: argoproj/argocli:v2.12.13
          args: [server] # ✗ default`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: argoproj/argocli:v2.12.13
          args: [server, --secure]`,
    },
    {
      title: 'Scripts that call the server, and one that calls something else',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: submit-}
spec:
  entrypoint: main
  templates:
    - name: main
      script:
        image: alpine:3.20
        command: [bash, -eu]
        source: |
          curl -k https://example.org
          argo submit -k job.yaml # ✗ unverified
    - name: other
      script:
        image: quay.io/argoproj/argocli:v3.7.18
        command: [sh]
        source: curl -k https://example.org`,
    },
    {
      title: 'A client that skips the check, and a server that makes it',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: submit-}
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: quay.io/argoproj/argocli:v3.7.18
        args: [submit, --watch, --insecure-skip-verify, job.yaml] # ✗ unverified
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server] # ✗ self-signed`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: submit-}
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: quay.io/argoproj/argocli:v3.7.18
        args: [submit, --watch, job.yaml]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server]`,
    },
    {
      title: 'TLS with a certificate of its own',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --tls-certificate-secret-name=argo-server-tls]
          env:
            - {name: TLS_MIN_VERSION, value: "772"}`,
    },
    {
      title: 'Two words that do not switch TLS off, and a flag that counts before a variable',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --tls-certificate-secret-name=tls, --secure, "false"]
          env:
            - {name: ARGO_SECURE, value: "false"}`,
    },
  ],
  *check(manifest, project) {
    for (const server of installed(manifest, project)) if (server.part === 'server') yield* judge(server, project)
    yield* clients(manifest, project)
  },
})

function* judge(server: Installed, project: Project): Generator<Problem> {
  const shield = shieldOf(server, project)
  const off = isOn(server, 'secure') === false ? flag(server, 'secure') : undefined
  if (off) {
    yield {
      at: off.at,
      variant: shield ? 'terminated' : 'plain',
      related: shield?.exposure
        ? [
            {
              at: shield.exposure.at,
              manifest: shield.exposure.manifest,
              note: 'Ends TLS before it reaches the server',
            },
          ]
        : [],
      message: `The Argo Server is told to talk plain HTTP, so tokens, logs and parameters can be read ${shield ? `between ${shield.name} and the server` : 'on their way'}. Turn TLS on, and let probes and proxies use HTTPS.`,
      propose: () => turnedOn(server, switchedOn(server)),
    }
  }
  const least = server.env.get('TLS_MIN_VERSION')
  if (least && /^(?:768|769|770)$/.test(least.text)) {
    yield {
      at: least.at,
      variant: 'weak-version',
      message: `\`TLS_MIN_VERSION\` of ${least.text} lets clients talk SSL 3, TLS 1.0 or TLS 1.1, which can be broken. Remove it: Argo then asks for TLS 1.2.`,
      propose: () =>
        unsafe(
          'Ask for TLS 1.2 or later (older clients can no longer connect)',
          withoutFlags(server, [{ name: 'TLS_MIN_VERSION', at: least.at }]),
        ),
    }
  }
  if (!flag(server, 'secure') && server.whole) yield* byDefault(server, shield !== undefined)
}

/** What a server without the flag does: nothing before 3.0, then a certificate of its own making. */
function* byDefault(server: Installed, shielded: boolean): Generator<Problem> {
  const at = get(server.node, 'args') ?? get(server.node, 'image') ?? server.node
  const { version } = server
  if (version && !since(version, 3, 0)) {
    yield {
      at,
      variant: 'default',
      message: `Argo ${formatVersion(version)} uses no TLS unless it is told to, so tokens, logs and parameters can be read on their way. Upgrade; until then add \`--secure\`.`,
      propose: () => turnedOn(server, withWord(server, 'server', '--secure')),
    }
  } else if (since(version, 3, 5) && !shielded && !flag(server, 'tls-certificate-secret-name')) {
    yield {
      at,
      variant: 'self-signed',
      message:
        'The Argo Server makes its own certificate at each start, so clients cannot tell it from another machine and have to skip the check. Name a Secret with a real one in `--tls-certificate-secret-name`.',
    }
  }
}

function unsafe(title: string, changes: readonly Change[] | Refusal): Proposal | Refusal {
  return 'refused' in changes ? changes : { title, safety: 'unsafe', changes }
}

function turnedOn({ node }: Installed, changes: readonly Change[] | Refusal): Proposal | Refusal {
  if ('refused' in changes) return changes
  const probes = ['startupProbe', 'livenessProbe', 'readinessProbe'].flatMap((probe) => {
    const request = mapping(get(node, probe, 'httpGet'))
    return request && text(get(request, 'scheme')) !== 'HTTPS' ? set(request, 'scheme', 'HTTPS') : []
  })
  return unsafe('Turn on TLS of the server (clients and proxies must then speak HTTPS)', [...changes, ...probes])
}

/** Every flag that switches TLS off says the opposite: where it is only taken away, an older version uses no TLS. */
function switchedOn(server: Installed): readonly Change[] | Refusal {
  const changes: Change[] = []
  for (const one of server.flags) {
    if (one.name !== 'secure' || parseBool(one.value) !== false) continue
    const made = withValue(server, one, 'true')
    if ('refused' in made) return made
    changes.push(...made)
  }
  return changes
}

/** What ends TLS in front of a server. */
function shieldOf(server: Installed, project: Project): { name: string; exposure?: Exposure } | undefined {
  const metadata = get(server.manifest.root, 'spec', 'template', 'metadata')
  for (const holder of ['annotations', 'labels']) {
    if (text(get(metadata, holder, 'linkerd.io/inject')) === 'enabled') return { name: 'the mesh' }
    if (text(get(metadata, holder, 'sidecar.istio.io/inject')) === 'true') return { name: 'the mesh' }
  }
  const exposure = exposures(server, project).find(({ tls }) => tls)
  if (!exposure) return undefined
  const { kind, name } = exposure.manifest
  return { name: kind === 'Values' ? 'the Ingress of these values' : `${kind} \`${name}\``, exposure }
}

/** What every such call has in it: most manifests need not be read for one. */
const hint = /insecure.skip.verify|[\s"',[]-[a-z]*k\b/i

/** Containers that call a server by `argo` without a look at its certificate. */
function* clients(manifest: Manifest, project: Project): Generator<Problem> {
  const { file, root } = manifest
  if (!hint.test(file.text.slice(root.start, root.end))) return
  for (const { node, name, manifest: holder } of containers(manifest, project)) {
    if (holder !== manifest || (podSpec(manifest) && installed(manifest, project).some((one) => one.node === node)))
      continue
    const all = clientFlags(node)?.filter((one) => one.name === 'insecure-skip-verify') ?? []
    const skip = all.at(-1)
    if (skip && parseBool(skip.value)) {
      yield {
        at: skip.at,
        variant: 'unverified',
        message: `Container \`${name}\` calls the Argo Server without a check of its certificate, so it gives its token to whatever answers. Give the server a certificate that can be checked, and remove the flag.`,
        propose: () =>
          unsafe(
            'Check the certificate of the server (it has to be one that can be checked)',
            withoutFlags({ manifest, node }, all),
          ),
      }
    }
  }
}
