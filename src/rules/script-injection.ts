import { acting, type Carried, type Code, codeOf, type Controlling } from '../argo/code.ts'
import type { Language } from '../argo/language.ts'
import { broughtBy } from '../argo/flow/brought.ts'
import { harmBy } from '../argo/flow/harm.ts'
import { sourceOf } from '../argo/flow/level.ts'
import type { Place } from '../argo/flow/variable.ts'
import { givenTexts } from '../argo/given.ts'
import type { Manifest } from '../argo/manifest.ts'
import { passageOf } from '../argo/passage.ts'
import type { Project } from '../argo/project.ts'
import { type Level, origin, type Source } from '../argo/flow/source.ts'
import { several } from '../argo/shell-program.ts'
import { shown, type Tag } from '../argo/tag.ts'
import type { Use } from '../argo/use/use.ts'
import {
  along,
  bySource,
  defineRule,
  type Grade,
  leadingTo,
  type Problem,
  type Proposal,
  type Variant,
} from '../rule.ts'
import { rewrite } from '../yaml/change.ts'
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

function isChosen(code: Code, tag: Tag, manifest: Manifest, project: Project): boolean {
  const { template, call } = code
  return sourceOf(acting(code, tag), { project, manifest, template, call }).level !== 'constant'
}

/** All tags of a container at once: each of its findings proposes the same. */
function propose(code: Code, tag: Tag, manifest: Manifest, project: Project): Proposal | Refusal {
  const wanted = {
    code: codeOf(manifest).code,
    isWanted: (other: Code, its: Tag) => isChosen(other, its, manifest, project),
  }
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
  const flows = acting(code, tag)
  const source = sourceOf(flows, { project, manifest, template: code.template, call: code.call })
  const harm = harmBy(source, code.runner, project)
  const place = {
    at: tag.span,
    key: tag.body,
    ...along(source),
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
      message: `${shown(tag)} is all of ${code.what}, so whatever text it holds is run: ${source.level === 'constant' ? 'here the calls in this file give fixed text' : `that text comes ${origin(source)}`}. It runs with the ServiceAccount and volumes of the pod. If only a few commands are meant, write those here and let the parameter choose between them.`,
    }
  } else if (source.level !== 'constant') {
    yield {
      ...place,
      variant: source.level,
      ...(source.fetched && { severity: 'medium' }),
      ...(harm !== undefined && { severity: 'critical' }),
      ...(code.language === 'query' && cap(source)),
      message: `${shown(tag)} becomes part of ${code.what}, and its text comes ${origin(source)}.${harm === undefined ? '' : ` It runs ${harm}.`} Argo pastes it in before the program starts: quotes around it do not help, what the text says is run. ${advice[code.language] ?? 'Put the tag into `env` and let the program read the variable.'}`,
    }
  }
}

function doubt({ sure, whole }: Code, { limited }: Source): Pick<Grade, 'confidence'> {
  return { confidence: sure || whole ? (limited ? 'medium' : 'high') : limited ? 'low' : 'medium' }
}

function cap({ level }: Source): Partial<Grade> {
  return level === 'output' ? {} : { severity: 'medium' }
}

/** What to do about text that came as data. */
const remedy: Readonly<Record<Exclude<Use['how'], 'manifest'>, string>> = {
  code: 'Hand it in quotes to a command that takes it for data, or compare it before with the few texts that are meant, and leave when it is none of them.',
  arithmetic:
    'Check before that it is a number, as with `case "$NAME" in ""|*[!0-9]*) exit 1;; esac`, or compare with `[`.',
  query: 'Pass it as a variable of the query, or check before that it holds only letters and digits.',
  word: 'Put double quotes around it, and `--` before it where it must not be an option.',
}

