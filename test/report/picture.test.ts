import { expect, test } from 'vitest'
import { analyze } from '../../src/analyze.ts'
import { defaults } from '../../src/config.ts'
import { introduced } from '../../src/diff.ts'
import type { Finding, Location, Way } from '../../src/finding.ts'
import { check } from '../../src/report/check.ts'
import { markdown } from '../../src/report/markdown.ts'
import { picture } from '../../src/report/picture.ts'
import { review } from '../../src/report/review.ts'
import { sarif } from '../../src/report/sarif.ts'
import { text } from '../../src/report/text.ts'
import { rules } from '../../src/rules/index.ts'
import { aFinding, aReport, find, workflow } from './factory.ts'
import { html, tags } from './hostile.ts'

const api = 'apiVersion: rbac.authorization.k8s.io/v1'

const access = `apiVersion: v1
kind: ServiceAccount
metadata: {name: ci, namespace: builds}
---
${api}
kind: Role
metadata: {name: keys, namespace: builds}
rules:
  - apiGroups: [""]
    resources: [secrets]
    verbs: [get]
  - apiGroups: [""]
    resources: [pods/exec]
    verbs: [create]
---
${api}
kind: RoleBinding
metadata: {name: ci, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: keys}
subjects:
  - {kind: ServiceAccount, name: ci, namespace: builds}
`

const flow = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: ci-, namespace: builds}
spec:
  entrypoint: main
  serviceAccountName: ci
  templates: [{name: main, container: {image: "alpine:3.20"}}]
`

function found(rule: string, files: Readonly<Record<string, string>>): Finding {
  const all = Object.entries(files).map(([path, its]) => ({ path, text: its }))
  const its = analyze(all, rules, { ...defaults, persona: 'auditor' }).findings.find((one) => one.rule.id === rule)
  if (!its) throw new Error(`${rule} found nothing`)
  return its
}

const strong = found('privileged-service-account', { 'access.yaml': access, 'flow.yaml': flow })

/** The labels of a chain, in its order, with Mermaid's entities decoded. */
function stops(chart: string | undefined): string[] {
  const labels = new Map(
    [...(chart ?? '').matchAll(/^ {2}(\w+)\["(.*)"\]$/gm)].map(([, id = '', label = '']) => [
      id,
      label.replaceAll(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))),
    ]),
  )
  const arrows = [...(chart ?? '').matchAll(/^ {2}(\w+) (?:-->|-\. .* \.->) (\w+)$/gm)]
  const first = [...labels.keys()].find((id) => arrows.every(([, , to]) => to !== id))
  const way = first === undefined ? [] : [first]
  for (let at = first; at !== undefined;) {
    at = arrows.find(([, from]) => from === at)?.[2]
    if (at !== undefined) way.push(at)
  }
  expect(way.length, 'one way that holds all').toBe(labels.size)
  return way.map((id) => labels.get(id) ?? '')
}

const path = [
  'privileged-service-account in Workflow ci- (flow.yaml:6)',
  'ServiceAccount ci (access.yaml:3)',
  'RoleBinding ci gives ServiceAccount ci a role in builds (access.yaml:21)',
  'Role keys (access.yaml:7)',
  'May get secrets (access.yaml:11)',
]

test('a strong account is drawn from the workflow to the verb', () => {
  expect(stops(picture(strong))).toEqual(path)
})

test('what else the account may do stands beside that way', () => {
  expect(strong.related.map(({ note, way }) => [way, note])).toEqual([
    ['from', 'ServiceAccount `ci`'],
    ['from', 'RoleBinding `ci` gives ServiceAccount `ci` a role in `builds`'],
    ['from', 'Role `keys`'],
    ['from', 'May `get` `secrets`'],
    [undefined, 'May `create` `pods/exec`'],
  ])
})

test('the picture stands in the summary, the check, and the review, on a line or not', () => {
  const chart = picture(strong) ?? ''
  const report = aReport({ findings: [strong] })
  expect(markdown(report)).toContain(chart)
  const judged = { report, config: defaults, notes: [], newlyUnread: [], isPartial: false }
  expect(check(judged).summary).toContain(chart)
  const onLine = review([strong], new Map([['flow.yaml', [{ start: 1, end: 7 }]]]))
  expect(onLine.remarks[0]?.body).toContain(chart)
  const { body } = review([strong], new Map())
  expect(body).toContain(chart.replaceAll(/^/gm, '  '))
  expect(html(body)).toMatch(/<li>.*<code class="language-mermaid">flowchart LR\n.*<\/li>/s)
})

test('the body of a review has few pictures, and keeps to what GitHub takes', () => {
  const name = '日'.repeat(300)
  const long = aFinding({ ...strong, related: strong.related.map((place) => ({ ...place, note: name })) })
  const { body } = review(
    Array.from({ length: 300 }, () => long),
    new Map(),
  )
  expect(body.match(/```mermaid/g)).toHaveLength(5)
  expect(body.length).toBeLessThan(65_536)
})

