import { expect, test } from 'vitest'
import { configOf } from '../../app/config.ts'
import { defaults } from '../../src/config.ts'
import { html } from '../report/hostile.ts'
import { open } from '../github/loopback/open.ts'
import { acting } from './acting.ts'

/** Repositories of acme with their files; the App is at work in `acme/flows`. */
async function owner(repositories: Record<string, Record<string, string>> = {}) {
  const github = await open()
  github.repository('acme/flows', { files: { 'README.md': 'Flows\n' } })
  for (const [name, files] of Object.entries(repositories)) github.repository(`acme/${name}`, { files })
  const context = acting(github)
  async function read(text?: string, as = context) {
    github.forget()
    const settings = new Map(text === undefined ? [] : [['.github/lynceus.yml', text]])
    return { ...(await configOf(settings, as)), calls: github.calls.length }
  }
  return { github, context, read }
}

const path = '.github/lynceus.yml'

test('a config of its own counts alone, and costs no request', async () => {
  const { read } = await owner({ '.github': { [path]: 'persona: auditor\nfail-on: never\n' } })
  const config = { ...defaults, failOn: 'low' }
  expect(await read('fail-on: low\n')).toEqual({ config, notes: [], calls: 0 })
})

test('without one that of the organization counts, which is asked for once', async () => {
  const { read, context } = await owner({ '.github': { 'lynceus.yaml': 'fail-on: low\n' } })
  const config = { ...defaults, failOn: 'low' }
  expect(await read()).toEqual({ config, notes: [], calls: 1 })
  expect(await read()).toEqual({ config, notes: [], calls: 0 })
  const other = { ...context, repository: { ...context.repository, repo: 'other' } }
  expect((await read(undefined, other)).calls).toBe(0)
  expect((await read(undefined, { ...context, installation: -1 })).calls, 'of another installation').toBe(1)
})

test('without any the defaults count, and that is remembered too', async () => {
  const { read } = await owner()
  expect(await read()).toEqual({ config: defaults, notes: [], calls: 1 })
  expect((await read()).calls).toBe(0)
})

test.each([
  ['a repository of the organization that the App may not read', 'FORBIDDEN' as const],
  ['a repository without a config', undefined],
])('%s counts as none', async (_, type) => {
  const { github, read } = await owner({ '.github': { 'README.md': 'x' } })
  if (type)
    github.fault('POST /graphql', {
      status: 200,
      body: { data: null, errors: [{ type, message: 'Resource not accessible by integration' }] },
    })
  expect(await read()).toMatchObject({ config: defaults, notes: [] })
})

test('what is shared is remembered when GitHub fails, and asked for again', async () => {
  const { github, read } = await owner({ '.github': { [path]: 'fail-on: low\n' } })
  github.fault('POST /graphql', { status: 502 })
  await expect(read()).rejects.toThrow('GitHub did not give a shared config')
  github.heal()
  expect((await read()).config.failOn).toBe('low')
})

test('a config adds to the one that it extends, key by key', async () => {
  const { read } = await owner({
    policies: {
      [path]: `
extends: .github
persona: pedantic
rules: {run-as-root: off, mutable-image-tag: low}
paths:
  exclude: [vendor/]
  persona: {examples/**: off, prod/**: auditor}
assume: {workflowDefaults: {spec: {serviceAccountName: a}}}
`,
    },
    '.github': { [path]: 'fail-on: critical\npersona: auditor\nrules: {privileged-container: medium}\n' },
  })
  const { config, notes, calls } = await read(`
extends: acme/policies
rules: {run-as-root: {severity: high}}
paths:
  exclude: [third-party/]
  persona: {examples/**: pedantic}
assume: {workflowDefaults: {metadata: {}}}
`)
  expect({ notes, calls }).toEqual({ notes: [], calls: 2 })
  expect(config).toEqual({
    ...defaults,
    extends: 'acme/policies',
    persona: 'pedantic',
    failOn: 'critical',
    rules: {
      'run-as-root': { enabled: true, severity: 'high' },
      'mutable-image-tag': { enabled: true, severity: 'low' },
      'privileged-container': { enabled: true, severity: 'medium' },
    },
    paths: { include: [], exclude: ['third-party/'], persona: { 'prod/**': 'auditor', 'examples/**': 'pedantic' } },
    assume: { workflowDefaults: { metadata: {} } },
  })
  expect(Object.keys(config.paths.persona).at(-1), 'the last glob counts').toBe('examples/**')
})

test('a file of another repository can be named', async () => {
  const { read } = await owner({ policies: { 'argo/strict.yml': 'fail-on: info\n', [path]: 'fail-on: never\n' } })
  expect((await read('extends: policies:argo/strict.yml\n')).config.failOn).toBe('info')
})

const place = '`.github/lynceus.yml:2`'

