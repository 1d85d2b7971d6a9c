import type { ScatterView } from './scatter-geometry.ts'
import { MARGIN } from './scatter-layout.ts'

/** What is said of the row under the pointer, beside its point and inside the picture. */
export class RowTip {
  readonly element = document.createElement('div')

  constructor() {
    this.element.dataset['layer'] = 'tip'
    this.element.className = 'plot-tooltip'
    this.hide()
  }

  hide(): void {
    this.element.hidden = true
  }

  /** @param x, y place of the point in the plot area; `left` is where that area begins */
  show(lines: readonly string[], x: number, y: number, view: ScatterView, left: number): void {
    const tip = this.element
    tip.hidden = false
    tip.replaceChildren(
      ...lines.map((line) => Object.assign(document.createElement('span'), { textContent: line })),
    )
    const across = x > view.width / 2 ? x - tip.offsetWidth - 12 : x + 12
    const down = Math.max(0, Math.min(view.height - tip.offsetHeight, y - tip.offsetHeight / 2))
    tip.style.transform = `translate(${left + Math.max(4 - left, across)}px, ${MARGIN.t + down}px)`
  }
}
