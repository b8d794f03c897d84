import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { File } from '../src/yaml/file.ts'

const corpus = new URL('../../shared/corpus/plain', import.meta.url).pathname

/** What the figures are taken on: real manifests where there are any, else generated ones. */
export function manifests(): { readonly name: string; readonly files: readonly File[] } {
  if (!existsSync(corpus)) return { name: 'generated manifests', files: generated(1000) }
  const paths = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.(ya?ml|json)$/.test(path),
  )
  return {
    name: 'real manifests',
    files: paths.map((path) => ({ path, text: readFileSync(join(corpus, path), 'utf8') })),
  }
}

/** Files of one workflow each, no two alike. */
export function generated(count: number): File[] {
  return Array.from({ length: count }, (_, index) => ({ path: `workflow-${index}.yaml`, text: workflow(index) }))
}

function workflow(index: number): string {
  const steps = Array.from(
    { length: 5 },
    (_, step) => `        - - name: step-${step}
            template: run-${step}
            arguments:
              parameters: [{name: message, value: "{{workflow.parameters.message}}"}]`,
  )
  const templates = Array.from(
    { length: 5 },
    (_, step) => `    - name: run-${step}
      inputs:
        parameters:
          - name: message
      container:
        image: registry.example.com/tools/run-${step}:1.${index}.0
        command: [sh, -c]
        args:
          - |
            set -eu
            echo "step ${step} of ${index}: {{inputs.parameters.message}}"
        resources:
          limits: {memory: 256Mi, cpu: 500m}`,
  )
  return `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: generated-${index}-
spec:
  entrypoint: main
  serviceAccountName: runner
  securityContext: {runAsNonRoot: true, runAsUser: 8737}
  arguments:
    parameters:
      - {name: message, value: hello}
  templates:
    - name: main
      steps:
${steps.join('\n')}
${templates.join('\n')}
`
}
