/**
 * Purple for negative, green for positive, the surface for 0: a pair of colours that the colour-blind can tell
 * apart, and neither of them means flagged.
 */
const STOPS = {
  light: ['#4f2266', '#7b4f95', '#ad8cc4', '#dccbe6', '#f6f7f8', '#cbe5cb', '#86c38c', '#3f9150', '#10602a'],
  dark: ['#e0bdf5', '#b78fd0', '#85629c', '#4d3d5a', '#202429', '#2b4a36', '#3f7d53', '#63b47b', '#a6ebb7'],
} as const

export type Scheme = keyof typeof STOPS

/** −1 … 1 as pairs of a share 0 … 1 and a colour. */
export function divergingScale(scheme: Scheme): [number, string][] {
  const colours = STOPS[scheme]
  return colours.map((colour, k) => [k / (colours.length - 1), colour])
}

/** The colour of a whole bar of this sign. */
export function signColour(scheme: Scheme, value: number): string {
  return STOPS[scheme][value < 0 ? 2 : 6]
}
