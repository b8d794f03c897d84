/** What the user asked to read cannot be read: no mistake of ours. The message names it and the cure. */
export class SourceError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'SourceError'
  }
}
