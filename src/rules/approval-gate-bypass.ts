import { groupBy } from '../argo/group.ts'
import { sourceOf } from '../argo/flow/level.ts'
import { origin } from '../argo/flow/source.ts'
import type { Manifest } from '../argo/manifest.ts'
import type { Project } from '../argo/project.ts'
import { tags } from '../argo/tag.ts'
import { callNodes, hookNodes, type Template, templates } from '../argo/template.ts'
import { along, defineRule, type Problem } from '../rule.ts'
import type { Mapping, Node } from '../yaml/node.ts'
import { once } from '../yaml/once.ts'
import { bool, get, isNull, items, scalar, text } from '../yaml/query.ts'

/** Names of steps that wait for somebody's word, of those that only let time pass, and of those that need that word. */
const asking = /approv|confirm|manual|(?<!p)review|sign-?off|(?:^|[-_.])gate/i
const delaying = /delay|wait|sleep|back-?off|pause|cool-?down/i
const delicate = /(?:^|[-_.])(?:prod|production)(?:$|[-_.])|deploy|release|publish|promot|delete|destroy|apply/i

/** Approvals of one manifest that are looked at. */
const most = 100

export default defineRule({
  id: 'approval-gate-bypass',
  title: 'A manual approval passes by itself or can be skipped',
  category: 'availability',
  needs: ['suspend'],
  severity: 'medium',
  confidence: 'medium',
  persona: 'pedantic',
  variants: {
    expires: { when: 'a wait that ends by itself stands before a step that deploys or deletes', persona: 'regular' },
    'expires-alone': { when: 'a step that is called an approval ends by itself' },
    skipped: { when: 'others choose a value on which it depends whether the approval is asked for' },
    'default-answer': { when: 'an answer that somebody is to give has a default for when nobody does' },
    continues: { when: 'the workflow goes on when the approval fails' },
    exit: { when: 'what stands behind the approval also runs when the workflow ends, however it does' },
  },
  docs: `
A \`suspend\` with a \`duration\` goes on when the time is over, as if somebody had agreed. An approval that nobody
looked at is then one that was given, and the step behind it deploys. The same comes of a \`when\` that lets others skip
the step, of \`continueOn\`, which goes on when it is refused, and of an exit handler that runs the step anyway.

Write \`suspend: {}\`, which waits until somebody resumes or stops the workflow; let another step watch the time and stop
it. Leave out the default of an answer that is to be given, and let nothing but the approval lead to the step behind it.

What is an approval, a delay or a deployment is told by the names of templates and steps, so a name that says something
else is misread. A wait that is called a delay is no finding. With templates of other manifests in between, nothing is
reported.`,
  guide: ['S17-20'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/walk-through/suspending/',
    'https://argo-workflows.readthedocs.io/en/latest/intermediate-inputs/',
  ],
  examples: [
    {
      title: 'Time to cool down before somebody is asked, and a step whose name only holds the word',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - {name: settle, template: settle}
        - - {name: approve, template: approve}
        - - {name: deploy, template: deploy}
    - name: graph
      dag:
        tasks:
          - {name: settle, template: settle}
          - {name: approve, template: approve, depends: settle}
          - {name: deploy, template: deploy, depends: approve}
    - name: straight
      dag:
        tasks:
          - {name: hold, template: hold}
          - {name: deploy, template: deploy, depends: hold}
    - name: settle
      suspend: {duration: 10m}
    - name: hold
      suspend: {duration: 10m} # ✗ expires
    - name: preview
      suspend: {duration: 10m}
    - name: approve
      suspend: {}
    - name: deploy
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'A question of any name with an answer for when nobody gives one, and a default that skips',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: unattended, value: "false"}]}
  templates:
    - name: main
      steps:
        - - {name: which, template: which}
        - - name: approve
            template: approve
            when: "{{workflow.parameters.unattended}} == false" # ✗ skipped
        - - {name: build, template: build}
    - name: which
      suspend: {duration: 1h}
      outputs:
        parameters:
          - name: region
            valueFrom:
              supplied: {}
              default: all # ✗ default-answer
    - name: approve
      suspend: {}
    - name: build
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'Approvals that end by themselves',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: deploy}
spec:
  onExit: deploy # ✗ exit
  templates:
    - name: main
      inputs: {parameters: [{name: skip}]}
      steps:
        - - name: approve
            template: approve
            when: "{{inputs.parameters.skip}} != true" # ✗ skipped
            continueOn:
              failed: true # ✗ continues
        - - {name: deploy, template: deploy}
    - name: approve
      suspend:
        duration: 30m # ✗ expires
      outputs:
        parameters:
          - name: answer
            valueFrom:
              supplied: {}
              default: "YES" # ✗ default-answer
    - name: manual-check
      suspend: {duration: "3600"} # ✗ expires-alone
    - name: deploy
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'A wait without a name in a DAG',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: release-}
spec:
  entrypoint: main
  templates:
    - name: main
      dag:
        tasks:
          - {name: build, template: work}
          - {name: hold, template: hold, dependencies: [build]}
          - {name: check, template: work, depends: hold.Succeeded}
          - {name: deploy-prod, template: work, depends: "check"}
    - name: hold
      suspend: {duration: 1h} # ✗ expires
    - name: work
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'An approval that waits, and a delay',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  entrypoint: main
  onExit: notify
  templates:
    - name: main
      steps:
        - - {name: approve, template: approve}
        - - {name: settle, template: delay}
        - - {name: deploy, template: deploy}
    - name: approve
      suspend: {}
      outputs: {parameters: [{name: answer, valueFrom: {supplied: {}}}]}
    - name: delay
      suspend: {duration: "30"}
    - name: deploy
      container: {image: "alpine:3.20"}
    - name: notify
      container: {image: "alpine:3.20"}`,
    },
    {
      title: 'A wait behind a deployment, and one that a fixed value decides about',
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: deploy-}
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - {name: deploy, template: deploy}
        - - {name: soak, template: soak}
        - - {name: approve, template: approve, when: "{{steps.deploy.status}} == Succeeded"}
        - - {name: report, template: report}
    - {name: soak, suspend: {duration: 5m}}
    - {name: approve, suspend: {}}
    - name: deploy
      container: {image: "alpine:3.20"}
    - name: report
      container: {image: "alpine:3.20"}`,
    },
  ],
  *check(manifest, project) {
    const uses = [...usesOf(manifest)]
    for (const template of templates(manifest))
      if (template.type === 'suspend')
        yield* ending(
          template,
          uses.filter((use) => use.target === template),
        )
    for (const use of uses) if (isGate(use)) yield* passing(use, manifest, project)
    yield* exits(manifest, uses.filter(isGate))
  },
})

