import type { TipLine } from './cell-lines.ts'

/** The lines of a tooltip; what is flagged has its colour. */
export function TipLines({ lines }: { readonly lines: readonly TipLine[] }) {
  return lines.map(({ text, flagged }) => (
    <span key={text} className={flagged ? 'plot-flagged-number' : undefined}>
      {text}
    </span>
  ))
}
