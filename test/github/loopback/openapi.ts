import { readFileSync } from 'node:fs'
import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { deviations } from './contract/deviations.ts'

export type Json = Readonly<Record<string, unknown>>

export interface Schema extends Json {
  readonly $ref?: string
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly maximum?: number
}

export interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly schema: Schema
}

export interface Described {
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[]
  readonly requestBody?: {
    readonly required?: boolean
    readonly content: Readonly<Record<string, { readonly schema: Schema }>>
  }
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: Json }>>
}

export interface Description {
  readonly info: { readonly version: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  readonly 'x-webhooks': Readonly<Record<string, { readonly post: Described }>>
}

export const description = JSON.parse(
  readFileSync(new URL('contract/openapi.json', import.meta.url), 'utf8'),
  adapt,
) as Description
for (const [pointer, schema] of Object.entries(deviations)) deviate(pointer, schema)
export const ajv = new Ajv({
  strict: false,
  allErrors: true,
  logger: false,
  coerceTypes: false,
  inlineRefs: false,
  code: { optimize: false },
})
addFormats.default(ajv)
ajv.addSchema(description, 'github')

/** OpenAPI 3.0 says `nullable` where JSON Schema has a type `null`. */
function adapt(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('nullable' in value) || value.nullable !== true) return value
  const { nullable: _, ...schema } = value as Schema & { nullable: boolean }
  return { anyOf: [{ type: 'null' }, schema] }
}

function deviate(pointer: string, schema: object): void {
  const at = pointer.lastIndexOf('/')
  const parent = resolve(pointer.slice(0, at)) as Record<string, object>
  const key = pointer.slice(at + 1)
  if (!parent[key]) throw new Error(`The slice has no ${pointer}.`)
  parent[key] = schema
}

export function compiled(pointer: string): ValidateFunction {
  return ajv.getSchema(`github${pointer}`) ?? ajv.compile({ $ref: `github${pointer}` })
}

export function resolve(reference: string): unknown {
  const parts = reference.slice(2).split('/')
  return parts.reduce<unknown>(
    (found, part) => (found as Json)[part.replaceAll('~1', '/').replaceAll('~0', '~')],
    description,
  )
}

/** As one part of a JSON pointer. */
export function escape(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1')
}
