/** `major.minor.patch`, and what comes after a hyphen for a pre-release such as `rc1`. */
export interface Version {
  readonly major: number
  readonly minor: number
  readonly patch: number
  readonly prerelease: string
}

/**
 * The version that an image tag or a setting names: `v3.7.10`, `3.7.10-nonroot`, `v4.0.0-rc2`. Nothing for `latest`
 * and for tags without three numbers. Suffixes of Argo's image variants are not part of the version.
 */
export function parseVersion(tag: string): Version | undefined {
  const match =
    /^v?(\d{1,4})\.(\d{1,4})\.(\d{1,4})(?:-(rc\d+))?(?:-(?:nonroot|windows|linux-amd64|linux-arm64|debian-\d+-r\d+))*$/.exec(
      tag,
    )
  if (!match) return undefined
  const [, major = '', minor = '', patch = '', prerelease = ''] = match
  return { major: Number(major), minor: Number(minor), patch: Number(patch), prerelease }
}

/** Less than zero when `a` is older. A pre-release is older than its release. */
export function compareVersions(a: Version, b: Version): number {
  const numbers = a.major - b.major || a.minor - b.minor || a.patch - b.patch
  if (numbers !== 0 || a.prerelease === b.prerelease) return numbers
  if (a.prerelease === '') return 1
  if (b.prerelease === '') return -1
  return Number(a.prerelease.slice(2)) - Number(b.prerelease.slice(2))
}

/** Whether a version is at least `major.minor`; an unknown one is taken for the newest. */
export function since(version: Version | undefined, major: number, minor: number): boolean {
  return version === undefined || version.major > major || (version.major === major && version.minor >= minor)
}

export function formatVersion({ major, minor, patch, prerelease }: Version): string {
  return `${major}.${minor}.${patch}${prerelease && `-${prerelease}`}`
}
