import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { github } from './github.ts'
import { workflow } from './manifests.ts'
import { checkout, git, type Origin, pullRequest, temporary, write } from './repository.ts'
import { type Outcome, run, type Step, token } from './run.ts'
import { shown } from './runner.ts'

const clean = workflow([{ name: 'main' }])
const rooted = workflow([{ name: 'main' }], { nonRoot: false })
const privileged = workflow([{ name: 'main', privileged: true }])

/** Reviews a pull request as it is by default: GitHub's trial merge, one commit deep, with an API. */
async function review(origin: Origin, step: Partial<Step> = {}): Promise<Outcome> {
  const { url } = await github(origin)
  return await run({ workspace: checkout(origin), event: 'pull_request', origin, api: url, ...step })
}

/** The annotations at files, as `rule file:line`. */
function found({ commands: all }: Outcome): string[] {
  return all.flatMap(({ properties: { title, file, line } }) => {
    const rule = /\(([a-z-]+), [a-z, ]+\)$/.exec(title ?? '')?.[1]
    return rule === undefined ? [] : [`${rule} ${file}:${line}`]
  })
}

/** Annotations without a file. */
function said({ commands: all }: Outcome, level: string): string[] {
  return all.flatMap(({ name, properties, data }) => (name === level && !properties['file'] ? [data] : []))
}

function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length
}

const notCompared = expect.stringContaining('The base of this pull request could not be read')

describe('what a pull request introduces', () => {
  test('is what it deletes', async () => {
    const outcome = await review(pullRequest({ 'a.yaml': clean }, { 'a.yaml': rooted }))
    expect(found(outcome)).toEqual([`run-as-root a.yaml:${lineOf(rooted, 'spec:')}`])
    expect(outcome.outputs).toMatchObject({ findings: '1', 'new-findings': '1', 'highest-severity': 'medium' })
    expect(outcome.code).toBe(0)
  })

  test('fails the step from the severity that is set', async () => {
    const origin = pullRequest({ 'a.yaml': clean }, { 'a.yaml': rooted })
    const outcome = await review(origin, { inputs: { 'fail-on': 'medium' } })
    expect(said(outcome, 'error')).toEqual([
      'Lynceus found 1 problem of severity medium or worse. The summary of this job says what to do.',
    ])
    expect(outcome.commands.at(-1)).toMatchObject({ name: 'error', properties: { title: 'Lynceus' } })
    expect(outcome.summary).toContain('`# lynceus: ignore[run-as-root] reason`')
    expect(outcome.code).toBe(1)
  })

  test('is not what was there, though its lines moved', async () => {
    const moved = `# One\n# two\n# three\n${privileged.replace('3600', '60')}`
    const outcome = await review(pullRequest({ 'a.yaml': privileged }, { 'a.yaml': moved }))
    expect(found(outcome)).toEqual([])
    expect(outcome.outputs).toMatchObject({ findings: '1', 'new-findings': '0', 'highest-severity': 'none' })
    expect(outcome.summary).toContain('1 existing finding')
    expect(outcome.code).toBe(0)
  })

  test('is not what a renamed file had, nor what a deleted one had', async () => {
    const other = workflow([{ name: 'main', privileged: true }], { name: 'other' })
    const change = { 'a.yaml': null, 'moved/b.yaml': privileged.replace('3600', '60'), 'gone.yaml': null }
    const outcome = await review(pullRequest({ 'a.yaml': privileged, 'gone.yaml': other }, change))
    expect(found(outcome)).toEqual([])
    expect(outcome.code).toBe(0)
  })

  test('is a new call of a template that was bad before', async () => {
    const bad = { name: 'bad', privileged: true }
    const good = { name: 'good' }
    const before = workflow([{ name: 'main', calls: ['good'] }, good, bad])
    const after = workflow([{ name: 'main', calls: ['good', 'bad'] }, good, bad])
    const outcome = await review(pullRequest({ 'a.yaml': before }, { 'a.yaml': after }))
    expect(found(outcome)).toEqual([expect.stringMatching(/^privileged-container a\.yaml:\d+$/)])
    expect(outcome.code).toBe(1)
  })

  test.each(['merge', 'head'] as const)('is not what others did meanwhile (%s checked out)', async (commit) => {
    const origin = pullRequest({ 'a.yaml': clean }, { 'x.txt': 'x' }, { 'a.yaml': rooted, 'b.yaml': privileged })
    for (const depth of [0, 1]) {
      const outcome = await review(origin, { workspace: checkout(origin, commit, depth) })
      expect(found(outcome), `depth ${depth}`).toEqual([])
      expect(outcome.code, `depth ${depth}`).toBe(0)
    }
  })

  test('is what nobody can read any more', async () => {
    const broken = 'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec: ["\n'
    const outcome = await review(pullRequest({ 'a.yaml': clean, 'old.yaml': broken }, { 'a.yaml': broken }))
    const warnings = outcome.commands.filter(({ name }) => name === 'warning')
    expect(warnings.map(({ properties: { title, file } }) => `${title} ${file}`)).toEqual(['Not analysed a.yaml'])
    expect(outcome.summary).toContain('old.yaml')
    expect(said(outcome, 'error')).toEqual([expect.stringMatching(/: a\.yaml:\d+\. What nobody read cannot pass\./)])
    expect(outcome.code).toBe(1)
  })

  test.each([1, 2])('is no file that nobody could read before (depth %d)', async (depth) => {
    const large = '#'.repeat(4 * 1024 * 1024 + 1)
    const before = { 'a.txt': 'a', 'large.yaml': large, 'link.yaml': { link: '/etc/passwd' } }
    const same = pullRequest(before, { 'a.txt': 'b', 'large.yaml': `${large}#` })
    const outcome = await review(same, { workspace: checkout(same, 'merge', depth) })
    expect(said(outcome, 'error')).toEqual([])
    expect(outcome.code).toBe(0)
    const more = pullRequest(before, { 'more.yaml': large })
    const failed = await review(more, { workspace: checkout(more, 'merge', depth) })
    expect(said(failed, 'error')).toEqual([expect.stringContaining(': more.yaml:1. What nobody read cannot pass.')])
    expect(failed.code).toBe(1)
    const never = { 'fail-on': 'never' }
    expect((await review(more, { workspace: checkout(more, 'merge', depth), inputs: never })).code).toBe(0)
  })

  test('counts alone unless the workflow says otherwise', async () => {
    const origin = pullRequest({ 'a.yaml': privileged }, { 'b.yaml': rooted.replace('"build"', '"b"') })
    const outcome = await review(origin, { inputs: { 'only-new': 'false' } })
    expect(found(outcome).map((it) => it.split(' ')[0])).toEqual(['privileged-container', 'run-as-root'])
    expect(outcome.outputs).toMatchObject({ findings: '2', 'new-findings': '1', 'highest-severity': 'high' })
    expect(outcome.code).toBe(1)
  })
})