/** A step or task that suspends, and the calls that come after it. */
interface Use {
  readonly call: Mapping
  readonly from: Template
  readonly target: Template
  readonly after: readonly Mapping[]
}

function* usesOf(manifest: Manifest): Generator<Use> {
  const all = templates(manifest)
  const waits = new Map(all.flatMap((one) => (one.type === 'suspend' && !one.inline ? [[one.name, one] as const] : [])))
  const inline = new Map(all.flatMap((one) => (one.type === 'suspend' && one.inline ? [[one.node, one] as const] : [])))
  function targetOf(call: Mapping): Template | undefined {
    const own = get(call, 'inline')
    return own?.kind === 'mapping' ? inline.get(own) : waits.get(text(get(call, 'template')) ?? '')
  }
  function isEndless(call: Mapping): boolean {
    const target = targetOf(call)
    return target !== undefined && isNull(get(target.node, 'suspend', 'duration'))
  }
  let count = 0
  for (const from of all) {
    for (const call of callNodes(from.node)) {
      const target = targetOf(call)
      if (target && count++ < most) yield { call, from, target, after: following(call, from.node, isEndless) }
    }
  }
}

/**
 * The steps in later groups, or the tasks that depend on it, also through others: as far as the next one that waits for
 * somebody without an end, which guards what comes after it.
 */
function following(call: Mapping, template: Mapping, isEndless: (call: Mapping) => boolean): readonly Mapping[] {
  const groups = items(get(template, 'steps')).map((group) =>
    (group.kind === 'sequence' ? items(group) : [group]).filter((step) => step.kind === 'mapping'),
  )
  const at = groups.findIndex((group) => group.includes(call))
  if (at >= 0) {
    const later = groups.slice(at + 1)
    const end = later.findIndex((group) => group.some(isEndless))
    return (end < 0 ? later : later.slice(0, end + 1)).flat()
  }
  const waiting = dependents(template)
  const found = new Set<Mapping>([call])
  // A set also yields what is added while it is walked.
  for (const one of found)
    if (one === call || !isEndless(one))
      for (const task of waiting.get(text(get(one, 'name')) ?? '') ?? []) found.add(task)
  found.delete(call)
  return [...found]
}

/** The tasks of a DAG that wait for each other one, by its name. */
const dependents = once((template: Mapping): ReadonlyMap<string, readonly Mapping[]> => {
  const waits = items(get(template, 'dag', 'tasks')).flatMap((task) =>
    task.kind === 'mapping' ? [...needs(task)].map((name) => ({ name, task })) : [],
  )
  const byName = [...groupBy(waits, ({ name }) => name)].map(
    ([name, all]) => [name, all.map(({ task }) => task)] as const,
  )
  return new Map(byName)
})

