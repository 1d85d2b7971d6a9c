import { useApp } from '../../state/store.ts'
import { KeyCaps } from './key-caps.tsx'
import { useKeys } from './keys-store.ts'
import { continuations } from './next-command.ts'
import { allCommands } from './registry.ts'

/** After the first key of a sequence: what the next one can be. */
export function KeyHint() {
  const waiting = useKeys((state) => state.waiting)
  return <div role="status">{waiting !== null && <Hint waiting={waiting} />}</div>
}

function Hint({ waiting }: { readonly waiting: string }) {
  const state = useApp((whole) => whole)
  return (
    <div className="key-hint">
      <span className="key-hint-first">
        <KeyCaps keys={waiting} /> then
      </span>
      <ul>
        {continuations(waiting, allCommands(), state).map(({ key, command }) => (
          <li key={command.id}>
            <KeyCaps keys={key} /> {command.title}
          </li>
        ))}
      </ul>
    </div>
  )
}
