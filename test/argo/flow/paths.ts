import { type Call, type Doc, isTemplate, type Parameter, type Tag, type Template } from './model.ts'

/** As bad as it can be: the level, and whether only some texts are likely. */
export interface Origin {
  readonly level: 'constant' | 'output' | 'preset' | 'argument' | 'submitter' | 'event'
  readonly limited: boolean
}

/** One variable; equal ones have equal keys. */
interface Node {
  readonly key: string
  /** One step back: another variable or an origin, and the line that passes it on, if one does. */
  back(): readonly Step[]
}

interface Step {
  readonly to: Node | Origin
  readonly line?: string | undefined
}

/** Where a tag stands: in the templates of a chain of inline ones, from the outermost, or in a spec; perhaps in a call. */
interface Place {
  readonly doc: Doc
  readonly chain: readonly Template[]
  /** The loops around, the nearest first. */
  readonly loops: readonly { readonly loop: Call['loop']; readonly place: Place }[]
}

/** A call with all that is known about where it is made. */
interface Caller {
  readonly place: Place
  readonly call: Pick<Call, 'line' | 'reference'>
  readonly arguments: readonly Parameter[]
  readonly to: Template | undefined
  /** It leads to another document, or may. */
  readonly leaves: boolean
  readonly exits: boolean
}

export interface Sink {
  readonly line: string
  /** The worst level over every way, and the ways of that level that have the fewest lines. */
  readonly worst: Origin
  readonly ways: ReadonlySet<string>
}

const order = ['constant', 'output', 'preset', 'argument', 'submitter', 'event'] as const

export function rank({ level, limited }: Origin): number {
  return order.indexOf(level) * 2 + (limited ? 0 : 1)
}

/** More ways than this are not walked. */
const most = 200_000

/** The worst origin of each tag by walking each way backward, or nothing where there are too many ways. */
export function sinks(docs: readonly Doc[]): readonly Sink[] | undefined {
  const graph = new Graph(docs)
  const found: Sink[] = []
  let walked = 0
  for (const { place, template } of graph.places) {
    for (const { tag, line } of template.sinks) {
      let worst: Origin = { level: 'constant', limited: false }
      let ways = new Set([''])
      for (const start of graph.read(tag, place)) {
        // Of several variables in one tag, each has a nearest origin of its own.
        let best = Number.POSITIVE_INFINITY
        let own: Origin = { level: 'constant', limited: false }
        let ownWays = new Set([''])
        function walk(at: Node | Origin, lines: readonly string[], seen: ReadonlySet<string>): void {
          if (walked++ > most) return
          if ('level' in at) {
            const better = rank(at) > rank(own) || (rank(at) === rank(own) && lines.length < best)
            if (better) [own, best, ownWays] = [at, lines.length, new Set()]
            if (rank(at) === rank(own) && lines.length === best) ownWays.add(lines.join(' '))
            return
          }
          if (seen.has(at.key)) return
          const inner = new Set([...seen, at.key])
          for (const step of at.back()) walk(step.to, step.line === undefined ? lines : [step.line, ...lines], inner)
        }
        walk(start, [], new Set())
        if (rank(own) > rank(worst)) [worst, ways] = [own, ownWays]
        else if (rank(own) === rank(worst)) ways = new Set([...ways, ...ownWays])
      }
      found.push({ line, worst, ways: worst.level === 'constant' ? new Set(['']) : ways })
    }
  }
  return walked > most ? undefined : found
}

function origin(level: Origin['level'], limited = false): Origin {
  return { level, limited }
}

function isLibrary({ kind }: Doc): boolean {
  return kind === 'WorkflowTemplate' || kind === 'ClusterWorkflowTemplate'
}

class Graph {
  readonly places: { readonly place: Place; readonly template: Template }[] = []
  private readonly placeOf = new Map<Template, Place>()
  private readonly callers: Caller[] = []
  private readonly docs: readonly Doc[]
  private readonly ids = new Map<unknown, number>()

