import type { Span } from '../yaml/file.ts'
import type { Scalar } from '../yaml/node.ts'
import { once } from '../yaml/once.ts'
import { unknown } from '../yaml/template.ts'
import { type Flow, flowsOf, variables } from './expression.ts'
import type { Manifest } from './manifest.ts'

/** `{{name}}` or `{{=expression}}` in a text that Argo fills in before it uses it. */
export interface Tag {
  /** Where it stands in the value of its scalar, braces included. */
  readonly from: number
  readonly to: number
  readonly span: Span
  /** What stands between the braces, without blanks around it; an expression with its `=`. */
  readonly body: string
  readonly expression: boolean
  /** The variables whose text it puts in. */
  readonly flows: readonly Flow[]
}

/** A cheap look at an object before its nodes are visited. */
export function mayUseTags({ root }: Pick<Manifest, 'root'>): boolean {
  return root.braced
}

const none: readonly Tag[] = []

/**
 * Argo's own tags in a scalar, in their order. Docker's `{{.Name}}`, Jinja's `{{ name }}`, GitHub's `${{ name }}` and
 * Helm's actions are not among them (catalogue 1.8.2).
 */
export function tags(scalar: Scalar | undefined): readonly Tag[] {
  return scalar?.braced ? cut(scalar) : none
}

/**
 * As Argo's `fasttemplate` cuts them: a tag ends at the first `}}`; when braces open inside of it, the last ones
 * count (`simpleReplace` in util/template/simple_template.go).
 */
const cut = once((scalar: Scalar): readonly Tag[] => {
  const { value } = scalar
  const found: Tag[] = []
  for (let open = value.indexOf('{{'); open >= 0;) {
    const close = value.indexOf('}}', open + 2)
    if (close < 0) return found
    const inner = value.lastIndexOf('{{', close - 2)
    const from = inner > open + 2 ? inner : open
    const tag = read(scalar, from, close + 2)
    if (tag) found.push(tag)
    open = value.indexOf('{{', close + 2)
  }
  return found
})

function read(scalar: Scalar, from: number, to: number): Tag | undefined {
  const { value } = scalar
  const body = value.slice(from + 2, to - 2)
  const expression = body.startsWith('=')
  const flows = expression ? flowsOf(body.slice(1)) : simple(body, value[from - 1] === '$')
  return flows && new Placed(scalar, from, to, body.trim(), expression, flows)
}

/** Decoding a place costs more than finding it, and few are asked for. */
class Placed implements Tag {
  readonly from: number
  readonly to: number
  readonly body: string
  readonly expression: boolean
  readonly flows: readonly Flow[]
  private readonly scalar: Scalar
  private decoded: Span | undefined = undefined

  constructor(scalar: Scalar, from: number, to: number, body: string, expression: boolean, flows: readonly Flow[]) {
    this.scalar = scalar
    this.from = from
    this.to = to
    this.body = body
    this.expression = expression
    this.flows = flows
  }

  get span(): Span {
    return (this.decoded ??= this.scalar.part(this.from, this.to))
  }
}

/** GitHub has `inputs.x` and `steps.x.outputs.y` too, but nothing of Argo's second names. */
const argoOnly =
  /^(?:(?:inputs|outputs|workflow)\.(?:parameters|artifacts)|steps\.[^.]+\.outputs\.(?:parameters|artifacts)|tasks|item|pod|workflow)\b/

function simple(body: string, afterDollar: boolean): readonly Flow[] | undefined {
  const name = body.trim()
  // The text is JSON when tags are sought in it: a line break inside of a tag is no blank there.
  if (/[\n\r\t]/.test(body) || (afterDollar && !argoOnly.test(name))) return undefined
  const path = name.split('.')
  if (!variables.has(path[0] ?? '')) return undefined
  return group.test(name) ? [] : [{ path, json: false }]
}

/** Names that only an expression can use; Argo leaves a plain tag with one of them as it is. */
const group = /^(?:inputs|outputs|workflow|lastRetry|cronworkflow|(?:steps|tasks)(?:\.[^.]+)?)$/

const placeholder = new RegExp(`${unknown}+`, 'g')

/** A tag for a message, as inline code on one line. */
export function shown({ body }: Tag): string {
  const line = body.slice(0, 200).replace(/\s+/g, ' ').replaceAll(placeholder, '…')
  return `\`{{${line.length > 80 ? `${line.slice(0, 79)}…` : line}}}\``
}

/** Whether a text consists of nothing but one tag. */
export function isOnly(tag: Tag, scalar: Scalar): boolean {
  return (
    tags(scalar).length === 1 &&
    scalar.value.slice(0, tag.from).trim() === '' &&
    scalar.value.slice(tag.to).trim() === ''
  )
}

/**
 * The variables whose text can end what they are put into, in a language that has JSON's strings. A JSON literal
 * cannot, unless it stands inside of quotes or sticks to a word.
 */
export function loose(tag: Tag, scalar: Scalar): readonly Flow[] {
  const json = tag.flows.some((flow) => flow.json) && standsAlone(lineBefore(tag, scalar))
  return json ? tag.flows.filter((flow) => !flow.json) : tag.flows
}

function standsAlone(before: string): boolean {
  if (/[\w.\-"'`\\]$/.test(before) || before.length === maxLine) return false
  return (
    before
      .replace(/\\./g, '')
      .replace(/"[^"]*"|'[^']*'|`[^`]*`/g, '')
      .search(/["'`]/) < 0
  )
}

/** No line that is meant to be read is longer; a hostile one would be read once for each of its tags. */
const maxLine = 1000

/** What stands before a tag on its line, or the end of it. */
export function lineBefore({ from }: Tag, { value }: Scalar): string {
  const before = value.slice(Math.max(0, from - maxLine), from)
  return before.slice(before.lastIndexOf('\n') + 1)
}
