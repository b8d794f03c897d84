/** A call that GitHub does not describe so: of ours (`request`, `graphql`), or of the loopback itself. */
export interface Violation {
  readonly of: 'request' | 'graphql' | 'answer' | 'webhook'
  readonly call: string
  readonly problems: readonly string[]
}

export interface Contract {
  readonly violations: Violation[]
}

/** Notes problems, if there are any; says whether there were. */
export function report(
  { violations }: Contract,
  of: Violation['of'],
  call: string,
  problems: readonly string[],
): boolean {
  if (problems.length > 0) violations.push({ of, call, problems })
  return problems.length > 0
}

/** @throws Error with every call that was outside of the contract */
export function assertContract({ violations }: Contract): void {
  if (violations.length === 0) return
  const said = violations.map(
    ({ of, call, problems }) => `${of} ${call}\n${problems.map((one) => `  ${one}`).join('\n')}`,
  )
  throw new Error(`${violations.length} calls are outside of GitHub's contract:\n${said.join('\n')}`)
}
