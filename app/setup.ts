import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { load } from 'js-yaml'
import type { Logger } from 'pino'
import { ProbotOctokit } from 'probot'
import { z } from 'zod'
import { html, page, pageHeaders } from './html.ts'
import { webhookPath } from './ingress.ts'
import { get, type Routes, send } from './server.ts'

/** Where the page stands, as in Probot, whose flow this is. */
export const setupPath = '/probot'

export interface Parts {
  /** Where GitHub's API is. */
  readonly apiUrl: string
  /** Where people see GitHub. */
  readonly site: string
  /** The file that the credentials are written to. */
  readonly file: string
  readonly log: Logger
}

/**
 * Registers the App on GitHub from `app.yml`: GitHub gives a code, and for that the credentials, which are written to a
 * file (docs: registering a GitHub App from a manifest).
 *
 * Probot's own page is not used: it takes credentials from any page that is open in the browser, and runs a package
 * that it downloads at that moment. Here a code counts only with the number that its page was given, once, and only
 * under the address that the server listens on.
 */
export function setup({ apiUrl, site, file, log }: Parts): Routes {
  const states = new Set<string>()
  return {
    '/': get((_, response) => void response.writeHead(302, { location: setupPath }).end()),
    [setupPath]: get((request, response) => {
      const host = localHost(request)
      if (!host) return send(response, 403, 'Open this page on the machine that it runs on')
      const state = randomBytes(16).toString('hex')
      states.add(state)
      const asked = queryOf(request)
      const body = form(asked, `http://${host}`, site, state)
      response.writeHead(200, pageHeaders(`'self' ${new URL(site).origin}`)).end(page('Set up Lynceus', body))
    }),
    [`${setupPath}/setup`]: get(async (request, response) => {
      const query = queryOf(request)
      const code = query.get('code') ?? ''
      const isKnown = localHost(request) !== undefined && states.delete(query.get('state') ?? '')
      if (!isKnown || !/^[\w-]{1,200}$/.test(code)) return send(response, 400, `Begin again at ${setupPath}`)
      const client = new ProbotOctokit({ baseUrl: apiUrl, throttle: { enabled: false }, retry: { enabled: false } })
      const converted = await client.request('POST /app-manifests/{code}/conversions', { code }).catch((error) => {
        log.warn({ err: error }, 'GitHub did not give the credentials of the App that it registered')
      })
      if (!converted) return send(response, 502, lost)
      const { data } = converted
      const key = Buffer.from(data.pem).toString('base64')
      const credentials = { APP_ID: `${data.id}`, PRIVATE_KEY: key, WEBHOOK_SECRET: data.webhook_secret ?? '' }
      // They are of no use at another GitHub, and nobody else knows at the next start which one it was.
      store(file, { ...credentials, ...(site !== 'https://github.com' && { GITHUB_API_URL: apiUrl }) })
      log.info(`Registered as ${data.name}. The credentials are in ${file}: start again with npm start`)
      const install = `${data.html_url}/installations/new`
      response.writeHead(200, pageHeaders()).end(page('Registered', done(file, install)))
    }),
  }
}

const lost = `GitHub did not give the credentials, and gives them once only. Delete the App that it registered just now, in its settings, and begin again at ${setupPath}`

/** The address of this machine that a request came to; any other name may be a page that plays tricks with DNS. */
function localHost({ headers: { host = '' } }: IncomingMessage): string | undefined {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host) ? host : undefined
}

function queryOf(request: IncomingMessage): URLSearchParams {
  return new URLSearchParams(request.url?.split('?', 2)[1] ?? '')
}

const manifestFile = new URL('../app.yml', import.meta.url)

function form(asked: URLSearchParams, here: string, site: string, state: string) {
  const url = URL.parse(asked.get('url') ?? '')
  if (!url || url.protocol !== 'https:')
    return html`<h1>Set up Lynceus</h1>
      <p>
        Lynceus has no credentials yet. GitHub makes them when it registers a GitHub App of your own, with the
        permissions that <code>app.yml</code> asks for.
      </p>
      <form>
        <p>
          <label
            >Where GitHub reaches this server, as <code>https://…</code>. GitHub sends nothing to
            <code>localhost</code>; to try it, a tunnel or a channel of <code>smee.io</code> will do.
            <input name="url" type="url" pattern="https://.*" required placeholder="https://lynceus.example.com"
          /></label>
        </p>
        <p>
          <label
            >The organization that the App is to belong to; empty for yourself.
            <input name="organization" pattern="[A-Za-z0-9\\-]*"
          /></label>
        </p>
        <button>Go on</button>
      </form>`
  const hook = url.pathname === '/' ? new URL(webhookPath, url).href : url.href
  const owner = asked.get('organization')?.match(/^[A-Za-z0-9-]{1,39}$/)?.[0]
  const action = `${site}${owner ? `/organizations/${owner}` : ''}/settings/apps/new?state=${state}`
  const manifest = {
    url: 'https://github.com/lynceus/lynceus',
    ...z.looseObject({}).parse(load(readFileSync(manifestFile, 'utf8'))),
    hook_attributes: { url: hook, active: true },
    redirect_url: `${here}${setupPath}/setup`,
  }
  return html`<h1>Register the App</h1>
    <p>
      GitHub will send events to <code>${hook}</code>. On the next page you choose the name; then GitHub brings you back
      here with the credentials.
    </p>
    <form action="${action}" method="post">
      <input type="hidden" name="manifest" value="${JSON.stringify(manifest)}" />
      <button>Register on ${new URL(site).host}</button>
    </form>`
}

function done(file: string, install: string) {
  return html`<h1>Registered</h1>
    <p>The credentials are in <code>${file}</code>. Keep that file to yourself.</p>
    <ol>
      <li>Start again: stop this process and run <code>npm start</code>.</li>
      <li><a href="${install}">Install the App</a> on the repositories that it is to review.</li>
    </ol>`
}

/** Adds credentials to a file of variables, which only its owner may read. Without quotes, which Docker would take for a part. */
function store(file: string, credentials: Readonly<Record<string, string>>): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  const kept = before.filter((line) => line !== '' && !Object.hasOwn(credentials, line.split('=', 1)[0] ?? ''))
  const added = Object.entries(credentials).map(([name, value]) => `${name}=${value}`)
  writeFileSync(`${file}.new`, `${[...kept, ...added].join('\n')}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