describe('the API', () => {
  const origin = pullRequest({ 'a.yaml': clean, 'b.yaml': privileged }, { 'a.yaml': rooted })

  test('is only read, in at most 4 requests, all with the token', async () => {
    for (const [commit, most] of [
      ['merge', 2],
      ['head', 3],
    ] as const) {
      const { url, calls } = await github(origin)
      const outcome = await run({ workspace: checkout(origin, commit), event: 'pull_request', origin, api: url })
      expect(outcome.outputs['new-findings']).toBe('1')
      expect(calls.length).toBe(most)
      for (const { request, authorization } of calls) {
        expect(request).toMatch(/^GET \/repos\/octo\/manifests\/|^POST \/graphql$/)
        expect(authorization).toBe(`token ${token}`)
      }
    }
  })

  test('is not asked for a config that did not change, nor for anything outside of the paths', async () => {
    const before = { 'm/a.yaml': clean, 'x/b.yaml': clean, 'lynceus.yml': 'persona: regular\n' }
    const scoped = pullRequest(before, { 'm/new.yaml': rooted, 'x/b.yaml': privileged })
    const { url, calls } = await github(scoped)
    const inputs = { paths: 'm' }
    const outcome = await run({ workspace: checkout(scoped), event: 'pull_request', origin: scoped, api: url, inputs })
    expect(outcome.outputs).toMatchObject({ findings: '1', 'new-findings': '1' })
    expect(calls.map(({ request }) => request.split('?')[0])).toEqual([expect.stringContaining('/git/trees/')])
  })

  test('is the only one to see the token', async () => {
    const outcome = await review(origin, { inputs: { 'sarif-file': 'a.sarif' }, workspace: checkout(origin) })
    const json = readFileSync(outcome.outputs['report-json'] ?? '', 'utf8')
    for (const text of [outcome.stdout, outcome.stderr, outcome.summary, json, JSON.stringify(outcome.outputs)])
      expect(text).not.toContain(token)
  })

  test('nor does git get to know it', async () => {
    const folder = temporary()
    // No shell: it would itself drop a variable with a hyphen in its name.
    const spy = `#!${process.execPath}
require('fs').appendFileSync(${JSON.stringify(join(folder, 'seen'))}, JSON.stringify(process.env))
const env = { ...process.env, PATH: ${JSON.stringify(process.env['PATH'])} }
process.exitCode = require('child_process').spawnSync('git', process.argv.slice(2), { env, stdio: 'inherit' }).status
`
    write(folder, { git: spy })
    chmodSync(join(folder, 'git'), 0o755)
    const outcome = await review(origin, { env: { PATH: `${folder}:${process.env['PATH']}` } })
    expect(outcome.outputs['new-findings']).toBe('1')
    const seen = readFileSync(join(folder, 'seen'), 'utf8')
    expect(seen).toContain('"GITHUB_WORKSPACE":')
    expect(seen).not.toContain(token)
  })

  test.each([
    ['that is full of history', checkout(origin, 'merge', 0)],
    ['that has the parents of the merge', checkout(origin, 'merge', 2)],
    ['of the head with its history', checkout(origin, 'head', 0)],
  ])('is not asked from a checkout %s', async (_, workspace) => {
    const { url, calls } = await github(origin)
    const outcome = await run({ workspace, event: 'pull_request', origin, api: url })
    expect(outcome.outputs).toMatchObject({ findings: '2', 'new-findings': '1' })
    expect(calls).toEqual([])
  })

  test.each([
    [
      'a 403',
      { refuse: { 'git/trees': { status: 403, message: 'Resource not accessible by integration' } } },
      '403 Resource not accessible',
    ],
    ['a 403 of GraphQL', { refuse: { graphql: { status: 403, message: 'Forbidden' } } }, '403 Forbidden'],
    ['a list that is cut', { truncated: true }, 'more files than GitHub lists at once'],
  ])('may refuse: with %s all counts as new, and that is said', async (_, settings, reason) => {
    const { url } = await github(origin, settings)
    const outcome = await run({ workspace: checkout(origin), event: 'pull_request', origin, api: url })
    expect(said(outcome, 'notice')).toEqual([notCompared])
    expect(said(outcome, 'notice')[0]).toContain(reason)
    expect(outcome.summary).toContain('The base of this pull request could not be read')
    expect(outcome.outputs).toMatchObject({ findings: '2', 'new-findings': '2' })
    expect(outcome.code).toBe(1)
  })

  test('may be out of reach, or the token missing', async () => {
    const outcome = await run({ workspace: checkout(origin), event: 'pull_request', origin })
    expect(said(outcome, 'notice')).toEqual([notCompared])
    const none = await review(origin, { inputs: { 'github-token': '' } })
    expect(said(none, 'notice')).toEqual([expect.stringContaining('the input github-token is empty')])
  })

  test('cannot fail the step by refusing', async () => {
    const good = pullRequest({ 'a.yaml': clean }, { 'a.yaml': `# More\n${clean}` })
    const { url } = await github(good, { refuse: { '': { status: 500, message: 'Oops' } } })
    const outcome = await run({ workspace: checkout(good), event: 'pull_request', origin: good, api: url })
    expect(said(outcome, 'notice')).toEqual([notCompared])
    expect(outcome.code).toBe(0)
  })

  test('is not needed where no manifest is, and the step takes less than a second', async () => {
    const plain = pullRequest({ 'a.yaml': 'a: 1\n', 'b.md': 'b' }, { 'a.yaml': 'a: 2\n' })
    const { url, calls } = await github(plain)
    const outcome = await run({ workspace: checkout(plain), event: 'pull_request', origin: plain, api: url })
    expect(calls).toEqual([])
    expect(outcome.outputs).toMatchObject({ findings: '0', 'new-findings': '0', 'highest-severity': 'none' })
    expect(outcome.code).toBe(0)
    expect(outcome.milliseconds).toBeLessThan(1000)
  })
})

