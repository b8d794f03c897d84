import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytes } from '../../src/report/fit.ts'
import { markdown } from '../../src/report/markdown.ts'
import type { File } from '../../src/yaml/file.ts'
import { aFinding, aFix, anIgnore, aReport, aRule, find, manyFindings, workflow } from './factory.ts'
import { hostileReport } from './hostile-report.ts'
import { commandOf, html, tags, unseen, words } from './hostile.ts'

const sensor: File = { path: 'events/sensor.yaml', text: 'a:\n  src: payload.title\n' }

const injection = aRule({
  id: 'script-injection',
  title: 'A value becomes code',
  category: 'injection',
  severity: 'high',
  docs: '\nWhoever sets the value runs code.\n',
  references: [],
})

const flow = aFinding({
  rule: injection,
  at: find('{{inputs.parameters.message}}'),
  message: 'The parameter `message` becomes code.',
  related: [
    find('payload.title', sensor, 'the event says `title`', 'to'),
    find('kind: Workflow', workflow, 'passes it on', 'to'),
  ],
})

const full = aReport({
  findings: [
    aFinding(),
    flow,
    aFinding({ at: find('src', sensor), unheeded: anIgnore('trust me') }),
    aFinding({ status: 'existing' }),
  ],
  suppressed: [{ finding: aFinding(), by: anIgnore('a | reason') }],
  hidden: 4,
  unread: [{ path: 'chart/x.yaml', line: 3, reason: 'A Helm template' }],
  failures: [{ rule: 'broken', path: 'a.yaml', error: new Error('boom') }],
})

