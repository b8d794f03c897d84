import { describe, expect, test } from 'vitest'
import { hostile, library, mendScript, type Program, python, run } from './mended.ts'

const tag = '{{inputs.parameters.x}}'

function mended(source: string, command = 'python3'): Program | readonly string[] {
  return mendScript(library(source, [command]))
}

function programOf(source: string): Program {
  const program = mended(source)
  if (!('source' in program)) throw new Error(program.join(', '))
  return program
}

describe('a variable in a Python program', () => {
  test.each([
    ['all of a text', `print('${tag}')\n`, 'import os\nprint(os.environ["X"])\n'],
    ['all of a raw text', `print(r'''${tag}''')\n`, 'import os\nprint(os.environ["X"])\n'],
    ['all of an f-string', `print(f"${tag}")\n`, 'import os\nprint(os.environ["X"])\n'],
    ['a part of a text', `print('a ${tag} b')\n`, `import os\nprint(f'a {os.environ["X"]} b')\n`],
    ['a part in double quotes', `print("a ${tag} b")\n`, `import os\nprint(f"a {os.environ['X']} b")\n`],
    ['a part of an f-string', `y = 1\nprint(f'${tag} {y}')\n`, `import os\ny = 1\nprint(f'{os.environ["X"]} {y}')\n`],
    ['a part of a raw text', `print(r'\\d${tag}')\n`, `import os\nprint(fr'\\d{os.environ["X"]}')\n`],
    ['lines', `print("""a\n'${tag}'\n""")\n`, `import os\nprint(f"""a\n'{os.environ['X']}'\n""")\n`],
    ['two texts', `print('${tag}' 'b')\n`, `import os\nprint(f'{os.environ["X"]}' 'b')\n`],
    ['texts in brackets', `print('a'\n      '${tag}')\n`, `import os\nprint('a'\n      f'{os.environ["X"]}')\n`],
    [
      'a text after a keyword',
      `y = 1 if'${tag}'else 2\nprint(y)\n`,
      'import os\ny = 1 if os.environ["X"]else 2\nprint(y)\n',
    ],
    [
      'an index',
      `print({'a': '${tag}'}['a'], 'a' in '${tag}')\n`,
      `import os\nprint({'a': os.environ["X"]}['a'], 'a' in os.environ["X"])\n`,
    ],
    [
      'a text after imports',
      `import json\nimport os\nprint('${tag}')\n`,
      'import json\nimport os\nprint(os.environ["X"])\n',
    ],
    [
      'a text after other imports',
      `#!/usr/bin/python3\n# a\nimport json, sys\nprint('${tag}')\n`,
      '#!/usr/bin/python3\n# a\nimport os\nimport json, sys\nprint(os.environ["X"])\n',
    ],
    [
      'a text after a description',
      `"""A program's\nown text."""\nprint('${tag}')\n`,
      `"""A program's\nown text."""\nimport os\nprint(os.environ["X"])\n`,
    ],
    [
      'a text after the future',
      `from __future__ import annotations\nprint('${tag}')\n`,
      'from __future__ import annotations\nimport os\nprint(os.environ["X"])\n',
    ],
    [
      'a text before an import',
      `def f():\n    return '${tag}'\nimport os\nprint(f())\n`,
      'import os\ndef f():\n    return os.environ["X"]\nimport os\nprint(f())\n',
    ],
    ['a text of one line', `import json; print('${tag}')`, 'import os; import json; print(os.environ["X"])'],
    [
      'a text of one line that is no simple statement',
      `if True: print('${tag}')`,
      'import os\nif True: print(os.environ["X"])',
    ],
    ['a text before a comment', `print('${tag}') # it's\n`, 'import os\nprint(os.environ["X"]) # it\'s\n'],
    ['a result', `f = lambda: '${tag}'\nprint(f())\n`, 'import os\nf = lambda: os.environ["X"]\nprint(f())\n'],
  ])(
    'stands for %s',
    (_, before, after) => {
      const program = programOf(before)
      expect(program).toEqual({ source: after, env: [{ name: 'X', value: tag }] })
      if (!python) return
      expect(run(python, program, { x: 'abc' })).toEqual(run(python, { source: before, env: [] }, { x: 'abc' }))
      for (const x of hostile.slice(13, 17))
        expect(run(python, program, { x }), x).toMatchObject({ pwned: false, status: 0 })
    },
    30_000,
  )

  test.runIf(python)(
    'is every value as it is',
    () => {
      if (!python) return
      const program = programOf(`import sys\nsys.stdout.write('${tag}')\nsys.stdout.write("<${tag}>")\n`)
      for (const x of hostile) expect(run(python, program, { x }).output).toBe(`${x}<${x}>`)
    },
    30_000,
  )

  test.each([
    ['a number', `print(${tag} + 1)`, /outside of quotes/],
    ['a comment', `print(1) # '${tag}'`, /comment/],
    ['a description', `def f():\n    """Does ${tag}."""\n`, /does not use/],
    ['bytes', `print(b'${tag}')`, /bytes/],
    ['an expression of an f-string', `print(f"{'${tag}'}")`, /expression of an f-string/],
    ['a text with braces', `print('{} ${tag}'.format(1))`, /braces/],
    ['a text behind a backslash', `print('\\${tag}')`, /backslash/],
    ['a pattern', `match y:\n    case '${tag}':\n        pass\n`, /pattern/],
    ['code', `eval('${tag}')`, /runs text/],
    ['a command', `import os\nos.system("echo ${tag}")`, /runs text/],
    ['a shell command', `subprocess.run('echo ${tag}', shell=True)`, /runs text/],
    ['a command in a list', `subprocess.run(['sh', '-c', 'echo ${tag}'])`, /runs text/],
    ['a query', `cursor.execute("select '${tag}'")`, /runs text/],
    ['a text that stays open', `print('${tag})`, /understood/],
    ['a future in brackets', `from __future__ import (\n  annotations)\nprint('${tag}')`, /understood/],
    ['a program with another os', `os = 1\nprint('${tag}')`, /understood/],
    ['a program that begins with blanks', ` print('${tag}')`, /understood/],
  ])('does not stand for %s', (_, source, reason) => {
    const program = mended(source)
    expect('source' in program ? program.source : program.join('; ')).toMatch(reason)
  })

  test('needs f-strings only where it is a part of a text', () => {
    expect(mended(`print('${tag}')\n`, 'python2.7')).toHaveProperty('source')
    expect(mended(`print('a ${tag}')\n`, 'python2.7')).toEqual([expect.stringContaining('f-string')])
  })

  test.each([
    ['python', 'python:3.13-slim', true],
    ['python', 'docker.io/library/python', true],
    ['python', 'python:alpine3.6', true],
    ['python', 'ghcr.io/org/py311:1', true],
    ['python', 'org/app:2-python3.9', true],
    ['python3', 'ubuntu:24.04', true],
    ['python3.12', 'a', true],
    ['python', 'python:2.7-alpine', false],
    ['python', 'python:2', false],
    ['python', 'python:3.5', false],
    ['python3', 'python:3.4-slim', false],
    ['python3', 'ubuntu:16.04', false],
    ['python3.5', 'a', false],
    ['python2', 'python:3.13', false],
    ['python', 'alpine:3.20', false],
    ['python', 'tensorflow/tensorflow:1.5.0-py3', false],
    ['python', 'org/py27:1', false],
    ['python', 'python@sha256:0', false],
    ['python', 'python:{{inputs.parameters.y}}', false],
    ['pypy', 'pypy:2', false],
  ])('of %s in %s has f-strings: %s', (command, image, formats) => {
    const made = mendScript(library(`print('a ${tag}')\n`, [command], [], image))
    if (formats) expect(made).toHaveProperty('source')
    else expect(made).toEqual([expect.stringContaining('f-string')])
    expect(mendScript(library(`print('${tag}')\n`, [command], [], image))).toHaveProperty('source')
  })

  test.each([
    `print 'a ${tag}'`,
    `if True: print "a ${tag}"`,
    `print >>sys.stderr, 'a ${tag}'`,
    `import urllib2\nf('a ${tag}')`,
    `try:\n  f()\nexcept E, e:\n  f('a ${tag}')`,
    `for i in xrange(3): f('a ${tag}')`,
    `#!/usr/bin/env python2\nf('a ${tag}')`,
    `f(u'${tag}', xrange(1))`,
  ])('is of Python 2 as its text shows: %j', (source) => {
    expect(mended(`${source}\n`)).toEqual([expect.stringMatching(/f-string|Python 2/)])
  })

  test('is of Python 3 as its text shows', () => {
    for (const source of [
      `print(f'{y}', 'a ${tag}')`,
      `print (f'{y}')\nfrom io import StringIO\nprint('a ${tag}')`,
      `x = """\nprint 'a'\n"""\nprint(f'{x} ${tag}')`,
    ])
      expect(mended(`${source}\n`, 'python'), source).toHaveProperty('source')
  })

  test.each([
    [`print('${tag}')`, 'a\\b'],
    [`print('${tag}')`, "it's"],
    [`print('''${tag}''')`, 'a\\nb'],
    [`print(f'''${tag}''')`, '{y}'],
  ])('leaves %j as it is for %j', (source, value) => {
    const [known, plain] = [value, 'plain'].map((it) =>
      mendScript(library(source, ['python3'], [{ name: 'x', value: it }])),
    )
    expect(known).toEqual([expect.stringContaining('acts upon')])
    expect(plain).toHaveProperty('source')
  })
})
