import type { Image } from '../argo/image.ts'
import { type ImageUse, imageUses } from '../argo/image-use.ts'
import { defineRule, type Problem } from '../rule.ts'

/** From this many images with plain tags on, a manifest gets one finding for them all. */
const many = 6
const local = /^(?:localhost|127\.0\.0\.1|kind-registry|host\.docker\.internal|registry\.localhost)(?::\d+)?\//

export default defineRule({
  id: 'mutable-image-tag',
  title: 'Image is not pinned',
  category: 'supply-chain',
  severity: 'medium',
  confidence: 'high',
  persona: 'regular',
  variants: {
    latest: { when: 'an image has no tag, or the tag `latest`' },
    local: { when: "it has, and comes from a registry of the developer's own machine", severity: 'info' },
    rolling: {
      when: 'its tag is one that is moved on purpose: `stable`, `main`, `nightly`, `3`',
      severity: 'low',
      persona: 'pedantic',
    },
    tag: { when: 'it has a tag but no digest', severity: 'info', persona: 'pedantic' },
  },
  docs: `
A tag is a name that the owner of a repository, or whoever takes it over, can give to other contents. A workflow that runs \`latest\` runs whatever is there today, with the ServiceAccount and the Secrets that it was given for what was there when it was reviewed. An image without a tag is \`latest\` too.

Argo adds a reason of its own: for a container without a \`command\` the controller looks up the entrypoint of the image once and remembers it by name. When the tag moves, the new image may be run with the old command.

Name a version and, where it matters, its digest: \`alpine:3.20@sha256:…\`. The digest decides, the tag is then only for people.

Each image is reported once for a manifest, where it is first used. Images that a parameter chooses are not this rule's. Where a parameter chooses the \`podSpecPatch\`, the image that is written may be a stand-in for the one that it brings: then the finding has the confidence low and is for auditors. A Kustomize \`images\` transformer does not reach the images of workflows unless it is configured for them, so there it is not taken into account. Images of Deployments that it, or a patch, replaces wherever they are built are not reported; the tags that it gives to Argo's own images are, where they stand.`,
  guide: [],
  references: [
    'https://kubernetes.io/docs/concepts/containers/images/#image-names',
    'https://argo-workflows.readthedocs.io/en/latest/workflow-executors/',
  ],
  examples: [
    {
      title: 'No tag, `latest`, and a colon that belongs to a port',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      initContainers:
        - {name: prepare, image: busybox:latest, command: [true]} # ✗ latest
      container:
        image: registry.example.org:5000/tools/build # ✗ latest
        command: [make]
    - name: again
      container: {image: registry.example.org:5000/tools/build, command: [make, test]}`,
    },
    {
      title: 'Tags that move, in steps written inline',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: checks}
spec:
  templates:
    - name: main
      steps:
        - - name: lint
            inline:
              container: {image: 'node:20', command: [npm, run, lint]} # ✗ rolling
        - - name: scan
            inline:
              script: {image: 'scanner:latest-alpine', command: [sh], source: scan} # ✗ rolling
    - name: base
      container: {image: 'debian:stable-slim', command: [ls]} # ✗ rolling
    - name: report
      container: {image: 'python:3.12.4', command: [python, report.py]} # ✗ tag`,
    },
    {
      title: "The controller's settings and a registry of one's own machine",
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  executor: |
    image: quay.io/argoproj/argoexec:latest # ✗ latest
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: localhost:5000/workflow-controller # ✗ local`,
    },
    {
      title: 'A stand-in that a patch may replace, and a patch that leaves the image alone',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: patched}
spec:
  templates:
    - name: executor
      inputs: {parameters: [{name: patch}]}
      podSpecPatch: '{{inputs.parameters.patch}}'
      container: {image: registry.example.org/set-when-it-runs, command: [run]} # ✗ latest
    - name: memory
      inputs: {parameters: [{name: memory}]}
      podSpecPatch: '{"containers": [{"name": "main", "resources": {"limits": {"memory": "{{inputs.parameters.memory}}"}}}]}'
      container: {image: registry.example.org/tool, command: [run]} # ✗ latest`,
    },
    {
      title: 'Digests decide, whatever the tag',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: alpine:latest@sha256:1e42bbe2508154c9126d48c2b8a75420c3544343bf86fd041fb7527e017a4b4a
        command: [date]`,
    },
    {
      title: 'Images that a parameter chooses, and a Deployment that is not of Argo',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: 'tools/{{workflow.parameters.tool}}', command: [run]}
    - name: pinned
      container: {image: 'tools@{{workflow.parameters.digest}}', command: [run]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app.kubernetes.io/part-of: argo-workflows}}
spec:
  template:
    spec:
      containers: [{name: web, image: nginx}]`,
    },
  ],
  *check(manifest, project) {
    const uses = new Map<string, ImageUse[]>()
    for (const use of imageUses(manifest, project)) {
      if (use.image.digest === undefined) uses.set(use.reference, [...(uses.get(use.reference) ?? []), use])
    }
    const all = [...uses.values()].map((same) => {
      const sure = same.filter(({ replaceable }) => !replaceable)
      return { same: sure.length > 0 ? sure : same, isSure: sure.length > 0, variant: variantOf(same[0]) }
    })
    const plain = all.filter(isPlain)
    for (const use of all) if (!isPlain(use) || plain.length < many) yield* problem(use)
    const [first] = plain
    if (plain.length >= many && first?.same[0]) {
      const names = plain.slice(0, many - 1).flatMap(({ same }) => (same[0] ? `\`${same[0].reference}\`` : []))
      yield {
        at: first.same[0].at,
        variant: 'tag',
        key: 'all',
        message: `${plain.length} images have a tag but no digest: ${names.join(', ')} +${plain.length - names.length}. Whoever owns a tag can move it. Add the digests where it matters what runs.`,
      }
    }
  },
})

