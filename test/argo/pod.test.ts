import { describe, expect, test } from 'vitest'
import { type Container, containers, containerSetting, pods, podSetting, securitySetting } from '../../src/argo/pod.ts'
import type { Assumptions } from '../../src/argo/project.ts'
import type { Setting } from '../../src/argo/setting.ts'
import { mounts, volumeNamed, volumes } from '../../src/argo/volume.ts'
import { isWhole, specKey } from '../../src/argo/whole.ts'
import { get, text } from '../../src/yaml/query.ts'
import { argo, config, named, projectOf, stream, workflow, written } from './manifests.ts'

type Path = readonly [string, ...string[]]

/** `origin of manifest: value`, or nothing. */
function said(setting: Setting | undefined): string {
  return setting
    ? `${setting.origin} of ${setting.manifest.name}: ${written(setting.manifest, setting.node)}`
    : 'nothing'
}

/** What is in force for a field of each pod of manifest `a`, by the name of its template. */
function inPods(texts: string | readonly string[], path: Path, assume: Assumptions = {}): Record<string, string> {
  const project = projectOf(texts, assume)
  const found: Record<string, string> = {}
  for (const pod of pods(named(project, 'a'), project))
    found[pod.template?.name ?? '-'] = said(podSetting(pod, ...path))
  return found
}

function inContainers(texts: string | readonly string[], path: Path, read = containerSetting): Record<string, string> {
  const project = projectOf(texts)
  const found: Record<string, string> = {}
  for (const container of containers(named(project, 'a'), project))
    found[title(container)] = said(read(container, ...path))
  return found
}

function title({ role, name, pod }: Container): string {
  return `${pod.template?.name ?? '-'} ${role} ${name}`
}

const main = '    - name: main\n      container: {image: i}\n'
const runAsUser: Path = ['securityContext', 'runAsUser']

describe('a field of a pod', () => {
  test('comes from the spec, and a template with a context of its own replaces all of it', () => {
    const spec = `  securityContext: {runAsUser: 1, runAsNonRoot: true}
  templates:
${main}    - name: own
      securityContext: {runAsUser: 2}
      container: {image: i}
    - name: empty
      securityContext: {}
      container: {image: i}
    - name: nothing
      securityContext: null
      container: {image: i}`
    expect(inPods(workflow(spec), runAsUser)).toEqual({
      main: 'spec of a: 1',
      own: 'template of a: 2',
      empty: 'nothing',
      nothing: 'spec of a: 1',
    })
    expect(inPods(workflow(spec), ['securityContext', 'runAsNonRoot'])).toMatchObject({
      main: 'spec of a: true',
      own: 'nothing',
    })
  })

  test('comes from `templateDefaults`, which merges under each template and then replaces the spec', () => {
    const spec = `  securityContext: {runAsUser: 1, runAsNonRoot: true}
  templateDefaults:
    securityContext: {runAsUser: 2, fsGroup: 3}
  templates:
${main}    - name: own
      securityContext: {runAsUser: 4}
      script: {image: i}`
    expect(inPods(workflow(spec), runAsUser)).toEqual({
      main: 'templateDefaults of a: 2',
      own: 'template of a: 4',
      '-': 'templateDefaults of a: 2',
    })
    expect(inPods(workflow(spec), ['securityContext', 'fsGroup'])).toMatchObject({ own: 'templateDefaults of a: 3' })
    expect(inPods(workflow(spec), ['securityContext', 'runAsNonRoot'])).toMatchObject({
      main: 'nothing',
      own: 'nothing',
    })
  })

  test('of a kind that templates have not comes from the spec alone', () => {
    const spec = `  templates:\n    - name: main\n      hostNetwork: true\n      container: {image: i}`
    expect(inPods(workflow(`  hostNetwork: false\n${spec}`), ['hostNetwork'])).toEqual({ main: 'spec of a: false' })
    expect(inPods(workflow(spec), ['hostNetwork'])).toEqual({ main: 'nothing' })
  })

  test('that no WorkflowSpec has counts in a patch alone', () => {
    expect(inPods(workflow(`  hostPID: true\n  templates:\n${main}`), ['hostPID'])).toEqual({ main: 'nothing' })
    expect(inPods(workflow(`  podSpecPatch: 'hostPID: true'\n  templates:\n${main}`), ['hostPID'])).toEqual({
      main: 'podSpecPatch of a: true',
    })
  })

  test('is absent when it is an empty text: the next layer gives it', () => {
    const spec = `  serviceAccountName: below\n  templates:\n    - name: main\n      serviceAccountName: ""\n      container: {image: i}`
    expect(inPods(workflow(spec), ['serviceAccountName'])).toEqual({ main: 'spec of a: below' })
  })

  test('of the executor is given name by name', () => {
    const spec = `  executor: {serviceAccountName: e}\n  templates:\n    - name: main\n      executor: {}\n      container: {image: i}`
    expect(inPods(workflow(spec), ['executor', 'serviceAccountName'])).toEqual({ main: 'spec of a: e' })
  })

  test('of the agent comes from the spec, whatever the template says', () => {
    const spec = `  serviceAccountName: s
  hostNetwork: true
  automountServiceAccountToken: false
  podSpecPatch: 'hostPID: true'
  templates:
    - name: main
      serviceAccountName: t
      securityContext: {runAsUser: 1}
      podSpecPatch: 'hostIPC: true'
      sidecars: [{name: never, image: i}]
      http: {url: u}`
    expect(inPods(workflow(spec), ['serviceAccountName'])).toEqual({ main: 'spec of a: s' })
    for (const field of ['hostNetwork', 'automountServiceAccountToken', 'securityContext', 'hostIPC']) {
      expect(inPods(workflow(spec), [field]), field).toEqual({ main: 'nothing' })
    }
    expect(inPods(workflow(spec), ['hostPID'])).toEqual({ main: 'podSpecPatch of a: true' })
    expect(inContainers(workflow(spec), ['image'])).toEqual({})
  })
})

