import { describe, expect, test } from 'vitest'
import { calls, callsTo, foreignTemplates } from '../../src/argo/reference.ts'
import { templates } from '../../src/argo/template.ts'
import { argo, named, projectOf, stream, workflow } from './manifests.ts'

/** `key > template of manifest` for each call of manifest `a`. */
function called(...documents: string[]): string[] {
  const project = projectOf(stream(...documents))
  return [...calls(named(project, 'a'), project)].map(
    ({ key, to }) => `${key} > ${to ? `${to.name} of ${to.manifest.name}` : 'unknown'}`,
  )
}

function foreign(...documents: string[]): string[] {
  return foreignUpTo(Number.POSITIVE_INFINITY, documents)
}

function foreignUpTo(most: number, documents: readonly string[]): string[] {
  const project = projectOf(stream(...documents))
  return foreignTemplates(named(project, 'a'), project, most).map(({ name, manifest }) => `${name} of ${manifest.name}`)
}

function leaf(name: string): string {
  return `    - {name: ${name}, container: {image: i}}\n`
}

describe('calls', () => {
  test('are made by entrypoint, exit handler and hooks of the spec', () => {
    const spec = `  entrypoint: main\n  onExit: clean\n  hooks: {exit: {template: note}, running: {template: gone}}\n  templates:\n${leaf('main')}${leaf('clean')}${leaf('note')}`
    expect(called(workflow(spec))).toEqual([
      'entrypoint > main of a',
      'onExit > clean of a',
      '@exit > note of a',
      '@running > unknown',
    ])
  })

  test('are made by steps, tasks, their hooks and exit handlers', () => {
    const spec = `  templates:
${leaf('x')}    - name: steps
      steps:
        - - {name: s1, template: x, onExit: x}
        - {name: s2, template: x}
    - name: dag
      dag:
        tasks:
          - {name: t1, template: x, hooks: {success: {template: x}}}
          - {name: t2, inline: {container: {image: i}}}`
    expect(called(workflow(spec))).toEqual([
      'steps/s1 > x of a',
      'steps/s1@onExit > x of a',
      'steps/s2 > x of a',
      'dag/t1 > x of a',
      'dag/t1@success > x of a',
      'dag/t2 >  of a',
    ])
  })

  test('by `templateRef` lead to another manifest, and on from there', () => {
    const deep = argo('ClusterWorkflowTemplate', 'deep', `  templates:\n${leaf('x')}`)
    const library = argo(
      'WorkflowTemplate',
      'lib',
      `  templates:\n${leaf('y')}${leaf('unused')}    - name: x
      steps: [[{name: s, template: y}, {name: d, templateRef: {name: deep, template: x, clusterScope: true}}]]`,
    )
    const caller = workflow(
      '  templates: [{name: main, steps: [[{name: s, templateRef: {name: lib, template: x}}, {name: g, templateRef: {name: gone, template: x}}]]}]',
    )
    expect(called(deep, library, caller)).toEqual(['main/s > x of lib', 'main/g > unknown'])
    expect(foreign(deep, library, caller)).toEqual(['x of lib', 'y of lib', 'x of deep'])
  })

  test('of a workflow that only names a template are those of the template', () => {
    const library = argo(
      'WorkflowTemplate',
      'lib',
      `  entrypoint: main\n  onExit: clean\n  hooks: {exit: {template: note}}\n  templates:\n${leaf('main')}${leaf('clean')}${leaf('note')}${leaf('other')}`,
    )
    expect(called(library, workflow('  workflowTemplateRef: {name: lib}'))).toEqual([
      'workflowTemplateRef@entrypoint > main of lib',
      'workflowTemplateRef@onExit > clean of lib',
      'workflowTemplateRef@exit > note of lib',
    ])
    expect(
      called(
        library,
        workflow('  workflowTemplateRef: {name: lib}\n  entrypoint: other\n  hooks: {exit: {template: other}}'),
      ),
    ).toEqual(['entrypoint > other of lib', 'workflowTemplateRef@onExit > clean of lib', '@exit > other of lib'])
  })

  test('that go round in circles end', () => {
    const one = argo(
      'WorkflowTemplate',
      'one',
      '  templates: [{name: x, steps: [[{name: s, templateRef: {name: two, template: x}}]]}]',
    )
    const two = argo(
      'WorkflowTemplate',
      'two',
      '  templates: [{name: x, steps: [[{name: s, templateRef: {name: one, template: x}}]]}]',
    )
    const caller = workflow(
      '  templates: [{name: main, steps: [[{name: s, templateRef: {name: one, template: x}}, {name: t, template: main}]]}]',
    )
    expect(foreign(one, two, caller)).toEqual(['x of one', 'x of two'])
    expect(foreignUpTo(1, [one, two, caller])).toEqual(['x of one'])
  })
})

test('all callers of a template are found, also through other templates and manifests', () => {
  const library = argo(
    'WorkflowTemplate',
    'lib',
    `  templates:\n${leaf('leaf')}${leaf('lonely')}    - name: middle\n      steps: [[{name: m, template: leaf}]]`,
  )
  const caller = workflow(
    '  entrypoint: main\n  templates: [{name: main, steps: [[{name: s, templateRef: {name: lib, template: middle}}]]}]',
  )
  const project = projectOf([library, caller])
  const callers = templates(named(project, 'lib')).map((template) => [
    template.name,
    callsTo(template, project).map(({ manifest, key }) => `${manifest.name} ${key}`),
  ])
  expect(Object.fromEntries(callers)).toEqual({
    leaf: ['lib middle/m', 'a main/s', 'a entrypoint'],
    lonely: [],
    middle: ['a main/s', 'a entrypoint'],
  })
})
