import * as z from 'zod/mini'
import { type Config, ConfigError, defaults, type RuleSetting } from './config.ts'
import { confidences, personas, severities } from './finding.ts'
import { instead, listed, mistakes, quoted } from './mistake.ts'
import { place } from './place.ts'
import { documents } from './yaml/document.ts'
import { duplicates } from './yaml/duplicate.ts'
import { type File, position } from './yaml/file.ts'
import { SyntaxProblem } from './yaml/lenient.ts'
import type { Node } from './yaml/node.ts'
import { items, pair, text } from './yaml/query.ts'
import { sourceAt } from './yaml/source.ts'
import { parse } from './yaml/tree.ts'
import { type Value, value } from './yaml/value.ts'

const ruleSetting = z
  .pipe(
    z.union([z.literal(['off', 'on', false, true, ...severities]), section({ severity: choice(severities) })], {
      error: ({ input }) =>
        `must be \`off\`, \`on\` or a severity (${severities.join(', ')})${instead(input, severities)}`,
    }),
    z.transform((set): RuleSetting => {
      if (typeof set === 'object') return { enabled: true, ...set }
      if (set === 'off' || set === false) return { enabled: false }
      return set === 'on' || set === true ? { enabled: true } : { enabled: true, severity: set }
    }),
  )
  .register(z.globalRegistry, { id: 'rule' })

/**
 * Reads `lynceus.yml`.
 *
 * @param ruleIds the rules that it may name
 * @throws ConfigError that names every mistake of the file; it quotes the file, so whoever prints it escapes it
 */
export function parseConfig(file: File, ruleIds: readonly string[]): Config {
  return checked(file, ruleIds).config
}

/**
 * A config file that has no mistakes: what it says itself, and what it means with the defaults.
 *
 * @throws ConfigError as `parseConfig` does
 */
export function checked(file: File, ruleIds: readonly string[]) {
  const root = read(file)
  const schema = configSchema(ruleIds.map((id) => ({ id })))
  if (!root) return { root, says: {}, config: z.parse(schema, {}) }
  const twice = [...duplicates(root)].map(({ second: { key } }) => ({
    offset: key.start,
    message: `${quoted(text(key))} is written twice`,
  }))
  const says = given(value(root)) ?? {}
  const parsed = z.safeParse(schema, says)
  const wrong = [...mistakes(parsed.error?.issues ?? [])].map(({ path, message }) => ({
    offset: place(root, path).start,
    message: asWritten(message, root, path),
  }))
  if (parsed.success && twice.length === 0) return { root, says, config: parsed.data }
  throw configError(file, [...twice, ...wrong])
}

/**
 * What `lynceus.yml` may hold, and the `Config` that it means. The JSON Schema for editors is made from it.
 * `off` and `on` may be booleans, since YAML 1.1 reads them so and YAML 1.2 does not.
 *
 * @param rules ids, with titles where people will read them
 */
export function configSchema(rules: readonly { readonly id: string; readonly title?: string }[]) {
  const below = { paths: paths(), assume: assumptions(), fix: choices() }
  const top = {
    persona: described(
      'Who reads the findings: `regular` is everybody, `pedantic` adds hardening that is merely absent, `auditor` adds what a person has to judge.',
      z._default(choice(personas), defaults.persona),
    ),
    'min-severity': described(
      'Less severe findings are left out.',
      z._default(choice(severities), defaults.minSeverity),
    ),
    'min-confidence': described(
      'Less certain findings are left out.',
      z._default(choice(confidences), defaults.minConfidence),
    ),
    'fail-on': described(
      'A new finding that is at least so severe fails the run.',
      z._default(choice([...severities, 'never']), defaults.failOn),
    ),
    argoVersion: described(
      'The version of Argo Workflows that runs the manifests, such as 3.7.18.',
      z.exactOptional(version()),
    ),
    rules: described(
      'By rule: `off`, `on`, or the severity that all its findings get.',
      z._default(
        section(Object.fromEntries(rules.map(({ id, title }) => [id, described(title, z.exactOptional(ruleSetting))]))),
        {},
      ),
    ),
    paths: described(
      'Which files are looked into. Globs stand for whole paths from the top of the repository.',
      z.prefault(below.paths, {}),
    ),
    assume: described('What is true of the cluster, but in none of the files.', z._default(below.assume, {})),
    fix: described('What fixes may write that is for a person to choose.', z._default(below.fix, {})),
    dashboard: described(
      'Whether the GitHub App keeps an issue that shows how the default branch stands.',
      z._default(z.boolean({ error: notBoolean }), defaults.dashboard),
    ),
    extends: described(
      'For the GitHub App: a repository of the same owner whose config this one adds to, such as acme/policies or policies:strict.yml.',
      z.exactOptional(reference()),
    ),
  }
  const deeper = Object.entries(below).flatMap(([name, { shape }]) => Object.keys(shape).map((key) => `${name}.${key}`))
  const schema = section(top, deeper)
  return z.pipe(schema, z.transform(toConfig))

  function toConfig(set: z.output<typeof schema>): Config {
    const { 'min-severity': minSeverity, 'min-confidence': minConfidence, 'fail-on': failOn, ...same } = set
    return { minSeverity, minConfidence, failOn, ...same }
  }
}

