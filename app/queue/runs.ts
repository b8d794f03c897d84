/** What runs in this process. */
export class Runs {
  readonly #running = new Map<Promise<void>, AbortController>()

  get size(): number {
    return this.#running.size
  }

  /** Runs what never rejects. */
  start(run: (controller: AbortController) => Promise<void>): Promise<void> {
    const controller = new AbortController()
    const ended = run(controller).finally(() => this.#running.delete(ended))
    this.#running.set(ended, controller)
    return ended
  }

  /** Waits for all, up to so many seconds, then aborts what is left and waits a little for the rest of it. */
  async end(seconds: number): Promise<void> {
    await this.#allWithin(seconds)
    for (const controller of this.#running.values()) controller.abort()
    await this.#allWithin(afterAbort)
  }

  async #allWithin(seconds: number): Promise<void> {
    let timer
    const limit = new Promise((resolve) => (timer = setTimeout(resolve, seconds * 1000)))
    await Promise.race([Promise.all(this.#running.keys()), limit])
    clearTimeout(timer)
  }
}

/** Seconds. */
const afterAbort = 2
