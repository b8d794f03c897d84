/** GitHub asked to wait. The work is to run again after that time, and this does not count as a failure of it. */
export class Later extends Error {
  readonly seconds: number

  constructor(seconds: number, reason: string) {
    super(reason)
    this.name = 'Later'
    this.seconds = seconds
  }
}
