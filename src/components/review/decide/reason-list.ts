/** A list of reasons without empty ones and without repetitions. */
export function namedCodes(codes: readonly string[]): readonly string[] {
  return [...new Set(codes.map((code) => code.trim()).filter((code) => code !== ''))]
}

/** A list with one reason called otherwise; with no name, or that of another, it stays as it is. */
export function renamedCode(codes: readonly string[], at: number, name: string): readonly string[] {
  const next = name.trim()
  if (next === '' || codes.includes(next)) return codes
  return codes.map((code, i) => (i === at ? next : code))
}

/** A list with one reason a place further up (−1) or down (1). */
export function movedCode(codes: readonly string[], at: number, by: 1 | -1): readonly string[] {
  const [here, there] = [codes[at], codes[at + by]]
  if (here === undefined || there === undefined) return codes
  return codes.map((code, i) => (i === at ? there : i === at + by ? here : code))
}
