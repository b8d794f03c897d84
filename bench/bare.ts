// The least that any server must do for a webhook: read it, check the signature, store it, answer. No limits, no
// dedupe by what it asks for, no metrics.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DatabaseSync } from 'node:sqlite'

const [file = '', synchronous = 'full', secret = ''] = process.argv.slice(2)
const database = new DatabaseSync(file)
database.exec(`pragma journal_mode = wal; pragma synchronous = ${synchronous === 'normal' ? 'normal' : 'full'}`)
database.exec('create table events (id text primary key, body text not null) strict')
const insert = database.prepare('insert or ignore into events values (?, ?)')

const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    const body = Buffer.concat(parts)
    const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`)
    const given = Buffer.from(String(request.headers['x-hub-signature-256']))
    const isSigned = given.length === expected.length && timingSafeEqual(given, expected)
    if (isSigned) insert.run(String(request.headers['x-github-delivery']), body.toString())
    response.writeHead(isSigned ? 202 : 401).end()
  })
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