/** Words that are split are no code yet: somebody has to want that, and a command has to have an option for it. */
const splitGrades: Readonly<Record<Level, Pick<Grade, 'severity' | 'persona'>>> = {
  constant: { severity: 'low', persona: 'pedantic' },
  output: { severity: 'low', persona: 'pedantic' },
  preset: { severity: 'low', persona: 'pedantic' },
  argument: { severity: 'low', persona: 'pedantic' },
  submitter: { severity: 'low', persona: 'pedantic' },
  event: { severity: 'medium', persona: 'regular' },
}

/** As a value that becomes part of a program is graded. */
function runGrade({ level, fetched, limited }: Source): Pick<Problem, 'severity' | 'persona' | 'confidence'> {
  const { severity = 'high', persona = 'regular' }: Variant = level === 'constant' ? { when: '' } : bySource[level]
  return { severity: fetched ? 'medium' : severity, persona, confidence: limited ? 'low' : 'medium' }
}

function* carriedProblems(carried: Carried, manifest: Manifest, project: Project): Generator<Problem> {
  const { use, what, template } = carried
  // A manifest that a script makes is one of those that resource-manifest-injection tells of.
  if (use.how === 'manifest') return
  const brought = broughtBy(carried, { project, manifest, template })
  if (!brought) return
  const { tag, source, way } = brought
  const harm = use.how === 'word' ? undefined : harmBy(source, template, project)
  yield {
    at: use.program.part(use.from, use.to),
    key: `${use.variable} ${tag.body}`,
    related: leadingTo(way),
    ...(use.how === 'word'
      ? {
          variant: 'variable-split',
          ...splitGrades[source.level],
          confidence: 'medium',
          propose: () => quote(use, tag, { project, manifest, template }),
        }
      : {
          variant: 'variable-run',
          ...runGrade(source),
          ...(harm !== undefined && { severity: 'critical' as const }),
          ...(use.how === 'query' && cap(source)),
          ...(isAll(use) && wholeGrades[source.level]),
        }),
    message: `\`${shownUse(use)}\` holds the text of ${shown(tag)}, which comes ${origin(source)}. It arrives in ${what} as data, but ${use.what}${harm === undefined ? '' : `, ${harm}`}. ${use.pasted ? 'Write `"$NAME"` instead, so that the program itself reads the variable.' : remedy[use.how]}`,
  }
}

