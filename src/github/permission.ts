import { answer, type Repository, withTimeout } from './client.ts'
import { statusOf, unless } from './refusal.ts'

/**
 * Whether somebody may push to the repository: an App may not do more for a person than the person may. 1 request.
 *
 * @param login of a person; nobody else has a say
 * @throws Refused
 */
export async function mayWrite({ client, owner, repo }: Repository, login: string): Promise<boolean> {
  const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission'
  const asked = client.request(route, withTimeout({ owner, repo, username: login }))
  const told = await answer(
    'the permission of who asked',
    unless(asked, (error) => statusOf(error) === 404),
  )
  // `maintain` and roles that an organization made are told as the one of these that they contain.
  return told !== undefined && ['write', 'admin'].includes(told.data.permission)
}
