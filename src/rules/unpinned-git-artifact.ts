import { type Artifact, artifacts } from '../argo/artifact.ts'
import { isUnknown } from '../argo/embedded.ts'
import type { Manifest } from '../argo/manifest.ts'
import { defineRule, type Problem } from '../rule.ts'
import { get, isNull, items, mapping, text } from '../yaml/query.ts'

export default defineRule({
  id: 'unpinned-git-artifact',
  title: 'Source code is fetched from a moving revision',
  category: 'supply-chain',
  needs: ['git', 'http'],
  severity: 'low',
  confidence: 'medium',
  persona: 'pedantic',
  variants: {
    'default-branch': { when: 'a `git` artifact names no revision, so the default branch is fetched' },
    branch: { when: 'its revision is a branch' },
    tag: { when: 'its revision is a tag, which can be moved', severity: 'info' },
    download: { when: 'an `http` artifact is the latest release, or a file of a branch, of a repository' },
    sensor: {
      when: 'a sensor takes the workflow itself from a branch, and submits whatever stands there (`info` for a tag)',
      severity: 'medium',
    },
  },
  docs: `
What a branch holds when the workflow runs is not what somebody looked at when they wrote it. Whoever can push to that
repository, or takes over an account that can, decides what the steps run, with the ServiceAccount and Secrets of the
workflow. And two runs of the same workflow may do different things.

Name the commit in \`revision\`, all 40 (or 64) digits of it. A tag says what is meant, but can be moved. For downloads
use a release with its number and compare a checksum.

A workflow that builds its own repository takes the revision as a parameter; that is no finding, nor is a repository
that a parameter chooses, which other rules judge. Whether a repository is one's own no manifest tells, so that all of
this is for those who ask for pedantry.`,
  guide: ['S2'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/fields/#gitartifact',
    'https://argo-workflows.readthedocs.io/en/latest/walk-through/hardwired-artifacts/',
    'https://argoproj.github.io/argo-events/sensors/triggers/argo-workflow/',
  ],
  examples: [
    {
      title: 'The default branch, a branch, a tag, and the latest of something',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  arguments:
    artifacts:
      - name: tool
        http: {url: "https://github.com/acme/tool/releases/latest/download/tool.tgz"} # ✗ download
      - name: lint
        http: {url: "https://raw.githubusercontent.com/acme/lint/main/lint.sh"} # ✗ download
      - name: format
        http: {url: github.com/acme/format/raw/develop/format.sh} # ✗ download
      - name: rules
        http: {url: "https://codeload.github.com/acme/rules/zip/refs/heads/rules"} # ✗ download
  templates:
    - name: main
      inputs:
        artifacts:
          - name: tools
            path: /tools
            git: # ✗ default-branch
              repo: https://github.com/acme/tools.git
          - name: source
            path: /src
            git:
              repo: https://github.com/acme/app.git
              revision: main # ✗ branch
          - name: docs
            path: /docs
            git: {repo: "https://github.com/acme/docs.git", revision: v1.2.0} # ✗ tag
          - name: data
            path: /data
            git: {repo: "https://github.com/acme/data.git", singleBranch: true, branch: dev} # ✗ branch
      container: {image: "golang:1.23.1", command: [make], workingDir: /src}`,
    },
    {
      title: 'A sensor that submits what a branch holds',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: deploy}
spec:
  dependencies: [{name: push, eventSourceName: github, eventName: push}]
  triggers:
    - template:
        name: deploy
        argoWorkflow:
          operation: submit
          source:
            git:
              url: https://github.com/acme/workflows.git
              filePath: deploy.yaml
              branch: master # ✗ sensor
    - template:
        name: tagged
        argoWorkflow:
          operation: submit
          source:
            git:
              url: https://github.com/acme/workflows.git
              filePath: deploy.yaml
              tag: release # ✗ sensor
    - template:
        name: fixed
        k8s:
          operation: create
          source:
            git:
              url: https://github.com/acme/workflows.git
              filePath: deploy.yaml
              ref: 3f2a1c0d9e8b7a6f5e4d3c2b1a0f9e8d7c6b5a49`,
    },
    {
      title: 'Commits, and a revision that the caller gives',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec:
  templates:
    - name: main
      inputs:
        parameters: [{name: revision}, {name: repo}]
        artifacts:
          - {name: a, path: /a, git: {repo: "https://github.com/acme/app.git", revision: 3f2a1c0d9e8b7a6f5e4d3c2b1a0f9e8d7c6b5a49}}
          - {name: b, path: /b, git: {repo: "https://github.com/acme/app.git", revision: "{{inputs.parameters.revision}}"}}
          - {name: c, path: /c, git: {repo: "{{inputs.parameters.repo}}"}}
          - {name: d, path: /d, git: {repo: "https://github.com/acme/app.git", revision: 3f2a1c0}}
      container: {image: "golang:1.23.1", command: [make]}`,
    },
    {
      title: 'Downloads of one release, and of what is no repository',
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
          - {name: tool, path: /a, http: {url: "https://github.com/acme/tool/releases/download/v1.2.0/tool.tgz"}}
          - {name: lint, path: /b, http: {url: "https://raw.githubusercontent.com/acme/lint/v1.2.0/lint.sh"}}
          - {name: data, path: /c, http: {url: "https://data.example.org/main/prices.csv"}}
          - {name: page, path: /e, http: {url: "https://raw.githubusercontent.com/acme/lint/main-v1.2.0/lint.sh"}}
          - {name: keyed, path: /d, s3: {bucket: builds, key: main/app.tgz}}
      container: {image: "golang:1.23.1", command: [make]}`,
    },
  ],
  *check(manifest, project) {
    for (const artifact of artifacts(manifest, project)) {
      yield* ofGit(artifact)
      yield* ofHttp(artifact)
    }
    if (manifest.kind === 'Sensor') yield* ofSensor(manifest)
  },
})

