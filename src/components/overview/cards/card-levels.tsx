import { useLayoutEffect, useRef } from 'react'
import type { PicturedProfile } from '../../../analysis/profile/column-profile.ts'
import type { LinkedCounts } from '../../../state/linked-views.ts'
import { formatCount, formatPercent } from '../../plots/format.ts'
import { shortNumber } from './figure-text.ts'

interface CardLevelsProps {
  readonly name: string
  readonly profile: PicturedProfile
  readonly counts: LinkedCounts
}

/** The most frequent values as bars with how many rows hold them and which share of those is flagged. */
export function CardLevels({ name, profile, counts }: CardLevelsProps) {
  const { picture, levels, distinct } = profile
  const rows = picture.counts
  const list = useRef<HTMLUListElement>(null)
  const named = levels?.top.length ?? 0

  useLayoutEffect(() => {
    const draw = () => {
      const flagged = counts.flagged()
      const selected = counts.selected()
      const items = list.current?.querySelectorAll<HTMLElement>('li') ?? []
      for (const [bin, item] of items.entries()) {
        const all = selected?.[bin] ?? rows[bin] ?? 0
        const share = all > 0 ? (flagged[bin] ?? 0) / all : 0
        item.style.setProperty('--selected', String(all / Math.max(1, rows[bin] ?? 0)))
        item.style.setProperty('--flagged-share', String((flagged[bin] ?? 0) / Math.max(1, rows[bin] ?? 0)))
        item.toggleAttribute('data-flagged', share > 0)
        const [count, part] = item.querySelectorAll('.card__level-figure')
        if (count) count.textContent = shortNumber(all)
        if (part) part.textContent = share > 0 ? formatPercent(share) : ''
      }
    }
    draw()
    return counts.subscribe(draw)
  }, [counts, rows])

  if (named === 0) return <p className="card__none">No value in any row</p>
  if (levels?.once === distinct && distinct > 1) {
    return (
      <div className="card__different">
        <p className="card__none">Every value is different, for example</p>
        <ul>
          {levels.top.slice(0, 4).map(({ text, firstRow }) => (
            <li key={firstRow} title={text}>
              {text}
            </li>
          ))}
        </ul>
      </div>
    )
  }
  const top = rows.subarray(0, named).reduce((max, n) => Math.max(max, n), 1)
  return (
    <ul ref={list} className="card__levels" aria-label={`Most frequent values of ${name}`}>
      {picture.labels.map((label, bin) => {
        const other = bin >= named
        const text = other ? `${formatCount(distinct - named)} other` : label
        return (
          <li
            key={bin}
            className={other ? 'card__level card__level--other' : 'card__level'}
            title={`${text}: ${formatCount(rows[bin] ?? 0)} rows`}
          >
            <span
              className="card__level-bar"
              style={{ width: `${(Math.min(1, (rows[bin] ?? 0) / top) * 100).toFixed(2)}%` }}
            />
            <span className="card__level-text">{text}</span>
            <span className="card__level-figure" />
            <span className="card__level-figure card__level-share" />
          </li>
        )
      })}
    </ul>
  )
}
