import { beforeEach, describe, expect, test, vi } from 'vitest'
import { codeOf } from '../../../src/argo/code.ts'
import { sourceOf } from '../../../src/argo/flow/level.ts'
import type * as Feed from '../../../src/argo/flow/feed.ts'
import type { Level, Source } from '../../../src/argo/flow/source.ts'
import type * as Query from '../../../src/yaml/query.ts'
import { projectOf } from '../manifests.ts'

/**
 * The work of a question: each variable that is looked at, each thing that it is found to hold, and each look at a
 * node of a tree, for which the list that it gives counts with its length. Times would tell of the machine too.
 */
let work = 0

vi.mock('../../../src/argo/flow/feed.ts', async (original) => {
  const actual = await original<typeof Feed>()
  return {
    ...actual,
    *feeds(...given: Parameters<typeof actual.feeds>) {
      work++
      for (const feed of actual.feeds(...given)) {
        work++
        yield feed
      }
    },
  }
})

vi.mock('../../../src/yaml/query.ts', async (original) => {
  const actual = await original<typeof Query>()
  const counting = Object.entries(actual).map(([name, ask]: [string, (...given: never[]) => unknown]) => [
    name,
    (...given: never[]) => {
      const answer = ask(...given)
      work += 1 + (Array.isArray(answer) ? answer.length : 0)
      return answer
    },
  ])
  return Object.fromEntries(counting) as typeof actual
})

beforeEach(() => {
  work = 0
})

/** The sources of all tags in scripts, asked one by one, and the work of it. */
function asked(texts: readonly string[]): { readonly sources: readonly Source[]; readonly work: number } {
  const project = projectOf(texts)
  const questions = project.manifests.flatMap((manifest) =>
    codeOf(manifest).code.flatMap(({ tags, template }) => tags.map(({ flows }) => ({ flows, manifest, template }))),
  )
  work = 0
  const sources = questions.map(({ flows, manifest, template }) => sourceOf(flows, { project, manifest, template }))
  return { sources, work }
}

function list<One>(count: number, make: (index: number) => One): One[] {
  return Array.from({ length: count }, (_, index) => make(index))
}

function argo(kind: string, name: string, spec: readonly string[]): string {
  return `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\nmetadata: {name: ${name}}\nspec:\n${spec.map((line) => `  ${line}\n`).join('')}`
}

const tag = '{{inputs.parameters.in}}'
const given = `arguments: {parameters: [{name: in, value: "${tag}"}]}`
const script = `script: {image: a, command: [sh], source: "${tag}"}`

function template(name: string, body: string): string {
  return `- {name: ${name}, inputs: {parameters: [{name: in}]}, ${body}}`
}

/** A workflow whose first template gets a parameter that has to be given. */
function workflow(templates: readonly string[]): string {
  return argo('Workflow', 'run', [
    'entrypoint: t0',
    'arguments: {parameters: [{name: in}]}',
    'templates:',
    ...templates,
  ])
}

interface Shape {
  readonly title: string
  readonly texts: (count: number) => readonly string[]
  /** The worst there is. */
  readonly level: Level
}

const templates: readonly Shape[] = [
  {
    title: 'a chain of templates',
    texts: (count) => [
      workflow(
        list(count, (index) =>
          template(`t${index}`, `${script}, steps: [[{name: a, template: t${index + 1}, ${given}}]]`),
        ),
      ),
    ],
    level: 'argument',
  },
  {
    title: 'a chain of templates that is written backward',
    texts: (count) => [
      workflow(
        list(count, (index) =>
          template(`t${index}`, `${script}, steps: [[{name: a, template: t${index + 1}, ${given}}]]`),
        ).toReversed(),
      ),
    ],
    level: 'argument',
  },
  {
    title: 'one that calls all',
    texts: (count) => [
      workflow([
        template(
          't0',
          `dag: {tasks: [${list(count, (index) => `{name: a${index}, template: t${index + 1}, ${given}}`).join()}]}`,
        ),
        ...list(count, (index) => template(`t${index + 1}`, script)),
      ]),
    ],
    level: 'argument',
  },
  {
    title: 'all that call one',
    texts: (count) => [
      workflow([
        template('last', script),
        ...list(count, (index) => template(`t${index}`, `${script}, steps: [[{name: a, template: last, ${given}}]]`)),
      ]),
    ],
    level: 'argument',
  },
  {
    title: 'each hands on the output of the one before',
    texts: (count) => [
      workflow(
        list(count, (index) =>
          template(
            `t${index}`,
            `script: {image: a, command: [sh], source: "{{steps.a.outputs.parameters.out}}"}, steps: [[{name: a, template: t${index + 1}, ${given}}]], outputs: {parameters: [{name: out, valueFrom: {parameter: "{{steps.a.outputs.parameters.out}} ${tag}"}}]}`,
          ),
        ),
      ),
    ],
    level: 'argument',
  },
  {
    title: 'a circle through two libraries',
    texts: (count) =>
      ['a', 'b'].map((name) =>
        argo('WorkflowTemplate', name, [
          'templates:',
          ...list(count / 2, (index) =>
            template(
              `t${index}`,
              `${script}, steps: [[{name: a, templateRef: {name: ${name === 'a' ? 'b' : 'a'}, template: t${(index + 1) % (count / 2)}}, ${given}}]]`,
            ),
          ),
        ]),
      ),
    level: 'preset',
  },
  {
    title: 'all parameters at once, in each template',
    texts: (count) => [
      argo('Workflow', 'run', [
        'entrypoint: t0',
        `arguments: {parameters: [${list(count, (index) => `{name: p${index}${index === 0 ? '' : ', value: a'}}`).join()}]}`,
        'templates:',
        ...list(
          count,
          (index) => `- {name: t${index}, script: {image: a, command: [sh], source: "{{workflow.parameters}}"}}`,
        ),
      ]),
    ],
    level: 'argument',
  },
  {
    title: 'a long list of items, each used',
    texts: (count) => [
      workflow([
        template(
          't0',
          `steps: [[{name: a, withItems: [${list(count, () => `"${tag}"`).join()}], inline: {script: {image: a, command: [sh], source: "${'{{item}}'.repeat(count)}"}}}]]`,
        ),
      ]),
    ],
    level: 'argument',
  },
  {
    title: 'defaults that use themselves and each other',
    texts: (count) => [
      workflow([
        `- {name: t0, inputs: {parameters: [{name: in}, ${list(
          count,
          (index) =>
            `{name: p${index}, default: "{{inputs.parameters.p${index}}} {{inputs.parameters.${index === 0 ? 'in' : `p${index - 1}`}}}"}`,
        ).join()}]}, script: {image: a, command: [sh], source: "${list(count, (index) => `{{inputs.parameters.p${index}}}`).join('')}"}}`,
      ]),
    ],
    level: 'argument',
  },
]

