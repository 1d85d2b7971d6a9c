import { ActionIcon, Button, Checkbox, Popover, ScrollArea } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'

interface ColumnMenuProps {
  readonly columns: readonly { readonly id: string; readonly name: string; readonly visible: boolean }[]
  readonly onToggle: (id: string, visible: boolean) => void
  readonly onAll: (visible: boolean) => void
}

/** Which of the file's columns the table shows. */
export function ColumnMenu({ columns, onToggle, onAll }: ColumnMenuProps) {
  return (
    <Popover position="bottom-end">
      <Popover.Target>
        <ActionIcon size={24} aria-label="Choose columns" title="Choose columns">
          <IconColumns3 size={16} stroke={1.7} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p="xs" aria-label="Columns of the table">
        <div className="grid-menu-all">
          <Button size="compact-xs" variant="subtle" onClick={() => onAll(true)}>
            Show all
          </Button>
          <Button size="compact-xs" variant="subtle" onClick={() => onAll(false)}>
            Hide all
          </Button>
        </div>
        <ScrollArea.Autosize mah={320}>
          <div className="grid-menu-list">
            {columns.map(({ id, name, visible }) => (
              <Checkbox
                key={id}
                label={name}
                checked={visible}
                onChange={(event) => onToggle(id, event.currentTarget.checked)}
              />
            ))}
          </div>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  )
}
