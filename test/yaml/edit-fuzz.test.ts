import fc from 'fast-check'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { apply, edit } from '../../src/yaml/edit.ts'
import { value } from '../../src/yaml/value.ts'
import { changesOf, type Subject, targets, tried, whole } from './edits.ts'
import { written } from './writer.ts'

const runs = Number(process.env['EDIT_RUNS'] ?? 1000)
const seed = Number(process.env['EDIT_SEED'] ?? Math.floor(Math.random() * 2 ** 31))

const choices = fc.array(fc.nat({ max: 2 ** 31 - 1 }), { minLength: 24, maxLength: 24 })

describe(`random edits of generated documents (EDIT_SEED=${seed}, EDIT_RUNS=${runs})`, () => {
  test('say what they are to say, and keep every comment', { timeout: 20 * 60_000 }, () => {
    const counts = { documents: 0, right: 0, comments: 0, refused: new Map<string, number>() }
    const property = fc.property(written, choices, ({ text }, picks) => {
      const next = picker(picks)
      let subject = whole(text)
      if (!subject) return
      counts.documents++
      const marks = Array.from({ length: 4 }, (_, index) => {
        const commented: Subject | undefined = subject && withComment(subject, next, `# mark ${index}.`)
        subject = commented ?? subject
        return commented ? [`# mark ${index}.`] : []
      }).flat()
      counts.comments += marks.length
      for (let step = 0; step < 3 && subject; step++) {
        const change = pick([...changesOf(pick([...targets(subject.root)], next), next())], next)
        const outcome = tried(subject, change)
        expect(outcome.wrong, `${change.kind} in:\n${subject.text}`).toBeUndefined()
        if (outcome.refused === undefined) counts.right++
        else counts.refused.set(outcome.refused, (counts.refused.get(outcome.refused) ?? 0) + 1)
        const edits = edit(subject.text, subject.root, change)
        if ('refused' in edits) continue
        const made = apply(subject.text, edits)
        for (const mark of marks) expect(made.split(mark).length, `${mark} in\n${made}`).toBe(2)
        subject = whole(made)
      }
    })
    fc.assert(property, { numRuns: runs, seed })
    if (process.env['EDIT_RUNS']) console.log(JSON.stringify({ ...counts, refused: [...counts.refused] }, undefined, 1))
    expect(counts.right).toBeGreaterThan(runs)
    expect(counts.comments).toBeGreaterThan(runs)
  })
})

function picker(picks: readonly number[]): () => number {
  let at = 0
  return () => picks[at++ % picks.length] ?? 0
}

function pick<One>(all: readonly One[], next: () => number): One {
  const one = all[next() % all.length]
  if (one === undefined) throw new Error('nothing to pick from')
  return one
}

/** The same with a comment at the end of a line or on one of its own, where it is a comment: it says nothing new. */
function withComment(subject: Subject, next: () => number, comment: string): Subject | undefined {
  const ends = [...subject.text.matchAll(/\r?\n/g)]
  const end = ends[next() % Math.max(1, ends.length)]
  if (!end) return undefined
  const column = ' '.repeat(next() % 9)
  const made = next() % 2 ? ` ${column}${comment}` : `${end[0]}${column}${comment}`
  const found = whole(subject.text.slice(0, end.index) + made + subject.text.slice(end.index))
  return found && isDeepStrictEqual(value(found.root), value(subject.root)) ? found : undefined
}
