import { useState } from 'react'
import { Checkbox, Textarea } from '@mantine/core'
import { useQuestion } from '../../../state/use-question.ts'
import { NumberField } from '../../controls/number-field.tsx'
import { WEEKDAYS } from '../../plots/calendar-names.ts'
import type { TestProps } from './test-props.ts'
import { offHoursFinding } from './audit-text.ts'
import { ChoiceField } from './fields.tsx'
import { TestFrame } from './test-frame.tsx'
import { OffHoursResult } from './off-hours-result.tsx'

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
