import { useLayoutEffect, useState } from 'react'
import { usePlotArea, ZIndexLayer } from 'recharts'
import { appStore } from '../../state/store.ts'

interface RowMarkProps {
  readonly bins: number
  /** The bin that a row falls into; null: none. */
  readonly binOf: (row: number) => number | null
}

/** Where the selected row stands in a bar plot: a small mark above its bar, which follows without a new drawing. */
export function RowMark({ bins, binOf }: RowMarkProps) {
  const box = usePlotArea()
  const [path, setPath] = useState<SVGPathElement | null>(null)
  useLayoutEffect(() => {
    if (!box || !path) return
    const draw = () => {
      const { selectedRow } = appStore.getState()
      const bin = selectedRow === null ? null : binOf(selectedRow)
      if (bin === null) return void path.setAttribute('d', '')
      const x = box.x + ((bin + 0.5) / bins) * box.width
      path.setAttribute('d', `M${x - 4.5} ${box.y - 4}h9l-4.5 7zM${x} ${box.y + 3}V${box.y + box.height}`)
    }
    draw()
    return appStore.subscribe((state, before) => {
      if (state.selectedRow !== before.selectedRow) draw()
    })
  }, [bins, binOf, box, path])
  return (
    <ZIndexLayer zIndex={360}>
      <path ref={setPath} className="plot-row-mark" pointerEvents="none" data-row-mark="" />
    </ZIndexLayer>
  )
}
