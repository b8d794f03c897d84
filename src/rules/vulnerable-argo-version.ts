import { advisoriesFor, firstSafe, isEndOfLife, newestOf } from '../argo/advisories.ts'
import { type Advisory, asOf, newestReleases } from '../argo/advisory-table.ts'
import { groupBy } from '../argo/group.ts'
import { type Component, component, parseImage } from '../argo/image.ts'
import { type ImageUse, imageUses } from '../argo/image-use.ts'
import { authModes, installed } from '../argo/installation.ts'
import { argoReleases } from '../argo/kustomize/argo-images.ts'
import type { Manifest } from '../argo/manifest.ts'
import type { Project } from '../argo/project.ts'
import { without } from '../argo/removal.ts'
import { isRestricted } from '../argo/restrictions.ts'
import { templates } from '../argo/template.ts'
import { compareVersions, formatVersion, parseVersion, type Version } from '../argo/version.ts'
import { defineRule, type Problem, type Proposal } from '../rule.ts'
import type { Change } from '../yaml/change.ts'
import type { Refusal } from '../yaml/edit.ts'
import { Scalar } from '../yaml/node.ts'
import { get, keyOf, pairs } from '../yaml/query.ts'

/** How many advisories a message names. */
const most = 4

const names: Readonly<Record<Component, string>> = {
  controller: 'workflow controller',
  server: 'Argo Server',
  executor: 'executor',
}

/** Annotations of a pod that Argo writes for itself, without their prefix. */
const reserved = new Set(
  'pod-gc-strategy node-id node-name node-type outputs template report-outputs-completed'.split(' '),
)
const prefix = 'workflows.argoproj.io/'

