import { type Field, fields, ownerOf } from '../argo/field.ts'
import { sourceOf } from '../argo/level.ts'
import type { Manifest } from '../argo/manifest.ts'
import { shown, type Tag, tags } from '../argo/tag.ts'
import { bySource, defineRule, type Problem } from '../rule.ts'
import type { Node, Scalar } from '../yaml/node.ts'
import { get, items, keyOf, pairs } from '../yaml/query.ts'

const artifact = /(?:^|\/)(?:artifacts|archiveLocation|artifactPaths)\/(?<rest>[^/]+\/[^/]+)$/

/** What a tag chooses of where a request goes. */
type Part = 'server' | 'bucket' | 'path' | 'header'

function partOf({ path, scalar: leaf }: Field, tag: Tag): Part | undefined {
  if (path === 'http/headers/value') return 'header'
  const key = path === 'http/url' ? path : artifact.exec(path)?.groups?.['rest']
  switch (key) {
    case 'http/url':
    case 'git/repo':
    case 'artifactory/url':
    case 'azure/endpoint':
      return isBehindHost(tag, leaf) ? 'path' : 'server'
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

const braces = /\{\{[^]*?\}\}/g

/** Whether scheme and host are over before a tag: what follows them cannot change them. */
function isBehindHost({ from }: Tag, { value }: Scalar): boolean {
  const before = value.slice(0, Math.min(from, 2000)).replace(braces, 'x').trimStart()
  if (/^[\w.-]+@[\w.-]+:/.test(before)) return true
  return /^(?:[a-zA-Z][\w+.-]*:\/\/)?(?:[^/?#\s\\@]*@)?[^/?#\s\\:@]+(?::\d+)?[/?#]/.test(before)
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

const effects: Readonly<Record<Part, string>> = {
  server: 'chooses where a request is sent',
  bucket: 'chooses the bucket of an artifact',
  path: 'chooses what is asked for on a server',
  header: 'becomes a header of a request',
}

const advice: Readonly<Record<Part, string>> = {
  server:
    'So it can be a service inside of the cluster, or `169.254.169.254`, which gives away the identity of the node; and an answer that the workflow trusts can come from anywhere. Write scheme and host here, and let the value be a part of the path.',
  bucket: 'So it can be any that the credentials open. Write the bucket here.',
  path: 'With `../` or `?` in it, it can ask for something else on the same server. Let only letters and digits through, as with `{{=sprig.regexReplaceAll(…)}}`.',
  header: 'So a request can say more than it is meant to, such as who sends it. Write the header here.',
}

function* problems(field: Field, manifest: Manifest): Generator<Problem> {
  const { template, call } = field
  for (const tag of tags(field.scalar)) {
    const part = partOf(field, tag)
    const source = sourceOf(part ? tag.flows : [], { manifest, template, call })
    if (!part || source.level === 'constant') continue
    const light = part === 'path' || part === 'header'
    const secret = part === 'server' && showsSecret(field)
    const isForeign = source.level === 'event' || source.level === 'submitter'
    yield {
      at: tag.span,
      key: tag.body,
      variant: light ? 'path' : secret && isForeign ? 'credential' : source.level,
      ...(source.limited && { confidence: 'low' }),
      message: `${shown(tag)} ${effects[part]} by ${ownerOf(field)}, and its text comes from ${source.from}. ${advice[part]}${secret ? ' The credential of the request goes to that server too.' : ''}`,
      ...(source.at && { related: [{ at: source.at, note: 'The text comes from here.' }] }),
    }
  }
}

export default defineRule({
  id: 'request-forgery',
  title: 'A value that others choose decides where a workflow connects to',
  category: 'injection',
  severity: 'medium',
  confidence: 'medium',
  persona: 'regular',
  needs: ['http', 'git', 's3', 'gcs', 'oss', 'azure', 'artifactory', 'hdfs'],
  variants: {
    ...bySource,
    event: { ...bySource.event, severity: 'high' },
    argument: { ...bySource.argument, persona: 'pedantic' },
    credential: {
      when: 'others choose the server, and the request shows it a password or a token',
      severity: 'high',
    },
    path: {
      when: 'scheme and host are written, and the value is a part of the path, or a header',
      severity: 'low',
      persona: 'pedantic',
    },
  },
  docs: `HTTP templates and artifacts connect from inside of the cluster, with the network and often the credentials of the workflow. Whoever chooses the server reaches services that are closed to them, the metadata of the cloud among these (\`169.254.169.254\`), decides what is answered, and is sent the token or the password that goes with the request.

Write scheme and host, and let values be parts of the path: \`https://api.example.com/items/{{inputs.parameters.id}}\`. Then the path is all that is left to choose, which is low. A value that has lost all signs by \`sprig.regexReplaceAll('[^a-zA-Z0-9-]', …, '')\` is not reported.

A password, a token in a header and OAuth are shown to whoever is asked. A private key for SSH and the keys of S3 and Azure are not, since only signatures leave: these do not make it worse. The bucket of an artifact counts as a server that shares its credentials. Where a manifest to apply comes from (\`manifestFrom\`) is judged by \`resource-manifest-injection\`, and what scripts download by \`script-injection\`. What callers in other files pass is not looked at.`,
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
  *check(manifest) {
    for (const field of fields(manifest)) yield* problems(field, manifest)
  },
})