describe('what a pull request says about itself', () => {
  test('in its config is not in force, and that is said', async () => {
    const off = 'rules:\n  privileged-container: off\n'
    const outcome = await review(pullRequest({ 'a.yaml': clean }, { 'a.yaml': privileged, '.github/lynceus.yml': off }))
    expect(found(outcome)).toEqual([`privileged-container a.yaml:${lineOf(privileged, 'privileged:')}`])
    expect(said(outcome, 'notice')).toEqual([
      expect.stringMatching(/^The config of this pull request is not in force: \.github\/lynceus\.yml differs/),
    ])
    expect(outcome.summary).toContain('The config of this pull request is not in force')
  })

  test('counts when its target says it too', async () => {
    const off = { 'lynceus.yml': 'rules:\n  privileged-container: off\n' }
    for (const depth of [1, 2]) {
      const origin = pullRequest({ 'a.yaml': clean, ...off }, { 'a.yaml': privileged })
      const outcome = await review(origin, { workspace: checkout(origin, 'merge', depth) })
      expect(found(outcome)).toEqual([])
      expect(said(outcome, 'notice')).toEqual([])
      expect(outcome.code).toBe(0)
    }
  })

  test('is said when it could not be used, with its line', async () => {
    const outcome = await review(pullRequest({ 'a.yaml': clean }, { 'lynceus.yml': '# Mine\npersona: nobody\n' }))
    expect(said(outcome, 'notice')).toEqual([expect.stringContaining('it could not be used: lynceus.yml:2: ')])
    expect(outcome.code).toBe(0)
  })

  test('can mend a config that its target has broken', async () => {
    const origin = pullRequest(
      { 'a.yaml': clean, 'lynceus.yml': 'persona: nobody\n' },
      { 'lynceus.yml': 'persona: regular\n' },
    )
    const outcome = await review(origin)
    expect(said(outcome, 'notice')).toEqual([
      expect.stringContaining('The config of this pull request is not in force'),
      expect.stringContaining('The config of the target branch cannot be used, so the defaults count. lynceus.yml:1: '),
    ])
    expect(outcome.code).toBe(0)
  })

  test('in an ignore comment is shown and silences nothing', async () => {
    const ignored = privileged.replace(
      'privileged: true',
      'privileged: true # lynceus: ignore[privileged-container] trust me',
    )
    const added = await review(pullRequest({ 'a.yaml': clean }, { 'a.yaml': ignored }))
    expect(found(added)).toHaveLength(1)
    expect(added.summary).toContain('trust me')
    expect(added.code).toBe(1)
    const there = await review(pullRequest({ 'a.yaml': ignored }, { 'a.yaml': `# More\n${ignored}` }))
    expect(found(there)).toEqual([])
    expect(there.summary).toContain('1 suppressed')
    expect(there.code).toBe(0)
  })

  test('in an ignore comment does not count when nothing is compared', async () => {
    const ignored = privileged.replace(
      'privileged: true',
      'privileged: true # lynceus: ignore[privileged-container] trust me',
    )
    const origin = pullRequest({ 'a.yaml': clean }, { 'a.yaml': ignored })
    const outcome = await run({ workspace: checkout(origin), event: 'pull_request', origin })
    expect(found(outcome)).toHaveLength(1)
    expect(outcome.code).toBe(1)
  })
})

