import fc, { type GeneratorValue } from 'fast-check'
import type { Call, Doc, Parameter, Tag, Target, Template } from './model.ts'

/** Documents that run each other in every way there is, also in circles. */
export function generate(gen: GeneratorValue): readonly Doc[] {
  return new Maker(gen).docs()
}

const parameterNames = ['p', 'q', 'a-b', '__proto__', 'constructor']

interface Around {
  readonly kinds: readonly Doc['kind'][]
  readonly at: number
  readonly templates: readonly string[]
}

/** Without fast-check's liking for the ends of a range, which make everything small. */
function upTo(max: number): fc.Arbitrary<number> {
  return fc.noBias(fc.nat({ max }))
}

class Maker {
  private readonly gen: GeneratorValue

  constructor(gen: GeneratorValue) {
    this.gen = gen
  }

  docs(): Doc[] {
    const all = [
      'WorkflowTemplate',
      'Workflow',
      'ClusterWorkflowTemplate',
      'CronWorkflow',
      'WorkflowEventBinding',
    ] as const
    const kinds = Array.from({ length: 1 + this.upTo(4) }, () => this.oneOf(all))
    return kinds.map((kind, at) => this.doc(kind, { kinds, at, templates: this.some(4, (index) => `t${index}`, 1) }))
  }

  private doc(kind: Doc['kind'], around: Around): Doc {
    const libraries = around.kinds.flatMap((one, index) =>
      one === 'WorkflowTemplate' || one === 'ClusterWorkflowTemplate'
        ? [{ library: `d${index}`, cluster: one !== 'WorkflowTemplate' }]
        : [],
    )
    const isBinding = kind === 'WorkflowEventBinding'
    const runsOther = isBinding || (!kind.endsWith('Template') && this.chance(2))
    const library =
      libraries.length > 0 && !this.chance(6) ? this.oneOf(libraries) : { library: 'unknown', cluster: false }
    const sensor = kind === 'Workflow' && !runsOther && this.chance(3)
    const names = this.names()
    const parameters = isBinding ? [] : names.map((name) => this.parameter(name, () => this.globalTag()))
    const filled = isBinding
      ? this.chance(7)
        ? []
        : ['p', ...this.names().filter((name) => name !== 'p')]
      : sensor
        ? names.filter(() => this.chance(2))
        : []
    return {
      kind,
      name: `d${around.at}`,
      namespace:
        kind === 'ClusterWorkflowTemplate' || sensor
          ? undefined
          : this.oneOf([undefined, undefined, undefined, 'a', 'b']),
      arguments: parameters,
      ...(!isBinding && this.chance(runsOther ? 3 : 1) && { entrypoint: this.oneOf(['t0', 't1']) }),
      ...(!isBinding && this.chance(5) && { onExit: this.oneOf(['t0', 't1', 't2']) }),
      hooks: isBinding ? [] : this.hooks(around, 4),
      templates: isBinding || runsOther ? [] : around.templates.map((name) => this.template(name, around, 2)),
      ...(runsOther && { runs: library }),
      events: filled.map((name) => ({ name, free: this.chance(2), line: '' })),
      sensor,
      line: '',
      reference: '',
    }
  }

  private template(name: string, around: Around, depth: number): Template {
    const type = this.oneOf(
      depth > 0 ? (['script', 'steps', 'dag', 'steps', 'dag', 'script', 'suspend'] as const) : (['script'] as const),
    )
    const calls =
      type === 'steps' || type === 'dag' ? this.some(2, (index) => this.call(`s${index}`, around, depth), 1) : []
    const outputs = this.chance(2) ? this.names().map((own) => this.output(own, type)) : []
    return {
      name,
      type,
      inputs: this.names().map((own) => this.parameter(own, () => this.tag())),
      outputs,
      calls,
      sinks: type === 'script' ? this.some(3, () => ({ tag: this.tag(), line: '' }), 1) : [],
    }
  }

  private output(name: string, type: Template['type']): Parameter {
    const kind = this.upTo(3)
    const common = { name, enum: false, line: '' }
    if (type === 'suspend' && kind > 0) return { ...common, value: 'supplied' }
    if (type === 'script' && kind > 0) return { ...common, value: undefined }
    if (kind === 1)
      return { ...common, value: 'expression', expression: this.chance(2) ? this.stepTag(false) : this.inputTag(false) }
    return { ...common, value: [this.chance(3) ? this.inputTag(true) : this.stepTag(true)] }
  }

  private call(name: string, around: Around, depth: number): Call {
    const inline = depth > 0 && this.chance(4)
    const by = this.oneOf(['withItems', 'withParam', 'withSequence'] as const)
    return {
      name,
      target: inline ? this.template('', around, depth - 1) : this.target(around),
      arguments: this.chance(4) ? [] : this.names().map((own) => this.parameter(own, () => this.tag())),
      ...(this.chance(3) && {
        loop: { by, tags: by === 'withSequence' ? [] : this.some(2, () => this.tag()), line: '' },
      }),
      hooks: this.hooks(around, 4),
      ...(this.chance(8) && { onExit: this.oneOf(['t0', 't1']) }),
      line: '',
      reference: '',
    }
  }

