import type { Component } from './image.ts'

/**
 * The day on which these tables were last checked against Argo's advisories and releases. `npm run advisories` tells what
 * GitHub has that they lack; set it to the day of that check.
 */
export const asOf = '2026-08-21'

/** What must hold for an advisory to matter, apart from the version. */
type Condition =
  /** Only where `workflowRestrictions` are set. */
  | 'restrictions'
  /** Only where strangers are let in as the server's ServiceAccount. */
  | 'anonymous'
  /** Only in the authentication mode `client`. */
  | 'client'

/** A published vulnerability of Argo Workflows. */
export interface Advisory {
  readonly id: string
  /** What it allows, as the end of a sentence. */
  readonly what: string
  readonly component: Component
  /** Releases from `introduced` (the first of all when absent) up to but without `fixed`. */
  readonly ranges: readonly { readonly introduced?: string; readonly fixed: string }[]
  readonly severity: 'medium' | 'high'
  readonly condition?: Condition
  readonly url: string
}

/**
 * Ranges are those of the advisories, corrected from the source tags where the advisory's are broader or vaguer.
 * A severity of four levels is brought to two.
 */
export const advisories: readonly Advisory[] = [
  {
    ...advisory('GHSA-rc7p-gmvh-xfx2'),
    what: 'the server asks for no authentication by default',
    component: 'server',
    // The tags of 3.0 still default to `server`, whatever the advisory says.
    ranges: [{ fixed: '3.1.0' }],
    severity: 'high',
    condition: 'anonymous',
  },
  {
    ...advisory('GHSA-6c73-2v8x-qpvm'),
    what: 'the TLS key is part of the public image',
    component: 'server',
    ranges: [{ fixed: '3.0.9' }, { introduced: '3.1.0', fixed: '3.1.7' }],
    severity: 'high',
  },
  {
    ...advisory('GHSA-prqf-xr2j-xf65'),
    what: "the server's own credentials stay in use in the mode `client`",
    component: 'server',
    ranges: [{ fixed: '3.0.9' }, { introduced: '3.1.0', fixed: '3.1.6' }],
    severity: 'high',
    condition: 'client',
  },
  {
    ...advisory('GHSA-h563-xh25-x54q', 'CVE-2021-37914'),
    what: 'an input parameter can rewrite the workflow',
    component: 'controller',
    ranges: [{ introduced: '3.1.0', fixed: '3.1.6' }],
    severity: 'medium',
  },
  {
    ...advisory('GHSA-cmv8-6362-r5w9', 'CVE-2022-29164'),
    what: 'an artifact can run scripts in the browser of whoever opens it',
    component: 'server',
    ranges: [
      { introduced: '2.6.0', fixed: '3.2.11' },
      { introduced: '3.3.0', fixed: '3.3.5' },
    ],
    severity: 'high',
  },
  {
    ...advisory('GHSA-ghjw-32xw-ffwr', 'CVE-2024-47827'),
    what: 'a workflow with daemons can crash the controller',
    component: 'controller',
    ranges: [{ introduced: '3.6.0-rc1', fixed: '3.6.0-rc2' }],
    severity: 'medium',
  },
  {
    id: 'CVE-2024-53862',
    url: 'https://www.cve.org/CVERecord?id=CVE-2024-53862',
    what: 'archived workflows can be read with a made-up token in the mode `client`',
    component: 'server',
    ranges: [
      { introduced: '3.5.7', fixed: '3.5.13' },
      { introduced: '3.6.0', fixed: '3.6.2' },
    ],
    severity: 'high',
    condition: 'client',
  },
  {
    ...advisory('GHSA-p84v-gxvw-73pf', 'CVE-2025-62156'),
    what: 'unpacking an artifact can write outside its folder',
    component: 'executor',
    ranges: [{ fixed: '3.6.12' }, { introduced: '3.7.0', fixed: '3.7.3' }],
    severity: 'high',
  },
  {
    ...advisory('GHSA-c2hv-4pfj-mm2r', 'CVE-2025-62157'),
    what: 'credentials of artifact repositories stand in the log of the controller',
    component: 'controller',
    ranges: [{ fixed: '3.6.12' }, { introduced: '3.7.0', fixed: '3.7.3' }],
    severity: 'medium',
  },
  {
    ...advisory('GHSA-xrqc-7xgx-c9vh', 'CVE-2025-66626'),
    what: 'unpacking an artifact with links can run code',
    component: 'executor',
    ranges: [{ fixed: '3.6.14' }, { introduced: '3.7.0', fixed: '3.7.5' }],
    severity: 'high',
  },
  {
    ...advisory('GHSA-cv78-6m8q-ph82', 'CVE-2026-23960'),
    what: 'the listing of an artifact folder can run scripts in the browser',
    component: 'server',
    ranges: [{ fixed: '3.6.17' }, { introduced: '3.7.0', fixed: '3.7.8' }, { introduced: '4.0.0', fixed: '4.0.0' }],
    severity: 'high',
  },
  {
    ...advisory('GHSA-56px-hm34-xqj5', 'CVE-2026-28229'),
    what: 'workflow templates can be read with any bearer token',
    component: 'server',
    ranges: [
      { introduced: '3.7.0', fixed: '3.7.11' },
      { introduced: '4.0.0', fixed: '4.0.2' },
    ],
    severity: 'high',
  },
  {
    ...advisory('GHSA-3wf5-g532-rcrr', 'CVE-2026-31892'),
    what: '`podSpecPatch` gets past `workflowRestrictions`',
    component: 'controller',
    ranges: [
      { introduced: '2.9.0', fixed: '3.7.11' },
      { introduced: '4.0.0', fixed: '4.0.2' },
    ],
    severity: 'high',
    condition: 'restrictions',
  },
  {
    ...advisory('GHSA-5jv8-h7qh-rf5p', 'CVE-2026-40886'),
    what: 'a pod annotation crashes the controller again and again',
    component: 'controller',
    ranges: [
      { introduced: '3.6.5', fixed: '3.7.14' },
      { introduced: '4.0.0', fixed: '4.0.5' },
    ],
    severity: 'high',
  },
  {
    ...advisory('GHSA-p4gq-3vxj-f4jq', 'CVE-2026-42183'),
    what: 'a request crashes the server when SSO delegates to namespaces',
    component: 'server',
    ranges: [{ introduced: '4.0.0', fixed: '4.0.5' }],
    severity: 'medium',
  },
  {
    ...advisory('GHSA-jcc8-g2q4-9fxq', 'CVE-2026-42294'),
    what: 'the body of a webhook may be so large that the server runs out of memory',
    component: 'server',
    ranges: [{ fixed: '3.7.14' }, { introduced: '4.0.0', fixed: '4.0.5' }],
    severity: 'high',
  },
  {
    ...advisory('GHSA-7vf8-2cr6-54mf', 'CVE-2026-42295'),
    what: 'credentials of artifacts stand in the log of the executor',
    component: 'executor',
    ranges: [{ introduced: '4.0.0', fixed: '4.0.5' }],
    severity: 'medium',
  },
  {
    ...advisory('GHSA-3775-99mw-8rp4', 'CVE-2026-42296'),
    what: 'several fields of a spec get past `workflowRestrictions`',
    component: 'controller',
    ranges: [
      { introduced: '2.9.0', fixed: '3.7.14' },
      { introduced: '4.0.0', fixed: '4.0.5' },
    ],
    severity: 'high',
    condition: 'restrictions',
  },
  {
    ...advisory('GHSA-xchc-cqwg-g76q', 'CVE-2026-42297'),
    what: 'the synchronization API checks no permissions',
    component: 'server',
    ranges: [{ introduced: '4.0.0', fixed: '4.0.5' }],
    severity: 'medium',
  },
  {
    ...advisory('GHSA-48p8-g2fx-3wwm', 'CVE-2026-54526'),
    what: 'fields of `artifactGC` get past `workflowRestrictions`',
    component: 'controller',
    ranges: [
      { introduced: '2.9.0', fixed: '3.7.15' },
      { introduced: '4.0.0', fixed: '4.0.6' },
    ],
    severity: 'high',
    condition: 'restrictions',
  },
]

/** The newest release of each minor version that still gets fixes, oldest first. */
export const newestReleases: readonly string[] = ['3.7.18', '4.0.10', '4.1.2']

function advisory(ghsa: string, id = ghsa): Pick<Advisory, 'id' | 'url'> {
  return { id, url: `https://github.com/argoproj/argo-workflows/security/advisories/${ghsa}` }
}
