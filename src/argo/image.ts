/** An image reference in its parts (distribution/reference grammar). */
export interface Image {
  /** Registry and path, without tag and digest. */
  readonly repository: string
  /** The last part of the path. */
  readonly basename: string
  readonly tag: string | undefined
  readonly digest: string | undefined
}

/** `registry:5000/path:tag@sha256:…`. A colon before the last slash belongs to a port. */
export function parseImage(reference: string): Image {
  const [name = '', digest] = reference.split('@', 2)
  const slash = name.lastIndexOf('/')
  const colon = name.indexOf(':', slash + 1)
  const repository = colon < 0 ? name : name.slice(0, colon)
  return {
    repository,
    basename: repository.slice(slash + 1),
    tag: colon < 0 ? undefined : name.slice(colon + 1),
    digest,
  }
}

export type Component = 'controller' | 'server' | 'executor'

/** By the last part of the name: Argo's own images and their mirrors, then those of Bitnami. */
const components = new Map<string, Component>([
  ['workflow-controller', 'controller'],
  ['argocli', 'server'],
  ['argoexec', 'executor'],
  ['argo-workflow-controller', 'controller'],
  ['argo-workflow-cli', 'server'],
  ['argo-workflow-exec', 'executor'],
])

/** Which part of Argo Workflows an image is, whatever registry it comes from. */
export function component({ basename }: Image): Component | undefined {
  return components.get(basename)
}
