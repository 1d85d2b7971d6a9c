import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import type { Diagnostic } from '../detector.ts'
import type { Scaling } from '../scaling.ts'

/** More groups, and more columns of each, than anyone reads. */
const MOST_GROUPS = 12
const MOST_COLUMNS = 12

interface Clusters {
  readonly scaling: Scaling
  readonly centres: Float64Array
  readonly sizes: Int32Array
  readonly kept: number
}

/** How many rows each group has, and what is typical of it, in the columns' own units. */
export function clusterFigures(
  { scaling, centres, sizes, kept }: Clusters,
  x: Pick<FeatureMatrix, 'names'>,
): readonly Diagnostic[] {
  const width = scaling.shift.length
  const rows = sizes.reduce((sum, size) => sum + size, 0)
  const share = (size: number): string => `${((100 * size) / rows).toFixed(1)} %`
  const groups = Array.from(sizes.keys())
  const figures: Diagnostic[] = [
    {
      kind: 'figures',
      title: 'Groups',
      caption:
        kept === sizes.length
          ? 'Rows in each group that was found. A score is the distance to the middle of the nearest one, in standard deviations of the columns.'
          : 'Rows in each group that was found. A score is the distance to the middle of the nearest one that is not too small, in standard deviations of the columns.',
      rows: groups.map((j) => ({
        name: `Group ${j + 1}`,
        value: `${sizes[j]} of ${rows} rows (${share(sizes[j]!)})${j < kept ? '' : ', too small to count'}`,
      })),
    },
  ]
  for (const j of groups.slice(0, MOST_GROUPS)) {
    const centre = centres.subarray(j * width, (j + 1) * width)
    const columns = Array.from(centre.keys())
      .filter((c) => scaling.factor[c]! > 0)
      .sort((a, b) => Math.abs(centre[b]!) - Math.abs(centre[a]!) || a - b)
      .slice(0, MOST_COLUMNS)
    if (columns.length === 0) continue
    figures.push({
      kind: 'figures',
      title: `Group ${j + 1}: typical values`,
      caption: `The mean of its ${sizes[j]} rows (${share(sizes[j]!)}); the columns in which it differs most from all rows first.`,
      rows: columns.map((c) => ({
        name: x.names[c]!,
        value: scaling.shift[c]! + centre[c]! / scaling.factor[c]!,
      })),
    })
  }
  return figures
}
