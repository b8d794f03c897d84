import type { Manifest } from '../../src/argo/manifest.ts'
import { type Assumptions, type Project, project } from '../../src/argo/project.ts'
import { read } from '../../src/read.ts'
import type { Span } from '../../src/yaml/file.ts'

/** What is written at a place, on one line. */
export function written({ file }: Manifest, { start, end }: Span): string {
  return file.text.slice(start, end).replaceAll(/\s+/g, ' ').trim()
}

/** Files `0.yaml`, `1.yaml` … as one project. */
export function projectOf(texts: string | readonly string[], assume: Assumptions = {}, extension = 'yaml'): Project {
  const files = [texts].flat().map((text, index) => ({ path: `${index}.${extension}`, text }))
  return project(
    files.flatMap((file) => read(file).manifests),
    assume,
  )
}

/** The manifest of a name. */
export function named({ manifests }: Project, name: string): Manifest {
  const found = manifests.find((manifest) => manifest.name === name)
  if (!found) throw new Error(`no manifest is called ${name}: ${manifests.map((manifest) => manifest.name).join(', ')}`)
  return found
}

/** A manifest of Argo with a spec, which is indented by two blanks. */
export function argo(kind: string, name: string, spec: string): string {
  return `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\nmetadata: {name: ${name}}\nspec:\n${spec}\n`
}

export function workflow(spec: string, name = 'a'): string {
  return argo('Workflow', name, spec)
}

export function config(data: string, name = 'workflow-controller-configmap'): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata:\n${data}\n`
}

export function stream(...documents: readonly string[]): string {
  return documents.join('---\n')
}
