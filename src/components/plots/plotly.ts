/** Plotly with the traces that are used, and no more. Imported lazily: it is larger than all the rest. */
import * as core from 'plotly.js/lib/core'
import * as scattergl from 'plotly.js/lib/scattergl'

core.register(scattergl)

export const Plotly: Pick<typeof core, 'newPlot' | 'react' | 'purge' | 'relayout' | 'restyle'> = core
