import type { ReactNode } from 'react'
import { setSessions } from '../../state/sessions/access.ts'
import { SidePanel } from '../shell/side-panel.tsx'
import { KeptPart } from './kept-part.tsx'
import { OfflinePart } from './offline-part.tsx'
import { PolicyPart } from './policy-part.tsx'
import { RequestsPart } from './requests-part.tsx'
import './privacy.css'

interface PanelProps {
  readonly opened: boolean
  readonly onClose: () => void
}

/** What leaves this machine (nothing), what makes sure of it, what is kept here, and how to check it. */
export default function PrivacyPanel({ opened, onClose }: PanelProps) {
  return (
    <SidePanel title="Privacy" width={620} opened={opened} onClose={onClose}>
      <p className="privacy__lead">
        Your file is read, analysed and exported in this tab. No byte of it is sent anywhere. Here is how you
        can see that for yourself.
      </p>
      <Part title="Requests">
        <RequestsPart />
      </Part>
      <Part title="What the browser enforces">
        <PolicyPart />
      </Part>
      <Part title="Kept on this machine">
        <KeptPart onSessions={() => showSessions(onClose)} />
      </Part>
      <Part title="Without a network">
        <OfflinePart />
      </Part>
      <Part title="Check it yourself">
        <ol className="privacy__steps">
          <li>
            Open the developer tools of the browser (F12, or Ctrl+Shift+I; on a Mac Option+Command+I) and
            choose <b>Network</b>. Reload, open a file and work: every request of the page, its workers and
            its service worker is listed there, by the browser and not by us.
          </li>
          <li>
            Or pull the plug: wait until the page is ready for use without a network, switch the network off,
            and work as before.
          </li>
          <li>
            The source is open: what is served is built from it with <code>npm run build</code>.
          </li>
        </ol>
      </Part>
    </SidePanel>
  )
}

/** The list of sessions takes the panel's place. */
function showSessions(close: () => void): void {
  close()
  setSessions({ dialog: 'list' })
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="privacy__part" aria-label={title}>
      <h3 className="privacy__title">{title}</h3>
      {children}
    </section>
  )
}