function variantOf(use: ImageUse | undefined): string {
  const { tag = 'latest' } = use?.image ?? {}
  if (local.test(use?.reference ?? '')) return tag === 'latest' ? 'local' : 'tag'
  if (tag === 'latest') return 'latest'
  return isRolling(tag) ? 'rolling' : 'tag'
}

/** A tag that is moved on purpose. A single number counts when it is short: longer ones are dates and builds. */
function isRolling(tag: string): boolean {
  if (/^v?\d{1,2}(?:-[a-z]+)?$/.test(tag)) return true
  return (
    /^(?:stable|edge|nightly|main|master|dev|develop|head|canary|snapshot|testing|lts)(?:-[a-z]+)?$/i.test(tag) ||
    /(?:^|[-_.])latest(?:[-_.]|$)/i.test(tag)
  )
}

/** One image in all its uses. */
interface Uses {
  readonly same: readonly ImageUse[]
  /** No `podSpecPatch` may replace it before it runs. */
  readonly isSure: boolean
  readonly variant: string
}

function isPlain({ variant, isSure }: Uses): boolean {
  return variant === 'tag' && isSure
}

function* problem({ same, isSure, variant }: Uses): Generator<Problem> {
  const [use] = same
  if (!use) return
  const used = same.length > 1 ? ` It is used ${same.length} times here.` : ''
  yield {
    at: use.at,
    variant,
    key: use.image.repository,
    ...(!isSure && { confidence: 'low', persona: 'auditor' }),
    message: `${messages[variant]?.(use, use.image) ?? ''}${used}${isSure ? '' : ' A `podSpecPatch` that is only known when it runs may put another image in its place.'}`,
  }
}

const messages: Readonly<Record<string, (use: ImageUse, image: Image) => string>> = {
  latest: ({ reference, of }, { tag }) =>
    `\`${reference}\`, the image of ${of}, ${tag === undefined ? 'has no tag, which means `latest`' : 'is whatever `latest` is when it runs'}. It may be something else than what was reviewed, with the same rights. Name a version, best with its digest.`,
  local: ({ reference, of }) =>
    `\`${reference}\`, the image of ${of}, has no version. It comes from a registry of this machine, so take care that it does not go further.`,
  rolling: ({ reference, of }, { tag }) =>
    `\`${reference}\`, the image of ${of}, has the tag \`${tag ?? ''}\`, which its owner moves with each release. Name a full version, best with its digest.`,
  tag: ({ reference, of }) =>
    `\`${reference}\`, the image of ${of}, has a tag but no digest. Whoever owns the tag can move it. Add the digest where it matters what runs.`,
}
