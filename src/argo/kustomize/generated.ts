import type { File } from '../../yaml/file.ts'
import type { Mapping, Scalar } from '../../yaml/node.ts'
import { get, items, mapping, pair, scalar, text } from '../../yaml/query.ts'
import { isControllerConfig, controllerSettings } from '../controller-config.ts'
import { isUnknown } from '../embedded.ts'
import { isAboutArgo, type Manifest } from '../manifest.ts'
import { namespaceOf } from '../rbac/near.ts'
import { Composed, partOf, partOfFile, rootOf, type Text } from './composed.ts'
import { fileOf, kustomizationOf, resolved } from './kustomization.ts'
import { operated } from './operated.ts'

/** Whether a kustomization may say something that no manifest says. */
export function isGenerating({ root, kind }: Manifest): boolean {
  if (kind !== 'Kustomization' && kind !== 'Component') return false
  return ['configMapGenerator', 'secretGenerator', 'patches', 'patchesJson6902'].some((field) => root.mayHave(field))
}

/**
 * What its JSON patches say, and the ConfigMaps and Secrets that a kustomization generates and that Argo may read: one for
 * the literals of an entry, and one for each of its files that is at hand (Kustomize, "configMapGenerator"). What is in them
 * stands where it is written.
 *
 * @param files by their paths
 */
export function* generated(manifest: Manifest, files: ReadonlyMap<string, File>): Generator<Manifest> {
  const kustomization = kustomizationOf(manifest)
  if (!kustomization || manifest.templated) return
  yield* operated(kustomization, files)
  for (const [field, kind] of fields) {
    for (const item of items(get(manifest.root, field))) {
      if (item.kind !== 'mapping') continue
      const entry: Entry = { kind, node: item, name: text(get(item, 'name')) ?? '' }
      yield* made(entry, manifest.file, literals(entry))
      for (const named of items(get(item, 'files')).map((one) => fileOf(text(one) ?? ''))) {
        const file = files.get(resolved(kustomization.folder, named.path) ?? '')
        if (file && mayMatter(entry, file)) yield* made(entry, file, ofFile(entry, named.key, file))
      }
      for (const named of [get(item, 'env'), ...items(get(item, 'envs'))].map((one) => text(one) ?? '')) {
        const file = files.get(resolved(kustomization.folder, named) ?? '')
        if (file && mayMatter(entry, file)) yield* made(entry, file, ofEnvironment(entry, file))
      }
    }
  }
}

/**
 * The paths of the files whose texts a kustomization puts into ConfigMaps. Not into Secrets: those are often kept out of
 * the repository on purpose, so what stands in them is nobody's mistake.
 */
export function textsOf(manifest: Manifest): readonly string[] {
  const kustomization = kustomizationOf(manifest)
  if (!kustomization || manifest.templated) return []
  return items(get(manifest.root, 'configMapGenerator')).flatMap((item) => {
    const named = items(get(item, 'files')).map((one) => fileOf(text(one) ?? '').path)
    const listed = [get(item, 'env'), ...items(get(item, 'envs'))].map((one) => text(one) ?? '')
    return [...named, ...listed].flatMap((path) => resolved(kustomization.folder, path) ?? [])
  })
}

const fields = [
  ['configMapGenerator', 'ConfigMap'],
  ['secretGenerator', 'Secret'],
] as const

/** A ConfigMap holds no more (Kubernetes, "ConfigMap"). */
const mostText = 1024 * 1024

/** A cheap look: most files that are put into ConfigMaps, such as dashboards, have nothing to do with Argo. */
function mayMatter({ kind, name }: Entry, { text: whole }: File): boolean {
  if (whole.length > mostText) return false
  return kind === 'Secret' || name.endsWith('workflow-controller-configmap') || isAboutArgo(whole)
}

interface Entry {
  readonly kind: 'ConfigMap' | 'Secret'
  readonly node: Mapping
  readonly name: string
}

