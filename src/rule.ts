import type { Ignore } from './argo/ignore.ts'
import { holdsWorkflow, type Manifest } from './argo/manifest.ts'
import type { Project } from './argo/project.ts'
import type { Setting } from './argo/setting.ts'
import type { Level, Source } from './argo/flow/source.ts'
import type { Confidence, Persona, Safety, Severity, Way } from './finding.ts'
import type { Change } from './yaml/change.ts'
import type { Refusal } from './yaml/edit.ts'
import type { Span } from './yaml/file.ts'

/** How bad, how sure, and for whom. */
export interface Grade {
  readonly severity: Severity
  readonly confidence: Confidence
  readonly persona: Persona
}

/** One case of a rule that is graded on its own; what it leaves out is the rule's. */
export interface Variant extends Partial<Grade> {
  /** The condition, as half a sentence that ends the words "when …". */
  readonly when: string
}

/** The cases of a rule about a value that others choose: by who chooses it, as most such rules grade it. */
export const bySource = {
  event: { when: 'an event binding or a sensor fills the value from the payload of an event' },
  submitter: { when: 'the template is a library, so whoever may submit it chooses the value' },
  argument: { when: 'the value has to be given when the workflow is submitted or resumed', severity: 'medium' },
  preset: {
    when: 'the manifest gives the value, and a submission may give another',
    severity: 'medium',
    persona: 'pedantic',
  },
  output: {
    when: 'the value is the output of an earlier step or an item of a computed list',
    severity: 'low',
    persona: 'pedantic',
  },
} as const satisfies Record<Exclude<Level, 'constant'>, Variant>

/** A place that makes a problem true together with others. */
export interface Related {
  readonly at: Span | Setting
  readonly note: string
  /** The manifest that holds it, when it is not the one under check. */
  readonly manifest?: Manifest
  /**
   * `to` for a step of the way that leads to the problem, as a value takes from its source; `from` for one of the way
   * that leads on from it, as to what an account may do. Nothing for a place that only stands beside it.
   */
  readonly way?: Way
}

/** Places as the steps of the way that leads to a problem. */
export function leadingTo(steps: readonly Related[]): readonly Related[] {
  return steps.map((step) => ({ ...step, way: 'to' }))
}

/** How a rule would mend a problem: what is to be said instead, not how it is written. */
export interface Proposal {
  /** What it does, as an order (`Run it unprivileged`); of an unsafe one also what may change for the user. */
  readonly title: string
  readonly safety: Safety
  /** All in the file of the manifest under check, told by nodes of their trees. */
  readonly changes: readonly Change[]
}

/** What a rule yields: where, and what is wrong there. The engine makes a finding of it. */
export interface Problem extends Partial<Grade> {
  /**
   * A node, a part of one, or an effective setting. A setting that is written in another manifest is
   * dropped by the engine: each manifest reports what is written in it.
   */
  readonly at: Span | Setting
  /** What is wrong, why it matters here, what to do: sentences in Markdown with inline code only. */
  readonly message: string
  /** A name out of the rule's `variants`. */
  readonly variant?: string
  readonly related?: readonly Related[]
  /** Tells problems at one place apart, with words that stay when lines move. */
  readonly key?: string
  /** How to mend it, or why that is not for a program to do. Asked only when somebody wants to see it. */
  readonly propose?: () => Proposal | Refusal
}

/** Lines that must be reported end in `# ✗`, or `# ✗ variant`; an example without any must pass. */
export interface Example {
  readonly title: string
  /** One or more documents. */
  readonly yaml: string
  /** The version of Argo it is judged for, where that matters. */
  readonly argoVersion?: string
  /** What the rule's own fixes, safe and unsafe, make of it, where they mend anything. */
  readonly fixed?: string
}

export const categories = {
  'workflow-pod': 'Workflow pods',
  identity: 'Identity',
  injection: 'Injection',
  'supply-chain': 'Supply chain',
  secrets: 'Secrets',
  availability: 'Availability and cost',
  controller: 'Workflow controller',
  server: 'Argo Server',
  rbac: 'Permissions',
  network: 'Network',
  events: 'Events',
  migration: 'Migration',
  manifest: 'Manifests',
} as const
export type Category = keyof typeof categories

/** One rule is one value: its page, tests, schema entry and SARIF metadata are made from it. */
export interface Rule extends Grade {
  /** The name of its file. */
  readonly id: string
  /** One sentence without a full stop that says what is wrong. */
  readonly title: string
  readonly category: Category
  /**
   * Keys of which a manifest has one wherever there is something to report: the rule is not asked about others. Not for
   * rules that report what is absent.
   */
  readonly needs?: readonly string[]
  /** It looks only at what runs Argo and stands around it: it is not asked about workflows and their templates. */
  readonly about?: 'installation'
  /** Cases with a grade of their own, by name. */
  readonly variants?: Readonly<Record<string, Variant>>
  /** Why it matters, then what to do, in Markdown. */
  readonly docs: string
  /** Sentences of Argo's security guide that it checks, by the ids of `src/guide.ts`. */
  readonly guide: readonly string[]
  readonly references: readonly string[]
  readonly examples: readonly Example[]
  /** What it points at is a secret, which no report shows. */
  readonly hides?: true
  check(manifest: Manifest, project: Project): Iterable<Problem>
  /** Asked about an ignore that silenced nothing, after all rules that it names were asked. */
  checkIdle?(ignore: Ignore): Problem | undefined
}

/** The way of a value to the place of a problem, as the places to read before it. */
export function along(source: Source | undefined): Pick<Problem, 'related'> {
  return source && source.way.length > 0 ? { related: leadingTo(source.way) } : {}
}

export function defineRule(rule: Rule): Rule {
  return rule
}

/**
 * Whether a rule can have something to say about a manifest. What a patch or the settings of a controller hold is
 * written in texts, whose keys are not looked at.
 */
export function concerns({ about, needs }: Rule, { root, kind }: Manifest): boolean {
  if (about === 'installation' && holdsWorkflow(kind)) return false
  return !needs || kind === 'ConfigMap' || root.mayHave('podSpecPatch') || needs.some((key) => root.mayHave(key))
}
