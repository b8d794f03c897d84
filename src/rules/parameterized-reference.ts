import { type Field, fields, ownerOf } from '../argo/field.ts'
import { sourceOf } from '../argo/flow/level.ts'
import { origin, type Source, worse } from '../argo/flow/source.ts'
import { names } from '../argo/flow/variable.ts'
import type { Manifest } from '../argo/manifest.ts'
import type { Project } from '../argo/project.ts'
import { isRestricted } from '../argo/restrictions.ts'
import { shown, tags } from '../argo/tag.ts'
import { along, bySource, defineRule, type Grade, type Problem } from '../rule.ts'
import { get, scalar } from '../yaml/query.ts'

const severities = ['info', 'low', 'medium', 'high', 'critical'] as const

/** Something that a manifest refers to by a name. */
interface Kind {
  readonly path: RegExp
  /** Words that end "chooses …". */
  readonly what: string
  /** A sentence. */
  readonly so: string
  /** How bad it is when just anybody, and when the person who submits the workflow chooses it: indexes of `severities`. */
  readonly foreign: number
  readonly own: number
}

const artifact = /(?:^|\/)(?:artifacts|archiveLocation|artifact|artifactPaths)\/.*/.source

/** From the strongest; the first that fits counts. */
const kinds: readonly Kind[] = [
  {
    path: /(?:^|\/)serviceAccountName$/,
    what: 'the ServiceAccount that is used',
    so: 'So it can act as any ServiceAccount of the namespace.',
    foreign: 3,
    own: 2,
  },
  {
    path: /^volumes\/hostPath\/path$/,
    what: 'the folder of the node that is mounted',
    so: 'So the pod can be given any folder of the node, and with it the node.',
    foreign: 4,
    own: 2,
  },
  {
    path: /securityContext\/capabilities\/add$/,
    what: 'a capability of the container',
    so: 'So it can be any, and some give away the node.',
    foreign: 3,
    own: 2,
  },
  {
    // What kube2iam, kiam and the injector of Vault read.
    path: /^(?:podMetadata|metadata|artifactGC\/podMetadata)\/annotations\/(?:iam\.amazonaws\.com\/role|vault\.hashicorp\.com\/role)$/,
    what: 'the role outside of the cluster that the pod takes on',
    so: 'So it can act in any role that pods of the namespace may take on.',
    foreign: 3,
    own: 2,
  },
  {
    path: new RegExp(
      `(?:secretKeyRef/name|envFrom/secretRef/name|^volumes/secret/secretName|^volumes/projected/sources/secret/name|^volumes/[^/]+/(?:nodePublishSecretRef/name|secretRef/name|secretName)|${artifact}Secret/name)$`,
    ),
    what: 'the Secret that is read',
    so: 'So it can be any Secret of the namespace, and the program sees what is in it.',
    foreign: 3,
    own: 2,
  },
  {
    path: new RegExp(
      `(?:secretKeyRef/key|^volumes/secret/items/key|^volumes/projected/sources/secret/items/key|${artifact}Secret/key)$`,
    ),
    what: 'which entry of a Secret is read',
    so: 'So it can be any entry of that Secret.',
    foreign: 2,
    own: 1,
  },
  {
    path: /^volumes\/projected\/sources\/serviceAccountToken\/audience$/,
    what: 'for whom a token of the ServiceAccount is made',
    so: 'So it can be a token with which another system lets the pod in.',
    foreign: 2,
    own: 1,
  },
  {
    path: /^(?:volumes\/(?!configMap\/|projected\/|secret\/|downwardAPI\/|emptyDir\/|hostPath\/)[^/]+\/.*|volumeClaimTemplates\/spec\/(?:volumeName|dataSource(?:Ref)?\/name))$/,
    what: 'the volume that is mounted',
    so: 'So the pod can be given data that belongs to others.',
    foreign: 2,
    own: 1,
  },
  {
    path: /^artifactRepositoryRef\/(?:configMap|key)$/,
    what: 'the artifact repository',
    so: 'So artifacts can be read from and written to any repository that is set up in the namespace.',
    foreign: 2,
    own: 1,
  },
  {
    path: /(?:^|\/)git\/(?:revision|branch|fetch)$/,
    what: 'the revision of the repository that is fetched',
    so: 'So it can be any commit that the server has, such as one of a pull request, and later steps run what is in it.',
    foreign: 2,
    own: 1,
  },
  {
    path: /^outputs\/(?:artifacts\/path|parameters\/valueFrom\/path)$/,
    what: 'which file of the container becomes an output',
    so: 'So it can be any file that the container has, such as the token of its ServiceAccount.',
    foreign: 2,
    own: 1,
  },
  {
    path: /securityContext\/(?:seLinuxOptions|seccompProfile|appArmorProfile)\/[^/]+$/,
    what: 'the profile that confines the container',
    so: 'So it can be one that confines nothing.',
    foreign: 2,
    own: 1,
  },
  {
    path: /^(?:hostAliases\/(?:ip|hostnames)|dnsConfig\/(?:nameservers|searches))$/,
    what: 'where the pod finds servers by their names',
    so: 'So another server can answer in the place of the one that is meant.',
    foreign: 2,
    own: 1,
  },
  {
    path: /(?:^|\/)(?:nodeSelector\/.+|tolerations\/(?:key|value)|affinity\/.*\/(?:key|values|topologyKey)|schedulerName)$/,
    what: 'the nodes that the pod may run on',
    so: 'So it can be put on nodes that are meant for others.',
    foreign: 1,
    own: 1,
  },
  {
    path: /^(?:priorityClassName|podPriorityClassName)$/,
    what: 'how important the pod is',
    so: 'So it can push the pods of others off their nodes.',
    foreign: 1,
    own: 1,
  },
  {
    path: /^(?:podMetadata|metadata|artifactGC\/podMetadata)\/labels\/.+$/,
    what: 'a label of the pod',
    so: 'So it can be one by which network policies, services and budgets pick the pods that they are for.',
    foreign: 1,
    own: 1,
  },
  {
    path: /(?:^|\/)synchronization\/.*(?:name|key|namespace|database)$/,
    what: 'the lock that is waited for',
    so: 'So it can hold up others.',
    foreign: 1,
    own: 1,
  },
  {
    path: /(?:configMapKeyRef\/(?:name|key)|envFrom\/configMapRef\/name|^volumes\/configMap\/(?:name|items\/key)|^volumes\/projected\/sources\/configMap\/(?:name|items\/key)|ConfigMap\/(?:name|key)|^memoize\/cache\/configMap\/name)$/,
    what: 'the ConfigMap that is read',
    so: 'So it can be any ConfigMap of the namespace.',
    foreign: 1,
    own: 1,
  },
  {
    path: /^imagePullSecrets\/name$/,
    what: 'the Secret that images are pulled with',
    so: 'So images can be pulled in the name of others.',
    foreign: 1,
    own: 1,
  },
  {
    path: /^outputs\/(?:artifacts|parameters)\/globalName$/,
    what: 'which output of the workflow is written',
    so: 'So it can take the place of one that later steps trust.',
    foreign: 1,
    own: 1,
  },
  {
    path: /volumeMounts\/subPath(?:Expr)?$/,
    what: 'the folder of a volume that is mounted',
    so: 'So it can be any folder of that volume.',
    foreign: 1,
    own: 1,
  },
]

