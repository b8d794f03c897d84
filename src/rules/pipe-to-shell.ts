import { type Download, downloads, mayDownload } from '../argo/download.ts'
import type { Manifest } from '../argo/manifest.ts'
import { sourceOf } from '../argo/names.ts'
import type { Project } from '../argo/project.ts'
import { type Run, runs } from '../argo/shell-text.ts'
import { readShell } from '../argo/shell.ts'
import { tags } from '../argo/tag.ts'
import { isInside, loosens, ofWords } from '../argo/unverified.ts'
import { defineRule, type Problem } from '../rule.ts'
import type { Span } from '../yaml/file.ts'
import type { Scalar } from '../yaml/node.ts'
import { get, items, text } from '../yaml/query.ts'

export default defineRule({
  id: 'pipe-to-shell',
  title: 'Step downloads and runs code without a check',
  category: 'supply-chain',
  needs: ['command', 'args', 'env'],
  severity: 'medium',
  confidence: 'medium',
  persona: 'pedantic',
  variants: {
    'run-download': { when: 'a program is downloaded and run as it comes' },
    'run-unprotected': {
      when: 'it is, and comes over plain HTTP or from a host that nobody checks',
      persona: 'regular',
    },
    apply: { when: 'a manifest is downloaded and applied to the cluster' },
    unverified: { when: 'a command is told not to check who answers', persona: 'regular' },
    'unverified-inside': { when: 'it is, for an address of the same cluster', severity: 'low' },
  },
  docs: `
What \`curl … | sh\` runs is decided each time by whoever holds that address: a taken-over account, an expired domain or
a changed script then runs with the ServiceAccount, the Secrets and the network of the step. With \`-k\`,
\`http://\` or one of the switches that skip a check, anybody on the way decides it too.

Put the program into the image, where it is built once and can be pinned by digest. Where that is not possible, fetch a
fixed version, compare its checksum and run it then: \`curl -sSLo i.sh … && echo "$SUM  i.sh" | sha256sum -c && sh
i.sh\`. Instead of switching a check off, give the command the certificate or the host key that it is to trust.

Lynceus reads the shell programs of containers and scripts as a shell does, so that comments, texts that are printed
and pipes into \`python -c\` are no findings; a program that it cannot read is left out. A script that compares any
checksum is taken to compare that of its downloads.`,
  guide: ['S2'],
  references: [
    'https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF',
    'https://slsa.dev/spec/v1.0/threats',
  ],
  examples: [
    {
      title: 'Into a shell, in every way',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: setup-}
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: alpine:3.20
        command: [sh, -c]
        args: ["curl -sSL https://example.com/install.sh | sh"] # ✗ run-download
    - name: hooks
      container:
        image: alpine:3.20
        command: [serve]
        lifecycle: {postStart: {exec: {command: [sh, -c, "wget -qO- https://example.com/a.sh | sh"]}}} # ✗ run-download
        readinessProbe: {exec: {command: [wget, -q, --spider, "https://localhost/ready"]}}
    - name: script
      script:
        image: ubuntu:24.04
        command: [bash]
        source: |
          set -e
          curl -s http://example.com/install.sh | # ✗ run-unprotected
            sudo bash -s -- --yes
          source <(curl -s https://example.com/env.sh) # ✗ run-download
          wget -q https://example.com/tool.sh # ✗ run-download
          chmod +x tool.sh && ./tool.sh
          kubectl apply -f https://example.com/crds.yaml # ✗ apply`,
    },
    {
      title: 'Checks that are switched off',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    templates:
      - name: main
        initContainers:
          - name: fetch
            image: curlimages/curl:8.10.1
            command: [curl, -sk, "https://example.com/data"] # ✗ unverified
        container:
          image: node:22.9.0
          env:
            - {name: NODE_TLS_REJECT_UNAUTHORIZED, value: "0"} # ✗ unverified
          command: [sh, -c]
          args:
            - |
              git -c http.sslVerify=false clone https://git.example.com/app.git # ✗ unverified
              echo "StrictHostKeyChecking no" >> ~/.ssh/config # ✗ unverified
              kubectl --insecure-skip-tls-verify get nodes # ✗ unverified
              sh -c 'curl -s https://example.com/install.sh | sh' # ✗ run-download
              curl -k https://kubernetes.default.svc/version # ✗ unverified-inside`,
    },
    {
      title: 'Fetched, compared and then run; data; comments and texts',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: setup-}
spec:
  entrypoint: main
  templates:
    - name: main
      script:
        image: alpine:3.20
        command: [sh]
        source: |
          # curl https://example.com/install.sh | sh
          echo "curl https://example.com/install.sh | sh"
          curl -sSLo i.sh https://example.com/i.sh && echo "$SUM  i.sh" | sha256sum -c && sh i.sh
          curl -s https://example.com/data.json | python3 -c "import json, sys; print(json.load(sys.stdin))"
          kubectl apply -f manifest.yaml
    - name: plain
      container: {image: "alpine:3.20", command: [curl, -o, k, "https://example.com/k"]}`,
    },
    {
      title: 'A program of another language, and a variable that switches nothing off',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: setup-}
spec:
  entrypoint: main
  templates:
    - name: main
      script:
        image: python:3.13.0
        env: [{name: NODE_TLS_REJECT_UNAUTHORIZED, value: "1"}]
        command: [python]
        source: |
          print("curl http://example.com/install.sh | sh")`,
    },
  ],
  *check(manifest, project) {
    if (!mayDownload(manifest.root.raw)) return
    for (const run of runs(manifest, project)) {
      for (const program of run.programs) yield* inProgram(program, run)
      yield* inVector(run)
    }
    yield* inEnvironment(manifest, project)
  },
})

