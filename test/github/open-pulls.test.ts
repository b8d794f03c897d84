import { expect, test } from 'vitest'
import { beginCheck } from '../../src/github/check.ts'
import { begunOn } from '../../src/github/compare.ts'
import { openAmong } from '../../src/github/open-pulls.ts'
import { appClient, open } from './loopback/open.ts'

async function setting() {
  const github = await open()
  const repo = github.repository('acme/flows', { files: { a: '1' } })
  return { github, repo, repository: { client: appClient(github), owner: 'acme', repo: 'flows' } }
}

test('the heads of open pull requests are told, also beside ones that GitHub took away', async () => {
  const { github, repo, repository } = await setting()
  const [first, second] = [repo.pull({ files: { a: '2' } }), repo.pull({ files: { a: '3' } })]
  second.close()
  expect([...(await openAmong(repository, [99, first.number, second.number]))]).toEqual([[first.number, first.head]])
  const many = Array.from({ length: 120 }, (_, i) => i + 1)
  github.forget()
  expect([...(await openAmong(repository, many)).keys()]).toEqual([first.number])
  expect(github.calls).toHaveLength(3)
  github.fault('POST /graphql repository', { status: 401 })
  await expect(openAmong(repository, [1])).rejects.toThrow('GitHub did not give the heads of pull requests')
})

test('all check runs of a commit are told, oldest first, and none of one that is gone', async () => {
  const { github, repo, repository } = await setting()
  for (let i = 1; i <= 101; i++) await beginCheck(repository, repo.tip(), `pr/${i}`)
  const runs = await begunOn(repository, repo.tip(), github.app.id)
  expect(runs.map(({ job }) => job)).toEqual(Array.from({ length: 101 }, (_, i) => `pr/${i + 1}`))
  expect(await begunOn(repository, '0'.repeat(40), github.app.id)).toEqual([])
})
