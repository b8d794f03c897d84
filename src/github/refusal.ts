/** The status of an error of Octokit's; nothing when GitHub gave no answer. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'status' in error ? Number(error.status) : undefined
}

/** The types of the errors that GitHub answered a document with, such as `STALE_DATA`; none when it gave no answer. */
export function typesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error) || !('errors' in error) || !Array.isArray(error.errors)) return []
  return error.errors.map((one: unknown) => {
    return typeof one === 'object' && one !== null && 'type' in one ? String(one.type) : ''
  })
}

/** Whether GitHub answered a document with an error of one of these types. */
export function isRefusedAs(error: unknown, ...types: readonly string[]): boolean {
  return typesOf(error).some((type) => types.includes(type))
}

/** An answer; nothing where GitHub refuses in a way that says all there is to know. Other errors stay errors. */
export async function unless<T>(asked: Promise<T>, isExpected: (error: unknown) => boolean): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    if (isExpected(error)) return undefined
    throw error
  }
}
