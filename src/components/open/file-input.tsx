import type { ReactNode } from 'react'
import { takeFiles } from '../../state/incoming.ts'
import './open.css'

const ENDINGS = '.csv,.tsv,.txt,.gz,.xlsx,.json,.flagstone'

/** The page's file input, dressed as a button; the input itself is what assistive technology sees. */
export function FileInput({
  children,
  className,
}: {
  readonly children: ReactNode
  readonly className: string
}) {
  return (
    <label className={className}>
      <input
        type="file"
        className="visually-hidden"
        aria-label="Open a CSV file"
        accept={ENDINGS}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          // The same file can be chosen again.
          event.target.value = ''
          void takeFiles(files)
        }}
      />
      <span aria-hidden="true">{children}</span>
    </label>
  )
}