export default defineRule({
  id: 'vulnerable-argo-version',
  title: 'Argo Workflows image with known vulnerabilities',
  category: 'supply-chain',
  severity: 'high',
  confidence: 'high',
  persona: 'regular',
  variants: {
    vulnerable: {
      when: 'an advisory covers the version (`medium` when all that do are of medium severity, or when the files show that they do not apply)',
    },
    client: {
      when: 'one covers the server of that version, and the image only runs as its client',
      severity: 'low',
      persona: 'pedantic',
    },
    'end-of-life': { when: 'none does, but the version gets no fixes any more', severity: 'low', persona: 'pedantic' },
    'reserved-annotation': {
      when: 'a workflow writes a pod annotation that Argo writes for itself',
      severity: 'medium',
    },
  },
  docs: `
Argo publishes what was found in it, with the versions that it affects. Several of these let somebody who may only submit a workflow get past restrictions, crash the controller or write files where the executor runs; others let somebody without rights read templates or run scripts in the browser of a user.

Upgrade to the version that the finding names. Controller, server and executor belong together: give them one version. Where upgrading has to wait, the advisory says what limits the damage.

The table is part of this release of Lynceus; it was last checked on ${asOf}, which each finding says. Later advisories are not known to it. Versions are read from tags of images that are called \`workflow-controller\`, \`argocli\` or \`argoexec\` in any registry, wherever a manifest names them, from \`images\` of a kustomization, from the addresses of Argo's own manifests that it or an Application of Argo CD takes in, and from \`images.tag\` and \`image.tag\` in values of Argo's Helm chart; \`latest\` and digests tell no version. Bypasses of \`workflowRestrictions\` count one step less when the controller's configuration among the files sets none, and so do holes of an authentication mode that the server does not use. The image \`argocli\` is both server and client: as a client it is reported as *client*.

Annotations such as \`workflows.argoproj.io/pod-gc-strategy\` are how the controller keeps its books on a pod. In a workflow's own \`podMetadata\` they confuse it; on the versions of CVE-2026-40886 a value without a slash crashes it for everybody, again and again.

The fix names the newest release of the same minor version, as long as that one gets fixes.`,
  guide: ['S2', 'S16', 'S44', 'H1'],
  references: [
    'https://github.com/argoproj/argo-workflows/security/advisories',
    'https://argo-workflows.readthedocs.io/en/latest/releases/',
  ],
  examples: [
    {
      title: 'A controller, its executor, and a workflow that runs the client',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.10 # ✗ vulnerable
          args:
            - --executor-image
            - quay.io/argoproj/argoexec:v3.7.4-nonroot # ✗ vulnerable
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: submit-}
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: 'mirror.example.org:5000/argoproj/argocli:3.5.8', args: [list]} # ✗ client
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.5.8 # ✗ vulnerable
          args: [server]`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          args:
            - --executor-image
            - quay.io/argoproj/argoexec:v3.7.18-nonroot
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: submit-}
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: 'mirror.example.org:5000/argoproj/argocli:3.5.8', args: [list]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.5.8
          args: [server]`,
    },
    {
      title: "Values of Argo's Helm chart: a tag for all, and one of the server's own",
      yaml: `
images:
  tag: v3.7.9 # ✗ vulnerable
controller:
  workflowNamespaces: [builds]
server:
  image:
    tag: v3.7.18
  authModes: [sso]`,
      fixed: `
images:
  tag: v3.7.18
controller:
  workflowNamespaces: [builds]
server:
  image:
    tag: v3.7.18
  authModes: [sso]`,
    },
    {
      title: 'Images in a kustomization',
      yaml: `
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [../base]
images:
  - {name: quay.io/argoproj/workflow-controller, newTag: v3.7.3} # ✗ vulnerable
  - name: quay.io/argoproj/argocli
    newName: mirror.example.org/argocli
    newTag: v3.7.18
  - {name: nginx, newTag: v3.7.3}
---
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - https://github.com/argoproj/argo-workflows/releases/download/v3.7.3/install.yaml # ✗ vulnerable
  - https://github.com/argoproj/argo-events/releases/download/v1.9.0/install.yaml
  - https://github.com/argoproj/argo-workflows/raw/v3.7.4/manifests/install.yaml # ✗ vulnerable
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: workflows}
spec:
  source:
    repoURL: https://github.com/argoproj/argo-workflows.git
    path: manifests/cluster-install
    targetRevision: v3.7.2 # ✗ vulnerable`,
      fixed: `
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [../base]
images:
  - {name: quay.io/argoproj/workflow-controller, newTag: v3.7.18}
  - name: quay.io/argoproj/argocli
    newName: mirror.example.org/argocli
    newTag: v3.7.18
  - {name: nginx, newTag: v3.7.3}
---
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - https://github.com/argoproj/argo-workflows/releases/download/v3.7.18/install.yaml
  - https://github.com/argoproj/argo-events/releases/download/v1.9.0/install.yaml
  - https://github.com/argoproj/argo-workflows/raw/v3.7.18/manifests/install.yaml
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: workflows}
spec:
  source:
    repoURL: https://github.com/argoproj/argo-workflows.git
    path: manifests/cluster-install
    targetRevision: v3.7.18`,
    },
    {
      title: 'A branch that gets no fixes any more, in the controller’s settings',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  executor: |
    image: quay.io/argoproj/argoexec:v3.6.19 # ✗ end-of-life`,
    },
    {
      title: "A workflow that writes the controller's own annotation",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: crash-}
spec:
  entrypoint: main
  podMetadata:
    annotations:
      workflows.argoproj.io/pod-gc-strategy: OnPodCompletion # ✗ reserved-annotation
  templates:
    - name: main
      container: {image: 'alpine:3.20', command: [date]}`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: crash-}
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: 'alpine:3.20', command: [date]}`,
    },
    {
      title: 'The newest releases',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          args: [--executor-image=quay.io/argoproj/argoexec:v4.1.2-nonroot]`,
    },
    {
      title: 'No version to be read, and the annotations that are meant for users',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: submit-
  annotations: {workflows.argoproj.io/description: Submits another workflow}
spec:
  entrypoint: main
  podMetadata:
    annotations: {workflows.argoproj.io/title: Submit}
  templates:
    - name: main
      container: {image: 'quay.io/argoproj/argocli:latest', args: [list]}
    - name: other
      container: {image: 'tools/argocli-wrapper:v3.5.8', command: [run]}`,
    },
  ],
  *check(manifest, project) {
    for (const use of usesIn(manifest, project)) {
      const version = parseVersion(use.image.tag ?? '')
      if (version) yield* judge(use, partsOf(use), version, manifest, project)
    }
    yield* annotations(manifest)
  },
})

