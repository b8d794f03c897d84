/**
 * What the runner makes of a step's output and files, as actions/runner v2.336 does it: `ActionCommand.cs`,
 * `ActionCommandManager.cs`, `FileCommandManager.cs`.
 */

export interface Command {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly data: string
}

const registered = new Set([
  ...['add-mask', 'add-matcher', 'add-path', 'debug', 'echo', 'endgroup', 'error', 'group', 'internal-set-repo-path'],
  ...['notice', 'remove-matcher', 'save-state', 'set-env', 'set-output', 'stop-commands', 'warning'],
])

/** Every command in the output, in both syntaxes: `::name key=value::data` and the old `##[name key=value]data`. */
export function commands(stdout: string): Command[] {
  return stdout.split(/\r\n|\r|\n/).flatMap((line) => modern(line) ?? old(line) ?? [])
}

function modern(line: string): Command | undefined {
  const [, name = '', list = '', data = ''] = /^\s*::(.*?)(?: (.*?))?::(.*)$/.exec(line) ?? []
  if (!registered.has(name.toLowerCase())) return undefined
  return { name: name.toLowerCase(), properties: properties(list, ',', ['%3A', '%2C']), data: unescape(data) }
}

function old(line: string): Command | undefined {
  const [, name = '', list = '', data = ''] = /##\[(.*?)(?: (.*?))?\](.*)$/.exec(line) ?? []
  if (!registered.has(name.toLowerCase())) return undefined
  return { name: name.toLowerCase(), properties: properties(list, ';', ['%3B', '%5D']), data: unescape(data) }
}

function properties(list: string, separator: string, escapes: readonly string[]): Record<string, string> {
  const pairs = list.split(separator).flatMap((pair) => {
    const [, key = '', value = ''] = /^([^=]+)=(.+)$/s.exec(pair.trim()) ?? []
    return key ? [[key, unescape(value, escapes)]] : []
  })
  return Object.fromEntries(pairs) as Record<string, string>
}

function unescape(text: string, escapes: readonly string[] = []): string {
  const all = ['%0D', '%0A', ...escapes, '%25']
  return all.reduce((so, escape) => so.replaceAll(escape, String.fromCodePoint(parseInt(escape.slice(1), 16))), text)
}

/** The annotations that people see: 10 of each level in a step, and 4096 characters of each message. */
export function shown(all: readonly Command[]): Command[] {
  return ['error', 'warning', 'notice'].flatMap((level) => all.filter(({ name }) => name === level).slice(0, 10))
}

/** The outputs in the text of the file that GITHUB_OUTPUT names. */
export function outputs(file: string): Record<string, string> {
  const entries = [...file.matchAll(/^([^\n]+?)<<(.+)\n([^]*?)\n\2$/gm)].map(([, name = '', , value = '']) => [
    name,
    value,
  ])
  return Object.fromEntries(entries) as Record<string, string>
}
