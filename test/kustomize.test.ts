import { describe, expect, test } from 'vitest'
import { analyze } from '../src/analyze.ts'
import { type Config, defaults } from '../src/config.ts'
import type { Finding } from '../src/finding.ts'
import { fix } from '../src/fix.ts'
import { rules } from '../src/rules/index.ts'
import { position } from '../src/yaml/file.ts'

const everything: Config = { ...defaults, persona: 'auditor', minSeverity: 'info', minConfidence: 'low' }

function filesOf(texts: Readonly<Record<string, string>>) {
  return Object.entries(texts).map(([path, text]) => ({ path, text }))
}

function found(texts: Readonly<Record<string, string>>, rule: string): readonly Finding[] {
  const report = analyze(filesOf(texts), rules, everything)
  expect(report.failures).toEqual([])
  return report.findings.filter((one) => one.rule.id === rule)
}

/** `path:line text [variant]` of each finding of a rule. */
function places(texts: Readonly<Record<string, string>>, rule: string): readonly string[] {
  return found(texts, rule).map(({ at: { file, span }, variant }) => {
    const { line } = position(file, span.start)
    return `${file.path}:${line} ${file.text.slice(span.start, span.end)} [${variant ?? ''}]`
  })
}

const header = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n'

describe('a ConfigMap that Kustomize generates', () => {
  test.each([
    ['with a kind', header],
    ['without one', ''],
  ])('from literals is read where they stand, %s', (_, head) => {
    const texts = {
      'argo/kustomization.yaml': `${head}configMapGenerator:
  - name: workflow-controller-configmap
    literals:
      - parallelism=10
      - |
        sso=issuer: https://login.example.org
        clientId: {name: sso, key: id}
        rbac:
          enabled: false
      - "workflowRestrictions={templateReferencing: strict}"
`,
    }
    const line = head === '' ? 9 : 11
    expect(places(texts, 'sso-without-rbac')).toEqual([`argo/kustomization.yaml:${line} false []`])
    expect(places(texts, 'workflow-restrictions')).toEqual([
      `argo/kustomization.yaml:${line + 1} strict [invalid-value]`,
    ])
  })

  test.each([
    ['config=controller.yaml', 'argo/controller.yaml'],
    ['config', 'argo/config'],
    ['config=../shared/controller.yaml', 'shared/controller.yaml'],
  ])('from the file %s is read there', (entry, path) => {
    const texts = {
      'argo/kustomization.yaml': `${header}configMapGenerator: [{name: workflow-controller-configmap, files: ['${entry}']}]\n`,
      [path]: '# of the controller\nsso:\n  issuer: https://login.example.org\n  rbac: {enabled: no}\n',
    }
    expect(places(texts, 'sso-without-rbac')).toEqual([`${path}:4 no []`])
  })

  test('from a file that was not read, or from an address, is nothing', () => {
    const texts = {
      'kustomization.yaml': `${header}configMapGenerator:
  - {name: workflow-controller-configmap, files: ['config=../outside.yaml', 'https://example.org/config', 'absent']}
`,
      'outside.yaml': 'sso: {rbac: {enabled: false}}\n',
    }
    expect(analyze(filesOf(texts), rules, everything).manifests).toBe(1)
  })

  test('from lines of an environment file is read there', () => {
    const texts = {
      'kustomization.yaml': `${header}configMapGenerator: [{name: workflow-controller-configmap, envs: [argo.env]}]\n`,
      'argo.env': '# Argo\nparallelism=10\nworkflowRestrictions={templateReferencing: strict}\n',
    }
    expect(places(texts, 'workflow-restrictions')).toEqual(['argo.env:3 strict [invalid-value]'])
  })

  test('gives its defaults to workflows', () => {
    const workflow = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: a-}
spec:
  entrypoint: main
  templates: [{name: main, container: {image: 'alpine:3.20', command: [date]}}]
`
    const generator = `${header}configMapGenerator:
  - name: workflow-controller-configmap
    literals: ['workflowDefaults={spec: {activeDeadlineSeconds: 3600}}']
`
    expect(places({ 'a.yaml': workflow }, 'missing-deadline')).toHaveLength(1)
    expect(places({ 'a.yaml': workflow, 'argo/kustomization.yaml': generator }, 'missing-deadline')).toEqual([])
  })

  test('that is laid over another adds to it, and where all is one text takes its place', () => {
    const workflow = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: a-}
spec:
  entrypoint: main
  templates: [{name: main, container: {image: 'alpine:3.20', command: [date]}}]
`
    function texts(base: string, overlay: string) {
      return {
        'a.yaml': workflow,
        'base/kustomization.yaml': `configMapGenerator: [{name: workflow-controller-configmap, literals: ['${base}']}]`,
        'prod/kustomization.yaml': `resources: [../base]\nconfigMapGenerator: [{name: workflow-controller-configmap, behavior: merge, literals: ['${overlay}']}]`,
      }
    }
    const deadline = '{spec: {activeDeadlineSeconds: 3600}}'
    expect(places(texts(`workflowDefaults=${deadline}`, 'parallelism=10'), 'missing-deadline')).toEqual([])
    const whole = texts(`config={workflowDefaults: ${deadline}}`, 'config={parallelism: 10}')
    expect(places(whole, 'missing-deadline')).toHaveLength(1)
  })

  test('of another program is none of ours', () => {
    const texts = {
      'kustomization.yaml': `${header}configMapGenerator: [{name: app, literals: ['sso={rbac: {enabled: false}}']}]\n`,
    }
    expect(analyze(filesOf(texts), rules, everything).manifests).toBe(0)
  })

  test('stands in patches of a kustomization too', () => {
    const texts = {
      'kustomization.yaml': `patches:
  - patch: |
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: workflow-controller-configmap}
      data:
        workflowRestrictions: |
          templateReferencing: strict
`,
    }
    expect(places(texts, 'workflow-restrictions')).toEqual(['kustomization.yaml:8 strict [invalid-value]'])
  })

  test('can be broken in every way that a text can be', () => {
    const texts = {
      'kustomization.yaml': `${header}configMapGenerator:
  - {name: workflow-controller-configmap, literals: ['sso={', 'novalue', '=x', "links=\\u0000\\ud83d \\"'"]}
  - {literals: [parallelism=1], files: [a, =, '']}
  - name: workflow-controller-configmap
  - text
secretGenerator: {}
`,
    }
    expect(analyze(filesOf(texts), rules, everything).failures).toEqual([])
  })
})

