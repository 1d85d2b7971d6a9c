import { useEffect, useState, type ReactNode } from 'react'
import { Button, CopyButton } from '@mantine/core'
import { IconCheck, IconLinkOff } from '@tabler/icons-react'
import { checkChain, headOf, type ChainCheck } from '../../../state/check-log.ts'
import { entryWords, shortHash } from '../../../state/log-words.ts'
import { useApp } from '../../../state/store.ts'
import { formatCount } from '../../plots/format.ts'
import { formatExactMoment } from '../decide/moment.ts'
import { ListGrid, type ListColumn } from './list-grid.tsx'

const COLUMNS: readonly ListColumn[] = [
  { name: 'Entry', width: '66px', number: true },
  { name: 'When', width: '190px' },
  { name: 'Who', width: 'minmax(90px, 0.5fr)' },
  { name: 'What was done', width: 'minmax(220px, 3fr)' },
  { name: 'Hash', width: '96px' },
]

/** The log, the latest entry first, with the hash that stands for all of it. */
export function LogView({ choice }: { readonly choice: ReactNode }) {
  const log = useApp((state) => state.review.log)
  return (
    <section className="grid-panel" aria-label="Decision log">
      <header className="grid-bar decisions-bar">
        {choice}
        <Check />
      </header>
      <Head head={headOf(log)} empty={log.length === 0} />
      <ListGrid
        name="Log"
        columns={COLUMNS}
        count={log.length}
        selected={-1}
        empty="The log is empty. Every decision, and every one that is taken back, is written here."
        cells={(position) => {
          const entry = log[log.length - 1 - position]
          if (!entry) return []
          const words = entryWords(entry.action, log)
          return [
            formatCount(entry.seq + 1),
            <time key="when" dateTime={new Date(entry.at).toISOString()}>
              {formatExactMoment(entry.at)}
            </time>,
            entry.reviewer === '' ? (
              <span key="who" className="grid-missing">
                no name
              </span>
            ) : (
              entry.reviewer
            ),
            <span key="what" title={words}>
              {words}
            </span>,
            <code key="hash" title={entry.hash}>
              {shortHash(entry.hash)}
            </code>,
          ]
        }}
      />
    </section>
  )
}

function Head({ head, empty }: { readonly head: string; readonly empty: boolean }) {
  if (empty) return null
  return (
    <div className="log-head">
      <span>Head of the chain</span>
      <code aria-label="Head of the chain">{head}</code>
      <CopyButton value={head}>
        {({ copied, copy }) => (
          <Button size="compact-xs" onClick={copy}>
            {copied ? 'Copied' : 'Copy the head'}
          </Button>
        )}
      </CopyButton>
      <p>
        Keep it apart from the log, in a report or a mail: whoever compares it later sees whether any entry
        was changed, left out or put in since.
      </p>
    </div>
  )
}

/** Works the chain out again whenever it grew, once the page has drawn. */
function Check() {
  const log = useApp((state) => state.review.log)
  const [check, setCheck] = useState<ChainCheck | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setCheck(checkChain(log)), 0)
    return () => clearTimeout(timer)
  }, [log])
  const Icon = check?.holds === false ? IconLinkOff : IconCheck
  return (
    <span className="log-check" role="status" data-broken={check?.holds === false || undefined}>
      {check && log.length > 0 && (
        <>
          <Icon size={15} stroke={1.8} aria-hidden="true" />
          {check.sentence}
        </>
      )}
    </span>
  )
}
