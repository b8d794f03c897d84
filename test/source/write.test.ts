import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { fs } from '../../src/source/node.ts'
import { decode } from '../../src/source/read.ts'
import { replaceFile, type Writable, writable } from '../../src/source/write.ts'
import type { File } from '../../src/yaml/file.ts'
import { temporary, write } from '../action/repository.ts'

function read(folder: string, path: string): File {
  const file = decode(path, readFileSync(join(folder, path)))
  if (!('text' in file)) throw new Error(file.reason)
  return file
}

function target(folder: string, path: string): Writable {
  const found = writable(folder, read(folder, path))
  if (typeof found === 'string') throw new Error(found)
  return found
}

test('a file is replaced with its mode, and nothing is left beside it', () => {
  const folder = temporary()
  write(folder, { 'a/b.yaml': 'old\n' })
  chmodSync(join(folder, 'a/b.yaml'), 0o751)
  const before = lstatSync(join(folder, 'a/b.yaml'))
  expect(target(folder, 'a/b.yaml').replace('new\n')).toBeUndefined()
  const after = lstatSync(join(folder, 'a/b.yaml'))
  expect(readFileSync(join(folder, 'a/b.yaml'), 'utf8')).toBe('new\n')
  expect(after.mode).toBe(before.mode)
  expect(after.ino).not.toBe(before.ino)
  expect(readdirSync(join(folder, 'a'))).toEqual(['b.yaml'])
})

test('who has the file open sees the old one, whole', () => {
  const folder = temporary()
  write(folder, { 'a.yaml': 'old\n' })
  const handle = fs.openSync(join(folder, 'a.yaml'), 'r')
  target(folder, 'a.yaml').replace('new and longer\n')
  expect(fs.readFileSync(handle, 'utf8')).toBe('old\n')
  fs.closeSync(handle)
})

test('what fails leaves everything as it was', () => {
  const folder = temporary()
  write(folder, { 'a.yaml': 'old\n' })
  for (const step of ['writeFileSync', 'fsyncSync', 'fchmodSync', 'renameSync'] as const) {
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' })
    const found = target(folder, 'a.yaml')
    const failing = vi.spyOn(fs, step).mockImplementation(() => {
      throw full
    })
    expect(found.replace('new\n')).toBe('It cannot be written (ENOSPC)')
    failing.mockRestore()
    expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe('old\n')
    expect(readdirSync(folder)).toEqual(['a.yaml'])
  }
})

test('the new bytes are on the disk before they get their name', () => {
  const folder = temporary()
  write(folder, { 'a.yaml': 'old\n' })
  const order: string[] = []
  for (const step of ['fsyncSync', 'renameSync'] as const) {
    const real = fs[step] as (...args: unknown[]) => unknown
    vi.spyOn(fs, step).mockImplementation((...args: unknown[]) => {
      order.push(step)
      real(...args)
    })
  }
  target(folder, 'a.yaml').replace('new\n')
  vi.restoreAllMocks()
  expect(order).toEqual(['fsyncSync', 'renameSync', 'fsyncSync'])
})

