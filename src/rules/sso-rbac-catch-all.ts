import { isUnknown } from '../argo/embedded.ts'
import { flag, type Installed, installed, isOn, serversOf } from '../argo/installation.ts'
import type { Manifest } from '../argo/manifest.ts'
import type { Project } from '../argo/project.ts'
import { type Claim, parseClaim, walk } from '../argo/rbac/claim.ts'
import { type Danger, dangers } from '../argo/rbac/danger.ts'
import { bindings, boundTo, roleAllows, roleOf } from '../argo/rbac/grant.ts'
import { mayBe, namespaceOf } from '../argo/rbac/near.ts'
import type { Act, Policy } from '../argo/rbac/policy.ts'
import type { Role } from '../argo/rbac/role.ts'
import { matchesStranger } from '../argo/rbac/stranger.ts'
import { told, trail } from '../argo/rbac/trail.ts'
import { parseBool } from '../argo/flags.ts'
import { defineRule, type Problem } from '../rule.ts'
import type { Node } from '../yaml/node.ts'
import { once, oncePer } from '../yaml/once.ts'
import { get, text } from '../yaml/query.ts'

export default defineRule({
  id: 'sso-rbac-catch-all',
  title: 'SSO rule gives many users a strong ServiceAccount',
  category: 'server',
  severity: 'medium',
  confidence: 'high',
  persona: 'regular',
  about: 'installation',
  needs: ['annotations', 'env'],
  variants: {
    'catch-all': {
      when: 'the rule matches everybody who can log in (`high` when the account may change things, `info` when it only reads, less certain when its roles are not among the files)',
    },
    'too-strong': { when: 'the account is `default`, or may do everything in the cluster', severity: 'high' },
    shadows: { when: 'a rule that matches everybody comes before narrower ones' },
    order: { when: 'two rules may match one user, have the same precedence, and give different rights' },
    'weak-test': { when: 'a test of a text lets in more than it seems to' },
    email: {
      when: 'the rule trusts an email address, and cannot see whether it was verified',
      severity: 'low',
      persona: 'pedantic',
    },
    broken: { when: 'the rule is no valid expression' },
    delegation: {
      when: 'namespaces may bring rules of their own (`medium` and `regular` when people may change ServiceAccounts)',
      severity: 'low',
      persona: 'pedantic',
    },
  },
  docs: `
By SSO with RBAC, the Argo Server looks through the ServiceAccounts of its namespace for one whose \`workflows.argoproj.io/rbac-rule\` matches the claims of the user, that with the highest \`rbac-rule-precedence\` first, and then acts as that one. So the rule is the gate, and the account is what lies behind it.

Name groups in rules: \`'argo-admins' in groups\`. Give each rule a precedence of its own, the narrow ones the higher numbers, and a catch-all, where there has to be one, the lowest and an account that only reads. Compare whole texts, or with \`endsWith "@example.org"\`; write \`^\` and \`$\` around a pattern.

A rule is tried on somebody of whom nothing is known but that they can log in. Without a precedence, and with one that is no number, it is 0; the order of equal ones is not defined. A rule that is no valid expression makes every login fail. \`email_verified\` cannot be used in rules, so an identity provider that lets people choose their address lets them choose their account; an address that only narrows a group is passed over. Accounts in other namespaces than the server's do not count, unless \`SSO_DELEGATE_RBAC_TO_NAMESPACE\` is on. There is no fix: who is to get what is for a person to say. Whether people can make a group of that name themselves, as in some directories, cannot be seen here.`,
  guide: ['S21', 'S35'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/argo-server-sso/#sso-rbac',
    'https://github.com/argoproj/argo-workflows/blob/main/server/auth/gatekeeper.go',
  ],
  examples: [
    {
      title: 'Everybody who can log in may do everything, and comes before the others',
      yaml: `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: argo-admin
  namespace: argo
  annotations:
    workflows.argoproj.io/rbac-rule: "true" # ✗ catch-all
    workflows.argoproj.io/rbac-rule-precedence: "10" # ✗ shadows
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: argo-reader
  namespace: argo
  annotations:
    workflows.argoproj.io/rbac-rule: "'readers' in groups"
    workflows.argoproj.io/rbac-rule-precedence: "1"
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: argo-admin, namespace: argo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: admin}
subjects: [{kind: ServiceAccount, name: argo-admin}]`,
    },
    {
      title: 'Other ways to say everybody, and an account whose rights are not known',
      yaml: `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: reader
  namespace: argo
  annotations:
    workflows.argoproj.io/rbac-rule: "'admins' in groups or email != ''" # ✗ catch-all
    workflows.argoproj.io/rbac-rule-precedence: "1"
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: other
  namespace: argo
  annotations:
    workflows.argoproj.io/rbac-rule: 'sub != "" and not ("interns" in groups)' # ✗ catch-all
    workflows.argoproj.io/rbac-rule-precedence: "0"
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: reader, namespace: argo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects: [{kind: ServiceAccount, name: reader}]`,
    },
    {
      title: 'Tests that let in more than they seem to, and one that fails',
      yaml: `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: staff
  namespace: argo
  annotations:
    workflows.argoproj.io/rbac-rule: 'email endsWith "example.org"' # ✗ weak-test
    workflows.argoproj.io/rbac-rule-precedence: "2"
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: pattern
  namespace: argo
  annotations:
    workflows.argoproj.io/rbac-rule: 'preferred_username matches "admin"' # ✗ weak-test
    workflows.argoproj.io/rbac-rule-precedence: "3"
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: jane
  namespace: argo
  annotations:
    workflows.argoproj.io/rbac-rule: 'email == "jane@example.org"' # ✗ email
    workflows.argoproj.io/rbac-rule-precedence: "4"
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: typo
  namespace: argo
  annotations:
    workflows.argoproj.io/rbac-rule: "'admins' in groups and ("  # ✗ broken
    workflows.argoproj.io/rbac-rule-precedence: "5"`,
    },
    {
      title: 'Two rules of one precedence, an account for all purposes, and rules from other namespaces',
      yaml: `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: default
  namespace: argo
  annotations:
    workflows.argoproj.io/rbac-rule: "'operators' in groups" # ✗ too-strong, order
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: viewer
  namespace: argo
  annotations:
    workflows.argoproj.io/rbac-rule: "'viewers' in groups"
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: operators, namespace: argo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects: [{kind: ServiceAccount, name: default}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server, namespace: argo}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --auth-mode=sso]
          env:
            - {name: SSO_DELEGATE_RBAC_TO_NAMESPACE, value: "true"} # ✗ delegation`,
    },
    {
      title: 'Groups with a precedence each, and a catch-all that comes last and may do nothing',
      yaml: `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: argo-admin
  namespace: argo
  annotations:
    workflows.argoproj.io/rbac-rule: "'argo-admins' in groups"
    workflows.argoproj.io/rbac-rule-precedence: "10"
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: builds
  namespace: argo
  annotations:
    workflows.argoproj.io/rbac-rule: 'any(groups, {# startsWith "builds:"}) && !(sub in ["x"])'
    workflows.argoproj.io/rbac-rule-precedence: "5"
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: argo-admin, namespace: argo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: admin}
subjects: [{kind: ServiceAccount, name: argo-admin}]`,
    },
    {
      title: 'An address that only narrows a group, and one that is enough by itself',
      yaml: `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: jane-of-authors
  namespace: argo
  annotations:
    workflows.argoproj.io/rbac-rule: "'authors' in groups && email == 'jane@example.org'"
    workflows.argoproj.io/rbac-rule-precedence: "2"
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: jane-or-authors
  namespace: argo
  annotations:
    workflows.argoproj.io/rbac-rule: "'authors' in groups || email == 'jane@example.org'" # ✗ email
    workflows.argoproj.io/rbac-rule-precedence: "1"`,
    },
    {
      title: 'A rule in a namespace that the server does not look into',
      yaml: `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: everybody
  namespace: builds
  annotations:
    workflows.argoproj.io/rbac-rule: "true"
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server, namespace: argo}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --auth-mode=sso]`,
    },
  ],
  *check(manifest, project) {
    if (manifest.kind === 'ServiceAccount') {
      const gate = gateOf(manifest)
      if (gate && counts(manifest, project)) yield* judge(gate, project)
    }
    for (const server of installed(manifest, project)) if (server.part === 'server') yield* delegation(server, project)
  },
})