/** YAML and where it ends; nothing where there is nothing. */
type Made = readonly [yaml: Composed, end: number] | undefined

function* made({ kind, node, name }: Entry, file: File, found: Made): Generator<Manifest> {
  if (!found || name === '' || isUnknown(name)) return
  const root = rootOf(...found)
  if (!root || !(isControllerConfig(root) || kind === 'Secret' || isAboutArgo(root.raw))) return
  const defaults = isControllerConfig(root) ? controllerSettings(root).get('workflowdefaults')?.value : undefined
  yield {
    file,
    kind,
    name,
    namespace: namespaceOf(text(get(node, 'namespace'))),
    root,
    spec: mapping(get(defaults, 'spec')),
    templated: false,
    partial: ['merge', 'replace'].includes(text(get(node, 'behavior')) ?? ''),
    quoted: false,
    parent: undefined,
  }
}

/** The name comes first where it is written first, so that it has its place; else it has that of the entry. */
function head({ kind, node, name }: Entry, before: number): Composed {
  const yaml = new Composed().add(`apiVersion: v1\nkind: ${kind}\nmetadata: {name: `, node.start)
  const written = scalar(get(node, 'name'))
  if (written && written.end <= before) yaml.text(partOf(written, 0, written.value.length))
  else yaml.add(JSON.stringify(name), node.start)
  return yaml.add('}\n', written && written.end <= before ? written.end : node.start)
}

function dataOf({ kind }: Entry): string {
  return kind === 'Secret' ? 'stringData' : 'data'
}

/** `key=value`, without quotes around the value (Kustomize's `ParseLiteralSource`). */
function literals(entry: Entry): Made {
  const list = pair(entry.node, 'literals')
  const given = items(list?.value).flatMap((item) => {
    const leaf = scalar(item)
    const equals = leaf?.value.indexOf('=') ?? -1
    return leaf && equals > 0 ? [[leaf, equals] as const] : []
  })
  if (!list || given.length === 0) return undefined
  const yaml = head(entry, list.key.start).word(dataOf(entry), list.key).add(':\n', list.key.end)
  for (const [leaf, equals] of given) {
    yaml
      .add('  ', leaf.start)
      .text(partOf(leaf, 0, equals))
      .add(': ', leaf.part(equals, equals).start)
    yaml.text(literal(leaf, equals + 1)).add('\n', leaf.end)
  }
  return [yaml, list.value.end]
}

function literal(leaf: Scalar, from: number): Text {
  const { value } = leaf
  const start = from + (/^["']*/.exec(value.slice(from))?.[0].length ?? 0)
  const end = value.length - (/["']*$/.exec(value.slice(start))?.[0].length ?? 0)
  return partOf(leaf, start, end)
}

function ofFile(entry: Entry, key: string, { text: whole }: File): Made {
  const yaml = bare(entry)
    .add(`  ${JSON.stringify(key)}: `, 0)
    .text(partOfFile(whole, 0, whole.length))
  return [yaml, whole.length]
}

function ofEnvironment(entry: Entry, { text: whole }: File): Made {
  const yaml = bare(entry)
  for (const { 0: line, 1: key = '', index } of whole.matchAll(/^[ \t]*([^#=\s][^=\r\n]*)=[^\r\n]*/gm)) {
    const start = index + line.indexOf(key)
    const value = start + key.length + 1
    yaml
      .add('  ', start)
      .text(partOfFile(whole, start, value - 1))
      .add(': ', value - 1)
    yaml.text(partOfFile(whole, value, index + line.length)).add('\n', index + line.length)
  }
  return [yaml, whole.length]
}

/** In a file that only holds data, nothing else has a place. */
function bare(entry: Entry): Composed {
  const { kind, name } = entry
  return new Composed().add(
    `apiVersion: v1\nkind: ${kind}\nmetadata: {name: ${JSON.stringify(name)}}\n${dataOf(entry)}:\n`,
    0,
  )
}
