/** Nothing else of these is to be told. */
const secure = `  serviceAccountName: greet
  automountServiceAccountToken: false
  executor: {serviceAccountName: reporter}
  activeDeadlineSeconds: 3600
  securityContext: {runAsNonRoot: true, runAsUser: 8737}
`

/** A library that pastes a parameter into a script, by way of an input. The tag stands on line 25. */
export const pasted = library('echo "{{inputs.parameters.words}}"')

/** The same with the tag in `env` and quotes around the variable. */
export const quoted = library('echo "$WORDS"', '        env: [{name: WORDS, value: "{{inputs.parameters.words}}"}]\n')

/** @param lines of the script @param more fields of it */
export function library(lines: string, more = '', name = 'greet'): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: ${name}}
spec:
  entrypoint: main
${secure}  arguments:
    parameters: [{name: text, value: hello}]
  templates:
    - name: main
      steps:
        - - name: pass
            template: say
            arguments: {parameters: [{name: words, value: "{{workflow.parameters.text}}"}]}
    - name: say
      inputs: {parameters: [{name: words}]}
      script:
        image: alpine:3.20.3
        command: [sh]
${more}        source: |
          ${lines}
`
}

/** What an event lets in stands on line 11. */
export const binding = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-comment}
spec:
  event: {selector: payload.action == "created"}
  submit:
    workflowTemplateRef: {name: greet}
    arguments:
      parameters:
        - name: text
          valueFrom: {event: payload.comment.body}
`

/** A workflow whose step, on line 15, gives the library's template a value. */
export function caller(value: string, name = 'run', parameters = 'name: x'): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: ${name}}
spec:
  entrypoint: main
${secure}  arguments: {parameters: [{${parameters}}]}
  templates:
    - name: main
      steps:
        - - name: go
            templateRef: {name: greet, template: say}
            arguments: {parameters: [{name: words, value: "${value}"}]}
`
}
