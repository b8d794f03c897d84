import { type Artifact, artifacts } from '../argo/artifact.ts'
import { embedded, isUnknown } from '../argo/embedded.ts'
import type { Manifest } from '../argo/manifest.ts'
import { templates } from '../argo/template.ts'
import { defineRule, type Problem, type Proposal } from '../rule.ts'
import { remove, rewrite } from '../yaml/change.ts'
import type { Refusal } from '../yaml/edit.ts'
import type { Mapping, Node } from '../yaml/node.ts'
import { bool, get, isNull, items, keyOf, mapping, pairs, scalar, text } from '../yaml/query.ts'

export default defineRule({
  id: 'insecure-artifact-transport',
  title: 'Artifact or request travels unprotected',
  category: 'supply-chain',
  needs: [
    'endpoint',
    'repo',
    'url',
    'insecure',
    'insecureSkipTLS',
    'insecureIgnoreHostKey',
    'insecureSkipVerify',
    'plugin',
    'hdfsUser',
    'repoURL',
  ],
  severity: 'medium',
  confidence: 'high',
  persona: 'regular',
  variants: {
    plain: { when: 'an artifact travels without TLS (`http://`, `git://`, `s3.insecure`)' },
    credentials: { when: 'credentials travel with it', severity: 'high' },
    'unverified-source': {
      when: 'code is fetched by git from a side that is not checked: `insecureIgnoreHostKey`, `insecureSkipTLS`',
      severity: 'high',
    },
    unverified: { when: 'a request goes to a side that is not checked: `insecureSkipVerify`' },
    'unverified-credentials': { when: 'it carries credentials', severity: 'high' },
    'in-cluster': {
      when: 'any of these, but it does not leave the cluster',
      severity: 'low',
      persona: 'pedantic',
    },
    'unproved-user': {
      when: 'HDFS is told the name of a user, and no Kerberos proves it',
      severity: 'low',
      persona: 'auditor',
    },
  },
  docs: `
What a workflow fetches is run or built, and what it stores is read by the next step. Without TLS, or with TLS whose other side is not checked, whoever sits on the way reads the artifact, swaps it for another, or takes the credentials that are sent along.

Use \`https://\` or \`ssh\`, and remove \`insecure\`, \`insecureIgnoreHostKey\`, \`insecureSkipTLS\` and \`insecureSkipVerify\`. For \`ssh\`, add the host's key to \`known_hosts\` of the executor's image (\`argoexec\` brings those of the large hosts). For S3 with a certificate of your own authority, name it in \`s3.caSecret\` (3.5 and later).

Endpoints inside the cluster are reported as *in-cluster*: names without a dot, names that end in \`.svc\` or \`.svc.cluster.local\`, and a service with its namespace (\`minio.storage:9000\`). There the network of the cluster is what protects what is sent.

Argo looks at \`insecureIgnoreHostKey\` only when there is an \`sshPrivateKeySecret\`, so it is not reported without one.

HDFS believes the user that it is told unless it asks for Kerberos. Only a person who knows that server can tell, so \`hdfsUser\` without credentials of Kerberos is for auditors.

An \`http\` artifact whose URL has no scheme is fetched by HTTPS, so it is not reported.

The fix removes \`insecure\` and its like, and writes \`https://\` for hosts that are known to serve the same by it.`,
  guide: ['S44', 'S45'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/configure-artifact-repository/',
    'https://argo-workflows.readthedocs.io/en/latest/fields/#artifactlocation',
  ],
  examples: [
    {
      title: 'Sources that anybody on the way can swap',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  arguments:
    artifacts:
      - name: tool
        http: {url: 'http://downloads.example.org/tool.tgz'} # ✗ plain
      - {name: linter, http: {url: 'http://github.com/acme/lint/releases/download/v1.2.0/lint'}} # ✗ plain
  templates:
    - name: main
      inputs:
        artifacts:
          - name: source
            path: /src
            git:
              repo: git@git.example.org:acme/app.git
              # our own host
              insecureIgnoreHostKey: true # ✗ unverified-source
              sshPrivateKeySecret: {name: deploy-key, key: id}
          - name: docs
            path: /docs
            git:
              repo: https://git.example.org/acme/docs.git
              insecureSkipTLS: true # ✗ unverified-source
          - name: data
            path: /data
            git: {repo: 'git://git.example.org/data.git'} # ✗ plain
      container: {image: 'golang:1.23.1', command: [make], workingDir: /src}`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  arguments:
    artifacts:
      - name: tool
        http: {url: 'http://downloads.example.org/tool.tgz'}
      - {name: linter, http: {url: 'https://github.com/acme/lint/releases/download/v1.2.0/lint'}}
  templates:
    - name: main
      inputs:
        artifacts:
          - name: source
            path: /src
            git:
              repo: git@git.example.org:acme/app.git
              # our own host
              sshPrivateKeySecret: {name: deploy-key, key: id}
          - name: docs
            path: /docs
            git:
              repo: https://git.example.org/acme/docs.git
          - name: data
            path: /data
            git: {repo: 'git://git.example.org/data.git'}
      container: {image: 'golang:1.23.1', command: [make], workingDir: /src}`,
    },
    {
      title: 'Repositories for all workflows',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  artifactRepository: |
    s3:
      endpoint: storage.example.org:9000
      insecure: true # ✗ credentials
      accessKeySecret: {name: s3, key: id}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: artifact-repositories}
data:
  default: |
    s3:
      endpoint: minio.storage.svc:9000
      insecure: true # ✗ in-cluster
      accessKeySecret: {name: s3, key: id}
  builds: |
    artifactory:
      repoURL: http://artifactory.example.org/builds # ✗ credentials
      passwordSecret: {name: artifactory, key: password}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: mine}
data:
  builds: |
    s3:
      endpoint: storage.example.org:9000
      insecure: true # ✗ plain
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  workflowTemplateRef: {name: build}
  artifactRepositoryRef: {configMap: mine, key: builds}`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  artifactRepository: |
    s3:
      endpoint: storage.example.org:9000
      accessKeySecret: {name: s3, key: id}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: artifact-repositories}
data:
  default: |
    s3:
      endpoint: minio.storage.svc:9000
      accessKeySecret: {name: s3, key: id}
  builds: |
    artifactory:
      repoURL: http://artifactory.example.org/builds
      passwordSecret: {name: artifactory, key: password}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: mine}
data:
  builds: |
    s3:
      endpoint: storage.example.org:9000
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  workflowTemplateRef: {name: build}
  artifactRepositoryRef: {configMap: mine, key: builds}`,
    },
    {
      title: 'Other sides of the same cluster, and a user whom HDFS is to believe',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      inputs:
        artifacts:
          - {name: source, path: /src, git: {repo: 'https://gitea.git.svc/acme/app.git', insecureSkipTLS: true}} # ✗ in-cluster
          - name: data
            path: /data
            hdfs: {addresses: ['namenode:8020'], path: /data, hdfsUser: root} # ✗ unproved-user
          - name: more
            path: /more
            hdfs:
              addresses: ['namenode:8020']
              path: /more
              hdfsUser: root
              krbCCacheSecret: {name: krb, key: cache}
      container: {image: 'golang:1.23.1', command: [make]}
    - name: notify
      http:
        insecureSkipVerify: true # ✗ in-cluster
        url: https://hooks.builds.svc/done`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      inputs:
        artifacts:
          - {name: source, path: /src, git: {repo: 'https://gitea.git.svc/acme/app.git'}}
          - name: data
            path: /data
            hdfs: {addresses: ['namenode:8020'], path: /data, hdfsUser: root}
          - name: more
            path: /more
            hdfs:
              addresses: ['namenode:8020']
              path: /more
              hdfsUser: root
              krbCCacheSecret: {name: krb, key: cache}
      container: {image: 'golang:1.23.1', command: [make]}
    - name: notify
      http:
        url: https://hooks.builds.svc/done`,
    },
    {
      title: 'A request with a token to a side that is not checked',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: notify}
spec:
  templates:
    - name: notify
      http:
        url: https://hooks.example.org/build
        insecureSkipVerify: true # ✗ unverified-credentials
        headers:
          - name: Authorization
            valueFrom: {secretKeyRef: {name: hooks, key: token}}
    - name: ping
      http:
        url: http://status.example.org/ping # ✗ plain
    - name: hook
      http:
        url: https://hooks.example.org/build
        insecureSkipVerify: true # ✗ unverified
`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: notify}
spec:
  templates:
    - name: notify
      http:
        url: https://hooks.example.org/build
        headers:
          - name: Authorization
            valueFrom: {secretKeyRef: {name: hooks, key: token}}
    - name: ping
      http:
        url: http://status.example.org/ping
    - name: hook
      http:
        url: https://hooks.example.org/build
`,
    },
    {
      title: 'Protected on the way',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      inputs:
        artifacts:
          - {name: source, path: /src, git: {repo: 'git@github.com:acme/app.git', sshPrivateKeySecret: {name: deploy-key, key: id}}}
          - {name: tool, path: /tool, http: {url: downloads.example.org/tool.tgz}}
      outputs:
        artifacts:
          - {name: app, path: /out, s3: {endpoint: s3.amazonaws.com, bucket: builds, key: app, insecure: false}}
      container: {image: 'golang:1.23.1', command: [make]}`,
    },
    {
      title: 'Where a parameter says where to, another rule looks',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: fetch}
spec:
  templates:
    - name: main
      inputs:
        parameters: [{name: url}]
        artifacts: [{name: data, path: /data, http: {url: '{{inputs.parameters.url}}'}}]
      container: {image: 'alpine:3.20', command: [cat, /data]}`,
    },
  ],
  *check(manifest, project) {
    for (const artifact of artifacts(manifest, project)) {
      for (const kind of kinds) {
        const node = mapping(get(artifact.node, kind.key))
        if (node) yield* inLocation(node, kind, artifact)
      }
      yield* inPlugin(artifact)
      yield* ofHdfs(artifact)
    }
    yield* requests(manifest)
  },
})

