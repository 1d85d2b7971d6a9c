export type Rgb = readonly [red: number, green: number, blue: number]

/** The part of a picture that changed: pixels [x0, x1) × [y0, y1). */
export interface DirtyRect {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

/**
 * A picture of round marks that can be taken away again one by one: every pixel knows how many marks
 * cover it. A mark costs its own pixels, so a move of the cut costs the rows that enter or leave.
 */
export interface FlaggedRaster {
  readonly width: number
  readonly height: number
  /** (width × height × 4) RGBA, ready for `putImageData`. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>
  /** Adds (+1) or takes away (−1) the mark at a pixel; outside the picture nothing happens. */
  mark(x: number, y: number, by: 1 | -1): void
  clear(): void
  recolour(colour: Rgb): void
  /** What changed since it was last asked; null: nothing. */
  takeDirty(): DirtyRect | null
}

export function createFlaggedRaster(
  width: number,
  height: number,
  radius: number,
  first: Rgb,
): FlaggedRaster {
  const cover = new Uint32Array(width * height)
  const pixels = new Uint8ClampedArray(width * height * 4)
  const stamp = disc(radius)
  const reach = Math.ceil(radius)
  let colour = first
  let x0 = width
  let y0 = height
  let x1 = 0
  let y1 = 0

  function touch(left: number, top: number, right: number, bottom: number): void {
    x0 = Math.min(x0, Math.max(0, left))
    y0 = Math.min(y0, Math.max(0, top))
    x1 = Math.max(x1, Math.min(width, right))
    y1 = Math.max(y1, Math.min(height, bottom))
  }

  function paint(i: number, on: boolean): void {
    pixels[i * 4] = colour[0]
    pixels[i * 4 + 1] = colour[1]
    pixels[i * 4 + 2] = colour[2]
    pixels[i * 4 + 3] = on ? 235 : 0
  }

  return {
    width,
    height,
    pixels,
    mark(atX, atY, by) {
      const cx = Math.floor(atX)
      const cy = Math.floor(atY)
      // NaN fails every comparison: what has no place is not drawn.
      if (!(cx >= -reach && cx < width + reach && cy >= -reach && cy < height + reach)) return
      for (let s = 0; s < stamp.length; s += 2) {
        const x = cx + stamp[s]!
        const y = cy + stamp[s + 1]!
        if (x < 0 || x >= width || y < 0 || y >= height) continue
        const i = y * width + x
        const before = cover[i]!
        cover[i] = before + by
        if (before === 0 || before + by === 0) paint(i, before + by > 0)
      }
      touch(cx - reach, cy - reach, cx + reach + 1, cy + reach + 1)
    },
    clear() {
      cover.fill(0)
      pixels.fill(0)
      touch(0, 0, width, height)
    },
    recolour(next) {
      colour = next
      for (let i = 0; i < cover.length; i++) if (cover[i]! > 0) paint(i, true)
      touch(0, 0, width, height)
    },
    takeDirty() {
      if (x0 >= x1 || y0 >= y1) return null
      const dirty = { x0, y0, x1, y1 }
      x0 = width
      y0 = height
      x1 = 0
      y1 = 0
      return dirty
    },
  }
}

/** Offsets (x, y, x, y …) of the pixels of a disc. */
function disc(radius: number): Int8Array {
  const offsets: number[] = []
  const reach = Math.ceil(radius)
  for (let y = -reach; y <= reach; y++) {
    for (let x = -reach; x <= reach; x++) {
      if (x * x + y * y <= radius * radius + 0.5) offsets.push(x, y)
    }
  }
  return Int8Array.from(offsets)
}
