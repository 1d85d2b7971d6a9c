import type { Diagnostic } from '../detector.ts'

interface Fitted {
  readonly weights: Float64Array
  readonly nu: number
  readonly gamma: number
  readonly rho: number
  readonly learned: number
  readonly seen: number
  readonly supportVectors: number
}

/** What the boundary was learned from, and what it is made of. */
export function boundaryFigures(model: Fitted): readonly Diagnostic[] {
  const { weights, nu, gamma, rho, learned, seen, supportVectors } = model
  const share = ((100 * supportVectors) / learned).toFixed(1)
  const rows = [
    { name: 'Rows learned from', value: learned === seen ? learned : `${learned} of ${seen}` },
    { name: 'Support vectors', value: `${supportVectors} (${share} %)` },
    ...(weights.length < supportVectors ? [{ name: 'Landmarks', value: weights.length }] : []),
    { name: 'Share outside asked for (ν)', value: nu },
    { name: 'Gamma', value: gamma },
    { name: 'Highest score possible (ρ)', value: rho },
  ]
  const caption =
    'Support vectors are the rows that the boundary rests on: all rows outside it and those on it. A score is ρ less the similarity to them, so that a row far from everything scores ρ.'
  return [{ kind: 'figures', title: 'The boundary', caption, rows }]
}
