import { readFileSync } from 'node:fs'
import { load } from 'js-yaml'

export interface Action {
  readonly name: string
  readonly description: string
  readonly branding: { readonly icon: string; readonly color: string }
  readonly runs: { readonly using: string; readonly main: string }
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>
  readonly outputs: Readonly<Record<string, { readonly description: string }>>
}

/** action.yml as the runner reads it. */
export function readAction(): Action {
  return load(readFileSync('action.yml', 'utf8')) as Action
}