  constructor(docs: readonly Doc[]) {
    this.docs = docs
    for (const doc of docs) {
      const place = { doc, chain: [], loops: [] }
      for (const hook of doc.hooks) this.addCall(hook, place, true)
      for (const template of doc.runs ? [] : doc.templates)
        this.addTemplate(template, { doc, chain: [template], loops: [] })
    }
  }

  private addTemplate(template: Template, place: Place): void {
    this.places.push({ place, template })
    this.placeOf.set(template, place)
    for (const call of template.calls) {
      const at = { ...place, loops: [{ loop: call.loop, place }, ...place.loops] }
      this.addCall(call, at, false)
      for (const hook of call.hooks) this.addCall(hook, at, true)
      const handler = place.doc.templates.find(({ name }) => name === call.onExit)
      if (handler) this.callers.push({ place: at, call, arguments: [], to: handler, leaves: false, exits: true })
    }
  }

  private addCall(call: Call, place: Place, isHook: boolean): void {
    const { target } = call
    const exits = isHook && call.name === 'exit' && call.arguments.length === 0
    const common = { place, call, arguments: call.arguments, exits }
    if (isTemplate(target)) {
      this.callers.push({ ...common, to: target, leaves: false })
      this.addTemplate(target, { ...place, chain: [...place.chain, target] })
      return
    }
    const isOfSpec = place.chain.length === 0
    const library =
      target.library !== undefined
        ? this.library(target.library, target.cluster ?? false, place.doc)
        : isOfSpec && place.doc.runs
          ? this.library(place.doc.runs.library, place.doc.runs.cluster, place.doc)
          : place.doc
    const to = library?.runs ? undefined : library?.templates.find(({ name }) => name === target.template)
    this.callers.push({ ...common, to, leaves: target.library !== undefined || library !== place.doc })
  }

  private library(name: string, cluster: boolean, by: Doc): Doc | undefined {
    return this.docs.find(
      (doc) =>
        doc.name === name &&
        (cluster
          ? doc.kind === 'ClusterWorkflowTemplate'
          : doc.kind === 'WorkflowTemplate' &&
            (doc.namespace === by.namespace || doc.namespace === undefined || by.namespace === undefined)),
    )
  }

  private idOf(thing: unknown): number {
    let id = this.ids.get(thing)
    if (id === undefined) this.ids.set(thing, (id = this.ids.size))
    return id
  }

  /** What a tag reads where it stands. */
  read(tag: Tag, place: Place): readonly (Node | Origin)[] {
    const { doc, chain } = place
    switch (tag.is) {
      case 'constant':
        return []
      case 'result':
        return [origin('output')]
      case 'cron':
        return [origin('preset')]
      case 'workflow':
        return [this.running(tag.name, 'parameter', place)]
      case 'label':
        return [this.running(tag.name, 'label', place)]
      case 'parameters':
        return [this.running('', 'parameter', place)]
      case 'input': {
        if (chain.length === 0) return [origin(isLibrary(doc) ? 'submitter' : 'preset')]
        const holder = this.around(place).find((at) => at.chain.at(-1)?.inputs.some(({ name }) => name === tag.name))
        return [this.input(tag.name, holder ?? place)]
      }
      case 'inputs':
        if (chain.length === 0) return [origin(isLibrary(doc) ? 'submitter' : 'preset')]
        return this.around(place).flatMap((at) =>
          (at.chain.at(-1)?.inputs ?? []).map(({ name }) => this.input(name, at)),
        )
      case 'item': {
        const found = place.loops.filter(({ loop }) => loop)
        if (found.length === 0) return [origin('output')]
        return found.flatMap(({ loop, place: at }) => (loop && loop.by !== 'withSequence' ? [this.list(loop, at)] : []))
      }
      case 'output': {
        for (const scope of chain) {
          const call = scope.calls.find(({ name }) => name === tag.step)
          if (call) return [this.output(call, tag.name)]
        }
        return [origin('output')]
      }
    }
  }

