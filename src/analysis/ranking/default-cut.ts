/** The cut that is proposed before the user moves anything, and how it was chosen. */
export interface DefaultCut {
  /** Number of rows flagged. */
  readonly cut: number
  /** False when nothing stands out from the tail: `cut` is then only a review budget. */
  readonly standsOut: boolean
  /** One or two sentences for the user. */
  readonly explanation: string
}
