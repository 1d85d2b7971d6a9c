/**
 * Something that can be read from its beginning as often as needed: a File, a path, a spooled
 * stdin, an archive member. Whoever opens the door (worker, command line) makes one.
 */
export interface ByteSource {
  /** File name as the user knows it; its ending decides gz and xlsx. */
  readonly name: string
  /** Bytes as stored (compressed size for .gz); 0 when unknown. Progress is told in these. */
  readonly size: number
  /** A fresh stream of the stored bytes. */
  open(): AsyncIterable<Uint8Array>
  /**
   * The stored bytes from a position on, for a source that can go there without reading what comes before;
   * meant for a few hundred kilobytes, so in smaller pieces than `open`. Absent where that is not possible.
   */
  readonly openAt?: (position: number) => AsyncIterable<Uint8Array>
}
