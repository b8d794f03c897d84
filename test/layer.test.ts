import { expect, test } from 'vitest'
import { combined, layer } from '../src/layer.ts'

test('what fixes may name adds up key by key, the nearest first', () => {
  const near = layer({ path: 'near.yml', text: 'fix: {serviceAccountName: mine}\n' }, [])
  const far = layer(
    { path: 'far.yml', text: 'fix: {serviceAccountName: theirs, executorServiceAccountName: executor}\n' },
    [],
  )
  expect(combined([near, far], []).fix).toEqual({ serviceAccountName: 'mine', executorServiceAccountName: 'executor' })
  expect(combined([near], []).fix).toEqual({ serviceAccountName: 'mine' })
  expect(combined([layer({ path: 'empty.yml', text: '' }, [])], []).fix).toEqual({})
})
