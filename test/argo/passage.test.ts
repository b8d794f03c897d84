import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaults } from '../../src/config.ts'
import { fix } from '../../src/fix.ts'
import rule from '../../src/rules/script-injection.ts'
import { at, has, hostile, library, mend, mendScript, type Program, run } from './mended.ts'

const tag = '{{inputs.parameters.x}}'

function programOf(text: string): Program {
  const program = mendScript(text)
  if (!('source' in program)) throw new Error(program.join(', '))
  return program
}

/** The short ones, each of which leaves one kind of quotes. */
const escapes = hostile.filter((value) => value.includes('touch pwned'))
const shells = (['sh', 'bash', 'ash'] as const).filter(has)

describe('a variable in a shell script', () => {
  test.each([
    ['a word', `echo ${tag}`, 'echo "${X}"'],
    ['a part of a word', `echo a-${tag}-b`, 'echo "a-${X}-b"'],
    ['a part of a word that is expanded', `echo ~/a${tag}*`, 'echo ~/a"${X}"*'],
    ['double quotes', `echo "a ${tag}  b"`, 'echo "a ${X}  b"'],
    ['single quotes', `echo 'a ${tag}  b'`, 'echo "a ${X}  b"'],
    ['nothing but single quotes', `echo '${tag}'`, 'echo "${X}"'],
    ['single quotes around JSON', `echo '{"a": "${tag}"}'`, `echo '{"a": "'"\${X}"'"}'`],
    ['single quotes around a dollar', `echo '$a${tag}'`, `echo '$a'"\${X}"`],
    ['a part of single quotes that stay', `echo '$a${tag}${tag}"b'`, `echo '$a'"\${X}\${X}"'"b'`],
    ['quotes after quotes', `echo 'a'"b${tag}"'c'`, `echo 'a'"b\${X}"'c'`],
    ['an assignment', `v=${tag}; echo "$v"`, 'v="${X}"; echo "$v"'],
    ['a part of an assignment', `v=a:${tag}; echo "$v"`, 'v="a:${X}"; echo "$v"'],
    ['an assignment for one command', `v=${tag} env | grep ^v=`, 'v="${X}" env | grep ^v='],
    ['an option', `echo --name=${tag}`, 'echo --name="${X}"'],
    ['an exported name', `export v=${tag}; echo "$v"`, 'export v="${X}"; echo "$v"'],
    ['a command substitution', `echo $(echo ${tag})`, 'echo $(echo "${X}")'],
    ['a command substitution in quotes', `echo "a $(echo "b ${tag}") c"`, 'echo "a $(echo "b ${X}") c"'],
    ['backquotes', `echo \`echo ${tag}\``, 'echo `echo "${X}"`'],
    ['a here-document', `cat <<EOF\na ${tag} 'b'\nEOF\necho c`, "cat <<EOF\na ${X} 'b'\nEOF\necho c"],
    ['a here-document with tabs', `cat <<-EOF\n\ta ${tag}\n\tEOF\n`, 'cat <<-EOF\n\ta ${X}\n\tEOF\n'],
    ['a file name', `echo a > ./${tag}.txt; cat ./*.txt`, 'echo a > "./${X}.txt"; cat ./*.txt'],
    [
      'a test',
      `if [ ${tag} = abc ]; then echo yes; else echo no; fi`,
      'if [ "${X}" = abc ]; then echo yes; else echo no; fi',
    ],
    [
      'the subject of a case',
      `case ${tag} in abc) echo yes;; *) echo no;; esac`,
      'case "${X}" in abc) echo yes;; *) echo no;; esac',
    ],
    ['a clause of a case', `case a in (a|b) echo ${tag};; esac; echo c`, 'case a in (a|b) echo "${X}";; esac; echo c'],
    ['a loop', `for i in 1 2; do\n  echo "$i ${tag}" # it's\ndone`, 'for i in 1 2; do\n  echo "$i ${X}" # it\'s\ndone'],
    ['a function', `f() { echo "$1"; }\nf ${tag}`, 'f() { echo "$1"; }\nf "${X}"'],
    ['a subshell and a pipe', `(echo ${tag}) | cat`, '(echo "${X}") | cat'],
    ['a line that goes on', `echo a \\\n  ${tag}`, 'echo a \\\n  "${X}"'],
    ['two tags side by side', `echo ${tag}${tag}`, 'echo "${X}${X}"'],
    ['a quoted backslash before', `echo "\\\\${tag}"`, 'echo "\\\\${X}"'],
    ['an escaped quote around', `echo "\\"${tag}\\""`, 'echo "\\"${X}\\""'],
  ])('stands for %s', (_, before, after) => {
    const program = programOf(library(`${before}\n`))
    expect(program).toEqual({ source: `${after}\n`, env: [{ name: 'X', value: tag }] })
    for (const shell of shells) {
      const plain = run(shell, { source: before, env: [] }, { x: 'abc' })
      expect(run(shell, program, { x: 'abc' }), `${shell}: as before`).toEqual(plain)
      for (const x of escapes) expect(run(shell, program, { x }).pwned, `${shell}: ${JSON.stringify(x)}`).toBe(false)
    }
  })

  test('what the originals do with hostile values is seen', () => {
    expect(run('sh', { source: `echo ${tag}`, env: [] }, { x: '$(touch pwned)' }).pwned).toBe(true)
  })

  test.each(shells)('gives %s every value as it is', (shell) => {
    const program = programOf(
      library(`printf '%s' ${tag}\nprintf '<%s>' "${tag}" '${tag}' "$(printf '%s.' '${tag}')"\n`),
    )
    for (const x of hostile) expect(run(shell, program, { x }).output).toBe(`${x}<${x}><${x}><${x}.>`)
  })

  test.each([
    ['a comment', `echo a # ${tag}`, /comment/],
    ['a here-document with a quoted end', `cat <<'EOF'\n${tag}\nEOF\n`, /quoted end/],
    ['arithmetic', `echo $((1 + ${tag}))`, /arithmetic/],
    ['old arithmetic', `echo $[1 + ${tag}]`, /arithmetic/],
    ['an index of a name', `read "a[${tag}]"`, /name of a variable/],
    ['an index behind a name', `unset a[${tag}]`, /name of a variable/],
    ['eval by its builtin', `builtin eval "echo ${tag}"`, /for code/],
    ['make', `make TAG=${tag}`, /for code/],
    ['yq', `yq ".a = ${tag}" file`, /for a query/],
    ['an arithmetic command', `((${tag} > 1)) && echo a`, /arithmetic/],
    ['arithmetic of a later line', `n=${tag}\necho $((n + 1))`, /arithmetic/],
    ['arithmetic of what is made of it', `n=${tag}\nm=\${n%.*}\nm2=$(echo "$m")\necho $((m2 + 1))`, /arithmetic/],
    ['arithmetic of what is cut from it', `n=$(echo ${tag} | cut -c1)\n((n++))`, /arithmetic/],
    ['arithmetic of a loop', `for n in "${tag}"; do echo $((n + 1)); done`, /several items|arithmetic/],
    ['arithmetic of a function', `f() { local n=$1; echo $((n + 1)); }\nf ${tag}`, /calculates/],
    ['arithmetic of what is read', `echo ${tag} | while read n; do echo $((n + 1)); done`, /calculates/],
    ['a name of a name', `n=${tag}\necho "\${!n}"`, /as a name/],
    ['an index in an expansion', `n=${tag}\necho "\${a[n]}" "\${a[$n]}"`, /arithmetic/],
    ['an index in an assignment', `n=${tag}\na[$n]=1`, /arithmetic/],
    ['a variable of a query', `n=${tag}\nyq ".a = $n" file`, /in a query/],
    ['a comparison of numbers', `[[ "${tag}" -eq 1 ]]`, /arithmetic/],
    ['an index', `a[${tag}]=1`, /arithmetic/],
    ['an integer', `declare -i n=${tag}`, /arithmetic/],
    ['a regular expression', `[[ $a =~ ^${tag}$ ]]`, /regular expression/],
    ['an expansion', `echo "\${A:-${tag}}"`, /\$\{/],
    ['a dollar before', `echo $${tag}`, /changes what/],
    ['a backslash before', `echo "\\${tag}"`, /changes what/],
    ['a text with escapes', `echo $'a${tag}'`, /no variable/],
    ['backquotes in quotes', `echo "\`echo ${tag}\`"`, /backquotes/],
    ['a pattern', `case a in ${tag}) echo b;; esac`, /pattern/],
    ['a loop over words', `for i in ${tag}; do echo $i; done`, /several items/],
    ['a loop over words on the next line', `for i\nin ${tag}\ndo echo $i; done`, /several items/],
    ['the name of a user', `ls ~${tag}`, /name of a user/],
    ['an array', `a=(b ${tag})`, /several items/],
    ['a part of braces', `ls {a,${tag}}`, /several words/],
    ['the first part of braces', `ls x{y${tag},a}z`, /several words/],
    ['a part of braces in braces', `ls {a,{b,${tag}}}`, /several words/],
    ['the end of a row', `echo {1..${tag}}`, /several words/],
    ['arguments', `set -- ${tag}`, /several arguments/],
    ['the command', `${tag} a`, /command that is run/],
    ['the command after a keyword', `if ${tag}; then echo a; fi`, /command that is run/],
    ['the command in quotes', `"${tag}" a`, /command that is run/],
    ['eval', `eval "echo ${tag}"`, /for code/],
    ['a trap', `trap "echo ${tag}" EXIT`, /for code/],
    ['a shell in the shell', `sh -c "echo ${tag}"`, /inside of the script/],
    ['a shell on another machine', `ssh host "echo ${tag}"`, /inside of the script/],
    ['a shell behind a tool', `kubectl exec pod -- sh -c "echo ${tag}"`, /inside of the script/],
    ['what a substitution gives to a shell', `sh -c "$(echo ${tag})"`, /inside of the script|as code/],
    ['a Python program', `python3 -c "print('${tag}')"`, /inside of the script/],
    ['a program on the input', `python3 - <<EOF\nprint('${tag}')\nEOF\n`, /runs what it is fed/],
    ['a program in a pipe', `echo "echo ${tag}" | sh`, /run as a program/],
    ['a program in a pipe after a loop', `for i in 1; do echo "echo ${tag}"; done | bash -s a`, /run as a program/],
    ['a program as a file', `cat > run.sh <<EOF\necho ${tag}\nEOF\nsh run.sh`, /run as a program/],
    ['a program as a file of any name', `echo "echo ${tag}" > run\nchmod +x run`, /run as a program/],
    ['a program as a copy', `echo "echo ${tag}" | tee run && sh ./run`, /run as a program/],
    ['a program of sed', `sed "s/a/${tag}/" file`, /`sed`/],
    ['a variable in a program of sed', `v=${tag}\nsed "s/a/$v/" file`, /in a query/],
    ['a query', `psql -c "select '${tag}'"`, /`psql`/],
    ['a variable that is run', `v=${tag}\neval "$v"`, /as code/],
    ['a variable that a shell runs', `v=${tag}\nbash -c "$v"`, /as code/],
    ['a name', `export ${tag}`, /name of a variable/],
    ['a shell variable that runs commands', `PROMPT_COMMAND=${tag}`, /code again/],
    ['an open quote', `echo '${tag}`, /understood/],
    ['a bracket that is not understood', `echo @(a|${tag})`, /understood/],
    ['a here-document that does not end', `cat <<EOF\n${tag}\n`, /understood/],
    ['a tag in an expression', `echo {{= '${tag}' }}`, /inside of another/],
  ])('does not stand for %s', (_, source, reason) => {
    const program = mendScript(library(source, ['bash']))
    expect('source' in program ? program.source : program.join('; ')).toMatch(reason)
    expect(program).not.toHaveProperty('source')
  })

  test('what is only close to these is moved', () => {
    for (const source of [
      `eval "$(ssh-agent)"\necho ${tag}`,
      `sh -c 'echo "$1"' -- ${tag}`,
      `python3 main.py --name ${tag}`,
      `echo ${tag} | python3 main.py`,
      `echo ${tag} | python3 -c 'import sys'`,
      `sed -i 's/a/b/' ${tag}`,
      `n=${tag}\necho $((m + 1))`,
      `[ "${tag}" -eq 1 ]`,
      `ls {a,"${tag}"}`,
      `ls {a,b}${tag}{c,d}`,
      `ls {a${tag}}`,
      `{ ls a, ${tag}; }`,
    ])
      expect(mendScript(library(source, ['bash'])), source).toHaveProperty('source')
  })

  test('what can be moved is, beside what cannot', () => {
    const { value, refused } = mend(library(`echo ${tag} {{inputs.parameters.y}}\n# ${tag}\n`))
    expect(at(value, 'spec', 'templates', 0, 'script', 'source')).toBe(`echo "\${X}" "\${Y}"\n# ${tag}\n`)
    expect(refused).toEqual([expect.stringContaining('comment')])
  })
})

/** Snippets of a grammar of contexts, each around a tag, or around another snippet. */
const contexts = fc.letrec((tie) => {
  const inner = tie('words')
  function wrap(before: string, after: string) {
    return inner.map((it) => `${before}${String(it)}${after}`)
  }
  return {
    words: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'w' },
      fc.constantFrom(
        tag,
        `a${tag}`,
        `"b ${tag}"`,
        `'c ${tag} $d'`,
        `"e '${tag}'"`,
        `'"${tag}"'`,
        `f=${tag}`,
        `--g=${tag}/h`,
      ),
      fc.constantFrom(`"$HOME${tag}"`, `\\"${tag}`, `a'b'${tag}"c"`, `'it'\\''s ${tag}'`),
      wrap('$(printf %s ', ')'),
      wrap('"$(printf %s ', ')"'),
      wrap('"a$(echo ', ') b"'),
      wrap('`printf %s ', '`').filter((it) => !/`.*`.*`|"[^"]*`|\\\\/.test(it)),
      wrap('$(cat <<EOF\nx ', '\nEOF\n)').map((it) => it),
      wrap("$(cat <<'Q'\nit's \"\nQ\necho ", '\n)'),
    ),
    commands: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'c' },
      tie('words').map((it) => `printf '<%s>' ${String(it)}`),
      tie('words').map((it) => `v=${String(it)}; printf '<%s>' "$v"`),
      tie('words').map((it) => `case ${String(it)} in *abc*) echo yes;; (x|y) echo no;; esac`),
      tie('words').map((it) => `if [ -n ${String(it)} ]; then echo full; else echo empty; fi`),
      tie('words').map((it) => `cat <<EOF\na ${String(it)}\nEOF\n`),
      tie('words').map((it) => `cat <<-EOF | tr a b\n\tit's ${String(it)}\n\tEOF\n`),
      tie('commands').map((it) => `(${String(it)}\n)`),
      tie('commands').map((it) => `{ ${String(it)}\n}`),
      tie('commands').map((it) => `for i in 1 2; do ${String(it)}\ndone`),
      tie('commands').map((it) => `f() { ${String(it)}\n}\nf # it's`),
      tie('commands').map((it) => `while :; do ${String(it)}\nbreak; done 2>&1 | cat`),
      fc.tuple(tie('commands'), tie('commands')).map(([a, b]) => `${String(a)}\n${String(b)}`),
      fc
        .tuple(tie('commands'), tie('commands'))
        .map(([a, b]) => `case a in\n  b) ${String(a)}\n;;\n  a) ${String(b)}\nesac`),
    ),
  }
}).commands