/** A kind of storage: which fields say where it is, and which hold credentials. */
interface Kind {
  readonly key: string
  readonly where: readonly string[]
  readonly secrets: readonly string[]
}

const kinds: readonly Kind[] = [
  { key: 's3', where: ['endpoint'], secrets: ['accessKeySecret', 'secretKeySecret', 'sessionTokenSecret'] },
  { key: 'git', where: ['repo'], secrets: ['usernameSecret', 'passwordSecret', 'sshPrivateKeySecret'] },
  { key: 'http', where: ['url'], secrets: ['auth'] },
  // A repository of the controller's settings has `repoURL` (config.go, `ArtifactoryArtifactRepository`).
  { key: 'artifactory', where: ['url', 'repoURL'], secrets: ['usernameSecret', 'passwordSecret'] },
  { key: 'oss', where: ['endpoint'], secrets: ['accessKeySecret', 'secretKeySecret'] },
  { key: 'azure', where: ['endpoint'], secrets: ['accountKeySecret'] },
]

function* inLocation(node: Mapping, { key, where, secrets }: Kind, { of }: Artifact): Generator<Problem> {
  const field = where.find((name) => get(node, name))
  const place = field === undefined ? undefined : get(node, field)
  const address = text(place) ?? ''
  const secret = secrets.some((name) => !isNull(get(node, name))) || hasSecretHeader(node)
  if (key === 'git') yield* ofGit(node, address, of)
  const insecure = key === 's3' ? get(node, 'insecure') : undefined
  if (insecure && bool(insecure))
    yield plain({
      at: insecure,
      what: `With \`s3.insecure\` of ${of}, data travels`,
      address,
      secret,
      advice: 'Remove it; the endpoint has to speak HTTPS.',
      propose: () => encrypted(node, address),
    })
  const scheme = /^(?:http|git|ftp):\/\//i.exec(address)?.[0]
  if (place && scheme)
    yield plain({
      at: place,
      what: `\`${key}.${field}\` of ${of} begins with \`${scheme}\`, so data travels`,
      address,
      secret,
      advice: key === 'git' ? 'Use `https://` or SSH.' : 'Use `https://`.',
      propose: () => secured(place),
    })
}

