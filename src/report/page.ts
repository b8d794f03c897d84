import type { Example, Rule } from '../rule.ts'

/** A rule's page in Markdown: the same text as its file, in the order in which a reader needs it. */
export function page(rule: Rule): string {
  return `## ${rule.id}\n\n${explanation(rule)}\n`
}

/** The page without its heading, for places that have one. */
export function explanation(rule: Rule): string {
  return [
    `${rule.title}.`,
    `Severity **${rule.severity}**, confidence ${rule.confidence}, persona ${rule.persona}.`,
    variants(rule),
    rule.docs.trim(),
    ...rule.examples.map(example),
    references(rule),
  ]
    .filter(Boolean)
    .join('\n\n')
}

function variants({ variants: list, ...rule }: Rule): string {
  if (!list) return ''
  const rows = Object.entries(list).map(([name, variant]) => {
    const { severity, confidence, persona } = { ...rule, ...variant }
    return `| ${name} | ${variant.when.replaceAll('|', '\\|')} | ${severity} | ${confidence} | ${persona} |`
  })
  return ['| variant | when | severity | confidence | persona |', '| --- | --- | --- | --- | --- |', ...rows].join('\n')
}

/** The marks that tests read become words; an example without any is one that passes. */
function example({ title, yaml, argoVersion }: Example): string {
  const marked = yaml.replace(/# ✗(?: ([\w-]+(?:, *[\w-]+)*))?[^\S\n]*$/gm, (_, variant?: string) =>
    variant ? `# <- reported: ${variant}` : '# <- reported',
  )
  const verdict = marked === yaml ? 'Passes' : 'Reported'
  const version = argoVersion ? ` (Argo ${argoVersion})` : ''
  return `**${verdict}: ${title}**${version}\n\n\`\`\`yaml\n${marked.replace(/^\n+|\s+$/g, '')}\n\`\`\``
}

export function references({ references: urls }: Rule): string {
  return urls.length ? `See\n\n${urls.map((url) => `- <${url}>`).join('\n')}` : ''
}
