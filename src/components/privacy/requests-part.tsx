import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { requestLog } from '../../state/requests.ts'
import { formatBytes, formatNumberOf } from '../controls/amounts.ts'
import { formatCount } from '../plots/format.ts'
import { byOrigin, toOthers, type OriginRow } from './origins.ts'

/** The requests since the page was opened, by where they went; what cannot be seen from here; a try. */
export function RequestsPart() {
  const { requests, count } = useStore(requestLog)
  const rows = useMemo(() => byOrigin(requests, location.origin), [requests])
  const others = toOthers(rows)
  return (
    <>
      <p className="privacy__figure" role="status">
        <strong>{formatNumberOf(others, 'request')} to other origins</strong>{' '}
        {others === 0 ? 'since this page was opened' : '– something asks for more than it should'}
      </p>
      <table className="privacy__table" aria-label="Requests by origin">
        <thead>
          <tr>
            <th scope="col">Where to</th>
            <th scope="col">Made by</th>
            <th scope="col" data-number="">
              Requests
            </th>
            <th scope="col" data-number="">
              Received
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.origin}>
              <th scope="row">
                {row.origin}
                <span className="privacy__note">{WHAT[row.kind]}</span>
              </th>
              <td>{row.by.map(([who, n]) => `${who} ${formatCount(n)}`).join(', ')}</td>
              <td data-number="">{formatCount(row.requests)}</td>
              <td data-number="">{row.bytes > 0 ? formatBytes(row.bytes) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <details className="privacy__details">
        <summary>Every request, the latest first</summary>
        <ol className="privacy__list" tabIndex={0} aria-label="Every request">
          {[...requests].reverse().map(({ by, url }, i) => (
            <li key={requests.length - i}>
              {shorten(url)} <span className="privacy__note">{by}</span>
            </li>
          ))}
        </ol>
        {count > requests.length && <p>{formatCount(count - requests.length)} more were not listed.</p>}
      </details>
      <Try />
      <p className="privacy__text">
        What this list cannot show: requests of the service worker, which keeps the page’s own files for use
        without a network; what browser extensions do; and the request for a download’s name and place, which
        is between you and your browser. Received is “–” for what the browser already had.
      </p>
    </>
  )
}

const WHAT: Readonly<Record<OriginRow['kind'], string>> = {
  own: 'this page’s own files',
  other: 'another server',
  inside: 'memory of this tab: never on the network',
}

function shorten(url: string): string {
  return url.startsWith(location.origin) ? url.slice(location.origin.length) : url
}

/** `.invalid` belongs to nobody: even a request that were let through would reach no one. */
const NOBODY = 'https://flagstone.invalid/'

/** Tries what must not work, and says what happened. */
function Try() {
  const [outcome, setOutcome] = useState<string | null>(null)
  return (
    <div className="privacy__try">
      <Button onClick={() => void tryToSend().then(setOutcome)}>Try to send something out</Button>
      <span role="status">{outcome ?? 'Asks for an address outside, which the browser must refuse.'}</span>
    </div>
  )
}

async function tryToSend(): Promise<string> {
  const refusals: string[] = []
  const note = (event: SecurityPolicyViolationEvent) => refusals.push(event.effectiveDirective)
  document.addEventListener('securitypolicyviolation', note)
  const answered = await fetch(NOBODY, { mode: 'no-cors', credentials: 'omit' }).then(
    () => true,
    () => false,
  )
  // The browser tells of the refusal in a task of its own.
  await new Promise((resolve) => setTimeout(resolve, 50))
  document.removeEventListener('securitypolicyviolation', note)
  const [line] = refusals
  if (line !== undefined)
    return `Refused by the browser, by the line ${line} of the policy. Nothing was sent.`
  return answered
    ? 'It was not refused: no policy holds here.'
    : 'It failed, but not because of the policy: none holds here.'
}
