import { memo, useMemo, type MouseEvent } from 'react'
import { IconAbc, IconCalendar, IconHash, IconTag } from '@tabler/icons-react'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { ColumnType } from '../../../analysis/table/table.ts'
import { openColumn } from '../../../state/explore.ts'
import { linkedCounts, UNRANKED, type LinkedCounts } from '../../../state/linked-views.ts'
import { useQuestion } from '../../../state/use-question.ts'
import type { Ranking } from '../../../workers/engine.api.ts'
import { useLinkedText } from '../../plots/use-linked-text.ts'
import { ROLES, TYPES } from '../column-options.ts'
import { CardHistogram } from './card-histogram.tsx'
import { CardLevels } from './card-levels.tsx'
import { figureRows, type Figure } from './card-figures.ts'
import { flaggedLine } from './flagged-line.ts'

interface ColumnCardProps {
  readonly column: ColumnSummary
  readonly ranking: Ranking | null
  readonly rowCount: number
  /** Place in the list as it is sorted, and its length: only the cards in sight exist. */
  readonly position: number
  readonly total: number
}

const ICONS = { number: IconHash, datetime: IconCalendar, category: IconTag, text: IconAbc } as const

/** One column at a glance: its picture with the flagged rows in it, and its figures. */
export const ColumnCard = memo(function ColumnCard({
  column,
  ranking,
  rowCount,
  position,
  total,
}: ColumnCardProps) {
  const { index, name, type, role, roleReason, format, example } = column
  const { data, error } = useQuestion('profileColumn', { column: index })
  const profile = data?.column === index ? data : null
  const counts = useMemo(
    () => (profile ? linkedCounts(ranking ?? UNRANKED, profile.bins, profile.picture.counts.length) : null),
    [ranking, profile],
  )
  const line = useLinkedText<HTMLParagraphElement>(ranking && counts ? counts.subscribe : null, () =>
    ranking && counts && profile && !allDifferent(profile)
      ? flaggedLine(counts, profile.picture.labels, profile.picture.counts, rowCount)
      : '\u00a0',
  )
  const Icon = ICONS[type]
  const roleLabel = ROLES.find(({ value }) => value === role)?.label ?? role
  return (
    <div className="card" role="listitem" aria-label={name} aria-posinset={position + 1} aria-setsize={total}>
      <header className="card__head">
        <Icon size={15} stroke={1.7} aria-hidden="true" />
        <h3 className="card__name">
          <button type="button" title={name} onClick={() => openColumn(index)}>
            {name}
          </button>
        </h3>
        <span className="card__role" data-role={role} title={roleReason}>
          {roleLabel}
        </span>
      </header>
      <p className="card__sub" title={`${format.label}; for example ${example}`}>
        {typeLabel(type)}
        {example !== '' && (
          <>
            , for example <span className="card__example">{example}</span>
          </>
        )}
      </p>
      <div
        className={type === 'number' || type === 'datetime' ? 'card__body' : 'card__body card__body--tall'}
      >
        {profile && counts ? (
          <Picture name={name} profile={profile} counts={counts} />
        ) : error ? (
          <p className="card__none">{error.message}</p>
        ) : (
          <div className="card__waiting" aria-hidden="true" />
        )}
      </div>
      <p ref={line} className="card__line" onMouseEnter={showWhole} />
      {figureRows(column, profile, rowCount).map((figures, row) => (
        <FigureRow key={row} figures={figures} />
      ))}
    </div>
  )
})

/** A sentence that was cut short can be read whole. */
function showWhole({ currentTarget: line }: MouseEvent<HTMLElement>): void {
  line.title = line.scrollWidth > line.clientWidth ? line.textContent : ''
}

type Pictured = NonNullable<ReturnType<typeof useQuestion<'profileColumn'>>['data']>

function Picture(props: {
  readonly name: string
  readonly profile: Pictured
  readonly counts: LinkedCounts
}) {
  return props.profile.values ? <CardHistogram {...props} /> : <CardLevels {...props} />
}

/** Where every value is in one row only, bars of values say nothing. */
function allDifferent({ levels, distinct }: Pictured): boolean {
  return levels !== null && levels.once === distinct
}

function FigureRow({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <dl
      className="card__figures"
      style={{ gridTemplateColumns: `repeat(${figures.length}, minmax(0, 1fr))` }}
    >
      {figures.map(({ label, value, title, quiet }) => (
        <div key={label} title={title}>
          <dt>{label}</dt>
          <dd className={quiet ? 'zero' : undefined}>{value ?? <span className="card__wait">…</span>}</dd>
        </div>
      ))}
    </dl>
  )
}

function typeLabel(type: ColumnType): string {
  return TYPES.find(({ value }) => value === type)?.label ?? type
}