function shownUse({ program, from, to }: Carried['use']): string {
  return program.value.slice(from, Math.min(to, from + 80)).replace(/[\s`]+/g, ' ')
}

/** Double quotes around a variable, where its text is meant to be one word. */
function quote({ program, from, to, quotable, variable }: Carried['use'], tag: Tag, place: Place): Proposal | Refusal {
  const texts = tag.flows.flatMap(({ path }) => givenTexts(path, place))
  if (!quotable) return { refused: 'The shell makes several words of it on purpose' }
  if (several.test(variable) || tag.flows.some(({ path }) => several.test(path.join('.'))))
    return { refused: 'By its name the value holds several words, such as options, which have to be split' }
  if (texts.some((known) => !/^[\w@%+=:,./-]+$/.test(known)))
    return { refused: 'A value in these files is empty, split into words or expanded by the shell' }
  const written = program.value.slice(from, to)
  return {
    title: `Put quotes around \`${variable}\`, so that it is one word, also when it is empty`,
    safety: 'unsafe',
    changes: [rewrite(program, [{ from, to, text: `"${written}"` }])],
  }
}

/** Whether a program does nothing but run what it is given: the template is meant so. */
function isAll({ program: { value }, from, to, how }: Carried['use']): boolean {
  if (how !== 'code' || value.length > 1000) return false
  const before = value.slice(0, from)
  return /^\s*(?:(?:exec|eval|(?:ba)?sh\s+-\w*c)\s+)?"?$/.test(before) && /^"?\s*$/.test(value.slice(to))
}

function* controllingProblems(
  { tag, what, effect, template }: Controlling,
  manifest: Manifest,
  project: Project,
): Generator<Problem> {
  const source = sourceOf(tag.flows, { project, manifest, template })
  if (source.level === 'constant') return
  yield {
    at: tag.span,
    key: tag.body,
    variant: 'interpreter-variable',
    ...runGrade(source),
    ...along(source),
    message: `${shown(tag)} becomes part of ${what}, and its text comes ${origin(source)}. ${effect}. Use a variable of your own for values from outside, and let the program read it.`,
  }
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
    'variable-run': {
      when: 'a variable or an argument brings the value as data, and the program itself runs it, calculates with it or makes a query of it',
      confidence: 'medium',
    },
    'variable-split': {
      when: 'a variable with the value stands without quotes where a command may take a part of it for an option',
      severity: 'low',
      confidence: 'medium',
      persona: 'pedantic',
    },
    'interpreter-variable': {
      when: 'the value names a variable of the environment, or fills one that says what programs load or run, such as `LD_PRELOAD`',
      confidence: 'medium',
    },
  },
  docs: `Argo replaces \`{{…}}\` in the text of a template before anything runs. The value is not quoted for the language around it: in a shell script \`$(…)\`, \`;\` and quotes in it act as if the author had written them, inside of quotes and in comments too. Whoever controls the value runs code with the ServiceAccount, the secrets and the volumes of that pod. How bad it is depends on who that is; each case of the table names one. What an event brings is critical where it runs in a privileged pod, in one that mounts the file system of the node, or with a ServiceAccount that has dangerous rights. Values that nobody can change are not reported: names and states of Argo itself, literal lists, and inputs that every caller in the file fills with fixed text. A value is followed through steps, tasks, hooks and loops, into templates that other files call with \`templateRef\` and \`workflowTemplateRef\`, and from the sensors and event bindings that submit them.

An inline template is filled in together with the template around it, so an input of that one counts there, before an input of its own.

Code is \`script.source\`; the text after \`sh -c\`, \`python -c\`, \`node -e\` and their like in \`command\` and \`args\` of every container, probe and lifecycle hook; and raw artifacts that are run, also those that a step or task hands to a template of the same file. Other arguments and \`env\` are data. \`enum\` is only what the UI offers, nothing enforces it, so it lowers the confidence and not the level.

Put the tag into \`env\` and read the variable, quoted, in the program; or pass it as a positional argument after the script: \`[sh, -c, 'echo "$1"', --, "{{…}}"]\`. The fix does the first, in shell, Python and JavaScript, where that surely means the same for a harmless value; another one puts the quotes around a variable that lacks them. \`{{=asInt(…)}}\`, hashes and \`{{=sprig.b64enc(…)}}\` let nothing dangerous through; \`{{=toJson(…)}}\` outside of quotes is a safe literal in Python and JavaScript, but not in a shell.

A variable is data only as long as the program takes it for data. Reported is where a shell script runs the text of one again: with \`eval\`, \`sh -c "$X"\`, \`ssh host "$X"\`, as the command itself, in a pipe to a shell, in a program for \`awk\` or \`python -c\`, in a Dockerfile that it builds, in a query for \`psql\`; where it names the host of a program (\`curl "$X" | sh\`); where bash calculates with it (\`$((X))\`, \`[[ $X -eq 1 ]]\`), since an index such as \`a[$(…)]\` in it is run; and where it stands without quotes among the arguments of a command other than \`echo\` and its like, which may then get options. The same holds for a program in quotes that the script starts with \`sh -c\`, or writes to a file and runs, and for what it exports to that. Python is followed from \`os.environ\` to \`os.system\`, \`eval\`, \`pickle.loads\` and \`subprocess\` with a shell, JavaScript from \`process.env\`, also by \`const { X } = process.env\`, to \`eval\` and \`child_process.exec\`, and both to the text of queries (\`cursor.execute(f"…{x}…")\`). What becomes part of a manifest that the script applies is told by resource-manifest-injection. In \`command\` and \`args\` Kubernetes itself writes a variable into the program where that says \`$(X)\`. Copies of a variable, and arguments of the script's own functions, count like the variable. How bad it is depends on who chooses the value, as above.

A variable counts as checked behind \`case\` whose \`*)\` or \`*[!a-z]*)\` leaves, \`[[ "$X" =~ ^[a-z]+$ ]]\` or \`grep -E '^[a-z]+$'\` with an \`exit\` for what does not fit, comparisons with fixed texts or of numbers that leave, \`expr\`, and functions of the script whose names say that they validate. \`printf %q\`, \`\${X@Q}\`, \`\${X//[^a-z]/}\` and \`tr -cd a-z\` make it harmless. A pattern that does not hold to the end (\`^refs/\`), and a \`case\` without such a default, are no check.`,
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
    - name: entrypoint-of-the-image
      inputs: {parameters: [{name: message}]}
      container:
        image: registry.example.com/show:1.2.0
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
    {
      title: 'A library runs the text of variables and arguments again',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: run}
spec:
  templates:
    - name: shell
      inputs: {parameters: [{name: command}, {name: count}, {name: table}]}
      script:
        image: debian:12
        command: [bash]
        env:
          - {name: COMMAND, value: "{{inputs.parameters.command}}"}
          - {name: COUNT, value: "{{inputs.parameters.count}}"}
          - {name: TABLE, value: "{{inputs.parameters.table}}"}
          - {name: ALL, value: "$(COMMAND) --all"}
        source: |
          eval "$COMMAND" # ✗ variable-run
          sh -c "time $COMMAND" # ✗ variable-run
          ssh host "$COMMAND" # ✗ variable-run
          $COMMAND --help # ✗ variable-run
          echo "$COMMAND" | sh # ✗ variable-run
          copy="\${COMMAND} --fast"
          eval "$copy" # ✗ variable-run
          eval "$ALL" # ✗ variable-run
          echo $((COUNT + 1)) # ✗ variable-run
          if [[ "$COUNT" -gt 3 ]]; then echo many; fi # ✗ variable-run
          psql -c "select * from $TABLE" # ✗ variable-run
          cat > job.sh <<EOF
          run $TABLE # ✗ variable-run
          EOF
          sh job.sh
          git clone $TABLE # ✗ variable-split
          rm -rf $COUNT # ✗ variable-split
    - name: arguments
      inputs: {parameters: [{name: command}, {name: title}]}
      container:
        image: alpine:3.20
        command: [sh, -c]
        args:
          - |
            eval "$1" # ✗ variable-run
            echo "$0"
            echo $(TITLE) # ✗ variable-run
          - "{{inputs.parameters.title}}"
          - "{{inputs.parameters.command}}"
        env: [{name: TITLE, value: "{{inputs.parameters.title}}"}]
        lifecycle:
          preStop:
            exec:
              command: [sh, -c, 'eval "$TITLE"'] # ✗ variable-run
    - name: python
      inputs: {parameters: [{name: command}]}
      script:
        image: python:3.13
        command: [python]
        env: [{name: COMMAND, value: "{{inputs.parameters.command}}"}]
        source: |
          import os, subprocess
          command = os.environ["COMMAND"]
          subprocess.run(f"time {command}", shell=True) # ✗ variable-run
          subprocess.run(["time", command])
    - name: node
      inputs: {parameters: [{name: command}]}
      container:
        image: node:22-alpine
        command: [node, -e, "eval(process.env.COMMAND)"] # ✗ variable-run
        env: [{name: COMMAND, value: "{{inputs.parameters.command}}"}]
`,
    },
    {
      title: 'What a variable would make no safer is left to the author',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: deploy}
spec:
  templates:
    - name: deploy
      inputs: {parameters: [{name: title}, {name: version}]}
      script:
        image: bitnami/kubectl:1.31
        command: [bash]
        source: |
          echo "{{inputs.parameters.title}}" # ✗ submitter
          version="{{inputs.parameters.version}}" # ✗ submitter
          kubectl apply -f - <<EOF
          name: $version
          EOF
          cat > Dockerfile <<EOF
          FROM {{inputs.parameters.version}} # ✗ submitter
          EOF
          docker build .
`,
      fixed: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: deploy}