/** Argo looks at `insecureIgnoreHostKey` only where there is a key to sign in with. */
function* ofGit(git: Mapping, address: string, of: string): Generator<Problem> {
  const skipTls = get(git, 'insecureSkipTLS')
  if (skipTls && bool(skipTls)) yield source(git, 'insecureSkipTLS', skipTls, address, of)
  const skipKey = isNull(get(git, 'sshPrivateKeySecret')) ? undefined : get(git, 'insecureIgnoreHostKey')
  if (skipKey && bool(skipKey)) yield source(git, 'insecureIgnoreHostKey', skipKey, address, of)
}

/** HDFS believes the name of a user unless Kerberos has to prove it. */
function* ofHdfs({ node, of }: Artifact): Generator<Problem> {
  const hdfs = get(node, 'hdfs')
  const user = get(hdfs, 'hdfsUser')
  if (!user || (text(user) ?? '') === '') return
  if (pairs(hdfs).some((entry) => (keyOf(entry) ?? '').startsWith('krb') && !isNull(entry.value))) return
  yield {
    at: user,
    variant: 'unproved-user',
    message: `\`hdfs.hdfsUser\` of ${of} says who asks, and nothing proves it, since there is no \`krbCCacheSecret\` or \`krbKeytabSecret\`. If HDFS takes the name as it comes, whoever reaches it can read and change these files. See that Kerberos is asked for there, and give its credentials here.`,
  }
}

