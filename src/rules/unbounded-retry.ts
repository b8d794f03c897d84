import { isUnknown } from '../argo/embedded.ts'
import { specLayers } from '../argo/layers.ts'
import type { Manifest } from '../argo/manifest.ts'
import { sourceOf } from '../argo/flow/level.ts'
import { listed } from '../argo/names.ts'
import type { Project } from '../argo/project.ts'
import { bySetting, effective, type Layer, type Setting, under } from '../argo/setting.ts'
import { tags } from '../argo/tag.ts'
import { type Template, templates } from '../argo/template.ts'
import { defineRule, type Problem, type Proposal } from '../rule.ts'
import { insert, replace } from '../yaml/change.ts'
import type { Mapping } from '../yaml/node.ts'
import { integer, mapping, scalar, text } from '../yaml/query.ts'

/** More attempts than this are as good as no limit. */
const many = 50

/** What the fix says: the number that Argo's documentation mostly has is between 2 and 10. */
const some = 5

export default defineRule({
  id: 'unbounded-retry',
  title: 'A step is retried without a limit',
  category: 'availability',
  needs: ['retryStrategy'],
  severity: 'low',
  confidence: 'high',
  persona: 'regular',
  variants: {
    unlimited: { when: 'a `retryStrategy` has no `limit`, no `backoff.maxDuration`, and the workflow no deadline' },
    'high-limit': { when: 'the limit is above 50, or a parameter decides it', persona: 'pedantic' },
    eager: { when: 'errors and failures are retried more than five times without a pause', persona: 'pedantic' },
  },
  docs: `
A \`retryStrategy\` without a \`limit\` starts the step again for as long as it fails. A wrong password, a full disk or
somebody's malformed input then keeps pods coming for days, locks accounts out, and costs whatever the nodes cost.

Give it a \`limit\`, and a \`backoff\` with a \`duration\` and a \`factor\`, so that a service that is down is not
hammered. \`backoff.maxDuration\` or a deadline of the workflow bounds the retries as well; so does an \`expression\`
that looks at \`retries\` or at \`lastRetry.duration\`. What a template says replaces what the spec says as a whole.
The strategy of a \`containerSet\` is another field: its \`retries\` cannot be left out.

The fix sets \`limit: 5\`.`,
  guide: [],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/retries/',
    'https://argo-workflows.readthedocs.io/en/latest/fields/#retrystrategy',
  ],
  examples: [
    {
      title: 'Forever, for a template and for all others by the spec',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  entrypoint: main
  retryStrategy: {} # ✗ unlimited
  templates:
    - name: main
      steps: [[{name: push, template: push}]]
    - name: push
      retryStrategy: # ✗ unlimited
        retryPolicy: Always
        backoff: {duration: 10s, factor: 2}
      container: {image: "alpine:3.20"}`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  entrypoint: main
  retryStrategy:
    limit: 5
  templates:
    - name: main
      steps: [[{name: push, template: push}]]
    - name: push
      retryStrategy:
        retryPolicy: Always
        backoff: {duration: 10s, factor: 2}
        limit: 5
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'Defaults of all templates, a limit that is none, and no pause between attempts',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    templateDefaults:
      retryStrategy: {retryPolicy: OnError} # ✗ unlimited
    templates:
      - name: main
        container: {image: "alpine:3.20"}
      - name: many
        retryStrategy:
          limit: "1000" # ✗ high-limit
        container: {image: "alpine:3.20"}
      - name: chosen
        retryStrategy:
          limit: "{{inputs.parameters.limit}}" # ✗ high-limit
        container: {image: "alpine:3.20"}
      - name: eager
        retryStrategy: {limit: 10, retryPolicy: Always} # ✗ eager
        container: {image: "alpine:3.20"}`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    templateDefaults:
      retryStrategy: {retryPolicy: OnError, limit: 5}
    templates:
      - name: main
        container: {image: "alpine:3.20"}
      - name: many
        retryStrategy:
          limit: "1000"
        container: {image: "alpine:3.20"}
      - name: chosen
        retryStrategy:
          limit: "{{inputs.parameters.limit}}"
        container: {image: "alpine:3.20"}
      - name: eager
        retryStrategy: {limit: 10, retryPolicy: Always}
        container: {image: "alpine:3.20"}`,
    },
    {
      title: 'Bounds of each kind',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  entrypoint: counted
  retryStrategy: {limit: 3}
  templates:
    - name: counted
      retryStrategy: {limit: "5", retryPolicy: Always, backoff: {duration: 10s}}
      container: {image: "alpine:3.20"}
    - name: timed
      retryStrategy: {backoff: {duration: 10s, factor: 2, maxDuration: 10m}}
      container: {image: "alpine:3.20"}
    - name: asked
      retryStrategy: {expression: "asInt(retries) < 5"}
      container: {image: "alpine:3.20"}
    - name: as-the-spec-says
      retryStrategy:
      container: {image: "alpine:3.20"}
    - name: few
      retryStrategy: {limit: 2, retryPolicy: Always}
      container: {image: "alpine:3.20"}
    - name: set
      containerSet:
        retryStrategy: {retries: 2}
        containers: [{name: main, image: "alpine:3.20"}]`,
    },
    {
      title: "A deadline of the workflow, and one of the controller's defaults",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  entrypoint: main
  activeDeadlineSeconds: "{{workflow.parameters.seconds}}"
  templates:
    - name: main
      retryStrategy: {}
      container: {image: "alpine:3.20"}`,
    },
    {
      title: "The controller's defaults give all workflows a deadline",
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowDefaults: |
    spec: {activeDeadlineSeconds: 7200}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: deploy}
spec:
  templates:
    - name: main
      retryStrategy: {retryPolicy: Always, backoff: {duration: 10s}}
      container: {image: "alpine:3.20"}`,
    },
  ],
  *check(manifest, project) {
    const spec = specLayers(manifest, project)
    const hasDeadline = effective(spec, 'activeDeadlineSeconds') !== undefined
    for (const { setting, by } of strategies(manifest, spec)) {
      const [strategy] = by
      if (!strategy) continue
      const { layers } = strategy
      const limit = effective(layers, 'limit')
      const found = limit
        ? judge(limit, strategy, project)
        : isOpenEnded(manifest) || hasDeadline || isBounded(layers)
          ? undefined
          : unlimited(setting, layers, by)
      if (found) yield found
    }
  },
})

