import { readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { readAction } from './action.ts'

const page = readFileSync('docs/action.md', 'utf8')
const action = readAction()

describe('docs/action.md', () => {
  test('has a row for each input, as action.yml has it', () => {
    const rows = Object.entries(action.inputs).map(([id, { default: value, description }]) =>
      row(id, value, description),
    )
    expect(tableUnder('Inputs')).toEqual(rows)
  })

  test('has a row for each output, as action.yml has it', () => {
    const rows = Object.entries(action.outputs).map(([id, { description }]) => `| \`${id}\` | ${description} |`)
    expect(tableUnder('Outputs')).toEqual(rows)
  })

  const workflows = [...page.matchAll(/```yaml\n(name: [^]*?)```/g)].map(([, text = '']) => load(text) as Workflow)

  test('shows workflows', () => {
    expect(workflows).toHaveLength(2)
  })

  test.each(workflows)('that grant nothing but what they need (%#)', ({ permissions, jobs }) => {
    expect(permissions).toEqual({})
    const uploads = jobs.review.steps.some(({ uses }) => uses.includes('upload-sarif'))
    expect(jobs.review.permissions).toEqual({ contents: 'read', ...(uploads && { 'security-events': 'write' }) })
  })

  test.each(workflows)('that give only inputs which there are (%#)', ({ jobs }) => {
    const own = jobs.review.steps.filter(({ uses }) => uses.includes('/lynceus@'))
    expect(own).toHaveLength(1)
    for (const step of own)
      for (const id of Object.keys(step.with ?? {})) expect(Object.keys(action.inputs)).toContain(id)
  })

  test('uses only outputs which there are', () => {
    const used = [...page.matchAll(/outputs\.([a-z-]+)/g)].map(([, id]) => id)
    expect(used.length).toBeGreaterThan(0)
    for (const id of used) expect(Object.keys(action.outputs)).toContain(id)
  })
})

interface Workflow {
  readonly permissions: object
  readonly jobs: { readonly review: { readonly permissions: object; readonly steps: readonly Step[] } }
}

interface Step {
  readonly uses: string
  readonly with?: object
}

function row(id: string, value: string | undefined, description: string): string {
  return `| \`${id}\` |${value === undefined ? '' : ` \`${value}\``} | ${description} |`
}

function tableUnder(heading: string): string[] {
  const section = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  return section.split('\n').filter((line) => line.startsWith('| `'))
}
