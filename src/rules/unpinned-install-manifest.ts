import { isUnknown } from '../argo/embedded.ts'
import type { Manifest } from '../argo/manifest.ts'
import { isQuickStart } from '../argo/secret.ts'
import { parseVersion } from '../argo/version.ts'
import { defineRule, type Problem } from '../rule.ts'
import type { Mapping } from '../yaml/node.ts'
import { get, isNull, items, mapping, pairs, text } from '../yaml/query.ts'

export default defineRule({
  id: 'unpinned-install-manifest',
  title: 'Argo is installed from a moving or a demo manifest',
  category: 'supply-chain',
  severity: 'medium',
  confidence: 'high',
  persona: 'regular',
  about: 'installation',
  variants: {
    moving: { when: 'a Kustomization takes the manifests of Argo from a branch, or from whatever is the latest' },
    chart: { when: 'an Argo CD Application takes Argo from a branch, or it or its chart at a range of versions' },
    demo: {
      when: "a Kustomization or an Application takes Argo's quick start, which is made for trying it out",
      severity: 'high',
    },
    'demo-binding': {
      when: "a copy of it gives the namespace's `default` ServiceAccount the quick start's roles",
      severity: 'high',
    },
    'demo-credentials': { when: 'a copy of it has its well-known password of the artifact storage', severity: 'high' },
  },
  docs: `
Manifests from a branch are other ones each time they are applied, and so are the images and roles in them: the next
sync may bring a new major version, or what somebody has just broken. The quick start is worse: it signs everybody in
as the server, gives the \`default\` ServiceAccount of the namespace the rights to manage pods and workflows, and brings
a storage whose password is public.

Name a release: \`?ref=v4.1.2\` in a Kustomization, \`releases/download/v4.1.2/install.yaml\`, a full version in
\`targetRevision\`. Start from \`cluster-install\` or \`namespace-install\` for anything that others can reach.

A commit counts as a release. A Kustomization without \`kind\` is known by the name of its file. That the server signs
everybody in is told by \`server-anonymous-auth\`.`,
  guide: ['S2'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/installation/',
    'https://argo-workflows.readthedocs.io/en/latest/quick-start/',
    'https://argo-workflows.readthedocs.io/en/latest/releases/',
  ],
  examples: [
    {
      title: 'A Kustomization of branches, of the latest release and of the quick start',
      yaml: `
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - https://github.com/argoproj/argo-workflows/manifests/cluster-install?ref=main # ✗ moving
  - github.com/argoproj/argo-workflows//manifests/namespace-install # ✗ moving
  - https://raw.githubusercontent.com/argoproj/argo-workflows/master/manifests/install.yaml # ✗ moving
  - https://github.com/argoproj/argo-workflows/releases/latest/download/install.yaml # ✗ moving
  - https://github.com/argoproj/argo-workflows/manifests/cluster-install?ref=release-3.7 # ✗ moving
  - https://github.com/argoproj/argo-workflows/manifests/cluster-install?ref=refs/heads/4.0 # ✗ moving
  - https://github.com/argoproj/argo-workflows/raw/main/manifests/install.yaml # ✗ moving
  - https://github.com/argoproj/argo-workflows/releases/download/v4.1.2/quick-start-minimal.yaml # ✗ demo`,
    },
    {
      title: 'Applications of Argo CD, and a copy of the quick start',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: workflows}
spec:
  sources:
    - repoURL: https://github.com/argoproj/argo-workflows.git
      path: manifests/cluster-install
      targetRevision: HEAD # ✗ chart
    - repoURL: https://argoproj.github.io/argo-helm
      chart: argo-workflows
      targetRevision: 1.* # ✗ chart
    - repoURL: https://github.com/argoproj/argo-workflows
      path: manifests/quick-start/minimal # ✗ demo
      targetRevision: v4.* # ✗ chart
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: workflow-manager-default} # ✗ demo-binding
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: workflow-manager}
subjects: [{kind: ServiceAccount, name: default}]
---
apiVersion: v1
kind: Secret
metadata: {name: my-minio-cred, labels: {app: minio}}
stringData: # ✗ demo-credentials
  accesskey: admin
  secretkey: password`,
    },
    {
      title: 'Releases and commits',
      yaml: `
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - https://github.com/argoproj/argo-workflows/manifests/cluster-install?ref=v4.1.2
  - https://github.com/argoproj/argo-workflows//manifests/cluster-install?ref=f016ad89eb0c0a1b2c3d4e5f60718293a4b5c6d7&timeout=90s
  - https://raw.githubusercontent.com/argoproj/argo-workflows/v4.1.2/manifests/install.yaml
  - https://github.com/argoproj/argo-workflows/releases/download/v4.1.2/install.yaml
  - https://github.com/argoproj/argo-workflows/raw/v4.1.2/manifests/install.yaml
  - https://github.com/argoproj/argo-workflows/tree/refs/tags/v4.1.2/manifests/cluster-install
  - ../argo-workflows/base
  - https://github.com/acme/argo-workflows-setup?ref=main`,
    },
    {
      title: 'A chart of one version, other applications, and bindings of other roles',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: workflows}
spec:
  source: {repoURL: "https://argoproj.github.io/argo-helm", chart: argo-workflows, targetRevision: 1.0.18}
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: site}
spec:
  source: {repoURL: "https://github.com/acme/site", path: deploy, targetRevision: HEAD}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: executor-default}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: executor}
