import { answer, Refused, type Repository, withTimeout } from './client.ts'

/** An archive that takes longer, or unfolds to more, is given up. */
const limits = { milliseconds: 120_000, bytes: 4_000_000_000 }
const block = 512

/**
 * Reads files of a commit from its archive. 1 request, and one to the host that GitHub sends archives from.
 *
 * @param wanted tells by its path whether a file is to be kept; others are not held in memory
 * @param onFile told of each such file once
 * @param signal ends what is not sent by the client: the client has its own
 * @throws Refused
 */
export async function archived(
  { client, owner, repo }: Repository,
  commit: string,
  wanted: (path: string) => boolean,
  onFile: (path: string, bytes: Buffer) => void,
  signal?: AbortSignal,
): Promise<void> {
  const route = 'GET /repos/{owner}/{repo}/tarball/{ref}'
  const { request } = withTimeout({})
  const asked = client.request(route, { owner, repo, ref: commit, request: { ...request, redirect: 'manual' } })
  const { headers, url } = await answer('the archive of the commit', asked)
  const from = placeOf(headers.location, url)
  // The address has a token of its own: ours goes to nobody but the API.
  const ends = [AbortSignal.timeout(limits.milliseconds), ...(signal ? [signal] : [])]
  const sent = fetch(from, { redirect: 'error', signal: AbortSignal.any(ends) })
  await answer(
    'the archive of the commit',
    sent.then(async (response) => unpack(response, wanted, onFile)),
  )
}

/** GitHub sends archives from `codeload.` beside its API, or from the API's own host where there is but one. */
function placeOf(location: string | undefined, api: string): URL {
  const [to, from] = [location === undefined ? undefined : URL.parse(location), new URL(api)]
  const hosts = [from.host, `codeload.${from.host.replace(/^api\./, '')}`]
  if (to?.protocol === from.protocol && hosts.includes(to.host)) return to
  throw new Refused('GitHub sent the archive of the commit from a place that is not its own.')
}

async function unpack(
  response: Response,
  wanted: (path: string) => boolean,
  onFile: (path: string, bytes: Buffer) => void,
): Promise<void> {
  if (!response.ok || !response.body) throw new Error(`status ${response.status}`)
  const bytes = reader(response.body.pipeThrough(new DecompressionStream('gzip')))
  let long: string | undefined
  for (let head = await bytes.take(block); head?.some((byte) => byte !== 0); head = await bytes.take(block)) {
    const size = Number.parseInt(field(head, 124, 12), 8) || 0
    const padded = Math.ceil(size / block) * block
    const type = field(head, 156, 1)
    if (type === 'x') {
      long = pathIn((await bytes.take(padded))?.subarray(0, size) ?? Buffer.alloc(0))
      continue
    }
    const path = (long ?? `${field(head, 345, 155)}/${field(head, 0, 100)}`.replace(/^\//, '')).replace(/^[^/]*\//, '')
    long = undefined
    if ((type === '0' || type === '') && wanted(path)) {
      const file = await bytes.take(padded)
      if (!file) throw new Error('it ends too early')
      onFile(path, Buffer.from(file.subarray(0, size)))
    } else await bytes.skip(padded)
  }
}

/** A text of a tar header (POSIX.1-1988 ustar). */
function field(head: Buffer, start: number, length: number): string {
  const text = head.toString('utf8', start, start + length)
  const end = text.indexOf('\0')
  return (end < 0 ? text : text.slice(0, end)).trim()
}

/** The path in the extended header of a file (POSIX.1-2001 pax): lines of `<length> path=<value>`. */
function pathIn(records: Buffer): string | undefined {
  return /^\d+ path=(.*)$/m.exec(records.toString())?.[1]
}

/** Gives the bytes of a stream in pieces of any length. */
function reader(stream: ReadableStream<Uint8Array>) {
  const source = stream[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  let total = 0
  async function next(): Promise<Buffer | undefined> {
    const { value, done } = await source.next()
    if (done) return undefined
    total += value.length
    if (total > limits.bytes) throw new Error('it is too large')
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  }
  return {
    /** Nothing when there are not so many left. */
    async take(length: number): Promise<Buffer | undefined> {
      const parts = [held]
      for (let have = held.length; have < length;) {
        const more = await next()
        if (!more) return undefined
        parts.push(more)
        have += more.length
      }
      const all = parts.length === 1 ? held : Buffer.concat(parts)
      held = all.subarray(length)
      return all.subarray(0, length)
    },
    async skip(length: number): Promise<void> {
      let left = length - held.length
      if (left <= 0) {
        held = held.subarray(length)
        return
      }
      held = Buffer.alloc(0)
      while (left > 0) {
        const more = await next()
        if (!more) return
        if (more.length > left) held = more.subarray(left)
        left -= more.length
      }
    },
  }
}
