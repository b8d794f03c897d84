import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { exact } from '../../src/report/escape.ts'
import { github } from './github.ts'
import { workflow } from './manifests.ts'
import { checkout, type Changes, pullRequest, temporary, write } from './repository.ts'
import { type Outcome, run, token } from './run.ts'
import { commands } from './runner.ts'

/** Each would do something, somewhere, if it were let through. */
const hostile = [
  'a\n::error::owned',
  '\n::stop-commands::owned\n',
  'a%0A::error::owned',
  '##[error]owned',
  'x ##[add-mask]owned',
  '\r::set-output name=findings::owned',
  '::error file=owned,line=1::owned',
  'a`b``c`',
  '@team please [merge](https://example.org/owned)',
  '<img src=x onerror=owned> <!-- </details>',
  '\u202Elmay.x\u2066',
  '${{ github.token }} {{workflow.name}} $(owned)',
  '| a | b |\n# owned',
  '\u001B]0;owned\u0007\u001B[2J',
]

/** The same as names of files, as far as a file may be called so. */
const files: Changes = Object.fromEntries(
  hostile.map((text, i) => [`${i}${text.replaceAll('/', '\u2044')}.yaml`, manifest(text, i)]),
)

function manifest(text: string, i: number): string {
  const comment = `# lynceus: ignore[privileged-container] ${text.replace(/[\n\r]/g, ' ')}`
  const bad = workflow([{ name: text, privileged: true, image: `${text}:latest` }], { name: `${i}${text}` })
  return i % 2 === 0 ? bad : bad.replace('          privileged', `          ${comment}\n          privileged`)
}

const unreadable = Object.fromEntries(
  hostile.map((text, i) => [`bad/${i}.yaml`, `apiVersion: argoproj.io/v1alpha1\nkind: Workflow\n"${text}: [\n`]),
)

const paths = [...Object.keys(files), ...Object.keys(unreadable)]

// oxlint-disable-next-line no-control-regex -- those are the ones
const unseen = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/

describe('hostile names, values and comments', () => {
  let outcome: Outcome
  let sarif: string
  beforeAll(async () => {
    const origin = pullRequest(
      { 'x.txt': 'x' },
      { ...files, ...unreadable, 'lynceus.yml': `persona: "${hostile[6]}"\n` },
    )
    const workspace = checkout(origin)
    const { url } = await github(origin)
    outcome = await run({ workspace, event: 'pull_request', origin, api: url, inputs: { 'sarif-file': 'a.sarif' } })
    sarif = readFileSync(join(workspace, 'a.sarif'), 'utf8')
  })

  test('are all there to be reported', () => {
    expect(Number(outcome.outputs['findings'])).toBeGreaterThanOrEqual(hostile.length)
  })

  test('give the runner no command but our annotations', () => {
    expect(commands(outcome.stderr)).toEqual([])
    const lines = outcome.stdout.split(/\r\n|\r|\n/).filter((line) => line !== '')
    // Each command is a line of its own; the one other line is ours.
    expect(outcome.commands).toHaveLength(lines.length - 1)
    for (const { name, data, properties } of outcome.commands) {
      expect(['error', 'warning', 'notice']).toContain(name)
      expect(data).not.toMatch(/^owned/)
      expect(
        Object.keys(properties).filter(
          (key) => !['title', 'file', 'line', 'endLine', 'col', 'endColumn'].includes(key),
        ),
      ).toEqual([])
      if (properties['file'] !== undefined) expect(paths.map(exact)).toContain(properties['file'])
    }
    expect(outcome.outputs['findings']).not.toBe('owned')
  })

  test('show what they hide, in the log and in the annotations', () => {
    expect(outcome.stdout).not.toMatch(unseen)
    for (const { data, properties } of outcome.commands)
      expect(`${data}${properties['title']}`.replaceAll('\n', '')).not.toMatch(unseen)
  })

  test('are words in the summary', () => {
    expect(outcome.summary).not.toMatch(unseen)
    // What is left when our links, code and escaped characters are taken away.
    const prose = outcome.summary
      .replace(/^(`{3,})\w*\n[^]*?^\1$/gm, '')
      .replace(/\]\(https:\/\/github\.com\/octo\/manifests\/blob\/[0-9a-f]{40}\/[\w.~%/-]+#L\d+\)/g, '')
      .replace(/<code>.*?<\/code>/g, '')
      .replace(/(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)/g, '')
      .replace(/\\./g, '')
    expect(prose).not.toMatch(/@team|<img|<!--|\]\(|^# owned/m)
    expect(prose.match(/<details>/g)).toHaveLength(prose.match(/<\/details>/g)?.length ?? 0)
  })

  test('are data in the SARIF report', () => {
    const { runs } = JSON.parse(sarif) as { runs: { results: Result[] }[] }
    const results = runs.flatMap(({ results: all }) => all)
    const reported = results.map(({ locations }) =>
      decodeURIComponent(locations[0]?.physicalLocation.artifactLocation.uri ?? ''),
    )
    for (const path of reported) expect(paths).toContain(path)
    for (const { message } of results) expect(message.text).not.toMatch(unseen)
    expect(sarif).not.toMatch(/##\[/)
  })
})

interface Result {
  readonly message: { readonly text: string }
  readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }[]
}

describe('symbolic links of a pull request', () => {
  const secret = workflow([{ name: 'secret', privileged: true }], { name: 'secret' })

  test('are not followed, wherever they lead', async () => {
    const elsewhere = temporary()
    write(elsewhere, { 'a.yaml': secret })
    const change = {
      'out.yaml': { link: join(elsewhere, 'a.yaml') },
      folder: { link: elsewhere },
      'in.yaml': { link: 'hidden.txt' },
      'hidden.txt': secret,
      'config.yaml': { link: '.git/config' },
    }
    const origin = pullRequest({ 'x.txt': 'x' }, { ...change, 'b.yaml': workflow([{ name: 'main' }]) })
    const { url } = await github(origin)
    const outcome = await run({ workspace: checkout(origin), event: 'pull_request', origin, api: url })
    expect(outcome.outputs['findings']).toBe('0')
    expect(outcome.stdout + outcome.summary).not.toContain('secret')
    for (const path of ['out.yaml', 'in.yaml', 'config.yaml']) expect(outcome.summary).toContain(path)
    expect(outcome.stdout).toContain('config.yaml:1, in.yaml:1, out.yaml:1. What nobody read cannot pass.')
    expect(outcome.code).toBe(1)
  })

  test('are not followed to a config', async () => {
    const elsewhere = temporary()
    write(elsewhere, { environ: `${token}: secret\n` })
    const link = { '.github/lynceus.yml': { link: join(elsewhere, 'environ') } }
    const origin = pullRequest({ 'x.txt': 'x' }, { ...link, 'b.yaml': workflow([{ name: 'main' }]) })
    const { url } = await github(origin)
    const outcome = await run({ workspace: checkout(origin), event: 'pull_request', origin, api: url })
    expect(outcome.stdout + outcome.summary).not.toContain(token)
    expect(outcome.stdout).toContain('.github/lynceus.yml:1. What nobody read cannot pass.')
    expect(outcome.code).toBe(1)
  })
})
