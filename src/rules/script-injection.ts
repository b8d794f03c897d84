import { type Code, codeOf } from '../argo/code.ts'
import type { Flow } from '../argo/expression.ts'
import type { Language } from '../argo/language.ts'
import { sourceOf } from '../argo/level.ts'
import type { Manifest } from '../argo/manifest.ts'
import { passageOf } from '../argo/passage.ts'
import type { Project } from '../argo/project.ts'
import type { Level, Source } from '../argo/source.ts'
import { loose, shown, type Tag } from '../argo/tag.ts'
import { bySource, defineRule, type Grade, type Problem, type Proposal } from '../rule.ts'
import type { Refusal } from '../yaml/edit.ts'

/** What to do instead, where the language has a usual way. */
const advice: Partial<Record<Language, string>> = {
  shell:
    'Put the tag into `env` and write `"$NAME"` with the quotes, or pass it as an argument after the script and write `"$1"`.',
  python: 'Put the tag into `env` and read `os.environ["NAME"]`.',
  javascript: 'Put the tag into `env` and read `process.env.NAME`.',
  query: 'Pass it as a variable of the query instead.',
}

/** A template that runs whatever it is given is meant so: what is left to judge is who may give it. */
const wholeGrades: Readonly<Record<Level, Pick<Grade, 'severity' | 'persona'>>> = {
  constant: { severity: 'low', persona: 'pedantic' },
  output: { severity: 'low', persona: 'pedantic' },
  preset: { severity: 'low', persona: 'pedantic' },
  argument: { severity: 'low', persona: 'pedantic' },
  submitter: { severity: 'medium', persona: 'regular' },
  event: { severity: 'critical', persona: 'regular' },
}

/** The variables of a tag whose text can act in the language around it. */
function flowsOf({ language, scalar }: Code, tag: Tag): readonly Flow[] {
  return language === 'python' || language === 'javascript' ? loose(tag, scalar) : tag.flows
}

function isChosen(code: Code, tag: Tag, manifest: Manifest): boolean {
  return sourceOf(flowsOf(code, tag), { manifest, template: code.template }).level !== 'constant'
}

/** All tags of a container at once: each of its findings proposes the same. */
function propose(code: Code, tag: Tag, manifest: Manifest, project: Project): Proposal | Refusal {
  const wanted = { code: codeOf(manifest).code, isWanted: (other: Code, its: Tag) => isChosen(other, its, manifest) }
  const { changes, names, refused } = passageOf(code, wanted, manifest, project)
  const reason = refused.get(tag)
  if (reason !== undefined) return { refused: reason }
  const list = names.map((name) => `\`${name}\``).join(', ')
  return {
    title: `Pass ${list} through the environment: the text is then data and no code, is not split into words, and must not be longer than 128 KiB`,
    safety: 'unsafe',
    changes,
  }
}

function* problems(code: Code, tag: Tag, manifest: Manifest, project: Project): Generator<Problem> {
  const flows = flowsOf(code, tag)
  const source = sourceOf(flows, { manifest, template: code.template })
  const place = {
    at: tag.span,
    key: tag.body,
    ...related(source),
    ...doubt(code, source),
    propose: () => propose(code, tag, manifest, project),
  }
  if (
    code.whole &&
    (source.level !== 'constant' || flows.some(({ path }) => path[0] === 'inputs' && path[1] === 'parameters'))
  ) {
    yield {
      ...place,
      variant: 'whole-command',
      ...wholeGrades[source.level],
      message: `${shown(tag)} is all of ${code.what}, so whatever text it holds is run: ${source.level === 'constant' ? 'here the calls in this file give fixed text' : `that text comes from ${source.from}`}. It runs with the ServiceAccount and volumes of the pod. If only a few commands are meant, write those here and let the parameter choose between them.`,
    }
  } else if (source.level !== 'constant') {
    yield {
      ...place,
      variant: source.level,
      ...(code.language === 'query' && cap(source)),
      ...(source.fetched && { severity: 'medium' }),
      message: `${shown(tag)} becomes part of ${code.what}, and its text comes from ${source.from}. Argo pastes it in before the program starts: quotes around it do not help, what the text says is run. ${advice[code.language] ?? 'Put the tag into `env` and let the program read the variable.'}`,
    }
  }
}