describe('other events', () => {
  const origin = pullRequest(
    { 'a.yaml': privileged },
    { 'b.yaml': workflow([{ name: 'main' }], { name: 'b', nonRoot: false }) },
  )

  test.each(['push', 'schedule', 'workflow_dispatch', 'merge_group'] as const)(
    '%s: the whole repository counts',
    async (event) => {
      const { url, calls } = await github(origin)
      const outcome = await run({ workspace: checkout(origin), event, api: url })
      expect(found(outcome).map((it) => it.split(' ')[0])).toEqual(['privileged-container', 'run-as-root'])
      expect(outcome.outputs).toMatchObject({ findings: '2', 'new-findings': '2', 'highest-severity': 'high' })
      expect(calls).toEqual([])
      expect(outcome.code).toBe(1)
    },
  )

  test('have the config and the ignore comments of the checkout', async () => {
    const workspace = checkout(origin)
    write(workspace, { 'lynceus.yml': 'rules:\n  privileged-container: off\n' })
    const outcome = await run({ workspace, event: 'push' })
    expect(found(outcome).map((it) => it.split(' ')[0])).toEqual(['run-as-root'])
    expect(outcome.code).toBe(0)
  })

  test('pull_request_target reviews what is checked out, if that is the pull request', async () => {
    const outcome = await review(origin, { event: 'pull_request_target', workspace: checkout(origin, 'head') })
    expect(outcome.outputs).toMatchObject({ findings: '2', 'new-findings': '1' })
    const base = await review(origin, { event: 'pull_request_target', workspace: checkout(origin, 'base') })
    expect(said(base, 'error')).toEqual([
      expect.stringContaining('The workspace holds the target branch, not the pull request'),
    ])
    expect(base.code).toBe(1)
  })
})

