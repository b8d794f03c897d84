import { resolve } from 'node:path'
import { closest } from '../closest.ts'
import { confidences, type Confidence, personas, type Persona, severities, type Severity } from '../finding.ts'
import { type Format, formats } from '../report/formats.ts'
import { util } from '../source/node.ts'

export const commands = ['scan', 'explain', 'rules'] as const

/** The command line, checked as far as that goes without reading anything. */
export interface Options {
  readonly command: (typeof commands)[number] | 'help' | 'version'
  /** What to scan, or the rule to explain. */
  readonly operands: readonly string[]
  readonly reports: readonly Output[]
  readonly base?: string
  readonly persona?: Persona
  readonly minSeverity?: Severity
  readonly minConfidence?: Confidence
  readonly failOn?: Severity | 'never'
  /** The only rules to run; all when empty. */
  readonly rules: readonly string[]
  /** A file, or `false` for none; without it the usual places are looked at. */
  readonly config?: string | false
  readonly stdinFilename: string
  readonly colour: boolean
  readonly quiet: boolean
  readonly verbose: boolean
}

export interface Output {
  readonly format: Format
  /** Standard output when there is none. */
  readonly file?: string
}

/** A mistake in the command line, with the cure. */
export class UsageError extends Error {}

const texts = [
  'format',
  'output',
  'base',
  'persona',
  'min-severity',
  'min-confidence',
  'fail-on',
  'rule',
  'config',
  'stdin-filename',
] as const
const switches = ['no-config', 'no-color', 'quiet', 'verbose', 'help', 'version'] as const

const known = {
  ...Object.fromEntries(texts.map((name) => [name, { type: 'string', multiple: true } as const])),
  ...Object.fromEntries(switches.map((name) => [name, { type: 'boolean' } as const])),
  help: { type: 'boolean', short: 'h' },
} as const

/** @throws UsageError */
export function parseOptions(args: readonly string[]): Options {
  // Not strict, since its errors give no advice: tokens are checked here instead.
  const { tokens } = util.parseArgs({
    args: [...args],
    options: known,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const given = new Map<string, string[]>()
  const outputs: Pair[] = []
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const { name, value } = checked(token)
    given.set(name, [...(given.get(name) ?? []), value])
    if (name === 'format') outputs.push({ format: choice('--format', value, formats) })
    else if (name === 'output') pair(outputs, value)
  }
  const operands = tokens.flatMap((token) => (token.kind === 'positional' ? [token] : []))
  const end = tokens.find((token) => token.kind === 'option-terminator')?.index ?? Number.POSITIVE_INFINITY
  const options = { ...command(operands, end, given), ...judging(given), ...rest(given), reports: reports(outputs) }
  if (options.command === 'scan' && given.has('stdin-filename') && !options.operands.includes('-'))
    throw new UsageError('--stdin-filename names what "-" reads, and no path is "-".')
  if (options.base !== undefined && options.operands.includes('-'))
    throw new UsageError('--base compares files of the work tree; standard input has no base.')
  return options
}

type Given = ReadonlyMap<string, readonly string[]>
type Tokens = NonNullable<ReturnType<typeof util.parseArgs>['tokens']>
type OptionToken = Extract<Tokens[number], { kind: 'option' }>
type Positional = Extract<Tokens[number], { kind: 'positional' }>

function checked({ name, rawName, value, inlineValue }: OptionToken): { name: string; value: string } {
  if (isOneOf(name, switches)) {
    if (value !== undefined) throw new UsageError(`${rawName} takes no value.`)
    return { name, value: '' }
  }
  if (!isOneOf(name, texts))
    throw new UsageError(`There is no option ${rawName}.${advice(name, [...texts, ...switches], '--')}`)
  if (value === undefined || value === '' || (!inlineValue && /^-./.test(value)))
    throw new UsageError(`${rawName} needs a value.`)
  return { name, value }
}

function command(operands: readonly Positional[], end: number, given: Given): Pick<Options, 'command' | 'operands'> {
  const values = operands.map(({ value }) => value)
  const [first] = operands
  const named = first && first.index < end && isOneOf(first.value, commands) ? first.value : undefined
  if (given.has('help')) return { command: 'help', operands: [] }
  if (given.has('version')) return { command: 'version', operands: [] }
  return { command: named ?? 'scan', operands: named ? values.slice(1) : values }
}

function judging(given: Given) {
  const persona = last(given, 'persona')
  const minSeverity = last(given, 'min-severity')
  const minConfidence = last(given, 'min-confidence')
  const failOn = last(given, 'fail-on')
  return {
    ...(persona !== undefined && { persona: choice('--persona', persona, personas) }),
    ...(minSeverity !== undefined && { minSeverity: choice('--min-severity', minSeverity, severities) }),
    ...(minConfidence !== undefined && { minConfidence: choice('--min-confidence', minConfidence, confidences) }),
    ...(failOn !== undefined && { failOn: choice('--fail-on', failOn, [...severities, 'never']) }),
  }
}

function rest(given: Given) {
  const config = last(given, 'config')
  const base = last(given, 'base')
  if (config !== undefined && given.has('no-config'))
    throw new UsageError('--config and --no-config exclude each other.')
  if (given.has('quiet') && given.has('verbose')) throw new UsageError('--quiet and --verbose exclude each other.')
  return {
    ...(base !== undefined && { base }),
    ...(given.has('no-config') ? { config: false as const } : config !== undefined && { config }),
    rules: given.get('rule') ?? [],
    stdinFilename: last(given, 'stdin-filename') ?? '<stdin>',
    colour: !given.has('no-color'),
    quiet: given.has('quiet'),
    verbose: given.has('verbose'),
  }
}

interface Pair {
  readonly format: Format
  file?: string
}

function pair(outputs: readonly Pair[], file: string): void {
  const before = outputs.at(-1)
  if (!before)
    throw new UsageError(`--output ${file} needs a --format before it, such as --format sarif --output ${file}.`)
  if (before.file !== undefined)
    throw new UsageError(`--format ${before.format} has two outputs; give --output ${file} a --format of its own.`)
  if (outputs.some((other) => other.file !== undefined && resolve(other.file) === resolve(file)))
    throw new UsageError(`--output ${file} is given twice; the second report would replace the first.`)
  before.file = file
}

/** The formats with a file; and one for standard output, which is text unless another is asked for. */
function reports(outputs: readonly Pair[]): Output[] {
  const [first, second] = outputs.filter(({ file }) => file === undefined)
  if (first && second)
    throw new UsageError(`Only one report can go to standard output: give --format ${second.format} an --output.`)
  return [...outputs.filter(({ file }) => file !== undefined), first ?? { format: 'text' }]
}

function last(given: Given, name: (typeof texts)[number]): string | undefined {
  return given.get(name)?.at(-1)
}

function choice<Value extends string>(option: string, value: string, values: readonly Value[]): Value {
  if (isOneOf(value, values)) return value
  const meant = closest(value, values)
  throw new UsageError(
    `${option} ${value}: it must be one of ${values.join(', ')}.${meant ? ` Did you mean ${meant}?` : ''}`,
  )
}

/** A word that may be a mistyped candidate. */
export function advice(word: string, candidates: readonly string[], prefix = ''): string {
  const meant = closest(word, candidates)
  return meant === undefined ? '' : ` Did you mean ${prefix}${meant}?`
}

function isOneOf<Value extends string>(value: string, values: readonly Value[]): value is Value {
  return values.some((one) => one === value)
}