function paths() {
  const globs = z.array(glob(), { error: ({ input }) => `must be a list of globs${instead(input)}` })
  const values = [...personas, 'off'] as const
  const persona = z.pipe(
    choice([...values, false]),
    z.transform((set) => set || ('off' as const)),
  )
  return section({
    include: described('When there are any, only files that match one of them are looked into.', z._default(globs, [])),
    exclude: described('Files that match one of them are not looked into.', z._default(globs, [])),
    persona: described(
      'By glob, the persona for the files that match it, or `off`. The last glob that matches a file counts.',
      z._default(z.record(glob(), persona, { error: ({ input }) => `must have globs as keys${instead(input)}` }), {}),
    ),
  })
}

function assumptions() {
  const anything = z.exactOptional(z.record(z.string(), z.unknown(), { error: notMapping }))
  const text = z.exactOptional(z.string())
  return section({
    workflowDefaults: described(
      'The workflowDefaults of the controller, when its ConfigMap is not among the files.',
      z.exactOptional(section({ apiVersion: text, kind: text, metadata: anything, spec: anything })),
    ),
  })
}

function choices() {
  return section({
    serviceAccountName: described(
      'The ServiceAccount that fixes may name for pods that run as `default`. It must be there in their namespace, with what the executor needs.',
      z.exactOptional(serviceAccount()),
    ),
    executorServiceAccountName: described(
      "The ServiceAccount that fixes may name for Argo's executor where they withhold the token from the containers. It must be there in the namespace, with a Secret for its token.",
      z.exactOptional(serviceAccount()),
    ),
    labels: described(
      'For the GitHub App: the labels of pull requests with fixes, of those that the repository has. `security` when not set.',
      z.exactOptional(labels()),
    ),
  })
}

/** GitHub has no longer ones, and no pull request needs more. */
const longestLabel = 50
const mostLabels = 10

function labels() {
  const name = z
    .string({ error: notLabel })
    .check(z.minLength(1, { error: notLabel }), z.maxLength(longestLabel, { error: notLabel }))
  return z
    .array(name, { error: ({ input }) => `must be a list of labels${instead(input)}` })
    .check(z.maxLength(mostLabels, { error: `must have at most ${mostLabels} labels` }))
}

function notLabel({ input }: { readonly input?: unknown }): string {
  return `must be the name of a label, of 1 to ${longestLabel} characters${instead(input)}`
}

/**
 * A mapping of these keys and no others. For unknown keys, the message is the list of the known ones.
 *
 * @param deeper keys that are known further down, such as `paths.include`: they may be missed here
 */
function section<Shape extends Record<string, z.ZodMiniType>>(shape: Shape, deeper: readonly string[] = []) {
  const known = [...Object.keys(shape), ...deeper].join(' ')
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? known : notMapping(issue)),
  })
}

function notMapping({ input }: { readonly input: unknown }): string {
  return `must be a mapping of keys to values${instead(input)}`
}

function choice<const Value extends string | false>(values: readonly Value[]) {
  const words = values.filter((value) => typeof value === 'string')
  return z.literal(values, { error: ({ input }) => `must be one of ${listed(words)}${instead(input, words)}` })
}

function notBoolean({ input }: { readonly input: unknown }): string {
  const isQuoted = input === 'true' || input === 'false'
  return `must be \`true\` or \`false\`${isQuoted ? ' without quotes' : instead(input)}`
}

/** Not longer than any path, so that matching stays cheap; and without a beginning that no path has. */
function glob() {
  return z
    .string({ error: ({ input }) => `must be a glob${instead(input)}` })
    .check(
      z.minLength(1, 'must not be empty'),
      z.maxLength(500, 'must be a glob of at most 500 characters'),
      z.regex(
        /^(?![!/])/,
        'must begin with neither `/` nor `!`: a glob counts from the top of the repository anyway, and takes nothing back',
      ),
    )
}

function version() {
  return z.string({ error: notVersion }).check(z.regex(/^v?\d{1,4}\.\d{1,4}\.\d{1,4}(-rc\d+)?$/, { error: notVersion }))
}

