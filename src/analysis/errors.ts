/** What went wrong, said for the user: what, where, what to do. Facts for tests and for the door as fields. */
export interface ErrorReport {
  readonly code: string
  readonly message: string
  readonly facts: Readonly<Record<string, string | number | boolean>>
}

/** Base of every error that is meant for the user. Survives a worker boundary as its `report()`. */
export class FlagstoneError extends Error {
  readonly code: string
  readonly facts: ErrorReport['facts']

  constructor(code: string, message: string, facts: ErrorReport['facts'] = {}) {
    super(message)
    this.name = new.target.name
    this.code = code
    this.facts = facts
  }

  report(): ErrorReport {
    return { code: this.code, message: this.message, facts: this.facts }
  }
}

/** The input could not be read as a table (exit code 3 of the command line). */
export class UnreadableInputError extends FlagstoneError {}

/** A setting, parameter or argument is not usable (exit code 2 of the command line). */
export class UsageError extends FlagstoneError {}

/** The run was cancelled by the user; never shown as an error. */
export class CancelledError extends FlagstoneError {
  constructor() {
    super('cancelled', 'Cancelled.')
  }
}
