import { parentPort, workerData } from 'node:worker_threads'
import { board, type Material } from './board.ts'

// oxlint-disable-next-line typescript/no-unsafe-assignment -- board.ts alone starts this
const material: Material = workerData
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is for windows
parentPort?.postMessage(board(material))
