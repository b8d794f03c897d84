import type { Mapping, Node, Scalar } from '../yaml/node.ts'
import { oncePer } from '../yaml/once.ts'
import { get, items, scalar } from '../yaml/query.ts'
import { codeIn } from './argv.ts'
import { languageOf } from './language.ts'
import type { Manifest } from './manifest.ts'
import { type Container, containers, containerSetting } from './pod.ts'
import type { Project } from './project.ts'
import { commandAt } from './wrapper.ts'

/** What a container of a manifest runs, as it is written there. */
export interface Run {
  readonly container: Container
  /** `command` and `args`, item by item. */
  readonly argv: readonly Scalar[]
  /** Programs for a shell: the text after its `-c`, or the source of a script. */
  readonly programs: readonly Scalar[]
}

/** What the containers of a manifest run, each once, and not what other manifests write for them. */
export const runs = oncePer((manifest: Manifest, project: Project): readonly Run[] => {
  const seen = new Set<Node>()
  const found: Run[] = []
  for (const container of containers(manifest, project)) {
    const { node } = container
    if (container.manifest !== manifest || seen.has(node)) continue
    seen.add(node)
    found.push({ container, ...textsOf(container, node) })
  }
  return found
})

function textsOf(container: Container, node: Mapping): Pick<Run, 'argv' | 'programs'> {
  const argv = [...leaves(get(node, 'command')), ...leaves(get(node, 'args'))]
  const words = argv.map(({ value }) => value)
  const programs = codeIn(words).flatMap(({ index, language, sure }) =>
    language === 'shell' && sure ? (argv[index] ?? []) : [],
  )
  const source = scalar(get(node, 'source'))
  if (container.role === 'script' && source && runsShell(container)) programs.push(source)
  return { argv, programs }
}

function leaves(list: Node | undefined): readonly Scalar[] {
  return items(list).flatMap((item) => scalar(item) ?? [])
}

/** Whether the command that a script is given to is a shell, wherever that is written. */
function runsShell(container: Container): boolean {
  const words = ['command', 'args'].flatMap((field) => leaves(containerSetting(container, field)?.node))
  const command = words.map(({ value }) => value)
  return languageOf(command[commandAt(command)] ?? '') === 'shell'
}
