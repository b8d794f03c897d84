import type { Span } from '../yaml/file.ts'
import type { Node, Scalar } from '../yaml/node.ts'
import { once, oncePer } from '../yaml/once.ts'
import { get, items, scalar, text } from '../yaml/query.ts'
import { chartTags, chartValues } from './chart-values.ts'
import { controllerSettings, isControllerConfig } from './controller-config.ts'
import { embedded, isUnknown } from './embedded.ts'
import { type Component, type Image, parseImage } from './image.ts'
import { flag, installed } from './installation.ts'
import { argoImages } from './kustomize/argo-images.ts'
import { isRetagged } from './kustomize/placement.ts'
import { hasUnknownPatch } from './layers.ts'
import type { Manifest } from './manifest.ts'
import { containers, containerSetting, type Pod } from './pod.ts'
import type { Project } from './project.ts'
import { effective, type Setting } from './setting.ts'

/** A place where a manifest names an image. */
export interface ImageUse {
  readonly at: Span | Setting
  /** As it is written. */
  readonly reference: string
  readonly image: Image
  /** Whose image it is, in words that end "the image of …". */
  readonly of: string
  /** Whether what a `podSpecPatch` will hold when it runs may put another image in its place. */
  readonly replaceable: boolean
  /** Of values of Argo's chart, which only have the tag: the parts of Argo whose images have it. */
  readonly parts?: readonly Component[]
}

/**
 * The images that a manifest names and that can be read: of containers (catalogue §1.5), of Argo's own pods, and of the
 * controller's settings. One that is written in another manifest is that one's.
 */
export const imageUses = oncePer((manifest: Manifest, project: Project): readonly ImageUse[] => [
  ...readable(places(manifest, project)),
  ...ofChart(manifest),
  ...ofKustomization(manifest),
])

function* readable(all: Iterable<Place>): Generator<ImageUse> {
  for (const { at, of, replaceable = false } of all) {
    const reference = ('origin' in at ? text(at.node) : at.text)?.trim() ?? ''
    if (!isReference(reference)) continue
    yield { at: 'origin' in at ? at : at.at, reference, image: parseImage(reference), of, replaceable }
  }
}

interface Place {
  readonly at: Setting | { readonly text: string; readonly at: Span }
  readonly of: string
  readonly replaceable?: boolean
}

function* places(manifest: Manifest, project: Project): Generator<Place> {
  for (const container of containers(manifest, project)) {
    const setting = containerSetting(container, 'image')
    const { pod } = container
    const { template } = pod
    const where = template?.name ? ` of template \`${template.name}\`` : ''
    if (setting?.manifest !== manifest || isRetagged(manifest, text(setting.node) ?? '')) continue
    const replaceable = setting.origin !== 'podSpecPatch' && hasOpenPatch(pod)
    yield { at: setting, of: `container \`${container.name}\`${where}`, replaceable }
  }
  for (const one of installed(manifest, project)) {
    const image = flag(one, 'executor-image')
    if (image) yield { at: { text: image.value, at: image.at }, of: 'the executor' }
  }
  if (isControllerConfig(manifest.root)) yield* settings(manifest)
}

/** Whether a patch may bring containers that cannot be seen: a tag for a value deep inside of it brings none. */
function hasOpenPatch({ layers: { template, spec } }: Pod): boolean {
  return [template, spec].some((layers) => {
    const patch = hasUnknownPatch(layers) && scalar(effective(layers, 'podSpecPatch')?.node)
    return patch && isOpenPatch(patch)
  })
}

/** One patch may govern many containers. */
const isOpenPatch = once((patch: Scalar): boolean => isOpen(embedded(patch).root))

/** Whether the containers of a patch, or all of it, are known only when it runs. */
function isOpen(node: Node | undefined): boolean {
  if (node?.kind === 'sequence') return node.items.some(isOpen)
  if (node?.kind !== 'mapping') return node === undefined || isUnknown(text(node) ?? '')
  return node.pairs.some(({ key, value }) => {
    const name = text(key) ?? ''
    return isUnknown(name) || (/^(?:c|initC)ontainers$/.test(name) && isOpen(value))
  })
}

/** Images in the controller's settings that are no part of a container there. */
function* settings(manifest: Manifest): Generator<Place> {
  const config = controllerSettings(manifest.root)
  yield* place(config.get('executorimage')?.value, 'the executor')
  for (const driver of items(config.get('artifactdrivers')?.value)) {
    yield* place(get(driver, 'image'), `artifact driver \`${text(get(driver, 'name')) ?? ''}\``)
  }
}

function* place(node: Node | undefined, of: string): Generator<Place> {
  const leaf: Scalar | undefined = scalar(node)
  if (leaf) yield { at: { text: leaf.value, at: leaf }, of }
}

/** What a registry could be asked for. Placeholders of other tools are none. */
function isReference(value: string): boolean {
  return !isUnknown(value) && /^[\w.-]+(?::\d+)?(?:\/[\w.-]+)*(?::[\w.-]+)?(?:@\w+:[0-9a-fA-F]+)?$/.test(value)
}

const names: Readonly<Record<Component, string>> = {
  controller: 'the workflow controller',
  server: 'the Argo Server',
  executor: 'the executor',
}

/** The tags that a kustomization gives to images of Argo. */
function ofKustomization(manifest: Manifest): ImageUse[] {
  return argoImages(manifest).flatMap(({ at, part, reference }) =>
    isReference(reference)
      ? [{ at, reference, image: parseImage(reference), of: names[part], replaceable: false, parts: [part] }]
      : [],
  )
}

/** The tags that values give to the images of Argo's chart. */
function ofChart({ kind, root }: Manifest): ImageUse[] {
  const values = kind === 'Values' ? chartValues(root) : undefined
  return (values ? chartTags(values) : []).flatMap(({ tag, parts, repository }) => {
    const [part] = parts
    const reference = repository === undefined ? tag.value : `${repository}:${tag.value}`
    const image = parseImage(repository === undefined ? `argo-workflows:${tag.value}` : reference)
    if (!part || !isReference(reference)) return []
    const of = repository === undefined ? 'each part of Argo that has no tag of its own' : names[part]
    return [{ at: tag, reference, image, of, replaceable: false, parts }]
  })
}