function related({ at }: Source): Pick<Problem, 'related'> {
  return at ? { related: [{ at, note: 'The text comes from here.' }] } : {}
}

function doubt({ sure, whole }: Code, { limited }: Source): Pick<Grade, 'confidence'> {
  return { confidence: sure || whole ? (limited ? 'medium' : 'high') : limited ? 'low' : 'medium' }
}

function cap({ level }: Source): Partial<Grade> {
  return level === 'output' ? {} : { severity: 'medium' }
}

export default defineRule({
  id: 'script-injection',
  title: 'A value that others choose becomes part of a program',
  category: 'injection',
  severity: 'high',
  confidence: 'high',
  persona: 'regular',
  variants: {
    ...bySource,
    'whole-command': { when: 'the value is the whole program or command', severity: 'medium' },
    'argument-flag': {
      when: 'the value is an argument of its own of a command such as `git` or `curl`, and may be an option',
      severity: 'low',
      confidence: 'medium',
      persona: 'auditor',
    },
  },
  docs: `Argo replaces \`{{…}}\` in the text of a template before anything runs. The value is not quoted for the language around it: in a shell script \`$(…)\`, \`;\` and quotes in it act as if the author had written them, inside of quotes and in comments too. Whoever controls the value runs code with the ServiceAccount, the secrets and the volumes of that pod. How bad it is depends on who that is; each case of the table names one. Values that nobody can change are not reported: names and states of Argo itself, literal lists, and inputs that every caller in the file fills with fixed text. What callers in other files pass is not looked at.

An inline template is filled in together with the template around it, so an input of that one counts there, before an input of its own.

Code is \`script.source\`; the text after \`sh -c\`, \`python -c\`, \`node -e\` and their like in \`command\` and \`args\` of every container, probe and lifecycle hook; and raw artifacts that are run. Other arguments and \`env\` are data. \`enum\` is only what the UI offers, nothing enforces it, so it lowers the confidence and not the level.

Put the tag into \`env\` and read the variable, quoted, in the program; or pass it as a positional argument after the script: \`[sh, -c, 'echo "$1"', --, "{{…}}"]\`. The fix does the first, in shell, Python and JavaScript, where that surely means the same for a harmless value. \`{{=asInt(…)}}\`, hashes and \`{{=sprig.b64enc(…)}}\` let nothing dangerous through; \`{{=toJson(…)}}\` outside of quotes is a safe literal in Python and JavaScript, but not in a shell.`,
  guide: ['S17-20', 'S41'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/variables/',
    'https://github.com/argoproj/argo-workflows/issues/5061',
    'https://cwe.mitre.org/data/definitions/78.html',
  ],
  examples: [
    {
      title: 'A library template pastes its input into shell and Python programs',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: greet}
spec:
  entrypoint: greet
  templates:
    - name: greet
      inputs: {parameters: [{name: message}]}
      container:
        image: alpine:3.20
        command: [sh, -euc]
        args: ["echo '{{inputs.parameters.message}}' | tee /tmp/out"] # ✗ submitter
    - name: count
      inputs: {parameters: [{name: message}]}
      script:
        image: python:3.13
        command: [python]
        source: |
          text = "{{inputs.parameters.message}}" # ✗ submitter
          print(len(text))
    - name: anything
      inputs: {parameters: [{name: script}]}
      script:
        image: alpine:3.20
        command: [sh]
        source: "{{inputs.parameters.script}}" # ✗ whole-command
`,
      fixed: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: greet}
spec:
  entrypoint: greet
  templates:
    - name: greet
      inputs: {parameters: [{name: message}]}
      container:
        image: alpine:3.20
        command: [sh, -euc]
        args: ["echo \\"\${MESSAGE}\\" | tee /tmp/out"]
        env:
          - name: MESSAGE
            value: "{{inputs.parameters.message}}"
    - name: count
      inputs: {parameters: [{name: message}]}
      script:
        image: python:3.13
        command: [python]
        env:
          - name: MESSAGE
            value: "{{inputs.parameters.message}}"
        source: |
          import os
          text = os.environ["MESSAGE"]
          print(len(text))
    - name: anything
      inputs: {parameters: [{name: script}]}
      script:
        image: alpine:3.20
        command: [sh]
        source: "{{inputs.parameters.script}}"
`,
    },
    {
      title: 'An inline template uses an input of the template around it, and expressions use all inputs',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: greet}
spec:
  entrypoint: main
  templates:
    - name: main
      inputs: {parameters: [{name: message}]}
      dag:
        tasks:
          - name: greet
            inline:
              script:
                image: alpine:3.20
                command: [sh]
                source: |
                  echo '{{inputs.parameters.message}}' # ✗ submitter
                  echo '{{=toJson(inputs)}}' # ✗ submitter
                  echo '{{=$env["inputs"].parameters.message}}' # ✗ submitter
                  echo '{{=sprig.b64dec(sprig.b64enc(inputs.parameters.message))}}' # ✗ submitter
          - name: split
            inline:
              container:
                image: alpine:3.20
                command: [env, -S, "sh -c 'echo {{inputs.parameters.message}}'"] # ✗ submitter
          - name: eval
            inline:
              container:
                image: node:22-alpine
                command: [node, "--eval=console.log('{{inputs.parameters.message}}')"] # ✗ submitter
`,
      fixed: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: greet}
spec:
  entrypoint: main
  templates:
    - name: main
      inputs: {parameters: [{name: message}]}
      dag:
        tasks:
          - name: greet
            inline:
              script:
                image: alpine:3.20
                command: [sh]
                env:
                  - name: MESSAGE
                    value: "{{inputs.parameters.message}}"
                  - name: INPUTS
                    value: "{{=toJson(inputs)}}"
                  - name: PARAM_MESSAGE
                    value: '{{=$env["inputs"].parameters.message}}'
                  - name: PARAM_MESSAGE_2
                    value: "{{=sprig.b64dec(sprig.b64enc(inputs.parameters.message))}}"
                source: |
                  echo "\${MESSAGE}"
                  echo "\${INPUTS}"
                  echo "\${PARAM_MESSAGE}"
                  echo "\${PARAM_MESSAGE_2}"
          - name: split
            inline:
              container:
                image: alpine:3.20
                command: [env, -S, "sh -c 'echo {{inputs.parameters.message}}'"]
          - name: eval
            inline:
              container:
                image: node:22-alpine
                command: [node, "--eval=console.log('{{inputs.parameters.message}}')"]
`,
    },
    {
      title: 'A sensor submits a workflow that stands in it as text',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: nightly}
spec:
  triggers:
    - template:
        name: nightly
        argoWorkflow:
          source:
            inline: |
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: nightly-}
              spec:
                entrypoint: main
                arguments: {parameters: [{name: day}]}
                templates:
                  - name: main
                    container:
                      image: alpine:3.20
                      command: [sh, -c]
                      args: ["report {{workflow.parameters.day}}"] # ✗ argument
