import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { entities } from './picture.ts'

/** In pixels. */
const width = 760

/** As GitHub shows text, near enough to know it again. */
const style = `
* { box-sizing: border-box }
div.page { font: 14px/1.5 -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; color: #1f2328; background: #fff; padding: 12px }
div.card { border: 1px solid #d1d9e0; border-radius: 6px; overflow: hidden }
div.head { background: #f6f8fa; border-bottom: 1px solid #d1d9e0; padding: 6px 12px; font-weight: 600 }
div.body { padding: 4px 12px 10px }
p, ul, table { margin: 8px 0 }
code { background: #eff1f3; border-radius: 4px; padding: 1px 4px; font: 12px ui-monospace, Menlo, Consolas, monospace }
pre { background: #f6f8fa; border-radius: 6px; padding: 8px 12px; margin: 8px 0; font-size: 12px; line-height: 1.45 }
pre code { background: none; padding: 0 }
pre.add { background: #dafbe1; border-radius: 0; margin: 0 }
pre.gone { background: #ffebe9; border-radius: 0; margin: 0 }
table { border-collapse: collapse } th, td { border: 1px solid #d1d9e0; padding: 4px 8px }
summary { font-weight: 600 }
span.button { float: right; background: #f6f8fa; border: 1px solid #d1d9e0; border-radius: 6px; padding: 0 8px; margin: 0 0 0 6px; font-weight: 400 }
`

/** A card of a page of GitHub: what stands above it, and its text in Markdown, of which a picture shows the beginning. */
export interface Card {
  readonly title: string
  /** Lines of code that it stands below. */
  readonly code?: readonly string[]
  readonly buttons?: readonly string[]
  readonly markdown: string
}

/** A card as an SVG. Its height cannot be measured here, so it is told in pixels. */
export function pagePicture({ title, code = [], buttons = [], markdown }: Card, height: number): string {
  const lines = code.length > 0 ? `<pre class="add">${code.map(entities).join('\n')}</pre>` : ''
  const pressed = buttons.map((label) => `<span class="button">${entities(label)}</span>`).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>${entities(title)}</title>
<foreignObject width="100%" height="100%">
<div xmlns="http://www.w3.org/1999/xhtml" class="page"><style>${style}</style>
<div class="card">${lines}<div class="head">${entities(title)}${pressed}</div>
<div class="body">${html(markdown)}</div></div></div>
</foreignObject>
</svg>
`
}

/** A suggestion shows what it would put in the place of the lines above. */
function html(markdown: string): string {
  const made = micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  })
  return made.replaceAll('<pre><code class="language-suggestion">', '<pre class="add"><code>').replaceAll('&nbsp;', ' ')
}
