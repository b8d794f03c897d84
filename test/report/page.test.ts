import { expect, test } from 'vitest'
import { page } from '../../src/report/page.ts'
import { aRule } from './factory.ts'

test('a page says everything that the rule says', () => {
  const rule = aRule({
    variants: {
      plain: { when: 'the image is a|b' },
      hidden: { when: 'nobody looks', severity: 'low', confidence: 'low', persona: 'auditor' },
    },
    examples: [
      { title: 'Privileged', yaml: '\nspec:\n  privileged: true # ✗ hidden\n  other: 1 # ✗\n' },
      { title: 'Not privileged', yaml: '\nspec:\n  privileged: false\n', argoVersion: '3.7.0' },
    ],
  })
  expect(page(rule)).toBe(`## privileged-container

A container runs privileged.

Severity **critical**, confidence high, persona regular.

| variant | when | severity | confidence | persona |
| --- | --- | --- | --- | --- |
| plain | the image is a\\|b | critical | high | regular |
| hidden | nobody looks | low | low | auditor |

A privileged container has all devices of its node.

Drop \`privileged\`.

**Reported: Privileged**

\`\`\`yaml
spec:
  privileged: true # <- reported: hidden
  other: 1 # <- reported
\`\`\`

**Passes: Not privileged** (Argo 3.7.0)

\`\`\`yaml
spec:
  privileged: false
\`\`\`

See

- <https://kubernetes.io/docs/concepts/security/pod-security-standards/>
`)
})
