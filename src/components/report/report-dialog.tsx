import { Button, Checkbox, Group, Modal, SegmentedControl, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { previewReport, saveReport } from '../../state/actions/reporting.ts'
import { closeExportDialog } from '../../state/export-dialog.ts'
import { stemOf } from '../../state/input-name.ts'
import { useApp } from '../../state/store.ts'
import type { ReportChoice, ReportSection } from '../../workers/engine.api.ts'
import './report-dialog.css'

const SECTIONS: readonly {
  readonly section: ReportSection
  readonly label: string
  readonly text: string
}[] = [
  { section: 'columns', label: 'Columns', text: 'Types, roles, missing and unreadable cells' },
  { section: 'plots', label: 'Plots', text: 'Scores, time, flagged rows beside the others' },
  { section: 'groups', label: 'Causes', text: 'Flagged rows in groups that stand out alike' },
  { section: 'rows', label: 'Rows', text: 'The most anomalous ones with their reasons' },
  { section: 'decisions', label: 'Decisions', text: 'Counts, precision and every decision' },
  { section: 'metrics', label: 'Against labels', text: 'Where a column holds the answer' },
  { section: 'settings', label: 'Settings', text: 'What the command line needs to repeat it' },
]

const ROWS = ['10', '50', '200', '1000']

/** What goes into the report, and how it looks before it is saved. */
export function ReportDialog() {
  const input = useApp((state) => state.input)
  const reviewer = useApp((state) => state.review.reviewer)
  const [title, setTitle] = useState(() => `${input ? stemOf(input) : 'Table'}: rows that stand out`)
  const [by, setBy] = useState(reviewer)
  const [sections, setSections] = useState<readonly ReportSection[]>(() =>
    SECTIONS.map(({ section }) => section),
  )
  const [rows, setRows] = useState('50')
  const [preview, setPreview] = useState<{ readonly html: string } | { readonly error: string } | null>(null)
  const [busy, setBusy] = useState(false)
  const latest = useRef(0)

  const choice: ReportChoice = {
    title: title.trim() === '' ? 'Report' : title.trim(),
    by: by.trim(),
    sections,
    topRows: Number(rows),
  }

  const show = async () => {
    const mine = ++latest.current
    setBusy(true)
    const result = await previewReport(choice)
    if (mine !== latest.current) return
    setBusy(false)
    setPreview(result.ok ? { html: result.value.html } : { error: result.error.message })
  }

  return (
    <Modal
      opened
      onClose={closeExportDialog}
      title="Report"
      size={preview === null ? 640 : 'min(1180px, 96vw)'}
      closeButtonProps={{ 'aria-label': 'Close' }}
      // A header of a dialog is not the banner of the page.
      attributes={{ header: { role: 'presentation' } }}
    >
      <form
        className="report-dialog"
        data-preview={preview !== null}
        onSubmit={(event) => {
          event.preventDefault()
          closeExportDialog()
          void saveReport(choice)
        }}
      >
        <Stack gap="md">
          <p className="report-dialog__lead">
            One HTML file that opens without a network and prints to PDF: what was analysed, how, what was
            found, and the command that repeats it.
          </p>
          <TextInput
            label="Title"
            value={title}
            maxLength={200}
            onChange={(event) => setTitle(event.currentTarget.value)}
            data-autofocus
          />
          <TextInput
            label="Prepared by"
            value={by}
            maxLength={200}
            onChange={(event) => setBy(event.currentTarget.value)}
          />
          <Checkbox.Group
            label="Sections"
            value={[...sections]}
            onChange={(chosen) =>
              setSections(SECTIONS.map(({ section }) => section).filter((s) => chosen.includes(s)))
            }
          >
            <SimpleGrid cols={preview === null ? 2 : 1} spacing="sm" mt={6}>
              {SECTIONS.map(({ section, label, text }) => (
                <Checkbox key={section} value={section} label={label} description={text} />
              ))}
            </SimpleGrid>
          </Checkbox.Group>
          <div>
            <p className="report-dialog__label" id="report-rows">
              Rows listed at most
            </p>
            <SegmentedControl
              aria-labelledby="report-rows"
              data={ROWS}
              value={rows}
              onChange={setRows}
              size="xs"
            />
          </div>
          <Group justify="flex-end" gap="sm">
            <Button variant="default" loading={busy} onClick={() => void show()}>
              {preview === null ? 'Preview' : 'Update preview'}
            </Button>
            <Button type="submit" variant="filled">
              Save report
            </Button>
          </Group>
        </Stack>
        {preview !== null && 'html' in preview && (
          // Without `allow-scripts` nothing in it runs, whatever a file might have smuggled in.
          <iframe
            className="report-dialog__preview"
            title="Preview of the report"
            sandbox=""
            srcDoc={preview.html}
          />
        )}
        {preview !== null && 'error' in preview && <p role="alert">{preview.error}</p>}
      </form>
    </Modal>
  )
}
