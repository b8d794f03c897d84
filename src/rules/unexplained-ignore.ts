import { closest } from '../argo/closest.ts'
import { isUnknown } from '../argo/embedded.ts'
import { type Ignore, ignores } from '../argo/ignore.ts'
import type { Manifest } from '../argo/manifest.ts'
import { listed } from '../argo/names.ts'
import type { Project } from '../argo/project.ts'
import { defineRule, type Problem } from '../rule.ts'
import { once } from '../yaml/once.ts'

export default defineRule({
  id: 'unexplained-ignore',
  title: 'Ignore comment or annotation gives no reason, or is not understood',
  category: 'manifest',
  severity: 'info',
  confidence: 'high',
  persona: 'pedantic',
  variants: {
    malformed: {
      when: 'it is not written as an ignore must be, so that it silences nothing or less than it says',
      severity: 'low',
      persona: 'regular',
    },
    unused: { when: 'there is nothing at its place that it silences', confidence: 'medium' },
  },
  docs: `
A finding that is silenced without a word looks the same whether somebody weighed it or wanted it gone. Whoever
reviews the manifest later can only find out by judging it again, and mostly nobody does.

Say after the closing bracket why the finding is acceptable here: \`# lynceus: ignore[privileged-container] builds
images, on nodes of its own\`. Beside the annotation \`lynceus.dev/ignore\` the reason goes into \`lynceus.dev/reason\`.

One that is written in another way, or that misspells the id of its rule, silences nothing, and would not be missed
until somebody wonders about the finding: \`lynceus: ignore\` is in lower case, the ids of the rules stand in brackets,
there is no id for all rules, and the annotation is one text with commas, not a list.

One that silences nothing any more stays behind when the manifest is mended. It would silence the same mistake when
somebody makes it again, so take it out.`,
  guide: [],
  references: ['https://docs.zizmor.sh/usage/#ignoring-results'],
  examples: [
    {
      title: 'Comments that leave the reader guessing',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: build
  # lynceus: ignore[default-service-account] # ✗
  templates:
    - name: build
      container:
        image: docker:27.3.1
        securityContext:
          privileged: true # lynceus: ignore[privileged-container, run-as-root] # ✗`,
    },
    {
      title: 'An annotation without its reason',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: build
  annotations:
    lynceus.dev/ignore: privileged-container # ✗
spec:
  templates:
    - name: build
      script:
        image: docker:27.3.1
        source: |
          # lynceus: ignore[script-injection] # ✗
          echo`,
    },
    {
      title: 'Comments that are no ignores yet',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: build
  # lynceus: ignore default-service-account it has no rights # ✗ malformed
  templates:
    - name: build
      # Lynceus: Ignore[run-as-root] the image has a user of its own # ✗ malformed
      container:
        image: docker:27.3.1 # lynceus: ignore[] built here # ✗ malformed
        securityContext:
          privileged: true # lynceus: ignore[*] nodes of its own # ✗ malformed`,
    },
    {
      title: 'Ids that no rule has',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: build # lynceus: ignored[default-service-account] it has no rights # ✗ malformed
  templates:
    - name: build
      container:
        image: docker:27.3.1 # lynceus: ignore[KSV-0013] built here # ✗ malformed
        securityContext:
          privileged: true # lynceus: ignore[privileged-containr] nodes of its own # ✗ malformed`,
    },
    {
      title: 'A list where a text with commas belongs',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: build
  annotations:
    lynceus.dev/ignore: [privileged-container, run-as-root] # ✗ malformed
    lynceus.dev/reason: nodes of its own
spec:
  templates:
    - name: build
      container: {image: "docker:27.3.1"}`,
    },
    {
      title: 'What is mended needs no ignore',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
  annotations:
    lynceus.dev/ignore: host-namespace # ✗ unused
    lynceus.dev/reason: it watches the network of the node
spec:
  entrypoint: build
  templates:
    - name: build
      container:
        image: docker:27.3.1
        securityContext:
          privileged: false # lynceus: ignore[privileged-container] builds images # ✗ unused
          runAsUser: 0 # lynceus: ignore[run-as-root] builds images`,
    },
    {
      title: 'Reasons that can be judged',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
  annotations:
    lynceus.dev/ignore: run-as-root
    lynceus.dev/reason: the image has a user of its own
spec:
  entrypoint: build
  templates:
    - name: build
      container:
        image: docker:27.3.1
        securityContext:
          privileged: true # lynceus: ignore[privileged-container] builds images, on nodes of its own`,
    },
    {
      title: 'Texts that are no comments',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: build
  templates:
    - name: build
      container:
        image: alpine:3.20
        args: ["# lynceus: ignore[privileged-container]"]`,
    },
  ],
  *check(manifest, project) {
    for (const ignore of ignores(manifest)) {
      if (holders(project).get(ignore) !== manifest) continue
      const problem = malformed(ignore) ?? misnamed(ignore, project.ruleIds) ?? unexplained(ignore)
      if (problem) yield { at: ignore.span, key: ignore.rules.join(','), ...problem }
    }
  },
  checkIdle({ rules, kind, span, reason }) {
    if (reason === '') return undefined
    const message = `This ${kind} names ${listed(rules)}, of which nothing is found at its place. It would silence the same mistake when somebody makes it again: take it out.`
    return { at: span, key: rules.join(','), variant: 'unused', message }
  },
})

function malformed({ rules, kind }: Ignore): Omit<Problem, 'at'> | undefined {
  const wrong = rules.filter((name) => !/^[a-z\d]+(?:-[a-z\d]+)*$/.test(name))
  if ((rules.length > 0 && wrong.length === 0) || isUnknown(rules.join(' '))) return undefined
  const what =
    wrong.length > 0
      ? `This ${kind} names ${listed(wrong)}, which no rule is called, so that silences nothing.`
      : `This ${kind} names no rule in a way that is understood, so it silences nothing.`
  const how =
    kind === 'annotation'
      ? 'Give the ids of rules as one text with commas: `lynceus.dev/ignore: privileged-container, run-as-root`'
      : 'Write it in lower case with the ids of rules in brackets: `# lynceus: ignore[privileged-container] reason`'
  return { variant: 'malformed', message: `${what} ${how}.` }
}

function misnamed({ rules, kind }: Ignore, known: readonly string[]): Omit<Problem, 'at'> | undefined {
  const wrong = rules.filter((name) => !known.includes(name) && !isUnknown(name))
  const [first] = wrong
  if (first === undefined) return undefined
  const meant = closest(first, known)
  const cure = meant === undefined ? '`lynceus rules` lists all ids.' : `Did you mean \`${meant}\`?`
  const message = `This ${kind} names ${listed(wrong)}, which no rule is called, so that silences nothing. ${cure}`
  return { variant: 'malformed', message }
}

function unexplained({ rules, reason, kind }: Ignore): Omit<Problem, 'at'> | undefined {
  if (reason !== '') return undefined
  const where = kind === 'annotation' ? 'in the annotation `lynceus.dev/reason`' : 'after the closing bracket'
  const message = `This ${kind} silences ${listed(rules)} and does not say why, so nobody can tell whether it was weighed. Give the reason ${where}.`
  return { message }
}

/** The outermost manifest that holds each comment: one that is inside of several is told once. */
const holders = once(
  (project: Project): ReadonlyMap<Ignore, Manifest> =>
    new Map(
      project.manifests
        .toReversed()
        .flatMap((manifest) => ignores(manifest).map((ignore) => [ignore, manifest] as const)),
    ),
)
