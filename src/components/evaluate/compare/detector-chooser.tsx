import { useMemo, useState } from 'react'
import { Button, Checkbox } from '@mantine/core'
import type { DatasetSummary, Ranking } from '../../../workers/engine.api.ts'
import { compareDetectors } from '../../../state/compare-jobs.ts'
import { mostRuns, runKey } from '../../../state/compare-runs.ts'
import { detectorGroups, samplingFor } from '../../../state/detector-choices.ts'
import { useApp } from '../../../state/store.ts'
import { useKept } from '../../../state/use-kept.ts'
import { formatCount } from '../../plots/format.ts'
import { costText } from './compare-text.ts'

interface DetectorChooserProps {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking
}

/** Which detectors to compare, by family, each with what to know before it starts. */
export function DetectorChooser({ dataset, ranking }: DetectorChooserProps) {
  const catalog = useApp((state) => state.catalog)
  const runs = useApp((state) => state.compare.runs)
  const seed = useApp((state) => state.seed)
  const working = useApp((state) => state.work !== null)
  const { rowCount } = dataset
  const groups = useMemo(() => detectorGroups(catalog, rowCount), [catalog, rowCount])
  const [kept, setChosen] = useKept<readonly string[]>(dataset, 'detectors to compare', [])
  const [open, setOpen] = useState(runs.length === 0)
  const there = useMemo(() => {
    const keys = new Set([ranking, ...runs].map((run) => runKey(run, catalog)))
    const ids = catalog.filter(({ info, defaults }) =>
      keys.has(runKey({ detector: info.id, params: defaults, seed }, catalog)),
    )
    return new Set(ids.map(({ info }) => info.id))
  }, [catalog, ranking, runs, seed])
  const offered = groups.flatMap(({ choices }) =>
    choices.filter(({ id, refused }) => !refused && !there.has(id)).map(({ id }) => id),
  )
  const chosen = kept.filter((id) => offered.includes(id))
  const most = mostRuns(rowCount)
  const surplus = runs.length + chosen.length - most
  const run = () => {
    setOpen(false)
    void compareDetectors(chosen)
  }
  return (
    <details className="chooser" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="chooser__head">Choose detectors</summary>
      <div className="chooser__groups" role="group" aria-label="Detectors to compare">
        {groups.map(({ family, heading, choices }) => (
          <fieldset key={family} className="chooser__group">
            <legend>{heading}</legend>
            {choices.map(({ id, name, refused }) => {
              const info = catalog.find((entry) => entry.info.id === id)?.info
              if (!info) return null
              const known = there.has(id)
              const state = known ? 'Already in the table.' : costText(info, samplingFor(info, rowCount))
              return (
                <Checkbox
                  key={id}
                  size="xs"
                  label={name}
                  title={info.summary}
                  description={refused ? `${costText(info, null)} This file has more.` : state}
                  checked={known || chosen.includes(id)}
                  disabled={known || refused}
                  onChange={(event) =>
                    setChosen(
                      event.currentTarget.checked ? [...chosen, id] : chosen.filter((other) => other !== id),
                    )
                  }
                />
              )
            })}
          </fieldset>
        ))}
      </div>
      <div className="chooser__foot">
        <Button variant="filled" disabled={working || chosen.length === 0} onClick={run}>
          {chosen.length === 0
            ? 'Run'
            : `Run ${formatCount(chosen.length)} ${chosen.length === 1 ? 'detector' : 'detectors'}`}
        </Button>
        <Button disabled={working || chosen.length === offered.length} onClick={() => setChosen(offered)}>
          Choose all
        </Button>
        <Button disabled={chosen.length === 0} onClick={() => setChosen([])}>
          Choose none
        </Button>
        <p className="compare__note">
          {surplus > 0
            ? `At most ${most} rankings of a file of this size are kept beside the current one: the ${surplus === 1 ? 'oldest' : `${surplus} oldest`} will be let go.`
            : 'Each runs with its own defaults on the columns in use. The ranking of the page stays as it is.'}
        </p>
      </div>
    </details>
  )
}
