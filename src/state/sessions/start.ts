import { setSessions } from './access.ts'
import { watchFiles } from './identify.ts'
import { startKeeping } from './keeping.ts'
import { refreshList, wantsSessions } from './listing.ts'
import { watchModels } from './models.ts'
import { takeLink, watchShared } from './sharing.ts'
import { onTabMessage } from './tabs.ts'

let started = false

/** Begins to keep sessions: what was kept is read, what is opened from now on is kept. Once for the page. */
export async function startSessions(): Promise<void> {
  if (started) return
  started = true
  setSessions({ keep: wantsSessions() })
  startKeeping()
  watchFiles()
  watchModels()
  watchShared()
  onTabMessage(({ kind }) => {
    if (kind === 'changed') void refreshList()
  })
  await takeLink()
  if (wantsSessions()) await refreshList()
  else setSessions({ list: [] })
}
