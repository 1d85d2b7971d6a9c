import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { Suspense, useRef } from 'react'
import { exportFlagged, saveControlTotals, setNeutraliseFormulas } from '../../state/actions/exporting.ts'
import { saveSettings } from '../../state/actions/settings.ts'
import { openExportDialog } from '../../state/export-dialog.ts'
import { useApp } from '../../state/store.ts'
import { lazyPart } from '../shell/lazy-part.tsx'

const ExportDialogs = lazyPart(() => import('./export-dialogs.tsx'))

/** The flagged rows at once; everything else that can be written in the menu beside it. */
export function ExportButtons() {
  const ready = useApp((state) => state.ranking !== null && state.work === null)
  const neutralise = useApp((state) => state.neutraliseFormulas)
  const dialog = useApp((state) => state.exportDialog)
  const logFile = useRef<HTMLInputElement>(null)
  return (
    <Button.Group className="export">
      <Button variant="filled" h={30} disabled={!ready} onClick={() => void exportFlagged('flagged')}>
        Export flagged rows
      </Button>
      <Menu width={290} position="bottom-end">
        <Menu.Target>
          <Button
            variant="filled"
            h={30}
            px={7}
            className="export__more"
            aria-label="More to export"
            disabled={!ready}
          >
            <IconChevronDown size={15} stroke={2} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Rows</Menu.Label>
          <Menu.Item onClick={() => openExportDialog('rows')}>Excel, Parquet, JSON or CSV…</Menu.Item>
          <Menu.Item onClick={() => void exportFlagged('all')}>All rows with scores (CSV)</Menu.Item>
          <Menu.Divider />
          <Menu.Label>What was found</Menu.Label>
          <Menu.Item onClick={() => openExportDialog('report')}>Report…</Menu.Item>
          <Menu.Item onClick={saveControlTotals}>Control totals (CSV)</Menu.Item>
          <Menu.Divider />
          <Menu.Label>To repeat and to check it</Menu.Label>
          <Menu.Item onClick={() => void saveSettings()}>Settings (JSON)</Menu.Item>
          <Menu.Item onClick={() => void exportLog()}>Decision log (JSON)</Menu.Item>
          <Menu.Item onClick={() => logFile.current?.click()}>Import a decision log…</Menu.Item>
          <Menu.Divider />
          <Menu.CheckboxItem
            checked={!neutralise}
            closeMenuOnClick={false}
            onChange={(leave: boolean) => setNeutraliseFormulas(!leave)}
          >
            Leave formula cells as they are
          </Menu.CheckboxItem>
        </Menu.Dropdown>
      </Menu>
      <input
        ref={logFile}
        type="file"
        accept=".json,application/json"
        aria-label="Import a decision log"
        tabIndex={-1}
        hidden
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (file) void importLog(file)
        }}
      />
      {dialog !== null && (
        <Suspense>
          <ExportDialogs dialog={dialog} />
        </Suspense>
      )}
    </Button.Group>
  )
}

/** Rarely needed, so it loads when it is. */
async function exportLog(): Promise<void> {
  const { saveDecisionLog } = await import('../../state/actions/decision-log.ts')
  await saveDecisionLog()
}

async function importLog(file: File): Promise<void> {
  const { takeDecisionLog } = await import('../../state/actions/decision-log.ts')
  await takeDecisionLog(await file.text(), file.name)
}
