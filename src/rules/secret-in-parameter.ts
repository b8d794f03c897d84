import { groupBy } from '../argo/group.ts'
import type { Manifest } from '../argo/manifest.ts'
import { type Parameter, parameters } from '../argo/parameter.ts'
import { containers } from '../argo/pod.ts'
import type { Project } from '../argo/project.ts'
import { isSecretName } from '../argo/secret.ts'
import { type Tag, tags } from '../argo/tag.ts'
import { defineRule, type Problem } from '../rule.ts'
import type { Node } from '../yaml/node.ts'
import { get, isNull, items, scalar, text } from '../yaml/query.ts'

export default defineRule({
  id: 'secret-in-parameter',
  title: 'A credential travels as a workflow parameter',
  category: 'secrets',
  needs: ['parameters', 'env'],
  severity: 'medium',
  confidence: 'medium',
  persona: 'pedantic',
  variants: {
    given: {
      when: 'a parameter that is called a password, token or key has to be given, is passed on, or fills a variable',
    },
    output: { when: 'a step gives one out as an output parameter' },
    'config-map': { when: 'it is taken from a ConfigMap, which is no place for credentials', confidence: 'high' },
    event: { when: 'an event brings it along' },
    reference: {
      when: 'its name ends in `secret` or `credentials`, which may as well mean the name of a Secret',
      confidence: 'low',
    },
  },
  docs: `
Parameters are part of the Workflow: the API shows them, with their values, to everybody who may read workflows, and so
do the UI, the status of each node, the archive and its database, and the pods, whose commands they become part of. A
role that may only look at workflows then looks at passwords.

Pass the *name* of a Secret instead, or nothing at all: \`env: [{name: GITHUB_TOKEN, valueFrom: {secretKeyRef: {name: gh,
key: token}}}]\` or a Secret that is mounted as a volume in the template that needs it. Between steps hand credentials
over by a Secret as well, not by an output.

One finding tells of all places of one name. Names that mean a place or a reference, such as \`token-path\`,
\`secret-name\`, \`s3-key\` or \`page_token\`, are no findings; a literal value is one of \`hardcoded-secret\`.`,
  guide: ['S21', 'S48'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/walk-through/secrets/',
    'https://argo-workflows.readthedocs.io/en/latest/workflow-archive/',
  ],
  examples: [
    {
      title: 'Through a workflow, and out of a step',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  arguments:
    parameters:
      - name: github-token # ✗ given
      - {name: pull-secret} # ✗ reference
  templates:
    - name: main
      inputs:
        parameters:
          - {name: github-token, value: "{{workflow.parameters.github-token}}"}
          - {name: dbPassword, valueFrom: {configMapKeyRef: {name: db, key: password}}} # ✗ config-map
      container: {image: "alpine:3.20"}
    - name: login
      outputs:
        parameters:
          - name: session-token # ✗ output
            valueFrom: {path: /tmp/token}
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'Into a variable, from a workflow that calls the template',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: ClusterWorkflowTemplate
metadata: {name: build}
spec:
  templates:
    - name: main
      container:
        image: alpine:3.20
        env:
          - {name: DB, value: "{{workflow.parameters.db-password}}"} # ✗ given
          - {name: SAME, value: "{{workflow.parameters.db-password}}"}
          - {name: URL, value: "{{workflow.parameters.token-url}}"}`,
    },
    {
      title: 'From an event',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: build}
spec:
  event: {selector: metadata.claimSet.sub == "ci"}
  submit:
    workflowTemplateRef: {name: build}
    arguments:
      parameters:
        - {name: ref, valueFrom: {event: payload.ref}}
        - {name: credential, valueFrom: {event: payload.token}} # ✗ event
        - {name: login, valueFrom: {event: payload.access_token}} # ✗ event
        - {name: other, valueFrom: {event: 'string(payload["api_key"])'}} # ✗ event
        - {name: kind, valueFrom: {event: '"token"'}}`,
    },
    {
      title: 'References and names that only look like it',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  arguments:
    parameters: [{name: secret-name}, {name: token-path}, {name: s3-key}, {name: page_token}, {name: author}, {name: key-id}, {name: primary-key}]
  templates:
    - name: main
      container:
        image: alpine:3.20
        env: [{name: GITHUB_TOKEN, valueFrom: {secretKeyRef: {name: gh, key: token}}}]`,
    },
    {
      title: 'A literal, which another rule reports, and an argument of a call',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec:
  arguments: {parameters: [{name: password, value: kaeBai7oht}]}
  templates:
    - name: main
      steps: [[{name: a, templateRef: {name: other, template: login}, arguments: {parameters: [{name: token, value: "{{workflow.name}}"}]}}]]`,
    },
  ],
  *check(manifest, project) {
    const found = parameters(manifest).filter(isCredential)
    for (const [name, all] of groupBy(found, (parameter) => parameter.name)) {
      const [first, ...others] = all
      if (!first) continue
      const at = get(first.node, 'name') ?? first.node
      const variant = variantOf(first)
      yield {
        at,
        variant,
        key: name,
        message: messages[variant](name, first),
        related: others.slice(0, 5).map(({ node }) => ({ at: get(node, 'name') ?? node, note: 'And here' })),
      }
    }
    yield* variables(manifest, project, new Set(found.map(({ name }) => name)))
  },
})