/** Whether a header comes from a Secret, or is called as those that carry credentials are. */
function hasSecretHeader(request: Node | undefined): boolean {
  return items(get(request, 'headers')).some(
    (header) =>
      !isNull(get(header, 'valueFrom', 'secretKeyRef')) ||
      /authorization|cookie|token|api-?key|secret/i.test(text(get(header, 'name')) ?? ''),
  )
}

interface Plain {
  readonly at: Node
  /** The beginning of a sentence, up to the verb. */
  readonly what: string
  readonly address: string
  /** Credentials travel with it. */
  readonly secret: boolean
  /** A sentence. */
  readonly advice: string
  readonly propose: () => Proposal | Refusal
}

function plain({ at, what, address, secret, advice, propose }: Plain): Problem {
  const inside = isInCluster(address)
  const taken = secret ? ', or take the credentials that are sent with it' : ''
  return {
    at,
    variant: inside ? 'in-cluster' : secret ? 'credentials' : 'plain',
    message: `${what} without TLS. ${other(inside)} can read it or swap it${taken}. ${advice}`,
    propose,
  }
}

const checks = {
  insecureSkipTLS: {
    check: 'the certificate',
    title: 'Check the certificate of the Git host (it has to be one that the executor trusts)',
  },
  insecureIgnoreHostKey: {
    check: 'the key',
    title: "Check the key of the Git host (it has to be among the executor's known hosts)",
  },
}

function source(git: Mapping, field: keyof typeof checks, at: Node, address: string, of: string): Problem {
  const { check, title } = checks[field]
  const inside = isInCluster(address)
  return {
    at,
    variant: inside ? 'in-cluster' : 'unverified-source',
    message: `With \`git.${field}\` of ${of}, nothing checks ${check} of the host. ${other(inside)} can answer in its place and have the workflow run other code. Remove it.`,
    propose: () => ({ title, safety: 'unsafe', changes: [remove(git, field)] }),
  }
}

/** Who can do harm, as the subject of a sentence. */
function other(inside: boolean): string {
  return inside ? 'It stays in the cluster, where others on the network' : 'Whoever sits on the way'
}

function unverified(request: Mapping, at: Node, owner: string, secret: boolean): Problem {
  const inside = isInCluster(text(get(request, 'url')) ?? '')
  return {
    at,
    variant: inside ? 'in-cluster' : secret ? 'unverified-credentials' : 'unverified',
    message: `With \`http.insecureSkipVerify\` of ${owner}, nothing checks the certificate of the other side. ${other(inside)} can answer in its place${secret ? ' and is given the credentials' : ''}. Remove it.`,
    propose: () => ({
      title: 'Check the certificate of the other side (it has to be one that the agent trusts)',
      safety: 'unsafe',
      changes: [remove(request, 'insecureSkipVerify')],
    }),
  }
}

