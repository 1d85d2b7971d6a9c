/** Small choices of the user that the browser keeps between visits. It may refuse: they then last for the visit. */

export function readChoice(name: string): string | null {
  try {
    return localStorage.getItem(`flagstone-${name}`)
  } catch {
    return null
  }
}

export function keepChoice(name: string, value: string): void {
  try {
    localStorage.setItem(`flagstone-${name}`, value)
  } catch {
    return
  }
}

/** A list of texts as it was kept; null: none was, or what is there is something else. */
export function readTexts(name: string): readonly string[] | null {
  const kept = readChoice(name)
  if (kept === null) return null
  try {
    const list: unknown = JSON.parse(kept)
    return Array.isArray(list) && list.every((text) => typeof text === 'string') ? list : null
  } catch {
    return null
  }
}
