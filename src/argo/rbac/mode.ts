import { bool, get, isNull, mapping } from '../../yaml/query.ts'
import { controllerSettings } from '../controller-config.ts'
import { authModes, type Installed } from '../installation.ts'
import type { Project } from '../project.ts'
import { since } from '../version.ts'

/** As whom a server acts for its users: as itself for those without a login, for all that come by SSO, or as each of them. */
export type Acting = 'anonymous' | 'sso' | 'user'

/**
 * How servers act, by their authentication modes: of several, the worst, since they have what is asked about in common.
 * Nothing when no file says it.
 */
export function acting(servers: readonly Installed[], project: Project): Acting | undefined {
  const all = new Set(servers.map((server) => actingOf(server, project)))
  const worst = (['anonymous', 'sso'] as const).find((one) => all.has(one))
  return worst ?? (all.has(undefined) ? undefined : [...all][0])
}

function actingOf(server: Installed, project: Project): Acting | undefined {
  const modes = authModes(server).map(({ value }) => value)
  const old = server.whole && modes.length === 0 && !since(server.version, 3, 1)
  if (old || modes.some((mode) => mode === 'server' || mode === 'hybrid')) return 'anonymous'
  if (modes.includes('sso') && lacksRbac(project)) return 'sso'
  return server.whole || modes.length > 0 ? 'user' : undefined
}

function lacksRbac({ configs }: Project): boolean {
  return configs.some(({ root }) => {
    const sso = mapping(controllerSettings(root).get('sso')?.value)
    return sso !== undefined && !isNull(get(sso, 'issuer')) && bool(get(sso, 'rbac', 'enabled')) !== true
  })
}
