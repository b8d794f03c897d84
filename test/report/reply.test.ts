import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytes } from '../../src/report/fit.ts'
import type { FixPlan } from '../../src/report/fix-plan.ts'
import { patch } from '../../src/report/patch.ts'
import { answered, explained, help, markerFor, noPermission, told } from '../../src/report/reply.ts'
import { rules } from '../../src/rules/index.ts'
import type { File } from '../../src/yaml/file.ts'
import { aFinding, aFix, workflow } from './factory.ts'
import { hostile, html, tags } from './hostile.ts'

const wish = { safety: 'safe' } as const
const made = { finding: aFinding(), fix: aFix() }

function aPlan(changes: readonly [File, string][], parts: Partial<FixPlan> = {}): FixPlan {
  const { length } = changes
  return {
    ...{
      wish,
      by: 'ada',
      pull: 7,
      head: 'c0ffee',
      refused: [],
      withheld: [],
      fixed: Array.from({ length }, () => made),
    },
    changes: changes.map(([before, text]) => ({ before, after: { ...before, text } })),
    ...parts,
  }
}

const one = aPlan([[workflow, workflow.text.replace('27', '28')]])

test.each([
  [{ kind: 'opened', number: 8, plan: one }, 'Opened #8: 1 finding fixed in 1 file.\n'],
  [{ kind: 'updated', number: 8, plan: one }, 'Brought #8 up to date: 1 finding fixed in 1 file.\n'],
  [
    { kind: 'there', number: 8, plan: { ...one, withheld: [made], refused: [{ finding: aFinding(), reason: 'No' }] } },
    '#8 has these fixes already: 1 finding fixed in 1 file. 1 proved change left out that may change what runs (`/lynceus fix unsafe` makes them); 1 finding not for a program to fix.\n',
  ],
  [{ kind: 'declined', number: 8 }, '#8 had the same fixes and was closed'],
  [{ kind: 'foreign', branch: 'lynceus/fix/a', number: 8 }, '`lynceus/fix/a` (#8) has commits that are not mine'],
  [{ kind: 'foreign', branch: 'lynceus/fix/a' }, '`lynceus/fix/a` has commits that are not mine'],
  [{ kind: 'nothing', plan: aPlan([]) }, 'There is nothing to fix without a risk to what runs.\n'],
  [{ kind: 'over' }, 'This pull request is closed'],
] as const)('%j is told', (outcome, expected) => {
  expect(told(outcome, wish)).toContain(expected)
})

test('what is not shown is named', () => {
  const plan = aPlan([], { withheld: [made] })
  expect(told({ kind: 'nothing', plan }, { safety: 'safe', rule: 'a-b' })).toBe(
    'There is nothing to fix for `a-b` without a risk to what runs. 1 proved change left out that may change what runs (`/lynceus fix unsafe a-b` makes them).\n',
  )
})

test('why a program does not fix something is told where no pull request tells it', () => {
  const refused = Array.from({ length: 25 }, () => ({ finding: aFinding(), reason: 'Helm changes `x` & @team' }))
  const text = told({ kind: 'nothing', plan: aPlan([], { refused }) }, wish)
  expect(text).toContain('- `deploy/build.yaml:10` `privileged-container`: Helm changes `x` \\& @\u200Dteam\n')
  expect(text).toContain('\n5 more findings.\n')
})

/** The code of the only block of an answer, as a browser shows it. */
function shown(answer: string): string | undefined {
  const code = /<pre><code class="language-diff">(.*?)<\/code><\/pre>/s.exec(html(answer))?.[1]
  return code?.replace(
    /&(lt|gt|quot|amp);/g,
    (_, name: string) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name] ?? '',
  )
}

describe('a patch', () => {
  test('is shown byte for byte, whatever fences it holds', () => {
    const file = { path: 'a b.yaml', text: 'a: |\n  ````\n  </details>\n  <!--\nb: 1' }
    const plan = aPlan([[file, file.text.replace('1', '2')]])
    expect(shown(told({ kind: 'patch', plan, why: 'fork' }, wish))).toBe(patch(plan.changes))
  })

  test('of several files is one, and only whole files are left out, with their number', () => {
    const long = { path: 'long.yaml', text: `${'x\n'.repeat(10)}${'y'.repeat(60_000)}\n` }
    const odd = { path: 'odd.yaml', text: 'a: \u202E\n' }
    const windows = { path: 'windows.yaml', text: 'a: 1\r\n' }
    const plan = aPlan([
      [workflow, workflow.text.replace('27', '28')],
      [long, long.text.replace('y', 'z')],
      [odd, 'a: 1\n'],
      [windows, 'a: 2\r\n'],
      [{ path: 'b.yaml', text: 'b: 1\n' }, 'b: 2\n'],
    ])
    const text = told({ kind: 'patch', plan, why: 'permission' }, wish)
    expect(shown(text)).toBe(patch(plan.changes.filter((_, index) => index === 0 || index === 4)))
    expect(text).toContain('3 more files cannot be shown here; `lynceus fix` on your machine does all.')
  })

  test('that cannot be shown at all leaves words', () => {
    const plan = aPlan([[{ path: 'a.yaml', text: 'a: 1\r\n' }, 'a: 2\r\n']])
    expect(told({ kind: 'patch', plan, why: 'rules' }, wish)).not.toContain('```')
  })

  test('of hostile text stays in its block', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (path, before, after) => {
        const plan = aPlan([[{ path: path || 'a', text: before }, after]])
        const expected = patch(plan.changes)
        const text = told({ kind: 'patch', plan, why: 'fork' }, wish)
        const code = shown(text)
        if (code !== undefined && before !== after) expect(code).toBe(expected)
        const allowed = ['<p>', '<code>', '<details>', '<summary>', '<pre>', '<code class="language-diff">']
        expect(tags(html(text)).filter((tag) => !tag.startsWith('</') && !allowed.includes(tag))).toEqual([])
      }),
    )
  })
})

test('an answer opens with what it answers, and fits', () => {
  expect(answered('comment|1', 'Yes.\n')).toBe(`${markerFor('comment|1')}\n\nYes.\n`)
  expect(markerFor('comment|1')).not.toBe(markerFor('comment|11'))
  expect(markerFor('--> @team')).toMatch(/^<!-- lynceus:re=[0-9a-f]{32} -->$/)
  for (const rule of rules) expect(bytes(answered('x', explained(rule)))).toBeLessThan(60_000)
  expect(bytes(answered('x', 'y'.repeat(70_000)))).toBeLessThan(60_000)
})

test('no answer holds a command at the start of a line, nor calls anybody', () => {
  for (const text of [help(), noPermission('mallory'), help('I do not know `x`.\n\n'), ...rules.map(explained)]) {
    expect(text).not.toMatch(/^\s*\/lynceus/m)
  }
  expect(html(noPermission('mallory'))).toContain('<code>mallory</code> asked for fixes')
})
