import type { Origin } from '../../../state/learned-moves.ts'
import { formatCount } from '../../plots/format.ts'

/** Where the next rows stood before, as one bar; the sentence says the same. */
export function OriginsBar({
  origins,
  words,
}: {
  readonly origins: readonly Origin[]
  readonly words: string
}) {
  const total = origins.reduce((sum, { rows }) => sum + rows, 0)
  return (
    <div className="learning-origins">
      <p>{words}</p>
      {total > 0 && (
        <div className="learning-bar" aria-hidden="true">
          {origins.map(({ from, to, rows }, i) =>
            rows === 0 ? null : (
              <span
                key={from}
                style={{ flexGrow: rows, opacity: 1 - i * 0.17 }}
                title={`${formatCount(rows)} ranked ${formatCount(from)} to ${formatCount(to)}`}
              />
            ),
          )}
        </div>
      )}
    </div>
  )
}
