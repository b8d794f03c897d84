import { withoutFlags, withValue, withWord } from '../argo/argument.ts'
import { exposures } from '../argo/exposure.ts'
import type { Flag } from '../argo/flags.ts'
import { authModes, type Installed, installed } from '../argo/installation.ts'
import type { Project } from '../argo/project.ts'
import { rightsOf, type ServerRights } from '../argo/rbac/server-account.ts'
import { waysTo } from '../argo/rbac/trail.ts'
import { formatVersion, since } from '../argo/version.ts'
import { defineRule, type Problem, type Proposal } from '../rule.ts'
import type { Change } from '../yaml/change.ts'
import type { Refusal } from '../yaml/edit.ts'
import type { Span } from '../yaml/file.ts'
import { get } from '../yaml/query.ts'

export default defineRule({
  id: 'server-anonymous-auth',
  title: 'Argo Server lets strangers act as its ServiceAccount',
  category: 'server',
  severity: 'high',
  confidence: 'high',
  persona: 'regular',
  about: 'installation',
  variants: {
    anonymous: {
      when: 'an authentication mode is `server` or `hybrid` (`critical` when its account may start workflows, `medium` when it only reads)',
    },
    exposed: {
      when: 'that server can be reached from outside by a Service, Ingress or Route among the files (`high` when its account only reads)',
      severity: 'critical',
    },
    default: {
      when: 'no mode is given and the version is one whose default is `server` (before 3.1; `critical` or `medium` as above)',
    },
  },
  docs: `
In the mode \`server\`, a caller who sends no token acts as the ServiceAccount of the Argo Server. That one may usually create workflows, which is the right to run any pod in the namespaces that it serves, and read logs and artifacts.

Modes add up: a request without a token that fits another mode falls through to \`server\`. So \`--auth-mode=sso --auth-mode=server\` is open to everybody, and so is \`hybrid\`, which is \`client\` and \`server\`. Signatures of webhooks are moot then too, since a post whose signature does not match goes on as an anonymous one.

Where the roles of that ServiceAccount are among the files, they count: with the right to start workflows nothing else is needed to run code; when it only reads, strangers still read parameters and logs.

Remove \`server\`, replace \`hybrid\` by \`client\`, and let people in by \`sso\` or with tokens of their own. Without any mode the default is \`client\`; before 3.1.0 it was \`server\` (the documentation says 3.0, the tags of 3.0 say otherwise).

The variable \`ARGO_AUTH_MODE\` counts as well. Flags do not replace it: Argo sets the variable's value first and then adds those of the flags.`,
  guide: ['S35', 'S41', 'H2'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/argo-server-auth-mode/',
    'https://argo-workflows.readthedocs.io/en/latest/security/#argo-server-security',
  ],
  examples: [
    {
      title: 'The mode in one word, in two, and beside others',
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
          args: [server, --auth-mode=server] # ✗ anonymous
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: second-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          command: [argo]
          args:
            - server
            - --auth-mode
            - client
            - --auth-mode
            - hybrid # ✗ anonymous
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
          args: [server, --auth-mode=client]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: second-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          command: [argo]
          args:
            - server
            - --auth-mode
            - client
`,
    },
    {
      title: 'A variable counts beside a flag',
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
          args: [server, --auth-mode=client]
          env:
            - name: ARGO_AUTH_MODE
              value: server # ✗ anonymous
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
          args: [server, --auth-mode=client]
`,
    },
    {
      title: 'Strangers beside users of single sign-on',
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
            - server # the command
            - "--auth-mode=hybrid" # ✗ anonymous
            - "--auth-mode=sso"
            - --auth-mode # ours
            - server # ✗ anonymous
            - --namespaced # one namespace`,
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
            - server # the command
            - "--auth-mode=client"
            - "--auth-mode=sso"
            # ours
            - --namespaced # one namespace`,
    },
    {
      title: 'An anonymous server behind a load balancer, started by a shell',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server, namespace: argo}
spec:
  template:
    metadata: {labels: {app: argo-server}}
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          command: [sh, -c]
          args:
            - |
              update-ca-certificates
              exec argo server \\
                --auth-mode=server # ✗ exposed
---
apiVersion: v1
kind: Service
metadata: {name: argo-ui, namespace: argo}
spec:
  type: LoadBalancer
  selector: {app: argo-server}`,
    },
    {
      title: 'Strangers who may start workflows by the role of the server, and such who may only read',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server, namespace: argo}
spec:
  selector: {matchLabels: {app: argo-server}}
  template:
    metadata: {labels: {app: argo-server}}
    spec:
      serviceAccountName: argo-server
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --auth-mode=server] # ✗ anonymous
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: argo-server, namespace: argo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit-workflows}
subjects: [{kind: ServiceAccount, name: argo-server, namespace: argo}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: edit-workflows}
rules: [{apiGroups: [argoproj.io], resources: [workflows], verbs: [create, get, list, watch]}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: reading-server, namespace: show}
spec:
  selector: {matchLabels: {app: reading-server}}
  template:
    metadata: {labels: {app: reading-server}}
    spec:
      serviceAccountName: reader
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --auth-mode=server] # ✗ anonymous
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: reader, namespace: show}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects: [{kind: ServiceAccount, name: reader, namespace: show}]`,
    },
    {
      title: 'A version that lets everybody in by default',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: argoproj/argocli:v3.0.10
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
          image: argoproj/argocli:v3.0.10
          args: [server, --auth-mode=client]`,
    },
    {
      title: 'Tokens and single sign-on',
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
          args: [server, --auth-mode, sso, --auth-mode=client]`,
    },
    {
      title: 'The default of today, and the server of another project',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.1.0
          args: [server, --namespaced]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argocd-server, labels: {app.kubernetes.io/part-of: argocd}}
spec:
  template:
    spec:
      containers:
        - name: argocd-server
          image: quay.io/argoproj/argocd:v2.11.0
          args: [/usr/local/bin/argocd-server, --insecure, --auth-mode=server]`,
    },
  ],
  *check(manifest, project) {
    for (const server of installed(manifest, project)) if (server.part === 'server') yield* judge(server, project)
  },
})

/** What to take away so that a mode is gone: a flag of two words holds on to the word after it. */
function removal(at: Span, { node, manifest: { file } }: Installed): string {
  const env = get(node, 'env')
  if (env && env.start <= at.start && at.start < env.end) return 'Remove the variable'
  const isOneWord = file.text.slice(at.start, at.end).includes('auth-mode')
  return isOneWord ? 'Remove this flag' : 'Remove the flag `--auth-mode` before it together with this value'
}

function* judge(server: Installed, project: Project): Generator<Problem> {
  const modes = authModes(server)
  const open = modes.filter(({ value }) => value === 'server' || value === 'hybrid')
  const outer = exposures(server, project)
    .slice(0, 3)
    .map(({ at, manifest }) => ({ at, manifest, note: 'Lets callers from outside reach the server' }))
  const exposed = outer.length > 0
  const rights = rightsOf(server, project)
  const related = [...outer, ...(rights ? waysTo(rights.by) : [])]
  for (const mode of open) {
    const { value, at } = mode
    yield {
      at,
      variant: exposed ? 'exposed' : 'anonymous',
      severity: severityOf(exposed, rights),
      related,
      key: value,
      message: `The authentication mode \`${value}\` lets callers without a token act as the Argo Server's ServiceAccount${exposed ? ', and the server can be reached from outside' : ''}. Whoever reaches it can ${allowed(rights)}. ${value === 'hybrid' ? 'Use `client` instead' : modes.length > open.length ? removal(at, server) : 'Use `client` or `sso` instead'}.`,
      propose: () =>
        closing(becomesClient(mode, modes) ? withValue(server, mode, 'client') : withoutFlags(server, [mode])),
    }
  }
  if (modes.length > 0 || !server.whole || !server.version || since(server.version, 3, 1)) return
  yield {
    at: get(server.node, 'args') ?? get(server.node, 'image') ?? server.node,
    variant: 'default',
    related,
    severity: severityOf(exposed, rights),
    message: `Argo ${formatVersion(server.version)} authenticates nobody unless it is told to: without \`--auth-mode\` callers act as the server's ServiceAccount, and whoever reaches it can ${allowed(rights)}. Upgrade to 3.1 or later, or add \`--auth-mode=client\`.`,
    propose: () => closing(withWord(server, 'server', '--auth-mode=client')),
  }
}

function severityOf(exposed: boolean, rights: ServerRights | undefined): 'critical' | 'high' | 'medium' {
  if (rights?.starts === false) return exposed ? 'high' : 'medium'
  return exposed || rights ? 'critical' : 'high'
}

/** What strangers can do, in words that follow "can". */
function allowed(rights: ServerRights | undefined): string {
  if (!rights) return 'do what that ServiceAccount may, usually run workflows'
  return rights.starts
    ? 'start workflows, and so run any pod in the namespaces that it serves'
    : 'read workflows with their parameters and logs'
}

function closing(changes: readonly Change[] | Refusal): Proposal | Refusal {
  if ('refused' in changes) return changes
  return { title: 'Let only callers with a token in (whoever came without one needs one)', safety: 'unsafe', changes }
}

/** Whether a mode is to be replaced and not taken away, because what it lets in besides strangers has no other mode. */
function becomesClient(mode: Flag, modes: readonly Flag[]): boolean {
  const first = modes.find(({ value }) => value === mode.value) === mode
  if (mode.value === 'hybrid') return first && !modes.some(({ value }) => value === 'client')
  return first && modes.every(({ value }) => value === 'server')
}
