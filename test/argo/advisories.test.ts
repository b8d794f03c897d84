import { describe, expect, test } from 'vitest'
import { advisoriesFor, firstSafe, isEndOfLife, newestOf } from '../../src/argo/advisories.ts'
import { advisories, asOf, newestReleases } from '../../src/argo/advisory-table.ts'
import { analyze } from '../../src/analyze.ts'
import { defaults } from '../../src/config.ts'
import rule from '../../src/rules/vulnerable-argo-version.ts'
import type { Component } from '../../src/argo/image.ts'
import { compareVersions, formatVersion, parseVersion, type Version } from '../../src/argo/version.ts'

function version(text: string): Version {
  const found = parseVersion(text)
  if (!found) throw new Error(text)
  return found
}

function ids(component: Component, text: string): string[] {
  return advisoriesFor(component, version(text)).map(({ id }) => id)
}

describe('the table', () => {
  test('has rows that differ, ranges that go up, and links to what it says', () => {
    expect(new Set(advisories.map(({ id }) => id)).size).toBe(advisories.length)
    for (const { id, url, ranges, what } of advisories) {
      expect.soft(id).toMatch(/^(?:CVE-\d{4}-\d{4,}|GHSA(?:-[a-z0-9]{4}){3})$/)
      expect
        .soft(url)
        .toMatch(/^https:\/\/(?:github\.com\/argoproj\/argo-workflows\/security\/advisories\/GHSA-|www\.cve\.org\/)/)
      expect.soft(what).toMatch(/^[^A-Z].*[^.]$/)
      const bounds = ranges.flatMap(({ introduced, fixed }) => [
        ...(introduced ? [version(introduced)] : []),
        version(fixed),
      ])
      expect.soft(bounds.toSorted(compareVersions), id).toEqual(bounds)
    }
  })

  test('leaves the newest releases free of all of them, and of no row of Argo CD', () => {
    for (const release of newestReleases) {
      for (const component of ['controller', 'server', 'executor'] as const)
        expect(advisoriesFor(component, version(release))).toEqual([])
    }
    expect(advisories.map(({ id }) => id)).not.toContain('CVE-2020-8828')
  })

  test('says when it was made', () => expect(asOf).toMatch(/^\d{4}-\d\d-\d\d$/))
})

test.each(['3.7.2', '3.6.19'])('what is said of %s has the day on which it was true', (tag) => {
  const text = `apiVersion: apps/v1
kind: Deployment
metadata: {name: workflow-controller}
spec: {template: {spec: {containers: [{name: a, image: 'quay.io/argoproj/argoexec:v${tag}'}]}}}
`
  const config = { ...defaults, persona: 'auditor' } as const
  const findings = analyze([{ path: 'a.yaml', text }], [rule], config).findings
  expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining(` as of ${asOf}`)])
  expect(rule.docs).toContain(`last checked on ${asOf}`)
})

describe('the ranges', () => {
  test.each<[string, Component, string, string]>([
    ['GHSA-rc7p-gmvh-xfx2', 'server', '3.0.10', '3.1.0'],
    ['GHSA-6c73-2v8x-qpvm', 'server', '3.0.8', '3.0.9'],
    ['GHSA-6c73-2v8x-qpvm', 'server', '3.1.6', '3.1.7'],
    ['CVE-2021-37914', 'controller', '3.1.5', '3.1.6'],
    ['CVE-2022-29164', 'server', '3.3.4', '3.3.5'],
    ['CVE-2024-47827', 'controller', '3.6.0-rc1', '3.6.0-rc2'],
    ['CVE-2024-53862', 'server', '3.6.1', '3.6.2'],
    ['CVE-2024-53862', 'server', '3.5.7', '3.5.6'],
    ['CVE-2025-62156', 'executor', '3.7.2', '3.7.3'],
    ['CVE-2025-66626', 'executor', '3.6.13', '3.6.14'],
    ['CVE-2026-23960', 'server', '4.0.0-rc3', '4.0.0'],
    ['CVE-2026-28229', 'server', '3.7.0', '3.6.19'],
    ['CVE-2026-31892', 'controller', '2.9.0', '2.8.0'],
    ['CVE-2026-40886', 'controller', '3.6.19', '3.6.4'],
    ['CVE-2026-40886', 'controller', '3.7.13', '3.7.14'],
    ['CVE-2026-42295', 'executor', '4.0.4', '3.7.18'],
    ['CVE-2026-54526', 'controller', '4.0.5', '4.0.6'],
  ])('%s covers the %s of %s, not of %s', (id, component, inside, outside) => {
    expect(ids(component, inside)).toContain(id)
    expect(ids(component, outside)).not.toContain(id)
  })

  test('take in the candidates of a release', () => {
    expect(ids('executor', '3.7.0-rc1')).toContain('CVE-2025-62156')
    expect(ids('server', '4.0.0-rc1')).toContain('CVE-2026-28229')
  })

  test('are those of one component', () => {
    expect(ids('executor', '3.7.10')).toEqual([])
    expect(ids('controller', '3.7.10').length).toBeGreaterThan(1)
  })
})

test.each<[Component, string, string]>([
  ['controller', '3.7.10', '3.7.15'],
  ['controller', '3.6.19', '3.7.15'],
  ['controller', '4.0.1', '4.0.6'],
  ['executor', '3.7.4', '3.7.5'],
  ['executor', '3.5.0', '3.6.14'],
  ['server', '4.0.0', '4.0.5'],
])('the first safe release of a %s after %s is %s', (component, from, safe) => {
  const found = firstSafe(component, version(from))
  expect(found && formatVersion(found)).toBe(safe)
})

test('knows the newest release of a minor version and which are over', () => {
  expect(newestOf(version('3.7.0'))?.patch).toBeGreaterThanOrEqual(18)
  expect(newestOf(version('3.6.19'))).toBeUndefined()
  expect(isEndOfLife(version('3.6.19'))).toBe(true)
  expect(isEndOfLife(version('3.7.0'))).toBe(false)
  expect(isEndOfLife(version('9.0.0'))).toBe(false)
})
