interface Template {
  readonly name: string
  readonly privileged?: boolean
  readonly image?: string
  /** Templates that it calls as steps; without any it is a container. */
  readonly calls?: readonly string[]
}

interface Settings {
  readonly kind?: 'Workflow' | 'WorkflowTemplate'
  readonly name?: string
  readonly nonRoot?: boolean
  /** A line above the document. */
  readonly comment?: string
}

/** A manifest in which a regular reader has nothing to see but what is asked for. */
export function workflow(templates: readonly Template[], settings: Settings = {}): string {
  const { kind = 'Workflow', name = 'build', nonRoot = true, comment } = settings
  return `${comment === undefined ? '' : `${comment}\n`}apiVersion: argoproj.io/v1alpha1
kind: ${kind}
metadata:
  name: ${JSON.stringify(name)}
spec:
  entrypoint: ${JSON.stringify(templates[0]?.name)}
  serviceAccountName: builder
  automountServiceAccountToken: false
  executor:
    serviceAccountName: reporter
  activeDeadlineSeconds: 3600
  securityContext:
${nonRoot ? '    runAsNonRoot: true\n' : ''}    seccompProfile:
      type: RuntimeDefault
  templates:
${templates.map(template).join('')}`
}

const pinned = `docker.io/library/alpine@sha256:${'0'.repeat(64)}`

function template({ name, privileged = false, image = pinned, calls = [] }: Template): string {
  const start = `    - name: ${JSON.stringify(name)}\n`
  if (calls.length > 0) return `${start}      steps:\n${calls.map(call).join('')}`
  return `${start}      container:
        image: ${JSON.stringify(image)}
        command: [make]
        resources:
          limits: {cpu: 1, memory: 1Gi}
        securityContext:
          privileged: ${privileged}
`
}

function call(name: string, index: number): string {
  return `        - - name: step-${index}\n            template: ${JSON.stringify(name)}\n`
}
