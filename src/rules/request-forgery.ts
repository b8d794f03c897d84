import { isBehindHost } from '../argo/address.ts'
import { type Field, fields, ownerOf } from '../argo/field.ts'
import { jsonEncoder } from '../argo/json-value.ts'
import { sourceOf } from '../argo/flow/level.ts'
import { origin, type Source, worse } from '../argo/flow/source.ts'
import type { Manifest } from '../argo/manifest.ts'
import type { Project } from '../argo/project.ts'
import { isOnly, loose, shown, type Tag, tags } from '../argo/tag.ts'
import { pathOf, tooOld } from '../argo/variable-path.ts'
import { along, bySource, defineRule, type Problem, type Proposal } from '../rule.ts'
import { rewrite } from '../yaml/change.ts'
import type { Refusal } from '../yaml/edit.ts'
import type { Node } from '../yaml/node.ts'
import { get, items, keyOf, pairs } from '../yaml/query.ts'

const artifact = /(?:^|\/)(?:artifacts|archiveLocation|artifactPaths)\/(?<rest>[^/]+\/[^/]+)$/

/** A probe or a hook of a container: the kubelet connects, from the node. */
const probe = /(?:Probe|\/lifecycle\/[^/]+)\/(?:httpGet|tcpSocket)\/(?<rest>.+)$/

/** What a plugin connects to, by the name of its setting. */
const pluginServer = /^plugin\/.*(?:^|\/|[a-z_-])(?:[uU][rR][lL]|[uU]ri|[hH]ost|[eE]ndpoint|[sS]erver|[wW]ebhook)$/

/** What a tag chooses of where a request goes, and of what it says. */
type Part = 'server' | 'node' | 'bucket' | 'path' | 'repository' | 'header' | 'body'

function partOf({ path, scalar: leaf }: Field, tag: Tag): Part | undefined {
  const probed = probe.exec(path)?.groups?.['rest']
  if (probed !== undefined) return probed === 'host' ? 'node' : probed === 'httpHeaders/value' ? 'header' : undefined
  if (path === 'http/headers/value' || path === 'http/headers/name') return 'header'
  if (path === 'http/body') return isOnly(tag, leaf) ? undefined : 'body'
  if (pluginServer.test(path)) return isBehindHost(tag, leaf) ? 'path' : 'server'
  const key = path === 'http/url' ? path : artifact.exec(path)?.groups?.['rest']
  switch (key) {
    case 'http/url':
    case 'azure/endpoint':
      return isBehindHost(tag, leaf) ? 'path' : 'server'
    case 'artifactory/url':
      // Behind the host is the key of the artifact.
      return isBehindHost(tag, leaf) ? undefined : 'server'
    case 'git/repo':
      return isBehindHost(tag, leaf) ? 'repository' : 'server'
    case 's3/endpoint':
    case 'oss/endpoint':
    case 'hdfs/addresses':
      return 'server'
    case 's3/bucket':
    case 'gcs/bucket':
    case 'oss/bucket':
    case 'azure/container':
      return 'bucket'
    default:
      return undefined
  }
}

/** Whether a request shows a credential to the server: a private key and what S3 signs with stay here. */
function showsSecret({ path, holder }: Field): boolean {
  if (path.endsWith('git/repo') || path.endsWith('artifactory/url')) return hasPassword(holder)
  if (!path.endsWith('http/url')) return false
  const headers = items(get(holder, 'headers'))
  return (
    headers.some((header) => get(header, 'valueFrom', 'secretKeyRef')) ||
    hasPassword(get(holder, 'auth', 'basicAuth')) ||
    get(holder, 'auth', 'oauth2') !== undefined
  )
}

function hasPassword(holder: Node | undefined): boolean {
  return pairs(holder).some((entry) => /^(?:username|password)Secret$/.test(keyOf(entry) ?? ''))
}

/** Words that end "the tag …": what it chooses, and whose field that is. */
const effects: Readonly<Record<Part, (owner: string) => string>> = {
  server: (owner) => `chooses which server ${owner} connects to`,
  node: (owner) => `chooses which server the node asks whether a container of ${owner} is well`,
  bucket: (owner) => `chooses the bucket of an artifact of ${owner}`,
  path: (owner) => `chooses what ${owner} asks a server for`,
  repository: (owner) => `chooses which repository of a server ${owner} fetches`,
  header: (owner) => `becomes part of a header of a request by ${owner}`,
  body: (owner) => `becomes part of the body of a request by ${owner}`,
}

