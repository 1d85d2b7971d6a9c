/** Plotly with the traces that are used, and no more. Imported lazily: it is larger than all the rest. */
import * as core from 'plotly.js/lib/core'
import * as heatmap from 'plotly.js/lib/heatmap'
// With shaders compiled beforehand: the other one makes functions of text, which our policy forbids.
import * as scattergl from 'plotly.js/src/traces/scattergl/strict'

core.register([scattergl, heatmap])

export const Plotly: Pick<typeof core, 'newPlot' | 'react' | 'purge' | 'relayout' | 'restyle' | 'toImage'> =
  core
