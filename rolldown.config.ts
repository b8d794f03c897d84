import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { defineConfig, type Plugin } from 'rolldown'
import { isView, loadedLate, ruleViews } from './views.config.ts'

/**
 * Chunks that wait until something of them is used, and what they hold: modules that do nothing when they are loaded.
 * A scan of one workflow starts with less than half of the code.
 */
const late: Readonly<Record<string, (id: string) => boolean>> = {
  pages: (id) => isView(id, 'page'),
  checks: (id) => isView(id, 'check'),
  installation: isIn(
    'argo/(rbac/(?!account|binding|danger\\.|grant|near|strong)|kustomize/(composed|mattering|operated)|advisor|chart-values|exposure|flags)',
  ),
  programs: isIn('argo/(use/|shell|python|javascript|interpreter|program|passage|unverified|environment|brace|given)'),
  seldom: isIn(
    'argo/(flow/(fetch|harm|payload|reach|sensor|sink)|condition|json-value|pointer|node-path|artifact|override|sensor-destination|expression-check)',
  ),
  edits: isIn(
    'argo/(controller-change|pod-text|removal|variable-path)|source/write|yaml/(change|comment|draft|edit|entry|flow|insert|line|quote|remove|repair|replace|rewrite|value|write)',
  ),
  reports: isIn('report/(annotations|digest|fit|github|hunks|json|markdown|page|picture|sarif)|diff|taken'),
}

function isIn(names: string): (id: string) => boolean {
  const pattern = new RegExp(`/src/(${names})[\\w-]*\\.ts$`)
  return (id) => pattern.test(id)
}

function lateChunk(id: string): string | null {
  return Object.keys(late).find((name) => late[name]?.(id)) ?? null
}

export default defineConfig({
  input: { cli: 'src/cli.ts', action: 'action/index.ts' },
  platform: 'node',
  preserveEntrySignatures: false,
  transform: { target: 'node20' },
  treeshake: {
    // These packages do nothing when imported, but do not say so: without this, undici (half of the Action) stays for nothing.
    moduleSideEffects: [{ test: /node_modules\/(@actions|@octokit|undici|tunnel|zod)\//, sideEffects: false }],
  },
  output: {
    dir: 'dist',
    cleanDir: true,
    format: 'cjs',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
    // A reviewer reads what is shipped.
    minify: false,
    minifyInternalExports: false,
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [
        { name: lateChunk, debugName: 'late', test: /\/src\// },
        // Each file of its own costs a start: what every run needs is one.
        { name: (id) => (isCore(id) ? 'core' : null), debugName: 'core', test: /./ },
        { name: packageChunk, debugName: 'packages', test: /node_modules/ },
      ],
    },
  },
  plugins: [pureYaml(), ruleViews(), loadedLate(Object.keys(late)), shipped()],
})

/** Of what lies in `src`: entries, what belongs to one shell, and what only some runs ask for. */
const asked =
  /\/src\/((schema|mistake|place|fix|plan|prove|bench|worsen|meant|cli)\.ts|report\/(fixes(-json)?|patch)\.ts|source\/(git|uncommitted)\.ts|github\/|cli\/)/

/** What every scan needs, whoever starts it. */
function isCore(id: string): boolean {
  return /\/node_modules\/js-yaml\/|\/package\.json$/.test(id) || (/\/src\//.test(id) && !asked.test(id))
}

/**
 * Only the parser of js-yaml is used, but its schemas are built when it is imported, so they would stay. Told that
 * building them has no effect, the bundler leaves out a third of the package.
 */
function pureYaml(): Plugin {
  const built = /^(var \w+ = )((?:new Schema\(|define\w+Tag\(|\w+_SCHEMA\.withTags\(|\{).*?^[\]})]+);$/gms
  return {
    name: 'pure-yaml',
    transform: (code, id) =>
      id.endsWith('js-yaml.mjs') ? code.replaceAll(built, '$1/* @__PURE__ */ (() => ($2))();') : null,
  }
}

/** What speaks to GitHub is one chunk, and loaded when there is something to say. */
function packageChunk(id: string): string | null {
  const name = packageOf(id)?.name
  if (name === undefined || name === 'js-yaml') return null
  return name === 'zod' ? 'zod' : name === '@actions/core' ? 'actions-core' : 'actions-github'
}

/** What `dist` needs beside code: notices of what is bundled, its module type, and an executable CLI. */
function shipped(): Plugin {
  return {
    name: 'shipped',
    renderChunk: (code, chunk) =>
      chunk.isEntry && chunk.name === 'cli' ? `#!/usr/bin/env node\n${code.replace(/^#!.*\n/, '')}` : null,
    generateBundle(_, bundle) {
      const bundled = Object.values(bundle).flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []))
      this.emitFile({ type: 'asset', fileName: 'LICENSES.txt', source: notices(bundled) })
      this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "commonjs" }\n' })
    },
    writeBundle: ({ dir = 'dist' }) => chmodSync(join(dir, 'cli.js'), 0o755),
  }
}

interface Package {
  readonly folder: string
  readonly name: string
  readonly version: string
  readonly license?: string
}

/** The licence texts of all packages that have a module in the bundle, sorted by name and version. */
function notices(modules: readonly string[]): string {
  const packages = new Map<string, Package>()
  for (const id of modules) {
    const found = packageOf(id)
    if (found) packages.set(`${found.name} ${found.version}`, found)
  }
  const parts = [...packages].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([title, its]) => notice(title, its))
  return ['The files beside this one contain code of the following packages.\n', ...parts].join(
    `\n${'-'.repeat(80)}\n\n`,
  )
}

function notice(title: string, { folder, license = 'see below' }: Package): string {
  const files = readdirSync(folder)
    .filter((name) => /^(licen[cs]e|notice)/i.test(name))
    .toSorted()
  if (!files.length) throw new Error(`${title} is bundled, but ships no licence text.`)
  const texts = files.map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim())
  return `${title} (${license})\n\n${texts.join('\n\n')}\n`
}

/** The installed package that a module belongs to; nothing for our own modules and the bundler's runtime. */
function packageOf(id: string): Package | undefined {
  const path = id.replace(/^\0/, '').replace(/\?.*$/, '')
  if (!path.includes('/node_modules/')) return undefined
  for (let folder = dirname(path); !folder.endsWith('/node_modules'); folder = dirname(folder)) {
    const file = join(folder, 'package.json')
    if (!existsSync(file)) continue
    const found = JSON.parse(readFileSync(file, 'utf8')) as Partial<Package>
    if (found.name && found.version) return { ...found, folder, name: found.name, version: found.version }
  }
  return undefined
}
