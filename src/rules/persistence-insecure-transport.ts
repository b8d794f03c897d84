import { controllerSettings, isControllerConfig } from '../argo/controller-config.ts'
import { isUnknown } from '../argo/embedded.ts'
import type { Project } from '../argo/project.ts'
import { type Version, formatVersion } from '../argo/version.ts'
import { defineRule, type Problem, type Proposal } from '../rule.ts'
import { type Change, set } from '../yaml/change.ts'
import type { Mapping, Node } from '../yaml/node.ts'
import { bool, get, mapping, pair, text } from '../yaml/query.ts'

export default defineRule({
  id: 'persistence-insecure-transport',
  title: 'The database of the controller is reached without TLS',
  category: 'controller',
  severity: 'medium',
  confidence: 'high',
  persona: 'regular',
  about: 'installation',
  variants: {
    plain: { when: 'the connection does not ask for TLS' },
    fallback: { when: 'it falls back to plain text when the other side has no TLS' },
    'in-cluster': {
      when: 'it is one of these, but the host is a Service of the cluster',
      severity: 'low',
      persona: 'pedantic',
    },
    unverified: {
      when: 'it is encrypted, but nobody checks that the other side is the database',
      severity: 'low',
      persona: 'pedantic',
    },
    ignored: { when: 'Argo is 4.1.0 or 4.1.1, which do not use the TLS option of MySQL' },
  },
  docs: `
The archive holds every workflow with its parameters, and the synchronization database decides who holds a lock. Whoever reads or changes what goes to it on the way gets the database's password as well.

PostgreSQL gets TLS by \`ssl: true\` and \`sslMode\`. Without \`ssl: true\`, \`sslMode\` is not used at all. \`ssl: true\` alone, \`prefer\` and \`allow\` talk plain text with a server that says it has no TLS, which whoever stands in between can say for it. \`require\` encrypts, but takes any certificate, and \`verify-ca\` that of any host. Use \`verify-full\`, and see that the certificate of the database can be checked in the pods of controller and server.

MySQL gets TLS by \`options: {tls: "true"}\`; \`preferred\` falls back, \`skip-verify\` takes any certificate. Argo 4.1.0 and 4.1.1 do not use the option: upgrade.

Within the cluster, traffic passes fewer hands, so a host that is a Service is for the pedantic. A database at \`localhost\` is behind a proxy in the same pod and is not reported.

The fix asks for a connection that is checked. It works once the database has such a certificate.`,
  guide: ['S48'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/workflow-archive/',
    'https://argo-workflows.readthedocs.io/en/latest/workflow-controller-configmap/',
    'https://www.postgresql.org/docs/current/libpq-ssl.html',
  ],
  examples: [
    {
      title: 'PostgreSQL without TLS, and with TLS that whoever is in between can switch off',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  persistence: |
    archive: true
    postgresql: # ✗ plain
      host: db.example.com
      database: argo
      tableName: argo_workflows
  synchronization: |
    postgresql:
      host: db.example.com
      database: argo
      ssl: true
      sslMode: prefer # ✗ fallback
---
apiVersion: v1
kind: ConfigMap
metadata: {name: other-workflow-controller-configmap}
data:
  config: |
    persistence:
      postgresql:
        host: db.example.com
        ssl: false # ✗ plain
        sslMode: verify-full
`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  persistence: |
    archive: true
    postgresql:
      host: db.example.com
      database: argo
      tableName: argo_workflows
      ssl: true
      sslMode: verify-full
  synchronization: |
    postgresql:
      host: db.example.com
      database: argo
      ssl: true
      sslMode: verify-full
---
apiVersion: v1
kind: ConfigMap
metadata: {name: other-workflow-controller-configmap}
data:
  config: |
    persistence:
      postgresql:
        host: db.example.com
        ssl: true
        sslMode: verify-full
`,
    },
    {
      title: 'MySQL without TLS, or with one that is not checked',
      argoVersion: '3.7.18',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  persistence: |
    mysql: # ✗ plain
      host: db.example.com
      database: argo
  synchronization: |
    mysql:
      host: db.example.com
      database: argo
      options:
        charset: utf8mb4
        tls: skip-verify # ✗ unverified
`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  persistence: |
    mysql:
      host: db.example.com
      database: argo
      options:
        tls: "true"
  synchronization: |
    mysql:
      host: db.example.com
      database: argo
      options:
        charset: utf8mb4
        tls: "true"
`,
    },
    {
      title: 'A database in the cluster, and one whose certificate may be that of any host',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  persistence: |
    postgresql: # ✗ in-cluster
      host: postgres.argo.svc.cluster.local
      port: 5432
  synchronization: |
    postgresql: {host: db.example.com, ssl: true, sslMode: verify-ca} # ✗ unverified`,
    },
    {
      title: "Values of Argo's Helm chart, in a file and in an Application of Argo CD",
      yaml: `
controller:
  workflowNamespaces: [jobs]
  persistence:
    archive: true
    postgresql: {host: db.example.com, ssl: false} # ✗ plain
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: argo-workflows, namespace: argocd}
spec:
  source:
    chart: argo-workflows
    repoURL: https://argoproj.github.io/argo-helm
    targetRevision: 1.0.18
    helm:
      values: |
        server: {authModes: [client]}
        controller:
          persistence:
            mysql: # ✗ plain
              host: db.example.com
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: other, namespace: argocd}
spec:
  source:
    chart: argo-workflows
    repoURL: https://argoproj.github.io/argo-helm
    targetRevision: 1.0.18
    helm:
      valuesObject:
        controller:
          workflowNamespaces: [jobs]
          persistence:
            postgresql: {host: db.example.com, ssl: true, sslMode: allow} # ✗ fallback
`,
      fixed: `
controller:
  workflowNamespaces: [jobs]
  persistence:
    archive: true
    postgresql: {host: db.example.com, ssl: true, sslMode: verify-full}
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: argo-workflows, namespace: argocd}
spec:
  source:
    chart: argo-workflows
    repoURL: https://argoproj.github.io/argo-helm
    targetRevision: 1.0.18
    helm:
      values: |
        server: {authModes: [client]}
        controller:
          persistence:
            mysql:
              host: db.example.com
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: other, namespace: argocd}
spec:
  source:
    chart: argo-workflows
    repoURL: https://argoproj.github.io/argo-helm
    targetRevision: 1.0.18
    helm:
      valuesObject:
        controller:
          workflowNamespaces: [jobs]
          persistence:
            postgresql: {host: db.example.com, ssl: true, sslMode: verify-full}
`,
    },
    {
      title: 'TLS of MySQL that this version does not use',
      argoVersion: '4.1.1',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  persistence: |
    mysql: {host: db.example.com, options: {tls: "true"}} # ✗ ignored`,
    },
    {
      title: 'A connection that is encrypted and checked',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  persistence: |
    archive: true
    postgresql: {host: db.example.com, database: argo, ssl: true, sslMode: verify-full}
  synchronization: |
    mysql: {host: db.example.com, options: {tls: "true"}}`,
    },
    {
      title: 'A proxy in the same pod, and no database at all',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  persistence: |
    postgresql: {host: 127.0.0.1, port: 5432, database: argo}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: other-workflow-controller-configmap}
data:
  persistence: |
    connectionPool: {maxIdleConns: 100}`,
    },
  ],
  *check({ root }, project) {
    if (!isControllerConfig(root)) return
    for (const name of ['persistence', 'synchronization'] as const) {
      const value = controllerSettings(root).get(name)?.value
      for (const database of [postgresql, mysql]) {
        const entry = pair(value, database.name)
        const settings = mapping(entry?.value)
        const host = text(get(settings, 'host'))
        if (!entry || !settings || host === undefined || isLocal(host)) continue
        const weak = database(settings, project)
        if (weak) yield problem(weak, weak.at ?? entry.key, host, kept[name])
      }
    }
  },
})

