/** The characters of some files. */
export function sizeOf(...lists: readonly (readonly { readonly text: string }[])[]): number {
  return lists.flat().reduce((sum, { text }) => sum + text.length, 0)
}
