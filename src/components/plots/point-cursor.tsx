import { useEffect, useMemo, useReducer, type RefObject } from 'react'
import { selectRow } from '../../state/actions/view.ts'
import { subscribeSelection } from '../../state/selected-rows.ts'
import { subscribeCut } from '../../state/store.ts'
import { PlotCursor } from './plot-cursor.tsx'
import { topPoints } from './scatter-points.ts'
import type { ScatterPicture, ScatterStage } from './scatter-stage.ts'
import { usePlotCursor } from './use-plot-cursor.ts'

interface PointCursorProps {
  readonly picture: ScatterPicture
  readonly stage: RefObject<ScatterStage | null>
}

/** Goes through the flagged points by rank; Enter selects the row. */
export function PointCursor({ picture, stage }: PointCursorProps) {
  const { ranking, data, describe } = picture
  const [moves, render] = useReducer((n: number) => n + 1, 0)
  // Made when it is asked for, anew after each move of the cut.
  const points = useMemo(() => {
    let made: readonly number[] | null = null
    return () => (made ??= topPoints(ranking, data, true))
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `moves` says that the cut moved
  }, [ranking, data, moves])
  useEffect(() => {
    const ends = [subscribeCut(render), subscribeSelection(render)]
    return () => ends.forEach((end) => end())
  }, [])
  const cursor = usePlotCursor({
    count: points().length,
    describe: (at) => describe(points()[at] ?? 0).join(', '),
    onPick: (_, at) => selectRow(points()[at] ?? null),
    onMove: (at) => stage.current?.look(at === null ? null : (points()[at] ?? null)),
  })
  return <PlotCursor cursor={cursor} over="flagged points by rank" enter="selects the row" quiet />
}