/** The names of the tasks that one waits for. */
function needs(task: Mapping): ReadonlySet<string> {
  const names = items(get(task, 'dependencies')).map((item) => text(item) ?? '')
  const written = text(get(task, 'depends')) ?? ''
  return new Set([...names, ...(written.match(/[A-Za-z0-9_][\w-]*(?=\.|\b)/g) ?? [])])
}

function namesOf(call: Mapping): readonly string[] {
  return [text(get(call, 'name')), text(get(call, 'template')), text(get(call, 'templateRef', 'template'))].flatMap(
    (name) => name ?? [],
  )
}

function isAsking({ call, target }: Pick<Use, 'call' | 'target'>): boolean {
  return [...namesOf(call), target.name].some((name) => asking.test(name))
}

/** The first step behind it that deploys or deletes. */
function guarded({ after }: Use): Mapping | undefined {
  return after.find((call) => namesOf(call).some((name) => delicate.test(name) && !asking.test(name)))
}

function isGate(use: Use): boolean {
  if (isAsking(use)) return true
  return guarded(use) !== undefined && ![...namesOf(use.call), use.target.name].some((name) => delaying.test(name))
}

function* ending(template: Template, uses: readonly Use[]): Generator<Problem> {
  const duration = get(template.node, 'suspend', 'duration')
  if (!duration || isNull(duration) || text(duration) === '') return
  const before = uses.find((use) => isGate(use) && guarded(use))
  const behind = before && guarded(before)
  const name = template.name === '' ? 'This step' : `Template \`${template.name}\``
  if (behind || asking.test(template.name) || uses.some(isAsking))
    yield {
      at: duration,
      variant: behind ? 'expires' : 'expires-alone',
      message: behind
        ? `${name} goes on by itself after this time, as if somebody had agreed, and \`${namesOf(behind)[0] ?? ''}\` comes behind it. Write \`suspend: {}\`, which waits for somebody.`
        : `${name} is called as approvals are, and goes on by itself after this time, as if somebody had agreed. Write \`suspend: {}\`, which waits for somebody.`,
      ...(behind && { related: [{ at: get(behind, 'name') ?? behind, note: 'This runs then' }] }),
    }
  yield* answers(template)
}

/** Whoever is to supply a value is asked for it, whatever the step is called. */
function* answers({ node }: Template): Generator<Problem> {
  for (const parameter of items(get(node, 'outputs', 'parameters'))) {
    const answer = get(parameter, 'valueFrom', 'default')
    if (!answer || isNull(answer) || get(parameter, 'valueFrom', 'supplied') === undefined) continue
    yield {
      at: answer,
      variant: 'default-answer',
      message: `When nobody answers in time, \`${text(get(parameter, 'name')) ?? ''}\` has this value, as if somebody had given it. Leave the default out.`,
    }
  }
}

function* passing({ call, from }: Use, manifest: Manifest, project: Project): Generator<Problem> {
  const name = text(get(call, 'name')) ?? ''
  const guard = scalar(get(call, 'when'))
  const source = sourceOf(
    tags(guard).flatMap(({ flows }) => flows),
    { project, manifest, template: from, call },
  )
  if (guard && ['preset', 'argument', 'submitter', 'event'].includes(source.level))
    yield {
      at: guard,
      variant: 'skipped',
      message: `Whether \`${name}\` asks anybody depends on a value that comes ${origin(source)}: they can skip it. Decide it by something that they cannot choose.`,
      ...along(source),
    }
  for (const key of ['failed', 'error']) {
    const on = get(call, 'continueOn', key)
    if (on && bool(on) === true)
      yield {
        at: on,
        variant: 'continues',
        message: `When \`${name}\` is refused, its step fails, and the workflow goes on all the same. Remove \`continueOn\`.`,
      }
  }
}

/** Exit handlers that run what an approval guards. */
function* exits({ spec }: Manifest, gates: readonly Use[]): Generator<Problem> {
  const behind = new Set(
    gates
      .flatMap(({ after }) => after.flatMap((call) => text(get(call, 'template')) ?? []))
      .filter((name) => delicate.test(name)),
  )
  if (!spec || behind.size === 0) return
  const hooks = [...hookNodes(spec)].flatMap(({ node }) =>
    isNull(get(node, 'expression')) ? [get(node, 'template')] : [],
  )
  for (const at of [get(spec, 'onExit'), ...hooks]) {
    const name = text(at)
    if (at && name !== undefined && behind.has(name)) yield exit(at, name)
  }
}

function exit(at: Node, name: string): Problem {
  return {
    at,
    variant: 'exit',
    message: `Template \`${name}\` stands behind an approval, and runs here whatever became of that, also when it was refused. Use another template to clean up.`,
  }
}
