import { get } from '../yaml/query.ts'
import type { Refusal } from '../yaml/edit.ts'
import { shown, type Tag } from './tag.ts'
import { parameter, type Place } from './flow/variable.ts'
import { since, type Version } from './version.ts'

/** Words that mean something else in an expression (expr-lang's language definition). */
const reserved = new Set('and or not in matches contains startsWith endsWith let if else nil true false'.split(' '))

/** The name of a variable as an expression writes it: `inputs.parameters.commit-msg` is `inputs.parameters['commit-msg']`. */
export function variablePath(name: string): string {
  return name
    .split('.')
    .map((part, index) => {
      if (!/^[A-Za-z_]\w*$/.test(part) || reserved.has(part)) return `['${part}']`
      return index === 0 ? part : `.${part}`
    })
    .join('')
}

/** What every workflow has from its first moment. */
const given = /^workflow\.(?:name|namespace|uid|serviceAccountName)$/
const output = /^(?:steps|tasks)\.[\w-]+\.outputs\.(?:result|parameters\.[\w-]+)$/
const item = /^item(?:\.[\w-]+)?$/

/**
 * The variable of a simple tag for an expression, where that is sure to hold the same text. Argo fails on a simple
 * tag that it does not know, but takes a member of an expression that it does not know for nil: so the variable must
 * be declared where it can be seen. It also tries to evaluate an expression each time that it fills in a template,
 * and those around an inline one come first (`expressionReplace` in util/template/expression_template.go).
 */
export function pathOf(tag: Tag, place: Place): string | Refusal {
  const name = tag.body
  if (tag.expression) return { refused: `${shown(tag)} is an expression already, which is for its author to change` }
  if (place.template?.inline)
    return { refused: 'Argo would evaluate an expression in an inline template with the variables around it' }
  const [root = '', kind, own] = /^(\w+)\.(parameters)\.([\w-]+)$/.exec(name)?.slice(1) ?? []
  if (kind && (root === 'workflow' || root === 'inputs')) {
    const holder = root === 'inputs' ? get(place.template?.node, 'inputs') : get(place.manifest.spec, 'arguments')
    if (parameter(holder, own ?? '')) return variablePath(name)
    return { refused: `${shown(tag)} is not declared here, and an expression takes what it does not know for nil` }
  }
  if (given.test(name) || output.test(name) || item.test(name)) return variablePath(name)
  return { refused: `${shown(tag)} is nothing that an expression is sure to know when it is evaluated` }
}

/** Refuses what a version of Argo before `major.minor` would not understand. */
export function tooOld(version: Version | undefined, major: number, minor: number): Refusal | undefined {
  if (since(version, major, minor)) return undefined
  return { refused: `the expression that would mend it needs Argo ${major}.${minor}` }
}
