/** Stands for text that a Helm template would put in: a private-use character that no manifest holds. */
export const unknown = '\uE000'

/** Helm's own: what no Argo tag and no `docker --format` text looks like. */
const certain = /\{\{-?\s*(\.Values|\.Release|\.Chart|\.Capabilities|\.Files|include\s|template\s|define\s|tpl\s|toYaml\s|lookup\s)/
const action = /\{\{(?!=)(?:"(?:\\.|[^"\\])*"|`[^`]*`|\/\*[\s\S]*?\*\/|[^"`{}]|\{(?!\{)|\}(?!\}))*?\}\}/g
/** What Helm would print as it stands: the ways in which a chart writes Argo's own tags. */
const literal = /^\{\{-?\s*(?:"((?:\\.|[^"\\])*)"|`([^`]*)`)\s*-?\}\}$/

/** Whether a text that is valid YAML is a Helm template all the same. */
export function isTemplate(text: string): boolean {
  return text.includes('{{') && certain.test(text)
}

/** Whether a text could be a Helm template, when it is not YAML as it stands. */
export function mayBeTemplate(text: string): boolean {
  return text.includes('{{')
}

/**
 * A Helm template made readable without moving an offset. Actions that stand alone on their lines become blanks,
 * actions inside a line become `unknown`, and actions that only print a text (`{{ "{{" }}`, a quoted or
 * back-quoted tag) become that text, so that Argo's tags are seen as the cluster will see them.
 */
export function untemplate(text: string): string {
  return text.replace(action, (found, ...rest) => {
    const at: number = rest.find((value) => typeof value === 'number') ?? 0
    if (isArgoTag(found)) return found
    const printed = literal.exec(found)
    const words = printed?.[1]?.replaceAll('\\"', '"') ?? printed?.[2]
    if (words !== undefined) return fit(words, found)
    return alone(text, at, found) ? found.replace(/[^\r\n]/g, ' ') : found.replace(/[^\r\n]/g, unknown)
  })
}

/** A tag with no blank after its braces and a dotted lower-case name: Helm has no such functions. */
function isArgoTag(found: string): boolean {
  return /^\{\{(inputs|outputs|steps|tasks|workflow|pod|item|node|retries|lastRetry|cronworkflow)\b(?!\s*\()/.test(found)
}

/** Words in the room of an action. Blanks around them are blanks inside Argo's braces, or outside a whole tag. */
function fit(words: string, room: string): string {
  if (words.startsWith('}}')) return words.padStart(room.length)
  return words.padEnd(room.length)
}

function alone(text: string, at: number, found: string): boolean {
  const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at)
  const end = text.indexOf('\n', at + found.length)
  const after = text.slice(at + found.length, end < 0 ? text.length : end)
  return before.trim() === '' && after.trim() === ''
}
