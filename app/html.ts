import { entities } from '../src/report/escape.ts'

/** Text that is HTML already: only `html` makes it. */
class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Part = string | number | Html | readonly Part[]

/** HTML with values in it, each escaped unless it was made here. */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Html {
  return new Html(strings.reduce((text, string, at) => `${text}${show(values[at - 1] ?? '')}${string}`))
}

function show(part: Part): string {
  if (part instanceof Html) return part.text
  return typeof part === 'object' ? part.map(show).join('') : entities(String(part))
}

/** What browsers may do with a page of ours: show it. It loads nothing, runs nothing and stands in no frame. */
export function pageHeaders(formAction = "'none'"): Readonly<Record<string, string>> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; form-action ${formAction}; base-uri 'none'; frame-ancestors 'none'`,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  }
}

const style = `
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1f2328; background: #fff }
  h1 { font-size: 1.6rem } h2 { font-size: 1.1rem; margin-top: 2rem }
  table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #d1d9e0 }
  th { font-weight: 600 } code, pre { font: .9em ui-monospace, monospace }
  input { font: inherit; width: 100%; box-sizing: border-box; padding: .4rem } button { font: inherit; padding: .5rem 1rem; margin-top: 1rem }
  @media (prefers-color-scheme: dark) { body { color: #f0f6fc; background: #0d1117 } th, td { border-color: #3d444d } a { color: #4493f8 } }
`

export function page(title: string, body: Html): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${entities(title)}</title>
<style>${style}</style></head><body>${body.text}</body></html>
`
}
