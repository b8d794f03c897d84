import { embedded } from '../argo/embedded.ts'
import { addedToAllowList, type Override, overrides } from '../argo/override.ts'
import type { Project } from '../argo/project.ts'
import { referenced } from '../argo/reference.ts'
import { without } from '../argo/removal.ts'
import { isRestricted } from '../argo/restrictions.ts'
import { userOf } from '../argo/user.ts'
import { defineRule, type Problem } from '../rule.ts'
import type { Node } from '../yaml/node.ts'
import { bool, get, isNull, items, keyOf, mapping, pairs, scalar, text } from '../yaml/query.ts'

export default defineRule({
  id: 'template-override-weakens-security',
  title: 'Submitted workflow overrides fields of the template that it refers to',
  category: 'identity',
  needs: ['workflowTemplateRef'],
  severity: 'medium',
  confidence: 'high',
  persona: 'regular',
  variants: {
    weakens: { when: 'the override takes away a protection, or can change anything in the pods', severity: 'high' },
    identity: { when: 'the workflow runs as another ServiceAccount than its template says', severity: 'high' },
    extends: { when: 'it runs further templates, or stores artifacts and pulls images by other settings' },
    unresolved: {
      when: 'the template is not among the files, so that what is overridden is not known',
      confidence: 'low',
      persona: 'auditor',
    },
    refused: {
      when: 'the controller takes workflows from templates only, and refuses any other field of its own',
      severity: 'low',
      persona: 'pedantic',
    },
  },
  docs: `
A Workflow with \`workflowTemplateRef\` runs what its WorkflowTemplate says, with its own fields laid over it. So a
reviewed template holds only as far as nobody overrides it: another \`serviceAccountName\` has other rights, a
\`podSpecPatch\` or \`templateDefaults\` changes any pod, a \`securityContext\` may ask for root again.

Put such values into the WorkflowTemplate, or make a second one; the workflow then gives \`arguments\` alone. To have
that enforced, set \`workflowRestrictions.templateReferencing\` in the controller: since 3.7.14 and 4.0.5 it refuses
every field that submitters may not set.

Maps merge field by field, so a \`securityContext\` that only adds to the template's or makes it stricter is no finding,
nor is a value that the template has as well. A patch that gives resources or a user namespace is none either. A
ServiceAccount for a template that names none is none: it is better than \`default\`. That the pods get the node's
network or disk is said by \`host-namespace\` and \`host-path-volume\`, wherever it is written.`,
  guide: ['S16', 'S24'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/workflow-restrictions/',
    'https://argo-workflows.readthedocs.io/en/latest/workflow-templates/',
    'https://argo-workflows.readthedocs.io/en/latest/default-workflow-specs/',
  ],
  examples: [
    {
      title: 'Another account and other pods than the template has',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: deploy}
spec:
  entrypoint: main
  serviceAccountName: deploy
  automountServiceAccountToken: false
  executor: {serviceAccountName: deploy-executor}
  securityContext: {runAsNonRoot: true, runAsUser: 8737}
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  workflowTemplateRef: {name: deploy}
  arguments: {parameters: [{name: env, value: staging}]}
  serviceAccountName: cluster-ops # ✗ identity
  podSpecPatch: '{"hostPID": true}' # ✗ weakens
  automountServiceAccountToken: true # ✗ weakens
  securityContext: # ✗ weakens
    runAsUser: 0
  onExit: cleanup # ✗ extends
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    workflowTemplateRef: {name: deploy}
    templateDefaults: # ✗ weakens
      sidecars: [{name: proxy, image: "alpine:3.20"}]
    executor: {serviceAccountName: executor} # ✗ identity`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: deploy}
spec:
  entrypoint: main
  serviceAccountName: deploy
  automountServiceAccountToken: false
  executor: {serviceAccountName: deploy-executor}
  securityContext: {runAsNonRoot: true, runAsUser: 8737}
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  workflowTemplateRef: {name: deploy}
  arguments: {parameters: [{name: env, value: staging}]}
---
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    workflowTemplateRef: {name: deploy}
`,
    },
    {
      title: 'A controller that refuses other fields',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowRestrictions: |
    templateReferencing: Strict
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v4.1.2
          env: [{name: WORKFLOW_USER_OVERRIDE_ALLOWLIST, value: parallelism}]
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: deploy}
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  workflowTemplateRef: {name: deploy}
  parallelism: 3
  nodeSelector: {disk: ssd} # ✗ refused`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowRestrictions: |
    templateReferencing: Strict
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v4.1.2
          env: [{name: WORKFLOW_USER_OVERRIDE_ALLOWLIST, value: parallelism}]
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: deploy}
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  workflowTemplateRef: {name: deploy}
  parallelism: 3
`,
    },
    {
      title: 'A template that is not among the files',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  workflowTemplateRef: {name: deploy}
  serviceAccountName: cluster-ops # ✗ unresolved
  nodeSelector: {disk: ssd}`,
    },
    {
      title: 'Arguments alone, and overrides that protect',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: deploy}
spec:
  entrypoint: main
  securityContext: {runAsUser: 1000}
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  workflowTemplateRef: {name: deploy}
  arguments: {parameters: [{name: env, value: staging}]}
  entrypoint: main
  serviceAccountName: deploy
  automountServiceAccountToken: false
  securityContext: {runAsNonRoot: true, fsGroup: 1000}
  podSpecPatch: '{"hostUsers": false, "containers": [{"name": "main", "resources": {"limits": {"memory": "1Gi"}}}]}'
  tolerations: [{key: batch, operator: Exists}]`,
    },
    {
      title: 'What the template says itself; a workflow of its own; a template that is called for one step',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: deploy}
spec:
  entrypoint: main
  serviceAccountName: deploy
  onExit: main
  templates:
    - name: main
      container: {image: "alpine:3.20"}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  workflowTemplateRef: {name: deploy}
  serviceAccountName: deploy
  onExit: main
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  serviceAccountName: build
  templates:
    - name: main
      steps: [[{name: deploy, templateRef: {name: deploy, template: main}}]]`,
    },
  ],
  *check(manifest, project) {
    if (!['Workflow', 'CronWorkflow'].includes(manifest.kind)) return
    const isKnown = referenced(manifest, project) !== undefined
    for (const override of overrides(manifest, project)) {
      const found = judge(override, isKnown, project)
      if (!found) continue
      yield {
        ...found,
        at: override.key,
        key: override.name,
        message: `${found.message} ${advice}`,
        propose: () => ({
          title: `Leave \`${override.name}\` to the WorkflowTemplate (it has to say there what the workflow needs)`,
          safety: 'unsafe',
          changes: without(manifest.root, override.value),
        }),
      }
    }
  },
})

