import type { ExportDialog } from '../../state/app-state.ts'
import { ReportDialog } from '../report/report-dialog.tsx'
import { ExportRowsDialog } from './export-rows-dialog.tsx'
import './export-dialogs.css'

/** What the export menu opens; loaded when it does. */
export default function ExportDialogs({ dialog }: { readonly dialog: ExportDialog }) {
  return dialog === 'rows' ? <ExportRowsDialog /> : <ReportDialog />
}
