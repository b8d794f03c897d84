import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { generated } from '../src/dev/docs.ts'
import { guide } from '../src/guide.ts'
import { rules } from '../src/rules/index.ts'
import { documents } from '../src/yaml/document.ts'

const root = new URL('../', import.meta.url)

function read(path: string): string {
  return readFileSync(new URL(path, root), 'utf8')
}

describe('what is made from the rules is current', () => {
  test.each([...generated(rules)])('%s', (path, text) => {
    // Not `toBe`: the difference is pages long, and the cure is the same for all.
    expect(read(path) === text, `${path} is stale: run \`npm run docs\``).toBe(true)
  })

  test('and changes when a rule does', () => {
    const [first, ...others] = rules
    if (!first) throw new Error('There are no rules')
    const changed = generated([{ ...first, title: 'Another title', guide: [] }, ...others])
    expect(changed.get('src/rules/README.md')).toContain('Another title')
    expect(changed.get('lynceus.schema.json')).toContain('"description": "Another title"')
    expect(generated(others).get('docs/coverage.md')).not.toContain(`#${first.id})`)
  })
})

test('the coverage names every sentence and every rule', () => {
  const coverage = read('docs/coverage.md')
  for (const { id, says } of guide) expect(coverage).toContain(`| ${id} | ${says} |`)
  for (const { id } of rules) expect(coverage).toContain(`[\`${id}\`](../src/rules/README.md#${id})`)
})

test('the picture shows what the command line says', () => {
  const shown = read('docs/output.svg')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
  const { FORCE_COLOR: _, ...env } = process.env
  const command = ['src/cli.ts', '--no-config', 'examples/bad/image-build.yaml']
  const { stdout } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8', env })
  expect(stdout).toContain('privileged-container')
  expect(shown).toContain(`$ node dist/cli.js examples/bad/image-build.yaml\n\n${stdout.trimEnd()}`)
})

const pages = ['.', 'docs', 'src/rules', 'app'].flatMap((folder) =>
  readdirSync(new URL(folder, root)).flatMap((name) =>
    name.endsWith('.md') ? [folder === '.' ? name : `${folder}/${name}`] : [],
  ),
)

describe.each(pages)('%s', (path) => {
  const text = read(path)

  test('has only YAML that can be read', () => {
    for (const [, yaml = ''] of text.matchAll(/^```ya?ml\n(.*?)^```$/gms)) {
      const problems = [...documents({ path, text: yaml })].flatMap(({ problem }) => (problem ? [problem] : []))
      expect(problems, yaml).toEqual([])
    }
  })

  test('has only links that lead somewhere', () => {
    const prose = text
      .replaceAll(/^```.*?^```$/gms, '')
      .replaceAll(/`[^`\n]*`/g, (code) => code.replaceAll(/[[\]]/g, ' '))
    for (const [, target = ''] of prose.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (target.startsWith('https://')) continue
      const [file = '', anchor] = target.split('#')
      const linked = file === '' ? new URL(path, root) : new URL(file, new URL(path, root))
      expect(existsSync(linked), `${target} in ${path}`).toBe(true)
      if (anchor !== undefined) expect(anchors(readFileSync(linked, 'utf8')), `${target} in ${path}`).toContain(anchor)
    }
  })
})

test('CONTRIBUTING.md sends authors to functions that exist', () => {
  const rows = [...read('CONTRIBUTING.md').matchAll(/(`\w+[^|]*) in `(src\/[\w/-]+\.ts)`/g)]
  expect(rows.length).toBeGreaterThan(5)
  for (const [, names = '', file = ''] of rows) {
    // Only what follows the last `in`: a row may name several files.
    for (const [, name] of names.slice(names.lastIndexOf('` in `') + 1).matchAll(/`(\w+)(?:\([^`]*)?`/g)) {
      expect(read(file), `${name} of ${file}`).toMatch(new RegExp(`export (function\\*?|const) ${name}\\b`))
    }
  }
})

/** The anchors that GitHub gives to headings. */
function anchors(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}
