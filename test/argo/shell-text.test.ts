import { expect, test } from 'vitest'
import { runs } from '../../src/argo/shell-text.ts'
import { only } from './read.ts'

function found(templates: string): readonly string[] {
  const { manifest, project } = only(
    `apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: a}\nspec:\n  entrypoint: a\n${templates}`,
  )
  return runs(manifest, project).map(
    ({ container, argv, programs }) =>
      `${container.name}: ${argv.map(({ value }) => value).join(' ')} > ${programs.map(({ value }) => value).join(' ')}`,
  )
}

test('programs of shells, and the vectors of everything else', () => {
  expect(
    found(`
  templates:
    - name: a
      initContainers: [{name: init, image: a, command: [sh, -euc], args: [one, two]}]
      script: {image: a, command: [bash, -e], source: three}
    - name: b
      script: {image: a, command: [python], source: four}
    - name: c
      container: {image: a, command: [curl, -k, five]}
`),
  ).toEqual(['main: bash -e > three', 'init: sh -euc one two > one', 'main: python > ', 'main: curl -k five > '])
})

test('the shell of a script may be written in the defaults', () => {
  expect(
    found(`
  templateDefaults: {script: {image: a, command: [sh]}}
  templates:
    - name: a
      script: {source: one}
`),
  ).toContain('main:  > one')
})
