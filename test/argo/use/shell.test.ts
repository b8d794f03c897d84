import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { usesInShell } from '../../../src/argo/use/shell.ts'
import { kindOf } from '../../../src/argo/use/sink.ts'
import { longest } from '../../../src/argo/use/use.ts'

/** Each use as its text and what that is taken for. */
function uses(program: string, given: readonly string[] = ['X', '1', '@', '*'], shell = 'bash'): readonly string[] {
  const kind = kindOf(shell)
  if (!kind) throw new Error(`${shell} is no shell`)
  return usesInShell(program, [], given, kind).map(({ from, to, how }) => `${program.slice(from, to)} ${how}`)
}

describe('text of a variable is run as code where', () => {
  test.each([
    ['eval takes it', 'eval "$X"', '$X'],
    ['eval takes it without quotes', 'eval $X', '$X'],
    ['eval takes it with more', 'eval "a=${X}"', '${X}'],
    ['eval takes it behind a wrapper', 'command eval "$X"', '$X'],
    ['a shell takes it', 'sh -c "$X"', '$X'],
    ['a shell takes it in a program', 'bash -euc "echo $X"', '$X'],
    ['a wrapped shell takes it', 'timeout 5 sh -c "$X"', '$X'],
    ['a shell elsewhere takes it', 'kubectl exec pod -- sh -c "$X"', '$X'],
    ['ssh takes it', 'ssh -p 22 host "run $X"', '$X'],
    ['su takes it', 'su me -c "$X"', '$X'],
    ['a trap takes it', 'trap "rm $X" EXIT', '$X'],
    ['a shell reads it', 'bash <<< "$X"', '$X'],
    ['it is piped to a shell', 'echo "$X" | sh', '$X'],
    ['it is piped to a shell through others', 'printf "%s" "$X" | base64 -d | tee f | bash -s', '$X'],
    ['a here-document is run', 'bash <<EOF\necho $X\nEOF\n', '$X'],
    ['a here-document is piped to a shell', 'cat <<EOF | sh\necho $X\nEOF\n', '$X'],
    ['a here-document is written to a program', 'cat > run.sh <<EOF\necho $X\nEOF\nsh run.sh\n', '$X'],
    ['it is written to a program', 'echo "$X" > ./run\nchmod +x run\n./run', '$X'],
    ['tee writes it to a program', 'echo "$X" | tee run.sh\n. ./run.sh', '$X'],
    ['an interpreter with options runs its file', 'echo "$X" > a; python3 -u -W ignore a b', '$X'],
    ['source reads it', 'source <(echo "$X")', '$X'],
    ['a shell reads it from a file descriptor', 'bash <(echo "$X")', '$X'],
    ['it is the file that source reads', '. "$X"', '$X'],
    ['it is the command', '$X args', '$X'],
    ['it is the quoted command', '"$X"', '$X'],
    ['it is the command of exec', 'exec "$X" a', '$X'],
    ['it begins the command', '$X/bin/run', '$X'],
    ['it is the command behind an assignment', 'A=b $X', '$X'],
    ['it is a command in a substitution', 'a=$($X)', '$X'],
    ['xargs puts it into a program', 'echo "$X" | xargs -I{} sh -c "echo {}"', '$X'],
    ['xargs puts it behind the options of a shell', 'printf %s "$X" | xargs -0 bash -c', '$X'],
    ['xargs puts it behind the host of ssh', 'echo "$X" | xargs -n 1 ssh host', '$X'],
    ['printf quotes only a part', 'printf -v Y "%q %s" a "$X"\neval "echo $Y"', '$Y'],
    ['it is in the format of printf', 'printf -v Y "$X %q" a\neval "echo $Y"', '$Y'],
    ['it is expanded as a prompt', 'echo "${X@P}"', '${X@P}'],
    ['awk takes it', `awk "BEGIN { print $X }"`, '$X'],
    ['awk takes it for a field', `awk -F, "{ print \\$$X }" f`, '$X'],
    ['make takes it for a variable', 'make TARGET="$X"', '$X'],
    ['a program comes from where it says', 'curl -fsSL "$X" | bash', '$X'],
    ['a program comes from the host that it says', 'source <(wget -qO- https://$X/a.sh)', '$X'],
    ['a program comes from where it says in a substitution', 'eval "$(curl -s $X)"', '$X'],
    ['a program comes from where it says by a file', 'curl "$X" > a.sh; sh a.sh', '$X'],
    ['flock gives it to a shell', 'flock /tmp/a -c "run $X"', '$X'],
    ['parallel has no other command', 'parallel ::: "$X"', '$X'],
    ['it is the command of parallel', 'parallel "$X" ::: a', '$X'],
    ['it is piped to parallel', 'echo "$X" | parallel', '$X'],
    ['a build takes it', 'cat > a/Dockerfile <<EOF\nFROM $X\nEOF\ndocker build a', '$X'],
    ['a build reads it', 'docker build -t a - <<EOF\nFROM $X\nEOF\n', '$X'],
    ['ansible takes it for a shell', 'ansible all -m shell -a "run $X"', '$X'],
    ['Python takes it', `python3 -c "print('$X')"`, '$X'],
    ['perl takes it', `perl -e "print $X"`, '$X'],
    ['node takes it', `node -e "f('$X')"`, '$X'],
    ['a substitution hands it to eval', 'eval "$(echo "$X")"', '$X'],
    ['backquotes hand it to eval', 'eval `echo $X`', '$X'],
    ['a program in quotes runs it', `bash -c 'eval "$X"'`, '$X'],
    ['a program in quotes gets it as an argument', `sh -c 'eval "$1"' _ "$X"`, '$1'],
    ['it is the first argument', 'eval "$1"', '$1'],
    ['all arguments are the command', 'exec "$@"', '$@'],
    ['all arguments are code', 'eval "$*"', '$*'],
    ['a copy is run', 'Y="$X"\neval "$Y"', '$Y'],
    ['a copy of a copy is run', 'Y=a-$X; Z="${Y}b"\nsh -c "$Z"', '$Z'],
    ['a copy by a substitution is run', 'Y=$(echo "$X" | tr a-z A-Z); eval "$Y"', '$Y'],
    ['an exported copy is run', 'export Y="$X"; eval "$Y"', '$Y'],
    ['a copy in one branch is run', 'if a; then Y="$X"; else Y=b; fi\neval "$Y"', '$Y'],
    ['it is kept, but for a default', 'if [ -z "$X" ]; then X=a; fi\neval "$X"', '$X'],
    ['it has a default', 'eval "${X:-true}"', '${X:-true}'],
    ['it is a default', 'eval "${Y:-$X}"', '${Y:-$X}'],
    ['it is shortened', 'eval "${X#v}"', '${X#v}'],
    ['read makes copies', 'read -r A B <<< "$X"\neval "$B"', '$B'],
    ['a loop reads it', 'echo "$X" | while read -r l; do eval "$l"; done', '$l'],
    ['a loop runs over it', 'for y in $X; do eval "$y"; done', '$y'],
    ['printf copies it', 'printf -v Y "%s" "$X"; eval "$Y"', '$Y'],
    ['a function runs its argument', 'f() { eval "$1"; }\nf "$X"', '$1'],
    ['a function runs a copy of its argument', 'function f {\n  local c="$2"\n  eval "$c"\n}\nf a "$X"', '$c'],
    ['case has no default', 'case "$X" in a|b) ;; *) echo unknown ;; esac\neval "$X"', '$X'],
    ['case has no default at all', 'case $X in a) echo a ;; esac\neval "$X"', '$X'],
    ['a pattern does not hold to the end', '[[ "$X" =~ ^refs/ ]] || exit 1\neval "$X"', '$X'],
    ['a pattern lets all through', 'echo "$X" | grep -Eq "^v.*$" || exit 1\neval "$X"', '$X'],
    ['only emptiness is checked', '[ -n "$X" ] || exit 1\neval "$X"', '$X'],
    ['only a fixed text leaves', 'if [ "$X" = skip ]; then exit 0; fi\neval "$X"', '$X'],
    ['only a fixed text leaves at once', '[ "$X" = skip ] && exit 0\neval "$X"', '$X'],
    ['it is checked later', 'eval "$X"\n[[ "$X" =~ ^[a-z]+$ ]] || exit 1', '$X'],
    ['another one is checked', '[[ "$Y" =~ ^[a-z]+$ ]] || exit 1\neval "$X"', '$X'],
  ])('%s', (_, program, use) => expect(uses(program)).toEqual([`${use} code`]))
})

