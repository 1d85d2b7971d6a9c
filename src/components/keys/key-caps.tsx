import { Fragment } from 'react'

const MAC = /Mac|iPhone|iPad/.test(navigator.platform)

const NAMES: Readonly<Record<string, string>> = {
  mod: MAC ? '⌘' : 'Ctrl',
  shift: 'Shift',
  space: 'Space',
  escape: 'Esc',
  enter: 'Enter',
}

/** `g r` as two keys one after the other, `shift+z` as two at once. */
export function KeyCaps({ keys }: { readonly keys: string }) {
  return (
    <span className="key-caps">
      {keys.split(' ').map((chord, i) => (
        <Fragment key={i}>
          {i > 0 && <span className="key-then"> then </span>}
          {chord.split('+').map((part) => (
            <kbd key={part}>{NAMES[part] ?? part}</kbd>
          ))}
        </Fragment>
      ))}
    </span>
  )
}

/** As assistive technology reads them from `aria-keyshortcuts`. */
export function ariaKeys(keys: string): string {
  return keys
    .split('+')
    .map((part) =>
      part === 'mod'
        ? MAC
          ? 'Meta'
          : 'Control'
        : part.length > 1
          ? part[0]!.toUpperCase() + part.slice(1)
          : part,
    )
    .join('+')
}
