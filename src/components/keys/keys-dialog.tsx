import { useState } from 'react'
import { Modal, Radio, Switch } from '@mantine/core'
import { KeyCaps } from './key-caps.tsx'
import { closeDialog, setGoOn, setSingleKeys, useKeys } from './keys-store.ts'
import { allCommands, COMMAND_GROUPS } from './registry.ts'

/** Every key there is, as the commands name them, and what can be set about them. */
export default function KeysDialog() {
  const [commands] = useState(() => allCommands().filter(({ keys }) => keys && keys.length > 0))
  const singleKeys = useKeys((state) => state.singleKeys)
  const goOn = useKeys((state) => state.goOn)
  const groups = COMMAND_GROUPS.flatMap((group) => {
    const members = commands.filter((command) => command.group === group)
    return members.length > 0 ? [{ group, members }] : []
  })
  return (
    <Modal opened onClose={closeDialog} title="Keys" size={860} closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className="keys-settings">
        <Switch
          size="sm"
          checked={singleKeys}
          onChange={(event) => setSingleKeys(event.currentTarget.checked)}
          label="Keys without Ctrl or Cmd"
          description="Single letters and signs can get in the way of speech input and of some assistive technology. Switched off, they do nothing; the palette still opens with its key. The choice is kept in this browser."
        />
        <Radio.Group
          label="After a decision by key"
          value={goOn ? 'next' : 'stay'}
          onChange={(value) => setGoOn(value === 'next')}
        >
          <div className="keys-radios">
            <Radio size="xs" value="next" label="Go on to the next undecided row" />
            <Radio size="xs" value="stay" label="Stay on the row" />
          </div>
        </Radio.Group>
      </div>
      <div className="keys-groups" data-off={!singleKeys || undefined}>
        {groups.map(({ group, members }) => (
          <section key={group} aria-label={group}>
            <h3>{group}</h3>
            <dl>
              {members.map(({ id, title, keys = [] }) => (
                <div key={id}>
                  <dt>{title}</dt>
                  <dd>
                    {keys.map((one, i) => (
                      <span key={one}>
                        {i > 0 && <span className="key-then"> or </span>}
                        <KeyCaps keys={one} />
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="keys-note">
        Keys do nothing while something is typed, and none behind a dialog. In tables the arrow keys, Page Up,
        Page Down, Home and End move; Space marks a row of the queue.
      </p>
    </Modal>
  )
}
