import { site } from '../shapes/repository.ts'
import { fullName } from '../names.ts'
import type { CheckRun, CheckSuite, Repository } from '../state.ts'
import { connection, type Slice } from './connection.ts'
import { commitObject } from './git.ts'

export function checkRunObject(repository: Repository, run: CheckRun): object {
  const resourcePath = `/${fullName(repository)}/runs/${run.id}`
  return {
    ...{
      __typename: 'CheckRun',
      id: run.node,
      databaseId: run.id,
      name: run.name,
      externalId: run.externalId,
      resourcePath,
    },
    ...{ url: site + resourcePath, permalink: site + resourcePath, detailsUrl: run.detailsUrl },
    ...{ status: run.status.toUpperCase(), conclusion: run.conclusion?.toUpperCase() ?? null },
    ...{ startedAt: run.started, completedAt: run.completed, title: run.title, summary: run.summary, text: run.text },
    annotations: (asked: Slice) => connection(run.annotations, asked, 'annotations'),
    checkSuite: () => checkSuiteObject(repository, run.suite),
    repository: () => ({ type: 'Repository', of: repository }),
  }
}

export function checkSuiteObject(repository: Repository, suite: CheckSuite): object {
  const runs = repository.checks.filter((run) => run.suite.id === suite.id)
  return {
    ...{
      __typename: 'CheckSuite',
      id: suite.node,
      databaseId: suite.id,
      createdAt: suite.created,
      updatedAt: suite.created,
    },
    commit: () => commitObject(repository, suite.sha),
    repository: () => ({ type: 'Repository', of: repository }),
    checkRuns: (asked: Slice & { filterBy?: { checkName?: string } }) =>
      connection(
        runs
          .filter(({ name }) => !asked.filterBy?.checkName || name === asked.filterBy.checkName)
          .map((run) => checkRunObject(repository, run)),
        asked,
        'checkRuns',
      ),
  }
}
