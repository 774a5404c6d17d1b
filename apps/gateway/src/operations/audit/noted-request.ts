import { actsForOthers, type ActiveSession, type ServiceAccount } from '#libs/auth';
import { AppError, currentContext, type ErrorCode, type Noting } from '#libs/common';
import { type AuditLine, auditLineOf } from './table/index.js';

type Caller = ActiveSession | ServiceAccount;

/** What is refused for want of proof: of the account that the caller claims, or has. */
const unproven: ReadonlySet<ErrorCode> = new Set([
  'auth.bad_credentials',
  'auth.wrong_code',
  'auth.wrong_password',
]);

/** Whether what a request changes is noted: nothing else is where the caller can change their own data alone. */
function notesChanges(line: AuditLine, caller: Caller | undefined): boolean {
  if (line === 'changes') return caller !== undefined && actsForOthers(caller);
  return line === 'bonds' || line === 'set-up' || line === 'security';
}

/**
 * Has the database note what a request changes, until `end`.
 *
 * @param action method and path template, or `RPC` and the pattern
 */
export function beginNoting(action: string, caller: Caller | undefined) {
  const line = auditLineOf(action);
  const context = currentContext();
  const noting: Noting = {
    action,
    actorId: caller?.userId,
    ownToo: line === 'security',
    noted: new Set(),
  };
  if (context !== undefined && notesChanges(line, caller)) context.noting = noting;
  return {
    /** The people whose data the answer holds, but those whose change is noted already */
    unnoted: (subjects: Iterable<number>): number[] =>
      [...subjects, ...(context?.seenIds ?? [])].filter((id) => !noting.noted.has(`person:${id}`)),
    /** Whether an error is an attempt to note, and of which account */
    isAttempt: (error: unknown): boolean =>
      line === 'security' && error instanceof AppError && unproven.has(error.code),
    claimedId: (): number | null => context?.claimedId ?? caller?.userId ?? null,
    end: (): void => {
      if (context !== undefined) context.noting = undefined;
    },
  };
}
