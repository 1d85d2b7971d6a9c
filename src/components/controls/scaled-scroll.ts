/**
 * Browsers cap the height of an element at some 17 to 33 million pixels: fewer than a million rows.
 * Above a limit the scroll bar therefore moves over a shorter track than the rows would need, and
 * positions are translated. Below it both are the same.
 */
export interface ScaledScroll {
  /** Height of the element that is scrolled, in real pixels. */
  readonly track: number
  readonly scaled: boolean
  /** Offset into the rows for a real scroll offset. */
  toRows(scrollTop: number): number
  /** The real scroll offset for an offset into the rows. */
  toTrack(offset: number): number
  /** The nearest offset that can be scrolled to. */
  clamp(offset: number): number
}

export const MAX_TRACK = 10_000_000

/**
 * @param total height of all rows
 * @param viewport height in which rows are seen
 */
export function scaledScroll(total: number, viewport: number, maxTrack = MAX_TRACK): ScaledScroll {
  const track = Math.min(total, maxTrack)
  const scaled = total > maxTrack
  const rowsEnd = Math.max(0, total - viewport)
  const trackEnd = Math.max(0, track - viewport)
  const ratio = scaled && trackEnd > 0 ? rowsEnd / trackEnd : 1
  const clamp = (offset: number) => Math.max(0, Math.min(offset, rowsEnd))
  return {
    track,
    scaled,
    toRows: (scrollTop) => clamp(scrollTop * ratio),
    toTrack: (offset) => clamp(offset) / ratio,
    clamp,
  }
}