const advice = 'Put it into the WorkflowTemplate, where it is reviewed with what it governs.'

type Judgement = Pick<Problem, 'variant' | 'message'>

function judge(override: Override, isKnown: boolean, project: Project): Judgement | undefined {
  const found = harmOf(override, isKnown)
  const { name } = override
  if (found && (isKnown || found.always)) return found
  if (found)
    return {
      variant: 'unresolved',
      message: `\`${name}\` overrides whatever the WorkflowTemplate says, which is not among the files.`,
    }
  if (isRestricted(project) !== true || addedToAllowList(project).has(name)) return undefined
  return {
    variant: 'refused',
    message: `The controller of these files takes workflows from templates only: it refuses a workflow that sets \`${name}\`, from Argo 3.7.14 and 4.0.5 on.`,
  }
}

interface Harm extends Judgement {
  /** Whatever the template says. */
  readonly always?: boolean
}

function harmOf({ name, value, below }: Override, isKnown: boolean): Harm | undefined {
  switch (name) {
    case 'podSpecPatch':
    case 'artifactGC.podSpecPatch':
      return isNull(below) && isHarmless(value) ? undefined : { ...anything(name), always: true }
    case 'templateDefaults':
    case 'executorPlugins':
      return { ...anything(name), always: true }
    case 'serviceAccountName':
      return isKnown && isNull(below) ? undefined : account(name, value)
    case 'artifactGC.serviceAccountName':
      return isKnown && isNull(below) ? undefined : account(name, value, 'the pods that delete artifacts')
    case 'executor':
      return isKnown && isNull(get(below, 'serviceAccountName'))
        ? undefined
        : account('executor.serviceAccountName', get(value, 'serviceAccountName'), "Argo's executor")
    case 'securityContext':
      return loosened(value, below)
    case 'automountServiceAccountToken':
      return bool(value) !== true || (isKnown && bool(below) !== false)
        ? undefined
        : {
            variant: 'weakens',
            message: 'The token of the ServiceAccount is mounted into the pods, which the template keeps from them.',
          }
    case 'hooks':
    case 'onExit':
      return { variant: 'extends', message: `\`${name}\` runs further templates with the template's ServiceAccount.` }
    case 'imagePullSecrets':
    case 'artifactRepositoryRef':
      return {
        variant: 'extends',
        message: `\`${name}\` decides with which credentials images or artifacts are fetched and stored, in the place of the template.`,
      }
    default:
      return undefined
  }
}

function anything(name: string): Harm {
  return {
    variant: 'weakens',
    message: `\`${name}\` can change anything in the pods that the template was reviewed for.`,
  }
}

function account(name: string, value: Node | undefined, who = 'the pods'): Harm | undefined {
  const given = text(value)
  if (given === undefined) return undefined
  return {
    variant: 'identity',
    message: `\`${name}\` gives ${who} the rights of \`${given}\` in the place of the account that the template has.`,
  }
}

/** Fields merge one by one: only one that itself asks for less protection takes any away. */
function loosened(context: Node, below: Node | undefined): Harm | undefined {
  const asks = userIn(context) === 'root'
  const allows = bool(get(context, 'runAsNonRoot')) === false
  if (asks && !allows && bool(get(below, 'runAsNonRoot')) === true && bool(get(context, 'runAsNonRoot')) === undefined)
    return {
      variant: 'weakens',
      message: 'This asks for root, which the template forbids with `runAsNonRoot`, so the pods do not start.',
    }
  if (allows && !asks && (userIn(context) ?? userIn(below)) === 'other')
    return {
      variant: 'weakens',
      message: 'This takes `runAsNonRoot` away from the pods, so a container that asks for root gets it.',
    }
  const open = text(get(context, 'seccompProfile', 'type')) === 'Unconfined'
  if (!asks && !allows && !open) return undefined
  return {
    variant: 'weakens',
    message: `This lets the pods run ${asks || allows ? 'as root' : 'without a seccomp profile'}, whatever the template says.`,
  }
}

function userIn(context: Node | undefined): ReturnType<typeof userOf> {
  const node = get(context, 'runAsUser')
  return userOf(node && { node })
}

/** A patch that only gives resources, time or a user namespace. */
function isHarmless(patch: Node): boolean {
  const written = scalar(patch)
  const root = written && embedded(written).root
  if (!root || !mapping(root)) return false
  return pairs(root).every((entry) => {
    const name = keyOf(entry)
    if (name === 'terminationGracePeriodSeconds') return true
    if (name === 'hostUsers') return bool(entry.value) === false
    return (
      name === 'containers' &&
      items(entry.value).every((item) => pairs(item).every((own) => ['name', 'resources'].includes(keyOf(own) ?? '')))
    )
  })
}