describe('text of a variable is more than text where', () => {
  test.each([
    ['bash calculates with its name', 'echo $((X + 1))', 'X arithmetic'],
    ['bash calculates with it', 'echo $(( $X ))', '$X arithmetic'],
    ['bash calculates in a command', '(( X > 1 )) && true', 'X arithmetic'],
    ['bash calculates in a loop', 'for ((i = 0; i < X; i++)); do true; done', 'X arithmetic'],
    ['bash compares numbers', '[[ "$X" -eq 1 ]] && true', '$X arithmetic'],
    ['bash compares numbers from the right', 'if [[ 1 -lt $X ]]; then true; fi', '$X arithmetic'],
    ['let calculates', 'let "y = $X"', '$X arithmetic'],
    ['an integer is declared', 'declare -i Y="$X"', '$X arithmetic'],
    ['it is an index', 'echo "${a[$X]}"', '${a[$X]} arithmetic'],
    ['it is an index that is set', 'a[$X]=1', '$X arithmetic'],
    ['it is an offset', 'echo "${a:$X}"', '${a:$X} arithmetic'],
    ['it is the name of a variable', 'echo "${!X}"', '${!X} arithmetic'],
    ['declare takes it for a name', 'declare "$X=1"', '$X arithmetic'],
    ['printf takes it for a name', 'printf -v "$X" a', '$X arithmetic'],
    ['unset takes it for a name', 'unset "$X"', '$X arithmetic'],
    ['a test takes it for a name', '[[ -v $X ]]', '$X arithmetic'],
    ['psql takes it', 'psql -c "select $X"', '$X query'],
    ['psql reads it', 'psql <<EOF\nselect $X;\nEOF\n', '$X query'],
    ['sed takes it', 'sed -i "s/a/$X/" f', '$X query'],
    ['jq takes it', 'jq ".a.$X" f', '$X query'],
    ['yq takes it', 'yq -i ".a = \\"$X\\"" f', '$X query'],
    ['yq takes it behind its verb', 'yq eval ".$X" f', '$X query'],
    ['athena takes it', 'aws athena start-query-execution --query-string "select a from $X"', '$X query'],
    ['psql reads its file', 'echo "select $X" > a.sql; psql -f a.sql', '$X query'],
    ['bq takes it', 'bq query "SELECT * FROM $X"', '$X query'],
    ['git gets words', 'git clone $X', '$X word'],
    ['rm gets words', 'rm -rf ${X}', '${X} word'],
    ['curl gets words behind an option', 'curl -o f $X', '$X word'],
    ['a command gets words in a part of one', './run.sh --name=$X', '$X word'],
    ['a command gets words of arguments', 'git add $@', '$@ word'],
    ['a command in a substitution gets words', 'a="$(git log $X)"', '$X word'],
    ['its name ends in words', './bin/$X', '$X word'],
    ['the command begins with fixed text', 'C="git $X"\n$C', '$C word'],
  ])('%s', (_, program, use) => expect(uses(program)).toEqual([use]))
})

