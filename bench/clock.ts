/**
 * Milliseconds with a fraction, of the system's monotonic clock. Every process of a machine reads the
 * same one, so that a moment of the driver and one of the receiver can be subtracted; Date.now and
 * performance.timeOrigin are neither as fine nor safe from a clock that is being set.
 */
export const now = (): number => Number(process.hrtime.bigint()) / 1_000_000;