`,
    },
    {
      title: 'A workflow pastes its parameters and the output of a step',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  arguments:
    parameters:
      - name: branch
      - {name: registry, value: registry.example.com}
  templates:
    - name: main
      steps:
        - - name: version
            template: version
        - - name: build
            template: build
            arguments: {parameters: [{name: tag, value: "{{steps.version.outputs.result}}"}]}
    - name: version
      script:
        image: alpine/git:2.47.2
        command: [sh]
        source: |
          git ls-remote origin {{workflow.parameters.branch}} # ✗ argument
    - name: build
      inputs: {parameters: [{name: tag}]}
      container:
        image: alpine:3.20
        command: [sh, -c]
        args:
          - |
            ./build.sh --to {{workflow.parameters.registry}} # ✗ preset
            ./publish.sh {{inputs.parameters.tag}} # ✗ output
`,
      fixed: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  arguments:
    parameters:
      - name: branch
      - {name: registry, value: registry.example.com}
  templates:
    - name: main
      steps:
        - - name: version
            template: version
        - - name: build
            template: build
            arguments: {parameters: [{name: tag, value: "{{steps.version.outputs.result}}"}]}
    - name: version
      script:
        image: alpine/git:2.47.2
        command: [sh]
        env:
          - name: BRANCH
            value: "{{workflow.parameters.branch}}"
        source: |
          git ls-remote origin "\${BRANCH}"
    - name: build
      inputs: {parameters: [{name: tag}]}
      container:
        image: alpine:3.20
        command: [sh, -c]
        args:
          - |
            ./build.sh --to "\${REGISTRY}"
            ./publish.sh "\${TAG}"
        env:
          - name: REGISTRY
            value: "{{workflow.parameters.registry}}"
          - name: TAG
            value: "{{inputs.parameters.tag}}"
