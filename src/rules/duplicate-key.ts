import { controllerSettings, isControllerConfig } from '../argo/controller-config.ts'
import { embedded } from '../argo/embedded.ts'
import type { Manifest } from '../argo/manifest.ts'
import { defineRule } from '../rule.ts'
import { duplicates } from '../yaml/duplicate.ts'
import type { Node } from '../yaml/node.ts'
import { get, keyOf, scalar, text } from '../yaml/query.ts'

export default defineRule({
  id: 'duplicate-key',
  title: 'Key is written twice, and only the last one counts',
  category: 'manifest',
  severity: 'low',
  confidence: 'high',
  persona: 'regular',
  docs: `
Where a mapping holds a key twice, the cluster keeps the last value and drops all that the first one said, also a whole
\`securityContext\`. Other tools keep the first one or refuse the file: a review and a run may then see two different
workflows.

Merge the two, or delete the one that is not meant. Helm templates are left out, since only one branch of theirs may
be printed; so are merge keys (\`<<\`), which may be repeated.`,
  guide: [],
  references: [
    'https://yaml.org/spec/1.2.2/#nodes',
    'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
  ],
  examples: [
    {
      title: 'A context that is dropped as a whole',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  securityContext:
    runAsNonRoot: true
  templates:
    - name: main
      container:
        image: alpine:3.20
        "image": alpine:3.21 # ✗
  securityContext: # ✗
    fsGroup: 2000`,
    },
    {
      title: 'Settings of the controller, and a workflow inside a sensor',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: workflow-controller-configmap
data:
  config: |
    workflowDefaults:
      spec: {serviceAccountName: a}
    workflowDefaults: # ✗
      spec: {ttlStrategy: {secondsAfterSuccess: 60}}
---
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata:
  name: push
spec:
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
              spec: {entrypoint: a, entrypoint: b} # ✗`,
    },
    {
      title: 'The same name in different mappings, and merges',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: main
  templates:
    - name: main
      container: &base
        image: alpine:3.20
    - name: other
      container:
        <<: *base
        <<: {command: [id]}
        image: alpine:3.21`,
    },
    {
      title: 'Branches of a Helm template',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  {{- if .Values.fast }}
  entrypoint: fast
  {{- else }}
  entrypoint: slow
  {{- end }}
  templates: []`,
    },
  ],
  *check(manifest) {
    if (manifest.templated || !isArgos(manifest) || isCovered(manifest)) return
    for (const root of roots(manifest)) {
      for (const { first, second } of duplicates(root)) {
        const name = keyOf(second) ?? ''
        yield {
          at: second.key,
          key: name,
          message: `\`${name}\` is written twice in this mapping: the cluster drops the first value and keeps this one. Merge the two, or delete one.`,
          related: [{ at: first.key, note: 'This one is dropped' }],
        }
      }
    }
  },
})

function isArgos(manifest: Manifest): boolean {
  return (text(get(manifest.root, 'apiVersion')) ?? '').startsWith('argoproj.io/') || isControllerConfig(manifest.root)
}

/** Whether an object around it, in the same YAML, is looked through already. */
function isCovered({ parent, quoted }: Manifest): boolean {
  for (let holder = parent; holder?.quoted === quoted; holder = holder?.parent) if (isArgos(holder)) return true
  return false
}

/** The object, and the YAML that the settings of a controller are written in. */
function roots(manifest: Manifest): (Node | undefined)[] {
  const { root } = manifest
  if (!isControllerConfig(manifest.root)) return [root]
  const whole = scalar(get(root, 'data', 'config'))
  if (whole) return [root, embedded(whole).root]
  return [
    root,
    ...[...controllerSettings(root).values()].map(({ value }) => value).filter((value) => value?.kind !== 'scalar'),
  ]
}