describe('layers under the spec', () => {
  const library = argo(
    'WorkflowTemplate',
    'lib',
    `  entrypoint: main\n  securityContext: {runAsUser: 5, runAsNonRoot: true}\n  templates:\n${main}`,
  )

  test('the WorkflowTemplate that a workflow names, field by field', () => {
    const text = stream(library, workflow('  workflowTemplateRef: {name: lib}\n  securityContext: {runAsUser: 6}'))
    expect(inPods(text, runAsUser)).toEqual({ main: 'spec of a: 6' })
    expect(inPods(text, ['securityContext', 'runAsNonRoot'])).toEqual({ main: 'workflowTemplateRef of lib: true' })
  })

  test('a ClusterWorkflowTemplate, and none of another namespace', () => {
    const cluster = library.replace('kind: WorkflowTemplate', 'kind: ClusterWorkflowTemplate')
    expect(
      inPods(stream(cluster, workflow('  workflowTemplateRef: {name: lib, clusterScope: true}')), runAsUser),
    ).toEqual({
      main: 'workflowTemplateRef of lib: 5',
    })
    const elsewhere = library.replace('{name: lib}', '{name: lib, namespace: x}')
    const caller = workflow('  workflowTemplateRef: {name: lib}').replace('{name: a}', '{name: a, namespace: y}')
    expect(inPods(stream(elsewhere, caller), runAsUser)).toEqual({ '-': 'nothing' })
  })

  test('a template called by `templateRef` is governed by the spec of its caller', () => {
    const spec =
      '  serviceAccountName: s\n  templates:\n    - name: go\n      steps: [[{name: x, templateRef: {name: lib, template: main}}]]'
    expect(inPods(stream(library, workflow(spec)), ['serviceAccountName'])).toEqual({ main: 'spec of a: s' })
    expect(inPods(stream(library, workflow(spec)), runAsUser)).toEqual({ main: 'nothing' })
  })

  test.each([
    ['a key of its own', '  workflowDefaults: |\n    spec:\n      securityContext: {runAsUser: 7}'],
    ['one key for all', '  config: |\n    workflowDefaults:\n      spec:\n        securityContext: {runAsUser: 7}'],
    ['another case of the letters', '  WorkflowDefaults: |\n    spec:\n      securityContext: {runAsUser: 7}'],
  ])("the controller's defaults in %s", (_, data) => {
    const text = stream(config(data), workflow(`  templates:\n${main}`))
    expect(inPods(text, runAsUser)).toEqual({ main: 'workflowDefaults of workflow-controller-configmap: 7' })
    expect(
      inPods(stream(config(data), workflow(`  securityContext: {runAsUser: 8}\n  templates:\n${main}`)), runAsUser),
    ).toEqual({ main: 'spec of a: 8' })
  })

  test('two controllers give only what both give, and a switch only when both have it alike', () => {
    const one = config(
      '  workflowDefaults: |\n    spec:\n      serviceAccountName: s\n      securityContext: {runAsUser: 7, runAsNonRoot: true}',
      'x-workflow-controller-configmap',
    )
    const other = config(
      '  workflowDefaults: |\n    spec:\n      securityContext: {runAsUser: 9, runAsNonRoot: false}',
      'y-workflow-controller-configmap',
    )
    const text = stream(one, other, workflow(`  templates:\n${main}`))
    expect(inPods(text, runAsUser).main).toMatch(/^workflowDefaults of x-/)
    expect(inPods(text, ['serviceAccountName'])).toEqual({ main: 'nothing' })
    expect(inPods(text, ['securityContext', 'runAsNonRoot'])).toEqual({ main: 'nothing' })
    const bare = config('  parallelism: "1"', 'z-workflow-controller-configmap')
    expect(inPods(stream(one, bare, workflow(`  templates:\n${main}`)), runAsUser)).toEqual({ main: 'nothing' })
  })

  test('what config assumes of the controller takes the place of what is found', () => {
    const text = stream(
      config('  workflowDefaults: |\n    spec: {serviceAccountName: found}'),
      workflow(`  templates:\n${main}`),
    )
    const assume = { workflowDefaults: { spec: { serviceAccountName: 'assumed' } } }
    expect(inPods(text, ['serviceAccountName'], assume)['main']).toMatch(/^workflowDefaults of : "assumed"/)
    expect(inPods(text, ['serviceAccountName'], { workflowDefaults: {} })).toEqual({ main: 'nothing' })
  })

  test('a controller stands on no other', () => {
    const project = projectOf(
      stream(
        config('  workflowDefaults: |\n    spec: {hostNetwork: true}', 'x-workflow-controller-configmap'),
        config('  workflowDefaults: |\n    spec: {parallelism: 1}', 'y-workflow-controller-configmap'),
      ),
      { workflowDefaults: { spec: { hostNetwork: true } } },
    )
    const fields = project.manifests.map((manifest) =>
      pods(manifest, project).map((pod) => said(podSetting(pod, 'hostNetwork'))),
    )
    expect(fields).toEqual([['workflowDefaults of x-workflow-controller-configmap: true'], ['nothing']])
  })
})

