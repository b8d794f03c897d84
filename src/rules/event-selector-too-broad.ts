import type { Manifest } from '../argo/manifest.ts'
import type { Project } from '../argo/project.ts'
import { defineRule, type Problem } from '../rule.ts'
import type { Node, Scalar } from '../yaml/node.ts'
import { get, isNull, items, pairs, scalar, text } from '../yaml/query.ts'

/** What an event must be to match, from nothing to something that its sender says in the body. */
const strengths = ['anything', 'envelope', 'presence', 'payload'] as const
type Strength = (typeof strengths)[number]

const token = /"(?:\\[^]|[^"\\])*"?|'(?:\\[^]|[^'\\])*'?|`[^`]*`?|&&|\|\||[=!<>]=|[A-Za-z_$][\w$]*|\d[\w.]*|\S/g

/** A selector that is meant to be read is shorter. */
const maxTokens = 500

/** How much of an event a selector looks at: of alternatives the least, of conditions that all must hold the most. */
function strengthOf(selector: string): Strength | undefined {
  const words = selector.slice(0, 10_000).match(token) ?? []
  return words.length === 0 || words.length > maxTokens ? undefined : ofAlternatives(words)
}

function ofAlternatives(words: readonly string[]): Strength | undefined {
  const found = split(words, ['||', 'or']).map(ofConditions)
  const known = found.filter((strength) => strength !== undefined)
  return known.reduce<Strength | undefined>(
    (a, b) => (a && strengths.indexOf(a) < strengths.indexOf(b) ? a : b),
    undefined,
  )
}

function ofConditions(words: readonly string[]): Strength | undefined {
  const found = split(words, ['&&', 'and']).map(ofCondition)
  if (found.includes(undefined)) return undefined
  return strengths.findLast((strength) => found.includes(strength))
}

