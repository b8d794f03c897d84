import { gzipSync } from 'node:zlib'
import { readBlob, readTree } from '../objects.ts'
import { fullName } from '../names.ts'
import type { Repository } from '../state.ts'

/** A gzipped tar of a commit, in one folder named as GitHub names it. */
export function archive(repository: Repository, id: string): Buffer {
  const root = `${fullName(repository).replace('/', '-')}-${id.slice(0, 7)}`
  const tree = repository.objects.commits.get(id)?.tree ?? ''
  const parts = [...readTree(repository.objects, tree)].flatMap(([path, { mode, id: sha }]) => {
    if (mode === '160000') return []
    const bytes = readBlob(repository.objects, sha) ?? Buffer.alloc(0)
    const link = mode === '120000' ? bytes.toString('utf8') : ''
    const content = link ? Buffer.alloc(0) : bytes
    return [
      tarHeader(`${root}/${path}`, content.length, link),
      content,
      Buffer.alloc((512 - (content.length % 512)) % 512),
    ]
  })
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(1024)]))
}

function tarHeader(path: string, size: number, link: string): Buffer {
  const header = Buffer.alloc(512)
  const cut = path.length > 100 ? path.indexOf('/', path.length - 101) : -1
  header.write(path.slice(cut + 1), 0, 100)
  header.write(`000644 \x00${'000000 \x00'.repeat(2)}`, 100)
  header.write(`${size.toString(8).padStart(11, '0')} 00000000000 `, 124)
  header.write('        ', 148)
  header.write(link ? '2' : '0', 156)
  header.write(link, 157, 100)
  header.write('ustar\x0000', 257)
  if (cut > 0) header.write(path.slice(0, cut), 345, 155)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return header
}
