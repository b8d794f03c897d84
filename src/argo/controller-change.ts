import { type Change, set } from '../yaml/change.ts'
import type { Refusal } from '../yaml/edit.ts'
import type { Mapping } from '../yaml/node.ts'
import { get, isNull, mapping, scalar, text } from '../yaml/query.ts'
import type { Style } from '../yaml/style.ts'
import type { Value } from '../yaml/value.ts'
import { collectionLines } from '../yaml/write.ts'
import { controllerSettings } from './controller-config.ts'
import { embedded } from './embedded.ts'

/** What a setting of the controller is to hold, key by key. */
export interface Content {
  readonly [key: string]: Value
}

/**
 * Gives a setting of a controller ConfigMap further content, in the shape that the ConfigMap has: a text for each
 * setting, or all settings in one text. What stands in the way is replaced, all else stays.
 */
export function withSetting(root: Mapping, name: string, content: Content): readonly Change[] | Refusal {
  const whole = scalar(get(root, 'data', 'config'))
  const settings = mapping(whole ? embedded(whole).root : get(root, 'data'))
  const own = controllerSettings(root).get(name.toLowerCase())
  const inner = mapping(own?.value)
  if (inner && inner.pairs.length > 0) return filled(inner, content)
  const key = scalar(own?.key)?.value ?? name
  const old = get(settings, key)
  if (!settings) return { refused: 'This ConfigMap has no `data` yet' }
  if (!inner && !isNull(old) && text(old) !== '')
    return { refused: `What is there now for \`${name}\` cannot be added to` }
  return [set(settings, key, whole ? { ...content } : `${collectionLines({ ...content }, style).join('\n')}\n`)]
}

function filled(into: Mapping, content: Content): Change[] {
  return Object.entries(content).flatMap(([key, value]) => {
    const inner = mapping(get(into, key))
    return inner && inner.pairs.length > 0 && isContent(value) ? filled(inner, value) : [set(into, key, value)]
  })
}

function isContent(value: Value): value is { [key: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** As in the examples of Argo's documentation. */
const style: Style = { step: 2, listStep: 2, itemStep: 2, quote: '"', quoting: 'needed', literal: true }