describe('a patch of the pod', () => {
  test.each([
    ['YAML', '|\n        hostPID: true'],
    ['JSON', `'{"hostPID": true}'`],
    ['YAML with a tag', '|\n        activeDeadlineSeconds: {{workflow.parameters.x}}\n        hostPID: true'],
    ['JSON with tags', `'{"hostPID": true, "a": {{=asInt(x)}}, "b": "{{x}}"}'`],
  ])('is read as %s', (_, patch) => {
    const spec = `  templates:\n    - name: main\n      podSpecPatch: ${patch}\n      container: {image: i}`
    expect(inPods(workflow(spec), ['hostPID'])).toEqual({ main: 'podSpecPatch of a: true' })
  })

  test('of a template wins over the one of the spec, and both over everything else', () => {
    const spec = `  securityContext: {runAsUser: 1}
  podSpecPatch: '{"securityContext": {"runAsUser": 2}, "hostPID": true}'
  templates:
    - name: main
      securityContext: {runAsUser: 3}
      podSpecPatch: '{"hostPID": false}'
      container: {image: i}`
    expect(inPods(workflow(spec), runAsUser)).toEqual({ main: 'podSpecPatch of a: 2' })
    expect(inPods(workflow(spec), ['hostPID'])).toEqual({ main: 'podSpecPatch of a: false' })
  })

  test('of a higher layer takes the place of the whole lower one', () => {
    const library = argo(
      'WorkflowTemplate',
      'lib',
      `  entrypoint: main\n  podSpecPatch: 'hostPID: true'\n  templates:\n${main}`,
    )
    expect(
      inPods(stream(library, workflow("  workflowTemplateRef: {name: lib}\n  podSpecPatch: 'hostIPC: true'")), [
        'hostPID',
      ]),
    ).toEqual({ main: 'nothing' })
  })

  test('takes away what it makes null', () => {
    const spec = `  securityContext: {runAsUser: 1}\n  podSpecPatch: '{"securityContext": null}'\n  templates:\n${main}`
    expect(inPods(workflow(spec), runAsUser)).toEqual({ main: 'nothing' })
  })

  test('that cannot be read changes nothing, and is known to be unknown', () => {
    const spec = `  hostNetwork: true\n  podSpecPatch: '{{workflow.parameters.patch}}'\n  templates:\n${main}`
    expect(inPods(workflow(spec), ['hostNetwork'])).toEqual({ main: 'spec of a: true' })
    const project = projectOf(workflow(spec))
    expect(pods(named(project, 'a'), project).map((pod) => pod.hasUnknownPatch)).toEqual([true])
  })
})