spec:
  templates:
    - name: deploy
      inputs: {parameters: [{name: title}, {name: version}]}
      script:
        image: bitnami/kubectl:1.31
        command: [bash]
        env:
          - name: TITLE
            value: "{{inputs.parameters.title}}"
        source: |
          echo "\${TITLE}"
          version="{{inputs.parameters.version}}"
          kubectl apply -f - <<EOF
          name: $version
          EOF
          cat > Dockerfile <<EOF
          FROM {{inputs.parameters.version}}
          EOF
          docker build .
`,
    },
    {
      title: 'A step hands over the text of a file that is run',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: run}
spec:
  entrypoint: all
  templates:
    - name: all
      inputs: {parameters: [{name: message}, {name: names}]}
      steps:
        - - name: program
            template: program
            arguments:
              artifacts:
                - name: code
                  raw: {data: "print('{{inputs.parameters.message}}')"} # ✗ submitter
        - - name: settings
            template: settings
            withParam: "{{inputs.parameters.names}}"
            arguments:
              artifacts:
                - name: settings
                  raw: {data: "NAME={{item}}"} # ✗ submitter
                - name: page
                  raw: {data: "Hello {{inputs.parameters.message}}"}
    - name: program
      inputs: {artifacts: [{name: code, path: /tmp/code}]}
      container:
        image: python:3.13
        command: [python, /tmp/code]
    - name: settings
      inputs: {artifacts: [{name: settings, path: /tmp/settings}, {name: page, path: /tmp/page}]}
      script:
        image: alpine:3.20
        command: [sh]
        source: |
          . "{{inputs.artifacts.settings.path}}"
          cat /tmp/page
`,
    },
    {
      title: 'Programs that a script starts or writes see its variables',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: run}
