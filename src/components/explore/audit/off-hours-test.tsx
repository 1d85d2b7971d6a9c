import { useCallback, useMemo, useState } from 'react'
import { Checkbox, Textarea } from '@mantine/core'
import type { OffClass, OffHoursAnswer } from '../../../analysis/audit/off-hours.ts'
import { useQuestion } from '../../../state/use-question.ts'
import { NumberField } from '../../controls/number-field.tsx'
import { formatCount, formatPercent, formatTime } from '../../plots/format.ts'
import { AuditBars } from './audit-bars.tsx'
import type { TestProps } from './test-props.ts'
import { CLASS_TEXT, offHoursFinding } from './audit-text.ts'
import { EntityList } from './entity-list.tsx'
import { ChoiceField } from './fields.tsx'
import { PickList } from './pick-list.tsx'
import { rowsOfBars } from './picked-rows.ts'
import { TestFrame } from './test-frame.tsx'
import { usePickedRows } from './use-picked-rows.ts'

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const SHORT_WEEKDAYS = WEEKDAYS.map((name) => name.slice(0, 3))
const SETS = [
  { value: '', label: 'None' },
  { value: 'england-wales', label: 'England and Wales' },
  { value: 'euro', label: 'Euro payments (TARGET)' },
  { value: 'germany', label: 'Germany, whole country' },
  { value: 'united-states', label: 'United States, federal' },
] as const
const CLASSES = [
  { value: 'weekend', label: 'Weekends' },
  { value: 'holiday', label: 'Holidays' },
  { value: 'night', label: 'Nights' },
] as const
const BARS = [
  { value: 'weekday', label: 'Weekday' },
  { value: 'hour', label: 'Hour' },
] as const
const MASKS = 8
const HOURS_OF_WEEK = 168
const DAY = 86_400_000
const BIT: Readonly<Record<OffClass, number>> = { weekend: 1, holiday: 2, night: 4 }

/** Rows on weekends, holidays and nights. */
export function OffHoursTest({ dataset, ranking, settings, requests, change }: TestProps) {
  const answer = useQuestion('offHours', requests.offHours && { ...requests.offHours, rows: true })
  const { weekend, nightFrom, nightTo, holidaySet, time, entity, entityClass } = settings
  const column = time === null ? '' : (dataset.columns[time]?.name ?? '')
  return (
    <TestFrame
      title="Weekends, holidays and nights"
      answer={answer}
      lacks={requests.offHours ? null : 'No column is read as dates or times.'}
      finding={offHoursFinding}
      fields={
        <>
          <fieldset className="audit-weekdays">
            <legend className="field-label">Weekend</legend>
            {WEEKDAYS.map((name, day) => (
              <Checkbox
                key={name}
                aria-label={`${name} is weekend`}
                label={name.slice(0, 2)}
                checked={weekend.includes(day)}
                onChange={({ currentTarget }) =>
                  change({
                    weekend: currentTarget.checked
                      ? [...weekend, day].sort()
                      : weekend.filter((d) => d !== day),
                  })
                }
              />
            ))}
          </fieldset>
          {answer.data?.midnight !== 1 && (
            <>
              <NumberField
                label="Night from"
                value={String(nightFrom)}
                min={0}
                max={23}
                step={1}
                suffix=":00"
                width={84}
                onCommit={(hour) => change({ nightFrom: Math.round(hour) })}
              />
              <NumberField
                label="Night to"
                value={String(nightTo)}
                min={0}
                max={23}
                step={1}
                suffix=":00"
                width={84}
                onCommit={(hour) => change({ nightTo: Math.round(hour) })}
              />
            </>
          )}
          <ChoiceField
            label="Holidays"
            value={holidaySet ?? ''}
            options={SETS}
            onChange={(value) => change({ holidaySet: value === '' ? null : value })}
          />
          <HolidayField text={settings.holidayText} onChange={(holidayText) => change({ holidayText })} />
          {entity !== null && (
            <ChoiceField
              label="Compare by"
              value={entityClass}
              options={CLASSES}
              onChange={(value) => change({ entityClass: value })}
            />
          )}
        </>
      }
      limits={
        <>
          {answer.data && answer.data.holidayErrors.length > 0 && (
            <p role="alert" className="audit-doubt">
              Not read as a date:{' '}
              {answer.data.holidayErrors
                .slice(0, 5)
                .map(({ line, text }) => `“${text}” in line ${line}`)
                .join(', ')}
              {answer.data.holidayErrors.length > 5
                ? ` and ${answer.data.holidayErrors.length - 5} more`
                : ''}
              . Write 2024-12-25, or 12-25 for every year.
            </p>
          )}
          <p>
            {answer.data?.midnight === 1
              ? ''
              : 'Times are taken as UTC, whatever zone they were written in. '}
            Even spread is the share of all days (or hours) between the first and the last date. Automatic
            postings often run at night or on the first of a month.
          </p>
        </>
      }
    >
      {(data) => (
        <OffHoursResult
          data={data}
          column={column}
          dataset={dataset}
          ranking={ranking}
          settings={settings}
          change={change}
        />
      )}
    </TestFrame>
  )
}

function HolidayField({
  text,
  onChange,
}: {
  readonly text: string
  readonly onChange: (text: string) => void
}) {
  const [draft, setDraft] = useState(text)
  return (
    <Textarea
      label="More holidays"
      classNames={{ label: 'field-label' }}
      className="audit-field audit-field--wide"
      size="xs"
      rows={1}
      autosize
      maxRows={6}
      placeholder="2024-12-24 or 12-24"
      value={draft}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={() => onChange(draft)}
    />
  )
}

interface OffHoursResultProps extends Pick<TestProps, 'dataset' | 'ranking' | 'settings' | 'change'> {
  readonly data: OffHoursAnswer
  readonly column: string
}

function OffHoursResult({ data, column, dataset, ranking, settings, change }: OffHoursResultProps) {
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
          name="Weekends, holidays and nights"
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
