/** How the report looks where style sheets are allowed; without them it reads in the same order. */
export const REPORT_STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 860px; padding: 32px 24px 64px; background: #fff; color: #17191c;
  font: 14px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: break-word; }
h1 { margin: 0 0 4px; font-size: 26px; line-height: 1.2; }
h2 { margin: 40px 0 10px; padding-bottom: 4px; border-bottom: 1px solid #c9ced3; font-size: 18px; break-after: avoid; }
h3 { margin: 22px 0 6px; font-size: 14px; break-after: avoid; }
p { margin: 6px 0; max-width: 72ch; }
.soft { color: #4a5159; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 1px; margin: 22px 0 8px;
  padding: 0; border: 1px solid #e1e4e7; background: #e1e4e7; list-style: none; }
.figures li { padding: 10px 14px; background: #fff; }
.figures strong { display: block; font-size: 20px; line-height: 1.3; font-weight: 650; }
.figures .flagged strong { color: #c23708; }
table { width: 100%; margin: 8px 0 4px; border-collapse: collapse; font-size: 12.5px; }
caption { padding: 0 0 4px; color: #4a5159; text-align: left; }
th, td { padding: 4px 8px 4px 0; border-bottom: 1px solid #e1e4e7; text-align: left; vertical-align: top; }
thead th { border-bottom: 1px solid #c9ced3; color: #4a5159; font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 600; }
.n { text-align: right; white-space: nowrap; }
.n + :not(.n) { padding-left: 14px; }
tr { break-inside: avoid; }
.facts th { width: 190px; color: #4a5159; font-weight: 400; }
.facts .mono, code, pre { font-family: ui-monospace, 'SF Mono', Menlo, 'Liberation Mono', monospace; font-size: 12px; }
.mono { overflow-wrap: anywhere; }
pre { margin: 8px 0; padding: 10px 12px; border: 1px solid #e1e4e7; background: #f6f7f8; white-space: pre-wrap; overflow-wrap: anywhere; }
figure { margin: 10px 0 18px; break-inside: avoid; }
figcaption { color: #4a5159; font-size: 12.5px; }
svg { display: block; max-width: 100%; height: auto; }
ul.reasons { margin: 0; padding-left: 16px; }
.reasons-row td { padding-bottom: 9px; border-bottom: 1px solid #c9ced3; color: #4a5159; }
.has-reasons td, .has-reasons th { border-bottom: 0; }
.key { display: inline-block; width: 10px; height: 10px; margin: 0 4px 0 10px; vertical-align: -1px; }
a { color: #1e4480; }
.scroll { overflow-x: auto; }
@page { size: A4; margin: 15mm 14mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 11.5px; }
  table { font-size: 10.5px; }
  h2 { margin-top: 26px; }
  .scroll { overflow: visible; }
  .new-page { break-before: page; }
  .screen-only { display: none; }
}
`
