import { expect, test } from 'vitest'
import { answer, Refused } from '../../src/github/client.ts'
import { appClient, open } from './loopback/open.ts'

async function asking(errors: readonly object[]) {
  const github = await open()
  github.repository('acme/flows')
  github.fault('POST /graphql', { status: 200, body: { data: null, errors } })
  const asked = answer('a thing', appClient(github).graphql('{ viewer { login } }'))
  return asked.then(
    () => undefined,
    (error: unknown) => error,
  )
}

test('what GitHub says against a GraphQL document is told, each once, without its further lines', async () => {
  const error = await asking([
    { type: 'NOT_FOUND', message: 'Could not resolve to a Repository.' },
    { message: 'Something went wrong\nmore' },
    { message: 'Something went wrong' },
  ])
  expect(error).toBeInstanceOf(Refused)
  expect(error).toMatchObject({
    message: 'GitHub did not give a thing: Could not resolve to a Repository; Something went wrong.',
  })
})

test('no more than 200 characters of it', async () => {
  expect(await asking([{ message: 'x'.repeat(150) }, { message: 'y'.repeat(150) }])).toMatchObject({
    message: `GitHub did not give a thing: ${'x'.repeat(150)}; ${'y'.repeat(48)}.`,
  })
})

test('an error without a message is told as Octokit tells it', async () => {
  expect(await asking([{ type: 'INTERNAL' }])).toMatchObject({
    message: expect.stringContaining('GitHub did not give a thing: Request failed') as string,
  })
})
