/** What runs a text as code. `query` is for the little languages of `sed`, `jq`, `psql` and their like. */
export type Language =
  | 'shell'
  | 'python'
  | 'javascript'
  | 'perl'
  | 'ruby'
  | 'php'
  | 'lua'
  | 'r'
  | 'powershell'
  | 'cmd'
  | 'awk'
  | 'query'
  | 'unknown'

const shell = /^(?:ba|da|a|z|k|mk|pdk|fi)?sh$/

/** The language of an interpreter, by the name of its file. */
export function languageOf(command: string): Language | undefined {
  const name = basename(command)
  if (shell.test(name)) return 'shell'
  const found =
    /^(python|pypy|ipython|node|nodejs|deno|bun|tsx|ts-node|perl|ruby|php|lua|luajit|rscript|r|pwsh|powershell|cmd|[gmn]?awk)[\d.]*$/.exec(
      name,
    )?.[1]
  return found === undefined ? undefined : (interpreters[found] ?? 'awk')
}

const interpreters: Readonly<Record<string, Language>> = {
  python: 'python',
  pypy: 'python',
  ipython: 'python',
  node: 'javascript',
  nodejs: 'javascript',
  deno: 'javascript',
  bun: 'javascript',
  tsx: 'javascript',
  'ts-node': 'javascript',
  perl: 'perl',
  ruby: 'ruby',
  php: 'php',
  lua: 'lua',
  luajit: 'lua',
  rscript: 'r',
  r: 'r',
  pwsh: 'powershell',
  powershell: 'powershell',
  cmd: 'cmd',
}

export function basename(command: string): string {
  const path = command.trim()
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
  return name.replace(/\.exe$/i, '').toLowerCase()
}

const extensions = new Map<string, Language>(
  Object.entries({
    sh: 'shell',
    bash: 'shell',
    py: 'python',
    js: 'javascript',
    mjs: 'javascript',
    pl: 'perl',
    rb: 'ruby',
    php: 'php',
    lua: 'lua',
    ps1: 'powershell',
  } as const),
)

/** The language of a file, by the ending of its name. */
export function languageOfFile(path: string): Language | undefined {
  return extensions.get(/\.(\w+)$/.exec(path)?.[1] ?? '')
}

const titles: Readonly<Record<Language, string>> = {
  shell: 'shell script',
  python: 'Python program',
  javascript: 'JavaScript program',
  perl: 'Perl program',
  ruby: 'Ruby program',
  php: 'PHP program',
  lua: 'Lua program',
  r: 'R program',
  powershell: 'PowerShell script',
  cmd: 'batch script',
  awk: 'awk program',
  query: 'query or editing program',
  unknown: 'program',
}

/** What a text in a language is called. */
export function program(language: Language | undefined): string {
  return titles[language ?? 'unknown']
}