describe('a Secret that Kustomize generates', () => {
  const sso = `apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  sso: |
    issuer: https://login.example.org
    clientId: {name: login, key: id}
    clientSecret: {name: login, key: secret}
`
  test('is reported where Argo takes credentials from it', () => {
    const generator = `secretGenerator:
  - name: login
    literals:
      - id=argo
      - secret=8fKq2Zt6Lx1vPm3W
  - name: other
    literals: [password=hunter22]
`
    expect(places({ 'config.yaml': sso, 'kustomization.yaml': generator }, 'hardcoded-secret')).toEqual([
      'kustomization.yaml:3 literals [committed-secret]',
    ])
  })

  test('is no finding where what it holds is filled in', () => {
    const generator = "secretGenerator: [{name: login, literals: ['secret=$(SECRET)', id=changeme]}]"
    expect(places({ 'config.yaml': sso, 'kustomization.yaml': generator }, 'hardcoded-secret')).toEqual([])
  })
})

describe('the namespace of a kustomization', () => {
  const account = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: ci}\n---\n'
  const role = `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: ci}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: ci}]
`
  const workflow = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: a-}
spec:
  serviceAccountName: ci
  entrypoint: main
  templates: [{name: main, container: {image: 'alpine:3.20', command: [date]}}]
`
  const other = workflow.replace('generateName: a-', 'generateName: b-, namespace: elsewhere')

  test('makes certain what was not, and keeps others out', () => {
    const texts = { 'a/rbac.yaml': account + role, 'a/workflow.yaml': workflow, 'b/workflow.yaml': other }
    const before = found(texts, 'privileged-service-account')
    expect(before.map(({ at, confidence }) => [at.file.path, confidence])).toEqual([
      ['a/workflow.yaml', 'medium'],
      ['b/workflow.yaml', 'medium'],
    ])
    const kustomized = {
      ...texts,
      'a/kustomization.yaml': 'namespace: builds\nresources: [rbac.yaml, workflow.yaml]\n',
    }
    const after = found(kustomized, 'privileged-service-account')
    expect(after.map(({ at, confidence }) => [at.file.path, confidence])).toEqual([['a/workflow.yaml', 'high']])
    expect(after[0]?.fingerprint).toBe(before[0]?.fingerprint)
  })

  test('goes through folders, the outermost before others, and over what objects say', () => {
    const texts = {
      'base/rbac.yaml':
        account.replace('name: ci', 'name: ci, namespace: x') + role.replaceAll('name: ci', 'name: ci, namespace: x'),
      'base/kustomization.yaml': 'namespace: inner\nresources: [rbac.yaml]\n',
      'prod/kustomization.yaml': 'namespace: elsewhere\nresources: [../base]\n',
      'b/workflow.yaml': other,
    }
    expect(found(texts, 'privileged-service-account').map(({ confidence }) => confidence)).toEqual(['high'])
  })

  test('is not known where two overlays give two', () => {
    const texts = {
      'base/rbac.yaml': account + role,
      'base/kustomization.yaml': 'resources: [rbac.yaml]\n',
      'prod/kustomization.yaml': 'namespace: prod\nresources: [../base]\n',
      'dev/kustomization.yaml': 'namespace: dev\nresources: [../base]\n',
      'b/workflow.yaml': other,
    }
    expect(found(texts, 'privileged-service-account').map(({ confidence }) => confidence)).toEqual(['medium'])
  })

  test('is that of the account `default` and of accounts that are built along, not of others', () => {
    const binding = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: all}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: ci, namespace: x}]
`
    const texts = {
      'a/rbac.yaml': account.replace('name: ci', 'name: ci, namespace: x') + binding,
      'a/kustomization.yaml': 'namespace: elsewhere\nresources: [rbac.yaml]\n',
      'b/workflow.yaml': other,
    }
    expect(found(texts, 'privileged-service-account')).toHaveLength(1)
    const foreign = { ...texts, 'a/rbac.yaml': binding }
    expect(found(foreign, 'privileged-service-account')).toEqual([])
  })

  test('does not matter to who takes itself in, or everything', () => {
    const texts = {
      'a/kustomization.yaml': 'namespace: a\nresources: [., ../b, ../a, ../../..]\n',
      'b/kustomization.yaml': 'namespace: b\nresources: [../a, rbac.yaml]\n',
      'b/rbac.yaml': account + role,
      'b/workflow.yaml': other,
    }
    expect(found(texts, 'privileged-service-account')).toHaveLength(1)
  })

  test('is not one of a Kustomization of Flux', () => {
    const texts = {
      'a/rbac.yaml': account + role,
      'a/flux.yaml':
        'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a}\nnamespace: builds\nresources: [rbac.yaml]\n',
      'b/workflow.yaml': other,
    }
    expect(found(texts, 'privileged-service-account')).toHaveLength(1)
  })
})

