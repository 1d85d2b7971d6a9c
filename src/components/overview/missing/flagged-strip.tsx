import { useLayoutEffect, useMemo, useRef } from 'react'
import { linkedCounts } from '../../../state/linked-views.ts'
import { useApp } from '../../../state/store.ts'
import { blockOfRows } from './strip-path.ts'

const HEIGHT = 16

/** The flagged rows of each block of rows: the taller, the larger the share (its square root, so that 1 % is seen). */
export function FlaggedStrip({ blockStarts }: { readonly blockStarts: Uint32Array }) {
  const ranking = useApp((state) => state.ranking)
  const path = useRef<SVGPathElement>(null)
  const blocks = blockStarts.length - 1
  const counts = useMemo(
    () => (ranking ? linkedCounts(ranking, blockOfRows(blockStarts), blocks) : null),
    [ranking, blockStarts, blocks],
  )
  useLayoutEffect(() => {
    if (!counts) return
    const draw = () => {
      const flagged = counts.flagged()
      let d = ''
      for (let block = 0; block < blocks; block++) {
        const rows = blockStarts[block + 1]! - blockStarts[block]!
        if (flagged[block] === 0 || rows === 0) continue
        const height = Math.max(1, Math.sqrt(flagged[block]! / rows) * HEIGHT).toFixed(2)
        d += `M${block} ${HEIGHT}v-${height}h1v${height}z`
      }
      path.current?.setAttribute('d', d)
    }
    draw()
    return counts.subscribe(draw)
  }, [counts, blocks, blockStarts])
  return (
    <div className="missing-strip missing-strip--flagged">
      <span className="missing-strip__name">Flagged rows</span>
      <svg viewBox={`0 0 ${blocks} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <path ref={path} />
      </svg>
    </div>
  )
}
