import { describe, expect, test } from 'vitest'
import { controllerSettings, isControllerConfig } from '../../src/argo/controller-config.ts'
import { mayHoldManifests } from '../../src/argo/manifest.ts'
import { isRestricted, restricts, templateReferencing } from '../../src/argo/restrictions.ts'
import { position } from '../../src/yaml/file.ts'
import { get, text } from '../../src/yaml/query.ts'
import { only, projectOf } from './read.ts'

const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: NAME}\ndata:\n'

function config(data: string, name = 'workflow-controller-configmap'): string {
  return head.replace('NAME', name) + data
}

describe('a ConfigMap is the configuration of the controller', () => {
  test.each([
    ['by its name', config('  x: y\n')],
    [
      'by the name that a release of the chart gives it',
      config('  x: y\n', 'my-release-workflow-controller-configmap'),
    ],
    ['by a setting that only the controller has', config('  workflowDefaults: |\n    spec: {}\n', 'a')],
    [
      'by such a setting in other letters, as Go reads it',
      config('  WorkflowRestrictions: |\n    templateReferencing: Strict\n', 'a'),
    ],
    ['by three settings that others have too', config('  sso: "{}"\n  persistence: "{}"\n  links: "[]"\n', 'a')],
    ['by what its one key holds', config('  config: |\n    artifactRepository: {archiveLogs: true}\n', 'a')],
  ])('%s', (_, yaml) => expect(isControllerConfig(only(`${yaml}# workflow-controller\n`).manifest.root)).toBe(true))

  test.each([
    ['of another program', config('  sso: "{}"\n  persistence: "{}"\n', 'argocd-cm')],
    ['of another program with one key', config('  config: |\n    sso: {url: x}\n    persistence: {}\n', 'grafana')],
    ['with a key beside `config`', config('  config: |\n    workflowDefaults: {}\n  other: x\n', 'a')],
    ['which is no ConfigMap', config('  workflowDefaults: x\n', 'a').replace('ConfigMap', 'Secret')],
    ['with nothing in it', config('  {}\n', 'a')],
  ])('not %s', (_, yaml) =>
    expect(isControllerConfig(only(`${yaml}# workflow-controller\n`).manifest.root)).toBe(false),
  )
})

const lines = [
  'apiVersion: v1',
  'kind: ConfigMap',
  'metadata: {name: workflow-controller-configmap}',
  'data:',
  '  # The only key.',
  '  config: |',
  '    parallelism: 10',
  '',
  '    workflowRestrictions: # é𝄞',
  '      templateReferencing:   "strict"',
  '    workflowDefaults:',
  '      spec:',
  '        hostNetwork: true',
]

describe.each([
  ['\\n', '\n'],
  ['\\r\\n', '\r\n'],
])('settings in lines that end in %s stand where they are written', (_, end) => {
  test('in one block scalar', () => {
    const { manifest } = only(lines.join(end))
    const value = templateReferencing(manifest)
    expect(value?.value).toBe('strict')
    expect(value && manifest.file.text.slice(value.start, value.end)).toBe('"strict"')
    expect(value && position(manifest.file, value.start)).toEqual({ line: 10, column: 30 })
    const key = controllerSettings(manifest.root).get('workflowdefaults')?.key
    expect(key && position(manifest.file, key.start)).toEqual({ line: 11, column: 5 })
    const host = get(manifest.spec, 'hostNetwork')
    expect(host && position(manifest.file, host.start)).toEqual({ line: 13, column: 22 })
  })

  test('in a block scalar inside a block scalar, and in quotes', () => {
    const yaml = [
      'kind: ConfigMap',
      'metadata:',
      '  name: workflow-controller-configmap',
      'data:',
      '  executor: "{image: argoexec}"',
      '  workflowRestrictions: |-',
      '',
      '      templateReferencing: Secure',
    ]
    const { manifest } = only(yaml.join(end))
    const image = get(controllerSettings(manifest.root).get('executor')?.value, 'image')
    expect(image && manifest.file.text.slice(image.start, image.end)).toBe('argoexec')
    expect(image && position(manifest.file, image.start).line).toBe(5)
    const value = templateReferencing(manifest)
    expect(value && position(manifest.file, value.start)).toEqual({ line: 8, column: 28 })
  })
})

test('settings that are not YAML are known by their key alone', () => {
  const { manifest } = only(config('  sso: "{"\n  parallelism: "10"\n'))
  const settings = controllerSettings(manifest.root)
  expect(settings.get('sso')).toMatchObject({ value: undefined })
  expect(text(settings.get('parallelism')?.value)).toBe('10')
})

test.each([
  ['Strict', true],
  ['Secure', true],
  ['strict', false],
  ['SECURE', false],
  ['"Strict "', false],
  ['true', false],
  ['~', false],
])('templateReferencing: %s restricts: %s', (value, expected) => {
  const { manifest, project } = only(config(`  workflowRestrictions: |\n    TemplateReferencing: ${value}\n`))
  expect(restricts(templateReferencing(manifest))).toBe(expected)
  expect(isRestricted(project)).toBe(expected)
})

test('whether anything is restricted is not known without a configuration, or with an empty one', () => {
  expect(isRestricted(projectOf(''))).toBeUndefined()
  expect(isRestricted(projectOf('kind: ConfigMap\nmetadata: {name: workflow-controller-configmap}\n'))).toBeUndefined()
})

describe('a document is looked into', () => {
  test.each([
    ['apiVersion: argoproj.io/v1alpha1'],
    ['apiVersion: "\\x61rgoproj.io/v1alpha1"'],
    ['apiVersion: "\\u0061rg\\u006Fproj.io/v1alpha1"'],
    ['apiVersion: "\\U00000061rgoproj.io/v1alpha1"'],
    ['apiVersion: "argo\\\n  proj.io/v1alpha1"'],
    ['apiVersion: "argo\\\r\n  proj.io/v1alpha1"'],
    ['apiVersion: !!binary YXJnb3Byb2ouaW8vdjFhbHBoYTE='],
    ['apiVersion: !<tag:yaml.org,2002:bin%61ry> YXJnb3Byb2ouaW8vdjFhbHBoYTE='],
    ['command: [sh, -c, exec argo server --auth-mode=server]'],
    ['command: [argo, server]'],
    ['command: ["/usr/local/bin/argo"]\nargs: ["server"]'],
    ['command:\n  - argo\nargs:\n  - server'],
    ['metadata: {name: artifact-repositories}'],
    ['data:\n  WORKFLOWRESTRICTIONS: x'],
    ['image: mirror/argocli:v3'],
    ['kind: Secret\nstringData: {accesskey: admin}'],
    ['kind: ConfigMap\ndata:\n  a: |\n    s3:\n      insecure: true'],
  ])('%j', (yaml) => expect(mayHoldManifests(yaml)).toBe(true))

  test.each([
    ['kind: ConfigMap\ndata: {a: b}'],
    ['kind: SecretStore\nspec: {insecure: false}'],
    ['image: nginx\ncommand: [server]'],
    ['text: "a\\nb\\\\"'],
    ['image: argocd\nargs: [server]'],
  ])('not %j', (yaml) => expect(mayHoldManifests(yaml)).toBe(false))

  test('in time that grows with its length', () => {
    const many = 2_000_000
    const hostile = ['argo'.padEnd(many), '!'.repeat(many), 'argo '.repeat(many / 5), '\\'.repeat(many)]
    expect(hostile.map(mayHoldManifests)).not.toContain(true)
  })
})
