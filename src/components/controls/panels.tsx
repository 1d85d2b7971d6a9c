import type { ReactNode } from 'react'
import { useMediaQuery } from '@mantine/hooks'
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels'
import './panels.css'

interface PanelsProps {
  /** Under which the sizes are remembered. */
  readonly id: string
  readonly orientation: 'horizontal' | 'vertical'
  readonly panels: readonly {
    readonly id: string
    /** Percent of the group. */
    readonly size: number
    /** Pixels. */
    readonly min: number
    readonly content: ReactNode
  }[]
  /** Where the page is narrow they lie one above the other, and the screen is scrolled. */
  readonly stacks?: boolean
  /** What the handle between two panels is called. */
  readonly handle: string
}

/** Panels side by side or one above the other; their sizes can be changed and are remembered. */
export function Panels(props: PanelsProps) {
  const narrow = useMediaQuery(NARROW, window.matchMedia(NARROW).matches, { getInitialValueInEffect: false })
  const { stacks = false } = props
  return stacks && narrow ? (
    <div className="panels-stack">
      {props.panels.map(({ id, content }) => (
        <div key={id} id={id} className={`panels-stack__part panels-stack__part--${id}`}>
          {content}
        </div>
      ))}
    </div>
  ) : (
    <Resizable {...props} />
  )
}

/** Narrower than a table, plots and a row beside each other can be. */
const NARROW = '(max-width: 900px)'

function Resizable({ id, orientation, panels, handle }: PanelsProps) {
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({
    id: `flagstone-${id}`,
    panelIds: panels.map((p) => p.id),
    storage: layouts,
    onlySaveAfterUserInteractions: true,
  })
  return (
    <Group id={id} orientation={orientation} defaultLayout={defaultLayout} onLayoutChanged={onLayoutChanged}>
      {panels.flatMap((panel, i) => [
        ...(i > 0
          ? [
              <Separator
                key={`${panel.id}-handle`}
                className="panels-handle"
                aria-label={handle}
                data-orientation={orientation}
              />,
            ]
          : []),
        <Panel
          key={panel.id}
          id={panel.id}
          defaultSize={`${panel.size}%`}
          minSize={panel.min}
          className="panels-panel"
        >
          {panel.content}
        </Panel>,
      ])}
    </Group>
  )
}

/** A browser may refuse storage; the layout is then forgotten, and nothing else happens. */
const layouts = {
  getItem(key: string): string | null {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  },
  setItem(key: string, value: string): void {
    try {
      localStorage.setItem(key, value)
    } catch {
      return
    }
  },
}
