import type { Report } from '../finding.ts'
import { github } from './github.ts'
import { json, type Tool } from './json.ts'
import { markdown, type SummaryOptions } from './markdown.ts'
import { sarif, type SarifOptions } from './sarif.ts'
import { text, type TextOptions } from './text.ts'

/** What all formats together can be told; each takes what it knows. */
export interface RenderOptions extends TextOptions, SummaryOptions, SarifOptions {
  readonly tool: Tool
}

// No format is touched before it is asked for: they are loaded late.
const renderers = {
  text,
  json: (report, { tool }) => json(report, tool),
  sarif: (report, options) => sarif(report, options.tool, options),
  markdown: (report, options) => markdown(report, options),
  github: (report) => github(report),
} satisfies Record<string, (report: Report, options: RenderOptions) => string>

export type Format = keyof typeof renderers

export const formats = ['text', 'json', 'sarif', 'markdown', 'github'] as const satisfies readonly Format[]

/** The whole report in one format, ending in a newline. */
export function render(format: Format, report: Report, options: RenderOptions): string {
  return renderers[format](report, options)
}