function* inProgram(program: Scalar, { container }: Run): Generator<Problem> {
  if (!mayDownload(program.raw)) return
  const shell = readShell(program.value, tags(program))
  for (const found of shell ? downloads(shell) : [])
    yield problem(program.part(found.from, found.to), found, sourceOf([container.pod]))
}

/** A command that is run without a shell. */
function* inVector({ argv, container, programs }: Run): Generator<Problem> {
  const [first] = argv
  if (!first || programs.some((program) => argv.includes(program)) || !argv.some(({ raw }) => mayDownload(raw))) return
  const words = argv.map(({ value }) => value)
  const found = ofWords(words)
  if (found)
    yield problem(
      first,
      { ...found, open: found.kind === 'unverified', inside: isInside(words) },
      sourceOf([container.pod]),
    )
}

function problem(at: Span, { kind, open, inside, what }: Omit<Download, 'from' | 'to'>, where: string): Problem {
  if (kind === 'unverified')
    return {
      at,
      variant: inside ? 'unverified-inside' : 'unverified',
      key: short(what),
      message: `In ${where}, \`${short(what)}\` keeps a command from checking who answers. Whoever sits on the way can answer in its place, read what is sent and choose what comes back. Give it the certificate or key to trust instead.`,
    }
  if (kind === 'apply')
    return {
      at,
      variant: 'apply',
      key: short(what),
      message: `In ${where}, the manifest \`${short(what)}\` is applied to the cluster as it comes. Whoever holds that address decides what runs there. Keep it in the repository, or compare its checksum first.`,
    }
  return {
    at,
    variant: open ? 'run-unprotected' : 'run-download',
    message: `In ${where}, a program is downloaded and run as it comes: whoever holds that address${open ? ', or sits on the way to it,' : ''} decides what runs with the rights of this step. Put it into the image, or fetch a fixed version and compare its checksum.`,
  }
}

/** A part of the manifest for a message: on one line, without backquotes and passwords. */
function short(what: string): string {
  const line = what
    .replaceAll(/[\s`]+/g, ' ')
    .replaceAll(/:\/\/[^@/]*@/g, '://…@')
    .trim()
  return line.length > 80 ? `${line.slice(0, 79)}…` : line
}

function* inEnvironment(manifest: Manifest, project: Project): Generator<Problem> {
  for (const { container, beside } of runs(manifest, project)) {
    if (beside) continue
    for (const item of items(get(container.node, 'env'))) {
      const at = get(item, 'value')
      const name = text(get(item, 'name')) ?? ''
      if (at && loosens(name, text(at) ?? ''))
        yield problem(at, { kind: 'unverified', what: name, open: true, inside: false }, sourceOf([container.pod]))
    }
  }
}