/** Most texts with tags are no names. */
const data = /(?:^|\/)(?:arguments\/parameters\/value|source|args|command|when|env\/value)$/

/** A name that is fixed in part refers to fewer things. */
function isPart({ scalar: leaf }: Field): boolean {
  const all = tags(leaf)
  return leaf.value.slice(0, all[0]?.from).trim() !== '' || leaf.value.slice(all.at(-1)?.to).trim() !== ''
}

/** A revision of a repository that the same people choose, which `request-forgery` reports. */
function isBeside(
  { path, holder, template, call }: Field,
  source: Source,
  manifest: Manifest,
  project: Project,
): boolean {
  const repository = /(?:^|\/)git\/[^/]+$/.test(path) ? scalar(get(holder, 'repo')) : undefined
  const flows = tags(repository).flatMap((tag) => tag.flows)
  const chosen = sourceOf(flows, { project, manifest, template, call })
  return chosen.level !== 'constant' && worse(chosen, source) === chosen
}

/** Without restrictions a submitter may run anything anyway. */
type Variant = Exclude<Source['level'], 'constant'> | 'restricted'

function variantOf({ level }: Source, restricted: boolean): Variant | undefined {
  if (level === 'constant') return undefined
  return level === 'submitter' && restricted ? 'restricted' : level
}