/** What is absent from a chart or a patch may come from elsewhere. */
function isOpenEnded({ templated, partial }: Manifest): boolean {
  return templated || partial
}

interface Strategy {
  /** The key of the highest layer that has one. */
  readonly at: Setting
  readonly layers: readonly Layer[]
  readonly template: Template | undefined
}

/** What governs each template: its own and that of `templateDefaults` together, else the spec's (`retryStrategy` in operator.go). */
function strategies(manifest: Manifest, spec: readonly Layer[]) {
  const defaults = under(spec, ['templateDefaults'], 'templateDefaults')
  const own = templates(manifest).map((template) =>
    strategyOf([{ node: template.node, origin: 'template', manifest }, ...defaults], spec, template),
  )
  const all = own.length > 0 ? own : [strategyOf(defaults, spec, undefined)]
  return bySetting(
    all.flatMap((found) => found ?? []),
    ({ at }) => at,
  )
}

function strategyOf(
  layers: readonly Layer[],
  spec: readonly Layer[],
  template: Template | undefined,
): Strategy | undefined {
  for (const holders of [layers, spec]) {
    const found = under(holders, ['retryStrategy'])
    const [first] = found
    const holder = first && holders.find(({ node }) => mapping(node.own('retryStrategy')) === first.node)
    if (first)
      return { at: { ...first, node: holder?.node.ownKey('retryStrategy') ?? first.node }, layers: found, template }
  }
  return undefined
}

function whenOf(by: readonly Strategy[]): string {
  const names = by.flatMap(({ template }) => template?.name || [])
  if (names.length === 0) return 'steps for as long as they fail'
  return names.length > 1
    ? `templates ${listed(names)} for as long as they fail`
    : `template ${listed(names)} for as long as it fails`
}

function isBounded(layers: readonly Layer[]): boolean {
  if (effective(layers, 'backoff', 'maxDuration')) return true
  return /\bretries\b|lastRetry\.duration/.test(text(effective(layers, 'expression')?.node) ?? '')
}

function unlimited(at: Setting, layers: readonly Layer[], by: readonly Strategy[]): Problem {
  const node = layers[0]?.node
  return {
    at,
    variant: 'unlimited',
    message: `This retries ${whenOf(by)}, with a new pod each time: without a \`limit\` nothing ends it. Set one, such as \`limit: ${some}\`.`,
    ...(node && { propose: () => limited(node) }),
  }
}

function limited(strategy: Mapping): Proposal {
  return {
    title: `Give up after ${some} retries (what needs more attempts will fail)`,
    safety: 'unsafe',
    changes: [strategy.pairs.length === 0 ? replace(strategy, { limit: some }) : insert(strategy, 'limit', some)],
  }
}

function judge(limit: Setting, { at, layers, template }: Strategy, project: Project): Problem | undefined {
  const written = text(limit.node) ?? ''
  const number = integer(limit.node) ?? Number(written)
  const flows = tags(scalar(limit.node)).flatMap((tag) => tag.flows)
  const isFixed = sourceOf(flows, { project, manifest: limit.manifest, template }).level === 'constant'
  // What a chart fills in is its author's to bound.
  if (flows.length > 0 ? isFixed : isUnknown(written)) return undefined
  if (isUnknown(written) || number > many)
    return {
      at: limit,
      variant: 'high-limit',
      message: `${isUnknown(written) ? 'A parameter decides how often this is retried' : `A limit of ${number} retries is as good as none`}: a step that cannot succeed keeps pods coming. Use a number that a passing failure needs, such as ${some}.`,
    }
  if (text(effective(layers, 'retryPolicy')?.node) !== 'Always' || effective(layers, 'backoff') || number <= some)
    return undefined
  return {
    at,
    variant: 'eager',
    message:
      'Every failure is retried at once: a service that is down is hit again by each attempt. Add a `backoff` with a `duration` and a `factor`.',
  }
}
