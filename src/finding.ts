import type { Ignore } from './argo/ignore.ts'
import type { Manifest } from './argo/manifest.ts'
import type { Proposal, Rule } from './rule.ts'
import type { Edit, Refusal } from './yaml/edit.ts'
import type { File, Span } from './yaml/file.ts'

/** From harmless to worst. `info` is a fact worth a reviewer's eye. */
export const severities = ['info', 'low', 'medium', 'high', 'critical'] as const
export type Severity = (typeof severities)[number]

/** How likely it is that what a finding says is true: at least 95 % for `high`, below 75 % for `low`. */
export const confidences = ['low', 'medium', 'high'] as const
export type Confidence = (typeof confidences)[number]

/** Who wants to see it: everybody; those who harden; those who judge each case by hand (zizmor's words). */
export const personas = ['regular', 'pedantic', 'auditor'] as const
export type Persona = (typeof personas)[number]

/** A safe fix cannot change what runs; an unsafe one may, and is made only for who asks for it. */
export const safeties = ['safe', 'unsafe'] as const
export type Safety = (typeof safeties)[number]

/** A proved way to mend a finding: edits of its file that do not overlap. */
export interface Fix {
  /** What it does, as an order. */
  readonly title: string
  readonly safety: Safety
  /** The file of the finding's manifest, as it was read. */
  readonly file: File
  readonly edits: readonly Edit[]
}

/** A step of the way that leads to a finding, or of the way on from it to what it leads to. */
export type Way = 'to' | 'from'

/** A place in a file, and what a reader should see there when it is not the finding's own message. */
export interface Location {
  readonly file: File
  readonly span: Span
  readonly note?: string
  /** Of a related place that is a step of a way; others only stand beside the finding. */
  readonly way?: Way
}

/** What a tool says about one place. A finding is a value: reports print it, nothing changes it. */
export interface Finding {
  readonly rule: Rule
  /** The variant of the rule's table that it is, when the rule has several. */
  readonly variant?: string
  readonly severity: Severity
  readonly confidence: Confidence
  readonly persona: Persona
  /** Sentences in Markdown with inline code only; holds text of the manifest, so it is escaped by each report. */
  readonly message: string
  readonly manifest: Manifest
  readonly at: Location
  /** Other places that make it true, in the order in which they are to be read; the steps of a way in its order. */
  readonly related: readonly Location[]
  /** The same problem on another commit has the same fingerprint, wherever its lines have moved. */
  readonly fingerprint: string
  /**
   * Places that lead to the template in which the finding lies: a new one makes an old finding new again. Where the finding
   * is about a value, calls that pass only fixed text are none.
   */
  calls(): readonly Call[]
  /** What its rule would do about it; `undefined` where the rule has nothing to offer. */
  readonly propose?: () => Proposal | Refusal
  /** What was proved to mend it; only where a shell has asked for fixes. */
  readonly fix?: Fix
  /** `existing` when the base has it too. */
  readonly status: 'new' | 'existing'
  /** Said here because an ignore that silences it is only part of the change under review. */
  readonly unheeded?: Ignore
}

/** A place that calls a template, with a key that stays the same while lines move. */
export interface Call {
  readonly key: string
  readonly at: Location
  /** The whole step, task or hook, where it is one. */
  readonly within?: Span
}

export interface Suppressed {
  readonly finding: Finding
  /** The comment, annotation or config entry that silences it. */
  readonly by: Ignore
}

/** A file, or a document of it, that was not analysed. */
export interface Unread {
  readonly path: string
  /** From 1. */
  readonly line: number
  readonly reason: string
}

/** A rule that threw: our mistake, never the manifest's. Other rules and files went on. */
export interface Failure {
  readonly rule: string
  readonly path: string
  readonly error: unknown
}

/** Everything a shell needs to print. */
export interface Report {
  /** Files that were looked into. */
  readonly files: number
  /** Objects that some rule could judge. */
  readonly manifests: number
  /** The objects and where they are, each as `whereabouts` says it. */
  readonly objects: ReadonlySet<string>
  /** New ones and existing ones, worst first, then by place. */
  readonly findings: readonly Finding[]
  readonly suppressed: readonly Suppressed[]
  /** Findings that this persona, severity or confidence hides. */
  readonly hidden: number
  readonly unread: readonly Unread[]
  readonly failures: readonly Failure[]
}

/** Less than zero when `a` is to be read before `b`: worst first, then surest, then by place. */
export function worstFirst(a: Finding, b: Finding): number {
  return (
    severities.indexOf(b.severity) - severities.indexOf(a.severity) ||
    confidences.indexOf(b.confidence) - confidences.indexOf(a.confidence) ||
    (a.at.file.path < b.at.file.path ? -1 : a.at.file.path > b.at.file.path ? 1 : a.at.span.start - b.at.span.start)
  )
}

/** Whether a severity is at least as bad as a threshold. */
export function atLeast(severity: Severity, threshold: Severity): boolean {
  return severities.indexOf(severity) >= severities.indexOf(threshold)
}
