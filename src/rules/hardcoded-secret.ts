import { artifacts } from '../argo/artifact.ts'
import { controllerSettings, isControllerConfig } from '../argo/controller-config.ts'
import { isUnknown } from '../argo/embedded.ts'
import { installed } from '../argo/installation.ts'
import type { Manifest } from '../argo/manifest.ts'
import { parameters } from '../argo/parameter.ts'
import { containers } from '../argo/pod.ts'
import type { Project } from '../argo/project.ts'
import { credentialsIn, isQuickStart, isSecretName, literalSecret, masked, mayHoldCredential } from '../argo/secret.ts'
import { templates } from '../argo/template.ts'
import { defineRule, type Problem } from '../rule.ts'
import type { Node, Scalar } from '../yaml/node.ts'
import { once } from '../yaml/once.ts'
import { get, isNull, items, keyOf, mapping, pairs, scalar, scalars, text } from '../yaml/query.ts'

export default defineRule({
  id: 'hardcoded-secret',
  title: 'A credential is written in the manifest',
  category: 'secrets',
  severity: 'high',
  confidence: 'medium',
  persona: 'regular',
  variants: {
    'known-format': { when: 'a text has the form of a token or key that some service gives out', confidence: 'high' },
    address: { when: 'an address holds a password' },
    named: { when: 'a variable, parameter or header that is called a password, token or key has a literal value' },
    weak: {
      when: 'such a value looks like a word, so that it may be something else, or a password is the name of its user',
      severity: 'medium',
      confidence: 'low',
      persona: 'pedantic',
    },
    reference: { when: 'a field that names a Secret and its key holds a text instead', confidence: 'high' },
    'committed-secret': { when: 'a Secret that Argo reads its credentials from is among the files, in clear' },
  },
  docs: `
Whoever may read the repository, the Workflow, its archive or the UI can read a credential that is written in it, and
so can every copy and every backup. It stays in the history of the repository after it is deleted, so the credential
has to be replaced first of all.

Then put the new one into a Secret and take it from there: \`env: [{name: DB_PASSWORD, valueFrom: {secretKeyRef: {name:
db, key: password}}}]\`, a Secret that is mounted as a volume, \`headers[].valueFrom.secretKeyRef\`, or the fields such as
\`accessKeySecret: {name: …, key: …}\` of an artifact. Secrets themselves belong into the repository only encrypted, by
SOPS or as SealedSecrets, or not at all with External Secrets.

Placeholders such as \`changeme\`, references such as \`$(NAME)\` or \`{{…}}\`, paths, and names of Secrets are no
findings. Of what is found, Lynceus shows four characters at most, nowhere more. No program can mend this: what makes
it safe again is the new credential.`,
  hides: true,
  guide: [],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/walk-through/secrets/',
    'https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns',
  ],
  examples: [
    {
      title: 'A password in the environment, a token in a header, a key in a script',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  arguments:
    parameters:
      - name: db-password
        value: kaeBai7oht # ✗ named
      - {name: admin-password, value: secret} # ✗ weak
  templates:
    - name: main
      script:
        image: alpine:3.20
        env:
          - name: DB_PASSWORD
            value: "Tr0ub4dor&3" # ✗ named
          - {name: DATABASE, value: "postgres://app:h7Zq2LmP@db:5432/app"} # ✗ address
          - {name: QUEUE, value: "amqp://guest:guest@queue:5672"} # ✗ weak
          - {name: AWS_SECRET_ACCESS_KEY, value: Kq7/wZ2tN5xVb8Lm3/Rf6YcHs1Pd4GjTo9EiAu0W} # ✗ named
        command: [sh]
        source: |
          # The deploy user's
          export AWS_ACCESS_KEY_ID=AKIAQ7RZ3MNK5TWX2VBD # ✗ known-format
          aws s3 ls
    - name: notify
      http:
        url: https://hooks.example.org/build
        headers:
          - {name: Authorization, value: Bearer 9f8a7Qx2LmZpW4} # ✗ named`,
    },
    {
      title: 'In the argument of a call, in a default, and where a Secret has to be named',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: backup}
spec:
  templates:
    - name: main
      steps:
        - - name: dump
            template: dump
            arguments: {parameters: [{name: apiKey, value: q8Wn3Zt6Lx1v}]} # ✗ named
    - name: dump
      inputs:
        parameters:
          - name: apiKey
            default: zP4kVb7Yc2Ru # ✗ named
      outputs:
        artifacts:
          - name: dump
            path: /dump
            s3:
              endpoint: s3.amazonaws.com
              bucket: dumps
              key: dump
              accessKeySecret: backup-user # ✗ reference
              secretKeySecret: {name: s3, key: secret}
      container: {image: "postgres:17.0", command: [pg_dump]}`,
    },
    {
      title: 'A token is told once, also in a workflow that stands in another object',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: build}
spec:
  dependencies: [{name: push, eventSourceName: github, eventName: push}]
  triggers:
    - template:
        name: build
        argoWorkflow:
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: build-}
              spec:
                entrypoint: main
                templates:
                  - name: main
                    container:
                      image: alpine:3.20
                      env: [{name: AWS_ACCESS_KEY, value: AKIAQ7RZ3MNK5TWX2VBD}] # ✗ known-format
---
apiVersion: apiextensions.crossplane.io/v1
kind: Composition
metadata: {name: build}
spec:
  resources:
    - name: build
      base:
        apiVersion: argoproj.io/v1alpha1
        kind: WorkflowTemplate
        metadata: {name: build}
        spec:
          templates:
            - name: main
              container:
                image: alpine:3.20
                args: [AKIAQ7RZ3MNK5TWX2VBD] # ✗ known-format`,
    },
    {
      title: 'Secrets that the controller signs users in and reaches its database with',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap, namespace: argo}
data:
  sso: |
    issuer: https://login.example.org
    clientId: {name: argo-workflow-sso, key: id}
    clientSecret: {name: argo-workflow-sso, key: secret}
  persistence: |
    postgresql: {host: db, passwordSecret: {name: db, key: password}}
  artifactRepository: |
    s3: {bucket: builds, accessKeySecret: {name: my-minio-cred, key: accesskey}}
---
apiVersion: v1
kind: Secret
metadata: {name: my-minio-cred, namespace: argo}
stringData: {accesskey: admin, secretkey: password}
---
apiVersion: v1
kind: Secret
metadata: {name: db, namespace: argo}
data: {password: OGZLcTJadDZMeDF2UG0zVw==} # ✗ committed-secret
---
apiVersion: v1
kind: Secret
metadata: {name: argo-workflow-sso, namespace: argo}
stringData: # ✗ committed-secret
  id: argo
  secret: 8fKq2Zt6Lx1vPm3W
---
apiVersion: v1
kind: Secret
metadata: {name: argo-workflow-other, namespace: argo}
stringData:
  secret: 8fKq2Zt6Lx1vPm3W`,
    },
    {
      title: "In values of Argo's Helm chart",
      yaml: `
controller:
  workflowNamespaces: [builds]
  extraEnv:
    - {name: AWS_ACCESS_KEY_ID, value: AKIAQ7RZ3MNK5TWX2VBD} # ✗ known-format
server:
  authModes: [sso]
artifactRepository:
  s3: {bucket: builds, accessKeySecret: {name: s3, key: id}}`,
    },
    {
      title: 'From Secrets, and what only looks like one',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  arguments:
    parameters:
      - {name: pull-secret, value: registry-credentials}
      - {name: secret-name, value: db}
      - {name: token-path, value: /var/run/secrets/token}
      - {name: password, value: changeme}
      - {name: page-token, value: a8Wn3Zt6Lx1v}
      - {name: author, value: Ada Lovelace}
      - {name: cache-key, value: a8Wn3Zt6Lx1v}
      - {name: auth, value: "true"}
  templates:
    - name: main
      container:
        image: alpine:3.20
        env:
          - {name: DB_PASSWORD, valueFrom: {secretKeyRef: {name: db, key: password}}}
          - {name: API_TOKEN, value: "{{inputs.parameters.token}}"}
          - {name: DATABASE, value: "postgres://app:$(DB_PASSWORD)@db:5432/app"}
          - {name: TOKEN_URL, value: "https://auth.example.org/token"}
          - {name: SMTP_PASSWORD, value: "vault:secret/data/smtp#password"}
          - {name: UPLOAD_TOKEN, value: team/builds/Upload}
        args: ["--password=$(DB_PASSWORD)", "AKIAIOSFODNN7EXAMPLE"]`,
    },
    {
      title: 'What a status has copied, and values that SOPS has encrypted',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: build}
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20", env: [{name: PASSWORD, value: "ENC[AES256_GCM,data:8fKq2Zt6,type:str]"}]}
status:
  message: "AKIAQ7RZ3MNK5TWX2VBD"`,
    },
  ],
  *check(manifest, project) {
    const { root, kind } = manifest
    if (root.own('sops')) return
    if (kind === 'Secret') {
      yield* committed(manifest, project)
      return
    }
    const inParent = isWithinScanned(manifest, project)
    const isKnown = inParent || isScanned(manifest, project)
    if (isKnown && !inParent) yield* known(manifest)
    const told = new Set<Node>()
    for (const { name, value, what } of mayHave(manifest, kept) ? named(manifest, project) : []) {
      if (told.has(value) || (isKnown && credentialsIn(value.value).length > 0)) continue
      told.add(value)
      yield* literal(name, value, what)
    }
    if (!mayHave(manifest, references)) return
    for (const artifact of artifacts(manifest, project)) yield* plain(artifact.node, artifact.of)
  },
})

/** Keys under which something with a name has a value, and those that name a Secret. */
const kept = ['env', 'parameters', 'headers']
const references = [
  'accessKeySecret',
  'secretKeySecret',
  'sessionTokenSecret',
  'usernameSecret',
  'passwordSecret',
  'sshPrivateKeySecret',
  'accountKeySecret',
  'serviceAccountKeySecret',
]

const harm = 'Everybody who can read this file, the workflow, its archive or the history of the repository has it.'
const advice = 'Replace it with a new one, and take that from a Secret.'

/** A cheap look. What a patch or the settings of a controller hold is written in texts, whose keys are not looked at. */
function mayHave({ root, kind }: Manifest, keys: readonly string[]): boolean {
  return kind === 'ConfigMap' || root.mayHave('podSpecPatch') || keys.some((key) => root.mayHave(key))
}

/** Argo's own objects, and those that hold its settings. */
function isScanned(manifest: Manifest, project: Project): boolean {
  const { kind, root, spec } = manifest
  if (spec || kind === 'ConfigMap' || kind === 'ExecutorPlugin' || kind === 'Values') return true
  return (text(get(root, 'apiVersion')) ?? '').startsWith('argoproj.io/') || installed(manifest, project).length > 0
}

/** Whether all texts of a manifest are looked at as those of one that it stands in. */
function isWithinScanned({ parent }: Manifest, project: Project): boolean {
  return parent !== undefined && (isScanned(parent, project) || isWithinScanned(parent, project))
}

const copied = 'kubectl.kubernetes.io/last-applied-configuration'

/** Texts that hold a credential of a known form; of most manifests one look tells that there is none. */
function* known({ root }: Manifest): Generator<Problem> {
  if (!mayHoldCredential(root.raw)) return
  const skipped = [root.own('status'), get(root, 'metadata', 'annotations', copied)]
  for (const leaf of scalars(root)) {
    if (!mayHoldCredential(leaf.raw)) continue
    if (skipped.some((part) => part && part.start <= leaf.start && leaf.end <= part.end)) continue
    for (const { from, to, what, sure, weak } of credentialsIn(leaf.value)) {
      yield {
        at: leaf.part(from, to),
        variant: sure ? 'known-format' : weak ? 'weak' : 'address',
        key: what,
        message: `This is ${what} (\`${masked(leaf.value.slice(from, to))}\`). ${harm} ${advice}`,
      }
    }
  }
}

