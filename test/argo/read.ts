import { type Assumptions, type Project, project } from '../../src/argo/project.ts'
import { read } from '../../src/read.ts'
import type { Manifest } from '../../src/argo/manifest.ts'

/** The manifests of one file's text as a project. */
export function projectOf(text: string, assume: Assumptions = {}): Project {
  const { manifests, unread } = read({ path: 'a.yaml', text })
  if (unread[0]) throw new Error(unread[0].reason)
  return project(manifests, assume)
}

/** The first manifest of a text, with its project. */
export function only(text: string): { manifest: Manifest; project: Project } {
  const bundle = projectOf(text)
  const [manifest] = bundle.manifests
  if (!manifest) throw new Error('No manifest')
  return { manifest, project: bundle }
}
