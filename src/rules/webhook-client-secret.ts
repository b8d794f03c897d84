import type { Manifest } from '../argo/manifest.ts'
import type { Project } from '../argo/project.ts'
import { isLater, isWebhookSecret, type WebhookClient, webhookClients } from '../argo/webhook.ts'
import { defineRule, type Problem } from '../rule.ts'
import type { Node } from '../yaml/node.ts'
import { once } from '../yaml/once.ts'
import { bool, get, isNull, items, keyOf, pair, pairs, text } from '../yaml/query.ts'

export default defineRule({
  id: 'webhook-client-secret',
  title: 'Whoever sends webhooks need not prove who they are',
  category: 'events',
  severity: 'high',
  confidence: 'high',
  persona: 'regular',
  needs: ['stringData', 'data', 'webhook', 'github', 'gitlab', 'bitbucketserver'],
  variants: {
    empty: { when: 'the secret of a sender is empty: everybody is taken for it', severity: 'critical' },
    known: { when: "it is one of those in Argo's documentation, which everybody knows" },
    committed: { when: 'it is written in the files' },
    'unknown-type': { when: 'the type of a sender is none that Argo knows: webhooks fail', severity: 'low' },
    'weak-type': {
      when: 'the sender is Bitbucket Cloud, which sends its secret and signs nothing',
      severity: 'low',
    },
    'no-account': {
      when: 'no ServiceAccount among those of the namespace has the name of the entry',
      severity: 'low',
      confidence: 'medium',
      persona: 'pedantic',
    },
    'no-token': {
      when: 'that ServiceAccount has no Secret with its token, which Kubernetes does not make by itself from 1.24 on',
      severity: 'low',
      confidence: 'medium',
      persona: 'pedantic',
    },
    'open-event': {
      when: 'an EventSource takes web requests from anybody, and a Sensor starts a workflow for them',
      confidence: 'medium',
    },
    unverified: {
      when: 'such an EventSource does not check the certificate of the service that it gives its token to',
      severity: 'medium',
    },
  },
  docs: `
The Secret \`argo-workflows-webhook-clients\` tells the Argo Server whose webhooks it takes: each key is the name of a ServiceAccount, and its value the type of the sender and a secret with which it signs. A request that fits gets the token of that ServiceAccount, and with it the right to start workflows.

With an empty \`secret\` the parsers for GitHub, GitLab and Bitbucket check no signature. Whoever reaches the server is then that ServiceAccount. A secret that is written in a repository, or copied from the documentation, is not much better. Make a long random one, and let an operator put it there (ExternalSecret, SealedSecret, sops): such objects are not reported.

\`type: bitbucket\` only compares an identifier that Bitbucket sends along; limit who may reach the server. A type that Argo does not know makes the handler fail, for the other senders as well, since they are tried in random order.

The same holds for an EventSource of Argo Events from which a Sensor among the files starts a workflow: give \`webhook\` an \`authSecret\`, \`github\` and \`bitbucketserver\` a \`webhookSecret\`, \`gitlab\` a \`secretToken\`, and leave \`insecure\` out.

A finding stands at the \`kind\` of the Secret and not at the entry, since reports show the lines around a finding.`,
  hides: true,
  guide: ['S41', 'S35'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/webhooks/',
    'https://argoproj.github.io/argo-events/eventsources/setup/webhook/',
  ],
  examples: [
    {
      title: 'Secrets that are empty, known to all, and committed',
      yaml: `
apiVersion: v1
kind: Secret # ✗ empty, known, committed, unknown-type, weak-type, empty
metadata: {name: argo-workflows-webhook-clients}
stringData:
  github.com: |
    type: github
    secret: ""
  gitlab.com: |
    type: gitlab
    secret: "shh!"
  bitbucketserver: |
    type: bitbucketserver
    secret: 9f86d081884c7d65
  gitea: |
    type: gitea
    secret: <path:kv/gitea#secret>
  bitbucket.org: |
    type: bitbucket`,
    },
    {
      title: 'The same in base64, which hides nothing',
      yaml: `
apiVersion: v1
kind: Secret # ✗ empty, committed
metadata: {name: argo-workflows-webhook-clients}
data:
  github.com: dHlwZTogZ2l0aHViCnNlY3JldDogIiIK
  gitlab.com: dHlwZTogZ2l0bGFiCnNlY3JldDogOWY4NmQwODE4ODRjN2Q2NQo=`,
    },
    {
      title: 'A key that is no ServiceAccount of the namespace',
      yaml: `
apiVersion: v1
kind: Secret # ✗ no-account
metadata: {name: argo-workflows-webhook-clients, namespace: ci}
stringData:
  github.com: |
    type: github
    secret: <path:kv/github#secret>
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: github, namespace: ci}`,
    },
    {
      title: 'A ServiceAccount without a token, and one with it',
      yaml: `
apiVersion: v1
kind: Secret # ✗ no-token
metadata: {name: argo-workflows-webhook-clients, namespace: ci}
stringData:
  github.com: |
    type: github
    secret: <path:kv/github#secret>
  gitlab.com: |
    type: gitlab
    secret: <path:kv/gitlab#secret>
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: github.com, namespace: ci}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: gitlab.com, namespace: ci}
---
apiVersion: v1
kind: Secret
metadata:
  name: gitlab.com.service-account-token
  namespace: ci
  annotations: {kubernetes.io/service-account.name: gitlab.com}
type: kubernetes.io/service-account-token`,
    },
    {
      title: 'Anybody may send an event that starts a workflow',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: EventSource
metadata: {name: hooks}
spec:
  webhook:
    build: # ✗ open-event
      port: "12000"
      endpoint: /build
      method: POST
    unused:
      port: "12000"
      endpoint: /unused
      method: POST
  github:
    push:
      webhookSecret: {name: github, key: secret}
      insecure: true # ✗ unverified
---
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: build}
spec:
  dependencies:
    - {name: build, eventSourceName: hooks, eventName: build}
    - {name: push, eventSourceName: hooks, eventName: push}
  triggers:
    - template:
        name: build
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: build-}
              spec: {workflowTemplateRef: {name: build}}`,
    },
    {
      title: 'Secrets that an operator brings',
      yaml: `
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: argo-workflows-webhook-clients}
spec: {target: {name: argo-workflows-webhook-clients}}
---
apiVersion: v1
kind: Secret
metadata: {name: argo-workflows-webhook-clients}
stringData:
  github.com: ENC[AES256_GCM,data:aaaa,iv:bbbb,tag:cccc,type:str]
sops: {version: 3.9.0}`,
    },
    {
      title: 'Events with a secret, and a Sensor that starts no workflow',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: EventSource
metadata: {name: hooks}
spec:
  webhook:
    build: {port: "12000", endpoint: /build, method: POST, authSecret: {name: hooks, key: token}}
    log: {port: "12000", endpoint: /log, method: POST}
---
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: build}
spec:
  dependencies: [{name: build, eventSourceName: hooks, eventName: build}]
  triggers:
    - template: {name: build, argoWorkflow: {operation: submit}}
---
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: log}
spec:
  dependencies: [{name: log, eventSourceName: hooks, eventName: log}]
  triggers:
    - template: {name: log, log: {}}`,
    },
  ],
  *check(manifest, project) {
    if (isWebhookSecret(manifest))
      for (const client of webhookClients(manifest)) yield* judge(client, manifest, project)
    if (manifest.kind === 'EventSource') yield* eventSource(manifest, project)
  },
})