function severityOf(kind: Kind, variant: Variant, part: boolean): Grade['severity'] {
  if (variant === 'output') return 'low'
  const isForeign = variant === 'event' || variant === 'restricted' || variant === 'submitter'
  const weight = (isForeign ? kind.foreign : kind.own) - (part ? 1 : 0)
  return severities[Math.max(variant === 'submitter' ? Math.min(weight, 2) : weight, 1)] ?? 'low'
}

/** A result that is kept for all, under a key that leaves out something that others choose and it is made of. */
function* kept(field: Field, manifest: Manifest, project: Project): Generator<Problem> {
  const { scalar: leaf, template } = field
  if (!template || field.path !== 'memoize/key') return
  const inKey = tags(leaf).map(({ body }) => body)
  if (inKey.some((body) => /\binputs(?:\.parameters)?(?![\w.[])/.test(body))) return
  const left = names(get(template.node, 'inputs')).filter((name) => !inKey.some((body) => body.includes(name)))
  const place = { project, manifest, template }
  const sources = left.map((name) => ({
    name,
    source: sourceOf([{ path: ['inputs', 'parameters', ...name.split('.')], json: false }], place),
  }))
  const source = sources.map((one) => one.source).reduce<Source | undefined>((a, b) => (a ? worse(a, b) : b), undefined)
  const name = sources.find((one) => one.source === source)?.name
  if (!source || name === undefined || (source.level !== 'event' && source.level !== 'submitter')) return
  yield {
    at: leaf,
    key: name,
    variant: 'kept',
    ...(source.limited && { confidence: 'low' }),
    message: `\`${name}\` is no part of the key under which the result of ${ownerOf(field)} is kept, and its text comes ${origin(source)}. So one run with a value of theirs decides what all later ones with this key get. Name every input in the key, as \`{{=sprig.sha256sum(toJson(inputs.parameters))}}\` does.`,
    ...along(source),
  }
}

export default defineRule({
  id: 'parameterized-reference',
  title: 'A value that others choose decides which account, Secret or volume is used',
  category: 'injection',
  severity: 'high',
  confidence: 'high',
  persona: 'regular',
  variants: {
    ...bySource,
    submitter: { ...bySource.submitter, severity: 'medium', persona: 'pedantic' },
    restricted: {
      when: 'the template is a library, and the controller among the files lets submitters run nothing else',
    },
    argument: { ...bySource.argument, persona: 'pedantic' },
    kept: {
      when: 'the key of `memoize` leaves out a value that others choose',
      severity: 'medium',
      persona: 'pedantic',
      confidence: 'medium',
    },
    light: {
      when: 'the value only chooses nodes, a label, a ConfigMap, a lock, a name or a folder of a volume',
      severity: 'low',
      persona: 'pedantic',
    },
  },
  docs: `A workflow may use every ServiceAccount, Secret, ConfigMap and volume claim of its namespace. Which of them it uses is what keeps a template from being more than it is meant to be. Where a parameter names it, whoever fills that in takes the account that deploys, reads the Secret of another team, or mounts a folder of the node.

Write the name. Where there are some to choose from, let an expression choose: \`{{= inputs.parameters.env == 'prod' ? 'deploy-prod' : 'deploy-test' }}\`.

A folder of the node is critical. Which entry of a Secret is read, volumes, the revision of a repository, the file that becomes an output, profiles and names that are fixed in part weigh one step less. Nodes, labels, ConfigMaps, the Secret to pull images with, locks, names of global outputs and folders of a volume are low: what they give away is not much more than what the workflow has. Names that come from the output of a step only count for accounts, Secrets and folders of the node, since a step that makes a volume has to say what it is called. Where submitters may run workflows of their own, they may name any account there: libraries are then judged for their own sake only, and the finding is pedantic.

The \`key\` of \`memoize\` is made of inputs by design. It is reported when it leaves one out that others choose: then whoever comes first decides what later runs get. An \`enum\` is no limit, since only the UI knows it, but lowers the confidence. \`podGC.labelSelector\` only picks among the workflow's own pods and is not reported.`,
  guide: ['S17-20', 'S24'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/security/#workflow-pod-permissions',
    'https://argo-workflows.readthedocs.io/en/latest/walk-through/secrets/',
    'https://argo-workflows.readthedocs.io/en/latest/service-accounts/',
  ],
  examples: [
    {
      title: 'A library takes the names of an account, of Secrets and of volumes',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: deploy}
spec:
  entrypoint: deploy
  arguments: {parameters: [{name: team}]}
  serviceAccountName: "{{workflow.parameters.team}}" # ✗ submitter
  volumes:
    - {name: data, persistentVolumeClaim: {claimName: "data-{{workflow.parameters.team}}"}} # ✗ submitter
    - {name: node, hostPath: {path: "{{workflow.parameters.team}}"}} # ✗ submitter
  templates:
    - name: deploy
      inputs:
        parameters: [{name: sa}, {name: secret}, {name: pool, enum: [small, large]}]
        artifacts:
          - name: source
            path: /src
            s3:
              key: source.tgz
              accessKeySecret: {name: "{{inputs.parameters.secret}}", key: id} # ✗ submitter
      serviceAccountName: "{{inputs.parameters.sa}}" # ✗ submitter
      nodeSelector: {pool: "{{inputs.parameters.pool}}"} # ✗ light
      container:
        image: alpine:3.20
        command: [id]
        env:
          - name: TOKEN
            valueFrom: {secretKeyRef: {name: tokens, key: "{{inputs.parameters.secret}}"}} # ✗ submitter
`,
    },
    {
      title: 'A library lets its caller choose volumes, profiles, labels, revisions and servers',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: test}
spec:
  entrypoint: test
  arguments: {parameters: [{name: team}]}
  podMetadata: {labels: {team: "{{workflow.parameters.team}}"}} # ✗ light
  podPriorityClassName: "{{workflow.parameters.team}}" # ✗ light
  dnsConfig: {nameservers: ["{{workflow.parameters.team}}"]} # ✗ submitter
  tolerations: [{key: "{{workflow.parameters.team}}", operator: Exists}] # ✗ light
  volumeClaimTemplates:
    - {metadata: {name: work}, spec: {accessModes: [ReadWriteOnce], volumeName: "{{workflow.parameters.team}}"}} # ✗ submitter
  templateDefaults:
    metadata: {annotations: {iam.amazonaws.com/role: "{{workflow.parameters.team}}"}} # ✗ submitter
  templates:
    - name: test
      inputs:
        parameters: [{name: x}]
        artifacts:
          - name: source
            path: /src
            git: {repo: "https://github.com/acme/app.git", revision: "{{inputs.parameters.x}}"} # ✗ submitter
      hostAliases: [{ip: "{{inputs.parameters.x}}", hostnames: [api.example.com]}] # ✗ submitter
      volumes:
        - {name: a, nfs: {server: nfs.example.com, path: "/{{inputs.parameters.x}}"}} # ✗ submitter
        - {name: b, csi: {driver: secrets-store.csi.k8s.io, volumeAttributes: {secretProviderClass: "{{inputs.parameters.x}}"}}} # ✗ submitter
        - {name: c, csi: {driver: x.example.com, nodePublishSecretRef: {name: "{{inputs.parameters.x}}"}}} # ✗ submitter
        - {name: d, projected: {sources: [{serviceAccountToken: {path: token, audience: "{{inputs.parameters.x}}"}}]}} # ✗ submitter
        - {name: e, projected: {sources: [{configMap: {name: "{{=inputs.parameters.x}}"}}]}} # ✗ light
      initContainers:
        - name: first
          image: alpine:3.20
          securityContext: {capabilities: {add: ["{{inputs.parameters.x}}"]}} # ✗ submitter
      container:
        image: alpine:3.20
        command: [id]
        securityContext: {seccompProfile: {type: Localhost, localhostProfile: "{{inputs.parameters.x}}"}} # ✗ submitter
      outputs:
        artifacts: [{name: a, path: "{{inputs.parameters.x}}"}] # ✗ submitter
        parameters: [{name: b, globalName: "{{inputs.parameters.x}}", valueFrom: {path: /b}}] # ✗ light
`,
    },
    {
      title: 'A library takes an account although submitters may only run templates',
      yaml: `apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data: {workflowRestrictions: "templateReferencing: Secure"}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: deploy}
spec:
  templates:
    - name: deploy
      inputs: {parameters: [{name: sa}]}
      serviceAccountName: "{{inputs.parameters.sa}}" # ✗ restricted
      container: {image: alpine:3.20, command: [id]}
`,
    },
    {
      title: 'A result is kept under a key that leaves an input out',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec:
  templates:
    - name: build
      inputs: {parameters: [{name: commit}, {name: flags}]}
      memoize: {key: "build-{{inputs.parameters.commit}}", maxAge: 24h, cache: {configMap: {name: builds}}} # ✗ kept
      container: {image: alpine:3.20, command: [make], args: ["{{inputs.parameters.flags}}"]}
`,
    },
    {
      title: 'A workflow takes them from its arguments and from a step',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: sa}, {name: secret, value: tokens}]}
  templates:
    - name: main
      steps:
        - - {name: pick, template: pick}
        - - name: deploy
            template: deploy
            arguments: {parameters: [{name: sa, value: "{{steps.pick.outputs.result}}"}]}
    - name: pick
      synchronization: {mutexes: [{name: "{{workflow.parameters.sa}}"}]} # ✗ light
      serviceAccountName: "{{workflow.parameters.sa}}" # ✗ argument
      script: {image: alpine:3.20, command: [sh], source: echo deployer}
    - name: deploy
      inputs: {parameters: [{name: sa}]}
      executor: {serviceAccountName: "{{inputs.parameters.sa}}"} # ✗ output
      container:
        image: alpine:3.20
        command: [id]
        envFrom: [{secretRef: {name: "{{workflow.parameters.secret}}"}}] # ✗ preset
`,
    },
    {
      title: 'An event chooses the Secret',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-call}
spec:
  dependencies: [{name: call, eventSourceName: webhook, eventName: call}]
  triggers:
    - template:
        name: run
        argoWorkflow:
          operation: submit
          source:
            resource:
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: run-}
              spec:
                entrypoint: main
                arguments: {parameters: [{name: tenant, value: none}]}
                templates:
                  - name: main
                    volumes: [{name: key, secret: {secretName: "{{workflow.parameters.tenant}}"}}] # ✗ event
                    container: {image: alpine:3.20, command: [id]}
          parameters:
            - src: {dependencyName: call, dataKey: body.tenant}
              dest: spec.arguments.parameters.0.value
`,
    },
    {
      title: 'An expression chooses between accounts that are written here',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: deploy}
spec:
  entrypoint: deploy
  templates:
    - name: deploy
      inputs: {parameters: [{name: env}]}
      memoize: {key: "deploy-{{inputs.parameters.env}}", maxAge: 1h, cache: {configMap: {name: deploys}}}
      serviceAccountName: "{{= inputs.parameters.env == 'prod' ? 'deploy-prod' : 'deploy-test' }}"
      container: {image: alpine:3.20, command: [id], env: [{name: ENV, value: "{{inputs.parameters.env}}"}]}
`,
    },
    {
      title: 'A key of all inputs, volumes and labels of fixed names, and what only the pod itself has',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: build}
spec:
  podMetadata: {labels: {run: "{{workflow.name}}"}}
  podGC: {strategy: OnPodCompletion, labelSelector: {matchLabels: {keep: "{{workflow.parameters.keep}}"}}}
  arguments: {parameters: [{name: keep}]}
  templates:
    - name: build
      inputs: {parameters: [{name: commit}, {name: flags}]}
      memoize: {key: "{{=sprig.sha256sum(toJson(inputs.parameters))}}", maxAge: 24h, cache: {configMap: {name: builds}}}
      volumes:
        - {name: "{{inputs.parameters.commit}}", emptyDir: {medium: Memory}}
        - {name: b, csi: {driver: secrets-store.csi.k8s.io, volumeAttributes: {secretProviderClass: build}}}
      container: {image: alpine:3.20, command: [make], env: [{name: FLAGS, value: "{{inputs.parameters.flags}}"}]}
`,
    },
    {
      title: 'Names that only the workflow itself gives, and that of a volume which a step makes',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: each-}
spec:
  entrypoint: main
  volumes: [{name: data, persistentVolumeClaim: {claimName: "{{workflow.name}}-data"}}]
  templates:
    - name: main
      steps:
        - - name: run
            template: run
            arguments: {parameters: [{name: secret, value: "{{item}}"}]}
            withItems: [first, second]
        - - {name: use, template: use}
    - name: make
      resource:
        action: create
        manifest: "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {generateName: data-}}"
      outputs: {parameters: [{name: claim, valueFrom: {jsonPath: "{.metadata.name}"}}]}
    - name: use
      steps:
        - - {name: make, template: make}
        - - name: read
            template: read
            arguments: {parameters: [{name: claim, value: "{{steps.make.outputs.parameters.claim}}"}]}
    - name: read
      inputs: {parameters: [{name: claim}]}
      volumes: [{name: data, persistentVolumeClaim: {claimName: "{{inputs.parameters.claim}}"}}]
      container: {image: alpine:3.20, command: [id]}
    - name: run
      inputs: {parameters: [{name: secret}]}
      container:
        image: alpine:3.20
        command: [id]
        env: [{name: KEY, valueFrom: {secretKeyRef: {name: "{{inputs.parameters.secret}}", key: id}}}]
`,
    },
  ],
  *check(manifest, project) {
    const restricted = isRestricted(project) === true
    for (const field of fields(manifest)) {
      yield* kept(field, manifest, project)
      const kind = data.test(field.path) ? undefined : kinds.find(({ path }) => path.test(field.path))
      const { scalar: leaf, template, call } = field
      const all = kind ? tags(leaf) : []
      const flows = all.flatMap((tag) => tag.flows)
      const source = sourceOf(flows, { project, manifest, template, call })
      const variant = variantOf(source, restricted)
      const [tag] = all
      if (!kind || !tag || variant === undefined) continue
      // A step that makes a volume says its name.
      if (variant === 'output' && kind.foreign < 3) continue
      if (isBeside(field, source, manifest, project)) continue
      const part = isPart(field)
      const light = kind.foreign === 1
      yield {
        at: leaf,
        key: field.path,
        variant: light ? 'light' : variant,
        ...(!light && { severity: severityOf(kind, variant, part) }),
        ...(source.limited && { confidence: 'medium' }),
        message: `${shown(tag)} chooses ${kind.what} in ${ownerOf(field)}, and its text comes ${origin(source)}. ${kind.so}${part ? ' What stands around the tag makes it fewer.' : ''} Write it here, or let an expression choose between some that are written here.`,
        ...along(source),
      }
    }
  },
})