interface Weakness {
  readonly variant: 'plain' | 'fallback' | 'unverified' | 'ignored'
  /** The value that says it, where one does. */
  readonly at: Node | undefined
  readonly what: string
  readonly advice: string
  readonly changes: readonly Change[]
}

/** What the database holds. */
const kept = { persistence: 'every archived workflow', synchronization: 'the locks of all workflows' }

function problem({ variant, what, changes, advice }: Weakness, at: Node, host: string, content: string): Problem {
  const inside = variant === 'plain' || variant === 'fallback' ? isInCluster(host) : false
  return {
    at,
    variant: inside ? 'in-cluster' : variant,
    ...(isOpen(host) && { confidence: 'medium' as const }),
    message: `${what} ${harm[variant].replace('#', content)} ${advice}`,
    ...(changes.length > 0 && { propose: (): Proposal => ({ title, safety: 'unsafe', changes }) }),
  }
}

const title = 'Check the TLS of the database (it has to have a certificate that Argo can check)'

const trust = '; the certificate of the database has to be from an authority that Argo trusts.'

const harm = {
  plain: 'Its password and # can be read on the way.',
  fallback: 'Whoever stands in between can say that for it and read its password and #.',
  unverified: 'Whoever stands in between can show one of their own.',
  ignored: 'Its password and # can be read on the way.',
}

