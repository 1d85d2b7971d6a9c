// The few web-standard globals that the pure engine may use; all of them exist in browsers, workers and Node 20.
// (Nothing here reaches a network, a file or a page.)
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array)
  }
  class Instance {
    constructor(module: Module, imports?: Record<string, Record<string, unknown>>)
    readonly exports: Record<string, unknown>
  }
  class Memory {
    constructor(descriptor: { initial: number; maximum?: number })
    readonly buffer: ArrayBuffer
    grow(pages: number): number
  }
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean })
  decode(input?: ArrayBufferView | ArrayBuffer, options?: { stream?: boolean }): string
}
declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>
  encodeInto(source: string, destination: Uint8Array): { read: number; written: number }
}
declare class CompressionStream {
  constructor(format: 'gzip' | 'deflate' | 'deflate-raw')
  readonly writable: DecompressionStream['writable']
  readonly readable: DecompressionStream['readable']
}
declare class DecompressionStream {
  constructor(format: 'gzip' | 'deflate' | 'deflate-raw')
  readonly writable: {
    getWriter(): {
      write(chunk: Uint8Array): Promise<void>
      close(): Promise<void>
      abort(reason?: unknown): Promise<void>
    }
  }
  readonly readable: {
    getReader(): {
      read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>
      cancel(reason?: unknown): Promise<void>
    }
  }
}

declare module 'ml-isolation-forest' {
  /** A node keeps either its children and its split, or, as a leaf, the rows that reached it. */
  export interface TreeNode {
    readonly left?: TreeNode
    readonly right?: TreeNode
    readonly splitColumn?: number
    /** Rows below it went left. */
    readonly splitValue?: number
    readonly trainingSet?: readonly (readonly number[])[]
  }
  export class IsolationForest {
    constructor(options?: { nEstimators?: number })
    readonly forest: readonly TreeNode[]
    train(trainingSet: readonly (readonly number[])[]): void
    predict(data: readonly (readonly number[])[]): number[]
  }
}
