import { type Changes, git, temporary, write } from '../action/repository.ts'

/** A repository with one commit on `main`. */
export function repository(files: Changes): string {
  const folder = temporary()
  git(folder, 'init', '-q', '-b', 'main')
  commit(folder, files)
  return folder
}

/** Commits changes to what is checked out, and gives the commit's id. */
export function commit(folder: string, changes: Changes): string {
  write(folder, changes)
  git(folder, 'add', '-A')
  git(folder, 'commit', '-q', '--allow-empty', '-m', 'Change')
  return git(folder, 'rev-parse', 'HEAD')
}