describe('text of a variable is part of a manifest where', () => {
  test.each([
    ['kubectl reads it', 'kubectl apply -f - <<EOF\na: $X\nEOF\n', '$X'],
    ['kubectl reads it with other options', 'kubectl -n a create --filename=- <<EOF\na: $X\nEOF\n', '$X'],
    ['it is piped to kubectl', 'echo "a: $X" | oc replace -f /dev/stdin', '$X'],
    ['it is piped through others', 'cat <<EOF | tee a.yaml | kubectl apply -f -\na: $X\nEOF\n', '$X'],
    ['a copy is piped', 'Y="a: $X"; echo "$Y" | kubectl apply -f-', '$Y'],
    ['argo reads it', 'argo submit --wait - <<EOF\na: $X\nEOF\n', '$X'],
    ['its file is applied', 'cat > m/a.yaml <<EOF\na: $X\nEOF\nkubectl apply -f m/a.yaml', '$X'],
    ['its folder is applied', 'cat > m/a.yaml <<EOF\na: $X\nEOF\nkubectl apply -R -f ./m/', '$X'],
    ['all that lies here is applied', 'echo "a: $X" > a.yaml; kubectl apply -f ./', '$X'],
    ['a file by a variable is applied', 'f=$(mktemp)\necho "a: $X" > "$f"\nkubectl apply -f "$f"', '$X'],
    ['it is part of a kustomization', 'cat > o/a.yaml <<EOF\na: $X\nEOF\nkubectl apply -k o', '$X'],
    ['argo submits its file', 'echo "a: $X" > a.yaml; argo submit a.yaml', '$X'],
    ['several commands write it', '{ echo "a: b"; echo "c: $X"; } | kubectl apply -f -', '$X'],
    ['a loop writes it', 'for i in 1 2; do echo "c$i: $X"; done | kubectl apply -f -', '$X'],
    ['it is a patch', `kubectl patch deployment a --type merge -p "{\\"a\\": \\"$X\\"}"`, '$X'],
    ['it is a patch in one word', `kubectl patch deployment a --patch='{"a":"'$X'"}'`, '$X'],
    ['envsubst fills in a file', 'envsubst < a.yaml | kubectl apply -f -', 'envsubst'],
    ['envsubst fills in a copy', 'export Y="v$X"; envsubst < a.yaml > b.yaml; kubectl apply -f b.yaml', 'envsubst'],
    ['envsubst is told to', "envsubst '$A $X' < a.yaml > b.yaml; kubectl apply -f b.yaml; echo $X", 'envsubst'],
    ['envsubst fills in a quoted text', "envsubst <<'EOF' | kubectl apply -f -\na: $X\nEOF\n", '$X'],
    ['envsubst fills in what is piped to it', `echo 'a: $X' | envsubst | kubectl apply -f -`, '$X'],
  ])('%s', (_, program, use) => expect(uses(program, ['X'])).toEqual([`${use} manifest`]))

  test.each([
    ['base64 is written', 'kubectl apply -f - <<EOF\na: $(echo "$X" | base64)\nEOF\n'],
    ['JSON is written', 'kubectl apply -f - <<EOF\na: $(echo "$X" | jq -Rs .)\nEOF\n'],
    ['jq writes it', `jq -n --arg x "$X" '{a: $x}' | kubectl apply -f -`],
    ['each line is set in', `kubectl apply -f - <<EOF\na: |\n$(echo "$X" | sed 's/^/  /')\nEOF\n`],
    ['nothing is sent', 'kubectl apply --dry-run=client -f - <<EOF\na: $X\nEOF\n'],
    ['another file is applied', 'echo "a: $X" > a.yaml; kubectl apply -f b.yaml'],
    [
      'argo reads its parameters',
      'echo "a: $X" > a.yaml; argo submit b.yaml -f a.yaml; argo submit --parameter-file a.yaml b.yaml',
    ],
    ['the file in the folder is none', 'echo "$X" > m/a.txt; kubectl apply -f m'],
    ['it is an option', 'kubectl create configmap a --from-literal="a=$X"; argo submit a.yaml -p "a=$X"'],
    ['the copy is not exported', 'Y="v$X"; envsubst < a.yaml | kubectl apply -f -'],
    ['envsubst fills in others', "envsubst '$A' < a.yaml | kubectl apply -f -"],
    [
      'the variable is there for something else',
      'kubectl config use-context "$X"; envsubst < a.yaml | kubectl apply -f -',
    ],
    ['nothing fills in the quoted text', "kubectl apply -f - <<'EOF'\na: $X\nEOF\n"],
    ['kubectl only shows it', 'echo "$X" | kubectl get -f -'],
    ['it is checked', '[[ "$X" =~ ^[a-z]+$ ]] || exit 1\nenvsubst < a.yaml | kubectl apply -f -'],
  ])('but not where %s', (_, program) => expect(uses(program, ['X'])).toEqual([]))
})

