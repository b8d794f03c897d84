import { main } from './cli/main.ts'

// Not process.exit: what is still on its way to a pipe would be lost.
void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code
})
