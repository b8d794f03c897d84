import type { Span } from '../yaml/file.ts'

/**
 * Who controls a value, from nobody to anybody (T0 to T4 of catalogue 1.8.3). T2 is two: a `preset` is a value that
 * somebody may override, an `argument` is one that somebody has to give.
 */
const levels = ['constant', 'output', 'preset', 'argument', 'submitter', 'event'] as const
export type Level = (typeof levels)[number]

/** Where a value comes from. */
export interface Source {
  readonly level: Level
  /** Words that end "it comes from …". */
  readonly from: string
  /** The place that says so. */
  readonly at?: Span
  /** Only some texts are offered or likely, though nothing enforces it. */
  readonly limited?: boolean
  /** The output of a step that fetches something from elsewhere. */
  readonly fetched?: boolean
}

/** The worse of two sources; the first of equals. */
export function worse(a: Source, b: Source): Source {
  return levels.indexOf(b.level) > levels.indexOf(a.level) ? b : a
}

export const constant: Source = { level: 'constant', from: 'fixed text in this file' }
export const submitter: Source = { level: 'submitter', from: 'anyone who may submit this template' }
export const override: Source = { level: 'preset', from: 'whoever submits the workflow with another value' }
export const required: Source = { level: 'argument', from: 'whoever submits the workflow' }
