import { createServer, type IncomingMessage, type Server } from 'node:http'
import { afterAll } from 'vitest'
import { git, gitBytes, type Origin } from './repository.ts'

export interface Call {
  readonly request: string
  readonly authorization: string | undefined
}

export interface GitHub {
  readonly url: string
  readonly calls: readonly Call[]
}

interface Refusal {
  readonly status: number
  readonly message: string
}

export interface Settings {
  /** Answers that requests get instead of the truth, by a part of their method and path. */
  readonly refuse?: Readonly<Record<string, Refusal>>
  /** Cuts lists of files short, as GitHub does with those of great repositories. */
  readonly truncated?: boolean
}

const servers: Server[] = []
afterAll(() => {
  for (const server of servers) server.close()
})

/** As much of GitHub's API as a reader of repositories meets, on loopback, answered out of a real repository. */
export async function github({ folder }: Origin, settings: Settings = {}): Promise<GitHub> {
  const calls: Call[] = []
  const server = createServer((request, response) => {
    void body(request).then((sent) => {
      const line = `${request.method} ${request.url}`
      calls.push({ request: line, authorization: request.headers.authorization })
      const refusal = Object.entries(settings.refuse ?? {}).find(([part]) => line.includes(part))?.[1]
      const answer = refusal ? undefined : respond(folder, line, sent, settings)
      response.writeHead(refusal?.status ?? (answer ? 200 : 404), { 'content-type': 'application/json' })
      response.end(JSON.stringify(answer ?? { message: refusal?.message ?? 'Not Found' }))
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  servers.push(server)
  const address = server.address()
  return { url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, calls }
}

async function body(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part as Buffer))
  return Buffer.concat(parts).toString('utf8')
}

/** The answers of api.github.com, version 2022-11-28, in the fields that a reader needs; nothing is a 404. */
function respond(folder: string, line: string, sent: string, settings: Settings): unknown {
  const [, route, rest = ''] = /\/(compare|git\/trees|git\/blobs|graphql)\/?([^?]*)/.exec(line) ?? []
  if (route === 'compare') return compare(folder, decodeURIComponent(rest))
  if (route === 'git/trees') return tree(folder, rest, settings)
  if (route === 'git/blobs') return { sha: rest, encoding: 'base64', content: blob(folder, rest).toString('base64') }
  if (route === 'graphql') return graphql(folder, sent)
  return undefined
}

function compare(folder: string, basehead: string) {
  const [base = '', head = ''] = basehead.split('...')
  return { merge_base_commit: { sha: git(folder, 'merge-base', base, head) }, files: [], commits: [] }
}

function tree(folder: string, sha: string, { truncated = false }: Settings) {
  const listed = git(folder, 'ls-tree', '-r', '-t', '-l', '-z', sha).split('\0').filter(Boolean)
  const entries = listed.map((entry) => {
    const [, mode, type, id, size, path] = /^(\d+) (\w+) (\w+) +(\d+|-)\t(.*)$/s.exec(entry) ?? []
    return { path, mode, type, sha: id, ...(size === '-' ? {} : { size: Number(size) }) }
  })
  return { sha, tree: truncated ? entries.slice(0, 1) : entries, truncated }
}

function graphql(folder: string, sent: string) {
  const { query, variables } = JSON.parse(sent) as { query: string; variables: Record<string, string> }
  const asked = [...query.matchAll(/(\w+): object\(oid: \$(\w+)\)/g)]
  const parts = asked.map(([, alias = '', variable = '']) => {
    const bytes = blob(folder, variables[variable] ?? '')
    const isBinary = bytes.includes(0)
    const text = isBinary ? null : bytes.subarray(0, 512_000).toString('utf8')
    return [alias, { isBinary, isTruncated: bytes.length > 512_000, text }]
  })
  return { data: { repository: Object.fromEntries(parts) } }
}

function blob(folder: string, id: string): Buffer {
  return gitBytes(folder, 'cat-file', 'blob', id)
}
