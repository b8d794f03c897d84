import { get, items, text } from '../../yaml/query.ts'
import type { Manifest } from '../manifest.ts'
import type { Project } from '../project.ts'
import { homeOf } from './account.ts'
import { dangers } from './danger.ts'
import { boundTo, roleAllows } from './grant.ts'
import { namespaceOf, nearest } from './near.ts'
import type { Act } from './policy.ts'

const group = 'argoproj.io'

/** What the executor needs to report results, since 3.4 (docs/workflow-rbac.md). */
export const executorNeeds: readonly Act[] = [
  { group, resources: ['workflowtaskresults'], verbs: ['create'] },
  { group, resources: ['workflowtaskresults'], verbs: ['patch'] },
]

/** What the agent needs, which runs `http` and `plugin` templates. */
export const agentNeeds: readonly Act[] = [
  { group, resources: ['workflowtasksets'], verbs: ['list'] },
  { group, resources: ['workflowtasksets'], verbs: ['watch'] },
  { group, resources: ['workflowtasksets/status'], verbs: ['patch'] },
]

/**
 * The one ServiceAccount among the files that pods of a manifest could have: in its namespace, with the rights that are
 * needed and none that is dangerous. Nothing when there are several, or none.
 */
export function suitableAccount(
  manifest: Manifest,
  needs: readonly Act[],
  project: Project,
  isWanted: (account: Manifest) => boolean = () => true,
): Manifest | undefined {
  const home = homeOf(manifest)
  const accounts = project.manifests
    .filter(({ kind, name, templated }) => kind === 'ServiceAccount' && name !== 'default' && !templated)
    .map((account) => ({ manifest: account, namespace: namespaceOf(account.namespace) }))
  const fitting = nearest(accounts, home, manifest).filter(
    ({ manifest: account }) => isWanted(account) && fits(account, needs, project),
  )
  const [first, ...others] = fitting
  return first && others.length === 0 ? first.manifest : undefined
}

function fits(account: Manifest, needs: readonly Act[], project: Project): boolean {
  const all = boundTo({ name: account.name, namespace: namespaceOf(account.namespace), from: account }, project)
  return (
    needs.every((act) => all.some(({ role }) => role !== undefined && roleAllows(role, act))) &&
    dangers(all, []).length === 0
  )
}

/** Whether an account has a Secret with its token, where Argo looks for one (docs/service-account-secrets.md). */
export function hasTokenSecret(account: Manifest, project: Project): boolean {
  const named =
    text(get(items(get(account.root, 'secrets'))[0], 'name')) ??
    text(get(account.root, 'metadata', 'annotations', 'workflows.argoproj.io/service-account-token.name')) ??
    `${account.name}.service-account-token`
  const secret = project.find('Secret', named, account.namespace)
  return text(get(secret?.root, 'type')) === 'kubernetes.io/service-account-token'
}
