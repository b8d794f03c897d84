import {
  confidences,
  type Confidence,
  personas,
  type Persona,
  type Safety,
  severities,
  type Severity,
} from '../finding.ts'
import { util } from '../source/node.ts'
import { type Output, reports } from './reports.ts'
import { advice, choice, isOneOf, UsageError } from './usage.ts'

export const commands = ['scan', 'fix', 'explain', 'rules'] as const

/** The command line, checked as far as that goes without reading anything. */
export interface Options {
  readonly command: (typeof commands)[number] | 'help' | 'version'
  /** What to scan or to fix, or the rule to explain. */
  readonly operands: readonly string[]
  readonly reports: readonly Output[]
  /** Of `fix` only. */
  readonly mending?: Mending
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

/** How far `fix` may go. */
export interface Mending {
  readonly safety: Safety
  /** Only shows what it would do. */
  readonly diff: boolean
  /** Writes whatever git has to say. */
  readonly force: boolean
}

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
const ofFix = ['safe', 'unsafe', 'diff', 'force'] as const
const notOfFix = ['base', 'fail-on', 'output'] as const
/** All that commands take which judge nothing. */
const own = { explain: ['no-color'], rules: ['format', 'output', 'no-color'] } as const
const switches = ['no-config', 'no-color', 'quiet', 'verbose', 'help', 'version', ...ofFix] as const

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
  const all = tokens.flatMap((token) => (token.kind === 'option' ? [checked(token)] : []))
  const given = new Map<string, string[]>()
  for (const { name, value } of all) given.set(name, [...(given.get(name) ?? []), value])
  const operands = tokens.flatMap((token) => (token.kind === 'positional' ? [token] : []))
  const end = tokens.find((token) => token.kind === 'option-terminator')?.index ?? Number.POSITIVE_INFINITY
  const asked = command(operands, end, given)
  refuseForeign(asked.command, given)
  const options = { ...asked, ...judging(given), ...rest(given), ...mending(asked, given), reports: reports(all) }
  if (
    (asked.command === 'scan' || asked.command === 'fix') &&
    given.has('stdin-filename') &&
    !options.operands.includes('-')
  )
    throw new UsageError('--stdin-filename names what "-" reads, and no path is "-".')
  if (options.base !== undefined && options.operands.includes('-'))
    throw new UsageError('--base compares files of the work tree; standard input has no base.')
  return options
}

type Asked = Pick<Options, 'command' | 'operands'>
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

function command(operands: readonly Positional[], end: number, given: Given): Asked {
  const values = operands.map(({ value }) => value)
  const [first] = operands
  const named = first && first.index < end && isOneOf(first.value, commands) ? first.value : undefined
  if (given.has('help')) return { command: 'help', operands: [] }
  if (given.has('version')) return { command: 'version', operands: [] }
  if (values.includes('')) throw new UsageError('A path is empty. Name a file or a folder, or leave it out.')
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

/** @throws UsageError when an option of one command is given to another, where it would mean nothing */
function refuseForeign(its: Options['command'], given: Given): void {
  if (its === 'help' || its === 'version') return
  for (const name of given.keys()) {
    if (its !== 'fix' && isOneOf(name, ofFix)) throw new UsageError(`--${name} is for \`lynceus fix\`.`)
    const isForeign = its === 'fix' ? isOneOf(name, notOfFix) : its !== 'scan' && !isOneOf(name, own[its])
    if (isForeign) throw new UsageError(`--${name} is not for \`lynceus ${its}\`.`)
  }
}

function mending({ command: its, operands }: Asked, given: Given): { readonly mending?: Mending } {
  if (its !== 'fix') return {}
  if (given.has('safe') && given.has('unsafe')) throw new UsageError('--unsafe makes safe fixes too: drop --safe.')
  if (given.has('diff') && given.has('force'))
    throw new UsageError('--diff writes nothing, so there is nothing to --force.')
  if (operands.includes('-') && operands.length > 1)
    throw new UsageError('`lynceus fix -` prints what it makes of standard input, so "-" is the only path it takes.')
  return {
    mending: { safety: given.has('unsafe') ? 'unsafe' : 'safe', diff: given.has('diff'), force: given.has('force') },
  }
}

function last(given: Given, name: (typeof texts)[number]): string | undefined {
  return given.get(name)?.at(-1)
}
