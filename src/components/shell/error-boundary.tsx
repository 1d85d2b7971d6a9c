import { Button } from '@mantine/core'
import { Component, type ReactNode } from 'react'

interface Failure {
  readonly message: string | null
}

/** A screen that fails to draw says so and can be tried again; the rest of the page stays usable. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, Failure> {
  override state: Failure = { message: null }

  static getDerivedStateFromError(cause: unknown): Failure {
    return { message: cause instanceof Error ? cause.message : String(cause) }
  }

  override render(): ReactNode {
    const { message } = this.state
    if (message === null) return this.props.children
    return (
      <div className="no-ranking" role="alert">
        <p className="no-ranking__title">This screen could not be shown</p>
        <p className="no-ranking__text">
          {message}. Your file is still open; try again, or choose another screen.
        </p>
        <Button variant="filled" onClick={() => this.setState({ message: null })}>
          Try again
        </Button>
      </div>
    )
  }
}
