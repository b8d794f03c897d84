import { describe, expect, test } from 'vitest'
import { controllerSettings, isControllerConfig } from '../../src/argo/controller-config.ts'
import { authModes, installed, isOn } from '../../src/argo/installation.ts'
import { project } from '../../src/argo/project.ts'
import { read } from '../../src/read.ts'
import { text } from '../../src/yaml/query.ts'

function manifestsOf(yaml: string) {
  return read({ path: 'values.yaml', text: yaml }).manifests
}

function application(helm: string): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Application
spec:
  sources:
    - chart: argo-workflows
      helm:
${helm}`
}

describe("values of Argo's Helm chart", () => {
  test.each([
    ['a file of them', 'controller: {workflowNamespaces: [a]}'],
    ['one that only tells how people log in', 'server:\n  authModes: [sso]'],
    ['one with parts that no other chart has beside both', 'controller: {}\nserver: {}\nmainContainer: {}'],
    ['what another chart hands down', 'argo-workflows:\n  server: {secure: true}'],
  ])('are known: %s', (_, yaml) => {
    const [values] = manifestsOf(yaml)
    expect(values?.kind).toBe('Values')
    expect(values && isControllerConfig(values.root)).toBe(true)
  })

  test.each([
    [
      "of Argo CD's chart",
      'controller: {replicas: 1}\nserver: {extraArgs: [--insecure]}\nconfigs: {}\nexecutor: {} # argoproj',
    ],
    ['of a chart that only shares some words', 'controller: {image: argoproj/a}\nserver: {port: 1}'],
    ['an object', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: argoproj}\ncontroller: {workflowNamespaces: [a]}'],
  ])('are not others: %s', (_, yaml) => {
    expect(manifestsOf(yaml).map(({ kind }) => kind)).not.toContain('Values')
  })

  test('come to the settings that the chart makes of them, without those that are empty or off', () => {
    const [values] = manifestsOf(`
controller:
  workflowDefaults: {spec: {hostNetwork: true}}
  parallelism: 7
  links: []
mainContainer: {}
executor: {resources: {}}
server:
  sso: {enabled: false, issuer: https://a.example.org}
`)
    const settings = values ? controllerSettings(values.root) : new Map()
    expect([...settings.keys()]).toEqual(['parallelism', 'workflowdefaults', 'executor'])
    expect(text(settings.get('parallelism')?.value)).toBe('7')
    expect(values?.spec).toBeDefined()
  })

  test('tell the flags of the server, and what is extra after what is its own', () => {
    const all = manifestsOf(`
server:
  secure: false
  authModes: [client, sso]
  extraArgs: [--hsts=false, --auth-mode, server]
  extraEnv: [{name: ARGO_NAMESPACED, value: "true"}]
`)
    const [server] = all.flatMap((one) => installed(one, project(all, {})))
    expect(server?.part).toBe('server')
    expect(server && authModes(server).map(({ value }) => value)).toEqual(['client', 'sso', 'server'])
    expect(server && ['secure', 'hsts', 'namespaced'].map((name) => isOn(server, name))).toEqual([false, false, true])
    expect(server?.whole).toBe(false)
  })

  test('stand in an Application of Argo CD too, as an object or as a text', () => {
    const object = manifestsOf(application('        valuesObject: {server: {authModes: [server]}}'))
    const quoted = manifestsOf(application('        values: |\n          server: {authModes: [server]}'))
    expect(object.map(({ kind, quoted }) => [kind, quoted])).toEqual([
      ['Application', false],
      ['Values', false],
    ])
    expect(quoted.map(({ kind, quoted }) => [kind, quoted])).toEqual([
      ['Application', false],
      ['Values', true],
    ])
    expect(quoted[1]?.parent).toBe(quoted[0])
  })
})
