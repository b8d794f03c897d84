import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/**
 * `src/rules/index.ts` with one more rule: its import and its place in the list, both by the alphabet.
 *
 * @throws Error when the index no longer has one line for each import and each item
 */
export function register(index: string, id: string): string {
  const imported = insert(
    index.split('\n'),
    /^import \w+ from '\.\/([a-z-]+)\.ts'$/,
    id,
    `import ${camelCase(id)} from './${id}.ts'`,
  )
  return insert(imported, /^ {2}(\w+),$/, camelCase(id), `  ${camelCase(id)},`).join('\n')
}

/** Puts a line before the first one whose name comes after its own, else behind the last. */
function insert(lines: readonly string[], pattern: RegExp, name: string, line: string): string[] {
  const named = lines.flatMap((text, at) => {
    const its = pattern.exec(text)?.[1]
    return its === undefined ? [] : [{ its, at }]
  })
  const last = named.at(-1)
  if (!last) throw new Error(`src/rules/index.ts has no line like \`${line}\`: add it yourself`)
  return lines.toSpliced(named.find(({ its }) => its > name)?.at ?? last.at + 1, 0, line)
}

function camelCase(id: string): string {
  return id.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())
}

/** A rule that is complete but for what its author knows. Its tests fail, and say what is missing. */
function template(id: string): string {
  return `import { containers, containerSetting } from '../argo/pod.ts'
import { defineRule } from '../rule.ts'
import { bool } from '../yaml/query.ts'

export default defineRule({
  id: '${id}',
  title: 'TODO: What is wrong, in one sentence without a full stop',
  category: 'workflow-pod',
  severity: 'medium',
  confidence: 'high',
  persona: 'regular',
  docs: \`
TODO: Why it matters: who can do what because of it.

TODO: What to do instead.\`,
  // Ids of src/guide.ts; none when Argo's security guide does not speak of it.
  guide: [],
  references: ['https://argo-workflows.readthedocs.io/en/latest/TODO/'],
  examples: [
    {
      title: 'TODO: The plain case',
      yaml: \`
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: build
  templates:
    - name: build
      container:
        image: alpine:3.22
        stdin: true # ✗\`,
    },
    {
      title: 'TODO: The same, made right',
      yaml: \`
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: build-
spec:
  entrypoint: build
  templates:
    - name: build
      container:
        image: alpine:3.22\`,
    },
  ],
  *check(manifest, project) {
    for (const container of containers(manifest, project)) {
      const setting = containerSetting(container, 'TODO')
      if (!setting || !bool(setting.node)) continue
      yield {
        at: setting,
        message: 'TODO: What is wrong here, why it matters, and what to do',
      }
    }
  },
})
`
}

function main([id = '', ...more]: readonly string[]): void {
  const index = new URL('../rules/index.ts', import.meta.url)
  const file = new URL(`../rules/${id}.ts`, import.meta.url)
  const problem = mistake(id, more, file)
  if (problem !== undefined) {
    process.exitCode = 2
    process.stderr.write(`${problem}\n`)
    return
  }
  const registered = register(readFileSync(index, 'utf8'), id)
  writeFileSync(file, template(id))
  writeFileSync(index, registered)
  process.stdout.write(`src/rules/${id}.ts is yours. Now run

  npx vitest test/rules.test.ts -t ${id}

and work through what it says. Then \`npm run docs\` writes the rule's page.
`)
}

function mistake(id: string, more: readonly string[], file: URL): string | undefined {
  if (id === '' || more.length > 0) return 'npm run new-rule <id>, such as `npm run new-rule unpinned-image`'
  if (!/^[a-z]+(-[a-z]+)+$/.test(id))
    return `\`${id}\` is no id: use two or more words of lower-case letters with hyphens between`
  return existsSync(file) ? `There is a rule \`${id}\` already: src/rules/${id}.ts` : undefined
}

if (import.meta.main) main(process.argv.slice(2))
