import { getInput } from '@actions/core'
import * as z from 'zod/mini'
import { confidences, personas, severities } from '../src/finding.ts'

/**
 * What a workflow may say under `with:`. Ids, descriptions and defaults stand in action.yml too, where the runner
 * reads them; a test holds the two equal. What is left empty is decided by the config file, then by its defaults.
 */
export const schema = z.object({
  paths: described(
    z.prefault(lines(), '.'),
    'Files and folders to look into, one per line, relative to the workspace. No globs: those go into the config.',
  ),
  config: described(
    z.optional(z.string()),
    'Config file, relative to the workspace. Left empty: .github/lynceus.yml or lynceus.yml. On a pull request it is read from the base branch.',
  ),
  persona: described(
    z.optional(z.enum(personas)),
    'Who reads the findings: regular, pedantic or auditor. Left empty: what the config says, else regular.',
  ),
  'min-severity': described(
    z.optional(z.enum(severities)),
    'Findings below this severity are left out: info, low, medium, high or critical. Left empty: what the config says, else info.',
  ),
  'min-confidence': described(
    z.optional(z.enum(confidences)),
    'Findings less sure than this are left out: low, medium or high. Left empty: what the config says, else low.',
  ),
  'fail-on': described(
    z.optional(z.enum([...severities, 'never'])),
    'The step fails on findings of this severity or worse: info, low, medium, high, critical or never. Left empty: what the config says, else high.',
  ),
  'only-new': described(
    z.prefault(flag(), 'true'),
    'On a pull request, annotate and fail on only those findings that it introduces.',
  ),
  'sarif-file': described(
    z.optional(z.string()),
    'Where to write a SARIF report, relative to the workspace and inside it. Left empty: none is written.',
  ),
  'github-token': described(
    z.optional(z.string()),
    'Reads the base of a pull request when the checkout lacks it. `contents: read` is enough; nothing is ever written with it.',
  ),
  annotations: described(z.prefault(flag(), 'true'), 'Show findings as annotations.'),
})

/** A mistake under `with:`, with the cure. */
export class InputError extends Error {}

export type Inputs = z.output<typeof schema>

/**
 * The inputs of this step, as the runner hands them over in `INPUT_*`.
 *
 * @throws InputError that names the input and what it may hold
 */
export function readInputs(): Inputs {
  const given = Object.keys(schema.shape).map((id) => [id, getInput(id) || undefined])
  const parsed = z.safeParse(schema, Object.fromEntries(given))
  if (parsed.success) return parsed.data
  throw new InputError(parsed.error.issues.map(sentence).join(' '))
}

function sentence(issue: z.core.$ZodIssue): string {
  const words = issue.code === 'invalid_value' ? issue.values.map(String) : []
  const values = words.includes('true') ? 'true or false' : `one of ${words.join(', ')}`
  const id = String(issue.path[0])
  return `The input ${id} is ${JSON.stringify(getInput(id))}; it must be ${values}.`
}

/** The spellings that YAML 1.2 has for a boolean, as `getBooleanInput` takes them. */
function flag() {
  const words = z.enum(['true', 'True', 'TRUE', 'false', 'False', 'FALSE'])
  return z.pipe(
    words,
    z.transform((word) => word.toLowerCase() === 'true'),
  )
}

function lines() {
  return z.pipe(
    z.string(),
    z.transform((text) => text.split('\n').flatMap((line) => line.trim() || [])),
  )
}

function described<T extends z.ZodMiniType>(type: T, description: string): T {
  z.globalRegistry.add(type, { description })
  return type
}
