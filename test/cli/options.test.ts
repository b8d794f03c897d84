import { describe, expect, test } from 'vitest'
import { parseOptions } from '../../src/cli/options.ts'
import { UsageError } from '../../src/cli/usage.ts'

const plain = { rules: [], stdinFilename: '<stdin>', colour: true, quiet: false, verbose: false }
const toScreen = [{ format: 'text' }]

describe('a command line', () => {
  test.each([
    [[], { command: 'scan', operands: [] }],
    [['deploy', 'a.yaml'], { command: 'scan', operands: ['deploy', 'a.yaml'] }],
    [['scan', 'deploy'], { command: 'scan', operands: ['deploy'] }],
    [['scan', 'scan'], { command: 'scan', operands: ['scan'] }],
    [['--', 'rules'], { command: 'scan', operands: ['rules'] }],
    [['--', '--base'], { command: 'scan', operands: ['--base'] }],
    [['deploy', 'rules'], { command: 'scan', operands: ['deploy', 'rules'] }],
    [['-'], { command: 'scan', operands: ['-'] }],
    [['explain', 'run-as-root'], { command: 'explain', operands: ['run-as-root'] }],
    [['rules'], { command: 'rules', operands: [] }],
    [['--help'], { command: 'help', operands: [] }],
    [['explain', '-h'], { command: 'help', operands: [] }],
    [['--version'], { command: 'version', operands: [] }],
  ])('%j', (args, expected) => {
    expect(parseOptions(args)).toEqual({ ...plain, reports: toScreen, ...expected })
  })

  test('sets everything', () => {
    const args = [
      ...['--persona', 'auditor', '--min-severity=low', '--min-confidence', 'medium', '--fail-on', 'never'],
      ...['--rule', 'a', '--rule=b', '--config', 'c.yml', '--stdin-filename', 's.yaml', '--no-color', '--verbose', '-'],
    ]
    expect(parseOptions(args)).toEqual({
      ...{ command: 'scan', operands: ['-'], reports: toScreen, persona: 'auditor', minSeverity: 'low' },
      ...{ minConfidence: 'medium', failOn: 'never', rules: ['a', 'b'], config: 'c.yml', stdinFilename: 's.yaml' },
      ...{ colour: false, quiet: false, verbose: true },
    })
    expect(parseOptions(['--no-config', '--quiet', '--base=main'])).toMatchObject({
      config: false,
      quiet: true,
      base: 'main',
    })
  })

  test('may say a thing twice: the last one counts', () => {
    expect(parseOptions(['--persona', 'auditor', '--persona', 'regular'])).toMatchObject({ persona: 'regular' })
  })
})

describe('formats and outputs', () => {
  test.each([
    [['--format', 'json'], [{ format: 'json' }]],
    [
      ['--format', 'sarif', '--output', 'x'],
      [{ format: 'sarif', file: 'x' }, { format: 'text' }],
    ],
    [
      ['--format', 'json', '--format', 'sarif', '--output', 'x'],
      [{ format: 'sarif', file: 'x' }, { format: 'json' }],
    ],
    [
      ['--format=sarif', '--output=x', '--format=markdown', '--output=y', '--format=github'],
      [{ format: 'sarif', file: 'x' }, { format: 'markdown', file: 'y' }, { format: 'github' }],
    ],
  ])('%j', (args, reports) => {
    expect(parseOptions(args)).toMatchObject({ reports })
  })
})

describe('a mistake is told with its cure', () => {
  test.each([
    [['--min-severty', 'high'], 'There is no option --min-severty. Did you mean --min-severity?'],
    [['--no-colour'], 'There is no option --no-colour. Did you mean --no-color?'],
    [['--zzz'], 'There is no option --zzz.'],
    [['-q'], 'There is no option -q.'],
    [
      ['--persona', 'auditer'],
      '--persona auditer: it must be one of regular, pedantic, auditor. Did you mean auditor?',
    ],
    [['--fail-on', 'none'], '--fail-on none: it must be one of info, low, medium, high, critical, never.'],
    [['--format', 'yaml'], '--format yaml: it must be one of text, json, sarif, markdown, github.'],
    [['--base'], '--base needs a value.'],
    [['--base', '--quiet'], '--base needs a value.'],
    [['--base='], '--base needs a value.'],
    [['--quiet=yes'], '--quiet takes no value.'],
    [['--output', 'x'], '--output x needs a --format before it, such as --format sarif --output x.'],
    [['--format', 'json', '--output', '-'], '--output names a file.'],
    [['--severity', 'high'], 'There is no option --severity. Did you mean --min-severity?'],
    [['--format', 'json', '--output', 'x', '--output', 'y'], '--format json has two outputs'],
    [
      ['--format', 'json', '--format', 'sarif'],
      'Only one report can go to standard output: give --format sarif an --output.',
    ],
    [['--config', 'x', '--no-config'], '--config and --no-config exclude each other.'],
    [['--base', 'main', '-'], '--base compares files of the work tree; standard input has no base.'],
    [
      ['--format=json', '--output=x/y', '--format=sarif', '--output=./x/z/../y'],
      '--output ./x/z/../y is given twice; the second report would replace the first.',
    ],
    [['--stdin-filename', 'a.yaml'], '--stdin-filename names what "-" reads, and no path is "-".'],
    [['--stdin-filename', 'a.yaml', 'b.yaml'], '--stdin-filename names what "-" reads'],
    [['--quiet', '--verbose'], '--quiet and --verbose exclude each other.'],
  ])('%j', (args, message) => {
    expect(() => parseOptions(args)).toThrow(UsageError)
    expect(() => parseOptions(args)).toThrow(message)
  })
})
