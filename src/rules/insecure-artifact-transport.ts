import { type Artifact, artifacts } from '../argo/artifact.ts'
import { isUnknown } from '../argo/embedded.ts'
import type { Manifest } from '../argo/manifest.ts'
import { templates } from '../argo/template.ts'
import { defineRule, type Problem } from '../rule.ts'
import type { Mapping, Node } from '../yaml/node.ts'
import { bool, get, isNull, items, mapping, text } from '../yaml/query.ts'

export default defineRule({
  id: 'insecure-artifact-transport',
  title: 'Artifact or request travels unprotected',
  category: 'supply-chain',
  severity: 'medium',
  confidence: 'high',
  persona: 'regular',
  variants: {
    plain: { when: 'an artifact travels without TLS (`http://`, `git://`, `s3.insecure`)' },
    credentials: { when: 'credentials travel with it', severity: 'high' },
    unverified: { when: 'the other side is not checked: `insecureIgnoreHostKey`, `insecureSkipTLS`, `insecureSkipVerify`' },
    'unverified-credentials': { when: 'credentials go to a side that is not checked', severity: 'high' },
    'in-cluster': { when: 'the artifact does not leave the cluster', severity: 'low', persona: 'pedantic' },
  },
  docs: `
What a workflow fetches is run or built, and what it stores is read by the next step. Without TLS, or with TLS whose other side is not checked, whoever sits on the way reads the artifact, swaps it for another, or takes the credentials that are sent along.

Use \`https://\` or \`ssh\`, and remove \`insecure\`, \`insecureIgnoreHostKey\`, \`insecureSkipTLS\` and \`insecureSkipVerify\`. For \`ssh\`, add the host's key to \`known_hosts\` of the executor's image (\`argoexec\` brings those of the large hosts). For S3 with a certificate of your own authority, name it in \`s3.caSecret\` (3.5 and later).

Endpoints inside the cluster are reported as *in-cluster*: names without a dot and names that end in \`.svc\` or \`.svc.cluster.local\`. There the network of the cluster is what protects the artifact.

An \`http\` artifact whose URL has no scheme is fetched by HTTPS, so it is not reported.`,
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
  templates:
    - name: main
      inputs:
        artifacts:
          - name: source
            path: /src
            git:
              repo: git@git.example.org:acme/app.git
              insecureIgnoreHostKey: true # ✗ unverified-credentials
              sshPrivateKeySecret: {name: deploy-key, key: id}
          - name: docs
            path: /docs
            git:
              repo: https://git.example.org/acme/docs.git
              insecureSkipTLS: true # ✗ unverified
          - name: data
            path: /data
            git: {repo: 'git://git.example.org/data.git'} # ✗ plain
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
      accessKeySecret: {name: s3, key: id}`,
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
      http: {url: 'http://status.example.org/ping'} # ✗ plain`,
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
    }
    yield* requests(manifest)
  },
})

/** A kind of storage: which field says where it is, and which fields hold credentials. */
interface Kind {
  readonly key: string
  readonly where: string
  readonly secrets: readonly string[]
}

const kinds: readonly Kind[] = [
  { key: 's3', where: 'endpoint', secrets: ['accessKeySecret', 'secretKeySecret', 'sessionTokenSecret'] },
  { key: 'git', where: 'repo', secrets: ['usernameSecret', 'passwordSecret', 'sshPrivateKeySecret'] },
  { key: 'http', where: 'url', secrets: ['auth', 'headers'] },
  { key: 'artifactory', where: 'url', secrets: ['usernameSecret', 'passwordSecret'] },
  { key: 'oss', where: 'endpoint', secrets: ['accessKeySecret', 'secretKeySecret'] },
  { key: 'azure', where: 'endpoint', secrets: ['accountKeySecret'] },
]

/** Fields that switch a check off, and what they stop checking. */
const switches: Readonly<Record<string, string>> = {
  insecureIgnoreHostKey: "the host's key",
  insecureSkipTLS: 'the certificate',
  insecureSkipVerify: 'the certificate',
}

function* inLocation(node: Mapping, { key, where, secrets }: Kind, { of }: Artifact): Generator<Problem> {
  const place = get(node, where)
  const address = text(place) ?? ''
  const secret = secrets.some((name) => !isNull(get(node, name)))
  for (const [name, what] of Object.entries(switches)) {
    const value = get(node, name)
    if (value && bool(value)) yield unverified(value, `\`${key}.${name}\` of ${of}`, what, secret)
  }
  const insecure = key === 's3' ? get(node, 'insecure') : undefined
  if (insecure && bool(insecure)) yield plain(insecure, `\`s3.insecure\` of ${of}`, address, secret)
  const scheme = /^(?:http|git|ftp):\/\//i.exec(address)?.[0]
  if (place && scheme) yield plain(place, `\`${key}.${where}\` of ${of} (\`${scheme}\`)`, address, secret)
}

function plain(at: Node, what: string, address: string, secret: boolean): Problem {
  const inside = isInCluster(address)
  const taken = secret ? ', or take the credentials that are sent with it' : ''
  return {
    at,
    variant: inside ? 'in-cluster' : secret ? 'credentials' : 'plain',
    message: `${what} sends it without TLS. ${inside ? 'It stays in the cluster, where others on the network' : 'Whoever sits on the way'} can read it, swap it${taken}. Use HTTPS or SSH.`,
  }
}

function unverified(at: Node, what: string, check: string, secret: boolean): Problem {
  return {
    at,
    variant: secret ? 'unverified-credentials' : 'unverified',
    message: `${what} is on, so nothing checks ${check} of the other side. Whoever sits on the way can answer in its place${secret ? ' and is given the credentials' : ' and give other contents'}. Remove it.`,
  }
}

/** Names that only a cluster or one machine resolves. An unknown address may be anywhere. */
function isInCluster(address: string): boolean {
  const host = address.replace(/^\w+:\/\//, '').replace(/^[^@/]*@/, '').replace(/[:/].*$/s, '')
  if (host === '' || isUnknown(host)) return false
  return !host.includes('.') || /\.svc(?:\.cluster\.local)?$|^127\./.test(host)
}

/** A driver of one's own is given its settings as text. */
function* inPlugin({ node, of }: Artifact): Generator<Problem> {
  const settings = get(node, 'plugin', 'configuration')
  if (!/(?:^|[\s{,"'])(?:insecure|skip_?verify|insecure_?skip_?verify)["']?\s*[:=]\s*["']?true/i.test(text(settings) ?? '') || !settings) return
  yield {
    at: settings,
    variant: 'plain',
    severity: 'low',
    confidence: 'medium',
    message: `The settings of the artifact plugin of ${of} switch protection off. Whoever sits on the way may read or swap the artifact. Remove that setting.`,
  }
}

/** Templates of type `http`: what they call, and whether they look who answers. */
function* requests(manifest: Manifest): Generator<Problem> {
  for (const { node, name } of templates(manifest)) {
    const request = get(node, 'http')
    const url = get(request, 'url')
    const skip = get(request, 'insecureSkipVerify')
    const secret = items(get(request, 'headers')).some((header) => !isNull(get(header, 'valueFrom', 'secretKeyRef')))
    const what = `of template \`${name}\``
    if (skip && bool(skip)) yield unverified(skip, `\`http.insecureSkipVerify\` ${what}`, 'the certificate', secret)
    if (url && /^http:\/\//i.test(text(url) ?? '') && !isInCluster(text(url) ?? '')) yield plain(url, `The request ${what}`, text(url) ?? '', secret)
  }
}