/** A ServiceAccount that users may get. */
interface Gate {
  readonly manifest: Manifest
  readonly at: Node
  readonly rule: string
  /** Nothing when it is no valid expression. */
  readonly claim: Claim | undefined
  readonly precedence: number
  readonly precedenceAt: Node | undefined
}

const prefix = 'workflows.argoproj.io/rbac-rule'

function gateOf(manifest: Manifest): Gate | undefined {
  const annotations = get(manifest.root, 'metadata', 'annotations')
  const at = get(annotations, prefix)
  const rule = text(at)
  if (!at || rule === undefined || isUnknown(rule)) return undefined
  const precedenceAt = get(annotations, `${prefix}-precedence`)
  const written = text(precedenceAt) ?? ''
  const precedence = /^[+-]?\d+$/.test(written) ? Number(written) : 0
  return { manifest, at, rule, claim: parseClaim(rule), precedence, precedenceAt }
}

/** Whether a server among the files looks into the account's namespace; it may be one of another repository. */
function counts({ namespace }: Manifest, project: Project): boolean {
  const servers = serversOf(project)
  const own = namespaceOf(namespace)
  return servers.length === 0 || servers.some((server) => delegates(server) || mayBe(homeOf(server), own))
}

function homeOf(server: Installed): string | undefined {
  const managed = isOn(server, 'namespaced') ? flag(server, 'managed-namespace')?.value : undefined
  return namespaceOf(managed ?? server.manifest.namespace)
}