  private hooks(around: Around, rarity: number): Call[] {
    if (!this.chance(rarity)) return []
    return this.some(
      2,
      (index): Call => ({
        name: index === 0 ? 'exit' : 'running',
        target: this.target(around),
        arguments: this.chance(2) ? [] : this.names().map((own) => this.parameter(own, () => this.tag())),
        hooks: [],
        line: '',
        reference: '',
      }),
      1,
    )
  }

  private target({ kinds, templates }: Around): Target {
    const libraries = kinds.flatMap((kind, index) =>
      kind === 'WorkflowTemplate' || kind === 'ClusterWorkflowTemplate' ? [{ kind, name: `d${index}` }] : [],
    )
    const chosen = libraries.length > 0 && this.chance(2) ? this.oneOf(libraries) : undefined
    if (!chosen) return { template: this.oneOf(templates) }
    return {
      template: this.oneOf(['t0', 't1', 't2']),
      library: chosen.name,
      ...(chosen.kind === 'ClusterWorkflowTemplate' && { cluster: true }),
    }
  }

  private parameter(name: string, tag: () => Tag): Parameter {
    const kind = this.upTo(7)
    const value =
      kind === 0 ? undefined : kind === 1 ? [] : kind === 2 ? ('configMap' as const) : this.some(2, () => tag(), 1)
    return { name, enum: this.chance(8), value, line: '' }
  }

  private tag(): Tag {
    switch (this.upTo(15)) {
      case 0:
        return this.oneOf([
          { is: 'constant', written: 'workflow.name' },
          { is: 'constant', written: 'steps.s0.status' },
          { is: 'constant', written: '=asInt(inputs.parameters.p)' },
        ])
      case 1:
        return this.oneOf([
          { is: 'result', written: 'lastRetry.message' },
          { is: 'result', written: 'outputs.result' },
          { is: 'result', written: 'workflow.failures' },
          { is: 'cron', written: 'cronworkflow.labels.x' },
        ])
      case 2:
        return { is: 'item', written: this.oneOf(['item', 'item.k']) }
      case 3:
        return { is: 'inputs', written: this.oneOf(['inputs.parameters', '=toJson(inputs.parameters)']) }
      case 4:
      case 5:
        return this.globalTag()
      case 6:
      case 7:
        return this.stepTag(true)
      default:
        return this.inputTag(true)
    }
  }

  private globalTag(): Tag {
    const kind = this.upTo(5)
    if (kind === 0)
      return { is: 'parameters', written: this.oneOf(['workflow.parameters', 'workflow.parameters.json']) }
    if (kind === 1) return { is: 'label', name: 'team', written: 'workflow.labels.team' }
    const name = this.oneOf(parameterNames)
    return { is: 'workflow', name, written: this.maybeExpression(`workflow.parameters.${name}`) }
  }

  private inputTag(mayBeExpression: boolean): Tag {
    const name = this.oneOf(parameterNames)
    const written = `inputs.parameters.${name}`
    return { is: 'input', name, written: mayBeExpression ? this.maybeExpression(written) : written }
  }

  private stepTag(mayBeResult: boolean): Tag {
    const step = this.oneOf(['s0', 's1'])
    const root = this.oneOf(['steps', 'tasks'])
    if (mayBeResult && this.chance(4))
      return { is: 'output', step, name: undefined, written: `${root}.${step}.outputs.result` }
    const name = this.oneOf(parameterNames)
    return { is: 'output', step, name, written: `${root}.${step}.outputs.parameters.${name}` }
  }

  private maybeExpression(name: string): string {
    return this.chance(5) ? `=${name.replace(/\.([^.]*[^\w.][^.]*)/g, "['$1']")}` : name
  }

  /** Few names, so that they meet. */
  private names(): string[] {
    const first = this.upTo(5)
    return first === 0 ? [] : first < 4 ? ['p'] : [...new Set(['p', this.oneOf(parameterNames)])]
  }

  private upTo(max: number): number {
    return this.gen(upTo, max)
  }

  /** Once in so many times. */
  private chance(times: number): boolean {
    return times === 1 || this.upTo(times - 1) === times - 1
  }

  private oneOf<One>(all: readonly [One, ...One[]] | readonly One[]): One {
    const one = all[this.upTo(all.length - 1)]
    if (one === undefined && !all.includes(one as One)) throw new Error('nothing to choose from')
    return one as One
  }

  private some<One>(most: number, make: (index: number) => One, least = 0): One[] {
    return Array.from({ length: least + this.upTo(most - least) }, (_, index) => make(index))
  }
}
