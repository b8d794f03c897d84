import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'

/** What is wrong with a report by the schema of SARIF 2.1.0. That is of draft 4, of which ajv reads everything but two names. */
export function sarifErrors(): (value: unknown) => unknown {
  const text = readFileSync(new URL('sarif-2.1.0.schema.json', import.meta.url), 'utf8')
  const { $schema: _, id, ...schema } = JSON.parse(text) as { $schema: string; id: string }
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })
  formats.default(ajv)
  const validate = ajv.compile({ ...schema, $id: id })
  return (value) => (validate(value) ? [] : validate.errors)
}