subjects: [{kind: ServiceAccount, name: default}]`,
    },
  ],
  *check(manifest) {
    switch (manifest.kind) {
      case 'Kustomization':
        yield* kustomization(manifest)
        break
      case 'Application':
      case 'ApplicationSet':
        yield* application(manifest)
        break
      case 'RoleBinding':
        yield* binding(manifest)
        break
      case 'Secret':
        yield* credentials(manifest)
        break
      default:
    }
  },
})

const repository =
  /(?:^|[/@:])(?:raw\.githubusercontent|github)\.com[/:]argoproj\/argo(?:-workflows)?(?:\.git)?(?:[/?]|$)/i

function* kustomization({ root }: Manifest): Generator<Problem> {
  for (const field of ['resources', 'bases', 'components']) {
    for (const item of items(get(root, field))) {
      const address = text(item) ?? ''
      if (!repository.test(address) || isUnknown(address)) continue
      if (/quick-start/i.test(address))
        yield {
          at: item,
          variant: 'demo',
          message: quickStart,
        }
      else if (isMoving(revisionOf(address)))
        yield {
          at: item,
          variant: 'moving',
          message:
            'These manifests are whatever stands there when they are applied, with other images and roles each time. Name a release, such as `?ref=v4.1.2`.',
        }
    }
  }
}

/** What an address of Argo's repository asks for; nothing for its default branch. */
function revisionOf(address: string): string | undefined {
  const asked = /[?&](?:ref|version)=([^&#]+)/.exec(address)?.[1]
  if (asked !== undefined) return asked
  const release = /\/releases\/(latest|download\/([^/]+))/.exec(address)
  if (release) return release[2] ?? 'latest'
  const file =
    /(?:raw\.githubusercontent\.com\/[^/]+\/[^/]+|github\.com\/[^/]+\/[^/]+\/(?:raw|blob|tree))\/((?:refs\/(?:heads|tags)\/)?[^/?#]+)/i
  return file.exec(address)?.[1]
}

function isMoving(revision: string | undefined): boolean {
  return (
    revision === undefined || /^(?:refs\/heads\/.*|main|master|HEAD|latest|stable|release-.*|dev.*)$/i.test(revision)
  )
}

const quickStart =
  "This is Argo's quick start: it signs everybody in, and gives every pod of the namespace the rights to manage pods and workflows. Start from `cluster-install` or `namespace-install`."

function* application({ root }: Manifest): Generator<Problem> {
  const spec = get(root, 'spec', 'template', 'spec') ?? get(root, 'spec')
  for (const source of [get(spec, 'source'), ...items(get(spec, 'sources'))]) {
    const node = mapping(source)
    if (!node || !isArgo(node)) continue
    const path = get(node, 'path')
    if (path && /quick-start/i.test(text(path) ?? '')) yield { at: path, variant: 'demo', message: quickStart }
    const revision = get(node, 'targetRevision')
    const written = text(revision) ?? ''
    if (isUnknown(written)) continue
    const isChart = !isNull(get(node, 'chart'))
    if (!(isChart ? isRange(written) : isMovingRevision(written))) continue
    yield {
      at: revision ?? get(node, 'repoURL') ?? node,
      variant: 'chart',
      message: `The next sync installs whatever ${isChart ? 'version of the chart fits then' : range.test(written) ? 'release fits then' : 'stands on that branch then'}, with other images and roles. Name one version in \`targetRevision\`.`,
    }
  }
}

function isArgo(source: Mapping): boolean {
  const address = text(get(source, 'repoURL')) ?? ''
  return text(get(source, 'chart')) === 'argo-workflows' || repository.test(address)
}

const range = /[*<>|^~]/

/** Whether a revision of a repository is a branch, or a range of tags, of which Argo CD takes the newest. */
function isMovingRevision(revision: string): boolean {
  return revision === '' || isMoving(revision) || range.test(revision)
}

/** Whether a version of a chart is none, but a range of them. */
function isRange(version: string): boolean {
  return parseVersion(version) === undefined && (version === '' || /[*x^~<>|\s]|^\d+(?:\.\d+)?$/i.test(version))
}

/** The quick start binds two roles of its own to every pod of the namespace (manifests/quick-start/base). */
function* binding({ root, name }: Manifest): Generator<Problem> {
  const role = text(get(root, 'roleRef', 'name')) ?? ''
  if (!name.endsWith('-default') || !['pod-manager', 'workflow-manager'].includes(role)) return
  if (!items(get(root, 'subjects')).some((subject) => text(get(subject, 'name')) === 'default')) return
  yield {
    at: get(root, 'metadata', 'name') ?? root,
    variant: 'demo-binding',
    message: `This is of Argo's quick start: it gives the role \`${role}\` to every pod of the namespace that names no ServiceAccount. Bind an account of your own to a role that it needs.`,
  }
}

function* credentials({ root, name }: Manifest): Generator<Problem> {
  for (const field of ['stringData', 'data']) {
    const values = pairs(get(root, field)).map(({ value }) => text(value) ?? '')
    if (!isQuickStart(name, values)) continue
    yield {
      at: root.ownKey(field) ?? root,
      variant: 'demo-credentials',
      message:
        "This is the password of Argo's quick start, which everybody knows: whoever reaches the storage reads and changes all artifacts. Use another one, and keep it out of the repository.",
    }
  }
}
