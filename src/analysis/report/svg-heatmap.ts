import { markup, type Html } from './html.ts'
import { fixed, SOFT } from './svg-bars.ts'

const CELL = 30
const NAMES = 130

/**
 * Coefficients of pairs of columns as coloured squares with their figures.
 *
 * @param values size × size, −1 … 1; NaN where there is none
 */
export function svgHeatmap(names: readonly string[], values: ArrayLike<number>, summary: string): Html {
  const size = names.length
  const width = NAMES + size * CELL + 90
  const height = size * CELL + 96
  const squares = Array.from({ length: size * size }, (_, i) => {
    const [row, column] = [Math.floor(i / size), i % size]
    const value = values[i]!
    const [x, y] = [NAMES + column * CELL, row * CELL]
    return markup`<rect
        x="${x}"
        y="${y}"
        width="${CELL - 1}"
        height="${CELL - 1}"
        fill="${colourOf(value)}"
      />${row === column || value !== value ? null : markup`<text x="${fixed(x + CELL / 2)}" y="${fixed(y + CELL / 2 + 4)}" text-anchor="middle" font-size="10" fill="${Math.abs(value) > 0.6 ? '#ffffff' : '#17191c'}">${short(value)}</text>`}`
  })
  return markup`<svg
    xmlns="http://www.w3.org/2000/svg"
    viewBox="0 0 ${width} ${height}"
    width="${Math.min(720, width)}"
    role="img"
    aria-label="${summary}"
    font-family="system-ui, sans-serif"
    font-size="11"
  >
    ${squares}
    ${names.map((name, i) => markup`<text x="${NAMES - 6}" y="${fixed(i * CELL + CELL / 2 + 4)}" text-anchor="end" fill="${SOFT}">${cut(name)}</text><text transform="translate(${fixed(NAMES + i * CELL + CELL / 2 - 3)} ${size * CELL + 10}) rotate(40)" fill="${SOFT}">${cut(name)}</text>`)}
  </svg>`
}

/** Blue below 0, ochre above, white at 0: apart also for the colour-blind, and neither means flagged. */
function colourOf(value: number): string {
  if (value !== value) return '#f0f1f3'
  const [r, g, b] = value < 0 ? [33, 102, 172] : [127, 88, 10]
  const share = Math.min(1, Math.abs(value))
  const mixed = [r, g, b].map((part) => Math.round(255 + (part - 255) * share))
  return `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

function short(value: number): string {
  const text = (Math.round(value * 100) / 100).toFixed(2)
  return text.replace('0.', '.').replace('-', '−')
}

function cut(name: string): string {
  const letters = Array.from(name)
  return letters.length > 20 ? `${letters.slice(0, 19).join('')}…` : name
}