test.each(shells)(
  'for %s, scripts of a grammar print what they printed, and run no value',
  (shell) => {
    let moved = 0
    let kept = 0
    fc.assert(
      fc.property(contexts.map(String), fc.constantFrom(...escapes), (source, x) => {
        const program = mendScript(library(source, [shell]))
        if (!('source' in program)) return void kept++
        moved++
        const plain = run(shell, { source, env: [] }, { x: 'abc' })
        expect(run(shell, program, { x: 'abc' })).toEqual(plain)
        if (!program.source.includes('{{')) expect(run(shell, program, { x }).pwned).toBe(false)
      }),
      { numRuns: 100 },
    )
    expect(moved, `${kept} scripts are left as they are`).toBeGreaterThan(50)
  },
  60_000,
)

describe('values that are known', () => {
  function mended(source: string, value: string, name = 'x'): Program | readonly string[] {
    return mendScript(library(source.replaceAll(tag, `{{inputs.parameters.${name}}}`), ['sh'], [{ name, value }]))
  }

  test.each([
    [`ls ${tag}`, 'a b'],
    [`ls ${tag}`, ''],
    [`ls ${tag}`, '*.txt'],
    [`ls ${tag}`, '$HOME/a'],
    [`ls ${tag}`, '~/a'],
    [`echo "${tag}"`, '$(date)'],
    [`echo "${tag}"`, '{"a": 1}'],
    [`echo '${tag}'`, "it's"],
    [`cat <<EOF\n${tag}\nEOF\n`, '$HOME'],
    [`echo ${tag}`, 'a  b'],
    [`echo ${tag}`, '-n a'],
  ])('keep %j as it is for %j', (source, value) => {
    expect(mended(source, value)).not.toHaveProperty('source')
    expect(mended(source, 'plain-1.0')).toHaveProperty('source')
  })

  test('of words that are only printed do no harm', () => {
    const program = mended(`echo ${tag}`, 'hello, world!')
    expect(program).toHaveProperty('source', 'echo "${X}"')
  })

  test.each(
    (
      'args extra-flags kubectl-options cmd pytest-arguments packages paths pkgs glob targets files file-list params ' +
      'modules patterns files2 args_1 list.3 GLOBS sourceFiles'
    ).split(' '),
  )('an unquoted `%s` is meant to be split', (name) => {
    expect(mended(`ls ${tag}`, 'a', name)).not.toHaveProperty('source')
    expect(mended(`ls "${tag}"`, 'a', name)).toHaveProperty('source')
  })

  test.each(['file', 'path', 'target', 'listing', 'parameter', 'fileset'])('an unquoted `%s` is one word', (name) => {
    expect(mended(`ls ${tag}`, 'a', name)).toHaveProperty('source')
  })

  test('come through calls, defaults and lists too', () => {
    const text = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: a-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: what, value: a b}]}
  templates:
    - name: main
      steps: [[{name: a, template: show, arguments: {parameters: [{name: x, value: "{{workflow.parameters.what}}"}]}}]]
    - name: show
      inputs: {parameters: [{name: x}]}
      container: {image: a, command: [sh, -c], args: ["ls {{inputs.parameters.x}}"]}
`
    expect(mend(text).refused).toEqual([expect.stringContaining('split into words')])
    expect(mend(text.replace('a b', 'a')).refused).toEqual([])
  })
})

describe('what stands around a tag is written as it was', () => {
  /** The line of a script's source once the fixes of its file are made. */
  function mendedLine(line: string): string | undefined {
    const text = [
      'apiVersion: argoproj.io/v1alpha1',
      'kind: WorkflowTemplate',
      'metadata: {name: a}',
      'spec:',
      '  templates:',
      '    - name: main',
      '      script:',
      '        command: [sh]',
      `        source: ${line}`,
      '',
    ].join('\n')
    const { files } = fix([{ path: 'a.yaml', text }], [rule], { ...defaults, persona: 'auditor' }, { safety: 'unsafe' })
    return /^ {8}source: (.*)$/m.exec(files[0]?.after.text ?? '')?.[1]
  }

  test.each([
    [String.raw`"echo {{inputs.parameters.x}} # \u202e\n"`, String.raw`"echo \"${'${X}'}\" # \u202e\n"`],
    [String.raw`"echo {{inputs.parameters.x}} \u00e9\x41"`, String.raw`"echo \"${'${X}'}\" \u00e9\x41"`],
    [
      String.raw`"echo '{{inputs.parameters.x}} \u200d' \U000e0041"`,
      String.raw`"echo \"${'${X}'} \u200d\" \U000e0041"`,
    ],
    [`'echo ''{{inputs.parameters.x}}'' b'`, `'echo "\${X}" b'`],
    [`"echo '{{inputs.parameters.x}}' é"`, `'echo "\${X}" é'`],
    ['echo {{inputs.parameters.x}} a\u202eb', String.raw`"echo \"${'${X}'}\" a\u202eb"`],
    ['echo {{inputs.parameters.x}} \u{e0041}', String.raw`"echo \"${'${X}'}\" \U000e0041"`],
    ['echo {{inputs.parameters.x}} a\u200db', 'echo "${X}" a\u200db'],
  ])('%s', (before, after) => {
    expect(mendedLine(before)).toBe(after)
  })
})
