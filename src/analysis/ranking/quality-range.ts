/** The chance that an anomaly outranks an ordinary row: from no better than chance to nearly always. */
export const QUALITY_RANGE = [0.5, 0.999] as const
