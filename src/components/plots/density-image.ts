import type { Rgb } from './flagged-raster.ts'

/**
 * A density raster as pixels, one per cell: the more rows, the more opaque, on a log scale, so that
 * a single row can be seen beside a cell of thousands.
 */
export function densityPixels(density: Uint32Array, colour: Rgb): Uint8ClampedArray<ArrayBuffer> {
  let max = 0
  for (const n of density) if (n > max) max = n
  // Shades by count up to a limit: most cells hold few rows, and a logarithm per cell is dear.
  const shades = new Uint8Array(Math.min(max, 4095) + 1)
  const range = Math.log1p(max)
  const shade = (n: number) =>
    Math.round(120 + 135 * (max > 1 ? (Math.log1p(n) - Math.LN2) / (range - Math.LN2) : 0.6))
  for (let n = 1; n < shades.length; n++) shades[n] = shade(n)
  const pixels = new Uint8ClampedArray(density.length * 4)
  for (let i = 0; i < density.length; i++) {
    const n = density[i]!
    if (n === 0) continue
    pixels[i * 4] = colour[0]
    pixels[i * 4 + 1] = colour[1]
    pixels[i * 4 + 2] = colour[2]
    pixels[i * 4 + 3] = n < shades.length ? shades[n]! : shade(n)
  }
  return pixels
}