test.each([
  ['another owner', 'extends: evil/policies', 'configs are only taken from those of `acme`'],
  ['nothing', 'extends: nowhere', 'The config `acme/nowhere`, which `extends` names, cannot be used'],
  ['no such file', 'extends: policies:a.yml', 'Ask those who look after `acme/policies`, or leave `extends` out.'],
  ['no repository', 'extends: https://example.com/x?y', 'must be a repository such as `acme/policies`'],
  ['a key that is not there', 'fial-on: low', 'did you mean `fail-on`?'],
  ['what is no YAML', 'a: b: c', 'This is not YAML'],
])('a config that extends or holds %s is said with its line, and the next counts', async (_, line, message) => {
  const { github, read } = await owner({
    policies: { [path]: 'persona: auditor\n' },
    '.github': { [path]: 'fail-on: low\n' },
  })
  const repo = github.repository('evil/policies', { files: { [path]: 'fail-on: never\n' } })
  expect(repo.fullName).toBe('evil/policies')
  const flows = await read(`# config\n${line}\n`)
  expect(flows.config).toEqual({ ...defaults, failOn: 'low' })
  expect(flows.notes).toHaveLength(1)
  expect(flows.notes[0]).toContain(`so that of \`acme/.github\` counts. ${place}: `)
  expect(flows.notes[0]).toContain(message)
  expect(github.calls.flatMap(({ body }) => JSON.stringify(body)).join()).not.toContain('evil')
})

test('configs that extend each other in a circle are refused', async () => {
  const { read } = await owner({ a: { [path]: 'extends: b\n' }, b: { [path]: 'extends: a\n' } })
  const { config, notes } = await read('extends: a\nfail-on: never\n')
  expect(config).toEqual(defaults)
  expect(notes).toEqual([
    expect.stringMatching(/^A config cannot be used, so the defaults count\. `\.github\/lynceus\.yml:1`: .*`acme\/a`/),
  ])
})

test('a config that extends itself is refused', async () => {
  const text = '# config\nextends: flows\n'
  const github = await open()
  github.repository('acme/flows', { files: { [path]: text } })
  const { config, notes } = await configOf(new Map([[path, text]]), acting(github))
  expect(config).toEqual(defaults)
  expect(notes.join()).toContain('`.github/lynceus.yml:2`: The configs extend each other in a circle')
})

test('no more than five configs are read', async () => {
  const chain = Object.fromEntries(
    [1, 2, 3, 4, 5].map((n) => [`c${n}`, { [path]: n === 5 ? 'fail-on: low\n' : `extends: c${n + 1}\n` }]),
  )
  const { read } = await owner(chain)
  expect((await read('extends: c2\n')).config.failOn).toBe('low')
  const { config, notes } = await read('extends: c1\n')
  expect(config).toEqual(defaults)
  expect(notes).toHaveLength(1)
})

test('what another repository’s file says is not quoted', async () => {
  const secret = 'hunter2-@everyone'
  const { read } = await owner({ policies: { [path]: `password: ${secret}\nfail-on: ${secret}\n` } })
  const { notes } = await read('extends: policies\n')
  expect(notes).toEqual([expect.stringContaining('`.github/lynceus.yml:1`: The config `acme/policies`')])
  expect(notes.join()).not.toContain('hunter2')
  expect(notes.join()).not.toContain('password')
})

test('a note does not tell what there is in another repository', async () => {
  const { github, read } = await owner({
    missing: { 'README.md': 'x' },
    broken: { [path]: 'a: b: c\n' },
    unknown: { [path]: 'fial-on: low\n' },
    large: { [path]: `# ${'x'.repeat(600_000)}\nfail-on: low\n` },
    circle: { [path]: 'extends: circle\n' },
    chain: { [path]: 'extends: nowhere\n' },
    elsewhere: { [path]: 'extends: evil/policies\n' },
    closed: { [path]: 'fail-on: low\n' },
  })
  const names = ['nowhere', 'missing', 'broken', 'unknown', 'large', 'circle', 'chain', 'elsewhere', 'closed']
  const told = new Set<string>()
  for (const name of names) {
    const errors = [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }]
    if (name === 'closed') github.fault('POST /graphql', { status: 200, body: { data: null, errors } })
    const { config, notes } = await read(`extends: ${name}\n`)
    expect(config, name).toEqual(defaults)
    told.add(notes.join('\n').replaceAll(`acme/${name}`, 'acme/it'))
  }
  expect([...told]).toEqual([expect.stringContaining('`acme/it`')])
})

test('of a broken config of the organization only that is said, and who can help', async () => {
  const { read } = await owner({ '.github': { [path]: 'password: hunter2\n' } })
  const { config, notes } = await read()
  expect(config).toEqual(defaults)
  expect(notes).toEqual([
    'The config of `acme/.github` cannot be used, so the defaults count. Ask those who look after that repository to correct it; `lynceus` says there what is wrong.',
  ])
})

test('what a config says cannot leave its place in the text', async () => {
  const { read } = await owner()
  const { notes } = await read('"</details><img src=x> @team [x](http://evil.example)": 1\n')
  expect(notes).toHaveLength(1)
  expect(html(notes.join())).not.toMatch(/<img|<a |<\/details/)
})

test('repositories that only the whole installation reaches are read by its client', async () => {
  const { github, context, read } = await owner({ policies: { [path]: 'fail-on: low\n' } })
  let asked = 0
  async function around() {
    asked += 1
    return context.repository.client
  }
  expect((await read('extends: policies\n', { ...context, around })).config.failOn).toBe('low')
  expect((await read('extends: policies\n', { ...context, around })).calls).toBe(0)
  expect(asked).toBe(1)
  expect(github.violations).toEqual([])
})
