/** Where people see the GitHub whose API has this address. Docs: "Getting started with the REST API", GHES and GHE.com. */
export function siteOf(apiUrl: string): string {
  const url = new URL(apiUrl)
  if (url.pathname.startsWith('/api/')) return url.origin
  return `${url.protocol}//${url.host.replace(/^api\.(github\.com$|.+\.ghe\.com$)/, '$1')}`
}
