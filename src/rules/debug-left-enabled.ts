import { isUnknown } from '../argo/embedded.ts'
import type { Manifest } from '../argo/manifest.ts'
import { sourceOf, titleOf } from '../argo/names.ts'
import { type Container, containers } from '../argo/pod.ts'
import { without } from '../argo/removal.ts'
import { bySetting, type Setting } from '../argo/setting.ts'
import { defineRule } from '../rule.ts'
import type { Node } from '../yaml/node.ts'
import { get, items, text } from '../yaml/query.ts'

const moments: Readonly<Record<string, string>> = {
  ARGO_DEBUG_PAUSE_BEFORE: 'before its command starts',
  ARGO_DEBUG_PAUSE_AFTER: 'after its command has ended',
}

export default defineRule({
  id: 'debug-left-enabled',
  title: 'A pause for debugging is left in a template',
  category: 'availability',
  needs: ['env'],
  severity: 'medium',
  confidence: 'high',
  persona: 'regular',
  variants: {
    pause: { when: 'a container waits until somebody comes and lets it go on' },
    deadline: {
      when: 'the variable has another value than `true`: it pauses nothing, but its pod has no deadline',
      severity: 'low',
    },
  },
  docs: `
With \`ARGO_DEBUG_PAUSE_BEFORE\` or \`ARGO_DEBUG_PAUSE_AFTER\`, a container waits for somebody to come in with
\`kubectl exec\`, with all its Secrets, mounts and its token in place. Nobody comes, the pod stays, and so does whatever
waits for it. For the time of the pause Argo also takes the deadline off the pod, and it does so when the variable is
there at all: \`"false"\` does not switch that back.

Remove the variable when the debugging is done.

Init containers are not started by Argo's executor and heed neither variable; a sidecar pauses for \`"true"\` but keeps
the deadline. The fix removes the variable. It is a safe one when another value is written, since the step never paused.`,
  guide: [],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/debug-pause/',
    'https://argo-workflows.readthedocs.io/en/latest/environment-variables/',
  ],
  examples: [
    {
      title: 'A container and a sidecar that pause',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: alpine:3.20
        env:
          - {name: LEVEL, value: info}
          # To look at the files.
          - name: ARGO_DEBUG_PAUSE_AFTER # ✗ pause
            value: "true"
      sidecars:
        - name: proxy
          image: alpine:3.20
          env:
            - {name: ARGO_DEBUG_PAUSE_BEFORE, value: "true"} # ✗ pause
            - {name: ARGO_DEBUG_PAUSE_AFTER, value: "false"}`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: alpine:3.20
        env:
          - {name: LEVEL, value: info}
          # To look at the files.
      sidecars:
        - name: proxy
          image: alpine:3.20
          env:
            - {name: ARGO_DEBUG_PAUSE_AFTER, value: "false"}`,
    },
    {
      title: 'Values that pause nothing still take the deadline away; the default of all workflows',
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
        script:
          image: alpine:3.20
          env: [{name: ARGO_DEBUG_PAUSE_AFTER, value: "false"}] # ✗ deadline
          command: [sh]
          source: id
      - name: asked
        container:
          image: alpine:3.20
          env:
            - name: ARGO_DEBUG_PAUSE_BEFORE # ✗ deadline
              value: "{{inputs.parameters.debug}}"
---
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  mainContainer: |
    env:
      - name: ARGO_DEBUG_PAUSE_BEFORE # ✗ pause
        value: "true"`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedules: ["0 3 * * *"]
  workflowSpec:
    entrypoint: main
    templates:
      - name: main
        script:
          image: alpine:3.20
          command: [sh]
          source: id
      - name: asked
        container:
          image: alpine:3.20
---
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data: {}`,
    },
    {
      title: 'Other variables',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: alpine:3.20
        env: [{name: DEBUG, value: "true"}, {name: ARGO_TRACE, value: "1"}]`,
    },
    {
      title: 'An init container, which heeds neither',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: build-}
spec:
  entrypoint: main
  templates:
    - name: main
      initContainers:
        - name: prepare
          image: alpine:3.20
          env: [{name: ARGO_DEBUG_PAUSE_AFTER, value: "true"}]
      container: {image: "alpine:3.20"}`,
    },
  ],
  *check(manifest, project) {
    const own = containers(manifest, project).flatMap(uses)
    for (const { setting, by } of bySetting(own, (use) => use.at)) {
      const [use] = by
      if (!use) continue
      const { item, name, value, container } = use
      const pauses = value === 'true'
      if (!pauses && container.role === 'sidecar') continue
      yield {
        at: setting,
        variant: pauses ? 'pause' : 'deadline',
        message: pauses
          ? `${titleOf(by.map((other) => other.container))} waits ${moments[name]} until somebody comes in and lets it go on${container.role === 'sidecar' ? '' : ', and its pod has no deadline'}. Remove \`${name}\`.`
          : `Pods of ${sourceOf(by.map((other) => other.container.pod))} have no deadline as long as \`${name}\` is there, whatever its value. Remove it.`,
        propose: () => ({
          title: pauses
            ? 'Let the step go on by itself (nobody can look into it any more)'
            : 'Give the pod its deadline back',
          safety: pauses || isUnknown(value) || get(item, 'valueFrom') ? 'unsafe' : 'safe',
          changes: without(manifest.root, item),
        }),
      }
    }
  },
})

interface Use {
  readonly at: Setting
  readonly item: Node
  readonly name: string
  readonly value: string
  readonly container: Container
}

/** The variables as they are written in each layer of a container. */
function uses(container: Container): readonly Use[] {
  if (container.role === 'init' || container.role === 'executor') return []
  return container.layers.flatMap(
    ({ node, origin, manifest }: { node: Node; origin: Setting['origin']; manifest: Manifest }) =>
      items(get(node, 'env')).flatMap((item) => {
        const at = get(item, 'name')
        const name = text(at) ?? ''
        if (!at || !(name in moments)) return []
        return [{ at: { node: at, origin, manifest }, item, name, value: text(get(item, 'value')) ?? '', container }]
      }),
  )
}
