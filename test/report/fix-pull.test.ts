import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Finding } from '../../src/finding.ts'
import { bytes } from '../../src/report/fit.ts'
import { memoryOf, withdrawn } from '../../src/report/fix-memory.ts'
import { editsOf, fixMessage, type FixPlan, fixTitle } from '../../src/report/fix-plan.ts'
import { fixBody } from '../../src/report/fix-pull.ts'
import type { Made } from '../../src/report/fixes.ts'
import { aFinding, aFix, aRule, find, manyFindings, workflow } from './factory.ts'
import { hostileReport } from './hostile-report.ts'
import { hostile, html, tags, unseen, words } from './hostile.ts'

const head = '0123456789abcdef0123456789abcdef01234567'
const tree = `https://github.com/acme/flows/blob/${head}`
const low = aRule({ id: 'mutable-image-tag', title: 'Image tag can move', severity: 'low', references: [] })

function made(findings: readonly Finding[], title = 'Run the container unprivileged'): Made[] {
  return findings.map((finding) => ({ finding, fix: aFix({ title }) }))
}

function aPlan(parts: Partial<FixPlan> = {}): FixPlan {
  return {
    wish: { safety: 'unsafe' },
    by: 'ada',
    pull: 7,
    head,
    changes: [{ before: workflow, after: { ...workflow, text: 'x' } }],
    fixed: made([aFinding()]),
    refused: [],
    withheld: [],
    ...parts,
  }
}

const full = aPlan({
  fixed: [...made([aFinding({ rule: low, at: find('docker:27-dind') })], 'Pin `docker`'), ...made([aFinding()])],
  refused: [{ finding: aFinding(), reason: 'Helm still changes this document' }],
  withheld: made([aFinding({ at: find('kind: Workflow') })], 'Drop `x`'),
})

test('a body tells what changed and why, worst first, and what was not done', () => {
  expect(fixBody(full, tree).replace(/edits=\w+/, 'edits=…'))
    .toBe(`<!-- lynceus:fix edits=… head=${head} safety=unsafe rule= by=ada -->

Fixes 2 findings that #7 brings in, in 1 file. Some of the fixes **may change what runs**; they say so. Look at each of them before you merge. Each was tried on the whole change: its finding goes, and no rule finds anything new.

2 other findings with something to say about a fix stayed as they are; see below.

Asked for by \`ada\`. Lynceus keeps this up to date as long as nobody else commits to its branch. To close it is to say no.

### A container runs privileged

[\`privileged-container\`](<https://kubernetes.io/docs/concepts/security/pod-security-standards/>), severity critical. \`/lynceus explain privileged-container\` tells more.

- [\`deploy/build.yaml:10\`](${tree}/deploy/build.yaml#L10): **Run the container unprivileged.** **May change what runs.**<br>Container \`main\` runs privileged: whoever controls it controls the node. Remove \`privileged\`.

### Image tag can move

\`mutable-image-tag\`, severity low. \`/lynceus explain mutable-image-tag\` tells more.

- [\`deploy/build.yaml:9\`](${tree}/deploy/build.yaml#L9): **Pin \`docker\`.** **May change what runs.**<br>Container \`main\` runs privileged: whoever controls it controls the node. Remove \`privileged\`.

### Not fixed, and why

- [\`deploy/build.yaml:10\`](${tree}/deploy/build.yaml#L10) \`privileged-container\`: Helm still changes this document.

### Left out, because it may change what runs

These fixes were proved too. \`/lynceus fix unsafe\` in #7 makes them.

- [\`deploy/build.yaml:2\`](${tree}/deploy/build.yaml#L2) \`privileged-container\`: Drop \`x\`.

### Why it matters

<details><summary>Image tag can move &#40;mutable&#45;image&#45;tag&#41;</summary>

A privileged container has all devices of its node.

Drop \`privileged\`.

</details>
<details><summary>A container runs privileged &#40;privileged&#45;container&#41;</summary>

A privileged container has all devices of its node.

Drop \`privileged\`.

See

- <https://kubernetes.io/docs/concepts/security/pod-security-standards/>

</details>
`)
})

test('a title and a commit message hold words of ours only', () => {
  expect(fixTitle(full)).toBe('Fix 2 security findings of #7')
  expect(fixTitle({ ...full, fixed: full.fixed.slice(1), changes: [] })).toBe('Fix 1 security finding of #7')
  expect(fixMessage(full)).toEqual({
    headline: 'Fix 2 security findings',
    body: '- Image tag can move (mutable-image-tag): 1\n- A container runs privileged (privileged-container): 1',
  })
})

