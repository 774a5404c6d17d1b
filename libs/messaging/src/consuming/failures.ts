import { AppError } from '#libs/common';

/** How often an event is tried, the delivery included: the last attempt comes about two hours after the first. */
export const mostAttempts = 14;

const mostPauseSeconds = 1800;

/** How long to wait after so many attempts: a second after the first, twice as long after each. */
export const pauseAfter = (attempts: number): number => Math.min(2 ** (attempts - 1), mostPauseSeconds);

/** Whether an event can never be handled, however often it is tried. */
export const isHopeless = (error: unknown): boolean =>
  error instanceof AppError && (error.kind === 'invalid' || error.kind === 'malformed');

/** What failed, for operators. Only our own errors are known to say nothing about a person. */
export function reasonOf(error: unknown): string {
  if (error instanceof AppError) return `${error.code}: ${error.message}`;
  if (!(error instanceof Error)) return 'unknown';
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? `${error.name} ${code}` : error.name;
}
