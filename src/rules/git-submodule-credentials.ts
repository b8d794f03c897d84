import { artifacts } from '../argo/artifact.ts'
import { sourceOf } from '../argo/flow/level.ts'
import type { Manifest } from '../argo/manifest.ts'
import type { Source } from '../argo/flow/source.ts'
import type { Project } from '../argo/project.ts'
import { tags } from '../argo/tag.ts'
import { templates } from '../argo/template.ts'
import { along, defineRule, type Proposal } from '../rule.ts'
import { set } from '../yaml/change.ts'
import type { Mapping } from '../yaml/node.ts'
import { bool, get, isNull, mapping, scalar, text } from '../yaml/query.ts'

export default defineRule({
  id: 'git-submodule-credentials',
  title: "Submodules are fetched with the main repository's credentials",
  category: 'supply-chain',
  needs: ['git'],
  severity: 'low',
  confidence: 'medium',
  persona: 'pedantic',
  variants: {
    chosen: { when: 'others choose the repository or the revision, and so the list of submodules', severity: 'medium' },
    'pull-request': { when: 'the revision is that of a pull request, which anybody may open', severity: 'medium' },
    trusted: { when: "the revision is the author's, so that only those who may push can use it", persona: 'auditor' },
  },
  docs: `
After a \`git\` artifact is fetched, Argo updates its submodules with the same credentials. Where these are is written
in the file \`.gitmodules\` of the revision: whoever chooses the revision can name a server of theirs, and is sent the
password or gets other repositories that the credentials open.

Say \`disableSubmodules: true\`, unless the repository has submodules that the workflow needs. For those, use
credentials that open these repositories and nothing else.

The fix sets \`disableSubmodules: true\`.`,
  guide: ['S17-20'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/fields/#gitartifact',
    'https://git-scm.com/docs/gitmodules',
  ],
  examples: [
    {
      title: 'A library that fetches any revision, and the head of a pull request',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec:
  templates:
    - name: main
      inputs:
        parameters: [{name: ref}]
        artifacts:
          - name: source
            path: /src
            git: # ✗ chosen
              repo: https://github.com/acme/app.git
              revision: "{{inputs.parameters.ref}}"
              passwordSecret: {name: gh, key: pat}
          - name: change
            path: /change
            git: # ✗ pull-request
              repo: git@github.com:acme/app.git
              revision: refs/pull/12/head
              sshPrivateKeySecret: {name: gh, key: ssh}
              disableSubmodules: false
      container: {image: "golang:1.23.1", command: [make]}`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec:
  templates:
    - name: main
      inputs:
        parameters: [{name: ref}]
        artifacts:
          - name: source
            path: /src
            git:
              repo: https://github.com/acme/app.git
              revision: "{{inputs.parameters.ref}}"
              disableSubmodules: true
              passwordSecret: {name: gh, key: pat}
          - name: change
            path: /change
            git:
              repo: git@github.com:acme/app.git
              revision: refs/pull/12/head
              sshPrivateKeySecret: {name: gh, key: ssh}
              disableSubmodules: true
      container: {image: "golang:1.23.1", command: [make]}`,
    },
    {
      title: 'A revision of the author',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      inputs:
        artifacts:
          - {name: source, path: /src, git: {repo: "https://github.com/acme/app.git", passwordSecret: {name: gh, key: pat}}} # ✗ trusted
      container: {image: "golang:1.23.1", command: [make]}`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      inputs:
        artifacts:
          - {name: source, path: /src, git: {repo: "https://github.com/acme/app.git", disableSubmodules: true, passwordSecret: {name: gh, key: pat}}}
      container: {image: "golang:1.23.1", command: [make]}`,
    },
    {
      title: 'Without submodules',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec:
  templates:
    - name: main
      inputs:
        parameters: [{name: ref}]
        artifacts:
          - name: source
            path: /src
            git:
              repo: https://github.com/acme/app.git
              revision: "{{inputs.parameters.ref}}"
              passwordSecret: {name: gh, key: pat}
              disableSubmodules: yes
      container: {image: "golang:1.23.1", command: [make]}`,
    },
    {
      title: 'Without credentials',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec:
  templates:
    - name: main
      inputs:
        parameters: [{name: ref}]
        artifacts:
          - {name: source, path: /src, git: {repo: "https://github.com/acme/app.git", revision: "{{inputs.parameters.ref}}", passwordSecret: null}}
      container: {image: "golang:1.23.1", command: [make]}`,
    },
  ],
  *check(manifest, project) {
    for (const { node, of } of artifacts(manifest, project)) {
      const git = mapping(get(node, 'git'))
      const secret = secrets.find((name) => git && !isNull(get(git, name)))
      if (!git || !secret || bool(get(git, 'disableSubmodules')) === true) continue
      const chosen = chooser(git, manifest, project)
      const variant = chosen ? 'chosen' : isPullRequest(git) ? 'pull-request' : 'trusted'
      yield {
        at: node.ownKey('git') ?? git,
        variant,
        message: `The submodules of ${of} are fetched with its \`${secret}\`, from wherever its \`.gitmodules\` says${who[variant](chosen)}. Say \`disableSubmodules: true\` unless they are needed.`,
        ...along(chosen),
        propose: (): Proposal => ({
          title: 'Fetch no submodules (the repository must not need them)',
          safety: 'unsafe',
          changes: [set(git, 'disableSubmodules', true, isNull(get(git, 'revision')) ? 'repo' : 'revision')],
        }),
      }
    }
  },
})

const secrets = ['passwordSecret', 'sshPrivateKeySecret', 'usernameSecret']

const who = {
  chosen: (chosen?: Source) =>
    `. That file comes with a repository or revision from ${chosen?.from ?? 'others'}, who can so have the credentials used for a server or a repository of their choice`,
  'pull-request': () =>
    '. That file comes with a pull request, whose author can so have the credentials used for a server or a repository of their choice',
  trusted: () => '',
}

/** Who chooses the repository or the revision, when that is not whoever runs the workflow. */
function chooser(git: Mapping, manifest: Manifest, project: Project): Source | undefined {
  const template = templates(manifest).findLast(({ node }) => node.start <= git.start && git.start < node.end)
  const leaves = [get(git, 'revision'), get(git, 'repo'), get(git, 'branch')].map(scalar)
  const sources = leaves.map((leaf) =>
    sourceOf(
      tags(leaf).flatMap(({ flows }) => flows),
      { project, manifest, template },
    ),
  )
  return sources.find(({ level }) => level === 'event') ?? sources.find(({ level }) => level === 'submitter')
}

function isPullRequest(git: Mapping): boolean {
  const fetched = [text(get(git, 'revision')) ?? '', scalarsOf(git)].join(' ')
  return /\b(?:refs\/)?(?:pull|merge-requests)\/\d+\/(?:head|merge)\b/.test(fetched)
}

/** Refspecs that are fetched as well. */
function scalarsOf(git: Mapping): string {
  const list = get(git, 'fetch')
  return list?.kind === 'sequence'
    ? list
        .scalars()
        .map(({ value }) => value)
        .join(' ')
    : ''
}
