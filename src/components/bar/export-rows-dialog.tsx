import { Button, Checkbox, Group, Modal, Radio, Stack } from '@mantine/core'
import { useState } from 'react'
import { exportFlagged, exportSelected, setNeutraliseFormulas } from '../../state/actions/exporting.ts'
import { closeExportDialog } from '../../state/export-dialog.ts'
import { keepChoice, readChoice } from '../../state/kept-choices.ts'
import { listSelected } from '../../state/selected-rows.ts'
import { appStore, useApp } from '../../state/store.ts'
import type { ExportFormat } from '../../workers/engine.api.ts'
import { formatCount } from '../plots/format.ts'
import { tooManyRows } from './export-limit.ts'

type What = 'flagged' | 'selected' | 'all'

const FORMATS: readonly { readonly format: ExportFormat; readonly label: string; readonly text: string }[] = [
  {
    format: 'xlsx',
    label: 'Excel (XLSX)',
    text: 'Numbers and dates as such, text never as a formula; filters, and a second sheet that says where the rows come from.',
  },
  {
    format: 'parquet',
    label: 'Parquet',
    text: 'Typed columns for Python, R, DuckDB and the like. Cells that could not be read are kept as text.',
  },
  { format: 'csv', label: 'CSV', text: 'The cells as they are in the file, one line per row.' },
  {
    format: 'json',
    label: 'JSON',
    text: 'Settings, rows, reasons one by one, and decisions in one object, for other programs.',
  },
]

/** Which rows, and in which format. */
export function ExportRowsDialog() {
  const cut = useApp((state) => state.cut)
  const all = useApp((state) => state.dataset?.rowCount ?? 0)
  const neutralise = useApp((state) => state.neutraliseFormulas)
  const decided = useApp((state) => state.review.decided.decisions.size)
  const [selected] = useState(() => listSelected(appStore.getState())?.length ?? null)
  const [what, setWhat] = useState<What>(selected === null ? 'flagged' : 'selected')
  const [format, setFormat] = useState<ExportFormat>(lastFormat)
  const rows = what === 'flagged' ? cut : what === 'all' ? all : (selected ?? 0)
  const tooMany = tooManyRows(format, rows)

  const start = () => {
    keepChoice('export-format', format)
    closeExportDialog()
    void (what === 'selected' ? exportSelected(format) : exportFlagged(what, format))
  }

  return (
    <Modal
      opened
      onClose={closeExportDialog}
      title="Export rows"
      size={560}
      closeButtonProps={{ 'aria-label': 'Close' }}
      // A header of a dialog is not the banner of the page.
      attributes={{ header: { role: 'presentation' } }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (tooMany === null) start()
        }}
      >
        <Stack gap="md">
          <Radio.Group label="Rows" value={what} onChange={setWhat}>
            <Group gap="lg" mt={6}>
              <Radio value="flagged" label={`Flagged (${formatCount(cut)})`} data-autofocus />
              {selected !== null && <Radio value="selected" label={`Selected (${formatCount(selected)})`} />}
              <Radio value="all" label={`All (${formatCount(all)})`} />
            </Group>
          </Radio.Group>
          <Radio.Group label="Format" value={format} onChange={setFormat}>
            <Stack gap={8} mt={6}>
              {FORMATS.map(({ format: value, label, text }) => (
                <Radio key={value} value={value} label={label} description={text} />
              ))}
            </Stack>
          </Radio.Group>
          {format === 'csv' && (
            <Checkbox
              checked={!neutralise}
              onChange={(event) => setNeutraliseFormulas(!event.currentTarget.checked)}
              label="Leave formula cells as they are"
              description="Otherwise cells that a spreadsheet would run as a formula get an apostrophe in front, and are counted."
            />
          )}
          <p className="export-dialog__note" role={tooMany === null ? undefined : 'alert'}>
            {tooMany ?? added(what, decided)}
          </p>
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={closeExportDialog}>
              Cancel
            </Button>
            <Button type="submit" variant="filled" disabled={tooMany !== null || rows === 0}>
              Export {formatCount(rows)} {rows === 1 ? 'row' : 'rows'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** The format that was exported last: `e` and Enter do the same again. */
function lastFormat(): ExportFormat {
  const kept = readChoice('export-format')
  return FORMATS.find(({ format }) => format === kept)?.format ?? 'xlsx'
}

function added(what: What, decided: number): string {
  const order = what === 'all' ? 'In the order of the file' : 'Most anomalous first'
  const reasons = what === 'all' ? 'reasons of the flagged rows' : 'reasons'
  const decisions = decided === 0 ? '' : ', decision, reason code, note, reviewer and time'
  return `${order}. Rank, score, ${reasons}${decisions} come first; the columns of the file follow.`
}
