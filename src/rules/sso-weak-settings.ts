import { controllerSettings, isControllerConfig } from '../argo/controller-config.ts'
import { isUnknown } from '../argo/embedded.ts'
import type { Manifest } from '../argo/manifest.ts'
import type { Project } from '../argo/project.ts'
import { defineRule, type Problem } from '../rule.ts'
import { remove } from '../yaml/change.ts'
import type { Mapping } from '../yaml/node.ts'
import { bool, get, isNull, items, mapping, scalar, text } from '../yaml/query.ts'

export default defineRule({
  id: 'sso-weak-settings',
  title: 'Settings of single sign-on weaken the login',
  category: 'server',
  severity: 'medium',
  confidence: 'high',
  persona: 'regular',
  about: 'installation',
  variants: {
    unverified: { when: 'the certificate of the identity provider is not checked', severity: 'high' },
    plain: { when: 'the issuer, or the address to which browsers come back, has `http:`' },
    'in-cluster': { when: 'the issuer has `http:`, but is a Service of the cluster', severity: 'low' },
    'long-session': { when: 'a login lasts longer than a day', severity: 'low' },
    'loose-filter': {
      when: 'an expression of `filterGroupsRegex` fits any group that has its text somewhere',
      severity: 'low',
    },
    'no-groups': {
      when: 'rules ask for groups, and `scopes` does not ask the identity provider for them',
      severity: 'info',
      confidence: 'low',
      persona: 'pedantic',
    },
  },
  docs: `
With single sign-on the Argo Server believes what the identity provider says of a user. With \`insecureSkipVerify: true\`, or an issuer without TLS, anybody between the two can answer for the provider and log in as whom they like, with the groups that they like. A \`redirectUrl\` without TLS sends the login of each user over the network in clear.

Remove \`insecureSkipVerify\`. Where the provider has a certificate of a private authority, give the server that authority: in \`rootCA\` (4.0 and later), or in the trust store of its pod. Use \`https:\` for \`issuer\` and \`redirectUrl\`. Addresses at \`localhost\` are not reported; an issuer that is a Service of the cluster is a smaller matter, but log in there crosses the network too.

A session lasts ten hours unless \`sessionExpiry\` says otherwise. Somebody who loses their rights, or a cookie that is stolen, keeps them until then: the server does not ask again.

\`filterGroupsRegex\` keeps the groups that an expression fits *somewhere*: \`admin\` keeps \`not-admins\` as well. Write \`^admin$\`. An expression that ends in \`.*\` says that it wants all of them, and is not reported.

The fix removes \`insecureSkipVerify\`.`,
  guide: ['S34', 'S35'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/argo-server-sso/',
    'https://argo-workflows.readthedocs.io/en/latest/workflow-controller-configmap/',
  ],
  examples: [
    {
      title: 'A provider whose certificate nobody checks',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  sso: |
    issuer: https://dex.example.com
    redirectUrl: https://argo.example.com/oauth2/callback
    insecureSkipVerify: true # ✗ unverified
    rbac: {enabled: true}
`,
      fixed: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  sso: |
    issuer: https://dex.example.com
    redirectUrl: https://argo.example.com/oauth2/callback
    rbac: {enabled: true}
`,
    },
    {
      title: 'Addresses without TLS, and logins that last a week',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  config: |
    sso:
      issuer: http://dex.example.com # ✗ plain
      redirectUrl: http://argo.example.com/oauth2/callback # ✗ plain
      sessionExpiry: 168h # ✗ long-session
---
apiVersion: v1
kind: ConfigMap
metadata: {name: other-workflow-controller-configmap}
data:
  sso: |
    issuer: http://dex:5556/dex # ✗ in-cluster
    redirectUrl: http://localhost:8080/oauth2/callback`,
    },
    {
      title: 'Groups that are found in others, and groups that nobody asks for',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  sso: |
    issuer: https://dex.example.com
    redirectUrl: https://argo.example.com/oauth2/callback
    scopes: [email, profile] # ✗ no-groups
    filterGroupsRegex:
      - argo-admin # ✗ loose-filter
      - ^ops|dev$ # ✗ loose-filter
      - ^(qa|test)$
      - ^team-.*
    rbac: {enabled: true}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: admin
  annotations:
    workflows.argoproj.io/rbac-rule: "'admin' in groups"`,
    },
    {
      title: 'A login that holds',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  sso: |
    issuer: https://dex.example.com
    redirectUrl: https://argo.example.com/oauth2/callback
    scopes: [groups, email]
    sessionExpiry: 8h30m
    insecureSkipVerify: false
    filterGroupsRegex: ['^argo-[a-z|]+$']
    rbac: {enabled: true}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: admin
  annotations: {workflows.argoproj.io/rbac-rule: "'admin' in groups"}`,
    },
    {
      title: 'Rules that look at the address only, and a configuration without single sign-on',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  sso: |
    issuer: https://dex.example.com
    scopes: [email]
    sessionExpiry: 24h
    rbac: {enabled: true}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: admin
  annotations: {workflows.argoproj.io/rbac-rule: "email == 'admin@example.com'"}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: other-workflow-controller-configmap}
data: {parallelism: "10"}`,
    },
  ],
  *check({ root }, project) {
    if (!isControllerConfig(root)) return
    const sso = mapping(controllerSettings(root).get('sso')?.value)
    if (!sso) return
    const skip = get(sso, 'insecureSkipVerify')
    if (skip && bool(skip)) {
      yield {
        at: skip,
        variant: 'unverified',
        message:
          'The server does not check the certificate of the identity provider, so whoever stands between them can log in as any user, with any groups. Remove this; for a private authority, use `rootCA` (Argo 4.0 and later).',
        propose: () => ({
          title: 'Check the certificate of the identity provider (it has to be one that the server trusts)',
          safety: 'unsafe',
          changes: [remove(sso, 'insecureSkipVerify')],
        }),
      }
    }
    yield* addresses(sso)
    yield* session(sso)
    yield* groups(sso, project)
  },
})

function* addresses(sso: Mapping): Generator<Problem> {
  for (const name of ['issuer', 'redirectUrl'] as const) {
    const at = get(sso, name)
    const [, host] = /^http:\/\/([^/:]*)/i.exec(text(at) ?? '') ?? []
    if (!at || host === undefined || /^(?:localhost|127\..*|\[?)$/.test(host)) continue
    const inside = name === 'issuer' && !isUnknown(host) && (/^[^.$]+$/.test(host) || /\.svc(?:\.|$)/.test(host))
    yield {
      at,
      variant: inside ? 'in-cluster' : 'plain',
      message:
        name === 'issuer'
          ? 'The server talks to the identity provider without TLS, so whoever stands between them can log in as any user, with any groups. Use `https:`.'
          : 'Browsers come back from the login without TLS, so their session can be taken on the way. Use `https:`, and TLS in front of the server.',
    }
  }
}

function* session(sso: Mapping): Generator<Problem> {
  const at = get(sso, 'sessionExpiry')
  const hours = hoursOf(text(at) ?? '')
  if (!at || hours === undefined || hours <= 24) return
  yield {
    at,
    variant: 'long-session',
    message: `A login lasts ${Math.floor(hours)} hours. Until then the server asks nobody whether the user still has their rights, and a stolen cookie works. Use a day or less; the default is 10 hours.`,
  }
}

const units: Readonly<Record<string, number>> = { h: 1, m: 1 / 60, s: 1 / 3600 }

/** The hours of a duration as Go reads it; nothing for what is none, or shorter than a second counts. */
function hoursOf(written: string): number | undefined {
  if (written.length > 100 || !/^(?:\d{1,9}(?:\.\d{1,9})?[hms])+$/.test(written)) return undefined
  return [...written.matchAll(/([\d.]+)([hms])/g)].reduce(
    (sum, [, number, unit = '']) => sum + Number(number) * (units[unit] ?? 0),
    0,
  )
}

/** Longer expressions are not looked into. */
const longest = 500

function* groups(sso: Mapping, project: Project): Generator<Problem> {
  for (const item of items(get(sso, 'filterGroupsRegex'))) {
    const expression = scalar(item)?.value
    if (expression === undefined || expression.length > longest || isUnknown(expression)) continue
    if (choices(expression).every(isAnchored)) continue
    yield {
      at: item,
      variant: 'loose-filter',
      message:
        'This expression keeps every group that has a fitting part anywhere in its name, so a group of another meaning may pass. Begin it with `^` and end it with `$`.',
    }
  }
  const scopes = get(sso, 'scopes')
  const names = items(scopes).flatMap((item) => text(item) ?? [])
  const other = !isNull(get(sso, 'customGroupClaimName')) || !isNull(get(sso, 'userInfoPath'))
  if (!scopes || names.length === 0 || other || names.some((name) => /group/i.test(name) || isUnknown(name))) return
  const rule = bool(get(sso, 'rbac', 'enabled')) ? project.manifests.find(asksForGroups) : undefined
  if (!rule) return
  yield {
    at: scopes,
    variant: 'no-groups',
    related: [{ at: ruleOf(rule) ?? rule.root, manifest: rule, note: 'Asks for groups' }],
    message:
      'ServiceAccounts are given by groups, but `scopes` does not have `groups`: unless the identity provider tells them anyway, no such rule ever fits. Add `groups`, or whatever scope the provider has for them.',
  }
}

/** What stands between the bars of an expression that are in no bracket. */
function choices(expression: string): string[] {
  const found = ['']
  let depth = 0
  for (const part of expression.match(/\\[^]|\[\^?\]?(?:\\[^]|[^\]\\])*\]|[^]/g) ?? []) {
    if (part === '(') depth++
    if (part === ')') depth--
    if (part === '|' && depth === 0) found.push('')
    else found.push((found.pop() ?? '') + part)
  }
  return found
}

function isAnchored(expression: string): boolean {
  return /^(?:\(\?[a-z]+\))?(?:\^|\\A|\.[*+])/.test(expression) && /(?:\$|\\z|\.[*+])$/.test(expression)
}

function ruleOf({ root }: Manifest) {
  return get(root, 'metadata', 'annotations', 'workflows.argoproj.io/rbac-rule')
}

function asksForGroups(manifest: Manifest): boolean {
  return manifest.kind === 'ServiceAccount' && /\bgroups\b/.test(text(ruleOf(manifest)) ?? '')
}