describe('inputs', () => {
  const origin = pullRequest(
    { 'x.txt': 'x' },
    { 'a/a.yaml': privileged, 'b/b.yaml': privileged.replace('"build"', '"b"') },
  )

  test('paths', async () => {
    const outcome = await review(origin, { inputs: { paths: 'b\n' } })
    expect(found(outcome)).toEqual([expect.stringMatching(/^privileged-container b\/b\.yaml:/)])
    const none = await review(origin, { inputs: { paths: 'c' } })
    expect(said(none, 'error')).toEqual(['There is no file or folder "c".'])
    expect(none.code).toBe(1)
  })

  test('paths leads nowhere outside of the workspace', async () => {
    const outcome = await review(origin, { inputs: { paths: '..' } })
    expect(said(outcome, 'error')).toEqual([expect.stringContaining('lies outside of')])
    expect(outcome.code).toBe(1)
  })

  test('persona, min-severity and fail-on stand above the config', async () => {
    const config = 'persona: auditor\nmin-severity: critical\nfail-on: critical\n'
    const set = pullRequest({ 'lynceus.yml': config }, { 'a.yaml': privileged })
    expect((await review(set)).outputs['findings']).toBe('0')
    const outcome = await review(set, { inputs: { 'min-severity': 'low', 'fail-on': 'high', persona: 'regular' } })
    expect(found(outcome)).toHaveLength(1)
    expect(outcome.code).toBe(1)
  })

  test('a config that extends another repository’s is taken by itself, and that is said', async () => {
    const set = pullRequest({ 'lynceus.yml': 'extends: policies\nfail-on: never\n' }, { 'a.yaml': privileged })
    const outcome = await review(set)
    expect(said(outcome, 'notice')).toEqual([expect.stringContaining('extends policies, which only the GitHub App')])
    expect(outcome.code).toBe(0)
  })

  test('config names another file, in force only as the target branch has it', async () => {
    const off = 'rules:\n  privileged-container: off\n'
    const set = pullRequest({ 'x/own.yml': off }, { 'a.yaml': privileged, 'x/own.yml': `${off}persona: auditor\n` })
    const outcome = await review(set, { inputs: { config: 'x/own.yml' } })
    expect(found(outcome)).toEqual([])
    expect(said(outcome, 'notice')).toEqual([expect.stringContaining('x/own.yml differs')])
    const none = await review(set, { inputs: { config: 'y.yml' } })
    expect(said(none, 'error')).toEqual(['The input config is y.yml; there is no such file.'])
  })

  test('annotations: false leaves the summary', async () => {
    const outcome = await review(origin, { inputs: { annotations: 'false' } })
    expect(found(outcome)).toEqual([])
    expect(outcome.summary).toContain('privileged-container')
    expect(outcome.code).toBe(1)
  })

  test('sarif-file is written, with old findings too, and named', async () => {
    const old = pullRequest({ 'a.yaml': privileged }, { 'b.yaml': privileged.replace('"build"', '"b"') })
    const workspace = checkout(old)
    const outcome = await review(old, { workspace, inputs: { 'sarif-file': 'out/lynceus.sarif' } })
    expect(outcome.outputs['sarif-file']).toBe('out/lynceus.sarif')
    const { runs } = JSON.parse(readFileSync(join(workspace, 'out/lynceus.sarif'), 'utf8')) as {
      runs: { results: object[] }[]
    }
    expect(runs[0]?.results).toHaveLength(2)
  })

  test.each(['../x.sarif', '/tmp/x.sarif', 'linked/x.sarif'])(
    'sarif-file does not lead out of the workspace: %s',
    async (path) => {
      const elsewhere = temporary()
      const linked = pullRequest({ 'x.txt': 'x' }, { 'a.yaml': privileged, linked: { link: elsewhere } })
      const outcome = await review(linked, { inputs: { 'sarif-file': path } })
      expect(said(outcome, 'error')).toContainEqual(expect.stringContaining('The SARIF report cannot be written'))
      expect(existsSync(join(elsewhere, 'x.sarif'))).toBe(false)
      expect(outcome.summary).toContain('privileged-container')
      expect(outcome.code).toBe(1)
    },
  )

  test('are checked', async () => {
    const outcome = await review(origin, { inputs: { 'fail-on': 'hihg' } })
    expect(said(outcome, 'error')).toEqual([
      'The input fail-on is "hihg"; it must be one of info, low, medium, high, critical, never.',
    ])
    expect(outcome.code).toBe(1)
  })
})