const inside =
  'So it can be a service inside of the cluster, or `169.254.169.254`, which gives away the identity of the node'

const advice: Readonly<Record<Exclude<Part, 'server'>, string>> = {
  node: `${inside}: the request comes from the node, past the network policies of the pod. Leave \`host\` out, so that the pod itself is asked.`,
  bucket: 'So it can be any that the credentials open. Write the bucket here.',
  path: 'With `../` or `?` in it, it can ask for something else on the same server. Let only letters and digits through, as with `{{=sprig.regexReplaceAll(…)}}`.',
  repository:
    'So it can be any that the server has, and later steps run what is in it. Write the repository here, or let an expression choose between some.',
  header: 'So a request can say more than it is meant to, such as who sends it. Write the header here.',
  body: 'The text can end its string and add fields of its own, which the server takes for those of the workflow. Write `{{=toJson(…)}}` without quotes around it.',
}

function adviceOn(part: Part, secret: boolean): string {
  if (part !== 'server') return advice[part]
  const taken = secret ? ' The credential of the request goes to that server too.' : ''
  return `${inside}; and an answer that the workflow trusts can come from anywhere.${taken} Write scheme and host here, and let the value be a part of the path.`
}

/** All that is written but the server: what is left to choose is little. */
const light: ReadonlySet<Part> = new Set(['path', 'repository', 'header', 'body'])

function sourceIn(field: Field, tag: Tag, manifest: Manifest, project: Project): Source {
  const { path, scalar: leaf, template, call } = field
  const flows = path === 'http/body' ? loose(tag, leaf) : tag.flows
  return sourceOf(flows, { project, manifest, template, call })
}

function* problems(field: Field, manifest: Manifest, project: Project): Generator<Problem> {
  let server: Source | undefined
  for (const tag of tags(field.scalar)) {
    const part = partOf(field, tag)
    if (!part) continue
    const source = sourceIn(field, tag, manifest, project)
    if (source.level === 'constant') continue
    // Who chooses the server chooses what is asked of it.
    if ((part === 'path' || part === 'repository') && server && worse(server, source) === server) continue
    if (part === 'server') server = source
    const secret = part === 'server' && showsSecret(field)
    const isForeign = source.level === 'event' || source.level === 'submitter'
    yield {
      at: tag.span,
      key: tag.body,
      variant: light.has(part) ? 'path' : secret && isForeign ? 'credential' : source.level,
      ...((source.limited || field.path.startsWith('plugin/')) && { confidence: 'low' }),
      message: `${shown(tag)} ${effects[part](ownerOf(field))}, and its text comes ${origin(source)}. ${adviceOn(part, secret)}`,
      ...along(source),
      ...(part === 'body' && { propose: () => encoded(field, tag, manifest, project) }),
    }
  }
}

