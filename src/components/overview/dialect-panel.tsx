import { NativeSelect } from '@mantine/core'
import { setDialect } from '../../state/actions/columns.ts'
import { useApp } from '../../state/store.ts'
import { NumberField } from '../controls/number-field.tsx'
import { DELIMITERS, ENCODINGS, QUOTES } from './dialect-options.ts'

/** How the file was cut into cells: inferred, shown, and open to change. */
export function DialectPanel() {
  const read = useApp((state) => state.dataset?.read)
  const chosen = useApp((state) => state.dialect)
  if (!read) return null
  const isChosen = Object.keys(chosen).length > 0
  return (
    <div className="dialect">
      <NativeSelect
        label="Delimiter"
        classNames={{ label: 'field-label' }}
        value={read.delimiter}
        data={withCurrent(DELIMITERS, read.delimiter)}
        onChange={(event) => void setDialect({ ...chosen, delimiter: event.target.value })}
      />
      <NativeSelect
        label="Quote"
        classNames={{ label: 'field-label' }}
        value={read.quote}
        data={withCurrent(QUOTES, read.quote)}
        onChange={(event) => void setDialect({ ...chosen, quote: event.target.value })}
      />
      <NativeSelect
        label="Encoding"
        classNames={{ label: 'field-label' }}
        value={read.encoding}
        data={[...ENCODINGS]}
        onChange={(event) => {
          const encoding = ENCODINGS.find(({ value }) => value === event.target.value)
          if (encoding) void setDialect({ ...chosen, encoding: encoding.value })
        }}
      />
      <NativeSelect
        label="First row"
        classNames={{ label: 'field-label' }}
        value={read.header ? 'header' : 'data'}
        data={[
          { value: 'header', label: 'Column names' },
          { value: 'data', label: 'Data' },
        ]}
        onChange={(event) => void setDialect({ ...chosen, header: event.target.value === 'header' })}
      />
      <NumberField
        label="Lines to skip"
        value={String(read.skippedLines)}
        min={0}
        step={1}
        onCommit={(lines) => void setDialect({ ...chosen, skipLines: Math.round(lines) })}
      />
      <div className="dialect__state">
        {isChosen ? (
          <button type="button" className="text-button" onClick={() => void setDialect({})}>
            Infer again
          </button>
        ) : (
          'Inferred from the file'
        )}
      </div>
    </div>
  )
}

function withCurrent(options: readonly { value: string; label: string }[], current: string) {
  return options.some(({ value }) => value === current)
    ? [...options]
    : [...options, { value: current, label: current }]
}