/** The images that a manifest names, and those that come with a release of Argo that it takes in. */
function usesIn(manifest: Manifest, project: Project): readonly ImageUse[] {
  const released = argoReleases(manifest).map(({ tag, at, parts }): ImageUse => {
    const image = parseImage(`argo-workflows:${tag}`)
    return { at, reference: tag, image, of: 'Argo that this installs', replaceable: false, parts }
  })
  return [...imageUses(manifest, project), ...released]
}

/** The parts of Argo that have an image; none for any other. */
function partsOf({ image, parts }: ImageUse): readonly Component[] {
  const part = component(image)
  return parts ?? (part ? [part] : [])
}

function* judge(
  use: ImageUse,
  parts: readonly Component[],
  version: Version,
  manifest: Manifest,
  project: Project,
): Generator<Problem> {
  const [part] = parts
  if (!part) return
  const all = groupBy(
    parts.flatMap((one) => advisoriesFor(one, version)),
    ({ id }) => id,
  )
  const found = [...all.values()].flatMap(([one]) => (one ? { one, severity: severityOf(one, manifest, project) } : []))
  const { at, reference } = use
  const newest = newestReleases.map((one) => `\`${one}\``).join(', ')
  if (found.length > 0) {
    const worst = found.some(({ severity }) => severity === 'high') ? 'high' : 'medium'
    const sorted = found
      .toSorted((a, b) => Number(b.severity === 'high') - Number(a.severity === 'high'))
      .map(({ one }) => one)
    const client = !use.parts && part === 'server' && !installed(manifest, project).some((one) => one.part === 'server')
    yield {
      at,
      ...(client ? { variant: 'client' } : { variant: 'vulnerable', severity: worst }),
      key: reference,
      message: `\`${reference}\`, ${subject(use, part)}, has ${count(sorted)}. ${client ? 'They are of the server; here it seems to run as a client, so see which version the server has. ' : ''}${advice(parts, version)}`,
      propose: () => upgrade(version, manifest, project),
    }
  } else if (isEndOfLife(version)) {
    yield {
      at,
      variant: 'end-of-life',
      key: reference,
      message: `\`${reference}\`, ${subject(use, part)}, is of a version that gets no fixes any more. Newest releases as of ${asOf}: ${newest}.`,
      propose: () => upgrade(version, manifest, project),
    }
  }
}

/** The newest release of the same minor version, for all images of Argo in the manifest that have the old one. */
function upgrade(version: Version, manifest: Manifest, project: Project): Proposal | Refusal {
  const to = newestOf(version)
  if (!to) {
    const minor = `${version.major}.${version.minor}`
    return { refused: `Argo ${minor} gets no fixes any more, and a step to another minor version has to be planned` }
  }
  const changes = new Map<Scalar, Change>()
  for (const use of usesIn(manifest, project)) {
    const theirs = partsOf(use).length > 0 ? parseVersion(use.image.tag ?? '') : undefined
    if (!theirs || compareVersions(theirs, version) !== 0) continue
    const change = retagged(use, formatVersion(to))
    if ('refused' in change) return change
    changes.set(change.node, change)
  }
  return {
    title: `Upgrade Argo from ${formatVersion(version)} to ${formatVersion(to)} (give all its parts this version)`,
    safety: 'unsafe',
    changes: [...changes.values()],
  }
}

