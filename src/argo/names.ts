import { isControllerConfig } from './controller-config.ts'
import type { Container, Pod } from './pod.ts'

/** Up to five names as inline code, and how many more there are. */
export function listed(names: Iterable<string>): string {
  const all = [...new Set(names)]
  const shown = all.slice(0, 5).map((name) => `\`${name}\``)
  return shown.join(', ') + (all.length > shown.length ? ` +${all.length - shown.length}` : '')
}

/** What pods come from, in words: "template `a`", "templates `a`, `b` +3", or what stands in their place. */
export function sourceOf(pods: readonly Pod[]): string {
  const templates = new Set(pods.flatMap(({ template }) => template ?? []))
  const [first] = templates
  if (!first) return standIn(pods[0])
  if (templates.size === 1) return first.name === '' ? 'an inline template' : `template \`${first.name}\``
  return `templates ${listed([...templates].map(({ name }) => (name === '' ? '(inline)' : name)))}`
}

function standIn(pod: Pod | undefined): string {
  if (!pod) return 'nothing'
  const { kind, name, spec, root } = pod.manifest
  if (kind === 'Values' || (kind === 'ConfigMap' && isControllerConfig(root))) return 'every workflow'
  return spec ? `this ${kind}` : `${kind} \`${name}\``
}

const roles = {
  main: 'container',
  script: 'script',
  set: 'container',
  init: 'init container',
  sidecar: 'sidecar',
  executor: 'Argo container',
}

/** A container as a subject: "Template `a`", or "Sidecar `b` of template `a`". Of several, the first and how many more. */
export function titleOf(containers: readonly Container[]): string {
  // What `templateDefaults` give is there once more for no template.
  const own = containers.filter(({ pod }) => pod.template)
  const all = own.length > 0 ? own : containers
  const [first] = all
  if (!first) return 'Nothing'
  const { pod, role, name } = first
  const source = sourceOf([pod])
  const which = `${roles[role]}${name === '' ? '' : ` \`${name}\``}`
  const title = capital(pod.template && (role === 'main' || role === 'script') ? source : `${which} of ${source}`)
  return all.length > 1 ? `${title} (and ${all.length - 1} more)` : title
}

function capital(words: string): string {
  return `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`
}
