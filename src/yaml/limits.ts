/** What a file may cost. A document beyond it is refused; no manifest that a cluster runs comes near. */
export const limits = {
  /** Collections inside collections. */
  depth: 1000,
  /** Nodes for which the aliases of a file stand. */
  nodes: 100_000,
  /** UTF-16 units that are parsed again for the sake of leniency. */
  units: 16 * 1024 * 1024,
}

/** A mapping of more pairs than this is not searched one by one each time. */
export const manyPairs = 64

/** What reading a file may still cost. A hostile file is refused before it takes long. */
export interface Budget {
  /** UTF-16 units to parse again because of repairs. */
  units: number
  /** Nodes for which aliases stand. */
  nodes: number
}
