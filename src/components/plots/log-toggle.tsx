import { UnstyledButton } from '@mantine/core'
import './plots.css'

interface LogToggleProps {
  /** Accessible name, e.g. `Log counts`. */
  readonly label: string
  readonly text?: string
  readonly checked: boolean
  readonly disabled?: boolean
  readonly onChange: (checked: boolean) => void
}

/** A small switch between a linear and a logarithmic axis. */
export function LogToggle({ label, text = label, checked, disabled = false, onChange }: LogToggleProps) {
  return (
    <UnstyledButton
      className="plot-toggle"
      aria-pressed={checked}
      aria-label={label}
      disabled={disabled}
      onClick={() => onChange(!checked)}
    >
      {text}
    </UnstyledButton>
  )
}
