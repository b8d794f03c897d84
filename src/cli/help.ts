import { print } from './output.ts'
import { tool } from './tool.ts'

const text = `Lynceus, a security reviewer for Argo Workflows manifests.

Usage: lynceus [scan] [path...]         look into files and folders; "-" is standard input
       lynceus fix [path...]            mend in them what can be mended
       lynceus explain <rule>           the page of a rule
       lynceus rules [--format json]    all rules

What is read (default: the current folder)
  --base <ref>             only what is new since the work tree left this branch or commit
  --config <file>          this config instead of .github/lynceus.yml or lynceus.yml
  --no-config              no config
  --stdin-filename <name>  how to call what is read from standard input

What is shown, and fixed
  --rule <id>              this rule only; may be repeated
  --persona <who>          regular, pedantic or auditor (default: regular)
  --min-severity <s>       info, low, medium, high or critical (default: info)
  --min-confidence <c>     low, medium or high (default: low)
  --fail-on <s>            exit with 1 from this severity on, or "never" (default: high)

How fix mends
  --safe                   only what cannot change what runs (the default)
  --unsafe                 also what may; its title says what that is
  --diff                   show the changes, write nothing; exit with 1 if there are any
  --force                  write although git has changes in a file that are not committed

How it is shown
  --format <f>             text, json, sarif, markdown or github (default: text)
  --output <file>          where to write the --format before it; more such pairs may follow
  --no-color               no colours, as with NO_COLOR; FORCE_COLOR wants them
  --quiet                  the summary of the text report, and nothing else
  --verbose                all that is only counted else, and what the run did

  -h, --help               this text
  --version                the version

Exit codes: 0 nothing at or above --fail-on, 1 something, 2 wrong usage or config, 3 mistake of ours
Of fix: 0 all is written, 1 a fix is not written but shown, or its file refused; 2 and 3 the same
`

export async function help(): Promise<number> {
  await print(text)
  return 0
}

export async function version(): Promise<number> {
  await print(`${tool.version}\n`)
  return 0
}
