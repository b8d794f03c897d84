import { createHmac, randomUUID } from 'node:crypto'
import { type Contract, report } from './violations.ts'
import { checkWebhook } from './contract.ts'
import { now } from './names.ts'

type Payload = Readonly<Record<string, unknown>>

/** One attempt to bring an event to the App. */
export interface Delivery {
  readonly id: number
  /** `X-GitHub-Delivery`: the same in every redelivery. */
  readonly guid: string
  readonly event: string
  readonly action: string | null
  readonly payload: Payload
  readonly installation: number | null
  readonly repository: number | null
  readonly redelivery: boolean
  readonly at: string
  /** Of the answer; 0 while there is none, and when there was none. */
  status: number
  /** Seconds. */
  duration: number
}

export interface Hook {
  readonly url: string
  readonly secret: string
}

/** GitHub waits so long for an answer (docs: handling failed deliveries). Milliseconds. */
const patience = 10_000

/** Sends events to the App, signed as GitHub signs them, and keeps the log of it. */
export class Webhooks {
  readonly deliveries: Delivery[] = []
  readonly #flying = new Set<Promise<void>>()
  readonly #contract: Contract
  #hook: Hook | undefined
  #held: Delivery[] | undefined
  #last = 0

  constructor(contract: Contract) {
    this.#contract = contract
  }

  get listening(): boolean {
    return this.#hook !== undefined
  }

  /** From now on events go there. */
  sendTo(hook: Hook): void {
    this.#hook = hook
  }

  /** From now on events are only kept, until `release`. */
  hold(): void {
    this.#held ??= []
  }

  /** Sends what was held back, in the order that is asked for. */
  release(order: (held: readonly Delivery[]) => readonly Delivery[] = (held) => held): void {
    const held = this.#held ?? []
    this.#held = undefined
    for (const delivery of order(held)) this.#launch(delivery)
  }

  deliver(event: string, installation: number | null, repository: number | null, payload: Payload): void {
    report(this.#contract, 'webhook', event, checkWebhook(event, payload))
    const action = typeof payload['action'] === 'string' ? payload['action'] : null
    const delivery = this.#log({
      guid: randomUUID(),
      event,
      action,
      payload,
      installation,
      repository,
      redelivery: false,
    })
    if (this.#held) this.#held.push(delivery)
    else this.#launch(delivery)
  }

  /** Sends an event once more, with the same `X-GitHub-Delivery`. */
  redeliver({ guid, event, action, payload, installation, repository }: Delivery): Delivery {
    const again = this.#log({ guid, event, action, payload, installation, repository, redelivery: true })
    this.#launch(again)
    return again
  }

  /** Until every delivery has its answer, also of those that follow from others. */
  async settled(): Promise<void> {
    while (this.#flying.size > 0) await Promise.all(this.#flying)
  }

  #log(of: Omit<Delivery, 'id' | 'at' | 'status' | 'duration'>): Delivery {
    this.#last += 1
    const delivery = { ...of, id: this.#last, at: now(), status: 0, duration: 0 }
    this.deliveries.push(delivery)
    return delivery
  }

  #launch(delivery: Delivery): void {
    const hook = this.#hook
    if (!hook) return
    const sent = send(hook, delivery)
    this.#flying.add(sent)
    void sent.finally(() => this.#flying.delete(sent))
  }
}

async function send({ url, secret }: Hook, delivery: Delivery): Promise<void> {
  const body = JSON.stringify(delivery.payload)
  const start = performance.now()
  try {
    const signal = AbortSignal.timeout(patience)
    const answer = await fetch(url, { method: 'POST', headers: headers(secret, delivery, body), body, signal })
    await answer.arrayBuffer()
    delivery.status = answer.status
  } catch {
    // GitHub too knows only that it could not deliver.
    delivery.status = 0
  } finally {
    delivery.duration = (performance.now() - start) / 1000
  }
}

function headers(secret: string, { guid, event }: Delivery, body: string): Readonly<Record<string, string>> {
  function sign(algorithm: string) {
    return `${algorithm}=${createHmac(algorithm, secret).update(body).digest('hex')}`
  }
  return {
    accept: '*/*',
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/1a2b3c4',
    'x-github-delivery': guid,
    'x-github-event': event,
    'x-github-hook-id': '1',
    'x-github-hook-installation-target-id': '1',
    'x-github-hook-installation-target-type': 'integration',
    'x-hub-signature': sign('sha1'),
    'x-hub-signature-256': sign('sha256'),
  }
}