const types = new Set(['bitbucket', 'bitbucketserver', 'github', 'gitlab'])
/** Of docs/webhooks.md. */
const published = new Set(['shh!', 'my-uuid'])

function* judge(client: WebhookClient, manifest: Manifest, project: Project): Generator<Problem> {
  const { name, type = '', secret = '' } = client
  // Reports show the lines around a finding, and the entries hold secrets.
  const at = get(manifest.root, 'kind') ?? manifest.root
  const key = name
  if (secret === '') {
    yield {
      at,
      variant: 'empty',
      key,
      message: `The sender \`${name}\` has no secret, so the Argo Server checks no signature: whoever reaches it acts as the ServiceAccount of that name. Make a random secret, and give it to the sender.`,
    }
  } else if (published.has(secret)) {
    yield {
      at,
      variant: 'known',
      key,
      message: `The secret of the sender \`${name}\` is the one of Argo's documentation, so everybody can sign as it and act as the ServiceAccount of that name. Make a random one.`,
    }
  } else if (!isLater(secret)) {
    yield {
      at,
      variant: 'committed',
      key,
      message: `The secret of the sender \`${name}\` is written here. Everybody who can read this file or its history can sign as it, and act as the ServiceAccount of that name. Replace it, and keep the Secret encrypted or out of the repository.`,
    }
  }
  if (type === 'bitbucket') {
    yield {
      at,
      variant: 'weak-type',
      key,
      message: `Bitbucket Cloud signs nothing: the sender \`${name}\` sends an identifier along, and whoever learns it is that sender. Limit by address who may reach the server's events.`,
    }
  } else if (!types.has(type) && !isLater(type)) {
    yield {
      at,
      variant: 'unknown-type',
      key,
      message: `Argo knows no sender of this type, and fails at every webhook that it tries it for, those of other senders too. The type of \`${name}\` has to be one of ${[...types].map((one) => `\`${one}\``).join(', ')}.`,
    }
  }
  yield* account(name, at, manifest, project)
}

function* account(name: string, at: Node, { namespace }: Manifest, project: Project): Generator<Problem> {
  if (namespace === undefined) return
  const own = project.find('ServiceAccount', name, namespace)
  if (own) {
    if (!hasToken(own, project)) {
      yield {
        at,
        variant: 'no-token',
        key: name,
        related: [{ at: get(own.root, 'metadata', 'name') ?? own.root, manifest: own, note: 'Has no token' }],
        message: `The files have no Secret with a token of the ServiceAccount \`${name}\`. The server gives that token to a request of this sender, and Kubernetes makes none by itself from 1.24 on: its webhooks then fail. Add the Secret \`${name}.service-account-token\` of the type \`kubernetes.io/service-account-token\`.`,
      }
    }
    return
  }
  const others = project.manifests.some((one) => one.kind === 'ServiceAccount' && one.namespace === namespace)
  if (!others) return
  yield {
    at,
    variant: 'no-account',
    key: name,
    message: `The key \`${name}\` has to be the name of a ServiceAccount, and the files have none of that name in this namespace: webhooks of this sender are refused.`,
  }
}