describe('containers', () => {
  const image: Path = ['image']

  test('are those of all types, with init containers, sidecars and inline templates', () => {
    const spec = `  templates:
    - name: main
      container: {name: ignored, image: 1}
      initContainers: [{name: i, image: 2}]
      sidecars: [{name: s, image: 3}]
    - name: script
      script: {image: 4, source: x}
    - name: set
      containerSet:
        containers: [{name: a, image: 5}, {name: b, image: 6}]
    - name: resource
      resource: {action: get}
      sidecars: [{name: s, image: 7}]
    - name: steps
      steps: [[{name: x, inline: {container: {image: 8}}}]]
    - name: dag
      dag:
        tasks:
          - name: y
            inline:
              steps:
                - - {name: z, inline: {script: {image: 9}}}
    - name: http
      http: {url: u}
    - name: wait
      suspend: {}`
    expect(inContainers(workflow(spec), image)).toEqual({
      'main main main': 'container of a: 1',
      'main init i': 'container of a: 2',
      'main sidecar s': 'container of a: 3',
      'script script main': 'container of a: 4',
      'set set a': 'container of a: 5',
      'set set b': 'container of a: 6',
      'resource sidecar s': 'container of a: 7',
      ' main main': 'container of a: 8',
      ' script main': 'container of a: 9',
    })
  })

  test('take defaults of their own type field by field, and lists by name', () => {
    const spec = `  templateDefaults:
    container: {image: d, securityContext: {privileged: true, runAsUser: 1}}
    sidecars: [{name: s, image: ds}, {name: more, image: dm}]
  templates:
    - name: main
      container: {securityContext: {runAsUser: 2}}
      sidecars: [{name: s, image: own}]
    - name: script
      script: {source: x}`
    const text = workflow(spec)
    expect(inContainers(text, image)).toEqual({
      'main main main': 'templateDefaults of a: d',
      'main sidecar s': 'container of a: own',
      'main sidecar more': 'templateDefaults of a: dm',
      'script script main': 'nothing',
      'script sidecar s': 'templateDefaults of a: ds',
      'script sidecar more': 'templateDefaults of a: dm',
      '- sidecar s': 'templateDefaults of a: ds',
      '- sidecar more': 'templateDefaults of a: dm',
      '- main main': 'templateDefaults of a: d',
    })
    expect(inContainers(text, ['securityContext', 'privileged'])).toMatchObject({
      'main main main': 'templateDefaults of a: true',
      'script script main': 'nothing',
    })
    expect(inContainers(text, runAsUser)).toMatchObject({ 'main main main': 'container of a: 2' })
  })

  test("stand on the controller's `mainContainer`, when they are main ones", () => {
    const spec = `  templates:
    - name: main
      container: {image: i}
      sidecars: [{name: s, image: j}]
    - name: set
      containerSet:
        containers: [{name: a, securityContext: {privileged: false}}]`
    const text = stream(config('  mainContainer: |\n    securityContext: {privileged: true}'), workflow(spec))
    expect(inContainers(text, ['securityContext', 'privileged'])).toEqual({
      'main main main': 'mainContainer of workflow-controller-configmap: true',
      'main sidecar s': 'nothing',
      'set set a': 'container of a: false',
    })
    const second = config('  parallelism: "1"', 'other-workflow-controller-configmap')
    expect(inContainers(stream(second, text), ['securityContext', 'privileged'])).toMatchObject({
      'main main main': 'nothing',
    })
  })

  test('are changed by patches of both levels, by name, and added by them', () => {
    const spec = `  podSpecPatch: |
    initContainers:
      - {name: init, image: argo}
    containers:
      - {name: wait, image: argo}
      - {name: main, image: p1, command: [c]}
      - {name: added, image: p2}
  templates:
    - name: main
      podSpecPatch: '{"containers": [{"name": "main", "image": "p3"}, {"name": "s", "image": "p4"}]}'
      container: {image: i}
      sidecars: [{name: s, image: j}]
      initContainers: [{name: main, image: k}]
    - name: resource
      resource: {action: get}`
    expect(inContainers(workflow(spec), image)).toEqual({
      'main main main': 'podSpecPatch of a: "p3"',
      'main sidecar s': 'podSpecPatch of a: "p4"',
      'main init main': 'container of a: k',
      'main executor init': 'podSpecPatch of a: argo',
      'main executor wait': 'podSpecPatch of a: argo',
      'main sidecar added': 'podSpecPatch of a: p2',
      'resource executor init': 'podSpecPatch of a: argo',
      'resource executor wait': 'podSpecPatch of a: argo',
      'resource executor main': 'podSpecPatch of a: p1',
      'resource sidecar added': 'podSpecPatch of a: p2',
    })
    expect(inContainers(workflow(spec), ['command'])).toMatchObject({ 'main main main': 'podSpecPatch of a: [c]' })
  })

  test('have the context of their pod under their own', () => {
    const spec = `  securityContext: {runAsUser: 1}
  templates:
    - name: main
      container: {image: i, securityContext: {runAsUser: 2}}
      sidecars: [{name: s, image: i}]`
    expect(inContainers(workflow(spec), ['runAsUser'], securitySetting)).toEqual({
      'main main main': 'container of a: 2',
      'main sidecar s': 'spec of a: 1',
    })
  })

  test('of the controller, of a plugin and of what a workflow applies are judged, those of others are not', () => {
    function deployment(name: string, image: string): string {
      return `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}, annotations: {x: argoproj.io}}\nspec: {template: {spec: {containers: [{name: c, image: "${image}", args: [server]}]}}}\n`
    }
    const plugin =
      'apiVersion: argoproj.io/v1alpha1\nkind: ExecutorPlugin\nmetadata: {name: plugin}\nspec: {sidecar: {container: {name: p, image: i}}}\n'
    const built =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: built, labels: {workflows.argoproj.io/configmap-type: ExecutorPlugin}}\ndata: {sidecar.container: "{name: q, image: j}"}\n'
    const applied = workflow(`  templates:
    - name: main
      resource:
        action: create
        manifest: |
          apiVersion: batch/v1
          kind: Job
          metadata: {name: applied}
          spec: {template: {spec: {containers: [{name: r, image: k}]}}}`)
    const project = projectOf(
      stream(
        config('  mainContainer: |\n    image: m\n  executor: |\n    image: e'),
        deployment('own', 'quay.io/argoproj/argocli:v4.0.0'),
        deployment('other', 'nginx:1'),
        deployment('argo-server', 'mirror:1'),
        plugin,
        built,
        applied,
      ),
    )
    const found = project.manifests.map((manifest) => [
      manifest.name,
      [...containers(manifest, project)].map(({ role, name }) => `${role} ${name}`),
    ])
    expect(Object.fromEntries(found)).toEqual({
      'workflow-controller-configmap': ['main main', 'executor wait'],
      own: ['main c'],
      other: [],
      'argo-server': ['main c'],
      plugin: ['sidecar p'],
      built: ['sidecar q'],
      a: [],
      applied: ['main r'],
    })
  })
})

