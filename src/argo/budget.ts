import type { Project } from './project.ts'

const left = new WeakMap<Project, number>()

/**
 * How many more pods of templates from elsewhere, and containers that many templates are given alike, are made for a
 * project. Each of them is judged where it is written; all of them together would take forever in a hostile one.
 */
export function spare(project: Project): number {
  return left.get(project) ?? 50_000
}

/** Takes so many of them; false, and nothing is taken, when fewer are left. */
export function spend(count: number, project: Project): boolean {
  if (count > spare(project)) return false
  left.set(project, spare(project) - count)
  return true
}