describe('text of a variable is only text where', () => {
  test.each([
    ['it is an argument in quotes', 'git clone "$X" && rm -rf -- "${X}"'],
    ['it is shown', 'echo $X; printf "%s\\n" $X'],
    ['it is assigned', 'Y=$X; export Z=$X'],
    ['it is compared', '[[ $X == a ]]; [ $X = a ]; case $X in a) ;; esac; [ "$X" -eq 1 ]'],
    ['it is written', 'echo "$X" > f; cat > f.txt <<EOF\n$X\nEOF\n'],
    ['it is read', 'grep a <<< "$X"; echo "$X" | sort'],
    ['a here-document is not expanded', "bash <<'EOF'\necho $X\nEOF\n"],
    ['it stands in single quotes', "eval 'echo \"$X\"'; awk '{ print $X }' f"],
    ['it is escaped', 'eval "echo \\"\\$X\\""'],
    ['it stands in a comment', '# eval "$X"\ntrue'],
    [
      'a program gets it as an argument',
      `sh -c 'echo "$1"' _ "$X"; python3 -c "import sys" "$X"; awk -v x="$X" '{ print x }' f`,
    ],
    ['xargs hands over what it reads', `xargs -n 1 bash -c 'run "$0"' <<< "$X"`],
    ['xargs hands it over', `echo "$X" | xargs -n 1 sh -c 'echo "$1"' _`],
    ['it is below a directory', 'run/"$X"; "$X/bin/run"'],
    ['it is not the first of the arguments', 'set -e; "${A[@]}" "$X"'],
    ['printf quotes it', 'eval "echo $(printf %q "$X")"'],
    ['printf quotes it for a variable', 'printf -v Y "a %q" "$X"\neval "echo $Y"'],
    ['printf makes a number of it', 'printf -v Y %d "$X"; eval "echo $Y"'],
    ['the shell quotes it', 'eval "echo ${X@Q}"'],
    ['it is counted', 'eval "echo ${#X}"; echo $(( ${#X} ))'],
    ['it is cleaned', 'eval "echo ${X//[^a-z0-9]/}"'],
    ['tr cleans it', `Y=$(echo "$X" | tr -cd 'a-z'); eval "$Y"; eval "$(echo "$X" | tr -dc 0-9)"`],
    ['it is made harmless', 'X=$(printf %s "$X" | tr -cd 0-9)\neval "$X"'],
    ['it is made harmless in a branch', 'if a; then X="${X//[^a-z]/}"; fi\neval "$X"'],
    ['it is replaced', 'X=a; eval "$X"'],
    ['a build gets it as an argument', 'cat > Dockerfile <<EOF\nFROM a\nEOF\ndocker build --build-arg "X=$X" .'],
    [
      'a program comes from elsewhere',
      'curl -u "$X" https://a | sh; curl -H "A: $X" https://a | sh; curl https://a/"$X" | sh',
    ],
    ['nothing runs what is fetched', 'curl -sL "$X" | tar xz; curl -s "$X" | jq .; Y=$(curl "$X"); echo "$Y"'],
    ['parallel quotes it for its command', 'parallel ./run.sh ::: "$X"; echo "$X" | parallel -j 2 ./run.sh'],
    ['a program reads it beside its own file', 'python train.py --config <(echo "$X"); aws s3 ls --query "$X"'],
    [
      'a program reads its file',
      'echo "$X" > a.json; python a.py --config a.json; bash a.sh a.json; node a.js ./a.json',
    ],
    ['a command has the name of its file', 'echo "$X" > test; test -f a'],
    ['nothing is built', 'cat > Dockerfile <<EOF\nFROM $X\nEOF\ngit add Dockerfile'],
    ['yq gets a file, or a variable', `yq . "$X"; yq -o json "$X"; yq '.a = strenv(X)' f`],
    ['ansible gives it to a command', 'ansible all -m service -a "name=$X"; make "$X"'],
    ['its hash is taken', 'Y=$(echo "$X" | sha256sum); eval "$Y"'],
    ['a command makes something of it', 'eval "$(ssh-agent -t "$X")"; Y=$(get "$X"); eval "$Y"'],
    ['only its presence counts', 'eval "${X:+true}"'],
    ['case leaves', 'case "$X" in a|b) ;; *) echo bad; exit 1 ;; esac\neval "$X"'],
    ['case leaves for other signs', `case $X in ''|*[!0-9]*) exit 1 ;; esac\neval "$X"; (( X ))`],
    ['case says what it is', 'case "$X" in start|stop) eval "$X" ;; esac'],
    ['a pattern leaves', '[[ "$X" =~ ^[A-Za-z0-9_-]+$ ]] || exit 1\neval "$X"'],
    ['a pattern leaves with words', '[[ $X =~ ^[a-z]+$ ]] || {\n  echo bad >&2\n  exit 2\n}\neval $X'],
    ['a pattern leaves in a branch', 'if [[ ! "$X" =~ ^[0-9]+$ ]]; then\n  echo bad\n  exit 1\nfi\neval "$X"; (( X ))'],
    ['a pattern lets it in', 'if [[ "$X" =~ ^[0-9]+$ ]]; then eval "$X"; fi'],
    ['a pattern joins it', '[[ "$X" =~ ^[0-9]+$ ]] && eval "$X"'],
    ['a pattern fails', 'set -euo pipefail\n[[ "$X" =~ ^[0-9]+$ ]]\neval "$X"'],
    ['a pattern joins a number', '[[ $X =~ ^[0-9]+$ && $X -gt 3 ]]'],
    ['signs that must not be in it leave', 'if [[ "$X" =~ [^a-z] ]]; then exit 1; fi\neval "$X"'],
    ['a pattern is kept elsewhere', '[[ "$X" =~ $re ]] || exit 1\neval "$X"'],
    ['grep leaves', `if ! echo "$X" | grep -Eq '^[0-9]+$'; then exit 1; fi\neval "$X"`],
    ['grep leaves at once', `printf '%s' "$X" | grep -qE '^[a-z-]+$' || exit 1\neval "$X"`],
    ['grep of a text leaves', `grep -qx '[a-z]*' <<< "$X" || exit 1\neval "$X"`],
    ['expr leaves', `expr "$X" : '^[0-9]*$' > /dev/null || exit 1\neval "$X"`],
    ['fixed texts go on', '[ "$X" = a ] || [ "$X" = b ] || exit 1\neval "$X"'],
    ['other texts leave', 'if [ "$X" != a ] && [ "$X" != b ]; then exit 1; fi\neval "$X"'],
    ['another branch leaves', 'if [ "$X" = a ]; then true; else exit 1; fi\neval "$X"'],
    ['a number leaves', '[ "$X" -ge 0 ] 2> /dev/null || exit 1\neval "$X"; (( X ))'],
    ['a list does not hold it', 'if [[ ! " a b " =~ " $X " ]]; then exit 1; fi\neval "$X"'],
    ['a list does not hold it in a pattern', '[[ " a b " == *" $X "* ]] || exit 1\neval "$X"'],
    ['a function validates it', 'validate_name() { [[ "$1" =~ ^[a-z]+$ ]] || exit 1; }\nvalidate_name "$X"\neval "$X"'],
    ['the copy of a checked one is used', '[[ "$X" =~ ^[a-z]+$ ]] || exit 1\nY="$X"\neval "$Y"'],
    ['a function has arguments of its own', 'f() { eval "$1"; }\nf a'],
    ['items are run over', 'for y in $X; do echo "$y"; done; set -- $X; a=($X)'],
    ['nothing is given', 'eval "$Z"; git clone $Z'],
    ['no build reads the file', 'echo "$X" > Dockerfile.report; docker build -f app/Dockerfile app'],
    ['a build reads no file of that name', 'echo "$X" > Dockerfile.report; docker build .'],
    ['the program cannot be read', 'eval "$X'],
  ])('%s', (_, program) => expect(uses(program)).toEqual([]))
})

