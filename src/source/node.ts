// An older Node would stumble over the next lines, and say nothing of what is wrong.
if (typeof process.getBuiltinModule !== 'function') {
  process.stderr.write(`lynceus: this is Node ${process.versions.node}; Lynceus needs Node 20.16 or later.\n`)
  process.exit(2)
}

/**
 * Modules of Node that an import statement would make slow: it asks for every name that they export, and with that
 * loads what lies behind some of them (fs/promises, half of util). On one file that is a fifth of the whole run.
 */
export const fs = process.getBuiltinModule('node:fs')
export const util = process.getBuiltinModule('node:util')
