import { createContext, useContext } from 'react'

/** The name of the plot that something is drawn in. */
export const PlotTitle = createContext('Plot')

export function usePlotTitle(): string {
  return useContext(PlotTitle)
}
