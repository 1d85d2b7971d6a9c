import type { AnswerOf } from '../../workers/engine.api.ts'
import { densityPixels } from './density-image.ts'
import type { Rgb } from './flagged-raster.ts'
import { LEVEL_COLOURS, onScale, type Palette } from './palette.ts'

type PairColours = AnswerOf<'pairColours'>

/** Opacity of cells that are not selected: still there, well behind the others. */
const BEHIND = 34
const BEHIND_RANGE = 0.14

/**
 * The raster as pixels, one per cell: the more rows, the more opaque; with a third column in its colours. With a
 * selection the cells that hold none of it step back.
 *
 * @param counts (cells, and more behind them) rows
 * @param cells how many
 * @param selected (cells, …) null: no selection
 */
export function cellPixels(
  counts: Uint32Array,
  cells: number,
  selected: Uint32Array | null,
  colours: PairColours | null,
  palette: Palette,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = densityPixels(counts.subarray(0, cells), palette.rows)
  const colourOf = colours && colourOfCell(colours, palette)
  if (colourOf) {
    for (let cell = 0; cell < cells; cell++) if (counts[cell]! > 0) colourOf(cell, pixels)
  }
  if (selected) {
    for (let cell = 0; cell < cells; cell++)
      if (selected[cell] === 0 && counts[cell]! > 0)
        pixels[cell * 4 + 3] = BEHIND + BEHIND_RANGE * pixels[cell * 4 + 3]!
  }
  return pixels
}

/** Sets a cell's colour and, for levels, how opaque it is: the level's share of the cell. */
function colourOfCell(
  colours: PairColours,
  palette: Palette,
): (cell: number, pixels: Uint8ClampedArray) => void {
  const set = (pixels: Uint8ClampedArray, cell: number, [red, green, blue]: Rgb, alpha: number) => {
    pixels[cell * 4] = red
    pixels[cell * 4 + 1] = green
    pixels[cell * 4 + 2] = blue
    pixels[cell * 4 + 3] = alpha
  }
  if (colours.kind === 'levels') {
    const byLevel = colours.levels.map((level, i) =>
      level.kind === 'missing'
        ? palette.missing
        : level.kind === 'other' || i >= LEVEL_COLOURS
          ? palette.other
          : (palette.levels[i] ?? palette.other),
    )
    return (cell, pixels) => {
      const colour = byLevel[colours.level[cell]!]
      if (colour) set(pixels, cell, colour, 40 + 215 * colours.share[cell]!)
    }
  }
  const { low, high, mean } = colours
  const span = high > low ? high - low : 1
  return (cell, pixels) => {
    const value = mean[cell]!
    if (Number.isNaN(value)) set(pixels, cell, palette.missing, 120)
    else set(pixels, cell, onScale(palette.scale, high > low ? (value - low) / span : 0.5), 255)
  }
}