const text = 'naïve: "\u{1F600}"\r\n\tb: c'
const encodings: [string, Buffer][] = [
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a BOM', Buffer.from(`\uFEFF${text}`)],
  ['UTF-16, low byte first', Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['UTF-16, high byte first', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
]

test.each(encodings)('%s stays that: only what changes changes', (_, bytes) => {
  const folder = temporary()
  writeFileSync(join(folder, 'a.yaml'), bytes)
  const file = read(folder, 'a.yaml')
  const found = target(folder, 'a.yaml')
  expect(found.encode(file.text)).toEqual(bytes)
  expect(found.replace(file.text.replace('c', 'd'))).toBeUndefined()
  const made = readFileSync(join(folder, 'a.yaml'))
  expect(made).toHaveLength(bytes.length)
  expect([...made.entries()].filter(([at, byte]) => byte !== bytes[at])).toHaveLength(1)
  expect(read(folder, 'a.yaml').text).toBe(file.text.replace('c', 'd'))
})

test.each([
  ['a byte that is no UTF-8', Buffer.from([0x61, 0x3a, 0xff, 0x0a])],
  ['half of a surrogate pair', Buffer.from([0xff, 0xfe, 0x61, 0x00, 0x3d, 0xd8])],
  ['half of a unit', Buffer.from([0xff, 0xfe, 0x61, 0x00, 0x62])],
])('%s would be lost', (_, bytes) => {
  const folder = temporary()
  writeFileSync(join(folder, 'a.yaml'), bytes)
  expect(writable(folder, read(folder, 'a.yaml'))).toBe('It holds bytes that are no text, and they would be lost')
})

const linked = 'It is a symbolic link, or lies behind one, and Lynceus writes through none'

test('no link is written through, wherever it leads', () => {
  const [folder, outside] = [temporary(), temporary()]
  write(outside, { 'a.yaml': 'theirs\n' })
  write(folder, {
    'real/a.yaml': 'ours\n',
    'file.yaml': { link: 'real/a.yaml' },
    folder: { link: 'real' },
    'out.yaml': { link: join(outside, 'a.yaml') },
    away: { link: outside },
  })
  for (const path of ['file.yaml', 'folder/a.yaml', 'out.yaml', 'away/a.yaml'])
    expect(writable(folder, read(folder, path))).toBe(linked)
  expect(typeof writable(folder, read(folder, 'real/a.yaml'))).toBe('object')
})

test('a root that is a link is no matter', () => {
  const [folder, other] = [temporary(), temporary()]
  write(folder, { 'a.yaml': 'a\n' })
  symlinkSync(folder, join(other, 'root'))
  expect(target(join(other, 'root'), 'a.yaml').replace('b\n')).toBeUndefined()
  expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe('b\n')
})

test('nothing outside of the root is written, nor what belongs to git', () => {
  const folder = temporary()
  write(folder, { 'in/a.yaml': '', 'b.yaml': 'b\n', 'in/.git/hooks.yaml': 'c\n', '.git/d.yaml': 'd\n' })
  const root = join(folder, 'in')
  expect(writable(root, { path: '../b.yaml', text: 'b\n' })).toBe(
    `It lies outside of "${root}", and Lynceus changes only what is in there`,
  )
  expect(writable(root, { path: '../in/../b.yaml', text: 'b\n' })).toMatch(/outside/)
  expect(writable(root, read(root, '.git/hooks.yaml'))).toBe('It belongs to git')
  expect(writable(folder, read(folder, 'in/.git/hooks.yaml'))).toBe('It belongs to git')
})

const changed = 'It has changed on disk since it was read'

test('a file that is not what was read is left alone', () => {
  const folder = temporary()
  write(folder, { 'a.yaml': 'old\n', 'b.yaml': 'old\n', 'c.yaml': 'old\n' })
  const before = read(folder, 'a.yaml')
  write(folder, { 'a.yaml': 'other\n', 'b.yaml': null, 'c.yaml': null })
  mkdirSync(join(folder, 'c.yaml'))
  expect(writable(folder, before)).toBe(changed)
  expect(writable(folder, { ...before, path: 'b.yaml' })).toBe('It cannot be written (ENOENT)')
  expect(typeof writable(folder, { ...before, path: 'c.yaml' })).toBe('string')
})

test.each<[string, (file: string) => void]>([
  ['is written', (file) => writeFileSync(file, 'meanwhile\n')],
  ['is touched', (file) => utimesSync(file, 1, 1)],
  [
    'is replaced',
    (file) => {
      writeFileSync(`${file}.new`, 'old\n')
      renameSync(`${file}.new`, file)
    },
  ],
  [
    'becomes a link',
    (file) => {
      renameSync(file, `${file}.old`)
      symlinkSync(`${file}.old`, file)
    },
  ],
])('and one that %s before it could be replaced', (_, meanwhile) => {
  const folder = temporary()
  write(folder, { 'a.yaml': 'old\n' })
  const found = target(folder, 'a.yaml')
  meanwhile(join(folder, 'a.yaml'))
  const now = readFileSync(join(folder, 'a.yaml'), 'utf8')
  expect(found.replace('new\n')).toBe(changed)
  expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe(now)
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([])
})

test('another name of the same file keeps what it had', () => {
  const folder = temporary()
  write(folder, { 'a.yaml': 'old\n' })
  linkSync(join(folder, 'a.yaml'), join(folder, 'backup'))
  expect(target(folder, 'a.yaml').replace('new\n')).toBeUndefined()
  expect(readFileSync(join(folder, 'backup'), 'utf8')).toBe('old\n')
})

test('bytes can be put where nothing was', () => {
  const file = join(temporary(), 'new.txt')
  expect(replaceFile(file, 'text')).toBe(true)
  expect(readFileSync(file, 'utf8')).toBe('text')
  expect(statSync(file).mode & 0o777).toBe(0o666 & ~process.umask())
})
