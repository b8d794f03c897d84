import type { Container, Pod } from './pod.ts'

/** Up to five names as inline code, and how many more there are. */
export function listed(names: Iterable<string>): string {
  const all = [...new Set(names)]
  const shown = all.slice(0, 5).map((name) => `\`${name}\``)
  return shown.join(', ') + (all.length > shown.length ? ` +${all.length - shown.length}` : '')
}

/** The templates of pods in words: "Template `a`", "Templates `a`, `b` +3", or what stands in their place. */
export function titleOf(pods: readonly Pod[]): string {
  const templates = new Set(pods.flatMap(({ template }) => template ?? []))
  const [first] = templates
  if (!first) return standIn(pods[0])
  if (templates.size === 1) return first.name === '' ? 'An inline template' : `Template \`${first.name}\``
  return `Templates ${listed([...templates].map(({ name }) => (name === '' ? '(inline)' : name)))}`
}

function standIn(pod: Pod | undefined): string {
  if (!pod) return 'Nothing'
  const { kind, name } = pod.manifest
  if (pod.manifest.spec && kind !== 'ConfigMap') return `This ${kind}`
  return kind === 'ConfigMap' ? 'The controller configuration' : `${kind} \`${name}\``
}

const roles = { main: 'container', script: 'script', set: 'container', init: 'init container', sidecar: 'sidecar', executor: 'Argo container' }

/** A container in words: "Template `a`", or "Sidecar `b` of template `a`". Of several, the first and how many more. */
export function containerTitle(containers: readonly Container[]): string {
  const [first] = containers
  if (!first) return 'Nothing'
  const place = titleOf([first.pod])
  const isOnly = first.pod.template && (first.role === 'main' || first.role === 'script')
  const which = `${roles[first.role]}${first.name === '' ? '' : ` \`${first.name}\``}`
  const title = isOnly ? place : `${capital(which)} of ${place[0]?.toLowerCase() ?? ''}${place.slice(1)}`
  return containers.length > 1 ? `${title} (and ${containers.length - 1} more)` : title
}

function capital(words: string): string {
  return `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`
}
