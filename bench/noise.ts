// Prints docs/noise.md: what a reader gets to see of real manifests, rule by rule and file by file.
import { analyze } from '../src/analyze.ts'
import { defaults } from '../src/config.ts'
import { type Finding, personas } from '../src/finding.ts'
import { count, groupBy } from '../src/report/totals.ts'
import { rules } from '../src/rules/index.ts'
import { manifests } from './manifests.ts'

const { name, files } = manifests()

/** How many findings each of the files has, fewest first. */
function perFile(findings: readonly Finding[]): readonly number[] {
  const found = groupBy(findings, ({ at }) => at.file.path)
  return files.map(({ path }) => found.get(path)?.length ?? 0).toSorted((a, b) => a - b)
}

function share(counts: readonly number[], part: number): number {
  return counts[Math.min(Math.floor(counts.length * part), counts.length - 1)] ?? 0
}

const reports = personas.map((persona) => ({ persona, ...analyze(files, rules, { ...defaults, persona }) }))
const totals = reports.map(({ persona, findings }) => {
  const counts = perFile(findings)
  const shares = [0.5, 0.75, 0.9, 0.99].map((part) => share(counts, part))
  return `| ${[persona, findings.length, ...shares, counts.at(-1) ?? 0].join(' | ')} |`
})
const byRule = rules.flatMap(({ id }) => {
  const own = reports.map(({ findings }) => findings.filter(({ rule }) => rule.id === id))
  const inFiles = new Set(own[0]?.map(({ at }) => at.file.path)).size
  const row = [id, ...own.map((those) => those.length), inFiles]
  return own.some((those) => those.length > 0) ? [{ row, worst: own[0]?.length ?? 0 }] : []
})
const silent = rules.length - byRule.length

/** Of the rules about values that others choose, how many findings of an auditor each source of the value has. */
const sources = ['event', 'submitter', 'argument', 'preset', 'output'] as const
const all = reports.at(-1)?.findings ?? []
const bySource = rules.flatMap(({ id, variants }) => {
  const own = all.filter(({ rule }) => rule.id === id)
  if (!variants || !sources.every((source) => source in variants) || own.length === 0) return []
  const counts = sources.map((source) => own.filter(({ variant }) => variant === source).length)
  const others = own.length - counts.reduce((sum, one) => sum + one, 0)
  return [`| ${[id, ...counts, others].join(' | ')} |`]
})

console.log(`# Noise

Made by \`npm run noise\` from ${files.length} ${name} (${rules.length} rules). A persona sees its own findings and those of the personas before it.

## Findings per file

| Persona | Findings | Half of the files have at most | three quarters | 90 % | 99 % | The worst file |
| --- | --- | --- | --- | --- | --- | --- |
${totals.join('\n')}

## Findings per rule

| Rule | ${personas.join(' | ')} | Files at regular |
| --- | ${personas.map(() => '--- |').join(' ')} --- |
${byRule
  .toSorted((a, b) => b.worst - a.worst)
  .map(({ row }) => `| ${row.join(' | ')} |`)
  .join('\n')}

${count(silent, 'rule')} found nothing there.

## Where the values come from

Findings of the injection rules at persona auditor, by who decides the value ([levels](flow.md)); *other* are cases of a rule that are not graded by it.

| Rule | ${sources.join(' | ')} | other |
| --- | ${sources.map(() => '--- |').join(' ')} --- |
${bySource.join('\n')}

## Read by eye

Of the five rules that say most at regular, 20 findings each were drawn at random and read beside their files, last on 2026-11-23. Wrong means: what the
finding says is not so, or does not matter there.

| Rule | Read | Wrong | Remarks |
| --- | --- | --- | --- |
| default-service-account | 20 | 0 | |
| run-as-root | 20 | 0 | the images of some may name a user of their own, which no manifest tells: so it says "may run as root" |
| mutable-image-tag | 20 | 0 | |
| template-drops-security-context | 20 | 0 | all of one compiler, which gives every template a context of its own |
| script-injection | 20 | 0 | before that, 6 of 20 were graded by a caller of another environment, whose template only has the same name: repaired |`)
