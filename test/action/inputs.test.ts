import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as z from 'zod/mini'
import { InputError, readInputs, schema } from '../../action/inputs.ts'
import { descriptions } from '../../action/outputs.ts'
import { readAction } from './action.ts'

const action = readAction()

test('action.yml has the inputs of the schema, with their descriptions and defaults', () => {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input' })
  const expected = Object.entries(properties).map(([id, property]) => {
    const { description, default: value } = property as { description?: string; default?: string }
    return [id, value === undefined ? { description } : { description, default: value }]
  })
  // The runner fills this one in, so it has no default for us.
  const { 'github-token': token, ...others } = action.inputs
  const { 'github-token': ownToken, ...own } = Object.fromEntries(expected) as typeof action.inputs
  expect(Object.keys(action.inputs)).toEqual(Object.keys(properties))
  expect(others).toEqual(own)
  expect(token).toEqual({ ...ownToken, default: '${{ github.token }}' })
})

test('action.yml has the outputs that are set, with their descriptions', () => {
  const expected = Object.entries(descriptions).map(([id, description]) => [id, { description }])
  expect(action.outputs).toEqual(Object.fromEntries(expected))
})

test('the ids of inputs and outputs are kebab-case', () => {
  for (const id of [...Object.keys(action.inputs), ...Object.keys(action.outputs)])
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
})

test('action.yml names what the runner and the marketplace need', () => {
  expect(action.runs).toEqual({ using: 'node24', main: 'dist/action.js' })
  expect(action.branding).toEqual({ icon: 'shield', color: 'blue' })
})

describe('what the runner hands over', () => {
  beforeEach(() => {
    for (const [id, { default: value = '' }] of Object.entries(action.inputs)) give(id, value)
  })
  afterEach(() => vi.unstubAllEnvs())

  function give(id: string, value: string): void {
    vi.stubEnv(`INPUT_${id.toUpperCase()}`, value)
  }

  test('is the defaults when a workflow says nothing', () => {
    give('github-token', '')
    expect(readInputs()).toEqual({ paths: ['.'], 'only-new': true, annotations: true })
  })

  test('is typed', () => {
    give('paths', 'manifests\n\n  more files/a.yaml  \n')
    give('persona', 'auditor')
    give('fail-on', 'never')
    give('only-new', 'False')
    give('annotations', 'TRUE')
    expect(readInputs()).toMatchObject({
      paths: ['manifests', 'more files/a.yaml'],
      persona: 'auditor',
      'fail-on': 'never',
      'only-new': false,
      annotations: true,
    })
  })

  test.each([
    ['persona', 'Auditor', 'The input persona is "Auditor"; it must be one of regular, pedantic, auditor.'],
    ['min-severity', 'hgih', 'The input min-severity is "hgih"; it must be one of info, low, medium, high, critical.'],
    ['min-confidence', '1', 'The input min-confidence is "1"; it must be one of low, medium, high.'],
    ['fail-on', 'none', 'The input fail-on is "none"; it must be one of info, low, medium, high, critical, never.'],
    ['only-new', 'yes', 'The input only-new is "yes"; it must be true or false.'],
  ])('is refused when %s is %s', (id, value, message) => {
    give(id, value)
    expect(readInputs).toThrow(new InputError(message))
  })

  test('is refused with all mistakes at once', () => {
    give('persona', 'x')
    give('fail-on', 'y')
    expect(readInputs).toThrow(/persona.*fail-on/)
  })
})
