import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { type Config, defaults } from '../src/config.ts'
import { fix } from '../src/fix.ts'
import { rules } from '../src/rules/index.ts'

const everything: Config = { ...defaults, persona: 'auditor', minSeverity: 'info', minConfidence: 'low' }
const chosen = { serviceAccountName: 'workflow', executorServiceAccountName: 'workflow-executor' }
const ids = ['default-service-account', 'automounted-service-account-token']

/** What the fixes of one rule, or of both, make of files; all rules watch that they do no harm. */
function mended(texts: readonly string[], only: readonly string[] = ids, fixes: Config['fix'] = chosen) {
  const files = texts.map((text, index) => ({ path: `${index}.yaml`, text }))
  const config = { ...everything, fix: fixes }
  const {
    fixed,
    refused,
    files: changed,
  } = fix(files, rules, config, {
    safety: 'unsafe',
    only: ({ rule }) => only.includes(rule.id),
  })
  return {
    text: changed[0]?.after.text ?? texts[0],
    titles: fixed.map(({ fix: { title, safety } }) => `${safety}: ${title}`),
    reasons: refused.map(({ reason }) => reason),
  }
}

const block = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build- # runs at night
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: alpine:3.20
`

describe('an account that the config chooses', () => {
  test('is named in block YAML, and every comment stays', () => {
    const { text, titles } = mended([block], ['default-service-account'])
    expect(text).toBe(block.replace('  entrypoint: main\n', '  entrypoint: main\n  serviceAccountName: workflow\n'))
    expect(titles).toEqual([
      'unsafe: Run as the ServiceAccount `workflow` (it has to be in the namespace, and steps that use rights of `default` will fail)',
    ])
  })

  test('is named in flow YAML', () => {
    const flow = `{apiVersion: argoproj.io/v1alpha1, kind: Workflow, metadata: {generateName: build-}, spec: {entrypoint: main, templates: [{name: main, container: {image: "alpine:3.20"}}]}}\n`
    expect(mended([flow], ['default-service-account']).text).toBe(
      flow.replace('entrypoint: main,', 'entrypoint: main, serviceAccountName: workflow,'),
    )
  })

  test('is named between the line ends of Windows', () => {
    const windows = block.replaceAll('\n', '\r\n')
    expect(mended([windows]).text).toBe(mended([block]).text?.replaceAll('\n', '\r\n'))
  })

  test('stands in the place of `default`, in its quotes, at the spec and on a template', () => {
    const written = block
      .replace('spec:\n', 'spec:\n  serviceAccountName: "default" # for now\n')
      .replace('    - name: main\n', "    - name: main\n      serviceAccountName: 'default'\n")
      .concat('    - name: other\n      container: {image: "alpine:3.20"}\n')
    const { text } = mended([written], ['default-service-account'])
    expect(text).not.toContain('default')
    expect(text).toMatch(/^ {2}serviceAccountName: "?workflow"? # for now$/m)
    expect(text).toMatch(/^ {6}serviceAccountName: '?workflow'?$/m)
  })

  test.each(['1e3', 'on', 'null', '0x1f', '7.5', '2026-01-02', 'true'])('is a text even if it is %s', (name) => {
    const { text = '' } = mended([block], ['default-service-account'], { serviceAccountName: name })
    expect(load(text)).toMatchObject({ spec: { serviceAccountName: name } })
  })

  test('is given to the executor where the token is withheld', () => {
    const { text = '', titles } = mended([block], ['automounted-service-account-token'])
    expect(load(text)).toMatchObject({
      spec: { automountServiceAccountToken: false, executor: { serviceAccountName: 'workflow-executor' } },
    })
    expect(titles).toEqual([
      'unsafe: Withhold the token from the containers, and give the executor `workflow-executor`, which has to be in the namespace with a Secret for its token (steps that call the API of Kubernetes will fail)',
    ])
  })

  test('mends pods that fail without one', () => {
    const failing = block.replace('  entrypoint', '  automountServiceAccountToken: false\n  entrypoint')
    expect(load(mended([failing]).text ?? '')).toMatchObject({
      spec: { serviceAccountName: 'workflow', executor: { serviceAccountName: 'workflow-executor' } },
    })
  })

  test('goes before one that the files have', () => {
    const account = `apiVersion: v1
kind: ServiceAccount
metadata: {name: other, namespace: builds}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: executor, namespace: builds}
rules: [{apiGroups: [argoproj.io], resources: [workflowtaskresults], verbs: [create, patch]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: executor, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: executor}
subjects: [{kind: ServiceAccount, name: other}]
`
    const flow = block.replace('metadata:\n', 'metadata:\n  namespace: builds\n')
    expect(mended([flow, account], ['default-service-account'], {}).text).toContain('serviceAccountName: other')
    expect(mended([flow, account], ['default-service-account']).text).toContain('serviceAccountName: workflow')
  })
})

describe('no account is named', () => {
  test('without a choice: the refusal tells the key', () => {
    const { text, reasons } = mended([block], ids, {})
    expect(text).toBe(block)
    expect(reasons).toHaveLength(2)
    expect(reasons.join('\n')).toContain('for all fixes in `fix.serviceAccountName` of the config')
    expect(reasons.join('\n')).toContain('for all fixes in `fix.executorServiceAccountName` of the config')
  })

  test('that the files give dangerous rights', () => {
    const bound = `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: edit, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects: [{kind: ServiceAccount, name: workflow}, {kind: ServiceAccount, name: workflow-executor}]
`
    const flow = block.replace('metadata:\n', 'metadata:\n  namespace: builds\n')
    const { text, reasons } = mended([flow, bound])
    expect(text).toBe(flow)
    expect(reasons.toSorted()).toEqual([
      expect.stringMatching(
        /^The ServiceAccount `workflow-executor`, which `fix\.executorServiceAccountName` chooses, may .* in `builds`: choose one that may only report results$/,
      ),
      expect.stringMatching(/^The ServiceAccount `workflow`, which `fix\.serviceAccountName` chooses, may /),
    ])
    const elsewhere = flow.replace('namespace: builds', 'namespace: other')
    expect(mended([elsewhere, bound]).text, 'rights in another namespace are those of another account').toContain(
      'serviceAccountName: workflow\n',
    )
  })

  test('that withholds its token', () => {
    const account =
      'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: workflow}\nautomountServiceAccountToken: false\n'
    const { text, reasons } = mended([block, account], ['default-service-account'])
    expect(text).toBe(block)
    expect(reasons).toEqual([
      "The ServiceAccount `workflow`, which `fix.serviceAccountName` chooses, withholds its token, without which Argo's executor fails",
    ])
  })

  test('for the workflows of every namespace', () => {
    const config = `apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  workflowDefaults: |
    spec:
      serviceAccountName: default
`
    const { text, reasons } = mended([config], ['default-service-account'])
    expect(text).toBe(config)
    expect(reasons).toHaveLength(1)
    expect(reasons[0]).not.toContain('fix.serviceAccountName')
  })
})
