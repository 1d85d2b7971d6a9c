/** Those whose name holds every word of the query, in any case and any order; all without one. */
export function searchColumns<T extends { readonly name: string }>(
  columns: readonly T[],
  query: string,
): readonly T[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return columns
  return columns.filter(({ name }) => {
    const lower = name.toLocaleLowerCase()
    return words.every((word) => lower.includes(word))
  })
}
