import { type Field, fields, ownerOf } from '../argo/field.ts'
import { sourceOf } from '../argo/level.ts'
import type { Level } from '../argo/source.ts'
import { shown, tags } from '../argo/tag.ts'
import { bySource, defineRule, type Grade } from '../rule.ts'

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
    path: new RegExp(
      `(?:secretKeyRef/name|envFrom/secretRef/name|^volumes/secret/secretName|^volumes/projected/sources/secret/name|${artifact}Secret/name)$`,
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
    path: /^volumes\/(?:persistentVolumeClaim\/claimName|nfs\/(?:server|path)|csi\/.*)$/,
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
    path: /(?:^|\/)nodeSelector\/[^/]+$/,
    what: 'the nodes that the pod may run on',
    so: 'So it can be put on nodes that are meant for others.',
    foreign: 1,
    own: 1,
  },
  {
    path: /(?:configMapKeyRef\/(?:name|key)|envFrom\/configMapRef\/name|^volumes\/configMap\/(?:name|items\/key)|^volumes\/projected\/sources\/configMap\/name|ConfigMap\/(?:name|key)|^memoize\/cache\/configMap\/name)$/,
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
    path: /(?:^|\/)synchronization\/.*(?:name|key|namespace|database)$/,
    what: 'the lock that is waited for',
    so: 'So it can hold up others.',
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

function severityOf(kind: Kind, level: Level, part: boolean): Grade['severity'] {
  if (level === 'output') return 'low'
  const weight = level === 'event' || level === 'submitter' ? kind.foreign : kind.own
  return severities[part ? Math.max(weight - 1, 1) : weight] ?? 'low'
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
    argument: { ...bySource.argument, persona: 'pedantic' },
    light: {
      when: 'the value only chooses nodes, a ConfigMap, a lock or a folder of a volume',
      severity: 'low',
      persona: 'pedantic',
    },
  },
  docs: `A workflow may use every ServiceAccount, Secret, ConfigMap and volume claim of its namespace. Which of them it uses is what keeps a template from being more than it is meant to be. Where a parameter names it, whoever fills that in takes the account that deploys, reads the Secret of another team, or mounts a folder of the node.

Write the name. Where there are some to choose from, let an expression choose: \`{{= inputs.parameters.env == 'prod' ? 'deploy-prod' : 'deploy-test' }}\`.

A folder of the node is critical. Which entry of a Secret is read, volumes, and names that are fixed in part weigh one step less. Nodes, ConfigMaps, the Secret to pull images with, locks and folders of a volume are low: what they give away is not much more than what the workflow has. Names that come from the output of a step only count for accounts, Secrets and folders of the node, since a step that makes a volume has to say what it is called. The \`key\` of \`memoize\` is not reported, as it is made of inputs by design. An \`enum\` is no limit, since only the UI knows it, but lowers the confidence. What callers in other files pass is not looked at.`,
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
  *check(manifest) {
    for (const field of fields(manifest)) {
      const kind = data.test(field.path) ? undefined : kinds.find(({ path }) => path.test(field.path))
      const { scalar: leaf, template, call } = field
      const all = kind ? tags(leaf) : []
      const flows = all.flatMap((tag) => tag.flows)
      const source = sourceOf(flows, { manifest, template, call })
      const [tag] = all
      if (!kind || !tag || source.level === 'constant') continue
      // A step that makes a volume says its name.
      if (source.level === 'output' && kind.foreign < 3) continue
      const part = isPart(field)
      const light = kind.foreign === 1
      yield {
        at: leaf,
        key: field.path,
        variant: light ? 'light' : source.level,
        ...(!light && { severity: severityOf(kind, source.level, part) }),
        ...(source.limited && { confidence: 'medium' }),
        message: `${shown(tag)} chooses ${kind.what} by ${ownerOf(field)}, and its text comes from ${source.from}. ${kind.so}${part ? ' What stands around the tag makes it fewer.' : ''} Write the name here, or let an expression choose between some.`,
        ...(source.at && { related: [{ at: source.at, note: 'The text comes from here.' }] }),
      }
    }
  },
})
