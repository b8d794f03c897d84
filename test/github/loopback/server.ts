import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Answer, repositoryNamed } from './call.ts'
import { findOperation } from './contract.ts'
import type { Fault } from './faults.ts'
import { fieldsOf } from './graphql/answer.ts'
import { type Parts, respond } from './respond.ts'
import { archive } from './routes/tarball.ts'
import { report } from './violations.ts'

export function serve(parts: Parts): Server {
  return createServer((request, response) => {
    void handle(parts, request, response).catch((error: unknown) => {
      report(parts.contract, 'answer', `${request.method} ${request.url}`, [
        String(error instanceof Error ? error.stack : error),
      ])
      response.destroy()
    })
  })
}

async function handle(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`)
  const path = url.pathname.replace(/^\/api\/v3/, '')
  if (path.startsWith('/_codeload/')) return codeload(parts, path, response)
  const text = await read(request)
  const body: unknown = text === '' ? undefined : JSON.parse(text)
  const method = request.method ?? 'GET'
  const operation = findOperation(method, path)
  const isGraphql = method === 'POST' && /^\/(?:api\/)?graphql$/.test(path)
  const route = isGraphql ? 'POST /graphql' : (operation?.route ?? `${method} ${path}`)
  const fields = isGraphql ? fieldsOf(body) : []
  const fault = parts.faults.take([route, ...fields.map((field) => `${route} ${field}`)])
  if (fault?.delay) await sleep(fault.delay)
  if (fault?.reset === 'before') {
    parts.calls.push({ method, path: path + url.search, route, fields, body, by: '', status: 0 })
    return void response.destroy()
  }
  const asked = { method, url, path, body, operation, isGraphql, request }
  const { answer, by } = fault?.status ? { answer: faulty(fault), by: '' } : respond(parts, asked, fault?.past)
  parts.calls.push({ method, path: path + url.search, route, fields, body, by, status: answer.status })
  if (fault?.reset === 'after') return void response.destroy()
  write(response, answer, fault)
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

function faulty({ status = 500, headers = {}, body }: Fault): Answer {
  return { status, headers, body: body ?? { message: status >= 500 ? 'Server Error' : 'Refused by the test' } }
}

function write(response: ServerResponse, { status, headers, body, raw }: Answer, fault: Fault | undefined): void {
  const bytes = raw ?? Buffer.from(body === undefined ? '' : JSON.stringify(body))
  response.writeHead(status, {
    'content-type': raw ? 'application/vnd.github.raw+json; charset=utf-8' : 'application/json; charset=utf-8',
    'content-length': bytes.length,
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': 'LOOP:BACK',
    ...headers,
  })
  if (fault?.truncate === undefined) return void response.end(bytes)
  response.write(bytes.subarray(0, fault.truncate), () => response.destroy())
}

function codeload({ world }: Parts, path: string, response: ServerResponse): void {
  const [, , owner = '', repo = '', id = ''] = path.split('/')
  response.writeHead(200, { 'content-type': 'application/x-gzip' })
  response.end(archive(repositoryNamed(world, `${owner}/${repo}`), id))
}
