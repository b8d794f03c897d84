import { rewritten } from '../yaml/change.ts'
import { readShell, type Shell } from './shell.ts'
import { quoted } from './shell-quotes.ts'
import type { Hole, Quoting, Spot } from './shell-word.ts'
import { runsAnything, runsElsewhere } from './shell-use.ts'
import type { Program } from './program.ts'
import type { Tag } from './tag.ts'
import { usesInShell } from './use/shell.ts'

/** A program of `sh`, `bash` or one of their kin; nothing when it cannot be read. */
export function shellProgram(text: string, tags: readonly Tag[]): Program | undefined {
  const shell = readShell(text, tags)
  if (!shell) return undefined
  const spots = new Map<Tag, Spot>()
  for (const tag of tags) {
    const spot = shell.spots.find(({ hole }) => hole.from === tag.from)
    // A tag that the reader has not seen stands where nothing is known.
    if (!spot) return undefined
    spots.set(tag, spot)
  }
  const obstacle = runsAnything(shell)
  let still: ReadonlyMap<Tag, string> | undefined
  return {
    refusal: (tag, texts) =>
      obstacle ?? refusal(tag, spots.get(tag), texts, { text, shell }) ?? (still ??= stillMore(text, spots)).get(tag),
    write: (names) => quoted(text, spots, names),
  }
}

/** Tags whose text the script takes for more than data also where it comes as a variable, and why. */
function stillMore(text: string, spots: ReadonlyMap<Tag, Spot>): ReadonlyMap<Tag, string> {
  const free = [...spots].flatMap(([tag, { quoting }]) => (unwritable[quoting] === undefined ? [tag] : []))
  const named = new Map(free.map((tag, index) => [`MOVED_${index}`, tag]))
  const parts = quoted(text, spots, new Map([...named].map(([name, tag]) => [tag, name])))
  const uses = usesInShell(rewritten(text, parts), [], [...named.keys()], { calculates: true, splits: false })
  const found = new Map<Tag, string>()
  for (const { how, what, origins } of uses) {
    // Whether the shell calculates is for others to say: not each one does.
    if (how === 'word' || how === 'arithmetic') continue
    for (const name of origins) {
      const tag = named.get(name)
      if (tag) found.set(tag, `A variable would be no safer there: ${what}`)
    }
  }
  return found
}

interface Context {
  readonly text: string
  readonly shell: Shell
}

const unwritable: Partial<Record<Quoting, string>> = {
  comment: 'The tag stands in a comment, where it serves nothing: delete it',
  'quoted-here-document': 'The tag stands in a here-document with a quoted end, in which no variable is expanded',
  arithmetic: 'The tag stands in an arithmetic expression, which would run what the variable holds',
  expansion: 'The tag stands inside of `${…}`, where quotes mean different things to different shells',
  escape: 'A `$` or a backslash before the tag changes what stands there',
  ansi: 'The tag stands inside of `$\'…\'` or `$"…"`, in which no variable can be written',
  backquote: 'The tag stands in backquotes inside of other quotes: write `$(…)` instead of them',
}

function refusal(
  tag: Tag,
  spot: Spot | undefined,
  texts: readonly string[],
  { text, shell }: Context,
): string | undefined {
  if (!spot) return 'It is not known how the shell reads the tag'
  return (
    unwritable[spot.quoting] ??
    runsElsewhere(spot, shell) ??
    (spot.quoting === 'none' ? unquoted(tag, spot, texts, text) : undefined) ??
    differing(spot, texts)
  )
}

/** Names that say several words, also with a number behind. */
export const several =
  /(?:args?|arguments?|flags?|options?|opts?|extras?|cmds?|commands?|params|parameters|list|names|files|paths|dirs|directories|folders|packages|pkgs|modules|targets|tests|hosts|items|values|urls|images|globs?|patterns?|includes?|excludes?)[\W_]*\d*$/i

/** What the shell does to text without quotes may be what the author wants. */
function unquoted(tag: Tag, { word, command }: Spot, texts: readonly string[], text: string): string | undefined {
  if (!word || !command) return 'It is not known how the shell reads the tag'
  if (word.role === 'list') return 'The tag stands in a list, and the shell makes several items of its text'
  if (command.words[0]?.text === 'set') return '`set` makes several arguments of the text'
  if (tag.flows.some(({ path }) => several.test(path.join('.'))))
    return 'By its name the value holds several words, such as options, which have to be split'
  if (inBraces(text, tag, word)) return 'The tag stands in braces, of which the shell makes several words'
  const alone = word.from === tag.from && word.to === tag.to
  if (alone && texts.includes('') && !(command.words[0]?.text === 'echo' && command.words.length === 2))
    return 'The value may be empty, and would then be an empty argument instead of none'
  const echoed = command.words[0]?.text === 'echo' && word.role === 'word' && alone
  const plain = echoed ? /^(?!-)(?:[\p{L}\p{N}_@%+=:,./^!-]+(?: (?!$)|$))*$/u : /^[\p{L}\p{N}_@%+=:,./^-]*$/u
  if (texts.some((known) => !plain.test(known)))
    return 'A value in this file is split into words or expanded by the shell'
  const before = text.slice(word.from, tag.from)
  return /(?:^|[=:])~[^/]*$/.test(before) ? 'The shell takes the value for the name of a user' : undefined
}

/** Whether a tag stands between braces that bash and its kin expand: with a comma or two dots in them. */
function inBraces(text: string, { from, to }: Tag, word: Hole): boolean {
  const before = /(?<![$\\{])\{(?!\{)[^{}]*$/.exec(bare(text.slice(word.from, from)))?.[0]
  const after = /^[^{}]*\}/.exec(bare(text.slice(to, word.to)))?.[0]
  return before !== undefined && after !== undefined && /,|\.\./.test(before + after)
}

/** Without tags, and braces that are closed. */
function bare(written: string): string {
  return written.replace(/\{\{[^]*?\}\}/g, '').replace(/\{[^{}]*\}/g, '')
}

const significant: Partial<Record<Quoting, RegExp>> = {
  double: /["$`\\]/,
  'here-document': /[$`\\]/,
  single: /'/,
}

function differing({ quoting }: Spot, texts: readonly string[]): string | undefined {
  const sign = significant[quoting]
  return sign && texts.some((known) => sign.test(known))
    ? 'A value in this file holds signs that the shell acts upon inside of these quotes'
    : undefined
}
