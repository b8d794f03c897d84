import { expect, test } from 'vitest'
import { component, parseImage } from '../../src/argo/image.ts'
import { imageUses } from '../../src/argo/image-use.ts'
import { only } from './read.ts'

const hex = 'a'.repeat(64)

test.each([
  ['alpine', 'alpine', 'alpine', undefined, undefined],
  ['alpine:3.20', 'alpine', 'alpine', '3.20', undefined],
  ['registry:5000/app', 'registry:5000/app', 'app', undefined, undefined],
  ['registry:5000/team/app:v1', 'registry:5000/team/app', 'app', 'v1', undefined],
  [`quay.io/argoproj/argocli:latest@sha256:${hex}`, 'quay.io/argoproj/argocli', 'argocli', 'latest', `sha256:${hex}`],
  [`app@sha256:${hex}`, 'app', 'app', undefined, `sha256:${hex}`],
  ['', '', '', undefined, undefined],
])('parts %j', (reference, repository, basename, tag, digest) => {
  expect(parseImage(reference)).toEqual({ repository, basename, tag, digest })
})

test.each([
  ['quay.io/argoproj/workflow-controller:v3.7.18', 'controller'],
  ['mirror.example.org:5000/argocli', 'server'],
  ['argoproj/argoexec:v3.7.18-nonroot', 'executor'],
  ['docker.io/bitnami/argo-workflow-controller:3.6.2-debian-12-r0', 'controller'],
  ['quay.io/argoproj/argocd:v2.11.0', undefined],
  ['argocli/wrapper', undefined],
  ['my-argocli', undefined],
  ['constructor', undefined],
])('takes %s for %s', (reference, part) => {
  expect(component(parseImage(reference))).toBe(part)
})

function uses(text: string): string[] {
  const { manifest, project } = only(text)
  return [...imageUses(manifest, project)].map(({ reference }) => reference)
}

test("finds the images of a controller's configuration, in both of its forms", () => {
  const settings = `executor:\n  image: argoexec:v1\nexecutorImage: argoexec:v2\nartifactDrivers:\n  - {name: a, image: 'driver:3'}\n`
  const indented = settings.replaceAll(/^/gm, '    ')
  const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: workflow-controller-configmap}\ndata:\n'
  const expected = ['argoexec:v1', 'argoexec:v2', 'driver:3']
  expect(uses(`${head}  config: |\n${indented}`).toSorted()).toEqual(expected)
  const each = `  executor: |\n    image: argoexec:v1\n  executorImage: argoexec:v2\n  artifactDrivers: |\n    - {name: a, image: 'driver:3'}\n`
  expect(uses(head + each).toSorted()).toEqual(expected)
})

test('leaves out what is no reference: tags of Argo, variables of other tools, nonsense', () => {
  const templates = [
    '{{inputs.parameters.x}}',
    'app:{{workflow.parameters.tag}}',
    'app:$(TAG)',
    '${IMAGE}',
    '<image>',
    'a b',
    'app:',
    'real:1',
  ].map((value) => `    - {name: a, container: {image: '${value}'}}\n`)
  expect(
    uses(
      `apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {name: a}\nspec:\n  templates:\n${templates.join('')}`,
    ),
  ).toEqual(['real:1'])
})
