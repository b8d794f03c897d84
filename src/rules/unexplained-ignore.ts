import { type Ignore, ignores } from '../argo/ignore.ts'
import type { Manifest } from '../argo/manifest.ts'
import { listed } from '../argo/names.ts'
import type { Project } from '../argo/project.ts'
import { defineRule } from '../rule.ts'

export default defineRule({
  id: 'unexplained-ignore',
  title: 'Ignore comment or annotation gives no reason',
  category: 'manifest',
  severity: 'info',
  confidence: 'high',
  persona: 'pedantic',
  docs: `
A finding that is silenced without a word looks the same whether somebody weighed it or wanted it gone. Whoever
reviews the manifest later can only find out by judging it again, and mostly nobody does.

Say after the closing bracket why the finding is acceptable here: \`# lynceus: ignore[privileged-container] builds
images, on nodes of its own\`. Beside the annotation \`lynceus.dev/ignore\` the reason goes into \`lynceus.dev/reason\`.`,
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
      if (ignore.reason !== '' || holders(project).get(ignore) !== manifest) continue
      const where =
        ignore.kind === 'annotation' ? 'in the annotation `lynceus.dev/reason`' : 'after the closing bracket'
      yield {
        at: ignore.span,
        key: ignore.rules.join(','),
        message:
          `This ${ignore.kind} silences ${listed(ignore.rules) || 'nothing'} and does not say why, so nobody can tell whether it was ` +
          `weighed. Give the reason ${where}.`,
      }
    }
  },
})

const known = new WeakMap<Project, ReadonlyMap<Ignore, Manifest>>()

/** The outermost manifest that holds each comment: one that is inside of several is told once. */
function holders(project: Project): ReadonlyMap<Ignore, Manifest> {
  let found = known.get(project)
  if (!found)
    known.set(
      project,
      (found = new Map(
        project.manifests
          .toReversed()
          .flatMap((manifest) => ignores(manifest).map((ignore) => [ignore, manifest] as const)),
      )),
    )
  return found
}