/** TLS for an endpoint whose port does not rule it out. */
function encrypted(s3: Mapping, endpoint: string): Proposal | Refusal {
  if (endpoint.endsWith(':80')) return { refused: 'Port 80 of the endpoint speaks plain HTTP, and no other is known' }
  return {
    title: 'Use TLS for S3 (the endpoint has to speak HTTPS)',
    safety: 'unsafe',
    changes: [remove(s3, 'insecure')],
  }
}

/**
 * Hosts that are known to serve by HTTPS what they serve by HTTP. Of Amazon's, only those of S3 whose certificate
 * covers the name: not websites, not names with further dots, not machines and load balancers.
 */
const secureHosts =
  /^http:\/\/(?:[^@/]*@)?(?:github\.com|gitlab\.com|bitbucket\.org|raw\.githubusercontent\.com|storage\.googleapis\.com|(?:[\w-]+\.)?s3(?:(?!-website)[.-][\w-]+){0,2}\.amazonaws\.com)(?:\/|$)/i

function secured(address: Node): Proposal | Refusal {
  const leaf = scalar(address)
  const url = leaf?.value ?? ''
  if (!leaf || !secureHosts.test(url)) return { refused: 'Whether the host also speaks HTTPS is not known' }
  return {
    title: 'Use HTTPS (the host serves the same by it)',
    safety: 'unsafe',
    changes: [rewrite(leaf, [{ from: 0, to: 'http'.length, text: 'https' }])],
  }
}

/** Ends of names by which a service with its namespace can be told from a name of the Internet. */
const publicEnd =
  /\.(?:[a-z]{2,3}|info|name|cloud|tech|site|store|storage|online|host|zone|link|live|network|systems|digital|local|internal|corp|home)$/i

/** Names that only a cluster or one machine resolves. An unknown address may be anywhere. */
function isInCluster(address: string): boolean {
  const host = address
    .replace(/^\w+:\/\//, '')
    .replace(/^[^@/]*@/, '')
    .replace(/[:/].*$/s, '')
  if (host === '' || isUnknown(host)) return false
  if (!host.includes('.') || /\.svc(?:\.cluster\.local)?$|^127\./.test(host)) return true
  return /^[\w-]+\.[a-z-]+$/i.test(host) && /:\d+/.test(address.replace(/^\w+:\/\//, '')) && !publicEnd.test(host)
}

/** A driver of one's own is given its settings as YAML; those of one level down count too. */
function* inPlugin({ node, of }: Artifact): Generator<Problem> {
  const written = scalar(get(node, 'plugin', 'configuration'))
  const root = written && embedded(written).root
  for (const settings of [root, ...pairs(root).map(({ value }) => value)].map(mapping)) {
    for (const entry of pairs(settings)) {
      const name = keyOf(entry) ?? ''
      if (!/^(?:insecure|skip_?verify|insecure_?skip_?verify)$/i.test(name) || !bool(entry.value)) continue
      yield {
        at: entry.value,
        variant: isInCluster(text(get(settings, 'endpoint')) ?? '') ? 'in-cluster' : 'plain',
        severity: 'low',
        confidence: 'medium',
        message: `\`${name}\` in the settings of the artifact plugin of ${of} switches protection off. Whoever sits on the way may read or swap the artifact. Remove it.`,
        ...(settings && {
          propose: () => ({
            title: 'Protect it on the way (the other side must support that)',
            safety: 'unsafe',
            changes: [remove(settings, name)],
          }),
        }),
      }
    }
  }
}

/** Templates of type `http`: what they call, and whether they look who answers. */
function* requests(manifest: Manifest): Generator<Problem> {
  for (const { node, name } of templates(manifest)) {
    const request = mapping(get(node, 'http'))
    if (!request) continue
    const owner = name ? `template \`${name}\`` : 'an inline template'
    const url = get(request, 'url')
    const address = text(url) ?? ''
    const skip = get(request, 'insecureSkipVerify')
    const secret = hasSecretHeader(request)
    if (skip && bool(skip)) yield unverified(request, skip, owner, secret)
    if (url && /^http:\/\//i.test(address) && !isInCluster(address))
      yield plain({
        at: url,
        what: `\`http.url\` of ${owner} begins with \`http://\`, so the request travels`,
        address,
        secret,
        advice: 'Use `https://`.',
        propose: () => secured(url),
      })
  }
}
