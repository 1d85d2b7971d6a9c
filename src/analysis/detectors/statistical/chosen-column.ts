import { UsageError } from '../../errors.ts'
import { amountNameStrength } from '../../features/column-name.ts'
import type { FeatureMatrix } from '../../features/feature-matrix.ts'

/**
 * The first matrix column of the named source; with no name, of the amount, or else of the first source.
 *
 * @throws UsageError that lists the features when the name is not among them
 */
export function findColumn(x: FeatureMatrix, name: string): number {
  if (name === '') {
    const strengths = x.sources.map((source) => amountNameStrength(source.name))
    return Math.max(0, x.sourceOf.indexOf(strengths.indexOf(Math.max(...strengths))))
  }
  const column = x.sourceOf.indexOf(x.sources.findIndex((source) => source.name === name))
  if (column >= 0) return column
  const names = x.sources.map((source) => source.name).join(', ')
  throw new UsageError('unknown-column', `There is no feature ${name} to look at. There is: ${names}.`, {
    column: name,
  })
}
