import type { Carried } from '../code.ts'
import { type Tag, tags } from '../tag.ts'
import { sourceOf } from './level.ts'
import { type Level, type Source, type Stop, worse } from './source.ts'
import type { Place } from './variable.ts'

/** The worst of what tags bring to a program as data. */
export interface Brought {
  readonly tag: Tag
  readonly source: Source
  /** Of the source. */
  readonly level: Exclude<Level, 'constant'>
  /** From where it enters to what holds it for the program. */
  readonly way: readonly Stop[]
}

/** Who chooses the text that a program uses; nothing when nobody does. */
export function broughtBy({ use, template }: Carried, { project, manifest }: Place): Brought | undefined {
  const all = use.carriers.flatMap(({ name, leaves }) =>
    leaves.flatMap((leaf) =>
      tags(leaf).map((tag) => ({ tag, name, source: sourceOf(tag.flows, { project, manifest, template }) })),
    ),
  )
  const [first, ...others] = all
  if (!first) return undefined
  const { tag, name, source } = others.reduce((a, b) => (worse(a.source, b.source) === a.source ? a : b), first)
  const { level } = source
  if (level === 'constant') return undefined
  const holder = { at: tag.span, manifest, note: `${name.charAt(0).toUpperCase()}${name.slice(1)} holds it` }
  return { tag, source, level, way: [...source.way, holder] }
}
