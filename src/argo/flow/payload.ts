import type { Node } from '../../yaml/node.ts'
import { get, text } from '../../yaml/query.ts'
import { checkedBy } from '../expression-check.ts'
import { flowsOf, wordsOf } from '../expression.ts'

/**
 * What an event brings in (catalogue 1.8.3): free text of whoever causes it, or a value that the sender's system makes,
 * such as an id or the name of a repository.
 */
export type Content = 'text' | 'limited'

/** What the expressions of an event binding can use (docs/events.md). */
const roots: ReadonlySet<string> = new Set(['payload', 'metadata', 'discriminator', 'namespace'])

const repository = String.raw`(?:repository|base\.repo|project|organization|installation)`

/** Fields of the webhooks of GitHub and GitLab that hold no free text, below the payload. */
const limited = new RegExp(
  [
    String.raw`(?:^|\.)(?:after|before|sha|number|i?id|node_id|project_id|action|time|timestamp|\w+_at|login|username|object_kind|event_name|\w+_type|state|status)$`,
    String.raw`(?:^|\.)(?:merged|draft|deleted|created|forced|private|fork|size|\w+_count)$`,
    String.raw`(?:^|\.)${repository}\.(?:full_name|name|owner\.login|default_branch|path_with_namespace|visibility|(?:\w+_)?url)$`,
    // A branch of the repository itself, into which something is to be merged.
    String.raw`(?:^|\.)base\.(?:ref|label)$`,
  ].join('|'),
)

function ofPath(path: string): Content {
  return limited.test(path) ? 'limited' : 'text'
}

function worst(contents: readonly Content[]): Content | undefined {
  return contents.includes('text') ? 'text' : contents[0]
}

/**
 * What an expression of an event binding results in; nothing when no text of the event is in it.
 *
 * @param selector the condition that the event already met
 */
export function ofExpression(expression: string, selector: string): Content | undefined {
  const checked = checkedBy(wordsOf(selector))
  const paths = flowsOf(expression, roots).map(({ path }) => path)
  return worst(
    paths.flatMap(([root, ...path]) => {
      if (root === 'namespace' || checked.has([root, ...path].join('.'))) return []
      // Headers and the path are set up together with the webhook.
      return root === 'payload' ? ofPath(path.join('.')) : 'limited'
    }),
  )
}

/**
 * What a source of a sensor results in; nothing when no text of the event is in it.
 *
 * @param isOpen anybody can send such an event, with anything in any field
 */
export function ofSource(source: Node, isOpen: boolean): Content | undefined {
  const key = text(get(source, 'dataKey'))
  const template = text(get(source, 'dataTemplate'))
  // The envelope of an event is made by Argo Events.
  if (key === undefined && template === undefined && (get(source, 'contextKey') ?? get(source, 'contextTemplate')))
    return 'limited'
  const content = worst([
    ...(key === undefined && template !== undefined ? [] : [ofPath(key ?? '')]),
    ...(template === undefined ? [] : ofTemplate(template)),
  ])
  return content && isOpen ? 'text' : content
}

/** Their results are numbers, hashes or text of a harmless alphabet (sprig). */
const harmless = /(?:^|\|)\s*(?:int|int64|float64|atoi|len|sha1sum|sha256sum|sha512sum|b64enc|b32enc)\b[^|]*$/

/** Of a Go template, by its actions. */
function ofTemplate(template: string): Content[] {
  const actions = template.slice(0, 10_000).split('{{').slice(1)
  return actions.flatMap((text) => {
    const [body = ''] = text.split('}}')
    if (harmless.test(body)) return []
    const names = [...body.matchAll(/\.Input((?:\.\w+)*)/g)].map(([, path = '']) => ofPath(path.slice(1)))
    // Other names stand for a part of it that was chosen before.
    const rest = body.replaceAll(/"(?:\\.|[^"\\])*"|`[^`]*`|\.Input(?:\.\w+)*/g, '')
    return /[.$]|\bindex\b/.test(rest) ? [...names, 'text'] : names
  })
}
