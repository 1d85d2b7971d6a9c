/**
 * sin(2π t) from + − × alone: for cyclic features such as the hour of the day as a share of a turn.
 * Exact at quarter turns; elsewhere within 2⁻⁵² absolutely.
 *
 * @param turns any finite number; NaN and ±∞ give NaN
 */
export function sineOfTurns(turns: number): number {
  const eighth = Math.floor((turns - Math.floor(turns)) * 8)
  const part = turns - Math.floor(turns)
  // The angle to the nearest quarter turn, exact by Sterbenz's lemma.
  switch (eighth) {
    case 0:
    case 8:
      return sineSmall(part * TAU)
    case 1:
    case 2:
      return cosineSmall((part - 0.25) * TAU)
    case 3:
    case 4:
      return -sineSmall((part - 0.5) * TAU)
    case 5:
    case 6:
      return -cosineSmall((part - 0.75) * TAU)
    case 7:
      return sineSmall((part - 1) * TAU)
    default:
      return NaN
  }
}

/** cos(2π t); see `sineOfTurns`. */
export function cosineOfTurns(turns: number): number {
  return sineOfTurns(turns - Math.floor(turns) + 0.25)
}

/** Taylor's series for |x| ≤ π/4. */
function sineSmall(x: number): number {
  const z = x * x
  let p = 1 / 355687428096000
  p = p * z - 1 / 1307674368000
  p = p * z + 1 / 6227020800
  p = p * z - 1 / 39916800
  p = p * z + 1 / 362880
  p = p * z - 1 / 5040
  p = p * z + 1 / 120
  p = p * z - 1 / 6
  return x + x * z * p
}

function cosineSmall(x: number): number {
  const z = x * x
  let p = 1 / 20922789888000
  p = p * z - 1 / 87178291200
  p = p * z + 1 / 479001600
  p = p * z - 1 / 3628800
  p = p * z + 1 / 40320
  p = p * z - 1 / 720
  p = p * z + 1 / 24
  return 1 - 0.5 * z + z * z * p
}

const TAU = 6.283185307179586