function delegates({ env }: Installed): boolean {
  return parseBool(env.get(delegationVariable)?.text ?? '') === true
}

const delegationVariable = 'SSO_DELEGATE_RBAC_TO_NAMESPACE'

function* judge(gate: Gate, project: Project): Generator<Problem> {
  const { at, claim, manifest } = gate
  if (!claim) {
    yield {
      at,
      variant: 'broken',
      message: `This is no valid expression: the server stops at it, so that logins fail for everybody. Mend it, such as \`'argo-admins' in groups\`.`,
    }
    return
  }
  const strength = strengthOf(gate.manifest, project)
  const isOpen = matchesStranger(claim) === true
  if (isOpen) yield* open(gate, strength, project)
  else if (manifest.name === 'default' || strength.dangers[0]?.label === 'cluster-admin') {
    yield {
      at,
      variant: 'too-strong',
      message: `Users whom this rule matches act as the ServiceAccount \`${manifest.name}\`, which ${manifest.name === 'default' ? 'every pod of the namespace that names no other has too' : `may ${told(strength.dangers)}`}. Make one that may do what these users need, and no more.`,
      related: strength.dangers.slice(0, 1).flatMap(trail),
    }
  }
  yield* order(gate, strength, project)
  if (!isOpen) yield* tests(gate, claim)
}

interface Strength {
  readonly dangers: readonly Danger[]
  readonly writes: boolean
  /** Whether all of its roles are among the files. */
  readonly known: boolean
}

const strengthOf = oncePer((manifest: Manifest, project: Project): Strength => {
  const bound = boundTo({ name: manifest.name, namespace: namespaceOf(manifest.namespace), from: manifest }, project)
  return {
    dangers: dangers(bound, []),
    writes: bound.some(({ role }) => role?.policies.some(isWriting)),
    known: bound.length > 0 && bound.every(({ role }) => role !== undefined),
  }
})

function isWriting({ verbs }: Policy): boolean {
  return verbs.some((verb) => !/^(?:get|list|watch)$/.test(verb))
}

function* open(gate: Gate, { dangers: all, writes, known }: Strength, project: Project): Generator<Problem> {
  const { at, manifest, precedence, precedenceAt } = gate
  const strong = all.length > 0 || writes
  const may = all.length > 0 ? `, which may ${told(all)}` : strong ? ', which may change things' : ''
  yield {
    at,
    variant: 'catch-all',
    ...(strong
      ? { severity: 'high' as const }
      : known
        ? { severity: 'info' as const }
        : { confidence: 'medium' as const }),
    message: `This rule matches everybody who can log in: they act as \`${manifest.name}\`${may}. Name the groups that it is for, such as \`'argo-admins' in groups\`.`,
    related: all.slice(0, 1).flatMap(trail),
  }
  const narrower = gates(gate, project).find(
    (one) => one.precedence < precedence && one.claim && matchesStranger(one.claim) !== true,
  )
  if (!narrower || !precedenceAt) return
  yield {
    at: precedenceAt,
    variant: 'shadows',
    message: `The rule of \`${manifest.name}\` matches everybody and comes first: narrower ones such as that of \`${narrower.manifest.name}\` are never asked. Give it the lowest precedence.`,
    related: [{ at: narrower.at, manifest: narrower.manifest, note: 'Is never asked' }],
  }
}

