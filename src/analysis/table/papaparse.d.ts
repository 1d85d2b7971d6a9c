// The little of Papa Parse that is used here. (@types/papaparse pulls the DOM and Node types in.)
declare module 'papaparse' {
  export interface ParserConfig {
    readonly delimiter: string
    readonly newline: '\n' | '\r' | '\r\n'
    readonly quoteChar: string
    /** True: split at every delimiter and line break, quotes are ordinary characters. */
    readonly fastMode?: boolean
    readonly preview?: number
  }
  export interface ParserOutput {
    readonly data: string[][]
    readonly errors: readonly { readonly code: string; readonly row?: number }[]
    /** Index after the last complete row. */
    readonly meta: { readonly cursor: number }
  }
  export class Parser {
    constructor(config: ParserConfig)
    parse(input: string, baseIndex?: number, ignoreLastRow?: boolean): ParserOutput
  }
  const papa: { readonly Parser: typeof Parser }
  export default papa
}
