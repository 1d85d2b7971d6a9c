import { useLinkedRender } from '../../plots/use-linked-text.ts'
import { cellAt, type HeatLayout } from './recurring.ts'
import type { Measured } from './series.ts'
import { FactCells, FactHeads } from './time-table.tsx'

interface HeatTableProps {
  readonly name: string
  readonly layout: HeatLayout
  readonly measured: Measured
  readonly amountName: string
}

/** The cells that hold rows, a line each. Follows the cut. */
export function HeatTable({ name, layout, measured, amountName }: HeatTableProps) {
  useLinkedRender(measured.counts)
  const lines: { readonly cell: number; readonly label: string }[] = []
  layout.rows.forEach((_, row) =>
    layout.columns.forEach((__, column) => {
      const cell = cellAt(layout, row, column)
      if (measured.rows[cell]! > 0) lines.push({ cell, label: layout.label(row, column) })
    }),
  )
  return (
    <table className="plot-table" aria-label={name}>
      <thead>
        <tr>
          <th scope="col">{layout.title} (UTC)</th>
          <FactHeads measured={measured} amountName={amountName} />
        </tr>
      </thead>
      <tbody>
        {lines.map(({ cell, label }) => (
          <tr key={cell}>
            <th scope="row">{label}</th>
            <FactCells measured={measured} bins={[cell]} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Total</th>
          <FactCells measured={measured} bins={lines.map(({ cell }) => cell)} />
        </tr>
      </tfoot>
    </table>
  )
}
