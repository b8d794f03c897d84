import { describe, expect, test } from 'vitest'
import { commands, flags, parseBool } from '../../src/argo/flags.ts'
import { authModes, clientFlags, flag, installed, isOn } from '../../src/argo/installation.ts'
import { exposures } from '../../src/argo/exposure.ts'
import { podSpec } from '../../src/argo/manifest.ts'
import { get, items, mapping } from '../../src/yaml/query.ts'
import { only, projectOf } from './read.ts'

/** A Deployment with one container of the given lines. */
function deployment(container: string, image = 'quay.io/argoproj/argocli:v3.7.18'): string {
  const written = image && `          image: ${image}\n`
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: argo-server}\nspec:\n  template:\n    spec:\n      containers:\n        - name: argo-server\n${written}${container.replaceAll(/^/gm, '          ')}\n`
}

function parts(yaml: string) {
  const { manifest, project } = only(yaml)
  return installed(manifest, project)
}

function container(yaml: string) {
  const found = mapping(items(get(podSpec(only(yaml).manifest), 'containers'))[0])
  if (!found) throw new Error('No container')
  return found
}

describe('a command line', () => {
  test.each([
    ['command: [argo]\nargs: [server, --x]', [['argo', 'server', '--x']]],
    [
      `command: [sh, -c, "argo server --auth-mode='client' \\"--x\\""]`,
      [['argo', 'server', '--auth-mode=client', '--x']],
    ],
    ['command: [/bin/bash, -euxc]\nargs: ["a; b &&c|d\\ne"]', [['a'], ['b'], ['c'], ['d'], ['e']]],
    ['command: [bash, -e, -c, "x # y\\nz"]', [['x'], ['z']]],
    ['args: ["a b"]', [['a b']]],
    ['args: [$(MODE), $(NONE)]\nenv: [{name: MODE, value: client}]', [['client', '$(NONE)']]],
  ])('%j', (yaml, expected) => {
    expect(commands(container(deployment(yaml))).map((words) => words.map(({ text }) => text))).toEqual(expected)
  })

  test.each(['\n', '\r\n'])('knows where the words of a shell text stand (%j)', (end) => {
    const yaml = deployment(
      'command: [sh, -c]\nargs:\n  - |\n    update\n    exec argo server \\\n      --auth-mode="ser"ver',
    ).replaceAll('\n', end)
    const [server] = parts(yaml)
    const [mode] = server ? authModes(server) : []
    expect(mode?.value).toBe('server')
    expect(mode && yaml.slice(mode.at.start, mode.at.end)).toBe('--auth-mode="ser"ver')
  })

  test('of hostile length is read in time that grows with it', () => {
    for (const text of ['"', "'", '\\"', 'a#']) {
      const argument = JSON.stringify(text.repeat(1_000_001))
      expect([...commands(container(deployment(`command: [sh, -c]\nargs: [${argument}]`)))]).not.toEqual([])
    }
  })
})

describe('flags', () => {
  const grammar = { booleans: new Set(['secure', 'browser']), shorthands: { e: 'secure', b: 'browser', p: 'port' } }
  function read(...words: string[]) {
    const found = flags(
      words.map((text) => ({ text, at: { start: 0, end: 0 } })),
      grammar,
    )
    return { flags: found.flags.map(({ name, value }) => `${name}=${value}`), rest: found.rest.map(({ text }) => text) }
  }

  test.each<[string[], string[], string[]]>([
    [['server', '--secure=false'], ['secure=false'], ['server']],
    [['--secure', 'false'], ['secure=true'], ['false']],
    [['-e=false'], ['secure=false'], []],
    [['-e', 'false'], ['secure=true'], ['false']],
    [['-be=false'], ['browser=true', 'secure=false'], []],
    [['-p', '80', '-p=81', '-p82'], ['port=80', 'port=81', 'port=82'], []],
    [['--mode', 'a', '--mode=b', '--mode='], ['mode=a', 'mode=b', 'mode='], []],
    [['--mode', '--secure'], ['mode=--secure'], []],
    [['--', '--secure=false'], [], ['--secure=false']],
    [['-'], [], ['-']],
    [['--last'], [], []],
  ])('%j', (words, expected, rest) => expect(read(...words)).toEqual({ flags: expected, rest }))

  test('booleans are those of Go', () => {
    expect(['1', 't', 'TRUE', 'True'].map(parseBool)).toEqual([true, true, true, true])
    expect(['0', 'f', 'FALSE', 'False'].map(parseBool)).toEqual([false, false, false, false])
    expect(['yes', 'no', '', 'tRUE', ' true'].map(parseBool)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
})

describe('a server is known', () => {
  test.each([
    ['by its image and first argument', deployment('args: [server]')],
    ['by its image, behind flags', deployment('args: [--loglevel, debug, server]')],
    ['by its program', deployment('command: [/bin/argo, server]', 'tools/mine:1')],
    ['by its program in a shell', deployment('command: [sh, -c, "exec argo server"]', 'tools/mine:1')],
    ['behind an init', deployment('command: [tini, --, argo]\nargs: [server]')],
    ['by the name of its container, in a patch', deployment('args: [server, --secure=false]', '')],
    ['by that name, in a patch of its variables', deployment('env: [{name: ARGO_SECURE, value: "false"}]', '')],
  ])('%s', (_, yaml) => expect(parts(yaml).map(({ part }) => part)).toEqual(['server']))

  test.each([
    ['a client', deployment('args: [submit, server]')],
    [
      'a server of another program',
      deployment('args: [server]', 'quay.io/argoproj/argocd:v2.11.0').replace(
        '- name: argo-server',
        '- name: argocd-server',
      ),
    ],
    [
      'a program whose name only ends so',
      deployment('command: [my-argo, server]', 'tools/mine:1').replace('- name: argo-server', '- name: other'),
    ],
    ['a container of that name with another program', deployment('command: [sleep, "1"]', 'tools/mine:1')],
  ])('not %s', (_, yaml) => expect(parts(yaml)).toEqual([]))

  test('and so is a controller', () => {
    const image = deployment('args: [--namespaced]', 'mirror/workflow-controller:v3.4.0')
    expect(parts(image)).toMatchObject([{ part: 'controller', version: { major: 3, minor: 4 }, whole: true }])
    expect(parts(deployment('command: [workflow-controller]', 'tools/mine:1'))).toMatchObject([{ part: 'controller' }])
  })
})

describe('what a server is told', () => {
  function told(yaml: string) {
    const [server] = parts(yaml)
    if (!server) throw new Error('No server')
    return server
  }

  test.each<[string, boolean | undefined]>([
    ['args: [server]', undefined],
    ['args: [server, --secure=false]', false],
    ['args: [server, --secure, "false"]', true],
    ['args: [server, -e=0]', false],
    ['args: [server]\nenv: [{name: ARGO_SECURE, value: "false"}]', false],
    ['args: [server, --secure]\nenv: [{name: ARGO_SECURE, value: "false"}]', true],
    ['args: [server, --secure=false, --secure=true]', true],
    ['args: [server]\nenv: [{name: ARGO_SECURE, value: ""}]', undefined],
    ['args: [server]\nenv: [{name: ARGO_SECURE, valueFrom: {configMapKeyRef: {name: a, key: b}}}]', undefined],
  ])('%j: TLS %s', (lines, expected) => expect(isOn(told(deployment(lines)), 'secure')).toBe(expected))

  test('modes add up, also with the variable', () => {
    const server = told(
      deployment('args: [server, --auth-mode=client, --auth-mode, sso]\nenv: [{name: ARGO_AUTH_MODE, value: server}]'),
    )
    expect(authModes(server).map(({ value }) => value)).toEqual(['server', 'client', 'sso'])
  })

  test('what a patch, a variable or a source of variables leaves open is not absent', () => {
    expect(told(deployment('args: [server]')).whole).toBe(true)
    expect(told(deployment('args: [server]', '')).whole).toBe(false)
    expect(told(deployment('args: [server, $(EXTRA)]')).whole).toBe(false)
    expect(told(deployment('args: [server]\nenvFrom: [{configMapRef: {name: a}}]')).whole).toBe(false)
  })

  test('its version is its own before that of the project', () => {
    expect(told(deployment('args: [server]')).version).toMatchObject({ minor: 7 })
    const { manifests, ...rest } = projectOf(deployment('args: [server]', 'argocli:latest'), {
      argoVersion: { major: 3, minor: 4, patch: 0, prerelease: '' },
    })
    const [manifest] = manifests
    expect(manifest && installed(manifest, { manifests, ...rest })[0]?.version).toMatchObject({ minor: 4 })
    expect(flag(told(deployment('args: [server, --port=1]')), 'port')?.value).toBe('1')
  })
})

test('a client is a container that runs argo with another command', () => {
  function read(yaml: string, image?: string) {
    return clientFlags(container(deployment(yaml, image)))?.map(({ name, value }) => `${name}=${value}`)
  }
  expect(read('args: [submit, --wait, -k, a.yaml]')).toEqual(['wait=true', 'insecure-skip-verify=true'])
  expect(read('command: [sh, -c, "argo list -k"]', 'tools:1')).toEqual(['insecure-skip-verify=true'])
  expect(read('args: [server, -k]')).toBeUndefined()
  expect(read('command: [curl, -k]', 'curl:1')).toBeUndefined()
})

describe('what reaches a server from outside', () => {
  const server = deployment('args: [server]').replace(
    '  template:\n',
    '  template:\n    metadata: {labels: {app: ui}}\n',
  )
  function reach(other: string) {
    const project = projectOf(`${server}---\n${other}`)
    const [one] = project.manifests.flatMap((manifest) => installed(manifest, project))
    return one && exposures(one, project).map(({ manifest, tls }) => `${manifest.kind} ${tls}`)
  }
  function service(spec: string, more = '') {
    return `apiVersion: v1\nkind: Service\nmetadata: {name: argo-server${more}}\nspec: ${spec}\n`
  }

  test.each<[string, string, string[]]>([
    ['a load balancer', service('{type: LoadBalancer, selector: {app: ui}}'), ['Service false']],
    ['a node port', service('{type: NodePort, selector: {app: ui}}'), ['Service false']],
    [
      'an Ingress with TLS',
      'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: a}\nspec: {tls: [{hosts: [a]}], defaultBackend: {service: {name: argo-server}}}',
      ['Ingress true'],
    ],
    [
      'an Ingress of the old form',
      'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: a}\nspec: {rules: [{http: {paths: [{backend: {serviceName: argo-server}}]}}]}',
      ['Ingress false'],
    ],
    [
      'a Route',
      'apiVersion: route.openshift.io/v1\nkind: Route\nmetadata: {name: argo-server}\nspec: {to: {kind: Service, name: argo-server}}',
      ['Route false'],
    ],
    [
      'an HTTPRoute',
      'kind: HTTPRoute\nmetadata: {name: a}\nspec: {rules: [{backendRefs: [{name: argo-server}]}]}',
      ['HTTPRoute true'],
    ],
    ['a Service of another program', service('{type: LoadBalancer, selector: {app: web}}'), []],
    ['a Service inside the cluster', service('{selector: {app: ui}}'), []],
    [
      'a load balancer for some addresses',
      service('{type: LoadBalancer, selector: {app: ui}, loadBalancerSourceRanges: [10.0.0.0/8]}'),
      [],
    ],
    [
      'a load balancer of the own network',
      service(
        '{type: LoadBalancer, selector: {app: ui}}',
        ", annotations: {service.beta.kubernetes.io/aws-load-balancer-internal: 'true'}",
      ),
      [],
    ],
    [
      'an Ingress to another service',
      'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: argo-server}\nspec: {defaultBackend: {service: {name: web}}}',
      [],
    ],
  ])('%s', (_, other, expected) => expect(reach(other)).toEqual(expected))
})