`,
    },
    {
      title: 'A sensor fills a parameter of the workflow that it submits',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-comment}
spec:
  dependencies: [{name: comment, eventSourceName: github, eventName: comment}]
  triggers:
    - template:
        name: answer
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: answer-}
              spec:
                entrypoint: answer
                arguments: {parameters: [{name: text, value: none}]}
                templates:
                  - name: answer
                    script:
                      image: alpine:3.20
                      command: [sh]
                      source: echo "{{workflow.parameters.text}}" # ✗ event
          parameters:
            - src: {dependencyName: comment, dataKey: body.comment.body}
              dest: spec.arguments.parameters.0.value
`,
      fixed: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-comment}
spec:
  dependencies: [{name: comment, eventSourceName: github, eventName: comment}]
  triggers:
    - template:
        name: answer
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: answer-}
              spec:
                entrypoint: answer
                arguments: {parameters: [{name: text, value: none}]}
                templates:
                  - name: answer
                    script:
                      image: alpine:3.20
                      command: [sh]
                      env:
                        - name: TEXT
                          value: "{{workflow.parameters.text}}"
                      source: echo "\${TEXT}"
          parameters:
            - src: {dependencyName: comment, dataKey: body.comment.body}
              dest: spec.arguments.parameters.0.value
`,
    },
    {
      title: 'A value may be an option of a command that can do much with options',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: ClusterWorkflowTemplate
metadata: {name: clone}
spec:
  templates:
    - name: clone
      inputs: {parameters: [{name: url}]}
      container:
        image: alpine/git:2.47.2
        command: [git, clone]
        args: ["{{inputs.parameters.url}}", /src] # ✗ argument-flag
    - name: clone-safely
      inputs: {parameters: [{name: url}]}
      container:
        image: alpine/git:2.47.2
        command: [git, clone, --]
        args: ["{{inputs.parameters.url}}", /src]
`,
    },
    {
      title: 'Values come in as environment variables and positional arguments',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: greet}
spec:
  entrypoint: greet
  templates:
    - name: greet
      inputs: {parameters: [{name: message}]}
      container:
        image: alpine:3.20
        command: [sh, -c]
        args: ['echo "$MESSAGE" "$1"', --, "{{inputs.parameters.message}}"]
        env: [{name: MESSAGE, value: "{{inputs.parameters.message}}"}]
    - name: count
      inputs: {parameters: [{name: message}, {name: times}]}
      script:
        image: python:3.13
        command: [python]
        source: |
          print({{=toJson(inputs.parameters.message)}} * {{=asInt(inputs.parameters.times)}})
    - name: show
      inputs: {parameters: [{name: message}]}
      container:
        image: alpine:3.20
        command: [echo]
        args: ["{{inputs.parameters.message}}"]
`,
    },
    {
      title: 'Nobody can choose the text of these tags, and others are not from Argo',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: hello-}
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - name: hello
            template: hello
            arguments: {parameters: [{name: name, value: "{{item}}"}]}
            withItems: [Ada, Grace]
    - name: hello
      inputs: {parameters: [{name: name}]}
      script:
        image: alpine:3.20
        command: [sh]
        source: |
          echo "{{inputs.parameters.name}} in {{workflow.name}}"
          podman info --format '{{.Host.OS}}'
          echo '\${{ github.head_ref }} {{ user }}'
`,
    },
  ],
  *check(manifest, project) {
    const { code, arguments: flags } = codeOf(manifest)
    for (const part of code) for (const tag of part.tags) yield* problems(part, tag, manifest, project)
    for (const { tag, command, template } of flags) {
      const source = sourceOf(tag.flows, { manifest, template })
      if (source.level === 'constant') continue
      const message = `${shown(tag)} is an argument of \`${command}\` and comes from ${source.from}. Text that begins with \`-\` becomes an option of \`${command}\`, and some of its options run commands or write files. Put \`--\` before it.`
      yield { at: tag.span, key: tag.body, variant: 'argument-flag', message, ...related(source) }
    }
  },
})
