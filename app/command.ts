import { closest } from '../src/argo/closest.ts'
import { react } from '../src/github/comment.ts'
import { mayWrite } from '../src/github/permission.ts'
import { code } from '../src/report/escape.ts'
import type { Wish } from '../src/report/fix-plan.ts'
import { explained, help, told } from '../src/report/reply.ts'
import type { Rule } from '../src/rule.ts'
import { rules } from '../src/rules/index.ts'
import { commandLine } from './command-line.ts'
import type { Context } from './context.ts'
import { propose } from './fix.ts'
import { lacking } from './grants.ts'
import { perform as review } from './review.ts'
import type { Task } from './task.ts'
import { say } from './tell.ts'

type Command =
  | { readonly kind: 'fix'; readonly wish: Wish }
  | { readonly kind: 'review' }
  | { readonly kind: 'say'; readonly text: string }

/**
 * Does what somebody wrote in a comment. Who may not push gets a thumb down and no more: nobody is notified of that,
 * and nobody can make us write. Each comment is answered once.
 *
 * @throws Refused | Later
 */
export async function perform(task: Extract<Task, { kind: 'command' }>, context: Context): Promise<void> {
  const { pull, comment, by, text } = task
  const { repository } = context
  const command = commandIn(text)
  if (!command) return
  if (!(await mayWrite(repository, by))) return react(repository, comment, '-1')
  if (command.kind === 'review') {
    const wanted = { kind: 'review', pull, again: `comment-${comment}` } as const
    if (lacking(wanted, context.permissions)) return react(repository, comment, '-1')
    await react(repository, comment, 'eyes')
    return review(wanted, context)
  }
  await say(pull, `comment|${comment}`, await answerTo(command, task, context), context)
}

async function answerTo(
  command: Exclude<Command, { kind: 'review' }>,
  { pull, by }: Extract<Task, { kind: 'command' }>,
  context: Context,
): Promise<string> {
  if (command.kind === 'say') return command.text
  const { wish } = command
  return told(await propose({ ...wish, pull, by }, context), wish)
}

/** The first command of a text. */
export function commandIn(text: string): Command | undefined {
  const line = commandLine(text)
  if (line === undefined) return undefined
  const [, verb = 'help', ...words] = line.toLowerCase().split(/\s+/)
  if (verb === 'fix') return fixIn(words)
  if (verb === 'review' && words.length === 0) return { kind: 'review' }
  if (verb === 'explain' && words.length === 1) return explainIn(words[0] ?? '')
  const opening = verb === 'help' ? '' : `I do not know ${code(`/lynceus ${[verb, ...words].join(' ')}`, 100)}.\n\n`
  return { kind: 'say', text: help(opening) }
}

function fixIn(words: readonly string[]): Command {
  const names = words.filter((word) => word !== 'unsafe' && word !== 'safe')
  const safety = words.includes('unsafe') ? 'unsafe' : 'safe'
  const [name, ...more] = names
  if (name === undefined) return { kind: 'fix', wish: { safety } }
  const rule = ruleNamed(name)
  if (!rule || more.length > 0) return noRule(more.length > 0 ? names.join(' ') : name)
  return { kind: 'fix', wish: { safety, rule: rule.id } }
}

function explainIn(name: string): Command {
  const rule = ruleNamed(name)
  return rule ? { kind: 'say', text: explained(rule) } : noRule(name)
}

function ruleNamed(name: string): Rule | undefined {
  return rules.find(({ id }) => id === name)
}

function noRule(name: string): Command {
  const near = closest(
    name,
    rules.map(({ id }) => id),
  )
  const advice =
    near === undefined ? `The rules are ${rules.map(({ id }) => code(id)).join(', ')}.` : `Did you mean ${code(near)}?`
  return { kind: 'say', text: `There is no rule ${code(name, 100)}. ${advice}\n` }
}
