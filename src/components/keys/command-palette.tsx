import { useEffect, useState } from 'react'
import { Combobox, Modal, ScrollArea, TextInput, useCombobox } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { appStore } from '../../state/store.ts'
import { KeyCaps } from './key-caps.tsx'
import { closeDialog, useKeys } from './keys-store.ts'
import { canRun } from './next-command.ts'
import { allCommands, type Command } from './registry.ts'
import { searchCommands } from './search-commands.ts'

/** Everything that can be done now, found by typing a few letters of it. */
export default function CommandPalette() {
  const [commands] = useState(() => allCommands().filter((command) => canRun(command, appStore.getState())))
  const [typed, setTyped] = useState('')
  const singleKeys = useKeys((state) => state.singleKeys)
  // The list is open as long as the dialog: Escape, which the list takes first, closes both.
  const combobox = useCombobox({ opened: true, onDropdownClose: closeDialog })
  const found = searchCommands(commands, typed)
  // Enter runs the best one.
  const { selectFirstOption } = combobox
  useEffect(() => void selectFirstOption(), [selectFirstOption, typed])

  const run = (id: string) => {
    const command = found.find((one) => one.id === id)
    closeDialog()
    // The dialog gives the focus back first: a command may want it elsewhere.
    if (command) setTimeout(command.run, 0)
  }

  return (
    <Modal
      opened
      onClose={closeDialog}
      withCloseButton={false}
      centered={false}
      yOffset="12vh"
      size={560}
      padding={0}
      aria-label="Commands"
      classNames={{ content: 'palette' }}
    >
      <Combobox store={combobox} onOptionSubmit={run}>
        <Combobox.EventsTarget withExpandedAttribute>
          <TextInput
            data-autofocus
            variant="unstyled"
            className="palette-search"
            leftSection={<IconSearch size={16} stroke={1.8} />}
            aria-label="Find a command"
            placeholder="What do you want to do?"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </Combobox.EventsTarget>
        <Combobox.Options aria-label="Commands">
          <ScrollArea.Autosize mah="min(420px, 60vh)" type="scroll" className="palette-list">
            {found.length === 0 && (
              <Combobox.Empty>
                No command goes by this name. Try one word of it, such as “export”.
              </Combobox.Empty>
            )}
            {byGroup(found, typed !== '').map(({ group, members }) => (
              <Combobox.Group key={group} label={group}>
                {members.map((command) => (
                  <Combobox.Option key={command.id} value={command.id} className="palette-option">
                    <span>{command.title}</span>
                    {singleKeys || command.keys?.[0]?.startsWith('mod+') ? <Keys command={command} /> : null}
                  </Combobox.Option>
                ))}
              </Combobox.Group>
            ))}
          </ScrollArea.Autosize>
        </Combobox.Options>
      </Combobox>
    </Modal>
  )
}

function Keys({ command }: { readonly command: Command }) {
  const [keys] = command.keys ?? []
  return keys === undefined ? null : <KeyCaps keys={keys} />
}

/** What was searched for keeps its order, best first: its group stands where its best member does. */
function byGroup(found: readonly Command[], searched: boolean) {
  const groups = new Map<string, Command[]>()
  for (const command of found) {
    const members = groups.get(command.group)
    if (members) members.push(command)
    else groups.set(command.group, [command])
  }
  const list = [...groups].map(([group, members]) => ({ group, members }))
  return searched ? list.slice(0, 8) : list
}
