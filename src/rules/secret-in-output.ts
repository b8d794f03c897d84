import { languageOf } from '../argo/language.ts'
import { specLayers } from '../argo/layers.ts'
import type { Manifest } from '../argo/manifest.ts'
import { sourceOf } from '../argo/names.ts'
import { type Container, containerSetting, type Pod, pods, podSetting } from '../argo/pod.ts'
import { effective } from '../argo/setting.ts'
import { type Run, runs } from '../argo/shell-text.ts'
import { readShell } from '../argo/shell.ts'
import type { Command } from '../argo/shell-word.ts'
import { tags } from '../argo/tag.ts'
import { callNodes, type Template, templates } from '../argo/template.ts'
import { mounts, volumeNamed } from '../argo/volume.ts'
import { commandAt } from '../argo/wrapper.ts'
import { defineRule, type Problem } from '../rule.ts'
import type { Node, Scalar } from '../yaml/node.ts'
import { once } from '../yaml/once.ts'
import { bool, get, isNull, items, scalars, text } from '../yaml/query.ts'

export default defineRule({
  id: 'secret-in-output',
  title: 'Credentials of a step are exported',
  category: 'secrets',
  needs: ['outputs', 'secretKeyRef', 'secretRef', 'secret', 'projected'],
  severity: 'medium',
  confidence: 'medium',
  persona: 'pedantic',
  variants: {
    token: { when: "an output is the token of the pod's ServiceAccount", confidence: 'high', persona: 'regular' },
    everything: {
      when: 'an output is a directory such as `/` or `/var/run`, in which that token lies',
      severity: 'high',
      persona: 'regular',
    },
    folder: {
      when: 'an output is all of `/root`, `/home`, `/etc` or `/var/run/argo`, where credentials may lie',
      severity: 'high',
    },
    mount: { when: 'an output lies in, or contains, what is mounted from a Secret', confidence: 'high' },
    file: { when: 'an output is a file in which tools keep their credentials' },
    result: { when: 'a script prints a Secret, and another step takes what it prints' },
    trace: { when: 'a shell prints its commands with the values of variables from Secrets', severity: 'low' },
    environment: {
      when: 'a step prints its whole environment, with Secrets in it, and logs are archived',
      severity: 'low',
      persona: 'auditor',
    },
  },
  docs: `
An output leaves the step: an artifact lies in a bucket and can be fetched in the UI, a parameter or result stands in the
workflow, its status and its archive, and archived logs are kept for long. A credential in there is read by everybody
who may read these, and no longer goes away with the pod.

Export the one file that the next step needs, from a directory of its own such as \`/tmp/out\`. Give the next step the
Secret itself if it needs one. Do not print environments, and no \`set -x\` around commands that use a Secret.

Lynceus compares the paths of outputs with what is mounted into the container that writes them, and with the places in
which the kubelet and the usual tools keep credentials. \`/etc\` is graded lower than \`/\` or \`/root\`: what lies there comes with the image
more often than from the cluster.`,
  guide: ['S27', 'S44'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/walk-through/secrets/',
    'https://argo-workflows.readthedocs.io/en/latest/walk-through/artifacts/',
    'https://argo-workflows.readthedocs.io/en/latest/configure-archive-logs/',
  ],
  examples: [
    {
      title: 'Files with credentials as outputs',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  volumes:
    - {name: keys, secret: {secretName: keys}}
    - {name: identity, projected: {sources: [{serviceAccountToken: {path: token}}]}}
    - {name: work, emptyDir: {}}
  templates:
    - name: main
      container:
        image: alpine:3.20
        volumeMounts:
          - {name: keys, mountPath: /keys}
          - {name: identity, mountPath: /identity}
          - {name: work, mountPath: /work}
      outputs:
        parameters:
          - name: token
            valueFrom: {path: /var/run/secrets/kubernetes.io/serviceaccount/token} # ✗ token
          - {name: key, valueFrom: {path: /keys/id_rsa}} # ✗ mount
        artifacts:
          - {name: config, path: /root/.docker/config.json} # ✗ file
          - {name: home, path: /root} # ✗ folder
          - {name: all, path: /} # ✗ everything
          - {name: secrets, path: /var/run/secrets} # ✗ token
          - {name: identity, path: /identity} # ✗ token
          - {name: report, path: /work/report.json}`,
    },
    {
      title: 'A pod without a token',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  automountServiceAccountToken: false
  executor: {serviceAccountName: executor}
  templates:
    - name: main
      container: {image: "alpine:3.20", command: [make]}
      outputs:
        artifacts:
          - {name: all, path: /} # ✗ folder
          - {name: processes, path: /proc} # ✗ folder
          - {name: cloud, path: /var/run/secrets/eks.amazonaws.com/serviceaccount} # ✗ token`,
    },
    {
      title: 'What scripts print',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  archiveLogs: true
  templates:
    - name: main
      steps:
        - - {name: login, template: login}
        - - {name: use, template: use, arguments: {parameters: [{name: a, value: "{{steps.login.outputs.result}}"}]}}
    - name: login
      script:
        image: alpine:3.20
        env: [{name: TOKEN, valueFrom: {secretKeyRef: {name: api, key: token}}}]
        command: [sh]
        source: |
          set -ex # ✗ trace
          curl -H "Authorization: $TOKEN" https://api.example.org
          env # ✗ environment
          echo "$TOKEN" # ✗ result
    - name: use
      inputs: {parameters: [{name: a}]}
      container: {image: "alpine:3.20"}
    - name: traced
      container:
        image: alpine:3.20
        env: [{name: TOKEN, valueFrom: {secretKeyRef: {name: api, key: token}}}]
        command: [bash, -eux, -c] # ✗ trace
        args: ['curl -H "Authorization: $TOKEN" https://api.example.org']`,
    },
    {
      title: 'Outputs beside the credentials, and a home in which none lie',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  volumes: [{name: keys, secret: {secretName: keys}}, {name: settings, configMap: {name: settings}}]
  templates:
    - name: main
      container:
        image: alpine:3.20
        volumeMounts: [{name: keys, mountPath: /keys}, {name: settings, mountPath: /settings}]
      outputs:
        parameters: [{name: a, valueFrom: {path: /keys-used.txt}}, {name: b, valueFrom: {path: /settings/a}}]
        artifacts: [{name: report, path: /tmp/report.json}, {name: site, path: "/root/site"}]`,
    },
    {
      title: 'Scripts that keep their Secrets',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  archiveLogs: true
  templates:
    - name: main
      script:
        image: alpine:3.20
        env: [{name: TOKEN, valueFrom: {secretKeyRef: {name: api, key: token}}}]
        command: [sh]
        source: |
          set -eu
          echo "$TOKEN" | docker login --password-stdin
          echo "$TOKEN" > /tmp/token
          env TOKEN=other make
    - name: traced
      script:
        image: alpine:3.20
        command: [sh]
        source: |
          set -x
          env`,
    },
  ],
  *check(manifest, project) {
    for (const pod of pods(manifest, project)) yield* outputs(pod, manifest)
    const archives = bool(effective(specLayers(manifest, project), 'archiveLogs')?.node) === true
    if (!sources.some((key) => manifest.root.mayHave(key))) return
    for (const run of runs(manifest, project)) if (!run.beside) yield* printed(run, manifest, archives)
  },
})

/** Without one of these keys, a container has no Secret to print. */
const sources = ['secretKeyRef', 'secretRef', 'secret', 'projected', 'podSpecPatch']

/** Where the usual tools keep credentials. */
const files =
  /^(?:\/root|\/home\/[^/]+|~)\/\.(?:docker(?:\/config\.json)?|aws(?:\/credentials)?|ssh(?:\/id_\w+)?|kube(?:\/config)?|netrc|npmrc|pypirc|git-credentials|config\/gcloud)\/?$|^\/kaniko\/\.docker(?:\/|$)|^(?:\/var)?\/run\/secrets(?:\/|$)/
const folders = /^\/(?:root|etc|home|proc|(?:var\/)?run\/argo)\/?$/
/** Where the kubelet puts the token of the ServiceAccount, and what that lies in. */
const account = /^(?:\/var)?\/run\/secrets(?:\/kubernetes\.io|\/eks\.amazonaws\.com)(?:\/|$)|^\/var\/run\/secrets\/?$/
const whole = /^\/(?:var|run|var\/run)?\/?$/

function* outputs(pod: Pod, manifest: Manifest): Generator<Problem> {
  const { template } = pod
  if (!template || template.manifest !== manifest) return
  const all = [
    ...items(get(template.node, 'outputs', 'parameters')).map((item) => get(item, 'valueFrom', 'path')),
    ...items(get(template.node, 'outputs', 'artifacts')).map((item) => get(item, 'path')),
  ]
  for (const at of all) {
    const path = text(at)
    const found = at && path !== undefined ? judge(path, pod) : undefined
    if (at && found) yield { at, ...found }
  }
}

function judge(path: string, pod: Pod): Pick<Problem, 'variant' | 'message' | 'severity'> | undefined {
  const who = `An output of ${sourceOf([pod])}`
  const hasToken = bool(podSetting(pod, 'automountServiceAccountToken')?.node) !== false
  if (account.test(path) && (hasToken || path.includes('eks.amazonaws.com')))
    return { variant: 'token', message: `${who} is the token of its ServiceAccount. ${readers} Do not export it.` }
  if (whole.test(path) && hasToken)
    return {
      variant: 'everything',
      message: `${who} is all of \`${path}\`, in which the token of its ServiceAccount lies. ${readers} Export the one file that is needed.`,
    }
  const secret = secretAt(path, pod)
  if (secret?.isToken)
    return {
      variant: 'token',
      message: `${who} holds a token of its ServiceAccount, which the volume \`${secret.name}\` brings. ${readers} Do not export it.`,
    }
  if (secret)
    return {
      variant: 'mount',
      message: `${who} holds what is mounted from a Secret by the volume \`${secret.name}\`. ${readers} Export what the next step needs from a directory of its own.`,
    }
  if (folders.test(path) || whole.test(path))
    return {
      variant: 'folder',
      ...(/^\/etc\/?$/.test(path) && { severity: 'medium' as const }),
      message: `${who} is all of \`${path}\`, where credentials may lie. ${readers} Export the one file that is needed.`,
    }
  if (files.test(path))
    return {
      variant: 'file',
      message: `${who} is \`${path}\`, where tools keep their credentials. ${readers} Do not export it.`,
    }
  return undefined
}

const readers = 'Everybody who may read the outputs of the workflow gets it.'

/** A volume that brings a Secret or a token. */
interface Brought {
  readonly name: string
  readonly isToken: boolean
}

/** The volume with a Secret or a token that a path lies in, or that lies in it. */
function secretAt(path: string, pod: Pod): Brought | undefined {
  for (const mount of pod.containers.filter(writesOutputs).flatMap(mounts)) {
    const name = text(get(mount, 'name')) ?? ''
    const at = text(get(mount, 'mountPath')) ?? ''
    if (at === '' || (!isWithin(path, at) && !isWithin(at, path))) continue
    const volume = volumeNamed(name, pod)?.node
    if (holdsSecret(volume)) return { name, isToken: isToken(volume) }
  }
  return undefined
}

/** Outputs of a set are those of the container that is called `main` (docs/container-set-template.md). */
function writesOutputs({ role, name }: Container): boolean {
  return role === 'main' || role === 'script' || (role === 'set' && name === 'main')
}

function isSecretMount(mount: Node, pod: Pod): boolean {
  return holdsSecret(volumeNamed(text(get(mount, 'name')) ?? '', pod)?.node)
}

function isWithin(inner: string, outer: string): boolean {
  const [a, b] = [inner, outer].map((path) => path.replace(/\/+$/, ''))
  return a !== undefined && b !== undefined && (a === b || a.startsWith(`${b}/`))
}

function holdsSecret(volume: Node | undefined): boolean {
  if (!isNull(get(volume, 'secret'))) return true
  return items(get(volume, 'projected', 'sources')).some(
    (source) => !isNull(get(source, 'secret')) || !isNull(get(source, 'serviceAccountToken')),
  )
}

function isToken(volume: Node | undefined): boolean {
  return items(get(volume, 'projected', 'sources')).some((source) => !isNull(get(source, 'serviceAccountToken')))
}

function* printed({ container, argv, programs }: Run, manifest: Manifest, archives: boolean): Generator<Problem> {
  const names = secretVariables(container)
  if (names.length === 0 && !mounts(container).some((mount) => isSecretMount(mount, container.pod))) return
  const where = sourceOf([container.pod])
  const option = names.length > 0 ? tracing(argv) : undefined
  if (option) yield { at: option, variant: 'trace', message: messages.trace(where) }
  for (const program of programs) {
    const shell = readShell(program.value, tags(program))
    for (const command of shell?.commands ?? []) {
      const found = judgeCommand(command, names, container, manifest, archives)
      const [first] = command.words
      const last = command.words.at(-1)
      if (found && first && last)
        yield { at: program.part(first.from, last.to), variant: found, message: messages[found](where) }
    }
  }
}

/** The option by which a shell is told to print its commands: `bash -x`. */
function tracing(argv: readonly Scalar[]): Scalar | undefined {
  const words = argv.map(({ value }) => value)
  const at = commandAt(words)
  if (languageOf(words[at] ?? '') !== 'shell') return undefined
  const rest = argv.slice(at + 1)
  const end = rest.findIndex(({ value }) => !value.startsWith('-'))
  return rest.slice(0, end < 0 ? rest.length : end).find(({ value }) => traces.test(value))
}

const traces = /^-[a-z]*x[a-z]*$/

const messages = {
  trace: (where: string) =>
    `In ${where}, the shell prints every command with the values in it, also those of variables from Secrets. They stand in the log. Leave \`-x\` out.`,
  environment: (where: string) =>
    `In ${where}, the whole environment is printed, with the variables from Secrets, and the logs of this workflow are archived. Print the variables that are needed.`,
  result: (where: string) =>
    `In ${where}, a Secret is printed, and what the step prints is its result, which another step takes: it stands in the workflow and its archive. Give that step the Secret itself.`,
} as const

/** The variables of a container that come from Secrets; an empty name for those whose names the Secret gives. */
function secretVariables(container: Container): readonly string[] {
  const own = items(containerSetting(container, 'env')?.node).filter(
    (item) => !isNull(get(item, 'valueFrom', 'secretKeyRef')),
  )
  const all = items(containerSetting(container, 'envFrom')?.node).filter((item) => !isNull(get(item, 'secretRef')))
  return [...own.map((item) => text(get(item, 'name')) ?? ''), ...all.map(() => '')]
}

function judgeCommand(
  { words, targets, pipeline, within }: Command,
  names: readonly string[],
  container: Container,
  manifest: Manifest,
  archives: boolean,
): keyof typeof messages | undefined {
  const [name = '', ...rest] = words.map((word) => word.text)
  if (names.length > 0 && name === 'set' && (rest.includes('xtrace') || rest.some((word) => traces.test(word))))
    return 'trace'
  if (targets.length > 0 || pipeline.length > 1 || within) return undefined
  const isArchived = archives || bool(get(container.pod.template?.node, 'archiveLocation', 'archiveLogs')) === true
  if (names.length > 0 && isArchived && (name === 'env' || name === 'printenv') && rest.length === 0)
    return 'environment'
  const shows =
    ((name === 'echo' || name === 'printf') &&
      rest.some((word) => names.some((secret) => secret !== '' && uses(word, secret)))) ||
    (name === 'cat' && rest.some((path) => path.startsWith('/') && secretAt(path, container.pod) !== undefined))
  return shows && isTaken(container.pod.template, manifest) ? 'result' : undefined
}

function uses(word: string, name: string): boolean {
  return word.includes(`\${${name}}`) || new RegExp(`\\$${name.replaceAll(/\W/g, '')}(?!\\w)`).test(word)
}

/** Whether something in the manifest takes the result of a step that runs a template. */
function isTaken(template: Template | undefined, manifest: Manifest): boolean {
  return template !== undefined && !template.inline && takenFrom(manifest).has(template.name)
}

/** The templates whose results are taken. */
const takenFrom = once((manifest: Manifest): ReadonlySet<string> => {
  const flows = scalars(manifest.root).flatMap((leaf) => tags(leaf).flatMap((tag) => tag.flows))
  const steps = new Set(
    flows.flatMap(({ path }) => (path[2] === 'outputs' && path[3] === 'result' ? (path[1] ?? []) : [])),
  )
  const calls = templates(manifest).flatMap(({ node }) => callNodes(node))
  const taken = calls.filter((call) => steps.has(text(get(call, 'name')) ?? ''))
  return new Set(taken.flatMap((call) => text(get(call, 'template')) ?? []))
})