spec:
  templates:
    - name: shell
      inputs: {parameters: [{name: command}]}
      script:
        image: debian:12
        command: [bash]
        env: [{name: COMMAND, value: "{{inputs.parameters.command}}"}]
        source: |
          export COPY="$COMMAND"
          bash -c 'eval "$COPY"' # ✗ variable-run
          KEPT="$COMMAND"
          bash -c 'eval "$KEPT"'
          printf '%s' "$COMMAND" > /tmp/run # ✗ variable-run
          . /tmp/run
          { echo 'set -e'; echo "$COMMAND"; } > run.sh # ✗ variable-run
          sh run.sh
          cat > again.sh <<'EOF'
          eval "$1" # ✗ variable-run
          echo "$COMMAND"
          EOF
          sh again.sh "$COMMAND"
          echo "$COMMAND" > run.log
          cat run.log
    - name: node
      inputs: {parameters: [{name: command}]}
      script:
        image: node:22-alpine
        command: [node]
        env: [{name: COMMAND, value: "{{inputs.parameters.command}}"}]
        source: |
          const { COMMAND, HOME } = process.env
          const { execSync, execFileSync } = require('node:child_process')
          execSync('time ' + COMMAND) # ✗ variable-run
          execFileSync('time', [COMMAND])
          execSync('ls ' + HOME)
`,
    },
    {
      title: 'An event fills a variable that a script splits, and one that a program loads',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-push}
spec:
  dependencies: [{name: push, eventSourceName: webhook, eventName: push}]
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
              spec:
                entrypoint: main
                arguments: {parameters: [{name: branch, value: main}]}
                templates:
                  - name: main
                    script:
                      image: alpine/git:2.47.2
                      command: [sh]
                      env:
                        - {name: BRANCH, value: "{{workflow.parameters.branch}}"}
                        - {name: PATH, value: "/opt/{{workflow.parameters.branch}}/bin:/usr/bin"} # ✗ interpreter-variable
                        - name: NAME_{{workflow.parameters.branch}} # ✗ interpreter-variable
                          value: "1"
                      source: |
                        git checkout $BRANCH # ✗ variable-split
          parameters:
            - src: {dependencyName: push, dataKey: body.ref}
              dest: spec.arguments.parameters.0.value
`,
      fixed: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-push}