const allGates = once((project: Project): readonly Gate[] =>
  project.manifests.flatMap((one) => (one.kind === 'ServiceAccount' ? (gateOf(one) ?? []) : [])),
)

/** The other rules that a user of one may meet. */
function gates({ manifest }: Gate, project: Project): readonly Gate[] {
  const own = namespaceOf(manifest.namespace)
  return allGates(project).filter((one) => one.manifest !== manifest && mayBe(namespaceOf(one.manifest.namespace), own))
}

/** Told at the stronger one. */
function* order(gate: Gate, strength: Strength, project: Project): Generator<Problem> {
  if (strength.dangers.length === 0 && !strength.writes) return
  const other = gates(gate, project).find((one) => {
    if (one.precedence !== gate.precedence || one.rule === gate.rule) return false
    const its = strengthOf(one.manifest, project)
    return its.dangers.length === 0 && !its.writes
  })
  if (!other) return
  yield {
    at: gate.precedenceAt ?? gate.at,
    variant: 'order',
    message: `The rules of \`${gate.manifest.name}\` and \`${other.manifest.name}\` have the same precedence and give different rights: for a user whom both match, it is not defined which one counts. Give each a number of its own in \`rbac-rule-precedence\`.`,
    related: [{ at: other.precedenceAt ?? other.at, manifest: other.manifest, note: 'Has the same precedence' }],
  }
}

function* tests({ at, rule }: Gate, claim: Claim): Generator<Problem> {
  const nodes = [...walk(claim)]
  const weak = nodes.map(weakness).find((one) => one !== undefined)
  if (weak !== undefined) {
    yield { at, variant: 'weak-test', message: `This rule lets in more than it seems to: ${weak}.` }
  } else if (/\bemail\b/.test(rule) && !needsGroup(claim)) {
    yield {
      at,
      variant: 'email',
      message:
        'This rule trusts an email address, and rules cannot see whether it was verified: where people may choose theirs, they choose this account. Use a group.',
    }
  }
}

/** Whether nobody gets in who is not in some group: whatever else is asked only leaves out some of these. */
function needsGroup(claim: Claim): boolean {
  if (claim.kind !== 'pair') return false
  const { operator, left, right } = claim
  if (operator === '&&' || operator === 'and') return needsGroup(left) || needsGroup(right)
  if (operator === '||' || operator === 'or') return needsGroup(left) && needsGroup(right)
  return operator === 'in' && left.kind === 'value' && right.kind === 'name' && right.name === 'groups'
}

function weakness(node: Claim): string | undefined {
  if (node.kind !== 'pair' || node.right.kind !== 'value' || typeof node.right.value !== 'string') return undefined
  const { operator, left } = node
  const { value } = node.right
  const isEmail = left.kind === 'name' && left.name === 'email'
  if (operator === 'matches' && !(value.startsWith('^') && value.endsWith('$')))
    return `\`matches\` looks for the pattern anywhere in the text: write \`^\` before and \`$\` behind it`
  if (isEmail && operator === 'contains')
    return '`contains` takes the text anywhere in the address: use `endsWith` with the `@`'
  if (isEmail && operator === 'startsWith') return '`startsWith` takes every domain: compare the whole address'
  if (isEmail && operator === 'endsWith' && !value.includes('@'))
    return '`endsWith` without an `@` takes other domains that end like this one: write the `@` as well'
  return undefined
}

const changeAccounts: Act = { group: '', resources: ['serviceaccounts'], verbs: ['create', 'update', 'patch'] }

function mayChangeAccounts(role: Role | undefined): boolean {
  return role !== undefined && roleAllows(role, changeAccounts)
}

function* delegation(server: Installed, project: Project): Generator<Problem> {
  const word = server.env.get(delegationVariable)
  if (!word || !delegates(server)) return
  const writer = bindings(project).find(
    (binding) =>
      binding.subjects.some(({ kind }) => kind !== 'ServiceAccount') && mayChangeAccounts(roleOf(binding, project)),
  )
  yield {
    at: word.at,
    variant: 'delegation',
    ...(writer && { severity: 'medium' as const, persona: 'regular' as const }),
    message:
      'Every namespace may bring rules of its own: whoever may annotate a ServiceAccount there decides which users get it, with all that it may do. Let only those change ServiceAccounts who may have all of their rights.',
    related: writer
      ? [{ at: writer.role.at, manifest: writer.manifest, note: 'People with this role may change ServiceAccounts' }]
      : [],
  }
}
