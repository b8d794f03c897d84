/** A sentence of Argo's security guide, or of the advice on hardening that it names, in our words. */
export interface Sentence {
  /** `S` and the number in the guide, `H` and the number in the advice. Rules name it. */
  readonly id: string
  /** The heading above it. */
  readonly section: string
  readonly says: string
  /** Why no manifest can tell whether it is heeded. */
  readonly unchecked?: string
}

/** The guide itself. */
export const guideUrl = 'https://argo-workflows.readthedocs.io/en/latest/security/'

/** Its section on what the article says that S2 names. */
export const hardening = 'Practical Argo Workflows Hardening'

/**
 * Every sentence of `docs/security.md` of Argo Workflows 4.1.2, paraphrased, and the points of the article that it names
 * ("Practical Argo Workflows Hardening", blog.argoproj.io). A sentence is named by some rule, or says why none checks it;
 * `docs/coverage.md` is made from both.
 */
export const guide: readonly Sentence[] = [
  ...section('Security', [
    {
      id: 'S1',
      says: 'Where vulnerabilities of Argo are to be reported.',
      unchecked: 'it is about people, not about manifests',
    },
    { id: 'S2', says: 'Read the article on hardening: run a recent version, least privilege, secure defaults.' },
  ]),
  ...section('Workflow Controller Security', [
    { id: 'S3', says: 'Controller security has three parts.', unchecked: 'it only introduces what follows' },
  ]),
  ...section('Controller Permissions', [
    { id: 'S4', says: 'RBAC and the ConfigMap let the controller act in all namespaces or in one.' },
    { id: 'S5', says: 'The controller lists, gets and updates workflows and cron workflows.' },
    {
      id: 'S6',
      says: 'The controller creates, gets and deletes pods, volume claims and disruption budgets.',
    },
    {
      id: 'S7',
      says: 'The controller lists and gets templates, ConfigMaps, ServiceAccounts and Secrets.',
    },
  ]),
  ...section('User Permissions', [
    { id: 'S8', says: 'Users need at least the right to create and read workflows.' },
    { id: 'S9', says: 'The controller creates pods for users who may not create pods themselves.' },
    { id: 'S10', says: "Pods are only created in the workflow's namespace." },
    {
      id: 'S11',
      says: 'Whoever may create workflows in a namespace may, in effect, create pods and more in it.',
    },
    {
      id: 'S12',
      says: 'Whoever may only create workflows can neither set up ConfigMaps nor see results.',
    },
    { id: 'S13', says: 'Such rights fit services that submit workflows.' },
    {
      id: 'S14',
      says: "Whoever may create workflows in the controller's namespace may change the controller.",
    },
    {
      id: 'S15',
      says: "In a namespace install, the managed namespace should not be the controller's.",
    },
    { id: 'S16', says: 'Workflow restrictions can limit users to submitting from templates.' },
    {
      id: 'S17-20',
      says: 'Argo controls pods as a Job does: restrictions aside it stops nothing, and what is insecure in a Job is insecure in a workflow.',
    },
  ]),
  ...section('UI Access', [
    { id: 'S21', says: 'A sample role for users who may only read the UI of their namespace.' },
  ]),
  ...section('Workflow Pod Permissions', [
    { id: 'S22', says: 'Pods run as the `default` ServiceAccount of the namespace …' },
    { id: 'S23', says: '… or as the one that the workflow names.' },
    { id: 'S24', says: 'Any ServiceAccount of the namespace may be named.' },
    { id: 'S25', says: 'That ServiceAccount needs some permissions.' },
    { id: 'S26', says: 'Pods that need more rights should have a ServiceAccount of their own.' },
    {
      id: 'S27',
      says: "The ServiceAccount's token is mounted into the main container, which may then use its rights.",
    },
    { id: 'S28', says: '`automountServiceAccountToken: false` prevents that.' },
    { id: 'S29', says: 'Pods run as root unless told otherwise.' },
    { id: 'S30', says: 'Set the security context of workflow pods.' },
    { id: 'S31', says: 'Choose the right workflow executor.' },
    {
      id: 'S32',
      says: 'All this can be set for every workflow with `workflowDefaults`.',
    },
  ]),
  ...section('Argo Server Security', [
    { id: 'S33', says: 'Server security has three layers.', unchecked: 'it only introduces what follows' },
    { id: 'S34', says: 'Enable TLS, so that nobody reads your data in transit.' },
    { id: 'S35', says: 'Enable an authentication mode, so that strangers cannot run workflows.' },
    { id: 'S36', says: "Give the server's role and binding the right permissions." },
  ]),
  ...section('Read-Only', [
    { id: 'S37', says: 'A server that only reads needs only the verbs `get`, `list` and `watch`.' },
  ]),
  ...section('Network Security', [
    { id: 'S38', says: 'What network access Argo needs depends on the features in use.' },
    { id: 'S39', says: 'Guard the namespace of Argo, for example with a NetworkPolicy.' },
  ]),
  ...section('Network Security: Argo Server', [
    { id: 'S40', says: 'The server is often exposed, so that people can use the UI.' },
    { id: 'S41', says: 'It must be exposed for webhooks.' },
    { id: 'S42', says: 'Either way its Service has to be reachable, for example through an Ingress.' },
    { id: 'S43', says: 'The UI can also be run locally.', unchecked: 'it is advice on use, not on configuration' },
    { id: 'S44', says: 'Artifacts can be downloaded through the server.' },
    { id: 'S45', says: 'The server then needs a way out to the artifact storage.' },
  ]),
  ...section('Network Security: Workflow Controller', [
    { id: 'S46', says: 'The controller serves metrics on port 9090.' },
    { id: 'S47', says: 'The namespace of Prometheus should be let in to read them.' },
  ]),
  ...section('Network Security: Database access', [
    {
      id: 'S48',
      says: 'A database may hold archived workflows and offloaded status.',
    },
    {
      id: 'S49',
      says: 'Controller and server then need a way out to that database.',
      unchecked: 'a configuration names hosts, and a NetworkPolicy addresses and labels',
    },
  ]),
  ...section(hardening, [
    { id: 'H1', says: 'Run a recent version.' },
    { id: 'H2', says: 'Give the server TLS and a login.' },
    { id: 'H3', says: 'Limit with NetworkPolicies who reaches what.' },
    { id: 'H4', says: 'Give each part of Argo, each user and each workflow the least rights.' },
    { id: 'H5', says: 'Use no executor but `emissary`.' },
    {
      id: 'H6',
      says: "Set a ServiceAccount and a security context for all workflows in the controller's configuration.",
    },
    { id: 'H7', says: "Take the rights to write from the server's role." },
    {
      id: 'H8',
      says: 'Do without the server where nobody needs it.',
      unchecked: 'whether somebody needs it stands in no file',
    },
    {
      id: 'H9',
      says: 'Hold workflows to all this with a policy engine.',
      unchecked: 'what an engine enforces is up to the cluster, whose policies need not be among the files',
    },
  ]),
]

/** What decides on the security of an installation and stands in no manifest, beside what the sentences say. */
export const unseen: readonly string[] = [
  'what a cloud grants to the identity that an annotation of a ServiceAccount names',
  'what admission control enforces',
  'what is in an image',
  'who may use `kubectl`, and with which rights, beyond the bindings among the files',
  'whether secrets are replaced in time',
  'what a database lets its users do',
]

function section(name: string, sentences: readonly Omit<Sentence, 'section'>[]): Sentence[] {
  return sentences.map((sentence) => ({ section: name, ...sentence }))
}