/** A repository, its owner before it if at all, and after a colon the path of a file. */
const referenceGrammar = /^(?:[\w.-]{1,100}\/)?[\w.-]{1,100}(?::(?!\/)[\w./-]{1,300})?$/

function reference() {
  return z.string({ error: notReference }).check(z.regex(referenceGrammar, { error: notReference }))
}

function notReference({ input }: { readonly input: unknown }): string {
  return `must be a repository such as \`acme/policies\`, or a file of one such as \`policies:strict.yml\`${instead(input)}`
}

function notVersion({ input }: { readonly input: unknown }): string {
  return `must be a whole version such as \`3.7.18\`${instead(input)}`
}

/**
 * A name as Kubernetes takes it for a ServiceAccount (a DNS subdomain, RFC 1123), which is short before it is looked
 * into; not the one that every pod has.
 */
const accountGrammar =
  /^(?=.{1,253}$)(?!default$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/

function serviceAccount() {
  return z.string({ error: notAccount }).check(z.regex(accountGrammar, { error: notAccount }))
}

function notAccount({ input }: { readonly input: unknown }): string {
  if (input === 'default')
    return 'must not be `default`, which every pod that names no account shares: make one for workflows'
  return `must be the name of a ServiceAccount, such as \`workflow\`: lower-case letters, digits, \`-\` and \`.\`${instead(input)}`
}

function described<Schema extends z.ZodMiniType>(text: string | undefined, schema: Schema): Schema {
  return text === undefined ? schema : schema.check(z.describe(text))
}

/** With the word that stands in the file where a message quotes what YAML makes of it: `off` is `false`. */
function asWritten(message: string, root: Node, path: readonly PropertyKey[]): string {
  const node = path.reduce<Node | undefined>(
    (above, step) => (typeof step === 'number' ? items(above)[step] : pair(above, String(step))?.value),
    root,
  )
  const word = text(node)
  return word === undefined ? message : message.replace(instead(value(node)), () => instead(word))
}

/** Without keys that have no value: they set nothing. */
function given(from: Value): Value {
  if (Array.isArray(from)) return from.map(given)
  if (typeof from !== 'object' || from === null) return from
  return Object.fromEntries(Object.entries(from).flatMap(([key, its]) => (its === null ? [] : [[key, given(its)]])))
}

/** @throws ConfigError */
function read(file: File): Node | undefined {
  const noText = file.text.indexOf('\uFFFD')
  if (noText >= 0) throw configError(file, [{ offset: noText, message: notText }])
  const [first, second] = [...documents(file)].filter(({ root, problem }) => root ?? problem)
  const tab = /^ *\t[ \t]*(?=[^\s#])/m.exec(file.text)
  if (tab && (first?.problem ?? second?.problem)) throw configError(file, [{ offset: tab.index, message: indented }])
  if (second)
    throw configError(file, [
      { offset: second.start, message: 'A second document begins here, but the file may have only one' },
    ])
  try {
    return parse(sourceAt(file.text, 0))
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error
    const message = isBareGlob(file, error) ? unquoted : `This is not YAML: ${error.reason}`
    throw configError(file, [{ offset: error.offset, message }])
  }
}

/** Whether it fails at what YAML takes for an alias, and nobody means as one. */
function isBareGlob(file: File, { offset }: SyntaxProblem): boolean {
  const line = file.text.split('\n')[position(file, offset).line - 1] ?? ''
  return /^\s*(?:- +|[\w-]+: +(?:\[ *)?)?\*[*./]/.test(line)
}

const unquoted = "A glob that begins with `*` needs quotes, such as `'**/*.yaml'`: bare, YAML takes it for an alias"
const notText = 'There is a byte here that is not UTF-8, or the character U+FFFD; save the file as UTF-8'
const indented = 'A tab stands here where YAML wants spaces: tabs cannot indent'

/** One mistake is said as it is, several one after another on one line, each with its own. */
function configError(file: File, found: readonly { readonly offset: number; readonly message: string }[]): ConfigError {
  const said = found
    .map(({ offset, message }) => ({
      line: position(file, offset).line,
      message: /[.?]$/.test(message) ? message : `${message}.`,
    }))
    .toSorted((a, b) => a.line - b.line)
  const [first = { line: 1, message: '' }, ...others] = said
  if (others.length === 0) return new ConfigError(file.path, first.line, first.message)
  const all = said.map(({ line, message }) => `Line ${line}: ${message}`).join(' ')
  return new ConfigError(file.path, first.line, `${said.length} mistakes. ${all}`, said)
}
