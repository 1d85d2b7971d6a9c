/** A rectangle of the plot, in pixels. */
interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/**
 * Where points stand: by time from left to right (one after another without times), by value upwards. Points without
 * a time stand at the right end, points without a value at the bottom.
 */
export function pointPlaces(
  points: readonly { readonly time: number | null; readonly value: number | null }[],
  { x, y, width, height }: Box,
) {
  const times = points.flatMap(({ time }) => (time !== null && Number.isFinite(time) ? [time] : []))
  const values = points.flatMap(({ value }) => (value !== null && Number.isFinite(value) ? [value] : []))
  const from = times.length > 0 ? Math.min(...times) : 0
  const to = times.length > 0 ? Math.max(...times) : 0
  // Amounts are read against nothing, as long as they do not lie far from it.
  const least = values.length > 0 ? Math.min(...values) : 0
  const high = values.length > 0 ? Math.max(...values) : 0
  const low = least > 0 && least < high / 2 ? 0 : least
  const places = points.map(({ time, value }, i) => {
    const along =
      time === null
        ? points.length > 1
          ? i / (points.length - 1)
          : 0.5
        : !Number.isFinite(time)
          ? 1
          : to > from
            ? (time - from) / (to - from)
            : 0.5
    const up = value === null || !Number.isFinite(value) ? 0 : high > low ? (value - low) / (high - low) : 0.5
    return { x: x + along * width, y: y + (1 - up) * height }
  })
  return { places, low, high, from, to }
}