test('a kustomization is read where it may matter, and nowhere else', () => {
  const account = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: ci}\n'
  const texts = {
    'app/deployment.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: app}\n',
    'app/kustomization.yaml': 'namespace: app\nresources: [deployment.yaml]\n',
    'over/kustomization.yaml': 'resources: [../app]\n',
    'argo/rbac/account.yaml': account,
    'argo/rbac/kustomization.yaml': 'resources: [account.yaml]\n',
    'argo/kustomization.yaml': 'resources: [rbac]\n',
    'clusters/prod/kustomization.yaml': 'resources: [../all]\n',
    'clusters/all/kustomization.yaml': 'resources:\n  - "../../argo"\n',
  }
  expect(analyze(filesOf(texts), rules, everything)).toMatchObject({ files: 8, manifests: 5 })
})

test('many overlays that all take all in cost no more than a moment', () => {
  const count = 600
  const every = Array.from({ length: count }, (_, index) => `../base/${index}.yaml`).join(', ')
  const texts: Record<string, string> = {}
  for (let index = 0; index < count; index++) {
    texts[`over-${index}/kustomization.yaml`] = `namespace: n${index}\nresources: [${every}]\n`
    texts[`base/${index}.yaml`] = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: ci}\n'
  }
  expect(analyze(filesOf(texts), rules, everything)).toMatchObject({ files: 2 * count, failures: [] })
})

