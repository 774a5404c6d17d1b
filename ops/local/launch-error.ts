/** A reason not to start that its reader can do something about: printed as it is, one line or more, without a stack. */
export class LaunchError extends Error {}

/** What went wrong, in the words of the system; several addresses of one name fail as one error without a message. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message === '' && 'code' in error ? String(error.code) : error.message;
}
