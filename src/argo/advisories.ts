import { type Advisory, advisories, newestReleases } from './advisory-table.ts'
import type { Component } from './image.ts'
import { compareVersions, parseVersion, type Version } from './version.ts'

const maintained = newestReleases.map(release)

/** The advisories that a release of a component is subject to. */
export function advisoriesFor(component: Component, version: Version): readonly Advisory[] {
  return advisories.filter((one) => one.component === component && one.ranges.some((range) => isWithin(version, range)))
}

/** A range that starts with a release takes in its candidates, which were made from the same code. */
function isWithin(version: Version, { introduced, fixed }: Advisory['ranges'][number]): boolean {
  if (compareVersions(version, release(fixed)) >= 0) return false
  return (
    introduced === undefined ||
    compareVersions(version, release(introduced.includes('-') ? introduced : `${introduced}-rc0`)) >= 0
  )
}

/** The first later release that is subject to none of a component's advisories: in the same minor version if there is one. */
export function firstSafe(component: Component, version: Version): Version | undefined {
  const candidates = advisories
    .flatMap(({ ranges }) => ranges.map(({ fixed }) => release(fixed)))
    .filter((one) => compareVersions(one, version) > 0 && advisoriesFor(component, one).length === 0)
    .toSorted(compareVersions)
  return candidates.find(({ major, minor }) => major === version.major && minor === version.minor) ?? candidates[0]
}

/** The newest release of a minor version; nothing when it gets no fixes any more. */
export function newestOf({ major, minor }: Version): Version | undefined {
  return maintained.find((one) => one.major === major && one.minor === minor)
}

/** Whether a minor version is older than all that still get fixes. */
export function isEndOfLife(version: Version): boolean {
  const [oldest] = maintained
  return (
    oldest !== undefined &&
    (version.major < oldest.major || (version.major === oldest.major && version.minor < oldest.minor))
  )
}

function release(text: string): Version {
  const version = parseVersion(text)
  if (!version) throw new Error(`${text} is not a version`)
  return version
}
