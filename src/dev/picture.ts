/** The palette of a terminal, by the codes that `src/report/terminal.ts` sends (ECMA-48, SGR). */
const styles: Readonly<Record<string, string>> = {
  '1': 'font-weight:bold',
  '2': 'fill:#8b949e',
  '31': 'fill:#ff7b72',
  '33': 'fill:#d29922',
  '34': 'fill:#79c0ff',
  '35': 'fill:#d2a8ff',
  '36': 'fill:#56d4dd',
}

/** In pixels; the width of a cell is that of the usual monospaced fonts at this size. */
const font = { size: 13, cell: 7.83, line: 18 }
const margin = 16

/** What a terminal shows, as an SVG: text with colour codes in, the same text in colours out. */
export function picture(output: string, title: string): string {
  const lines = output.trimEnd().split('\n')
  const columns = Math.max(...lines.map((line) => line.replaceAll(code, '').length))
  const width = Math.ceil(columns * font.cell) + 2 * margin
  const height = lines.length * font.line + 2 * margin
  const rows = lines.map(
    (line, index) => `<text x="${margin}" y="${margin + font.size + index * font.line}">${spans(line)}</text>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>${entities(title)}</title>
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<g fill="#e6edf3" font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="${font.size}" xml:space="preserve">
${rows.join('\n')}
</g>
</svg>
`
}

const code = new RegExp(String.raw`\u001B\[(\d+)m`, 'g')

/** Codes nest and end all at once with 0, as `sgr` in terminal.ts writes them. */
function spans(line: string): string {
  const open: string[] = []
  const parts = line.split(code).map((part, index) => {
    if (index % 2 === 0) return part === '' ? '' : styled(part, open)
    if (part === '0') open.length = 0
    else open.push(part)
    return ''
  })
  return parts.join('')
}

function styled(part: string, codes: readonly string[]): string {
  const style = codes.flatMap((name) => styles[name] ?? []).join(';')
  return style === '' ? entities(part) : `<tspan style="${style}">${entities(part)}</tspan>`
}

/** Text as it stands in XML. */
export function entities(part: string): string {
  return part.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
