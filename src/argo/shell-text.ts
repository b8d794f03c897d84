import type { Mapping, Node, Scalar } from '../yaml/node.ts'
import { oncePer } from '../yaml/once.ts'
import { get, items, scalar } from '../yaml/query.ts'
import { codeIn } from './argv.ts'
import { languageOf } from './language.ts'
import type { Manifest } from './manifest.ts'
import { type Container, containers, containerSetting } from './pod.ts'
import type { Project } from './project.ts'
import { kubeletCommands } from './vectors.ts'
import { commandAt } from './wrapper.ts'

/** What a container of a manifest runs, as it is written there. */
export interface Run {
  readonly container: Container
  /** `command` and `args`, item by item. */
  readonly argv: readonly Scalar[]
  /** Programs for a shell: the text after its `-c`, or the source of a script. */
  readonly programs: readonly Scalar[]
  /** The kubelet runs it beside them, for a probe or a hook: what it prints is shown nowhere. */
  readonly beside: boolean
}

/** What the containers of a manifest run, each once, and not what other manifests write for them. */
export const runs = oncePer((manifest: Manifest, project: Project): readonly Run[] => {
  const seen = new Set<Node>()
  const found: Run[] = []
  for (const container of containers(manifest, project)) {
    const { node } = container
    if (container.manifest !== manifest || seen.has(node)) continue
    seen.add(node)
    found.push(runOf(container, node), ...besides(container, node))
  }
  return found
})

function runOf(container: Container, node: Mapping): Run {
  const argv = [...leaves(get(node, 'command')), ...leaves(get(node, 'args'))]
  const programs = programsIn(argv)
  const source = scalar(get(node, 'source'))
  const isShell = container.role === 'script' && source && runsShell(container)
  return { container, argv, programs: isShell ? [...programs, source] : programs, beside: false }
}

function besides(container: Container, node: Mapping): readonly Run[] {
  return kubeletCommands(node).flatMap(({ command }) => {
    const argv = leaves(command)
    return argv.length > 0 ? [{ container, argv, programs: programsIn(argv), beside: true }] : []
  })
}

function programsIn(argv: readonly Scalar[]): readonly Scalar[] {
  return codeIn(argv.map(({ value }) => value)).flatMap(({ index, language, sure }) =>
    language === 'shell' && sure ? (argv[index] ?? []) : [],
  )
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
