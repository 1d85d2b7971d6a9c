/** Reads `5000; 10,000`: positive numbers between semicolons or blanks; a comma before three digits groups them. */
export function parseLimits(text: string): {
  readonly limits: readonly number[]
  readonly error: string | null
} {
  const limits: number[] = []
  for (const part of text.split(/[;\s]+/u)) {
    if (part === '') continue
    const plain = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/u.test(part) ? part.replaceAll(',', '') : part
    const limit = /^\d+(?:\.\d+)?$/u.test(plain) ? Number(plain) : NaN
    if (!(limit > 0)) {
      return { limits: [], error: `“${part}” is not a positive number. Write e.g. 5000; 10000.` }
    }
    if (!limits.includes(limit)) limits.push(limit)
  }
  return { limits, error: null }
}
