import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { codeOf } from '../../../src/argo/code.ts'
import { sourceOf } from '../../../src/argo/flow/level.ts'
import type { Source, Stop } from '../../../src/argo/flow/source.ts'
import { projectOf } from '../manifests.ts'
import { generate } from './generate.ts'
import { type Doc, write } from './model.ts'
import { rank, sinks } from './paths.ts'

/*
 * What is proved. A value is as bad as the worst that may be in it: constant < output < preset < argument < submitter
 * < event, and of one level it is better when only some texts are likely. The test reads it off a model of the
 * documents by walking every way backward, with no part of the engine in it; the engine reads the text that the model
 * is written as. Both must agree on each tag, and the way that the engine tells must be one of the shortest.
 *
 * - A parameter of a Workflow or CronWorkflow is a preset, or an argument where neither it nor the library that it
 *   takes over holds a text for it. A library's is the submitter's, or a preset where the project itself runs it: by
 *   `templateRef`, by `workflowTemplateRef`, or by an event binding.
 * - An input holds its own text, what each call gives it, and what a submission gives it: the entrypoint and the exit
 *   handler get the parameters of the workflow by name, with or without a library between them. What nothing calls
 *   is a preset in a workflow and the submitter's in a library.
 * - An exit handler of a step, task or spec without arguments gets those of the workflow.
 * - Inside of a library, the workflow is whichever runs the template, the library itself among them.
 * - Templates around an inline one fill it in first: their inputs, their steps, and their loops.
 * - An output is one of the step, with what `valueFrom` reads; only that of a suspended step is all supplied.
 * - An event gives its text to what it fills, a likely one where the field of the payload holds no free text.
 */

const runs = Number(process.env['FLOW_RUNS'] ?? 400)
const seed = Number(process.env['FLOW_SEED'] ?? Math.floor(Math.random() * 2 ** 31))

/** What the engine says of each tag in a script, by the file and line of the tag. */
function sourcesOf(texts: readonly string[]): ReadonlyMap<string, Source> {
  const project = projectOf(texts)
  return new Map(
    project.manifests.flatMap((manifest) =>
      codeOf(manifest).code.flatMap(({ tags, template }) =>
        tags.map((tag): [string, Source] => [
          lineOf({ at: tag.span, manifest, note: '' }),
          sourceOf(tag.flows, { project, manifest, template }),
        ]),
      ),
    ),
  )
}

/** `2:17` is line 17 of the file 2. */
function lineOf({ at, manifest: { file } }: Stop): string {
  return `${file.path.replace('.yaml', '')}:${file.text.slice(0, at.start).split('\n').length}`
}

function shown(docs: readonly Doc[], texts: readonly string[]): string {
  return texts.map((text, index) => `# ${index}: ${docs[index]?.name}\n${text}`).join('---\n')
}

describe(`random workflows that run each other (FLOW_SEED=${seed}, FLOW_RUNS=${runs})`, () => {
  test('the level of each tag is the worst over all ways, and the way told is a nearest one', { timeout: 0 }, () => {
    const counts = { projects: 0, tooMany: 0, tags: 0, levels: {} as Record<string, number>, longest: 0 }
    const property = fc.property(fc.gen(), (gen) => {
      const docs = generate(gen)
      const texts = docs.map(write)
      const expected = sinks(docs)
      if (!expected) counts.tooMany++
      if (!expected) return
      counts.projects++
      const sources = sourcesOf(texts)
      for (const { line, worst, ways } of expected) {
        const source = sources.get(line)
        if (!source && worst.level === 'constant') continue
        const where = `line ${line} in\n${shown(docs, texts)}`
        expect({ level: source?.level, limited: source?.limited ?? false }, where).toEqual(worst)
        const way = (source?.way ?? []).map(lineOf)
        expect([...ways], where).toContain(way.join(' '))
        expect(rank(worst)).toBeGreaterThan(0)
        counts.tags++
        counts.levels[worst.level] = (counts.levels[worst.level] ?? 0) + 1
        counts.longest = Math.max(counts.longest, way.length)
      }
    })
    fc.assert(property, { numRuns: runs, seed })
    if (process.env['FLOW_RUNS']) console.log(JSON.stringify(counts))
    expect(counts.tags).toBeGreaterThan(runs)
    expect(counts.tooMany).toBeLessThan(runs / 10)
  })
})