describe('a summary', () => {
  test('tells everything in the order in which it matters', () => {
    expect(markdown(full)).toBe(`## Lynceus

**3 new findings (2 critical, 1 high) in 12 manifests of 9 files.** 1 existing finding of the base not shown. 1 suppressed. 4 hidden by persona, severity or confidence. 1 not read. 1 internal error.

### What this change adds to silence findings

None of it counts before it is merged.

- \`privileged-container\` at \`events/sensor.yaml:2\` by the comment at \`deploy/build.yaml:2\`: trust me

### Findings


#### \`deploy/build.yaml\`

| severity | line | finding | rule |
| --- | --- | --- | --- |
| critical | 10 | Container \`main\` runs privileged: whoever controls it controls the node. Remove \`privileged\`. | \`privileged-container\` |
| high | 11 | The parameter \`message\` becomes code.<br>→ comes from \`events/sensor.yaml:2\` the event says \`title\`<br>→ comes from \`deploy/build.yaml:2\` passes it on | \`script-injection\` |

#### \`events/sensor.yaml\`

| severity | line | finding | rule |
| --- | --- | --- | --- |
| critical | 2 | Container \`main\` runs privileged: whoever controls it controls the node. Remove \`privileged\`. | \`privileged-container\` |

### Why it matters, and what to do

<details><summary>A container runs privileged &#40;privileged&#45;container&#41;</summary>

A privileged container has all devices of its node.

Drop \`privileged\`.

See

- <https://kubernetes.io/docs/concepts/security/pod-security-standards/>

</details>
<details><summary>A value becomes code &#40;script&#45;injection&#41;</summary>

Whoever sets the value runs code.

</details>

### How it comes about

\`script-injection\` at \`deploy/build.yaml:11\`:

\`\`\`mermaid
flowchart LR
  n0["the event says title #40;events/sensor#46;yaml#58;2#41;"]
  n1["passes it on #40;deploy/build#46;yaml#58;2#41;"]
  n0 --> n1
  n2["script#45;injection in Workflow build#45; #40;deploy/build#46;yaml#58;11#41;"]
  n1 --> n2
\`\`\`


### Accept a finding

Say why on its line, or on the line above it: \`# lynceus: ignore[privileged-container] reason\`. What a pull request adds so counts once it is merged.

### Suppressed

- \`privileged-container\` at \`deploy/build.yaml:10\`: a &#124; reason

### Not read

- \`chart/x.yaml:3\`: A Helm template

### Internal errors

- Rule \`broken\` failed on \`a.yaml\`: boom
`)
  })

  test('of nothing is short', () => {
    expect(markdown(aReport())).toBe('## Lynceus\n\n**No findings in 12 manifests of 9 files.**\n')
  })

  test('links to the lines of a tree', () => {
    const file = { path: 'a b/(1).yaml', text: workflow.text }
    const rendered = html(
      markdown(aReport({ findings: [aFinding({ at: find('kind', file) })] }), {
        tree: 'https://github.com/o/r/blob/abc',
      }),
    )
    expect(rendered).toContain('<td><a href="https://github.com/o/r/blob/abc/a%20b/%281%29.yaml#L2">2</a></td>')
  })

  test('draws who calls a template', () => {
    const calls = ['a', 'b'].map((key) => ({ key, at: find('x', { path: `${key}.yaml`, text: 'x' }) }))
    expect(markdown(aReport({ findings: [aFinding({ calls: () => calls })] }))).toContain(`flowchart LR
  here["privileged#45;container in Workflow build#45; #40;deploy/build#46;yaml#58;10#41;"]
  n0["a#46;yaml#58;1"]
  n0 --> here
  n1["b#46;yaml#58;1"]
  n1 --> here
`)
  })

  test('cuts long pictures, and draws the first few only', () => {
    const long = Array.from({ length: 30 }, () => find('kind: Workflow', workflow, 'on'))
    const way = aFinding({ ...flow, related: long.map((place) => ({ ...place, way: 'to' })) })
    const star = aFinding({ related: long })
    const shown = markdown(aReport({ findings: [way, star, way, way, way, way, star] }))
    expect(shown).toContain('  n10 -. "19 more" .-> n11')
    expect(shown).toContain('  rest["and 18 more"] --> here')
    expect(shown).toContain('The first 5 of 7.')
    expect(shown.match(/```mermaid/g)).toHaveLength(5)
    expect(shown).toContain('<br>→ and 25 more places')
  })
})

describe('the budget', () => {
  test('leaves out fixes too, in English', () => {
    const findings = manyFindings(20).map((one, at) => ({ ...one, fix: aFix({ title: `Fix ${at}` }) }))
    expect(markdown(aReport({ findings }), { budget: 3000 })).toMatch(/\n\d+ more fixes did not fit here\.\n/)
  })

  const report = aReport({ findings: manyFindings(2000), unread: full.unread, suppressed: full.suppressed })

  test('is kept, cut between findings, with the number of the rest', () => {
    const shown = markdown(report, { budget: 60_000 })
    expect(bytes(shown)).toBeLessThanOrEqual(60_000)
    expect(bytes(shown)).toBeGreaterThan(58_000)
    const rows = shown.match(/^\| critical \|.* \|$/gm)?.length ?? 0
    expect(shown).toContain(`\n${2000 - rows} more findings did not fit here.\n`)
    expect(shown).toContain('### Not read')
    expect(shown).toContain('2000 findings (2000 critical)')
  })

  test('is kept whatever is in the report', () => {
    fc.assert(
      fc.property(hostileReport, fc.integer({ min: 0, max: 6000 }), (its, budget) => {
        expect(bytes(markdown(its, { budget }))).toBeLessThanOrEqual(budget)
      }),
    )
  })

  test('of 1 MiB holds for a report of any size', () => {
    const message = `Container \`${'日'.repeat(150)}\` ${'runs '.repeat(200)}`
    expect(bytes(markdown(aReport({ findings: manyFindings(3000, { message }) })))).toBeLessThanOrEqual(1_000_000)
  })
})

describe('a fix', () => {
  const title = 'Run `main` unprivileged (Docker will not start)'

  test('is shown as a diff, with a line around it', () => {
    const finding = aFinding({ fix: aFix({ title }) })
    expect(markdown(aReport({ findings: [finding] }), { tree: 'https://github.com/o/r/blob/1' })).toContain(`
### Fixes

\`privileged-container\` at [\`deploy/build.yaml:10\`](https://github.com/o/r/blob/1/deploy/build.yaml#L10) (unsafe): Run \`main\` unprivileged (Docker will not start).

\`\`\`diff
         image: docker:27-dind
-        securityContext: {privileged: true}
+        securityContext: {}
         args: ["{{inputs.parameters.message}}"]
\`\`\`
`)
  })

  test('in several places is shown with what parts them', () => {
    const fix = aFix({ safety: 'safe' }, [find('Workflow').span, 'WORKFLOW'], [find('27-dind').span, '28-dind'])
    const text = markdown(aReport({ findings: [aFinding({ fix })] }))
    expect(text).toContain('`deploy/build.yaml:10`: Run the container unprivileged.\n')
    expect(text).toContain('+kind: WORKFLOW\n metadata: {generateName: build-}\n@@\n       container:\n')
  })

  test('cannot leave its block', () => {
    const words = '# ```` x\n```\n# <b>\n\t::error::x ##[error]x \u202E'
    const text = markdown(aReport({ findings: [aFinding({ fix: aFix({}, [find('spec:').span, words]) })] }))
    expect(text).toContain(
      '\n`````diff\n metadata: {generateName: build-}\n-spec:\n+# ```` x\n+```\n+# <b>\n+    ::error::x ##\\u{5b}error]x \\u{202e}\n   entrypoint: main\n`````\n',
    )
    expect(tags(html(text))).not.toContain('<b>')
  })

  test('of a finding that the base has is not shown', () => {
    const finding = aFinding({ fix: aFix(), status: 'existing' })
    expect(markdown(aReport({ findings: [finding] }))).not.toContain('Fixes')
  })
})

test('hostile text makes no markup, no link, no mention, no HTML', () => {
  const expected = new Set(
    (
      '<h2> <h3> <h4> <p> <ul> <li> <strong> <table> <thead> <tbody> <tr> <th> <td> <br> <code> <span> <pre> <details> <summary> ' +
      '<code class="language-mermaid"> <code class="language-diff"> <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">'
    ).split(/ (?=<)/),
  )
  fc.assert(
    fc.property(hostileReport, (report) => {
      const text = markdown(report)
      const rendered = html(text)
      const made = tags(rendered).filter((tag) => !tag.startsWith('</'))
      expect(made.filter((tag) => !expected.has(tag))).toEqual([])
      const shown = report.findings.filter(({ status }) => status === 'new')
      expect(made.filter((tag) => tag === '<tr>')).toHaveLength(
        shown.length + new Set(shown.map(({ at }) => at.file.path)).size,
      )
      const bare = words(rendered.replace(/<code[ >].*?<\/code>/gs, ' ').replace(/<a [^>]*>.*?<\/a>/gs, ' '))
      expect(bare).not.toMatch(/@[\w-]|:\/\/|www\.|#\w|GH-\d/i)
      expect(text.replaceAll('\u200D', '')).not.toMatch(unseen)
      expect(text.split('\n').filter(commandOf)).toEqual([])
      for (const [, chart = ''] of text.matchAll(/```mermaid\n(.*?)```/gs)) expect(chart).toMatch(diagram)
    }),
  )
})

/** All that a picture may hold: nodes with quoted labels, and arrows. */
const diagram =
  /^flowchart LR\n(?: {2}(?:(?:n\d+|here|rest)\["(?:[\p{L}\p{M}\p{N} /_]|#\d+;)*"\](?: --> here)?|here --> n\d+|n\d+ (?:-->|-\. "\d+ more" \.->) (?:n\d+|here))\n)+$/u