interface Named {
  readonly name: string
  readonly value: Scalar
  /** What has the name, in words. */
  readonly what: string
}

/** Everything that has a name and a value: variables, parameters and headers. */
function* named(manifest: Manifest, project: Project): Generator<Named> {
  const seen = new Set<Node>()
  for (const { layers } of mayHave(manifest, ['env']) ? containers(manifest, project) : []) {
    for (const layer of layers) {
      if (layer.manifest !== manifest || seen.has(layer.node)) continue
      seen.add(layer.node)
      yield* entries(get(layer.node, 'env'), 'The environment variable')
    }
  }
  for (const { node, name } of parameters(manifest)) {
    if (!isSecretName(name)) continue
    for (const value of [get(node, 'value'), get(node, 'default'), get(node, 'valueFrom', 'default')].map(scalar))
      if (value) yield { name, value, what: 'The parameter' }
  }
  if (!mayHave(manifest, ['headers'])) return
  for (const { node } of templates(manifest)) yield* entries(get(node, 'http', 'headers'), 'The header')
  for (const { node } of artifacts(manifest, project)) yield* entries(get(node, 'http', 'headers'), 'The header')
}

function* entries(list: Node | undefined, what: string): Generator<Named> {
  for (const item of items(list)) {
    const name = text(get(item, 'name'))
    const value = scalar(get(item, 'value'))
    if (name !== undefined && value && isSecretName(name)) yield { name, value, what }
  }
}