/** Another version in an image's tag; the `v` before it and the kind of image behind it stay. */
function retagged({ at, image, reference }: ImageUse, to: string): Extract<Change, { kind: 'rewrite' }> | Refusal {
  const node = 'origin' in at ? at.node : at
  if (image.digest)
    return { refused: `The digest beside the tag has to be that of ${to}, which only the registry knows` }
  if (!(node instanceof Scalar)) return { refused: 'The image is named in a text that a shell runs' }
  const old = /(\d+\.\d+\.\d+(?:-rc\d+)?)(?:-nonroot|-windows|-linux-(?:amd|arm)64)*$/.exec(image.tag ?? '')
  if (!old?.[1] || image.basename.startsWith('argo-workflow-'))
    return { refused: 'The image is built by others than Argo, whose tags are not known' }
  const written = node.value.includes(reference) ? reference : (image.tag ?? '')
  const from = node.value.indexOf(written) + written.length - old[0].length
  return { kind: 'rewrite', node, parts: [{ from, to: from + old[1].length, text: to }] }
}

function subject({ of, parts, reference, image }: ImageUse, part: Component): string {
  const what = reference === image.tag ? 'the version' : 'the image'
  return `${what} of ${of}${parts || of.includes(names[part]) ? '' : ` (${names[part]})`}`
}

function count(found: readonly Advisory[]): string {
  const listed = found.slice(0, most).map(({ id, what }) => `${id} (${what})`)
  const more = found.length > most ? ` +${found.length - most}` : ''
  return `${found.length} known ${found.length === 1 ? 'vulnerability' : 'vulnerabilities'} as of ${asOf}: ${listed.join(', ')}${more}`
}

function advice(parts: readonly Component[], version: Version): string {
  const [safe] = parts.flatMap((part) => firstSafe(part, version) ?? []).toSorted((a, b) => compareVersions(b, a))
  const all = safe ? `From \`${formatVersion(safe)}\` on there is none of them` : 'Upgrade'
  return `${all}${safe ? further(safe) : ''}. Give all parts of Argo the same version.`
}

/** What to take instead of the first release that is safe: the newest of its line, or of one that still gets fixes. */
function further(safe: Version): string {
  const newest = newestOf(safe)
  if (newest) return `; the newest of that line is \`${formatVersion(newest)}\``
  const [oldest] = newestReleases
  return oldest === undefined || !isEndOfLife(safe)
    ? ''
    : `, but that line gets no fixes any more: take \`${oldest}\` or later`
}

/** One step less where the files show that the condition of an advisory does not hold. */
function severityOf({ severity, condition }: Advisory, manifest: Manifest, project: Project): 'medium' | 'high' {
  if (severity === 'medium' || !condition) return severity
  if (condition === 'restrictions') return isRestricted(project) === false ? 'medium' : 'high'
  const modes = installed(manifest, project).flatMap((one) => authModes(one).map(({ value }) => value))
  if (modes.length === 0) return 'high'
  const open = condition === 'client' ? ['client', 'hybrid'] : ['server', 'hybrid']
  return modes.some((mode) => open.includes(mode)) ? 'high' : 'medium'
}

function* annotations(manifest: Manifest): Generator<Problem> {
  const { spec } = manifest
  const holders = [
    get(spec, 'podMetadata'),
    get(spec, 'templateDefaults', 'metadata'),
    ...templates(manifest).map(({ node }) => get(node, 'metadata')),
  ]
  for (const holder of holders) {
    for (const entry of pairs(get(holder, 'annotations'))) {
      const name = keyOf(entry) ?? ''
      if (!name.startsWith(prefix) || !reserved.has(name.slice(prefix.length))) continue
      const crash = name.endsWith('pod-gc-strategy')
        ? ' On the versions of CVE-2026-40886 a value without a slash crashes the controller again and again.'
        : ''
      yield {
        at: entry.key,
        variant: 'reserved-annotation',
        message: `\`${name}\` is an annotation that the controller writes for itself; one from a workflow makes it misjudge the pod.${crash} Remove it.`,
        propose: () => ({
          title: 'Leave the annotation to the controller',
          safety: 'unsafe',
          changes: without(manifest.root, entry.value),
        }),
      }
    }
  }
}
