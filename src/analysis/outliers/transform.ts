import { FlagstoneError } from '../errors.ts'
import { exp } from '../math/exponential.ts'
import { log } from '../math/logarithm.ts'

/** What values are turned into before they are compared: long right tails become short ones. */
export type Transform = 'none' | 'log' | 'log1p' | 'asinh'

export const TRANSFORMS: readonly { readonly value: Transform; readonly label: string }[] = [
  { value: 'none', label: 'none: the values as they are' },
  { value: 'log', label: 'ln x: for values above 0' },
  { value: 'log1p', label: 'ln(1 + x): for values from 0' },
  { value: 'asinh', label: 'asinh x: like a logarithm to both sides of 0' },
]

export function isTransform(text: string): text is Transform {
  return TRANSFORMS.some(({ value }) => value === text)
}

/**
 * A value on the transformed scale. Increasing in x; deterministic on every engine.
 *
 * @param x any number; NaN gives NaN, and what is outside the transform's domain gives −∞
 */
export function transformed(x: number, transform: Transform): number {
  switch (transform) {
    case 'none':
      return x
    case 'log':
      return x <= 0 ? -Infinity : log(x)
    case 'log1p':
      return x <= -1 ? -Infinity : logOnePlus(x)
    case 'asinh': {
      const size = Math.abs(x)
      // x² would leave what a double can hold; from there on asinh x is ln 2x.
      const y =
        size > 1e150 ? log(size) + LN2 : logOnePlus(size + (size * size) / (1 + Math.sqrt(size * size + 1)))
      return x < 0 ? -y : y
    }
  }
}

/**
 * The value that a figure on the transformed scale stands for.
 *
 * @param y any number; NaN gives NaN
 */
export function restored(y: number, transform: Transform): number {
  switch (transform) {
    case 'none':
      return y
    case 'log':
      return exp(y)
    case 'log1p':
      return exp(y) - 1
    case 'asinh':
      return (exp(y) - exp(-y)) / 2
  }
}

/** Whether every value from `min` on has a place on the transformed scale. */
export function inDomain(min: number, transform: Transform): boolean {
  return transform === 'log' ? min > 0 : transform === 'log1p' ? min > -1 : true
}

/** @throws FlagstoneError that names the column and says which transform would do */
export function requireDomain(min: number, transform: Transform, column: string): void {
  if (inDomain(min, transform)) return
  const limit = transform === 'log' ? 'above 0' : 'above −1'
  const name = transform === 'log' ? 'ln x' : 'ln(1 + x)'
  throw new FlagstoneError(
    'outside-domain',
    `${column} has values down to ${min}, and ${name} needs values ${limit}. Choose asinh, which takes every value.`,
    { column, min },
  )
}

/** ln(1 + x) without losing what 1 + x rounds away. */
function logOnePlus(x: number): number {
  const sum = 1 + x
  if (sum === 1 || sum === Infinity) return x
  return log(sum) - (sum - 1 - x) / sum
}

const LN2 = 0.6931471805599453
