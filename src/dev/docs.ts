import { readFileSync, writeFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { analyze } from '../analyze.ts'
import { defaults } from '../config.ts'
import { personas, severities } from '../finding.ts'
import { guide, guideUrl, hardening, type Sentence, unseen } from '../guide.ts'
import { page } from '../report/page.ts'
import { text } from '../report/text.ts'
import { categories, type Rule } from '../rule.ts'
import { rules } from '../rules/index.ts'
import { configSchema } from '../schema.ts'
import { appPictures } from './app-pictures.ts'
import { picture } from './picture.ts'

/** Every file that is made from the rules, by its path from the root of the repository. */
export function generated(all: readonly Rule[]): ReadonlyMap<string, string> {
  return new Map([
    ['src/rules/README.md', rulePages(all)],
    ['docs/coverage.md', coverage(all)],
    ['lynceus.schema.json', jsonSchema(all)],
    ['docs/output.svg', output(all)],
    ...appPictures(all),
  ])
}

const notice = '<!-- Made by `npm run docs`: change the rules, not this file. -->'

function rulePages(all: readonly Rule[]): string {
  const tables = Object.entries(categories).flatMap(([category, title]) => {
    const own = all.filter((rule) => rule.category === category)
    return own.length > 0 ? [`### ${title}\n\n${table(['Rule', 'Finds', 'Severity', 'Persona'], own.map(row))}`] : []
  })
  const intro = `# Rules

${notice}

${all.length} rules. Each page says what the rule finds, why it matters and what to do, with manifests that it reports and manifests that it accepts.
[Coverage](../../docs/coverage.md) shows which sentence of Argo's security guide each comes from, [Configuration](../../docs/configuration.md)
how to switch them off, and [Contributing](../../CONTRIBUTING.md) how to add one.

## By category`
  return `${[intro, ...tables, ...all.map(page)].map((part) => part.trim()).join('\n\n')}\n`
}

function row({ id, title, variants = {}, ...own }: Rule): string[] {
  const grades = [own, ...Object.values(variants).map((variant) => ({ ...own, ...variant }))]
  const worst = severities.toReversed().filter((severity) => grades.some((grade) => grade.severity === severity))
  const readers = personas.filter((persona) => grades.some((grade) => grade.persona === persona))
  return [link(id, ''), title, worst.join(', '), readers.join(', ')]
}

function coverage(all: readonly Rule[]): string {
  const sections = new Set(guide.map(({ section }) => section))
  const tables = [...sections].map((section) => {
    const sentences = guide.filter((sentence) => sentence.section === section)
    const rows = sentences.map((sentence) => [sentence.id, sentence.says, checkedBy(sentence, all)])
    return `## ${section}\n\n${table(['', section === hardening ? 'The article says' : 'The guide says', 'Checked by'], rows)}`
  })
  const intro = `# Coverage of Argo's security guide

${notice}

Each sentence of [Argo's guide to security](${guideUrl}), in our words and its order, and after them each point of the article on hardening that it names, with the rules that check it.
${counts(all)}`
  return `${[intro, ...tables, beyond(all), notSeen()].join('\n\n')}\n`
}

function counts(all: readonly Rule[]): string {
  const checked = guide.filter((sentence) => checkers(sentence, all).length > 0).length
  return `Of ${guide.length} entries, rules check ${checked}; ${guide.length - checked} cannot be checked from manifests.`
}

/** The rules that stand on something else. */
function beyond(all: readonly Rule[]): string {
  const rows = all
    .filter((rule) => rule.guide.length === 0)
    .map(({ id, title, category }) => [link(id, '../src/rules/README.md'), title, categories[category]])
  const intro = 'Rules that no sentence asks for. Their pages say what they stand on.'
  return `## Beyond the guide\n\n${intro}\n\n${table(['Rule', 'Finds', 'Category'], rows)}`
}

function notSeen(): string {
  const list = unseen.map((one) => `- ${one}`).join('\n')
  return `## What no manifest tells\n\nA report without findings says nothing about:\n\n${list}`
}

function checkedBy(sentence: Sentence, all: readonly Rule[]): string {
  const named = checkers(sentence, all)
  if (named.length > 0) return named.map(({ id }) => link(id, '../src/rules/README.md')).join(', ')
  return `Not checkable from manifests: ${sentence.unchecked}.`
}

function checkers({ id }: Sentence, all: readonly Rule[]): Rule[] {
  return all.filter((rule) => rule.guide.includes(id))
}

function jsonSchema(all: readonly Rule[]): string {
  const schema = z.toJSONSchema(configSchema(all), { io: 'input', target: 'draft-7' })
  const title = 'lynceus.yml'
  const description = 'Configuration of Lynceus, a security reviewer for Argo Workflows manifests.'
  return `${JSON.stringify({ $schema: schema.$schema, title, description, ...schema }, null, 2)}\n`
}

/** What the command line says about one of the examples. */
function output(all: readonly Rule[]): string {
  const path = 'examples/bad/image-build.yaml'
  const file = { path, text: readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8') }
  const command = `node dist/cli.js ${path}`
  const report = text(analyze([file], all, defaults), { colour: true })
  return picture(`$ ${command}\n\n${report}`, `The output of ${command}`)
}

function link(id: string, file: string): string {
  return `[\`${id}\`](${file}#${id})`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map(tableRow).join('\n')
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`
}

/** Writes what is stale, or with `--check` only names it and fails. */
function main(options: readonly string[]): void {
  for (const [path, made] of generated(rules)) {
    const file = new URL(`../../${path}`, import.meta.url)
    if (current(file) === made) continue
    if (options.includes('--check')) {
      process.exitCode = 1
      process.stderr.write(`${path} is stale: run \`npm run docs\` and commit what it writes.\n`)
    } else {
      writeFileSync(file, made)
      process.stdout.write(`${path} written\n`)
    }
  }
}

function current(file: URL): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

if (import.meta.main) main(process.argv.slice(2))