test('a body remembers what it is about, also once it is withdrawn', () => {
  for (const wish of [{ safety: 'safe' }, { safety: 'unsafe', rule: 'run-as-root' }] as const) {
    const plan = aPlan({ wish })
    const body = fixBody(plan, tree)
    const memory = { edits: editsOf(plan), head, wish, by: 'ada' }
    expect(memoryOf(body)).toEqual({ ...memory, isWithdrawn: false })
    const closed = withdrawn(body, 'Closed by Lynceus: #7 was merged.')
    expect(memoryOf(closed)).toEqual({ ...memory, isWithdrawn: true })
    expect(memoryOf(withdrawn(closed, 'Again.'))?.isWithdrawn).toBe(true)
    expect(closed).toContain('> Closed by Lynceus: #7 was merged.\n')
  }
  expect(memoryOf(`Look:\n${fixBody(full, tree)}`)).toBeUndefined()
  expect(memoryOf(withdrawn('Edited by hand', 'Closed.'))).toBeUndefined()
})

test('edits have the same name wherever their lines are, and another when they are others', () => {
  const finding = aFinding()
  const elsewhere = { ...finding, at: find('kind: Workflow') }
  const name = editsOf({ fixed: made([finding, aFinding({ fingerprint: 'x' })]) })
  expect(name).toMatch(/^[0-9a-f]{12}$/)
  expect(editsOf({ fixed: made([aFinding({ fingerprint: 'x' }), elsewhere]) })).toBe(name)
  expect(editsOf({ fixed: made([finding]) })).not.toBe(name)
  expect(editsOf({ fixed: made([finding, aFinding({ fingerprint: 'x' })], 'Otherwise') })).not.toBe(name)
})

test('what was found in a later pass has no line', () => {
  const later = { ...workflow, text: `\n${workflow.text}` }
  const body = fixBody(aPlan({ fixed: made([aFinding({ at: find('privileged: true', later) })]) }), tree)
  expect(body).toContain(`[\`deploy/build.yaml\`](${tree}/deploy/build.yaml):`)
})

test('a body fits, whatever it holds, and says what it leaves out', () => {
  const many = manyFindings(3000, { message: 'x'.repeat(500) })
  const body = fixBody(aPlan({ fixed: made(many), refused: many.map((finding) => ({ finding, reason: 'No' })) }), tree)
  expect(bytes(body)).toBeLessThanOrEqual(60_000)
  expect(body).toContain('more places did not fit here: the diff shows all.')
  expect(body).toContain('more findings did not fit here.')
})

test('hostile text makes no markup, no link, no mention, no HTML, and no memory', () => {
  const expected = new Set('<h3> <p> <ul> <li> <strong> <br> <code> <span> <details> <summary>'.split(' '))
  const plans = fc.tuple(hostileReport, hostile, hostile).map(([{ findings }, reason, by]) =>
    aPlan({
      by,
      fixed: findings.flatMap((finding) => (finding.fix ? [{ finding, fix: finding.fix }] : [])),
      refused: findings.map((finding) => ({ finding, reason })),
      withheld: findings.flatMap((finding) => (finding.fix ? [{ finding, fix: finding.fix }] : [])),
    }),
  )
  fc.assert(
    fc.property(plans, (plan) => {
      const text = fixBody(plan, tree)
      expect(text.slice(1)).not.toMatch(/^<!--/m)
      const rendered = html(text)
      const links =
        /^<a href="https:\/\/(?:kubernetes\.io\/docs\/concepts\/security\/pod-security-standards\/|github\.com\/acme\/flows\/blob\/0123456789abcdef0123456789abcdef01234567\/[\w.~%/-]*(?:#L\d+)?)">$/
      const odd = tags(rendered.replace(/^<!--.*?-->/, '')).filter(
        (tag) => !tag.startsWith('</') && !expected.has(tag) && !links.test(tag),
      )
      expect(odd).toEqual([])
      const bare = words(rendered.replace(/<code[ >].*?<\/code>/gs, ' ').replace(/<a [^>]*>.*?<\/a>/gs, ' '))
      expect(bare.replaceAll('#7', '')).not.toMatch(/@[\w-]|:\/\/|www\.|#\w|GH-\d/i)
      expect(text.replaceAll('\u200D', '')).not.toMatch(unseen)
      expect(fixTitle(plan) + fixMessage(plan).headline).toMatch(/^[\w #]*$/)
    }),
  )
})