function postgresql(settings: Mapping): Weakness | undefined {
  const ssl = get(settings, 'ssl')
  const sslMode = get(settings, 'sslMode')
  const mode = text(sslMode) ?? ''
  if (isOpen(text(ssl) ?? '') || isOpen(mode)) return undefined
  const changes = [set(settings, 'ssl', true), set(settings, 'sslMode', 'verify-full', 'ssl')]
  const advice = `Set \`ssl: true\` and \`sslMode: verify-full\`${trust}`
  if (!bool(ssl)) {
    const vain = mode === '' || mode === 'disable' ? '' : `, and \`sslMode\` is not used without it`
    return {
      variant: 'plain',
      at: ssl,
      advice,
      what: `The connection to PostgreSQL is made without \`ssl: true\`${vain}.`,
      changes,
    }
  }
  switch (mode) {
    case 'disable':
      return { variant: 'plain', at: sslMode, what: '`sslMode: disable` switches TLS off.', advice, changes }
    case '':
    case 'allow':
    case 'prefer': {
      const said = mode === '' ? '`ssl: true` without `sslMode`' : `\`sslMode: ${mode}\``
      const what = `${said} talks plain text with a server that says it has no TLS.`
      return { variant: 'fallback', at: sslMode ?? ssl, what, advice, changes }
    }
    case 'require':
    case 'verify-ca': {
      const taken = mode === 'require' ? 'any certificate' : 'the certificate of any host'
      return { variant: 'unverified', at: sslMode, what: `\`sslMode: ${mode}\` takes ${taken}.`, advice, changes }
    }
    default:
      return undefined
  }
}

function mysql(settings: Mapping, { argoVersion }: Project): Weakness | undefined {
  const options = get(settings, 'options')
  const tls = get(options, 'tls')
  const mode = text(tls)?.toLowerCase() ?? ''
  if (isOpen(mode)) return undefined
  const own = mapping(options)
  const advice = `Set \`tls: "true"\` in \`options\`${trust}`
  const changes = [own ? set(own, 'tls', 'true') : set(settings, 'options', { tls: 'true' })]
  if (mode === '' || mode === 'false' || mode === '0') {
    const what = `The connection to MySQL ${mode === '' ? 'has no option `tls`' : 'switches TLS off'}.`
    return { variant: 'plain', at: tls, what, advice, changes }
  }
  if (argoVersion && ignoresTls(argoVersion)) {
    const what = `Argo ${formatVersion(argoVersion)} does not use the option \`tls\` of MySQL: the connection is not encrypted.`
    return { variant: 'ignored', at: tls, what, advice: 'Upgrade to 4.1.2 or later.', changes: [] }
  }
  if (mode === 'preferred')
    return {
      variant: 'fallback',
      at: tls,
      what: '`tls: preferred` talks plain text with a server that says it has no TLS.',
      advice,
      changes,
    }
  return mode === 'skip-verify'
    ? { variant: 'unverified', at: tls, what: '`tls: skip-verify` takes any certificate.', advice, changes }
    : undefined
}

function ignoresTls({ major, minor, patch }: Version): boolean {
  return major === 4 && minor === 1 && patch < 2
}

function isLocal(host: string): boolean {
  return /^(?:localhost|127\.[\d.]+|::1|\/.*)$/.test(host)
}

/** A name without dots, or below `svc`: only the cluster's own name server knows it. */
function isInCluster(host: string): boolean {
  return !isOpen(host) && (/^[^.:]+$/.test(host) || /\.svc(?:\.|$)/.test(host))
}

function isOpen(value: string): boolean {
  return isUnknown(value) || value.includes('$')
}
