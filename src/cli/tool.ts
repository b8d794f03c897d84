import description from '../../package.json' with { type: 'json' }

/** The tool as reports name it. */
export const tool = { name: description.name, version: description.version }

/** What to do about a mistake of ours. */
export function pleaseReport(): string {
  const versions = `Lynceus ${tool.version}, Node ${process.versions.node}, ${process.platform}`
  return `Please open an issue in the repository of Lynceus with the lines above, these versions (${versions}) and, if it may be shown, the file.`
}