test('only bash and its kin calculate with names, and zsh splits no words', () => {
  const program = 'echo $((X)); git clone $X'
  expect(uses(program, ['X'], 'sh')).toEqual(['$X word'])
  expect(uses(program, ['X'], 'zsh')).toEqual(['X arithmetic'])
  expect(kindOf('fish')).toBeUndefined()
})

test('each use says which given variables it comes from', () => {
  const [use] = usesInShell('Y="$A$B"; eval "$Y"', [], ['A', 'B', 'C'], { calculates: true, splits: true })
  expect([...(use?.origins ?? [])]).toEqual(['A', 'B'])
  expect(use?.what).toBe('`eval` runs its text as a command')
})

test('what is filled in before is no part of the program', () => {
  const program = 'echo {{=f(\'a)}} "$X"; eval "$X"'
  const holes = [{ from: 5, to: program.indexOf('}}') + 2 }]
  expect(usesInShell(program, holes, ['X'], { calculates: true, splits: true })).toHaveLength(1)
})

test.each([
  ['${'.repeat(15_000)],
  ['$X '.repeat(10_000)],
  ['eval "$X";'.repeat(1_900)],
  [`${'a|'.repeat(10_000)}eval "$X"`],
  [`${'if [ "$X" = a ]; then '.repeat(700)}exit${'; fi'.repeat(700)}`],
  [`${'case $X in a) ;; *) '.repeat(400)}a${' ;; esac'.repeat(400)}`],
  [`${'echo $X|'.repeat(1_900)}sh`],
  ['Y="$X$Y";'.repeat(1_000)],
  [`${'f() { f "$1"; g "$1"; }; '.repeat(900)}f "$X"`],
  [`${'eval sh '.repeat(2_000)}$X`],
  [`${'[[ $X =~ ^a$ ]] || '.repeat(1_000)}exit`],
  ['echo "$X" > a.sh; sh a.sh;'.repeat(900)],
  ['echo "$X" > a; kubectl apply -f b;'.repeat(900)],
  ['envsubst < a | kubectl apply -f -;'.repeat(900)],
  ["cat > a.sh <<'EOF'\n$X\nEOF\nsh b.sh\n".repeat(900)],
  ["sh <<'EOF'\n$X\nEOF\nexport Y=$X\n".repeat(900)],
  [`${'{ '.repeat(2_000)}echo $X${'; }'.repeat(2_000)} | sh`],
  ['$(('.repeat(8_000)],
])('reads hostile programs in time: %.20s', (program) => {
  expect(usesInShell(program.slice(0, longest), [], ['X', '1'], { calculates: true, splits: true })).toBeInstanceOf(
    Array,
  )
})

