import { useCallback, useMemo } from 'react'
import type { OffClass, OffHoursAnswer } from '../../../analysis/audit/off-hours.ts'
import { WEEKDAYS } from '../../plots/calendar-names.ts'
import { formatCount, formatPercent, formatTime } from '../../plots/format.ts'
import { AuditBars } from './audit-bars.tsx'
import type { TestProps } from './test-props.ts'
import { CLASS_TEXT } from './audit-text.ts'
import { EntityList } from './entity-list.tsx'
import { ChoiceField } from './fields.tsx'
import { PickList } from './pick-list.tsx'
import { rowsOfBars } from './picked-rows.ts'
import { usePickedRows } from './use-picked-rows.ts'

const SHORT_WEEKDAYS = WEEKDAYS.map((name) => name.slice(0, 3))
const BARS = [
  { value: 'weekday', label: 'Weekday' },
  { value: 'hour', label: 'Hour' },
] as const
const MASKS = 8
const HOURS_OF_WEEK = 168
const DAY = 86_400_000
const BIT: Readonly<Record<OffClass, number>> = { weekend: 1, holiday: 2, night: 4 }

interface OffHoursResultProps extends Pick<TestProps, 'dataset' | 'ranking' | 'settings' | 'change'> {
  readonly data: OffHoursAnswer
  readonly column: string
}

/** Which classes, days and hours hold how many rows. */
export function OffHoursResult({ data, column, dataset, ranking, settings, change }: OffHoursResultProps) {
  const { n, lines, byWeekday, weekdayDays, byHour, slots, holidays, entities, midnight } = data
  const byDay = settings.offBars === 'weekday' || midnight === 1
  const members = useMemo(() => barMembers(byDay), [byDay])
  const labels = useMemo(
    () => (byDay ? WEEKDAYS : Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`)),
    [byDay],
  )
  const expected = useMemo(() => {
    if (!byDay) return new Float64Array(24).fill(n / 24)
    const days = weekdayDays.reduce((sum, count) => sum + count, 0)
    return Float64Array.from(weekdayDays, (count) => (days === 0 ? 0 : (n * count) / days))
  }, [byDay, weekdayDays, n])
  const chip = useCallback(
    (first: string, last: string) => `${column}: ${first === last ? first : `${first} to ${last}`} (UTC)`,
    [column],
  )
  const classes = usePickedRows('audit off hours classes')
  const days = usePickedRows('audit holidays')
  if (slots === null || n === 0) return null
  const rowsOfClass = (kind: OffClass) => rowsOfBars(slots, [classBins(kind)], { from: 0, to: 0 })
  return (
    <>
      <div className="audit-plot-and-list">
        <div className="audit-plot">
          <AuditBars
            key={byDay ? 'weekday' : 'hour'}
            title={byDay ? `Weekdays of ${column}` : `Hours of ${column}`}
            source={byDay ? 'audit weekdays' : 'audit hours'}
            ranking={ranking}
            bins={slots}
            binCount={MASKS * HOURS_OF_WEEK}
            members={members}
            labels={labels}
            {...(byDay ? { ticks: SHORT_WEEKDAYS } : {})}
            rows={byDay ? byWeekday : byHour}
            expected={expected}
            log={false}
            xTitle={byDay ? 'Weekday (UTC)' : 'Hour (UTC)'}
            summary={`${formatCount(n)} rows, the line is even spread`}
            chip={chip}
            controls={
              midnight < 1 && (
                <ChoiceField
                  label="Bars by"
                  value={settings.offBars}
                  options={BARS}
                  onChange={(offBars) => change({ offBars })}
                />
              )
            }
          />
        </div>
        <PickList
          name="Rows outside working hours"
          heads={['When', 'Rows', 'Share', 'Even spread', 'Times']}
          empty=""
          lines={lines.map(({ kind, rows, expected: share }, i) => ({
            key: kind,
            label: kind === 'night' ? 'Nights' : kind === 'weekend' ? 'Weekends' : 'Holidays',
            cells: [
              formatCount(rows),
              formatPercent(rows / n),
              formatPercent(share),
              share > 0 ? `${(rows / n / share).toFixed(2)} ×` : '–',
            ],
            isPicked: classes.picked?.from === i,
            onPick: () =>
              classes.pick(
                { from: i, to: i },
                () => ({ kind: 'rows', rows: rowsOfClass(kind) }),
                `${column}: ${CLASS_TEXT[kind]}`,
              ),
          }))}
        />
      </div>
      <div className="audit-lists">
        {holidays.length > 0 && (
          <PickList
            name="Holidays in the file’s time"
            heads={['Date', 'Holiday', 'Rows']}
            texts={[0]}
            empty=""
            lines={holidays.map(({ day, name, rows }, i) => ({
              key: day,
              label: formatTime(day * DAY),
              cells: [name, formatCount(rows)],
              isPicked: days.picked?.from === i,
              onPick: () =>
                days.pick(
                  { from: i, to: i },
                  () => ({
                    kind: 'range',
                    column: settings.time ?? 0,
                    low: day * DAY,
                    high: (day + 1) * DAY,
                  }),
                  `${column} ${formatTime(day * DAY)}${name === '' ? '' : `, ${name}`}`,
                ),
            }))}
          />
        )}
        {entities && (
          <EntityList
            source="audit off hours entities"
            dataset={dataset}
            shares={entities}
            what={settings.entityClass === 'holiday' ? 'rows on holidays' : `${settings.entityClass} rows`}
            marked={() => rowsOfClass(settings.entityClass)}
          />
        )}
      </div>
    </>
  )
}

/** Which of the slots (mask × 168 + weekday × 24 + hour) each bar holds. */
function barMembers(byDay: boolean): number[][] {
  const bars: number[][] = Array.from({ length: byDay ? 7 : 24 }, () => [])
  for (let slot = 0; slot < MASKS * HOURS_OF_WEEK; slot++) {
    const hour = slot % HOURS_OF_WEEK
    bars[byDay ? Math.floor(hour / 24) : hour % 24]?.push(slot)
  }
  return bars
}

function classBins(kind: OffClass): number[] {
  return Array.from({ length: MASKS * HOURS_OF_WEEK }, (_, slot) => slot).filter(
    (slot) => (Math.floor(slot / HOURS_OF_WEEK) & BIT[kind]) > 0,
  )
}
