import { codeOf } from '../src/argo/code.ts'
import { sourceOf } from '../src/argo/flow/level.ts'
import { project } from '../src/argo/project.ts'
import { read } from '../src/read.ts'

/** Milliseconds for the sources of all tags of a workflow with so many templates, each of which calls the next. */
export function timeOfSources(count: number): number {
  const templates = Array.from(
    { length: count },
    (_, index) => `  - name: t${index}
    inputs: {parameters: [{name: in}]}
    dag:
      tasks:
        - name: next
          template: t${index + 1}
          arguments: {parameters: [{name: in, value: "{{inputs.parameters.in}}"}]}
        - name: echo
          inline: {script: {image: a, command: [sh], source: "echo {{inputs.parameters.in}}"}}`,
  )
  const text = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: chain-}
spec:
  entrypoint: t0
  arguments: {parameters: [{name: in}]}
  templates:
${templates.join('\n')}
`
  const { manifests } = read({ path: 'chain.yaml', text })
  const all = project(manifests, {})
  const questions = manifests.flatMap((manifest) =>
    codeOf(manifest).code.flatMap(({ tags, template }) => tags.map(({ flows }) => ({ flows, manifest, template }))),
  )
  const start = performance.now()
  for (const { flows, manifest, template } of questions) sourceOf(flows, { project: all, manifest, template })
  return performance.now() - start
}
