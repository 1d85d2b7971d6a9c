import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { formatBytes } from '../controls/amounts.ts'
import { storageSize, storedThings, type StoredThing } from './stored.ts'

interface Found {
  readonly things: readonly StoredThing[]
  readonly size: Awaited<ReturnType<typeof storageSize>>
}

/** What this page keeps on this machine, as it is found there now. */
export function KeptPart({ onSessions }: { readonly onSessions: () => void }) {
  const [found, setFound] = useState<Found | null>(null)
  useEffect(() => {
    let wanted = true
    void Promise.all([storedThings(formatBytes), storageSize()]).then(([things, size]) => {
      if (wanted) setFound({ things, size })
    })
    return () => {
      wanted = false
    }
  }, [])
  if (!found) return <p className="privacy__text">Looking …</p>
  const { things, size } = found
  return (
    <>
      {things.length === 0 ? (
        <p className="privacy__text">Nothing.</p>
      ) : (
        <table className="privacy__table" aria-label="Kept on this machine">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Where</th>
              <th scope="col" data-number="">
                How much
              </th>
            </tr>
          </thead>
          <tbody>
            {things.map(({ what, where, amount }) => (
              <tr key={`${where} ${what}`}>
                <th scope="row">{what}</th>
                <td>{where}</td>
                <td data-number="">{amount}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="privacy__try">
        <Button onClick={onSessions}>Sessions on this machine …</Button>
        <span>Each with its size; delete one or all of them, or keep nothing from now on.</span>
      </p>
      <p className="privacy__text">
        All of it is in this browser, on this machine, for this address only; other people who use the same
        browser profile can open it. Clearing the site data in the browser’s settings deletes it.
        {size && ` The browser counts ${formatBytes(size.used)} and would allow ${formatBytes(size.most)}.`}
      </p>
    </>
  )
}
