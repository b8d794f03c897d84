import { readFileSync } from 'node:fs'
import {
  buildSchema,
  defaultFieldResolver,
  execute,
  GraphQLError,
  type GraphQLResolveInfo,
  Kind,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql'
import type { Answer, Call } from '../call.ts'
import type { Node } from '../state.ts'
import { type Contract, report } from '../violations.ts'
import { mutations } from './mutations.ts'
import { objectOf, queries } from './queries.ts'

/** GitHub's schema as far as it is used, made by `test/github/loopback/slice.ts`. */
const schema = buildSchema(readFileSync(new URL('../contract/schema.graphql', import.meta.url), 'utf8'), {
  assumeValid: true,
})

interface Sent {
  readonly query?: string
  readonly variables?: Readonly<Record<string, unknown>>
  readonly operationName?: string
}

/** The fields at the root of a document; none for what is no document. */
export function fieldsOf(body: unknown): readonly string[] {
  try {
    return parse((body as Sent).query ?? '').definitions.flatMap((definition) => {
      if (definition.kind !== Kind.OPERATION_DEFINITION) return []
      return definition.selectionSet.selections.flatMap((one) => (one.kind === Kind.FIELD ? [one.name.value] : []))
    })
  } catch {
    return []
  }
}

export function isMutation(body: unknown): boolean {
  try {
    return parse((body as Sent).query ?? '').definitions.some(
      (one) => one.kind === Kind.OPERATION_DEFINITION && one.operation === OperationTypeNode.MUTATION,
    )
  } catch {
    return false
  }
}

/** Answers a document, always with status 200 as GitHub does; notes what its schema does not allow. */
export function answerGraphql(call: Call, contract: Contract): Answer {
  const { query = '', variables = {}, operationName } = (call.body ?? {}) as Sent
  const name = fieldsOf(call.body).join(' ')
  try {
    const document = parse(query)
    const wrong = validate(schema, document, specifiedRules)
    if (
      report(
        contract,
        'graphql',
        name,
        wrong.map(({ message }) => message),
      )
    )
      return errors(wrong)
    const result = execute({
      schema,
      document,
      variableValues: variables,
      operationName: operationName ?? null,
      rootValue: { ...queries, ...mutations },
      contextValue: call,
      fieldResolver: modelled,
      typeResolver: typeOf,
    })
    if (result instanceof Promise) throw new Error('Resolvers are synchronous.')
    // Errors of GitHub's own have a type. Others are variables of a wrong type, or a field that the loopback does not model.
    const own = (result.errors ?? []).filter(({ extensions }) => !extensions['type'])
    report(
      contract,
      'graphql',
      name,
      own.map(({ message }) => message),
    )
    return {
      status: 200,
      body: { data: result.data ?? null, ...(result.errors ? { errors: result.errors.map(shape) } : {}) },
    }
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    report(contract, 'graphql', name, [error.message])
    return errors([error])
  }
}

/** A field that nothing here answers is an error, never a silent null. */
function modelled(
  given: unknown,
  parameters: Record<string, unknown>,
  context: Call,
  info: GraphQLResolveInfo,
): unknown {
  const source = isNode(given) ? objectOf(context, given) : given
  const isThere = typeof source === 'object' && source !== null && info.fieldName in source
  if (info.fieldName === 'clientMutationId') return null
  if (!isThere) throw new GraphQLError(`The loopback does not model ${info.parentType.name}.${info.fieldName}.`)
  return defaultFieldResolver(source, parameters, context, info)
}

function typeOf(value: unknown): string {
  if (isNode(value)) return value.type === 'User' ? value.of.type : value.type
  return (value as { readonly __typename: string }).__typename
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'of' in value
}

function errors(found: readonly GraphQLError[]): Answer {
  return { status: 200, body: { errors: found.map(shape) } }
}

function shape({ message, path, locations, extensions }: GraphQLError) {
  return {
    ...(extensions['type'] ? { type: extensions['type'] } : {}),
    ...(path ? { path } : {}),
    ...(locations ? { locations } : {}),
    message,
  }
}