  /** The places of the templates around, from the outermost. */
  private around({ chain }: Place): Place[] {
    return chain.flatMap((template) => this.placeOf.get(template) ?? [])
  }

  private readAll(tags: readonly Tag[], place: Place, line: string): Step[] {
    return tags.flatMap((tag) => this.read(tag, place)).map((to) => ({ to, line }))
  }

  private held({ value, expression, line }: Parameter, place: Place): Step[] {
    if (value === 'configMap') return [{ to: origin('output'), line }]
    if (value === 'supplied') return [{ to: origin('argument'), line }]
    if (value === 'expression') return expression ? this.readAll([expression], place, line) : []
    return this.readAll(value ?? [], place, line)
  }

  private list(loop: NonNullable<Call['loop']>, place: Place): Node {
    return {
      key: `list ${this.idOf(loop)}`,
      back: () =>
        this.readAll(
          loop.tags.filter(({ is }) => is !== 'item'),
          place,
          loop.line,
        ),
    }
  }

  private output(call: Call, name: string | undefined): Node {
    return {
      key: `output ${this.idOf(call)} ${name}`,
      back: () => {
        const caller = this.callers.find((one) => one.call === call && !one.exits)
        const producer = caller?.to
        const put = name === undefined ? undefined : producer?.outputs.find((one) => one.name === name)
        const isSupplied = producer?.type === 'suspend' && put?.value === 'supplied'
        if (isSupplied) return [{ to: origin('argument'), line: put.line }]
        const own: Step = { to: origin('output'), line: call.line }
        const at = producer && this.placeOf.get(producer)
        return put && at ? [own, ...this.held(put, at)] : [own]
      },
    }
  }

  private input(name: string, place: Place): Node {
    const template = place.chain.at(-1)
    return {
      key: `input ${this.idOf(template)} ${name}`,
      back: () => {
        const declared = template?.inputs.find((one) => one.name === name)
        const steps = declared ? this.held(declared, place) : []
        const callers = this.callers.filter(({ to }) => to === template)
        for (const caller of callers) {
          const given = caller.arguments.find((one) => one.name === name)
          if (given) steps.push(...this.held(given, caller.place))
          else if (caller.exits)
            steps.push({
              to: this.running(name, declared?.value === undefined ? 'parameter' : 'optional', caller.place),
              line: caller.call.line,
            })
        }
        if (place.chain.length === 1 && template)
          steps.push(...this.submitted(name, declared, template, place.doc, callers.length > 0))
        return steps
      },
    }
  }

  /** What a submission gives to an input of a template by its name. */
  private submitted(
    name: string,
    declared: Parameter | undefined,
    template: Template,
    doc: Doc,
    isCalled: boolean,
  ): Step[] {
    const steps: Step[] = []
    const isEntry = doc.entrypoint === template.name || doc.onExit === template.name
    const given = doc.arguments.some((one) => one.name === name)
    const as = declared?.value === undefined ? 'parameter' : 'optional'
    function choice(level: Origin['level']): Step {
      return { to: origin(level, declared?.enum), line: (declared ?? doc).line }
    }
    if (isLibrary(doc)) {
      const isChosen = this.runners(doc).some((one) => [one.entrypoint, one.onExit].includes(template.name))
      steps.push(choice(isCalled || isChosen || (isEntry && this.isUsed(doc)) ? 'preset' : 'submitter'))
      if (isEntry && (given || this.runners(doc).length > 0 || this.events(doc).length > 0))
        steps.push({ to: this.submission(name, as, doc) })
    } else if (isEntry && (given || declared?.value === undefined)) steps.push({ to: this.submission(name, as, doc) })
    else if (isEntry || !isCalled) steps.push(choice('preset'))
    for (const runner of this.runners(doc)) {
      if (runner.entrypoint === template.name || runner.onExit === template.name)
        steps.push({ to: this.submission(name, as, runner), line: runner.reference })
    }
    return steps
  }