test('what a kustomization builds is mended as what stands alone', () => {
  const text = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: a-}
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: 'alpine:3.20', command: [date], securityContext: {privileged: true}}
`
  function config(namespace: string): string {
    return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: workflow-controller-configmap, namespace: ${namespace}}\ndata: {parallelism: "1"}\n`
  }
  const texts = {
    'one/config.yaml': config('argo'),
    'one/a.yaml': text,
    'one/kustomization.yaml': 'namespace: argo\nresources: [config.yaml, a.yaml]\n',
    'two/config.yaml': config('other'),
  }
  const rule = rules.filter(({ id }) => id === 'privileged-container')
  for (const files of [filesOf({ 'one/a.yaml': text }), filesOf(texts)]) {
    const { fixed, files: changed } = fix(files, rule, everything, { safety: 'unsafe' })
    expect(fixed.map(({ finding }) => finding.rule.id)).toEqual(['privileged-container'])
    expect(changed.map(({ after }) => after.path)).toEqual(['one/a.yaml'])
    expect(changed[0]?.after.text).not.toContain('privileged: true')
  }
})

describe('the tag of an image', () => {
  const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers: [{name: workflow-controller, image: 'quay.io/argoproj/workflow-controller:latest'}]
`
  function overlay(images: string, resource = '../base'): string {
    return `${header}resources: ['${resource}']\nimages: ${images}\n`
  }
  const controller = 'quay.io/argoproj/workflow-controller'
  const old = `[{name: ${controller}, newTag: v3.7.3}]`
  const texts = { 'base/a.yaml': deployment, 'base/kustomization.yaml': `${header}resources: [a.yaml]\n` }

  test('that every build replaces is nobody’s, and what it is replaced by is judged where it stands', () => {
    const pinned = { ...texts, 'dev/kustomization.yaml': overlay(old), 'prod/kustomization.yaml': overlay(old) }
    expect(places(pinned, 'mutable-image-tag').filter((one) => one.startsWith('base'))).toEqual([])
    expect(places(pinned, 'vulnerable-argo-version')).toEqual([
      'dev/kustomization.yaml:4 v3.7.3 [vulnerable]',
      'prod/kustomization.yaml:4 v3.7.3 [vulnerable]',
    ])
  })

  test('that one build leaves as it is stays a finding', () => {
    const mixed = { ...texts, 'dev/kustomization.yaml': overlay(old), 'prod/kustomization.yaml': overlay('[]') }
    expect(places(mixed, 'mutable-image-tag')).toContain(`base/a.yaml:7 '${controller}:latest' [latest]`)
    const other = { ...texts, 'dev/kustomization.yaml': overlay('[{name: workflow-controller, newTag: v3.7.18}]') }
    expect(places(other, 'mutable-image-tag')).toContain(`base/a.yaml:7 '${controller}:latest' [latest]`)
  })

  test.each([
    ['a file', '[{path: patch.yaml}]'],
    [
      'the kustomization',
      `[{patch: "{apiVersion: apps/v1, kind: Deployment, metadata: {name: workflow-controller}, spec: {template: {spec: {containers: [{name: workflow-controller, image: '${controller}:v3.7.18'}]}}}}"}]`,
    ],
  ])('that a patch in %s replaces is nobody’s', (_, patches) => {
    const patched = {
      ...texts,
      'prod/kustomization.yaml': `${header}resources: [../base]\npatches: ${patches}\n`,
      'prod/patch.yaml': deployment.replace(':latest', ':v3.7.18'),
    }
    function latest(all: Readonly<Record<string, string>>) {
      return places(all, 'mutable-image-tag').filter((one) => one.endsWith('[latest]'))
    }
    expect(latest(patched)).toEqual([])
    expect(latest({ ...patched, 'dev/kustomization.yaml': overlay('[]') })).toHaveLength(1)
    expect(latest({ ...patched, 'prod/kustomization.yaml': overlay('[]') })).toHaveLength(1)
  })

  test('is followed through new names, and told by them', () => {
    const chain = {
      ...texts,
      'mirror/kustomization.yaml': overlay(`[{name: ${controller}, newName: mirror.example.org/controller}]`),
      'prod/kustomization.yaml': overlay('[{name: mirror.example.org/controller, newTag: v3.7.18}]', '../mirror'),
    }
    expect(places(chain, 'mutable-image-tag')).toEqual([])
    const renamed = { 'kustomization.yaml': overlay(`[{name: ${controller}, newName: m.io/argo/wfc, newTag: v3.7.3}]`) }
    expect(found(renamed, 'vulnerable-argo-version').map(({ message }) => message)).toEqual([
      expect.stringContaining('`m.io/argo/wfc:v3.7.3`, the image of the workflow controller,'),
    ])
  })

  test.each([
    ['https://github.com/argoproj/argo-workflows/releases/download/v3.7.3/install.yaml', 1],
    ['https://github.com/argoproj/argo-workflows/manifests/cluster-install?ref=v3.7.3', 1],
    ['github.com/argoproj/argo-workflows.git//manifests/namespace-install?timeout=90s&ref=v3.7.3', 1],
    ['https://raw.githubusercontent.com/argoproj/argo-workflows/v3.7.3/manifests/install.yaml', 1],
    ['https://github.com/argoproj/argo-workflows/manifests/cluster-install?ref=v3.7.18', 0],
    ['https://github.com/argoproj/argo-workflows/manifests/cluster-install?ref=v3.7.3-own', 0],
    ['https://github.com/argoproj/argo-events/manifests/cluster-install?ref=v3.7.3', 0],
  ])('comes with the release %s', (address, count) => {
    const text = `${header}resources: ['${address}']\n`
    expect(found({ 'kustomization.yaml': text }, 'vulnerable-argo-version')).toHaveLength(count)
    const changed = ['workflow-controller', 'argocli', 'argoexec'].map(
      (name) => `{name: quay.io/argoproj/${name}, newTag: v3.7.18}`,
    )
    const overridden = `${text}images: [${changed.join(', ')}]\n`
    expect(found({ 'kustomization.yaml': overridden }, 'vulnerable-argo-version')).toEqual([])
  })

  test('of another program is none of ours', () => {
    const images = '[{name: nginx, newTag: latest}, {newTag: x}, a, {name: [], newTag: {}}, {name: nginx, digest: 5}]'
    expect(analyze(filesOf({ 'argo/kustomization.yaml': overlay(images) }), rules, everything).findings).toEqual([])
  })

  test('is mended there', () => {
    const file = { path: 'kustomization.yaml', text: overlay(`[{name: ${controller}, newTag: "v3.7.3"}]`) }
    const { files } = fix([file], rules, everything, { safety: 'unsafe' })
    expect(files.map(({ after }) => after.text)).toEqual([file.text.replace('v3.7.3', 'v3.7.18')])
  })

  test('tells the version of the manifests that are built with it', () => {
    const cron = `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec: {schedule: '0 3 * * *', workflowSpec: {workflowTemplateRef: {name: build}}}
`
    function removed(tag: string): readonly string[] {
      const built = { ...texts, 'base/cron.yaml': cron, 'base/kustomization.yaml': 'resources: [a.yaml, cron.yaml]\n' }
      const all = { ...built, 'prod/kustomization.yaml': overlay(`[{name: ${controller}, newTag: ${tag}}]`) }
      return found(all, 'removed-field').map(({ persona }) => persona)
    }
    expect([removed('v3.7.18'), removed('v4.1.2')]).toEqual([['pedantic'], ['regular']])
  })
})

test('workflows in the namespace that a kustomization gives to their controller are there, whatever they say', () => {
  const texts = {
    'argo/kustomization.yaml': `${header}namespace: argo\nresources: [config.yaml, workflows.yaml]\n`,
    'argo/config.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data: {parallelism: "10"}
`,
    'argo/workflows.yaml': `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly, namespace: elsewhere}
spec: {schedules: ["@daily"], workflowSpec: {workflowTemplateRef: {name: a}}}
`,
  }
  expect(places(texts, 'workflow-in-controller-namespace')).toEqual(['argo/workflows.yaml:3 nightly [workflow]'])
})

