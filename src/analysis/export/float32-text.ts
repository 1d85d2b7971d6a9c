/**
 * The shortest decimal that reads back as the same Float32: 0.1 rather than 0.10000000149011612.
 *
 * @param value a Float32 value (as stored in a Float32Array)
 * @returns a decimal; `Math.fround(Number(text)) === value`
 */
export function float32Text(value: number): string {
  if (value - value !== 0) return String(value)
  // Nine digits always do; most scores need seven or eight.
  for (let digits = 1; digits < 9; digits++) {
    const text = Number(value.toPrecision(digits))
    if (Math.fround(text) === value) return String(text)
  }
  return String(Number(value.toPrecision(9)))
}