/** Nothing for a condition that no event fulfils. */
function ofCondition(words: readonly string[]): Strength | undefined {
  if (words[0] === '(' && closing(words) === words.length - 1) return ofAlternatives(words.slice(1, -1))
  const text = words.join(' ')
  if (
    /^(?:true|(?:not|!) false|payload (?:!=|not ==) (?:nil|null)|namespace [!=]= \S+|discriminator != (?:""|''))$/.test(
      text,
    )
  )
    return 'anything'
  const [left, sign, right] = words
  if (words.length === 3 && (sign === '==' || sign === '>=' || sign === '<=') && left === right) return 'anything'
  // What is missing is `nil`, which is not empty.
  if (/^payload(?: \. \w+| \[ (?:"[^"]*"|'[^']*') \])+ != (?:""|'')$/.test(text)) return 'presence'
  if (words.some((word) => word === 'payload' || word === '$env')) return 'payload'
  if (words.some((word) => word === 'discriminator' || word === 'metadata')) return 'envelope'
  return words.includes('namespace') ? 'anything' : undefined
}

/** Where the bracket that a row of words begins with is closed. */
function closing(words: readonly string[]): number {
  let depth = 0
  return words.findIndex((word) => (depth += weight(word)) === 0)
}

function weight(word: string): number {
  return '([{'.includes(word) ? 1 : ')]}'.includes(word) ? -1 : 0
}

/** The parts between some words, outside of brackets. */
function split(words: readonly string[], at: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [[]]
  let depth = 0
  for (const word of words) {
    depth += weight(word)
    if (depth === 0 && at.includes(word)) parts.push([])
    else parts.at(-1)?.push(word)
  }
  return parts
}

interface Mistake {
  readonly from: number
  readonly to: number
  readonly reason: string
}

/** Looks at a header that cannot be what the author thinks: each is a list, under a name in lower case. */
function* mistakes({ value }: Scalar): Generator<Mistake> {
  const header =
    /\bmetadata(?:\.(?<member>\w+)|\[\s*(?<quote>["'])(?<name>[^"']{1,100})\k<quote>\s*\])(?<compared>\s{0,9}[!=]=\s{0,9}["'][^"']{0,200}["'])?/g
  for (const match of value.slice(0, 10_000).matchAll(header)) {
    const { member, name = member ?? '', compared } = match.groups ?? {}
    const place = { from: match.index, to: match.index + match[0].length }
    if (name === 'claimSet') continue
    if (/[A-Z]/.test(name))
      yield { ...place, reason: `names of headers are in lower case here, so there is no \`${name}\`` }
    else if (!name.startsWith('x-'))
      yield {
        ...place,
        reason: `only headers whose name begins with \`x-\` are given to a selector, so there is no \`${name}\``,
      }
    else if (compared)
      yield { ...place, reason: `a header is a list of texts, which never equals one text: compare with \`["…"]\`` }
  }
}

function* ofBinding(manifest: Manifest): Generator<Problem> {
  const selector = scalar(get(manifest.root, 'spec', 'event', 'selector'))
  if (!selector) return
  const strength = strengthOf(selector.value)
  if (strength === 'anything') {
    const message =
      'This selector matches every event that is sent to the namespace, so any of them starts the workflow, with a payload that the binding does not expect. Compare what belongs to the one event that is meant, such as `payload.repository.full_name` and `payload.action`.'
    yield { at: selector, variant: 'any-event', message }
  } else if (strength === 'envelope') {
    const message =
      'This selector only looks at the path of the request and its headers. Whoever calls the endpoint writes both, and a signature covers neither, so any sender whose webhook is let in starts the workflow. Also compare what belongs to the one event that is meant, such as `payload.repository.full_name`.'
    yield { at: selector, variant: 'envelope', message }
  } else if (strength === 'presence') {
    const message =
      'Of the payload this selector only asks that a field is not empty, which also holds where there is no such field. So events of any sender whose webhook is let in start the workflow. Compare what belongs to the one event that is meant, such as `payload.repository.full_name`.'
    yield { at: selector, variant: 'presence', message }
  }
  for (const { from, to, reason } of mistakes(selector)) {
    const message = `This comparison is not what it seems: ${reason}. The selector then matches other events than its author thinks, in most cases none.`
    yield { at: selector.part(from, to), key: selector.value.slice(from, to), variant: 'header-mistake', message }
  }
}

/** Filters that look at what an event says, not only when it comes. */
function isFiltered(holder: Node | undefined, key: string): boolean {
  const filter = get(holder, key)
  return ['data', 'exprs', 'script', 'context', 'expression'].some((kind) => !isNull(get(filter, kind)))
}

function* ofSensor(manifest: Manifest, project: Project): Generator<Problem> {
  const { root, namespace } = manifest
  const triggers = items(get(root, 'spec', 'triggers'))
  if (!triggers.some((trigger) => get(trigger, 'template', 'argoWorkflow') ?? get(trigger, 'template', 'k8s'))) return
  for (const dependency of items(get(root, 'spec', 'dependencies'))) {
    if (isFiltered(dependency, 'filters')) continue
    const source = project.find('EventSource', text(get(dependency, 'eventSourceName')) ?? '', namespace)
    const event = text(get(dependency, 'eventName')) ?? ''
    const pair = pairs(get(source?.root, 'spec', 'webhook')).find(({ key }) => text(key) === event)
    if (!source || !pair || get(pair.value, 'authSecret') || isFiltered(pair.value, 'filter')) continue
    yield {
      at: get(dependency, 'name') ?? dependency,
      key: event,
      variant: 'unfiltered-webhook',
      message: `The webhook \`${event}\` asks for no token, and this dependency filters nothing, so every request that reaches it starts what the sensor triggers. Give the webhook an \`authSecret\`, or the dependency \`filters\` on what the request must say.`,
      related: [{ at: pair.key, manifest: source, note: 'This is the webhook', way: 'to' }],
    }
  }
}

export default defineRule({
  id: 'event-selector-too-broad',
  title: 'Events start a workflow without a look at what they say',
  category: 'injection',
  severity: 'medium',
  confidence: 'medium',
  persona: 'regular',
  needs: ['selector', 'dependencies'],
  variants: {
    'any-event': { when: 'the selector of an event binding holds for every event', confidence: 'high' },
    envelope: {
      when: 'it only looks at the path and the headers of the request',
      severity: 'low',
      persona: 'pedantic',
    },
    presence: {
      when: 'of the payload it only asks that fields are not empty, which fields that are missing are not either',
      severity: 'low',
      persona: 'pedantic',
    },
    'header-mistake': {
      when: 'it compares a header in a way that never holds',
      severity: 'info',
      confidence: 'high',
    },
    'unfiltered-webhook': {
      when: 'a sensor starts workflows by a webhook that asks for no token, without a filter',
      persona: 'pedantic',
    },
  },
  docs: `A WorkflowEventBinding starts a workflow for each event of its namespace that its \`selector\` holds for. One that always holds runs the workflow for events of other senders too, with a payload that nobody expects. The \`discriminator\` is the last part of the URL and \`metadata\` are headers of the request: the caller writes both, and what GitHub and others sign is the body alone. Whoever may send one event can send it under any path.

Compare what belongs to the one event that is meant: \`payload.repository.full_name\`, \`payload.action\`, a branch. Callers need a token or a secret of a webhook, which manifests do not show, so a selector that only looks at the path and headers is low.

A field that the payload lacks is \`nil\`, so \`payload.message != ""\` holds for events without a message too.

Headers are lists of texts under names in lower case, and only those that begin with \`x-\` are there: \`metadata["x-github-event"] == ["push"]\` can hold, \`metadata["X-GitHub-Event"] == "push"\` never does. That is no danger, but surely a mistake.

A sensor of Argo Events takes the events of an EventSource. Where that is among the files and is a webhook without \`authSecret\`, the only thing that tells one request from another is a filter. Sources that check a signature, such as \`github\`, are not reported.`,
  guide: ['S41'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/events/',
    'https://argo-workflows.readthedocs.io/en/latest/webhooks/',
    'https://argoproj.github.io/argo-events/sensors/filters/intro/',
  ],
  examples: [
    {
      title: 'Selectors that hold for every event',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-any}
spec:
  event:
    selector: "true" # ✗ any-event
  submit: {workflowTemplateRef: {name: build}}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-some}
spec:
  event:
    selector: payload != nil && (1 == 1 || payload.action == "opened") # ✗ any-event
  submit: {workflowTemplateRef: {name: build}}
`,
    },
    {
      title: 'A look at the path and the headers only, and headers as they never are',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-push}
spec:
  event:
    selector: discriminator == "github" && metadata["x-github-event"] == ["push"] # ✗ envelope
  submit: {workflowTemplateRef: {name: build}}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-release}
spec:
  event:
    selector: |
      payload.action == "released" &&
      metadata["x-github-event"] == "release" && # ✗ header-mistake
      metadata["X-Gitlab-Event"] != nil && # ✗ header-mistake
      metadata["authorization"] != nil # ✗ header-mistake
  submit: {workflowTemplateRef: {name: build}}
`,
    },
    {
      title: 'A sensor takes whatever is sent to an open webhook',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: EventSource
metadata: {name: webhook}
spec:
  webhook:
    build: {port: "12000", endpoint: /build, method: POST}
    deploy:
      port: "12000"
      endpoint: /deploy
      method: POST
      authSecret: {name: deploy-token, key: token}
---
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-call}
spec:
  dependencies:
    - name: build # ✗ unfiltered-webhook
      eventSourceName: webhook
      eventName: build
    - name: deploy
      eventSourceName: webhook
      eventName: deploy
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
              spec: {workflowTemplateRef: {name: run}}
`,
    },
    {
      title: 'Fields that must not be empty, which those that are missing are not',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-message}
spec:
  event:
    selector: payload.message != "" # ✗ presence
  submit: {workflowTemplateRef: {name: greet}}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-push}
spec:
  event:
    selector: payload.repo.name != "" && payload["branch"] != '' && discriminator == "git" # ✗ presence
  submit: {workflowTemplateRef: {name: build}}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-main}
spec:
  event:
    selector: payload.repo != "" && payload.ref == "refs/heads/main"
  submit: {workflowTemplateRef: {name: build}}`,
    },
    {
      title: 'The payload is compared',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-pull-request}
spec:
  event:
    selector: |
      discriminator == "github" && metadata["x-github-event"] == ["pull_request"] &&
      payload.repository.full_name == "acme/app" && payload.action in ["opened", "synchronize"]
  submit: {workflowTemplateRef: {name: build}}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {name: on-tag}
spec:
  event:
    selector: "'push' in metadata['x-github-event'] and not (payload.deleted or payload.ref == 'true')"
  submit: {workflowTemplateRef: {name: build}}
`,
    },
    {
      title: 'The dependency has a filter, and another source checks who sends',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: EventSource
metadata: {name: hooks}
spec:
  webhook:
    build: {port: "12000", endpoint: /build, method: POST}
  github:
    push: {events: [push], webhookSecret: {name: github, key: secret}}
---
apiVersion: argoproj.io/v1alpha1
kind: Sensor
metadata: {name: on-push}
spec:
  dependencies:
    - name: build
      eventSourceName: hooks
      eventName: build
      filters:
        data: [{path: body.repository, type: string, value: [acme/app]}]
    - {name: push, eventSourceName: hooks, eventName: push}
    - {name: elsewhere, eventSourceName: unknown, eventName: build}
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
              spec: {workflowTemplateRef: {name: run}}
`,
    },
  ],
  *check(manifest, project) {
    if (manifest.kind === 'WorkflowEventBinding') yield* ofBinding(manifest)
    if (manifest.kind === 'Sensor') yield* ofSensor(manifest, project)
  },
})
