import type { Severity } from '../../analysis/findings/finding.ts'

const WORDS: Readonly<Record<Severity, string>> = {
  serious: 'Serious: can make the analysis wrong',
  notable: 'Notable: can mislead about a column or some rows',
  note: 'Note: good to know',
}
const BARS: Readonly<Record<Severity, number>> = { serious: 3, notable: 2, note: 1 }

/** One to three bars: how much a finding weighs. */
export function SeverityMark({ severity }: { readonly severity: Severity }) {
  return (
    <svg
      className="finding__mark"
      viewBox="0 0 14 12"
      width={14}
      height={12}
      role="img"
      aria-label={WORDS[severity]}
    >
      <title>{WORDS[severity]}</title>
      {[0, 1, 2].map((bar) => (
        <rect
          key={bar}
          x={bar * 5}
          y={8 - bar * 4}
          width={4}
          height={4 + bar * 4}
          className={bar < BARS[severity] ? 'finding__bar finding__bar--on' : 'finding__bar'}
        />
      ))}
    </svg>
  )
}