function encoded(field: Field, tag: Tag, manifest: Manifest, project: Project): Proposal | Refusal {
  const { scalar: leaf, template, call } = field
  if (!/^\s*[{[]/.test(leaf.value)) return { refused: 'the body is not JSON' }
  const parts = jsonEncoder(
    leaf,
    (other) => sourceIn(field, other, manifest, project).level !== 'constant',
    (other) => tooOld(project.argoVersion, 3, 1) ?? pathOf(other, { project, manifest, template, call }),
  )(tag)
  if ('refused' in parts) return parts
  return {
    title: 'Put the value in as JSON, so that text which was meant to add fields no longer does',
    safety: 'unsafe',
    changes: [rewrite(leaf, parts)],
  }
}

export default defineRule({
  id: 'request-forgery',
  title: 'A value that others choose decides where a workflow connects to',
  category: 'injection',
  severity: 'medium',
  confidence: 'medium',
  persona: 'regular',
  needs: ['http', 'httpGet', 'tcpSocket', 'plugin', 'git', 's3', 'gcs', 'oss', 'azure', 'artifactory', 'hdfs'],
  variants: {
    ...bySource,
    event: { ...bySource.event, severity: 'high' },
    argument: { ...bySource.argument, persona: 'pedantic' },
    credential: {
      when: 'others choose the server, and the request shows it a password or a token',
      severity: 'high',
    },
    path: {
      when: 'scheme and host are written, and the value is a part of the path, of a header or of the body',
      severity: 'low',
      persona: 'pedantic',
    },
  },
  docs: `HTTP templates and artifacts connect from inside of the cluster, with the network and often the credentials of the workflow. Whoever chooses the server reaches services that are closed to them, the metadata of the cloud among these (\`169.254.169.254\`), decides what is answered, and is sent the token or the password that goes with the request.

Write scheme and host, and let values be parts of the path: \`https://api.example.com/items/{{inputs.parameters.id}}\`. Then the path is all that is left to choose, which is low. A value that has lost all signs by \`sprig.regexReplaceAll('[^a-zA-Z0-9-]', …, '')\` is not reported.

The \`host\` of a probe is worse than it looks, since the node asks, and not the pod. In a \`body\`, text with quotes adds fields; \`{{=toJson(…)}}\` without quotes around it does not, and a fix writes that where it can.

A password, a token in a header and OAuth are shown to whoever is asked. A private key for SSH and the keys of S3 and Azure are not, since only signatures leave: these do not make it worse. The bucket of an artifact counts as a server that shares its credentials. Of a plugin, settings that are called \`url\`, \`host\`, \`endpoint\` or the like are judged, with low confidence. Where the same people choose the server and the path, the server is reported. Where a manifest to apply comes from (\`manifestFrom\`) is judged by \`resource-manifest-injection\`, what scripts download by \`script-injection\`, and the revision of a repository by \`parameterized-reference\`.`,
  guide: ['S17-20', 'S38'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/http-template/',
    'https://argo-workflows.readthedocs.io/en/latest/configure-artifact-repository/',
    'https://cwe.mitre.org/data/definitions/918.html',
  ],
  examples: [
    {
      title: 'A library asks any server, with and without a credential',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: ask}
spec:
  templates:
    - name: ask
      inputs: {parameters: [{name: url}, {name: user}]}
      http:
        url: "{{inputs.parameters.url}}" # ✗ credential
        headers:
          - name: Authorization
            valueFrom: {secretKeyRef: {name: api, key: token}}
          - name: X-User
            value: "{{inputs.parameters.user}}" # ✗ path
    - name: plain
      inputs: {parameters: [{name: host}, {name: id}]}
      http:
        url: "https://{{inputs.parameters.host}}/items" # ✗ submitter
    - name: fetch
      inputs:
        parameters: [{name: repo}, {name: host}, {name: bucket}]
        artifacts:
          - name: source
            path: /src
            git:
              repo: "{{inputs.parameters.repo}}" # ✗ credential
              passwordSecret: {name: git, key: token}
          - name: other
            path: /other
            git:
              repo: "git@{{inputs.parameters.host}}:acme/app.git" # ✗ submitter
              sshPrivateKeySecret: {name: git, key: key}
          - name: data
            path: /data
            s3:
              endpoint: "{{inputs.parameters.host}}" # ✗ submitter
              bucket: "{{inputs.parameters.bucket}}" # ✗ submitter
              key: data.tgz
      container: {image: alpine:3.20, command: [id]}
`,
    },
    {
      title: 'A workflow asks what its arguments and a step say',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: ask-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: url}, {name: registry, value: https://example.com}, {name: item}]}
  templates:
    - name: main
      steps:
        - - {name: pick, template: pick}
        - - name: ask
            template: ask
            arguments: {parameters: [{name: url, value: "{{steps.pick.outputs.result}}"}]}
    - name: pick
      inputs:
        artifacts:
          - name: file
            path: /file
            http:
              url: "{{workflow.parameters.url}}" # ✗ argument
          - name: other
            path: /other
            http:
              url: "{{workflow.parameters.registry}}/x" # ✗ preset
          - name: third
            path: /third
            http:
              url: "https://example.com/items/{{workflow.parameters.item}}" # ✗ path
      script: {image: alpine:3.20, command: [sh], source: cat /file}
    - name: ask
      inputs: {parameters: [{name: url}]}
      http:
        url: "{{inputs.parameters.url}}" # ✗ output
`,
    },
    {
      title: 'An event names the server',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-call}
spec:
  dependencies: [{name: call, eventSourceName: webhook, eventName: call}]
  triggers:
    - template:
        name: run
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: run-}
              spec:
                entrypoint: main
                arguments: {parameters: [{name: callback, value: none}]}
                templates:
                  - name: main
                    http:
                      url: "{{workflow.parameters.callback}}" # ✗ event
          parameters:
            - src: {dependencyName: call, dataKey: body.callback}
              dest: spec.arguments.parameters.0.value
`,
    },
    {
      title: 'Probes, plugins and bodies of requests that a caller fills in',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: notify}
spec:
  templateDefaults:
    container:
      livenessProbe: {httpGet: {host: "{{workflow.parameters.host}}", port: 80}} # ✗ submitter
  templates:
    - name: notify
      inputs: {parameters: [{name: text}, {name: channel}]}
      http:
        url: https://chat.example.com/post
        method: POST
        body: |
          {
            "text": "{{inputs.parameters.text}}", # ✗ path
            "channel": {{=toJson(inputs.parameters.channel)}}
          }
    - name: plugged
      inputs: {parameters: [{name: url}]}
      plugin: {slack: {webhookUrl: "{{inputs.parameters.url}}", text: "{{inputs.parameters.url}}"}} # ✗ submitter
    - name: served
      inputs: {parameters: [{name: host}]}
      container: {image: alpine:3.20, command: [id]}
      sidecars:
        - name: cache
          image: redis:7
          readinessProbe: {tcpSocket: {host: "{{inputs.parameters.host}}", port: 6379}} # ✗ submitter
          lifecycle: {preStop: {httpGet: {host: "{{inputs.parameters.host}}", path: /stop, port: 80}}} # ✗ submitter
    - name: fetch
      inputs:
        parameters: [{name: host}, {name: app}]
        artifacts:
          - {name: a, path: /a, git: {repo: "https://git.example.com/{{inputs.parameters.app}}.git"}} # ✗ path
          - {name: b, path: /b, git: {repo: "https://{{inputs.parameters.host}}/{{inputs.parameters.app}}.git"}} # ✗ submitter
      container: {image: alpine:3.20, command: [id]}
`,
      fixed: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: notify}
spec:
  templateDefaults:
    container:
      livenessProbe: {httpGet: {host: "{{workflow.parameters.host}}", port: 80}}
  templates:
    - name: notify
      inputs: {parameters: [{name: text}, {name: channel}]}
      http:
        url: https://chat.example.com/post
        method: POST
        body: |
          {
            "text": {{=toJson(inputs.parameters.text)}},
            "channel": {{=toJson(inputs.parameters.channel)}}
          }
    - name: plugged
      inputs: {parameters: [{name: url}]}
      plugin: {slack: {webhookUrl: "{{inputs.parameters.url}}", text: "{{inputs.parameters.url}}"}}
    - name: served
      inputs: {parameters: [{name: host}]}
      container: {image: alpine:3.20, command: [id]}
      sidecars:
        - name: cache
          image: redis:7
          readinessProbe: {tcpSocket: {host: "{{inputs.parameters.host}}", port: 6379}}
          lifecycle: {preStop: {httpGet: {host: "{{inputs.parameters.host}}", path: /stop, port: 80}}}
    - name: fetch
      inputs:
        parameters: [{name: host}, {name: app}]
        artifacts:
          - {name: a, path: /a, git: {repo: "https://git.example.com/{{inputs.parameters.app}}.git"}}
          - {name: b, path: /b, git: {repo: "https://{{inputs.parameters.host}}/{{inputs.parameters.app}}.git"}}
      container: {image: alpine:3.20, command: [id]}
`,
    },
    {
      title: 'Scheme and host are written, and the value has only letters and digits',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: ask}
spec:
  templates:
    - name: ask
      inputs: {parameters: [{name: id}, {name: page}]}
      http:
        url: "https://api.example.com/{{=sprig.regexReplaceAll('[^a-zA-Z0-9-]', inputs.parameters.id, '')}}?page={{=asInt(inputs.parameters.page)}}"
        body: "{{inputs.parameters.id}}"
`,
    },
    {
      title: 'Servers that nobody can choose',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: ask-}
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - name: ask
            template: ask
            arguments: {parameters: [{name: host, value: "{{item}}"}]}
            withItems: [a.example.com, b.example.com]
    - name: ask
      inputs:
        parameters: [{name: host}]
        artifacts:
          - {name: data, path: /data, s3: {bucket: data, key: "{{workflow.name}}/data.tgz"}}
      http:
        url: "https://{{inputs.parameters.host}}/?run={{workflow.uid}}"
`,
    },
  ],
  *check(manifest, project) {
    for (const field of fields(manifest)) yield* problems(field, manifest, project)
  },
})