spec:
  dependencies: [{name: push, eventSourceName: webhook, eventName: push}]
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
              spec:
                entrypoint: main
                arguments: {parameters: [{name: branch, value: main}]}
                templates:
                  - name: main
                    script:
                      image: alpine/git:2.47.2
                      command: [sh]
                      env:
                        - {name: BRANCH, value: "{{workflow.parameters.branch}}"}
                        - {name: PATH, value: "/opt/{{workflow.parameters.branch}}/bin:/usr/bin"}
                        - name: NAME_{{workflow.parameters.branch}}
                          value: "1"
                      source: |
                        git checkout "$BRANCH"
          parameters:
            - src: {dependencyName: push, dataKey: body.ref}
              dest: spec.arguments.parameters.0.value
`,
    },
    {
      title: 'Variables that are quoted, checked, cleaned or only text',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: run}
spec:
  templates:
    - name: shell
      inputs: {parameters: [{name: action}, {name: count}, {name: name}]}
      script:
        image: debian:12
        command: [bash]
        env:
          - {name: ACTION, value: "{{inputs.parameters.action}}"}
          - {name: COUNT, value: "{{inputs.parameters.count}}"}
          - {name: NAME, value: "{{inputs.parameters.name}}"}
          - {name: ENV, value: "{{inputs.parameters.name}}"}
        source: |
          git clone -- "$NAME" && echo $NAME
          copy=$NAME
          [[ $NAME == main ]] && echo main
          sh -c 'echo "$1"' _ "$NAME"
          bash <<'EOF'
          echo "$NAME"
          EOF
          eval "echo $(printf %q "$NAME") \${NAME@Q} \${NAME//[^a-z]/} \${#NAME}"
          case "$ACTION" in
            start|stop) ;;
            *) echo "unknown"; exit 1 ;;
          esac
          eval "$ACTION"
          [[ "$COUNT" =~ ^[0-9]+$ ]] || exit 1
          echo $((COUNT + 1))
          if ! echo "$NAME" | grep -Eq '^[a-z0-9-]+$'; then
            echo "no name" >&2
            exit 1
          fi
          ssh host "deploy $NAME"
    - name: fixed
      script:
        image: debian:12
        command: [bash]
        env: [{name: COMMAND, value: "echo {{workflow.name}}"}, {name: TEXT, value: echo}]
        source: |
          eval "$COMMAND $TEXT"
    - name: python
      inputs: {parameters: [{name: name}]}
      script:
        image: python:3.13
        command: [python]
        env: [{name: NAME, value: "{{inputs.parameters.name}}"}]
        source: |
          import os, shlex, subprocess
          name = os.environ["NAME"]
          subprocess.run(["git", "clone", "--", name], check=True)
          os.system("echo " + shlex.quote(os.environ["NAME"]))
`,
    },
  ],
  *check(manifest, project) {
    const { code, arguments: flags, carried, controlling } = codeOf(manifest)
    for (const part of code) for (const tag of part.tags) yield* problems(part, tag, manifest, project)
    for (const use of carried) yield* carriedProblems(use, manifest, project)
    for (const variable of controlling) yield* controllingProblems(variable, manifest, project)
    for (const { tag, command, template } of flags) {
      const source = sourceOf(tag.flows, { project, manifest, template })
      if (source.level === 'constant') continue
      const message = `${shown(tag)} is an argument of \`${command}\` and comes ${origin(source)}. Text that begins with \`-\` becomes an option of \`${command}\`, and some of its options run commands or write files. Put \`--\` before it.`
      yield { at: tag.span, key: tag.body, variant: 'argument-flag', message, ...along(source) }
    }
  },
})
