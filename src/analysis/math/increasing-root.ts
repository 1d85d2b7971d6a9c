/**
 * Where an increasing function crosses zero: Newton's method, held inside what is known to enclose
 * the crossing, so that it ends whatever the start.
 *
 * @param f an increasing function without NaN
 * @param slope its derivative
 * @param start where to begin
 * @returns the crossing, to the precision of f
 */
export function increasingRoot(
  f: (x: number) => number,
  slope: (x: number) => number,
  start: number,
): number {
  let low = -Infinity
  let high = Infinity
  let x = start
  for (let i = 0; i < 200; i++) {
    const value = f(x)
    if (value === 0) return x
    if (value < 0) low = x
    else high = x
    let next = x - value / slope(x)
    if (!(next > low && next < high)) next = inside(low, high, x)
    if (Math.abs(next - x) <= 2e-16 * Math.abs(x)) return next
    x = next
  }
  return x
}

/** The middle of the bracket, or a stride into its open side. */
function inside(low: number, high: number, x: number): number {
  if (low === -Infinity) return x - 1 - Math.abs(x)
  if (high === Infinity) return x + 1 + Math.abs(x)
  return low + (high - low) / 2
}
