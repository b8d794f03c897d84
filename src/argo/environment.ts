import { type Change, insert, prepend, replace } from '../yaml/change.ts'
import type { Mapping, Node, Sequence } from '../yaml/node.ts'
import { get, isNull, items, keyOf, pair, scalar, text } from '../yaml/query.ts'
import type { Value } from '../yaml/value.ts'
import { isOnly, type Tag, tags } from './tag.ts'

/** The variables of one container, to which others can be added. */
export class Environment {
  private readonly added = new Map<string, string>()
  private readonly container: Mapping
  private readonly texts: readonly string[]
  private readonly used: ReadonlySet<string>
  /** Variables come from other files, whose names are not known: only unlikely ones are free. */
  private readonly imports: boolean

  /**
   * @param texts all programs and arguments of the container, in which a name may be used already
   * @param others names that something else sets in the container
   */
  constructor(container: Mapping, texts: readonly string[], others: Iterable<string>) {
    this.container = container
    this.texts = texts
    this.imports = texts.some((written) => importing.test(written))
    this.used = new Set([...others, ...this.entries.map(({ name }) => name)])
  }

  /** Whether the list is written in the container itself, so that it can be added to. */
  get open(): boolean {
    const found = pair(this.container, 'env')
    return !found || (this.container.pairs.includes(found) && (found.value.kind === 'sequence' || isNull(found.value)))
  }

  /** The name of the variable that holds what a tag stands for: one that is there, or a new one. */
  nameFor(tag: Tag, written: string): string {
    const known = this.added.get(written) ?? this.existing(tag)
    if (known !== undefined) return known
    const names = [...candidates(tag)].filter((name) => !this.imports || name.startsWith('PARAM_'))
    const free = names.find((name) => this.isFree(name)) ?? this.numbered(names.at(-1) ?? 'PARAM')
    this.added.set(written, free)
    return free
  }

  /** What adds the new variables, before all others: the kubelet expands `$(NAME)` for names that stand before. */
  changes(): readonly Change[] {
    const entries: Value[] = [...this.added].map(([value, name]) => ({ name, value }))
    if (entries.length === 0) return []
    const list = get(this.container, 'env')
    if (isSequence(list)) return [prepend(list, ...entries)]
    if (list) return [replace(list, entries)]
    const after = ['args', 'command', 'image'].find((key) => this.container.pairs.some((own) => keyOf(own) === key))
    return [insert(this.container, 'env', entries, after)]
  }

  private get entries(): readonly { readonly name: string; readonly value: Node | undefined }[] {
    return namesAndValues(get(this.container, 'env'))
  }

  /** A variable with this very tag as its value, which nothing sets again. */
  private existing({ body }: Tag): string | undefined {
    const { entries } = this
    return entries.find(({ name, value }, index) => {
      const leaf = scalar(value)
      const [only] = tags(leaf)
      if (!leaf || !only || !isOnly(only, leaf) || leaf.value.trim() !== leaf.value || only.body !== body) return false
      return entries.findLastIndex((other) => other.name === name) === index && this.isOnlyRead(name)
    })?.name
  }

  private isOnlyRead(name: string): boolean {
    if (!/^[A-Za-z_]\w*$/.test(name)) return false
    const reading = new RegExp(`\\$\\{?${name}(?![\\w:=])|environ\\[["']${name}["']\\]|\\benv\\.${name}\\b`, 'g')
    return this.texts.every((written) => !mentions(written.replace(reading, ''), name))
  }

  private isFree(name: string): boolean {
    const taken = this.used.has(name) || [...this.added.values()].includes(name)
    return (
      !taken && /^[A-Z]/.test(name) && !reserved.test(name) && !this.texts.some((written) => mentions(written, name))
    )
  }

  private numbered(name: string): string {
    for (let number = 2; ; number++) if (this.isFree(`${name}_${number}`)) return `${name}_${number}`
  }
}

/** Where a shell takes variables from what it has not read yet. */
const importing = /(?:^|[;&|({]|\b(?:then|do|else))[ \t]*(?:source|\.|eval)[ \t]/m

/** The names that a list of variables sets. */
export function namesIn(list: Node | undefined): readonly string[] {
  return namesAndValues(list).map(({ name }) => name)
}

function namesAndValues(
  list: Node | undefined,
): readonly { readonly name: string; readonly value: Node | undefined }[] {
  return items(list).map((item) => ({ name: text(get(item, 'name')) ?? '', value: get(item, 'value') }))
}

function isSequence(node: Node | undefined): node is Sequence {
  return node?.kind === 'sequence'
}

function mentions(written: string, name: string): boolean {
  return new RegExp(`(?<!\\w)${name}(?!\\w)`).test(written)
}

/** Names that shells, the kubelet, Argo or common programs give a meaning to. */
const reserved =
  /^(?:PATH|HOME|IFS|PWD|OLDPWD|SHELL|USER|USERNAME|LOGNAME|HOSTNAME|LANG|LANGUAGE|TERM|ENV|TZ|CI|DEBUG|EDITOR|VISUAL|PAGER|DISPLAY|MAIL|TMPDIR|TEMP|TMP|UID|EUID|GID|PPID|RANDOM|SECONDS|LINENO|OPTARG|OPTIND|OPTERR|REPLY|FUNCNAME|GROUPS|HOSTTYPE|MACHTYPE|OSTYPE|PIPESTATUS|SHLVL|SHELLOPTS|CDPATH|FIGNORE|HISTFILE|COLUMNS|LINES|PROMPT_COMMAND|PS\d|KUBECONFIG|GOPATH|GOROOT|GOFLAGS|CC|CXX|CFLAGS|CXXFLAGS|LDFLAGS|MAKEFLAGS|\w*_PROXY|(?:ARGO|AWS|AZURE|BASH|CARGO|CLOUDSDK|CONDA|CURL|DOCKER|GCLOUD|GH|GIT|GITHUB|GITLAB|GOOGLE|GPG|GRADLE|HELM|JAVA|KUBE|KUBERNETES|LC|LD|MAVEN|MYSQL|NODE|NPM|OPENSSL|PERL|PG|PIP|PYTHON|RUBY|SSH|SSL|TF|VAULT|YARN)(?:_\w*)?|PYTHON\w*|LD_\w*|PG[A-Z]+)$/

/** Names for what a tag stands for, the best first. */
function* candidates({ flows }: Tag): Generator<string> {
  const path = flows.at(-1)?.path ?? []
  const short = snake(shortOf(path))
  yield short
  yield snake(path.filter((part) => !general.has(part)))
  yield `PARAM_${short}`.replace(/_$/, '')
}

const general = new Set(['inputs', 'outputs', 'parameters', 'steps', 'tasks'])

/** `inputs.parameters.tag` is `tag`, `steps.build.outputs.result` is `build` `result`, and so on. */
function shortOf([root = '', kind = '', ...rest]: readonly string[]): readonly string[] {
  if (root === 'steps' || root === 'tasks') return rest[1] === 'parameters' ? rest.slice(2) : [kind, ...rest.slice(1)]
  const named = /^(?:parameters|labels|annotations)$/.test(kind) && rest.length > 0 && rest[0] !== 'json'
  if (root === 'workflow' && kind === 'outputs' && rest.length > 1) return rest.slice(1)
  return named ? rest : [root, kind, ...rest]
}

function snake(parts: readonly string[]): string {
  return parts
    .join('_')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toUpperCase()
}
