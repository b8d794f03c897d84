import { groupBy } from '../argo/group.ts'
import { type Parameter, parameters } from '../argo/parameter.ts'
import { isSecretName } from '../argo/secret.ts'
import { tags } from '../argo/tag.ts'
import { defineRule } from '../rule.ts'
import { get, isNull, scalar, text } from '../yaml/query.ts'

export default defineRule({
  id: 'secret-in-parameter',
  title: 'A credential travels as a workflow parameter',
  category: 'secrets',
  needs: ['parameters'],
  severity: 'medium',
  confidence: 'medium',
  persona: 'pedantic',
  variants: {
    given: { when: 'a parameter that is called a password, token or key has to be given or is passed on' },
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
        - {name: login, valueFrom: {event: payload.access_token}} # ✗ event`,
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
  *check(manifest) {
    const found = parameters(manifest).filter(isCredential)
    for (const [name, all] of groupBy(found, (parameter) => parameter.name)) {
      const [first, ...others] = all
      if (!first) continue
      const at = get(first.node, 'name') ?? first.node
      yield {
        at,
        variant: variantOf(first),
        key: name,
        message: `The parameter \`${name}\` is called as credentials are. Its value stands in the workflow, its status and its archive, where everybody reads it who may read workflows. Take it from a Secret where it is used.`,
        related: others.slice(0, 5).map(({ node }) => ({ at: get(node, 'name') ?? node, note: 'And here' })),
      }
    }
  },
})

/** A parameter that is called a credential, or takes one from an event, and does not say its value itself. */
function isCredential({ node, name, place }: Parameter): boolean {
  if (place === 'call') return false
  const event = text(get(node, 'valueFrom', 'event'))
  if (event !== undefined && isSecretName(event.split('.').at(-1) ?? '')) return true
  if (!isSecretName(name)) return false
  return [get(node, 'value'), get(node, 'default')].every((value) => {
    const leaf = scalar(value)
    return isNull(value) || !leaf || leaf.value === '' || tags(leaf).length > 0
  })
}

function variantOf({ node, name, place }: Parameter): string {
  if (get(node, 'valueFrom', 'event')) return 'event'
  if (get(node, 'valueFrom', 'configMapKeyRef')) return 'config-map'
  if (/(?:secrets?|credentials?)$/i.test(name)) return 'reference'
  return place === 'output' ? 'output' : 'given'
}