/** Programs whose fate with a hostile value is tried: what the shell runs must be what is said, and nothing else. */
describe.each(['bash', 'sh'])('%s runs hostile text where it is said, and only there:', (shell) => {
  let home = ''
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'use-'))
  })
  afterAll(() => rmSync(home, { recursive: true }))

  const hostile = [
    'touch F',
    '$(touch F)',
    ';touch F;',
    '";touch F;"',
    "';touch F;'",
    'a[$(touch F)]',
    "');require('fs').writeFileSync('F','');('",
    '"; touch F #',
  ]

  function isRun(program: string): boolean {
    const file = join(home, 'F')
    return hostile.some((value) => {
      rmSync(file, { force: true })
      try {
        execFileSync(shell, ['-c', program, 'sh', value], {
          cwd: home,
          env: { PATH: process.env['PATH'] ?? '', X: value },
          stdio: ['ignore', 'ignore', 'ignore'],
          timeout: 20_000,
        })
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw error
      }
      return existsSync(file)
    })
  }

  const everywhere = [
    'eval "$X"',
    'eval "echo $X"',
    `eval 'echo "$X"'`,
    'eval "echo \\"\\$X\\""',
    'sh -c "$X"',
    'sh -c "echo $X"',
    `sh -c 'echo "$X"'`,
    `sh -c 'eval "$1"' _ "$X"`,
    `sh -c 'echo "$1"' _ "$X"`,
    `export Y="$X"; sh -c 'eval "$Y"'`,
    `export Y="$X"; sh -c 'echo "$Y"'`,
    `Y="$X" sh -c 'eval "$Y"'`,
    `Y="$X"; sh -c 'eval "$Y"'`,
    `X=a; sh -c 'eval "$X"'`,
    `X=a sh -c 'eval "$X"'`,
    `[ "$X" = a ] || exit 1; sh -c 'eval "$X"'`,
    'sh <<\'EOF\'\neval "$X"\nEOF\n',
    'Y="$X"; sh <<\'EOF\'\neval "$Y"\nEOF\n',
    'export Y="$X"; cat <<\'EOF\' | sh\neval "$Y"\nEOF\n',
    'cat > run.sh <<\'EOF\'\neval "$X"\nEOF\nsh ./run.sh',
    'cat > run.sh <<\'EOF\'\neval "$1"\nEOF\nsh run.sh "$X"',
    'cat > run.sh <<\'EOF\'\necho "$1"\nEOF\nsh run.sh "$X"',
    'cat > run.sh <<\'EOF\'\n#!/bin/sh\neval "$1"\nEOF\nchmod +x run.sh; ./run.sh "$X"',
    'cat > run.txt <<\'EOF\'\neval "$X"\nEOF\ncat run.txt',
    'f=./run-it; printf "%s\\n" "$X" > "$f"; sh "$f"',
    'f=./run.txt; printf "%s\\n" "$X" > "$f"; cat "$f"',
    '{ echo true; echo "$X"; } > run.sh; sh run.sh',
    '{ echo true; echo "$X"; } | sh',
    '{ echo true; echo "$X"; } | cat',
    'for y in a b; do if true; then echo "$X"; fi; done | sh',
    '{ { echo "$X"; }; } | sh',
    'f() { echo "$X"; }; f | cat',
    'echo "$X" | sh',
    'sh <<EOF\n$X\nEOF\n',
    'sh <<\'EOF\'\necho "$X"\nEOF\n',
    'echo "$X" > run.sh; sh run.sh',
    'echo "$X" > run.txt; cat run.txt',
    '$X',
    'C="echo $X"; $C',
    'exec $X',
    'trap "$X" EXIT',
    'Y="$X"; eval "$Y"',
    'Y=$(echo "$X"); eval "$Y"',
    'echo "$X"; echo $X',
    'Y=$X; export Z="$X"; echo "$Y$Z"',
    'f() { eval "$1"; }; f "$X"',
    'f() { echo "$1"; }; f "$X"',
    'eval "$1"',
    'echo "$1"',
    'case "$X" in a|b) ;; *) exit 1 ;; esac; eval "$X"',
    'case "$X" in a|b) ;; *) echo no ;; esac; eval "$X"',
    `case "$X" in ''|*[!0-9]*) exit 1 ;; esac; eval "$X"`,
    `if ! echo "$X" | grep -Eq '^[0-9]+$'; then exit 1; fi; eval "$X"`,
    `echo "$X" | grep -Eq '^[a-z]' || exit 1; eval "$X"`,
    '[ "$X" = a ] || exit 1; eval "$X"',
    '[ "$X" = a ] && exit 1; eval "$X"',
    '[ "$X" -ge 0 ] || exit 1; eval "$X"',
    'Y=$(echo "$X" | tr -cd a-z); eval "$Y"',
    'eval "${X:-true}"',
    'eval "${X:+true}"',
    'eval "echo ${#X}"',
    `node -e "console.log('$X')"`,
    `node -e 'console.log(process.argv[1])' "$X"`,
    'for y in "$X"; do eval "$y"; done',
    'echo "$X" | while read -r l; do eval "$l"; done',
    'echo "$X" | while read -r l; do echo "$l"; done',
    'echo "$X" | xargs -I{} sh -c "echo {}"',
    '[ "$X" -eq 1 ]',
    'echo `echo "$X"`',
    'eval "`echo "$X"`"',
  ]
  const inBash = [
    'echo "$(($X))"',
    'echo "$((X))"',
    'bash <<< "$X"',
    'cat <<< "$X"',
    'source <(echo "$X")',
    '(( X ))',
    'let "y = $X"',
    '[[ "$X" -eq 1 ]]',
    '[[ "$X" == 1 ]]',
    '[[ -v $X ]]',
    'declare "$X=1"',
    'declare -i Y="$X"',
    'declare Y="$X"',
    'export "$X=1"',
    'printf -v "$X" a',
    'printf -v Y %s "$X"; echo "$Y"',
    'a=(1); unset "$X"',
    'read -r "$X" <<< a',
    'echo "${a[$X]}"',
    'a[$X]=1',
    'declare -A a; a[$X]=1',
    'b=abc; echo "${b:$X}"',
    'echo "${!X}"',
    'echo "${X@P}"',
    'printf -v Y %q "$X"; eval "echo $Y"',
    'eval "echo ${X@Q}"',
    'eval "echo $(printf %q "$X")"',
    'eval "echo ${X//[^a-z]/}"',
    '[[ "$X" =~ ^[a-z]+$ ]] || exit 1; eval "$X"',
    '[[ "$X" =~ ^[a-z] ]] || exit 1; eval "$X"',
    '[[ "$X" =~ ^[0-9]+$ ]] || exit 1; (( X ))',
    'if [[ ! $X =~ ^[0-9]+$ ]]; then exit 1; fi; (( X ))',
    'read -r A <<< "$X"; eval "$A"',
    'for ((i = 0; i < X; i++)); do break; done',
  ]
  test.each(shell === 'bash' ? [...everywhere, ...inBash] : everywhere)('%s', (program) => {
    const said = uses(program, ['X', '1', '@', '*'], shell).some((use) => !/ (?:word|query)$/.test(use))
    expect(said).toBe(isRun(program))
  })
})
