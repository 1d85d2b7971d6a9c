import { Button, CloseButton } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import type { ErrorReport } from '../../analysis/errors.ts'
import { openAgain, openAsSample } from '../../state/actions/opening.ts'
import { dismissError } from '../../state/actions/work.ts'
import { engineDied } from '../../state/selectors.ts'
import { useApp } from '../../state/store.ts'
import { NumberField } from '../controls/number-field.tsx'

/** What went wrong, where, and what to do; with the way out at hand where there is one. */
export function ErrorAlert() {
  const error = useApp((state) => state.error)
  const canReopen = useApp((state) => state.input !== null)
  if (!error) return null
  return (
    <div className="error-alert" role="alert">
      <IconAlertTriangle className="error-alert__icon" size={18} stroke={1.8} aria-hidden="true" />
      <div className="error-alert__body">
        <p className="error-alert__message">{error.message}</p>
        {canReopen && error.code === 'too-large' && <SampleForm error={error} />}
        {canReopen && engineDied(error) && (
          <Button variant="filled" onClick={() => void openAgain()}>
            Open again
          </Button>
        )}
      </div>
      <CloseButton size="sm" aria-label="Dismiss this message" onClick={dismissError} />
    </div>
  )
}

/** A file too large for memory can be read as a uniform random sample of its rows. */
function SampleForm({ error }: { readonly error: ErrorReport }) {
  const suggested = error.facts['suggestedSampleRows']
  const [rows, setRows] = useState(typeof suggested === 'number' ? suggested : 100_000)
  return (
    <form
      className="error-alert__form"
      onSubmit={(event) => {
        event.preventDefault()
        void openAsSample(rows)
      }}
    >
      <NumberField
        label="Rows to draw"
        value={String(rows)}
        min={1}
        step={1}
        width={130}
        onCommit={(n) => setRows(Math.round(n))}
      />
      <Button type="submit" variant="filled" size="compact-sm" h={30}>
        Open a random sample
      </Button>
    </form>
  )
}
