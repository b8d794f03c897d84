import { withoutFlags } from '../argo/argument.ts'
import { controllerSettings, isControllerConfig } from '../argo/controller-config.ts'
import { isUnknown } from '../argo/embedded.ts'
import type { Flag } from '../argo/flags.ts'
import { flag, type Installed, installed, isOn } from '../argo/installation.ts'
import type { Manifest } from '../argo/manifest.ts'
import { defineRule, type Problem } from '../rule.ts'
import { get, items, text } from '../yaml/query.ts'

export default defineRule({
  id: 'server-browser-protections',
  title: "Protections of the UI's users are switched off",
  category: 'server',
  severity: 'low',
  confidence: 'high',
  persona: 'regular',
  needs: ['containers', 'extraArgs', 'extraEnv', 'links'],
  variants: {
    framing: { when: 'pages of the UI may be shown within those of others' },
    hsts: { when: 'browsers are not told to come back with TLS only' },
    'any-origin': { when: 'pages of any origin may read the files of the UI' },
    'script-links': { when: 'a link of the UI may run a script, or is allowed to', severity: 'medium' },
    'artifact-script': {
      when: 'artifacts are not kept apart from the UI',
      severity: 'medium',
    },
    'artifact-framing': { when: 'artifacts may be shown within pages of others' },
    unlimited: { when: 'the limit of calls is so high that it is none' },
    'forged-address': {
      when: 'the limit of calls goes by a header that a caller may set',
      persona: 'auditor',
      confidence: 'medium',
    },
  },
  docs: `
The UI shows what workflows make: artifacts, links, names. Argo's defaults see to it that none of that acts for the user who looks at it. Twice, in CVE-2022-29164 and CVE-2026-23960, an artifact could run a script with the user's login; the policy for artifacts is what stands between.

Remove what changes the defaults: \`--x-frame-options\` (\`DENY\`), \`--hsts\` (on), \`--access-control-allow-origin\` (none), \`--allowed-link-protocol\` (\`http\`, \`https\`), \`ARGO_ARTIFACT_CONTENT_SECURITY_POLICY\` (with \`sandbox\`, and no scripts), \`ARGO_ARTIFACT_X_FRAME_OPTIONS\` (\`SAMEORIGIN\`). Links with \`javascript:\` or \`data:\` in the controller's configuration run in the page of the UI; without the flag that allows them the server refuses the configuration.

\`--access-control-allow-origin=*\` only concerns the files of the UI, not answers of the API. An empty variable is none: the default counts. \`--api-rate-limit\` is 1000 calls of an address in a second; \`0\` does not mean "no limit", so only very high numbers are reported. With \`IP_KEY_FUNC_HEADERS\` each caller says which address it has, unless a proxy in front overwrites the header: for auditors.

The fix removes the flag or variable.`,
  guide: ['S40', 'S44'],
  references: [
    'https://argo-workflows.readthedocs.io/en/latest/cli/argo_server/',
    'https://argo-workflows.readthedocs.io/en/latest/environment-variables/',
    'https://github.com/argoproj/argo-workflows/security/advisories/GHSA-cmv8-6362-r5w9',
  ],
  examples: [
    {
      title: 'A server that protects nobody',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args:
            - server
            - --x-frame-options= # ✗ framing
            - --hsts=false # ✗ hsts
            - --access-control-allow-origin=* # ✗ any-origin
            - --allowed-link-protocol=https,javascript # ✗ script-links
            - --api-rate-limit=1000000 # ✗ unlimited
          env:
            - name: ARGO_ARTIFACT_CONTENT_SECURITY_POLICY
              value: default-src 'self'; script-src 'self' 'unsafe-inline' # ✗ artifact-script
            - name: ARGO_ARTIFACT_X_FRAME_OPTIONS
              value: ALLOWALL # ✗ artifact-framing
            - name: IP_KEY_FUNC_HEADERS
              value: X-Forwarded-For # ✗ forged-address
`,
      fixed: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args:
            - server
`,
    },
    {
      title: "Values of Argo's Helm chart",
      yaml: `
controller:
  workflowNamespaces: [default]
  links:
    - {name: Retry, scope: workflow, url: 'javascript:alert(1)'} # ✗ script-links
server:
  extraArgs:
    - --hsts=false # ✗ hsts`,
    },
    {
      title: 'Links that run a script',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  links: |
    - name: Logs
      scope: pod
      url: https://logs.example.org?pod=\${metadata.name}
    - name: Retry
      scope: workflow
      url: "javascript:fetch('/api/v1/workflows')" # ✗ script-links`,
    },
    {
      title: 'A server with the defaults, written out',
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argo-server}
spec:
  template:
    spec:
      containers:
        - name: argo-server
          image: quay.io/argoproj/argocli:v3.7.18
          args: [server, --x-frame-options=SAMEORIGIN, --hsts=true, --allowed-link-protocol, 'http,https', --api-rate-limit=0]
          env:
            - {name: ARGO_ARTIFACT_CONTENT_SECURITY_POLICY, value: "sandbox; default-src 'none'; style-src 'self' 'unsafe-inline'"}
            - {name: ARGO_ARTIFACT_X_FRAME_OPTIONS, value: ""}`,
    },
    {
      title: 'Links to other pages, and a controller that has no such flags',
      yaml: `
apiVersion: v1
kind: ConfigMap
metadata: {name: workflow-controller-configmap}
data:
  links: |
    - {name: Help, scope: chat, url: 'http://chat.example.org'}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec:
  template:
    spec:
      containers:
        - name: workflow-controller
          image: quay.io/argoproj/workflow-controller:v3.7.18
          env: [{name: IP_KEY_FUNC_HEADERS, value: X-Forwarded-For}]`,
    },
  ],
  *check(manifest, project) {
    for (const one of installed(manifest, project)) if (one.part === 'server') yield* judge(one)
    if (isControllerConfig(manifest.root)) yield* links(manifest)
  },
})

const frames = /^(?:DENY|SAMEORIGIN)$/i

function* judge(server: Installed): Generator<Problem> {
  const framing = flag(server, 'x-frame-options')
  if (framing && !isOpen(framing.value) && !frames.test(framing.value.trim())) {
    yield problem(
      server,
      framing,
      'framing',
      'Any page may show the UI within itself and lead the clicks of a user who is logged in. Remove this flag: the default is `DENY`.',
    )
  }
  const hsts = flag(server, 'hsts')
  if (hsts && isOn(server, 'hsts') === false) {
    yield problem(
      server,
      hsts,
      'hsts',
      'Browsers are not told to come back with TLS only, so a link with `http:` is enough to see what they send. Remove this flag.',
    )
  }
  const origin = flag(server, 'access-control-allow-origin')
  if (origin?.value.trim() === '*') {
    yield problem(
      server,
      origin,
      'any-origin',
      'Pages of any origin may read the files of the UI. Answers of the API are not concerned, but nobody needs this: remove the flag, or name the origin.',
    )
  }
  const links = server.flags.find(({ name, value }) => name === 'allowed-link-protocol' && allowsScripts(value))
  if (links) {
    yield problem(
      server,
      links,
      'script-links',
      'Links in the UI may run scripts in its page, with the rights of whoever clicks on them. Remove this flag: `http` and `https` are allowed without it.',
    )
  }
  const rate = flag(server, 'api-rate-limit')
  if (rate && /^\d{1,15}$/.test(rate.value) && Number(rate.value) > 100_000) {
    yield problem(
      server,
      rate,
      'unlimited',
      `An address may make ${rate.value} calls in a second, which is no limit against guessing and floods. Remove this flag: the default is 1000.`,
    )
  }
  yield* variables(server)
}

function* variables(server: Installed): Generator<Problem> {
  const policy = variable(server, 'ARGO_ARTIFACT_CONTENT_SECURITY_POLICY')
  if (policy && allowsArtifacts(policy.value)) {
    yield problem(
      server,
      policy,
      'artifact-script',
      'An artifact that is a page is not kept apart from the UI, and may act with the login of whoever opens it. Remove this variable, or keep `sandbox` in it and scripts out.',
    )
  }
  const framing = variable(server, 'ARGO_ARTIFACT_X_FRAME_OPTIONS')
  if (framing && !isOpen(framing.value) && !frames.test(framing.value.trim())) {
    yield problem(
      server,
      framing,
      'artifact-framing',
      'Any page may show artifacts within itself. Remove this variable: the default is `SAMEORIGIN`.',
    )
  }
  const headers = variable(server, 'IP_KEY_FUNC_HEADERS')
  if (headers) {
    yield problem(
      server,
      headers,
      'forged-address',
      'The limit of calls goes by what a header says, and a caller may write another address into it each time. See that every way to the server leads through a proxy that overwrites the header, or remove this variable.',
    )
  }
}

/** A variable that is not empty, as if it were a flag. */
function variable({ env }: Installed, name: string): Flag | undefined {
  const word = env.get(name)
  return word && word.text !== '' ? { name, value: word.text, at: word.at } : undefined
}

function problem(server: Installed, one: Flag, variant: string, message: string): Problem {
  return {
    at: one.at,
    variant,
    message,
    propose: () => {
      const same = server.flags.filter(({ name }) => name === one.name)
      const changes = withoutFlags(server, same.length > 0 ? same : [one])
      if ('refused' in changes) return changes
      return { title: `Go back to the default of \`${one.name}\``, safety: 'unsafe', changes }
    },
  }
}

