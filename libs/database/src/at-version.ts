/**
 * The condition of a write that only the expected version lets through. A writer who waits for another one's row lock
 * compares what the other has written.
 */
export const atVersion = (expected: number | undefined): { version?: number } =>
  expected === undefined ? {} : { version: expected };
