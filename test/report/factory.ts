import type { Finding, Fix, Location, Report, Way } from '../../src/finding.ts'
import type { Ignore } from '../../src/argo/ignore.ts'
import type { Manifest } from '../../src/argo/manifest.ts'
import { defineRule, type Rule } from '../../src/rule.ts'
import type { File, Span } from '../../src/yaml/file.ts'

/** Values of the engine's types, for reports: each says only what its test is about. */

export const workflow: File = {
  path: 'deploy/build.yaml',
  text: [
    'apiVersion: argoproj.io/v1alpha1',
    'kind: Workflow',
    'metadata: {generateName: build-}',
    'spec:',
    '  entrypoint: main',
    '  templates:',
    '    - name: main',
    '      container:',
    '        image: docker:27-dind',
    '        securityContext: {privileged: true}',
    '        args: ["{{inputs.parameters.message}}"]',
    '',
  ].join('\n'),
}

/** The first place of a text in a file. */
export function find(text: string, file = workflow, note?: string, way?: Way): Location {
  const start = file.text.indexOf(text)
  if (start < 0) throw new Error(`${file.path} has no ${text}`)
  return {
    file,
    span: { start, end: start + text.length },
    ...(note === undefined ? {} : { note }),
    ...(way && { way }),
  }
}

export function aRule(parts: Partial<Rule> = {}): Rule {
  return defineRule({
    id: 'privileged-container',
    title: 'A container runs privileged',
    category: 'workflow-pod',
    severity: 'critical',
    confidence: 'high',
    persona: 'regular',
    docs: '\nA privileged container has all devices of its node.\n\nDrop `privileged`.',
    guide: [],
    references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
    examples: [],
    check: () => [],
    ...parts,
  })
}

export function aManifest(file = workflow): Manifest {
  const root: Manifest['root'] = { kind: 'mapping', start: 0, end: file.text.length, pairs: [] } as never
  return {
    file,
    kind: 'Workflow',
    name: 'build-',
    namespace: undefined,
    root,
    spec: undefined,
    templated: false,
    partial: false,
    quoted: false,
    parent: undefined,
  }
}

let serial = 0

export function aFinding(parts: Partial<Finding> = {}): Finding {
  const rule = parts.rule ?? aRule()
  return {
    rule,
    severity: rule.severity,
    confidence: rule.confidence,
    persona: rule.persona,
    message: 'Container `main` runs privileged: whoever controls it controls the node. Remove `privileged`.',
    manifest: aManifest(parts.at?.file),
    at: find('privileged: true'),
    related: [],
    fingerprint: `f${serial++}`,
    calls: () => [],
    status: 'new',
    ...parts,
  }
}

/** A fix of other words in some places; without any, it makes the privileged container an unprivileged one. */
export function aFix(parts: Partial<Fix> = {}, ...changes: readonly (readonly [Span, string])[]): Fix {
  const given = changes.length > 0 ? changes : [[find('{privileged: true}').span, '{}'] as const]
  return {
    title: 'Run the container unprivileged',
    safety: 'unsafe',
    file: workflow,
    edits: given.map(([span, text]) => ({ span, text })),
    ...parts,
  }
}

export function anIgnore(reason: string, at = find('kind: Workflow')): Ignore {
  return { rules: ['privileged-container'], reason, file: at.file, span: at.span, kind: 'comment' }
}

export function aReport(parts: Partial<Report> = {}): Report {
  return {
    files: 9,
    manifests: 12,
    objects: new Set(),
    findings: [],
    suppressed: [],
    hidden: 0,
    unread: [],
    failures: [],
    ...parts,
  }
}

/** Many findings of one rule and one sentence, one in each file. */
export function manyFindings(number: number, parts: Partial<Finding> = {}): Finding[] {
  return Array.from({ length: number }, (_, at) => {
    const file: File = { path: `manifests/${String(at).padStart(5, '0')}.yaml`, text: workflow.text }
    return aFinding({ at: find('privileged: true', file), message: `Container \`c${at}\` runs privileged.`, ...parts })
  })
}
