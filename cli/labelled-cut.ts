import { countLabels, rowLabels, type LabelMapping } from '../src/analysis/evaluate/labels.ts'
import type { CutChoice } from '../src/analysis/settings.ts'
import type { Column } from '../src/analysis/table/table.ts'
import { finish } from '../src/analysis/work.ts'

/** A choice by cost goes by the label that was named: its values, and how rare anomalies are in it. */
export function withLabelled(
  choice: CutChoice,
  label: { readonly column: Column; readonly mapping: LabelMapping } | null,
): CutChoice {
  if (choice.by !== 'cost' || label === null) return choice
  const { column, mapping } = label
  const { anomalies, normals } = countLabels(finish(rowLabels(column, mapping)))
  const rate = anomalies / (anomalies + normals)
  return {
    ...choice,
    // Labels without both kinds say no rate that could hold elsewhere.
    ...(rate > 0 && rate < 1 ? { baseRate: rate } : {}),
    label: { column: column.name, mapping },
  }
}