function* literal(name: string, value: Scalar, what: string): Generator<Problem> {
  const secret = value.value.replace(/^(?:bearer|basic|token)\s+/i, '')
  const found = literalSecret(name, secret)
  if (!found) return
  yield {
    at: value,
    variant: found === 'likely' ? 'named' : 'weak',
    key: name,
    message: `${what} \`${name}\` is called as credentials are, and its value is written here (\`${masked(secret)}\`). ${harm} ${advice}`,
  }
}

/** `accessKeySecret` and its like name a Secret and its key. Argo refuses a text. */
function* plain(artifact: Node, of: string): Generator<Problem> {
  for (const { value: location } of pairs(artifact)) {
    for (const entry of pairs(location)) {
      const name = keyOf(entry) ?? ''
      const written = scalar(entry.value)
      if (!name.endsWith('Secret') || !written || isNull(written) || isUnknown(written.value) || written.value === '')
        continue
      yield {
        at: written,
        variant: 'reference',
        key: name,
        message: `\`${name}\` of ${of} holds a text (\`${masked(written.value)}\`). If that is the credential itself, everybody who can read this file has it; either way Argo does not take it. Write \`{name: …, key: …}\` of a Secret.`,
      }
    }
  }
}

/** A Secret that the controller or an artifact takes credentials from, and that another rule does not look at. */
function* committed({ root, name, templated }: Manifest, project: Project): Generator<Problem> {
  if (templated || !secretNames(project).has(name)) return
  for (const field of ['stringData', 'data']) {
    const holder = mapping(root)?.ownKey(field)
    const values = pairs(get(root, field)).flatMap(({ value }) => text(value) ?? [])
    const given = values.filter(
      (value) => value.length > 3 && !isUnknown(value) && !/^(?:ENC\[|<|\$)|changeme/i.test(value),
    )
    // `unpinned-install-manifest` tells of that of the quick start.
    if (!holder || given.length === 0 || isQuickStart(name, values)) continue
    yield {
      at: holder,
      variant: 'committed-secret',
      key: field,
      message: `Argo takes credentials from the Secret \`${name}\`, and they are written here. Everybody who can read this file or the history of the repository has them. Replace them, and keep the Secret encrypted or out of the repository.`,
    }
  }
}

/** The Secrets that artifacts, single sign-on and the database are given by. */
const secretNames = once((project: Project): ReadonlySet<string> => {
  const found = project.manifests.flatMap((manifest) => {
    const locations = artifacts(manifest, project).flatMap(({ node }) => pairs(node).map(({ value }) => value))
    const settings = isControllerConfig(manifest.root) ? controllerSettings(manifest.root) : undefined
    const database = pairs(settings?.get('persistence')?.value).map(({ value }) => value)
    return [...locations, ...database, settings?.get('sso')?.value]
  })
  const references = found.flatMap((holder) =>
    pairs(holder).flatMap((entry) => (/Secret$|^clientId$/.test(keyOf(entry) ?? '') ? [entry.value] : [])),
  )
  return new Set(references.flatMap((node) => text(get(node, 'name')) ?? []))
})
