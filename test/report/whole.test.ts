import { expect, test } from 'vitest'
import { analyze } from '../../src/analyze.ts'
import { defaults } from '../../src/config.ts'
import { introduced } from '../../src/diff.ts'
import type { Report } from '../../src/finding.ts'
import { type Format, render } from '../../src/report/formats.ts'
import type { File } from '../../src/yaml/file.ts'
import { bool, get, items } from '../../src/yaml/query.ts'
import { aRule } from './factory.ts'
import { commandOf, html, tags, unseen } from './hostile.ts'

/** A rule as the catalogue has them, so that these tests stay when those change. */
const rule = aRule({
  *check({ spec }) {
    for (const template of items(get(spec, 'templates'))) {
      const privileged = get(template, 'container', 'securityContext', 'privileged')
      const image = get(template, 'container', 'image')
      if (!privileged || !image || bool(privileged) !== true) continue
      const name = get(template, 'name')
      yield {
        at: privileged,
        message: `Template \`${name?.kind === 'scalar' ? name.value : ''}\` runs privileged.`,
        related: [{ at: image, note: 'with this image' }],
      }
    }
  },
})

function workflow(templates: string): string {
  return `apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: build}\nspec:\n  entrypoint: old\n  templates:\n${templates}`
}

function template(name: string, comment = ''): string {
  return `    - name: ${JSON.stringify(name)}\n      container:\n        image: "a:1"\n        securityContext:\n          privileged: true${comment}\n`
}

const hostile = 'new` @team <img src=x> | ##[error]x ::error::y \u202E'
const path = 'deploy/a|`b`.yaml'

function report(text: string): Report {
  const files: File[] = [
    { path, text },
    { path: 'broken.yaml', text: 'kind: Workflow\napiVersion: argoproj.io/v1alpha1\nspec: {a: [\n' },
  ]
  return analyze(files, [rule], defaults)
}

const whole = introduced(
  report(
    workflow(
      `# moved\n${template('old')}${template('second', ' # lynceus: ignore[privileged-container] trust me')}${template(hostile)}`,
    ),
  ),
  report(workflow(template('old'))),
)

function shown(format: Format): string {
  return render(format, whole, { tool: { name: 'lynceus', version: '0.1.0' } })
}

test('a change is told in every format, and what it holds stays inert', () => {
  expect(shown('text')).toContain('--> deploy/a|`b`.yaml:22:23\n')
  expect(shown('text')).toContain('does not silence it')
  expect(shown('text')).toContain('1 finding that the base has too\n')
  expect(shown('text')).toContain('  broken.yaml:')
  expect(shown('text')).toMatch(/\n2 new findings \(2 critical\) in 1 manifest of 2 files; 1 not read\n$/)
  expect(JSON.parse(shown('json'))).toMatchObject({
    summary: { files: 2, bySeverity: { critical: 2 } },
    findings: [{ status: 'existing' }, { status: 'new', start: { line: 17 } }, { status: 'new' }],
    unread: [{ file: 'broken.yaml' }],
  })
  expect(JSON.parse(shown('sarif'))).toMatchObject({
    runs: [{ results: [{ baselineState: 'unchanged' }, { baselineState: 'new' }, { baselineState: 'new' }] }],
  })
  expect(
    shown('github')
      .split('\n')
      .map((line) => commandOf(line)?.properties['file']),
  ).toEqual([path, path, undefined, undefined, undefined])
  const made = new Set(tags(html(shown('markdown'))).map((tag) => /^<\/?(\w+)/.exec(tag)?.[1]))
  expect(made).not.toContain('img')
  expect(shown('markdown')).toContain('### What this change adds to silence findings')
  for (const format of ['text', 'json', 'sarif'] as const) {
    expect(shown(format)).not.toMatch(unseen)
    expect(shown(format).split('\n').filter(commandOf)).toEqual([])
  }
})
