/** An answer that is an error, in GitHub's words. */
export class Refusal extends Error {
  readonly status: number
  readonly errors: readonly unknown[] | undefined

  constructor(status: number, message: string, errors?: readonly unknown[]) {
    super(message)
    this.name = 'Refusal'
    this.status = status
    this.errors = errors
  }
}

export function refuse(status: number, message: string, errors?: readonly unknown[]): Refusal {
  return new Refusal(status, message, errors)
}

export function notFound(): Refusal {
  return refuse(404, 'Not Found')
}

/** What GitHub says when an installation lacks a permission. */
export const notAccessible = 'Resource not accessible by integration'