const documents: readonly Shape[] = [
  {
    title: 'callers of one library',
    texts: (count) => [
      argo('WorkflowTemplate', 'lib', ['templates:', template('greet', script)]),
      ...list(count, (index) =>
        argo('Workflow', `run${index}`, [
          'entrypoint: t0',
          'arguments: {parameters: [{name: in}]}',
          'templates:',
          template('t0', `${script}, steps: [[{name: a, templateRef: {name: lib, template: greet}, ${given}}]]`),
        ]),
      ),
    ],
    level: 'argument',
  },
  {
    title: 'workflows that take over one library, each with an entrypoint of its own',
    texts: (count) => [
      argo('WorkflowTemplate', 'lib', [
        'entrypoint: t0',
        'templates:',
        ...list(count, (index) => template(`t${index}`, script)),
      ]),
      ...list(count, (index) =>
        argo('Workflow', `run${index}`, [
          'workflowTemplateRef: {name: lib}',
          `entrypoint: t${index}`,
          'arguments: {parameters: [{name: in}]}',
        ]),
      ),
    ],
    level: 'argument',
  },
  {
    title: 'libraries in a row',
    texts: (count) => [
      argo('Workflow', 'run', [
        'entrypoint: t0',
        'arguments: {parameters: [{name: in}]}',
        'templates:',
        template('t0', `${script}, steps: [[{name: a, templateRef: {name: lib0, template: t}, ${given}}]]`),
      ]),
      ...list(count, (index) =>
        argo('WorkflowTemplate', `lib${index}`, [
          'templates:',
          template('t', `${script}, steps: [[{name: a, templateRef: {name: lib${index + 1}, template: t}, ${given}}]]`),
        ]),
      ),
    ],
    level: 'argument',
  },
  {
    title: 'event bindings of one library, a parameter each',
    texts: (count) => [
      argo('WorkflowTemplate', 'lib', [
        'entrypoint: t',
        `templates: [{name: t, script: {image: a, command: [sh], source: "${list(count, (index) => `{{workflow.parameters.p${index}}}`).join('')}"}}]`,
      ]),
      ...list(count, (index) =>
        argo('WorkflowEventBinding', `on${index}`, [
          'submit:',
          '  workflowTemplateRef: {name: lib}',
          `  arguments: {parameters: [{name: p${index}, valueFrom: {event: payload.comment.body}}]}`,
        ]),
      ),
    ],
    level: 'event',
  },
]

describe('the work of asking for every source grows as the text does', () => {
  test.each([
    ...templates.map((shape) => ({ of: 'templates', ...shape })),
    ...documents.map((shape) => ({ of: 'documents', ...shape })),
  ])('$of: $title', { timeout: 300_000 }, ({ texts, level }) => {
    const [few, many] = [100, 10_000].map((count) => {
      const found = asked(texts(count))
      expect(found.sources.map((source) => source.level)).toContain(level)
      return found
    })
    expect(few?.work).toBeGreaterThan(100)
    expect(many?.sources.length).toBeGreaterThanOrEqual(10_000)
    expect((many?.work ?? 0) / (few?.work ?? 0)).toBeLessThan(105)
  })

  test('a full mesh: with its edges', { timeout: 300_000 }, () => {
    const [few, many] = [10, 100].map((count) =>
      asked([
        workflow(
          list(count, (index) =>
            template(
              `t${index}`,
              `${script}, dag: {tasks: [${list(count, (other) => `{name: a${other}, template: t${other}, ${given}}`).join()}]}`,
            ),
          ),
        ),
      ]),
    )
    expect(new Set(many?.sources.map(({ level }) => level))).toEqual(new Set(['argument']))
    expect((many?.work ?? 0) / (few?.work ?? 0)).toBeLessThan(105)
  })

  test('inline templates in each other: with their depth', () => {
    const [few, many] = [20, 200].map((depth) =>
      asked([
        workflow([
          template(
            't0',
            `${'steps: [[{name: a, withItems: [a], inline: {'.repeat(depth)}script: {image: a, command: [sh], source: "${tag}{{item}}"}${'}}]]'.repeat(depth)}`,
          ),
        ]),
      ]),
    )
    expect(many?.sources.map(({ level }) => level)).toEqual(['argument', 'constant'])
    expect((many?.work ?? 0) / (few?.work ?? 0)).toBeLessThan(11)
  })
})