describe('volumes and their mounts', () => {
  function found(spec: string) {
    const project = projectOf(workflow(spec))
    const [pod] = pods(named(project, 'a'), project)
    return {
      volumes: pod && ['v', 'w', 'x'].flatMap((name) => volumeNamed(name, pod) ?? []).map(said),
      all: pod && volumes([pod, pod]).length,
      mounts: Object.fromEntries(
        pod?.containers.map((container) => [
          container.name,
          mounts(container).map((mount) => text(get(mount, 'name'))),
        ]) ?? [],
      ),
    }
  }

  test('merge by name, and reach containers by mounts, sets and mirrors', () => {
    const spec = `  volumes: [{name: v, a: 1}, {name: w, a: 2}]
  templates:
    - name: main
      volumes: [{name: v, a: 3}]
      podSpecPatch: '{"volumes": [{"name": "x"}], "containers": [{"name": "main", "volumeMounts": [{"name": "x"}]}]}'
      container: {image: i, volumeMounts: [{name: v}]}
      sidecars: [{name: mirror, mirrorVolumeMounts: true, volumeMounts: [{name: w}]}, {name: plain}]`
    expect(found(spec)).toEqual({
      volumes: ['template of a: {name: v, a: 3}', 'spec of a: {name: w, a: 2}', 'podSpecPatch of a: {"name": "x"}'],
      all: 4,
      mounts: { main: ['x', 'v'], mirror: ['w', 'x', 'v'], plain: [] },
    })
    const set =
      '  templates:\n    - name: main\n      containerSet: {volumeMounts: [{name: v}], containers: [{name: a}, {name: b, volumeMounts: [{name: w}]}]}'
    expect(found(set).mounts).toEqual({ a: ['v'], b: ['w', 'v'] })
  })

  test('of the spec are not given to the agent', () => {
    expect(found('  volumes: [{name: v}]\n  templates: [{name: main, http: {url: u}}]')).toMatchObject({
      volumes: [],
      all: 0,
    })
  })
})