function isOpen(value: string): boolean {
  return isUnknown(value) || value.includes('$')
}

function allowsScripts(protocols: string): boolean {
  return protocols.split(',').some((one) => /^(?:javascript|data|vbscript|file)$/i.test(one.trim()))
}

/** Whether a content security policy lets a page run its scripts with its origin. */
function allowsArtifacts(policy: string): boolean {
  if (isOpen(policy)) return false
  const directives = policy.split(';').map((one) => one.trim().toLowerCase().split(/\s+/))
  const sandbox = directives.find(([name]) => name === 'sandbox')
  if (!sandbox) return true
  const scripts = directives.find(([name]) => name === 'script-src')
  return (
    sandbox.includes('allow-scripts') &&
    (sandbox.includes('allow-same-origin') || scripts?.includes("'unsafe-inline'") === true)
  )
}

function* links({ root }: Manifest): Generator<Problem> {
  for (const link of items(controllerSettings(root).get('links')?.value)) {
    const url = get(link, 'url')
    if (!url || !/^\s*(?:javascript|data|vbscript):/i.test(text(url) ?? '')) continue
    yield {
      at: url,
      variant: 'script-links',
      message:
        'This link runs a script in the page of the UI, with the rights of whoever clicks on it; a server that does not allow such links refuses the configuration. Lead to a page instead.',
    }
  }
}
