/** Measures texts of the page's font, in pixels. */
export function textWidth(size: number): (text: string) => number {
  const context = new OffscreenCanvas(1, 1).getContext('2d')
  if (!context) return (text) => text.length * size * 0.55
  context.font = `${size}px ${getComputedStyle(document.body).fontFamily}`
  return (text) => context.measureText(text).width
}