test('SARIF and the terminal tell the same way', () => {
  const report = aReport({ findings: [strong] })
  const { runs } = JSON.parse(sarif(report, { name: 'lynceus', version: '0.1.0' })) as {
    runs: {
      results: { codeFlows: { threadFlows: { locations: { location: { message: { text: string } } }[] }[] }[] }[]
    }[]
  }
  const steps = runs[0]?.results[0]?.codeFlows[0]?.threadFlows[0]?.locations.map(
    ({ location }) => location.message.text,
  )
  expect(steps).toHaveLength(path.length)
  expect(steps?.at(0)).toMatch(/^Here: /)
  expect(steps?.at(-1)).toBe('May `get` `secrets`')
  expect(text(report)).toContain('= leads to access.yaml:11:13: May `get` `secrets`')
  expect(text(report)).toContain('= see access.yaml:14:13: May `create` `pods/exec`')
})

test.each([
  [
    'default-service-account',
    { 'flow.yaml': flow.replace('ci\n', 'default\n'), 'access.yaml': access.replaceAll('name: ci', 'name: default') },
    ['default-service-account in', 'ServiceAccount default', 'RoleBinding default', 'Role keys', 'May get'],
  ],
  [
    'default-service-account-binding',
    { 'flow.yaml': flow, 'access.yaml': access.replaceAll('name: ci', 'name: default') },
    ['default-service-account-binding in RoleBinding default', 'Role keys', 'May get secrets'],
  ],
  [
    'workflow-create-escalation',
    {
      'access.yaml': access,
      'people.yaml': `${api}
kind: Role
metadata: {name: starters, namespace: builds}
rules: [{apiGroups: [argoproj.io], resources: [workflows], verbs: [create]}]
---
${api}
kind: RoleBinding
metadata: {name: starters, namespace: builds}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: starters}
subjects: [{kind: Group, name: devs, apiGroup: rbac.authorization.k8s.io}]
`,
    },
    [
      'RoleBinding starters gives Group devs',
      'workflow-create-escalation in Role starters',
      'RoleBinding ci',
      'Role keys',
      'May get',
    ],
  ],
])('%s is drawn in the order of its path', (rule, files, expected) => {
  const shown = stops(picture(found(rule, files)))
  expect(shown.length).toBe(expected.length)
  for (const [index, words] of expected.entries()) expect(shown[index]).toContain(words)
})

test('of so many workflows that the finding stands at the binding, one shows the way', () => {
  const files = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`flow-${index}.yaml`, flow]))
  const shared = found('privileged-service-account', { ...files, 'access.yaml': access })
  expect(shared.at.file.path).toBe('access.yaml')
  expect(stops(picture(shared)).map((stop) => stop.replace(/ \(.*/, ''))).toEqual([
    'Workflow ci- runs as this account',
    'privileged-service-account in RoleBinding ci',
    'Role keys',
    'May get secrets',
  ])
})

function steps(way: Way, note: string): Location[] {
  return Array.from({ length: 20 }, (_, index) => find('kind', workflow, `${note} ${index}`, way))
}

test('a long way keeps both ends and the finding', () => {
  const shown = stops(picture(aFinding({ related: [...steps('to', 'before'), ...steps('from', 'after')] })))
  expect(shown).toHaveLength(12)
  expect(shown[0]).toContain('before 0')
  expect(shown[10]).toContain('privileged-container')
  expect(shown[11]).toContain('after 19')
})

test('a new call stands before what it leads to, and what led there before stands beside it', () => {
  const call = { key: 'call', at: find('entrypoint') }
  const old = aFinding({
    fingerprint: 'f',
    related: [find('kind', workflow, 'source', 'to'), find('spec', workflow, 'verb', 'from')],
  })
  const report = introduced(
    aReport({ findings: [{ ...old, calls: () => [call] }] }),
    aReport({ findings: [{ ...old, calls: () => [] }] }),
  )
  const [finding] = report.findings
  expect(finding?.related.map(({ note, way }) => [note, way])).toEqual([
    ['source', undefined],
    ['What the new call runs', 'from'],
    ['verb', 'from'],
  ])
  expect(stops(finding && picture(finding)).map((stop) => stop.replace(/ \(.*/, ''))).toEqual([
    'privileged-container in Workflow build-',
    'What the new call runs',
    'verb',
  ])
})

test('names cannot leave their label', () => {
  const evil = `x"]; click n0 href "https://evil.example" %%{init: {}}%% <img src=x> @team \`\`\` #1 \u202E`
  const named = JSON.stringify(evil)
  const files = {
    'flow.yaml': flow.replace('generateName: ci-', `name: ${named}`).replace('ci\n', `${named}\n`),
    'a"] --> x/`access`.yaml': access
      .replaceAll('name: ci', `name: ${named}`)
      .replaceAll('name: keys', `name: ${named}`),
  }
  const finding = found('privileged-service-account', files)
  const chart = picture(finding) ?? ''
  expect(chart.split('\n').slice(2, -1).join('\n')).toMatch(
    /^(?: {2}(?:n\d+\["(?:[\p{L}\p{M}\p{N} /_]|#\d+;)*"\]|n\d+ --> n\d+)\n?)+$/u,
  )
  expect(stops(chart)).toHaveLength(5)
  const { body } = review([finding], new Map())
  expect(new Set(tags(html(body)))).not.toContain('<img src=x>')
  expect(html(body).match(/<pre>/g)).toHaveLength(1)
})