describe('a JSON patch of Argo', () => {
  const remote = 'https://github.com/argoproj/argo-workflows/manifests/cluster-install?ref=v4.1.2'
  const head = `${header}resources: [${remote}]\n`

  /** A patch with operations on the first container of a Deployment. */
  function onContainer(name: string, operations: readonly (readonly [key: string, value: string])[]): string {
    const lines = operations.map(
      ([key, value]) => `      - {op: add, path: /spec/template/spec/containers/0/${key}, value: ${value}}\n`,
    )
    return `${head}patches:\n  - target: {kind: Deployment, name: ${name}}\n    patch: |-\n${lines.join('')}`
  }

  test('is read where it gives a container other arguments', () => {
    const texts = { 'o/kustomization.yaml': onContainer('argo-server', [['args', '[server, --auth-mode=server]']]) }
    expect(places(texts, 'server-anonymous-auth')).toEqual(['o/kustomization.yaml:7 --auth-mode=server [anonymous]'])
  })

  test('of a file is read once, however often it is named', () => {
    const item = '- {target: {kind: Service, name: argo-server}, path: patch.yaml}\n'
    const texts = {
      'o/kustomization.yaml': `${head}patches:\n${item.repeat(20_000)}`,
      'o/patch.yaml': '- {op: remove, path: /a}\n'.repeat(10_000),
    }
    expect(analyze(filesOf(texts), rules, everything).failures).toEqual([])
  })

  test('is one command line, however many words it adds', () => {
    const operations = [
      ['args/-', '--auth-mode'],
      ['env/-', '{name: TLS_MIN_VERSION, value: "769"}'],
      ['args/-', 'server'],
    ] as const
    const texts = { 'o/kustomization.yaml': onContainer('argo-server', operations) }
    expect(places(texts, 'server-anonymous-auth')).toEqual(['o/kustomization.yaml:9 server [anonymous]'])
    expect(places(texts, 'server-insecure-transport')).toEqual(['o/kustomization.yaml:8 "769" [weak-version]'])
  })

  test.each([
    [
      'ops.yaml',
      '- op: replace\n  path: /spec/template/spec/containers/0/args\n  value:\n  - server\n  - -e=false\n',
      5,
      '-e=false',
    ],
    [
      'ops.json',
      '[{"op": "add", "path": "/spec/template/spec/containers/0/args/-", "value": "--secure=false"}]',
      1,
      '"--secure=false"',
    ],
  ])('of the file %s is read there', (path, ops, line, words) => {
    for (const field of ['patches', 'patchesJson6902']) {
      const texts = {
        'o/kustomization.yaml': `${head}${field}:\n  - target: {kind: Deployment, name: argo-server}\n    path: ${path}\n`,
        [`o/${path}`]: ops,
      }
      expect(places(texts, 'server-insecure-transport')).toEqual([`o/${path}:${line} ${words} [plain]`])
    }
  })

  test("is read where it changes the controller's configuration", () => {
    const texts = {
      'o/kustomization.yaml': `${head}patches:
  - target: {kind: ConfigMap, name: workflow-controller-configmap}
    patch: |-
      - op: add
        path: /data
        value:
          workflowRestrictions: |
            templateReferencing: strict
`,
    }
    expect(places(texts, 'workflow-restrictions')).toEqual(['o/kustomization.yaml:11 strict [invalid-value]'])
  })

  test.each([
    [
      'a JSON patch',
      '  - target: {kind: Service, name: argo-server}\n    patch: \'[{"op": "add", "path": "/spec/type", "value": "NodePort"}]\'\n',
      6,
    ],
    [
      'a strategic one',
      '  - patch: |-\n      apiVersion: v1\n      kind: Service\n      metadata: {name: argo-server}\n      spec: {type: NodePort}\n',
      9,
    ],
  ])('and so is one of its Service, as %s', (_, patch, line) => {
    const texts = { 'o/kustomization.yaml': `${head}patches:\n${patch}` }
    expect(places(texts, 'server-exposed')).toEqual([
      expect.stringMatching(new RegExp(`^o/kustomization.yaml:${line} "?NodePort"? \\[service\\]$`)),
    ])
  })

  test.each([
    ['of another program', 'argocd-server', 'args', '[server, --auth-mode=server]'],
    ['of a pattern', '"argo-.*"', 'args', '[server, --auth-mode=server]'],
    ['of something else', 'argo-server', 'resources', '{limits: {memory: 1Gi}}'],
    ['with an alias to nowhere', 'argo-server', 'args', '*none'],
    ['that is too deep', 'argo-server', `args${'/x'.repeat(2000)}`, 'server'],
  ])('%s says nothing', (_, name, key, value) => {
    const texts = { 'o/kustomization.yaml': onContainer(name, [[key, value]]) }
    expect(places(texts, 'server-anonymous-auth')).toEqual([])
  })

  test('of a Service says nothing about its type where it also says who can reach it', () => {
    const operations = [
      '{op: replace, path: /spec/type, value: LoadBalancer}',
      '{op: add, path: /metadata/annotations/networking.gke.io~1load-balancer-type, value: Internal}',
    ]
    const lines = operations.map((one) => `      - ${one}\n`).join('')
    const patch = `patches:\n  - target: {kind: Service, name: argo-server}\n    patch: |-\n${lines}`
    expect(places({ 'o/kustomization.yaml': head + patch }, 'server-exposed')).toEqual([])
  })

  test('that is about something else leaves what is known of the server as it is', () => {
    const server = `apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server, namespace: argo}
spec:
  selector: {matchLabels: {app: argo-server}}
  template:
    spec: {containers: [{name: argo-server, image: "quay.io/argoproj/argocli:v4.1.2", args: [server]}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap, namespace: argo}
data: {sso: "{issuer: https://login.example.org}"}
`
    const patch = onContainer('argo-server', [['env/-', '{name: BASE_HREF, value: /argo/}']])
    const texts = { 'o/server.yaml': server, 'o/kustomization.yaml': patch.replace(remote, 'server.yaml') }
    expect(places(texts, 'sso-without-rbac')).toEqual([])
  })

  test('is not mended, since what it is laid over is not there', () => {
    const texts = { 'o/kustomization.yaml': onContainer('argo-server', [['args', '[server, --auth-mode=server]']]) }
    const { fixed } = fix(filesOf(texts), rules, everything, { safety: 'unsafe' })
    expect(fixed.filter(({ finding }) => finding.rule.id === 'server-anonymous-auth')).toEqual([])
  })
})

test('a path that leads out of what is scanned leads nowhere', () => {
  const texts = {
    '../argo/kustomization.yaml': `${header}configMapGenerator: [{name: workflow-controller-configmap, files: ['config=../../x']}]\n`,
    x: 'sso:\n  issuer: https://login.example.org\n  rbac: {enabled: false}\n',
  }
  expect(analyze(filesOf(texts), rules, everything).findings).toEqual([])
})
