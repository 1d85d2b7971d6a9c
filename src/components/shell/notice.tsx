import { CloseButton } from '@mantine/core'
import { useEffect } from 'react'
import { dismissNotice } from '../../state/actions/work.ts'
import { useApp } from '../../state/store.ts'

const SHOWN_MS = 8000

/** Says that something was done, for a while. */
export function Notice() {
  const notice = useApp((state) => state.notice)
  useEffect(() => {
    if (notice === null) return
    const timer = setTimeout(dismissNotice, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [notice])
  return (
    <div role="status" className={notice === null ? 'visually-hidden' : 'floating notice'}>
      {notice !== null && (
        <>
          <span>{notice}</span>
          <CloseButton size="sm" aria-label="Dismiss this note" onClick={dismissNotice} />
        </>
      )}
    </div>
  )
}