  /** A variable of the workflow that runs what stands at a place. */
  private running(name: string, kind: 'parameter' | 'optional' | 'label', place: Place): Node {
    const [template] = place.chain
    if (!template || !isLibrary(place.doc)) return this.submission(name, kind, place.doc)
    const { doc } = place
    return {
      key: `run ${this.idOf(template)} ${kind} ${name}`,
      back: () => {
        const steps: Step[] = [{ to: this.submission(name, kind, doc) }]
        if (!this.isCalled(doc)) return steps
        for (const { to, leaves, place: at, call } of this.callers) {
          if (to !== template || (!leaves && at.chain.length === 0)) continue
          steps.push({
            to: this.running(name, kind, at),
            line: leaves ? (call.reference === '' ? call.line : call.reference) : undefined,
          })
        }
        return steps
      },
    }
  }

  /** A parameter or label of a document that can be submitted; without a name all of them. */
  private submission(name: string, kind: 'parameter' | 'optional' | 'label', doc: Doc): Node {
    return {
      key: `of ${doc.name} ${kind} ${name}`,
      back: () => {
        const declared = kind === 'label' ? undefined : doc.arguments.find((one) => one.name === name)
        const whole = kind === 'label' || name === ''
        const free = whole || (kind === 'optional' && !declared) || this.isFree(name, declared, doc)
        const level = !isLibrary(doc) ? (free ? 'preset' : 'argument') : this.isUsed(doc) ? 'preset' : 'submitter'
        // Where nothing declares a parameter, the way begins at the name of the document.
        const line = kind === 'label' || name === '' ? undefined : (declared ?? doc).line
        const steps: Step[] = [{ to: origin(level, declared?.enum), line }]
        const events = kind === 'label' ? [] : this.events(doc)
        if (kind !== 'label' && name === '') {
          for (const one of [...doc.arguments, ...events]) steps.push({ to: this.submission(one.name, kind, doc) })
        } else {
          if (declared) steps.push(...this.held(declared, { doc, chain: [], loops: [] }))
          for (const { name: filled, free: isText, line } of events)
            if (filled === name) steps.push({ to: isText ? origin('event') : origin('argument', true), line })
        }
        for (const runner of this.runners(doc))
          steps.push({ to: this.submission(name, kind, runner), line: runner.reference })
        return steps
      },
    }
  }

  private isFree(name: string, declared: Parameter | undefined, doc: Doc): boolean {
    if (declared?.value !== undefined) return true
    const library = doc.runs && this.library(doc.runs.library, doc.runs.cluster, doc)
    const there = library?.arguments.find((one) => one.name === name)
    if (there) return there.value !== undefined
    return !declared && doc.runs !== undefined && !library
  }

  private runners(doc: Doc): Doc[] {
    return this.docs.filter(
      (other) =>
        other.kind !== 'WorkflowEventBinding' &&
        other.runs &&
        this.library(other.runs.library, other.runs.cluster, other) === doc,
    )
  }

  private bindings(doc: Doc): Doc[] {
    return this.docs.filter(
      (other) =>
        other.kind === 'WorkflowEventBinding' &&
        other.runs &&
        this.library(other.runs.library, other.runs.cluster, other) === doc,
    )
  }

  private events(doc: Doc): Doc['events'] {
    const bindings = this.bindings(doc)
    return [...(doc.kind === 'WorkflowEventBinding' ? [] : doc.events), ...bindings.flatMap(({ events }) => events)]
  }

  private isCalled(doc: Doc): boolean {
    return this.callers.some(({ to, leaves }) => to && leaves && doc.templates.includes(to))
  }

  private isUsed(doc: Doc): boolean {
    return this.isCalled(doc) || this.runners(doc).length > 0 || this.bindings(doc).length > 0
  }
}