/** Whether an account names a Secret, or one among the files is for its token (util/secrets/secrets.go). */
function hasToken({ root, name, namespace }: Manifest, project: Project): boolean {
  if (items(get(root, 'secrets')).length > 0) return true
  return project.manifests.some(
    (one) =>
      one.kind === 'Secret' &&
      one.namespace === namespace &&
      text(get(one.root, 'type')) === 'kubernetes.io/service-account-token' &&
      text(get(one.root, 'metadata', 'annotations', 'kubernetes.io/service-account.name')) === name,
  )
}

/** What keeps strangers out of a source of events, by its type. */
const proofs: Readonly<Record<string, string>> = {
  webhook: 'authSecret',
  github: 'webhookSecret',
  gitlab: 'secretToken',
  bitbucketserver: 'webhookSecret',
}

function* eventSource(manifest: Manifest, project: Project): Generator<Problem> {
  for (const [type, proof] of Object.entries(proofs)) {
    for (const entry of pairs(get(manifest.root, 'spec', type))) {
      const event = keyOf(entry) ?? ''
      const sensor = sensors(project).find((one) => startsWorkflow(one, manifest, event, project))
      if (!sensor) continue
      const related = [
        { at: pair(sensor.root, 'metadata')?.key ?? sensor.root, manifest: sensor, note: 'Starts a workflow for it' },
      ]
      if (isNull(get(entry.value, proof))) {
        yield {
          at: entry.key,
          variant: 'open-event',
          related,
          message: `The event \`${event}\` is taken from anybody who reaches this EventSource, and a Sensor starts a workflow for it. Give it \`${proof}\`.`,
        }
      }
      const insecure = get(entry.value, 'insecure')
      if (insecure && bool(insecure)) {
        yield {
          at: insecure,
          variant: 'unverified',
          related,
          message:
            'This EventSource does not check the certificate of the service where it registers its webhook, so it gives its token to whoever answers. Remove this.',
        }
      }
    }
  }
}

const sensors = once((project: Project): readonly Manifest[] =>
  project.manifests.filter(({ kind }) => kind === 'Sensor'),
)

/** Whether a Sensor starts a workflow for an event. */
function startsWorkflow(sensor: Manifest, source: Manifest, event: string, project: Project): boolean {
  if ((sensor.namespace ?? source.namespace) !== (source.namespace ?? sensor.namespace)) return false
  const spec = get(sensor.root, 'spec')
  const waits = items(get(spec, 'dependencies')).some(
    (one) => text(get(one, 'eventSourceName')) === source.name && text(get(one, 'eventName')) === event,
  )
  if (!waits) return false
  const submits = items(get(spec, 'triggers')).some((trigger) => !isNull(get(trigger, 'template', 'argoWorkflow')))
  return submits || project.manifests.some(({ parent, spec: inner }) => parent === sensor && inner !== undefined)
}
