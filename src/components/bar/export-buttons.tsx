import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { exportFlagged, saveControlTotals, setNeutraliseFormulas } from '../../state/actions/exporting.ts'
import { saveSettings } from '../../state/actions/settings.ts'
import { useApp } from '../../state/store.ts'

/** The flagged rows at once; everything else that can be written in the menu beside it. */
export function ExportButtons() {
  const ready = useApp((state) => state.ranking !== null && state.work === null)
  const neutralise = useApp((state) => state.neutraliseFormulas)
  return (
    <Button.Group className="export">
      <Button variant="filled" h={30} disabled={!ready} onClick={() => void exportFlagged('flagged')}>
        Export flagged rows
      </Button>
      <Menu width={280}>
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
          <Menu.Item onClick={() => void exportFlagged('all')}>All rows with scores (CSV)</Menu.Item>
          <Menu.Item onClick={saveControlTotals}>Control totals (CSV)</Menu.Item>
          <Menu.Item onClick={() => void saveSettings()}>Settings (JSON)</Menu.Item>
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
    </Button.Group>
  )
}
