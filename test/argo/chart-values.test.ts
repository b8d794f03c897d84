import { describe, expect, test } from 'vitest'
import { exposures } from '../../src/argo/exposure.ts'
import { homes } from '../../src/argo/home.ts'
import { controllerSettings, isControllerConfig } from '../../src/argo/controller-config.ts'
import { authModes, installed, isOn } from '../../src/argo/installation.ts'
import { project } from '../../src/argo/project.ts'
import { formatVersion } from '../../src/argo/version.ts'
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
    ['what one hands down by another name', 'password: a\nargo:\n  server: {authModes: [sso]}'],
    ['those of a server with a flag', 'server: {extraArgs: [--auth-mode=server]}'],
    ['those of one namespace', 'singleNamespace: true\nserver: {enabled: true}'],
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

  test('stand in a HelmRelease of Flux and in a kustomization, whatever they hold', () => {
    const release = manifestsOf(`apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: argo, namespace: flux}
spec:
  chart: {spec: {chart: argo-workflows}}
  values: {images: {tag: v3.6.2}}
`)
    expect(release.map(({ kind }) => kind)).toEqual(['HelmRelease', 'Values'])
    const inline = read({
      path: 'kustomization.yaml',
      text: 'helmCharts: [{name: argo-workflows, valuesInline: {images: {tag: v3.6.2}}}, {name: a, valuesInline: {server: {}}}]',
    }).manifests
    expect(inline.map(({ kind }) => kind)).toEqual(['Kustomization', 'Values'])
    for (const all of [release, inline]) expect(project(all, {}).argoVersion).toMatchObject({ minor: 6, patch: 2 })
  })

  test('tell versions by tags: of a part before the common one, of several files the oldest', () => {
    function version(...texts: readonly string[]): string | undefined {
      const { argoVersion } = project(texts.flatMap(manifestsOf), {})
      return argoVersion && formatVersion(argoVersion)
    }
    const marked = 'workflowNamespaces: [a]'
    expect(version(`images: {tag: v3.6.2}\ncontroller: {${marked}}`)).toBe('3.6.2')
    expect(version(`images: {tag: v3.6.2}\ncontroller: {${marked}, image: {tag: v3.7.1}}`)).toBe('3.7.1')
    expect(version(`images: {tag: ""}\ncontroller: {${marked}}`)).toBeUndefined()
    expect(
      version(`images: {tag: v3.7.1}\ncontroller: {${marked}}`, `images: {tag: v3.6.2}\ncontroller: {${marked}}`),
    ).toBe('3.6.2')
    const [all] = manifestsOf(`images: {tag: v3.6.2}\ncontroller: {${marked}}\nserver: {image: {tag: v3.7.1}}`)
    const parts = all ? installed(all, project([all], {})) : []
    expect(parts.map((one) => [one.part, one.version && formatVersion(one.version)])).toEqual([
      ['controller', '3.6.2'],
      ['server', '3.7.1'],
    ])
  })

  test('tell that the controller serves one namespace, and that there is no server', () => {
    const all = manifestsOf('singleNamespace: true\ncontroller: {workflowNamespaces: [a]}\nserver: {enabled: false}')
    const parts = all.flatMap((one) => installed(one, project(all, {})))
    expect(parts.map((one) => [one.part, isOn(one, 'namespaced')])).toEqual([['controller', true]])
  })

  test('tell where the controller is by who holds them', () => {
    function home(yaml: string) {
      return homes(project(manifestsOf(yaml), {})).map(({ namespace, known }) => [namespace, known])
    }
    const values = '        valuesObject: {server: {authModes: [sso]}}'
    expect(home(application(values))).toEqual([])
    expect(home(`${application(values)}\n  destination: {namespace: workflows}`)).toEqual([['workflows', true]])
    expect(home(`${application(values)}\n  destination: {namespace: '{{path.basename}}'}`)).toEqual([])
    expect(
      home(`kind: HelmRelease
metadata: {namespace: workflows}
spec: {chart: {spec: {chart: argo-workflows}}, values: {server: {secure: true}}}`),
    ).toEqual([['workflows', true]])
  })

  test('ask for a Service of an outer type, for one release alone', () => {
    function entrances(texts: Readonly<Record<string, string>>) {
      const all = Object.entries(texts).flatMap(([path, text]) => read({ path, text }).manifests)
      const bundle = project(all, {})
      const servers = bundle.manifests.flatMap((one) => installed(one, bundle)).filter(({ part }) => part === 'server')
      return servers.map((one) => [
        one.manifest.file.path,
        exposures(one, bundle).map(({ manifest }) => manifest.file.path),
      ])
    }
    const server = 'server: {authModes: [sso]}'
    const outer = 'server: {authMode: sso, serviceType: LoadBalancer}'
    expect(entrances({ 'a/values.yaml': server, 'a/values-prod.yaml': outer, 'b/values.yaml': server })).toEqual([
      ['a/values.yaml', ['a/values-prod.yaml']],
      ['a/values-prod.yaml', ['a/values-prod.yaml']],
      ['b/values.yaml', []],
    ])
  })
})
