import type { ErrorObject, ValidateFunction } from 'ajv'
import {
  ajv,
  compiled,
  type Described,
  description,
  escape,
  type Json,
  type Parameter,
  resolve,
  type Schema,
} from './openapi.ts'

/**
 * GitHub's published description of its REST API and webhooks, as far as it is used: `contract/openapi.json`,
 * made by `test/github/loopback/slice.ts`. The description allows any further property and query parameter; here one is a problem.
 */

export interface Operation {
  /** `GET /repos/{owner}/{repo}` */
  readonly route: string
  readonly params: Readonly<Record<string, string>>
  readonly described: Described
  /** Where it is in the description, as a JSON pointer. */
  readonly pointer: string
}

const templates = Object.keys(description.paths).map((path) => {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const pattern = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    /^(path|ref|basehead)$/.test(name) ? '(.+)' : '([^/]+)',
  )
  return { path, names, pattern: new RegExp(`^${pattern}$`) }
})
// A literal part says more than a parameter.
templates.sort((a, b) => a.names.length - b.names.length || b.path.length - a.path.length)

export function findOperation(method: string, path: string): Operation | undefined {
  for (const template of templates) {
    const match = template.pattern.exec(path)
    const described = description.paths[template.path]?.[method.toLowerCase()]
    if (!match || !described) continue
    const params = Object.fromEntries(template.names.map((name, i) => [name, decodeURIComponent(match[i + 1] ?? '')]))
    const pointer = `#/paths/${escape(template.path)}/${method.toLowerCase()}`
    return { route: `${method} ${template.path}`, params, described, pointer }
  }
  return undefined
}

/** What is wrong with a request, in words that name the place. */
export function checkRequest(operation: Operation, query: URLSearchParams, body: unknown): readonly string[] {
  const parameters = (operation.described.parameters ?? []).map((one) =>
    '$ref' in one ? (resolve(one.$ref) as Parameter) : one,
  )
  const inPath = parameters.filter((one) => one.in === 'path')
  const inQuery = parameters.filter((one) => one.in === 'query')
  return [
    ...inPath.flatMap((one) => checkParameter(one, operation.params[one.name])),
    ...inQuery.flatMap((one) => checkParameter(one, query.get(one.name) ?? undefined)),
    ...[...query.keys()]
      .filter((name) => !inQuery.some((one) => one.name === name))
      .map((name) => `query ${name} is not known`),
    ...(Number(query.get('per_page') ?? 1) > 100 ? ['query per_page is above 100'] : []),
    ...checkBody(operation, body),
  ]
}

function checkParameter({ name, schema, required = false }: Parameter, given: string | undefined): readonly string[] {
  if (given === undefined) return required ? [`parameter ${name} is missing`] : []
  const { type } = schema.$ref ? (resolve(schema.$ref) as Schema) : schema
  const value = type === 'integer' || type === 'number' ? Number(given) : type === 'boolean' ? given === 'true' : given
  return problems(schema.$ref ? compiled(schema.$ref) : ajv.compile(schema), value, `parameter ${name}`)
}

function checkBody({ described, pointer }: Operation, body: unknown): readonly string[] {
  const [type] = Object.keys(described.requestBody?.content ?? {})
  if (!described.requestBody || !type) {
    return body !== undefined && JSON.stringify(body) !== '{}' ? ['this operation takes no body'] : []
  }
  if (body === undefined) return described.requestBody.required ? ['the body is missing'] : []
  const place = `${pointer}/requestBody/content/${escape(type)}/schema`
  return [
    ...problems(compiled(place), body, 'body'),
    ...unknown(described.requestBody.content[type]?.schema, body, 'body'),
  ]
}

/** What is wrong with an answer. Errors that the description forgets for an operation need GitHub's shape of an error. */
export function checkResponse({ described, pointer }: Operation, status: number, body: unknown): readonly string[] {
  const found = described.responses[status]
  if (!found && status < 400) return [`status ${status} is not described`]
  // The description forgets errors of some operations, and asks nothing of their shape.
  if (status >= 400 && typeof (body as { message?: unknown })?.message !== 'string')
    return [`error ${status} has no message`]
  if (!found) return problems(compiled('#/components/schemas/basic-error'), body, 'error')
  const place = found.$ref ?? `${pointer}/responses/${status}`
  const { content } = found.$ref ? (resolve(found.$ref) as { content?: Json }) : found
  const types = Object.keys(content ?? {})
  const type = types.find((one) => one === 'application/json') ?? types[0]
  if (!type) return body === undefined || status >= 300 ? [] : [`status ${status} has no body`]
  return problems(compiled(`${place}/content/${escape(type)}/schema`), body, `answer ${status}`)
}

/** What is wrong with the payload of a webhook; an event that the slice does not hold is a problem too. */
export function checkWebhook(event: string, payload: Json): readonly string[] {
  const name = [event, payload['action']].filter(Boolean).join('-').replaceAll('_', '-')
  if (!description['x-webhooks'][name]) return [`webhook ${name} is not described`]
  return problems(compiled(`#/x-webhooks/${name}/post/requestBody/content/application~1json/schema`), payload, name)
}

function problems(validate: ValidateFunction, value: unknown, what: string): readonly string[] {
  if (validate(value)) return []
  // Branches of an `anyOf` each say why they do not fit; the leaves are what helps.
  const errors = (validate.errors ?? []).filter(({ keyword }) => !['anyOf', 'oneOf'].includes(keyword))
  return errors.slice(0, 12).map((error) => `${what}${error.instancePath} ${error.message ?? ''}${detail(error)}`)
}

function detail({ params }: ErrorObject): string {
  return Array.isArray(params['allowedValues']) ? `: ${params['allowedValues'].join(', ')}` : ''
}

/** Properties that no branch of a schema names. */
function unknown(schema: Schema | undefined, value: unknown, at: string): readonly string[] {
  if (!schema || typeof value !== 'object' || value === null) return []
  const branches = flatten(schema)
  if (Array.isArray(value)) {
    const items = branches.find(({ items }) => items)?.items
    return value.flatMap((item, i) => unknown(items, item, `${at}/${i}`))
  }
  const known = new Map(branches.flatMap(({ properties = {} }) => Object.entries(properties)))
  if (known.size === 0) return []
  return Object.entries(value).flatMap(([key, item]) => {
    const inner = known.get(key)
    return inner ? unknown(inner, item, `${at}/${key}`) : [`${at}/${key} is not known`]
  })
}

function flatten(schema: Schema): readonly Schema[] {
  const own = schema.$ref ? (resolve(schema.$ref) as Schema) : schema
  const inner = ['allOf', 'anyOf', 'oneOf'].flatMap((key) => (own[key] as readonly Schema[] | undefined) ?? [])
  return [own, ...inner.flatMap(flatten)]
}