/** The last name of a path, as it ends an expression. */
const last = /(?:\.|\[["'])([\w-]{1,100})(?:["']\])?\)*\s*$/

/** A parameter that is called a credential, or takes one from an event, and does not say its value itself. */
function isCredential({ node, name, place }: Parameter): boolean {
  if (place === 'call') return false
  if (bringsOne(node)) return true
  if (!isSecretName(name)) return false
  return [get(node, 'value'), get(node, 'default')].every((value) => {
    const leaf = scalar(value)
    return isNull(value) || !leaf || leaf.value === '' || tags(leaf).length > 0
  })
}

/** Whether what it takes from an event is called a credential. */
function bringsOne(parameter: Node): boolean {
  return isSecretName(last.exec(text(get(parameter, 'valueFrom', 'event')) ?? '')?.[1] ?? '')
}

type Variant = 'event' | 'config-map' | 'reference' | 'output' | 'given'

function variantOf({ node, name, place }: Parameter): Variant {
  if (get(node, 'valueFrom', 'event')) return 'event'
  if (get(node, 'valueFrom', 'configMapKeyRef')) return 'config-map'
  if (/(?:secrets?|credentials?)$/i.test(name)) return 'reference'
  return place === 'output' ? 'output' : 'given'
}

const harm =
  'Its value stands in the workflow, its status and its archive, where everybody reads it who may read workflows.'
const advice = 'Take it from a Secret where it is used.'

const messages: Readonly<Record<Variant, (name: string, parameter: Parameter) => string>> = {
  given: (name) => `The parameter \`${name}\` is called as credentials are. ${harm} ${advice}`,
  output: (name) =>
    `The output parameter \`${name}\` is called as credentials are. ${harm} Write the credential to a Secret, and let the next step take it from there.`,
  'config-map': (name) =>
    `The parameter \`${name}\` is called as credentials are, and comes from a ConfigMap, which most who may look into the namespace can read. ${harm} Keep it in a Secret, and take it from there where it is used.`,
  event: (name, { node }) =>
    `The parameter \`${name}\` ${bringsOne(node) ? 'takes a credential from the event' : 'is called as credentials are, and comes from the event'}. ${harm} Keep the credential in a Secret of the cluster, and let the event name what it is for.`,
  reference: (name) =>
    `The parameter \`${name}\` is called as credentials are. If it holds one and not the name of a Secret, everybody reads it who may read workflows, since it stands in the workflow, its status and its archive. ${advice}`,
}

/** Variables that are filled from such a parameter, where nothing in the manifest declares it. */
function* variables(manifest: Manifest, project: Project, told: Set<string>): Generator<Problem> {
  if (!manifest.root.mayHave('env')) return
  for (const container of containers(manifest, project)) {
    if (container.manifest !== manifest) continue
    for (const item of items(get(container.node, 'env'))) {
      const value = scalar(get(item, 'value'))
      for (const tag of tags(value)) {
        const name = parameterOf(tag)
        if (name === undefined || told.has(name) || !isSecretName(name)) continue
        told.add(name)
        yield {
          at: tag.span,
          variant: 'given',
          key: name,
          message: `The variable \`${text(get(item, 'name')) ?? ''}\` is filled from the parameter \`${name}\`, which is called as credentials are. ${harm} Give the variable a \`valueFrom.secretKeyRef\`.`,
        }
      }
    }
  }
}

/** The parameter that is all of what a tag puts in. */
function parameterOf({ flows }: Tag): string | undefined {
  const [flow, ...others] = flows
  const at = flow?.path.indexOf('parameters') ?? -1
  return flow && others.length === 0 && at > 0 ? flow.path[at + 1] : undefined
}