test('report-json holds the whole report, outside of the workspace', async () => {
  const origin = pullRequest(
    { 'a.yaml': privileged },
    { 'b.yaml': workflow([{ name: 'main' }], { name: 'b', nonRoot: false }) },
  )
  const workspace = checkout(origin)
  const { outputs } = await review(origin, { workspace })
  expect(outputs['report-json']?.startsWith(workspace)).toBe(false)
  const report = JSON.parse(readFileSync(outputs['report-json'] ?? '', 'utf8')) as {
    findings: { rule: string; status: string }[]
  }
  expect(report.findings.map(({ rule, status }) => `${rule} ${status}`)).toEqual([
    'privileged-container existing',
    'run-as-root new',
  ])
  expect(git(workspace, 'status', '--porcelain')).toBe('')
})

test('the summary leads to the lines that were judged', async () => {
  const origin = pullRequest({ 'x.txt': 'x' }, { 'a b.yaml': privileged })
  const { summary } = await review(origin)
  const line = lineOf(privileged, 'privileged:')
  expect(summary).toContain(`](https://github.com/octo/manifests/blob/${origin.merge}/a%20b.yaml#L${line})`)
})

test('a workspace in which nothing is checked out is a mistake, not a success', async () => {
  const outcome = await run({ workspace: temporary(), event: 'push' })
  expect(said(outcome, 'error')).toEqual(['The workspace is empty. Put a step with actions/checkout before this one.'])
  expect(outcome.code).toBe(1)
})

test('a glob among the paths is told from a folder that is missing', async () => {
  const origin = pullRequest({ 'a.yaml': clean }, { 'a.yaml': rooted })
  const outcome = await review(origin, { inputs: { paths: '**/*.yaml' } })
  expect(said(outcome, 'error')).toEqual([
    'There is no file or folder "**/*.yaml". Globs are not expanded here: name a folder for all that is in it.',
  ])
})

test('a server without summaries is served', async () => {
  const origin = pullRequest({ 'x.txt': 'x' }, { 'a.yaml': privileged })
  const outcome = await review(origin, { env: { GITHUB_STEP_SUMMARY: '' } })
  expect(found(outcome)).toHaveLength(1)
  expect(outcome.stderr).toBe('')
})

test('above ten of a level, the tenth says how many more there are; the step says in one more why it fails', async () => {
  const templates = Array.from({ length: 14 }, (_, i) => ({ name: `t${i}`, privileged: true }))
  const outcome = await review(pullRequest({ 'x.txt': 'x' }, { 'a.yaml': workflow(templates) }))
  const errors = outcome.commands.filter(({ name }) => name === 'error')
  expect(errors).toHaveLength(10)
  expect(shown(outcome.commands)).toEqual(outcome.commands)
  expect(errors.map(({ properties: { title } }) => title)).toContainEqual('6 more errors of Lynceus')
  expect(errors.map(({ data }) => data)).toContainEqual(
    'Lynceus found 14 problems of severity high or worse. The summary of this job says what to do.',
  )
  expect(outcome.outputs['findings']).toBe('14')
  for (const { name } of templates) expect(outcome.summary).toContain(name)
})
