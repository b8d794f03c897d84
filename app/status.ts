import { missing } from './grants.ts'
import { html, page } from './html.ts'
import type { Parked, State as Depth } from './queue/queue.ts'
import { laneOf } from './task.ts'
import type { State } from './state.ts'

/**
 * The status page.
 *
 * @param depth how the queue stands; nothing when it cannot be read
 * @param showNames whether names of accounts and repositories may be shown: nobody outside sees the page
 */
export function statusPage(state: State, depth: Depth | undefined, showNames: boolean): string {
  const { app, version, engine, since } = state
  return page(
    'Lynceus',
    html`<h1>Lynceus ${version}</h1>
      <p>${app ? html`Runs as <a href="${app.url}">${app.name}</a>.` : 'Waits for GitHub to say which App this is.'}</p>
      <table>
        <tr>
          <th>State</th>
          <td>${stateOf(state, depth)}</td>
        </tr>
        <tr>
          <th>Up since</th>
          <td>${new Date(since).toISOString()}</td>
        </tr>
        <tr>
          <th>Engine of the queue</th>
          <td>${engine}</td>
        </tr>
        ${depth ? depthRows(depth) : ''}
      </table>
      ${installations(state, showNames)} ${depth ? parked(depth.parked, showNames) : ''} ${mishaps(state)}`,
  )
}

function stateOf({ isEnding, app }: State, depth: Depth | undefined): string {
  if (isEnding) return 'ending'
  if (!depth) return 'the queue cannot be read: webhooks are refused'
  return app ? 'working' : 'taking webhooks, not working yet'
}

function depthRows({ waiting, running, oldestSeconds, parked: gone }: Depth) {
  return html`<tr>
      <th>Waiting</th>
      <td>${waiting}${waiting ? `, the oldest for ${Math.round(oldestSeconds)} s` : ''}</td>
    </tr>
    <tr>
      <th>Running</th>
      <td>${running}</td>
    </tr>
    <tr>
      <th>Parked</th>
      <td>${gone.length}</td>
    </tr>`
}

function installations({ installations: all }: State, showNames: boolean) {
  if (all.size === 0)
    return html`<h2>Installations</h2>
      <p>None is known yet.</p>`
  const rows = [...all].map(([id, { account, permissions, isSuspended }]) => {
    const off = isSuspended ? [{ permission: 'suspended', without: 'nothing is done here' }] : missing(permissions)
    const granted = Object.entries(permissions).map(([name, level]) => `${name}: ${level}`)
    return html`<tr>
      <td>${showNames ? account : ''} ${id}</td>
      <td>${granted.join(', ')}</td>
      <td>
        ${off.length ? off.map(({ permission, without }) => html`<code>${permission}</code> is missing: ${without}<br />`) : 'nothing'}
      </td>
    </tr>`
  })
  return html`<h2>Installations</h2>
    <table>
      <tr>
        <th>Installation</th>
        <th>Granted</th>
        <th>Off for want of permission</th>
      </tr>
      ${rows}
    </table>`
}

function parked(all: readonly Parked[], showNames: boolean) {
  if (all.length === 0) return ''
  const rows = all.map(({ id, work, error, since }) => {
    return html`<tr>
      <td>${work.task.kind}</td>
      <td>${showNames ? laneOf(work) : work.installation}</td>
      <td>${new Date(since).toISOString()}</td>
      <td>${showNames ? html`${error}<br /><code>${id}</code>` : ''}</td>
    </tr>`
  })
  return html`<h2>Parked: failed too often, waiting for somebody to look</h2>
    <table>
      <tr>
        <th>Task</th>
        <th>Where</th>
        <th>Since</th>
        <th>Why</th>
      </tr>
      ${rows}
    </table>
    ${showNames ? html`<p><code>POST /parked?id=…</code> lets one run again, <code>POST /parked</code> all of them.</p>` : ''}`
}

function mishaps({ mishaps: all }: State) {
  if (all.length === 0)
    return html`<h2>Errors</h2>
      <p>None since the start.</p>`
  const rows = all.map(
    ({ at, kind, error }) =>
      html`<tr>
        <td>${new Date(at).toISOString()}</td>
        <td>${kind}</td>
        <td>${error}</td>
      </tr>`,
  )
  return html`<h2>Last errors</h2>
    <table>
      <tr>
        <th>When</th>
        <th>Task</th>
        <th>Error</th>
      </tr>
      ${rows}
    </table>`
}
