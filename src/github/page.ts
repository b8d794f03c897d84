import { answer, type Repository, withTimeout } from './client.ts'
import { statusOf, unless } from './refusal.ts'

/** What a pull request says. */
export interface Page {
  readonly title: string
  readonly body: string
}

/**
 * Opens a pull request. 1 request.
 *
 * @returns its number; nothing when there is one already, or GitHub does not see the commit yet
 * @throws Refused
 */
export async function openPull(
  { client, owner, repo }: Repository,
  { branch: head, base, title, body }: Page & { branch: string; base: string },
): Promise<number | undefined> {
  const asked = client.request(
    'POST /repos/{owner}/{repo}/pulls',
    withTimeout({ owner, repo, head, base, title, body }),
  )
  const made = await answer(
    'leave to open a pull request',
    unless(asked, (error) => statusOf(error) === 422 && /already exists|no commits between/i.test(String(error))),
  )
  return made?.data.number
}

/**
 * Changes what a pull request says, or closes it. 1 request.
 *
 * @throws Refused
 */
export async function editPull(
  { client, owner, repo }: Repository,
  pull: number,
  changes: Partial<Page> & { readonly state?: 'closed' },
): Promise<void> {
  const route = 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}'
  const asked = client.request(route, withTimeout({ owner, repo, pull_number: pull, ...changes }))
  await answer('leave to change a pull request', asked)
}

/**
 * Gives a pull request labels that the repository has. 1 request.
 *
 * @throws Refused
 */
export async function addLabels(
  { client, owner, repo }: Repository,
  pull: number,
  labels: readonly string[],
): Promise<void> {
  const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels'
  const asked = client.request(route, withTimeout({ owner, repo, issue_number: pull, labels: [...labels] }))
  await answer('leave to label a pull request', asked)
}
