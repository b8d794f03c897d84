import { groupBy } from './argo/group.ts'
import type { Manifest } from './argo/manifest.ts'
import type { Document } from './yaml/document.ts'
import type { File } from './yaml/file.ts'

/** A document, and the objects in it. */
export interface Sheet {
  readonly file: File
  readonly document: Document
  readonly manifests: readonly Manifest[]
}

/** The kinds that others refer to by name. */
const libraries = new Set(['WorkflowTemplate', 'ClusterWorkflowTemplate'])

/** The kinds that matter to others only by such names. */
const named = new Set([
  ...libraries,
  'Workflow',
  'CronWorkflow',
  'WorkflowEventBinding',
  'Sensor',
  'EventSource',
  'CronJob',
  'Job',
  'Pod',
])

/** Which documents tell of which libraries. */
export interface Mentions {
  readonly definedIn: ReadonlyMap<string, readonly Sheet[]>
  readonly mentionedIn: ReadonlyMap<string, readonly Sheet[]>
  readonly namesIn: ReadonlyMap<Sheet, readonly string[]>
}

export function mentions(all: readonly Sheet[]): Mentions {
  const definedIn = byName(all, defined)
  const namesIn = new Map(
    all.map((sheet) => [sheet, [...new Set(words(sheet))].filter((word) => definedIn.has(word))] as const),
  )
  return { definedIn, namesIn, mentionedIn: byName(all, (sheet) => namesIn.get(sheet) ?? []) }
}

/** Documents by the names that they have to do with. */
function byName(
  all: readonly Sheet[],
  names: (sheet: Sheet) => readonly string[],
): ReadonlyMap<string, readonly Sheet[]> {
  const pairs = all.flatMap((sheet) => names(sheet).map((name) => ({ name, sheet })))
  return new Map(
    [...groupBy(pairs, ({ name }) => name)].map(([name, those]) => [name, those.map(({ sheet }) => sheet)]),
  )
}

/**
 * The documents whose findings may depend on one, beside itself; nothing when that may be all. Workflows and what
 * starts them know each other by the names of templates; any other object, such as the controller's ConfigMap or a
 * Service, may matter to every one.
 */
export function neighbours(sheet: Sheet, { definedIn, mentionedIn, namesIn }: Mentions): readonly Sheet[] | undefined {
  if (!sheet.manifests.every(({ kind }) => named.has(kind))) return undefined
  const called = closure(sheet, (one) => (namesIn.get(one) ?? []).flatMap((name) => definedIn.get(name) ?? []))
  const callers = closure(sheet, (one) => defined(one).flatMap((name) => mentionedIn.get(name) ?? []))
  const found = new Set([...called, ...callers])
  found.delete(sheet)
  return [...found]
}

function closure(start: Sheet, next: (sheet: Sheet) => readonly Sheet[]): ReadonlySet<Sheet> {
  const found = new Set([start])
  // A set also yields what is added while it is walked.
  for (const sheet of found) for (const other of next(sheet)) found.add(other)
  return found
}

function defined({ manifests }: Sheet): string[] {
  return manifests.filter(({ kind, name }) => libraries.has(kind) && name !== '').map(({ name }) => name)
}

/** Names of objects are made of these letters (RFC 1123), so each stands in a text as a word of its own. */
function words({ file, document }: Sheet): readonly string[] {
  return file.text.slice(document.start, document.end).match(/[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?/g) ?? []
}
