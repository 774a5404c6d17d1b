import { AsyncLocalStorage } from 'node:async_hooks';

/** Whom the audit log names for what a request changes. The database notes each change in the transaction of the change. */
export interface Noting {
  /** Method and path template of the request, or its pattern */
  readonly action: string;
  /** Who acts; undefined where the caller is not signed in */
  readonly actorId: number | undefined;
  /** Whether what actors change of their own accounts is noted too */
  readonly ownToo: boolean;
  /** What has its entry, such as `person:7` */
  readonly noted: Set<string>;
}

/** What travels with one request or message through every call that it causes. */
export interface RequestContext {
  readonly requestId: string;
  /** W3C Trace Context, for what is sent on */
  readonly traceparent: string;
  /** Set while the request is handled, where the audit log has to name who changes something */
  noting?: Noting | undefined;
  /** The account that a caller claims, as long as the proof is missing */
  claimedId?: number | undefined;
  /** People whose data the answer shows without their number */
  seenIds?: readonly number[] | undefined;
  /** People of whom the audit log has it already that the request sees them */
  recordedIds?: readonly number[] | undefined;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `work` so that everything it calls, logs and publishes carries `context`. */
export const runInContext = <T>(context: RequestContext, work: () => T): T => storage.run(context, work);

/** Runs `work` for no request in particular, where it is done for several at once. */
export const outsideRequests = <T>(work: () => T): T => storage.exit(work);

/** The request or message that is being handled, if any. */
export const currentContext = (): RequestContext | undefined => storage.getStore();

/** Remembers which account the caller claims: an attempt that is refused is noted with it. */
export function noteClaim(userId: number | undefined): void {
  const context = currentContext();
  if (context !== undefined) context.claimedId = userId;
}

/** Remembers of whom the audit log has it that the request sees them: it has one entry of each. */
export function noteRecorded(userIds: readonly number[]): void {
  const context = currentContext();
  if (context !== undefined) context.recordedIds = [...(context.recordedIds ?? []), ...userIds];
}

/** Remembers whose data the answer shows where it does not name the person. */
export function noteSeen(userId: number): void {
  const context = currentContext();
  if (context !== undefined) context.seenIds = [...(context.seenIds ?? []), userId];
}
