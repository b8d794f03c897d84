import { lstatSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathFrom } from '../src/source/disk.ts'
import { InputError } from './inputs.ts'

/**
 * Writes a file into the workspace. A pull request may have put a symbolic link anywhere on its way: none is followed.
 *
 * @param path relative to the workspace
 * @throws InputError when it lies outside of the workspace or cannot be written
 */
export function writeInside(workspace: string, path: string, text: string): void {
  const way = pathFrom(workspace, resolve(workspace, path)).split('/')
  if (way[0] === '..' || way[0] === '') throw refused(path, 'it must be a file inside the workspace')
  const folder = way.slice(0, -1).reduce((above, name) => {
    const here = join(above, name)
    if (!lstatSync(here, { throwIfNoEntry: false })) mkdirSync(here)
    if (lstatSync(here).isDirectory()) return here
    throw refused(path, `"${name}" is no folder`)
  }, workspace)
  const file = join(folder, way.at(-1) ?? '')
  if (lstatSync(file, { throwIfNoEntry: false })?.isDirectory()) throw refused(path, 'it is a folder')
  // A link is taken away, not followed.
  rmSync(file, { force: true })
  writeFileSync(file, text, { flag: 'wx' })
}

function refused(path: string, reason: string): InputError {
  return new InputError(`The SARIF report cannot be written to "${path}": ${reason}.`)
}
