import type { Confidence, Persona, Severity } from './finding.ts'

/** What the user has set. Every field has its default in `defaults`; `src/schema.ts` checks and documents the file. */
export interface Config {
  readonly persona: Persona
  readonly minSeverity: Severity
  readonly minConfidence: Confidence
  /** The least severity of a new finding that fails the run. */
  readonly failOn: Severity | 'never'
  /** The version of Argo that runs the manifests, such as `3.7.18`. */
  readonly argoVersion?: string
  /** By rule id: switched off, or given another severity. */
  readonly rules: Readonly<Record<string, RuleSetting>>
  readonly paths: {
    /** Globs; a file must match one of them when there are any. */
    readonly include: readonly string[]
    readonly exclude: readonly string[]
    /** Globs with the persona of the files they match, or `off`; the last match wins. */
    readonly persona: Readonly<Record<string, Persona | 'off'>>
  }
  readonly assume: {
    /** The `workflowDefaults` of a controller whose ConfigMap is not among the files, as a plain value. */
    readonly workflowDefaults?: unknown
  }
  /** What fixes may write that is for a person to choose. */
  readonly fix: {
    /** The ServiceAccount for pods that have none of their own; it must be there in their namespace. */
    readonly serviceAccountName?: string
    /** The ServiceAccount for Argo's executor in pods whose containers get no token. */
    readonly executorServiceAccountName?: string
    /** What the App labels pull requests with fixes, of the labels that the repository has; `fixLabels` when not set. */
    readonly labels?: readonly string[]
  }
  /** Whether the App keeps an issue that shows how the default branch stands. */
  readonly dashboard: boolean
  /** A repository of the same owner, and maybe a path in it, whose config this one adds to. Only the App follows it. */
  readonly extends?: string
}

export interface RuleSetting {
  readonly enabled: boolean
  readonly severity?: Severity
}

export const defaults: Config = {
  persona: 'regular',
  minSeverity: 'info',
  minConfidence: 'low',
  failOn: 'high',
  rules: {},
  paths: { include: [], exclude: [], persona: {} },
  assume: {},
  fix: {},
  dashboard: false,
}

/** What `fix.labels` is when it is not set. */
export const fixLabels: readonly string[] = ['security']

/** Mistakes of the user's in a config file, with the places and the cure. */
export class ConfigError extends Error {
  readonly path: string
  /** Of the first, from 1. */
  readonly line: number
  /** Each by itself, in the order of their lines; the message has them all. */
  readonly mistakes: readonly { readonly line: number; readonly message: string }[]

  constructor(path: string, line: number, message: string, mistakes: ConfigError['mistakes'] = [{ line, message }]) {
    super(message)
    this.name = 'ConfigError'
    this.path = path
    this.line = line
    this.mistakes = mistakes
  }
}
