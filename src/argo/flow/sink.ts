import type { Span } from '../../yaml/file.ts'
import type { Mapping } from '../../yaml/node.ts'
import { once } from '../../yaml/once.ts'
import { acting, type Carried, codeOf } from '../code.ts'
import type { Flow } from '../expression.ts'
import { type Field, fields, ownerOf } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { isOnly, lineBefore, loose, type Tag, tags } from '../tag.ts'
import { runOf } from '../pod-text.ts'
import type { Template } from '../template.ts'

/** How bad it is when anybody chooses what is put in, from the worst to where nobody can tell. */
export const weights = ['high', 'medium', 'low', 'unknown'] as const
type Weight = (typeof weights)[number]

/** A place where the text of a tag acts, and is not only data. */
export interface Sink {
  readonly at: Span
  /** What the text does there, as words that follow what is put in. */
  readonly does: string
  readonly weight: Weight
  /** Whether the text chooses what a pod runs. */
  readonly runs: boolean
  /** The variables whose text can act there. */
  readonly flows: readonly Flow[]
  readonly manifest: Manifest
  /** Nothing for `templateDefaults` and for the spec itself. */
  readonly template: Template | undefined
  /** The step, task or hook that it belongs to. */
  readonly call: Mapping | undefined
}

/** Every place of a manifest where the text of a tag acts: at least those that the rules about injection report. */
export const sinks = once((manifest: Manifest): readonly Sink[] => [...inCode(manifest), ...inFields(manifest)])

function* inCode(manifest: Manifest): Generator<Sink> {
  const { code, carried, controlling } = codeOf(manifest)
  const common = { runs: true, manifest, call: undefined }
  for (const one of code) {
    const { language, what, template, call } = one
    const weight = language === 'query' ? 'medium' : 'high'
    for (const tag of one.tags)
      yield {
        ...common,
        at: tag.span,
        does: `becomes part of ${what}`,
        weight,
        flows: acting(one, tag),
        template,
        call,
      }
  }
  for (const { use, what, template } of carried) {
    const flows = use.carriers.flatMap(({ leaves }) => leaves.flatMap((leaf) => tags(leaf).flatMap((tag) => tag.flows)))
    const does = `arrives in ${what} as data, but ${use.what}`
    const at = use.program.part(use.from, use.to)
    yield { ...common, at, does, weight: weightOf(use), runs: use.how !== 'word', flows, template }
  }
  for (const { tag, what, template } of controlling)
    yield { ...common, at: tag.span, does: `becomes part of ${what}`, weight: 'high', flows: tag.flows, template }
}

function weightOf({ how }: Carried['use']): Weight {
  return how === 'word' || how === 'query' ? 'medium' : 'high'
}

/** What a field does with the text of a tag. */
interface Kind {
  /** As in `Field`. */
  readonly path: RegExp
  readonly does: string
  readonly weight: Weight
  readonly runs?: true
  /** A JSON string is data there. */
  readonly literals?: true
  /** A tag that is all of it is evaluated, and no part of something else. */
  readonly isWhole?: true
  /** What has to stand before a tag on its line so that what it may choose is little. */
  readonly behind?: RegExp
}

const artifact = /(?:^|\/)(?:artifacts|archiveLocation|artifact|artifactPaths)\//.source
const caller = /^(?:.*\/)?(?:steps|dag\/tasks|hooks\/\*)\//.source

