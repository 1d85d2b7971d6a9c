import { Button, TextInput } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { linkContent, shareLink } from '../../state/sessions/sharing.ts'
import { appStore } from '../../state/store.ts'

/** The link, and all that it tells and does not tell. */
export function ShareDialog() {
  // As it was when the dialog opened.
  const content = useMemo(() => linkContent(appStore.getState()), [])
  const [link, setLink] = useState('')
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    void shareLink(content).then(setLink)
  }, [content])
  const { settings, view } = content.shared
  const copy = async () => {
    await navigator.clipboard.writeText(link)
    setCopied(true)
  }
  return (
    <>
      <p className="session-text">
        Whoever opens the link and drops the same file sees the same picture. The link carries no data: no
        cells, no file name, no decisions.
      </p>
      <div className="share-link">
        <TextInput
          className="share-link__field"
          aria-label="Link"
          readOnly
          value={link}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button variant="filled" disabled={link === ''} onClick={() => void copy()}>
          {copied ? 'Copied' : 'Copy link'}
        </Button>
      </div>
      <h3 className="session-heading">In the link</h3>
      <ul className="session-bullets">
        <li>
          Detector, its parameters and the seed: {settings.detector}, seed {settings.seed}
        </li>
        <li>How the threshold is chosen, the preprocessing, and how the file is read where you changed it</li>
        <li>The screen that is shown: {view.screen}</li>
        {namesIn(content).length > 0 && <li>Names of columns: {namesIn(content).join(', ')}</li>}
      </ul>
      <h3 className="session-heading">Left out</h3>
      <ul className="session-bullets">
        <li>The data, the file’s name, rows, decisions and notes</li>
        {content.leftOut.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  )
}

/** Column names that the link cannot do without. */
function namesIn({ shared }: ReturnType<typeof linkContent>): readonly string[] {
  const { settings, view } = shared
  const names = [
    ...(settings.features ?? []),
    ...Object.keys(settings.columns),
    ...Object.keys(settings.preprocessing?.transforms ?? {}),
    view.explore.column,
    view.explore.x,
    view.explore.y,
  ]
  return [...new Set(names.filter((name) => name !== null))]
}
