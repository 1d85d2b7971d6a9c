declare module 'plotly.js/src/traces/scattergl/strict' {
  export * from 'plotly.js/lib/scattergl'
}