/** The first that fits counts. */
const kinds: readonly Kind[] = [
  {
    path: /(?:^|\/)podSpecPatch$/,
    does: 'becomes part of the `podSpecPatch`',
    weight: 'high',
    runs: true,
    literals: true,
  },
  {
    path: /^resource\/manifest$/,
    does: 'becomes part of the manifest that is applied',
    weight: 'high',
    runs: true,
    literals: true,
  },
  { path: /^resource\/(?:flags|action|mergeStrategy)$/, does: 'becomes an option of `kubectl`', weight: 'high' },
  { path: /^resource\/manifestFrom\//, does: 'chooses which manifest is applied', weight: 'high' },
  {
    path: /^(?:container|script|containerSet\/containers|initContainers|sidecars)\/image$/,
    does: 'chooses the image of a container',
    weight: 'high',
    runs: true,
    behind: /^\S+:[^/]*$/,
  },
  { path: /(?:^|\/)serviceAccountName$/, does: 'chooses the ServiceAccount', weight: 'high' },
  { path: /^volumes\/hostPath\/path$/, does: 'chooses the folder of the node that is mounted', weight: 'high' },
  { path: /(?:^|\/)capabilities\/add$/, does: 'chooses a capability of the container', weight: 'high' },
  { path: /^(?:podMetadata|metadata)\/annotations\/.*role$/, does: 'chooses a role', weight: 'high' },
  {
    path: new RegExp(
      `(?:secretKeyRef/(?:name|key)|[sS]ecretRef/name|^volumes/(?:projected/sources/)?secret/.*|^volumes/[^/]+/secretName|${artifact}.*Secret/(?:name|key))$`,
    ),
    does: 'chooses the Secret',
    weight: 'high',
  },
  {
    path: /^volumes\/(?!configMap\/|projected\/|secret\/|downwardAPI\/|emptyDir\/)[^/]+\/.*$/,
    does: 'chooses the volume',
    weight: 'medium',
  },
  { path: /^artifactRepositoryRef\/(?:configMap|key)$/, does: 'chooses the artifact repository', weight: 'medium' },
  { path: /(?:^|\/)git\/(?:revision|branch|fetch)$/, does: 'chooses the revision that is fetched', weight: 'medium' },
  {
    path: /(?:^|\/)(?:(?:retryStrategy|hooks\/\*|valueFrom|labelsFrom\/[^/]+|data\/transformation)\/expression|fromExpression)$|^http\/successCondition$|^plugin\/.*[eE]xpression$/,
    does: 'becomes part of an expression',
    weight: 'high',
    literals: true,
  },
  { path: /^dag\/tasks\/depends$/, does: 'becomes part of what a task waits for', weight: 'medium' },
  {
    path: new RegExp(`${caller}when$`),
    does: 'becomes part of the condition of a step',
    weight: 'medium',
    isWhole: true,
  },
  {
    path: new RegExp(`${caller}templateRef/(?:name|template)$`),
    does: 'chooses the template that is run',
    weight: 'high',
  },
  {
    path: new RegExp(`${caller}(?:template|onExit)$|^(?:entrypoint|onExit)$`),
    does: 'chooses the template that is run',
    weight: 'medium',
  },
  {
    path: new RegExp(
      `^http/url$|${artifact}(?:git/repo|artifactory/url|azure/endpoint|s3/endpoint|oss/endpoint|hdfs/addresses)$|(?:Probe|/lifecycle/[^/]+)/(?:httpGet|tcpSocket)/host$|^plugin/.*(?:[uU][rR][lLiI]|[hH]ost|[eE]ndpoint|[sS]erver|[wW]ebhook)$`,
    ),
    does: 'chooses where a request goes',
    weight: 'high',
    behind: /:\/\/[^/{}@\s]+[/?#]|@[^/{}:\s]+:/,
  },
  { path: /^http\/body$/, does: 'becomes part of the body of a request', weight: 'low', literals: true, isWhole: true },
  {
    path: new RegExp(`${artifact}(?:(?:s3|gcs|oss)/bucket|azure/container)$`),
    does: 'chooses the bucket of an artifact',
    weight: 'medium',
  },
  {
    path: new RegExp(`${artifact}(?:(?:s3|gcs|oss|plugin)/key|azure/blob|hdfs/path)$`),
    does: 'forms the key of an artifact',
    weight: 'medium',
    behind: /^[^{}]*\{\{\s*(?:workflow\.(?:namespace|name|uid)|pod\.name)\s*\}\}[^/]*\//,
  },
]

/** What is passed on, read by programs as data, or a number or a place in a pod. */
const data =
  /(?:^|\/)(?:(?:arguments|inputs|outputs)\/parameters\/(?:value|default|description|enum|valueFrom\/(?:default|parameter))|source|args|command|env\/value|raw\/data|with(?:Param|Items|Sequence)(?:\/.*)?|limit|backoff\/.*|\w+Seconds|duration|resources\/.*|parallelism|mountPath|workingDir|metrics\/.*(?:value|help))$/

function* inFields(manifest: Manifest): Generator<Sink> {
  for (const field of fields(manifest)) {
    const { path, call, template, scalar } = field
    const kind = kinds.find((one) => one.path.test(path))
    if (!kind && data.test(path)) continue
    const { weight = 'low', runs = false } = kind ?? {}
    const does = `${kind?.does ?? `decides \`${path.slice(path.lastIndexOf('/') + 1)}\``} in ${ownerOf(field)}`
    for (const tag of tags(scalar)) {
      if (kind?.isWhole && isOnly(tag, scalar)) continue
      const isLight = kind?.behind?.test(lineBefore(tag, scalar)) ?? false
      const flows = flowsIn(field, tag, kind)
      yield { at: tag.span, does, weight: isLight ? 'low' : weight, runs, flows, manifest, template, call }
    }
  }
}

function flowsIn({ scalar }: Field, tag: Tag, kind: Kind | undefined): readonly Flow[] {
  const isData = kind?.literals && !(kind.runs && runOf(scalar, tag) === 'surely')
  return isData ? loose(tag, scalar) : tag.flows
}
