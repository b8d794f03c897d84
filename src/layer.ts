import * as z from 'zod/mini'
import type { Config } from './config.ts'
import { checked, configSchema } from './schema.ts'
import { type File, position } from './yaml/file.ts'
import { pair } from './yaml/query.ts'
import type { Value } from './yaml/value.ts'

/** One of several config files that count together. */
export interface Layer {
  readonly path: string
  /** What it says itself, as plain values under the keys of the file. */
  readonly says: Value
  /** The config that it adds to. */
  readonly extends?: {
    /** Nothing for the owner of the repository that holds the file. */
    readonly owner?: string
    readonly repo: string
    /** Nothing for the usual places. */
    readonly path?: string
    /** Where the file says so, from 1. */
    readonly line: number
  }
}

/** @throws ConfigError as `parseConfig` does */
export function layer(file: File, ruleIds: readonly string[]): Layer {
  const { root, says, config } = checked(file, ruleIds)
  if (config.extends === undefined) return { path: file.path, says }
  const [name = '', path] = config.extends.split(':')
  const [repo = '', owner] = name.split('/').toReversed()
  const line = position(file, pair(root, 'extends')?.key.start ?? 0).line
  return {
    path: file.path,
    says,
    extends: { repo, line, ...(owner !== undefined && { owner }), ...(path !== undefined && { path }) },
  }
}

/**
 * What config files mean together. The nearest that says something counts, key by key; of the rules and the globs of
 * personas one by one. Lists, and what is assumed of the cluster, are taken whole.
 *
 * @param layers nearest first
 */
export function combined(layers: readonly Layer[], ruleIds: readonly string[]): Config {
  const says = layers.reduceRight<Value>((far, { says: near }) => over(near, far), {})
  return z.parse(configSchema(ruleIds.map((id) => ({ id }))), says)
}

/** Keys below which one file adds to another. */
const sections = new Set(['', 'rules', 'paths', 'paths.persona', 'assume', 'fix'])

/** What is near stands behind what is far: of globs the last one counts. */
function over(near: Value, far: Value, at = ''): Value {
  if (!sections.has(at) || !isMapping(near) || !isMapping(far)) return near
  const merged = Object.entries(far).filter(([key]) => !Object.hasOwn(near, key))
  for (const [key, its] of Object.entries(near)) {
    const under = Object.hasOwn(far, key) ? far[key] : undefined
    merged.push([key, under === undefined ? its : over(its, under, at ? `${at}.${key}` : key)])
  }
  return Object.fromEntries(merged)
}

function isMapping(value: Value): value is { [key: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