const harm = 'Whoever can push there decides what the workflow gets.'

/** What a revision is, by how it looks; nothing for a commit and for what is put in later. */
function kindOf(revision: string): 'tag' | 'branch' | undefined {
  if (isUnknown(revision) || /^[0-9a-f]{7,64}$/i.test(revision)) return undefined
  return /^(?:refs\/tags\/|v?\d+(?:\.\d+)+)|^v\d/.test(revision) ? 'tag' : 'branch'
}

function* ofGit({ node, of }: Artifact): Generator<Problem> {
  const git = mapping(get(node, 'git'))
  if (!git || isUnknown(text(get(git, 'repo')) ?? '')) return
  const at = [get(git, 'revision'), get(git, 'branch')].find((found) => (text(found) ?? '') !== '')
  if (!at) {
    yield {
      at: mapping(node)?.ownKey('git') ?? git,
      variant: 'default-branch',
      message: `The repository for ${of} is fetched as its default branch stands. ${harm} Name the commit in \`revision\`.`,
    }
    return
  }
  const kind = kindOf(text(at) ?? '')
  if (!kind) return
  yield {
    at,
    variant: kind,
    message:
      kind === 'tag'
        ? `The repository for ${of} is fetched by the tag \`${text(at)}\`, which can be moved. Name its commit in \`revision\`.`
        : `The repository for ${of} is fetched as the branch \`${text(at)}\` stands. ${harm} Name the commit in \`revision\`.`,
  }
}

/** Names by which a branch can be told from a tag and a commit, where an address does not say which it is. */
const branch = String.raw`(?:refs\/heads\/|(?:main|master|HEAD|develop|dev|trunk|nightly)(?=[/.?#]|$))`

/** Addresses without a scheme are fetched by HTTPS. */
const moving = new RegExp(
  String.raw`^(?:https?:\/\/)?(?:github\.com\/[^/]+\/[^/]+\/(?:releases\/latest\/|(?:raw|archive|blob)\/${branch})|raw\.githubusercontent\.com\/[^/]+\/[^/]+\/${branch}|codeload\.github\.com\/[^/]+\/[^/]+\/[^/]+\/${branch}|gitlab\.com\/.+\/-\/(?:raw|archive)\/${branch})`,
)

function* ofHttp({ node, of }: Artifact): Generator<Problem> {
  const at = get(node, 'http', 'url')
  if (!at || !moving.test(text(at) ?? '')) return
  yield {
    at,
    variant: 'download',
    message: `The download for ${of} is whatever the repository offers last. ${harm} Use a release by its number, and compare its checksum.`,
  }
}

/** The workflow of a trigger, when it is not in the sensor but in a repository. */
function* ofSensor({ root }: Manifest): Generator<Problem> {
  for (const trigger of items(get(root, 'spec', 'triggers'))) {
    for (const way of ['argoWorkflow', 'k8s']) {
      const source = mapping(get(trigger, 'template', way, 'source'))
      const git = get(source, 'git')
      if (isNull(git)) continue
      const at = ['ref', 'tag', 'branch'].map((name) => get(git, name)).find((found) => text(found) !== undefined)
      const kind = at && (at === get(git, 'tag') && !isUnknown(text(at) ?? '') ? 'tag' : kindOf(text(at) ?? ''))
      if (at && kind === undefined) continue
      const revision = kind === 'tag' ? 'by a tag, which can be moved,' : 'as a branch of it stands'
      yield {
        at: at ?? source?.ownKey('git') ?? root,
        variant: 'sensor',
        ...(kind === 'tag' && { severity: 'info' }),
        message: `The sensor takes the workflow from a repository ${revision} and submits it. Whoever can push there runs what they like with its ServiceAccount. Name the commit in \`ref\`.`,
      }
    }
  }
}