test('a spec without known pods still has its settings looked at', () => {
  expect(
    inPods(
      workflow(
        '  hostNetwork: true\n  templates: [{name: x, steps: [[{name: y, templateRef: {name: gone, template: z}}]]}]',
      ),
      ['hostNetwork'],
    ),
  ).toEqual({
    '-': 'spec of a: true',
  })
})

test.each([
  ['a workflow', workflow('  entrypoint: main\n  templates: []'), true, 'spec'],
  ['a cron workflow', argo('CronWorkflow', 'a', '  workflowSpec:\n    entrypoint: main'), true, 'workflowSpec'],
  ['a workflow that refers to a template', workflow('  workflowTemplateRef: {name: x}'), false, 'spec'],
  ['a fragment', workflow('  serviceAccountName: x'), false, 'spec'],
  ['a Helm template', workflow('  entrypoint: {{ .Values.x }}'), false, 'spec'],
  [
    'a workflow that is called like a ConfigMap',
    workflow('  entrypoint: main', 'x-workflow-controller-configmap'),
    true,
    'spec',
  ],
])('%s is whole or not, and has a key to stand at', (_, yaml, whole, key) => {
  const [manifest] = projectOf(yaml).manifests
  if (!manifest) throw new Error('no manifest')
  expect(isWhole(manifest)).toBe(whole)
  expect(written(manifest, specKey(manifest))).toBe(key)
})

test('what would take forever is judged where it stands, and joins are cut short', () => {
  function many(count: number, line: (index: number) => string): string {
    return Array.from({ length: count }, (_, index) => line(index)).join('')
  }
  const spec = `  templateDefaults:\n    sidecars:\n${many(3000, (index) => `      - {name: s${index}, image: i}\n`)}  templates:\n${many(3000, (index) => `    - {name: t${index}, container: {image: i}, initContainers: [{name: i, image: i}]}\n`)}`
  const project = projectOf(workflow(spec))
  const roles = [...containers(named(project, 'a'), project)].map(({ role }) => role)
  expect([roles.length, roles.filter((role) => role === 'sidecar').length]).toEqual([9000, 3000])

  const library = argo(
    'WorkflowTemplate',
    'lib',
    `  templates:\n    - name: main\n      steps: [[${many(500, (index) => `{name: c${index}, template: t${index}}, `)}]]\n${many(500, (index) => `    - {name: t${index}, container: {image: i}}\n`)}`,
  )
  const callers = many(
    500,
    (index) => `---\n${workflow('  entrypoint: main\n  workflowTemplateRef: {name: lib}', `w${index}`)}`,
  )
  const joined = projectOf(library + callers)
  expect(joined.manifests.reduce((sum, manifest) => sum + pods(manifest, joined).length, 0)).toBeLessThan(60_000)
})
