import { DatabaseError } from 'pg';
import { AppError, unavailable } from '#libs/common';
import { Prisma } from './generated/client.js';

/** SQLSTATE codes that Docket acts on (PostgreSQL, appendix A). */
const state = {
  uniqueViolation: '23505',
  foreignKeyViolation: '23503',
  exclusionViolation: '23P01',
  serializationFailure: '40001',
  deadlock: '40P01',
  lockNotAvailable: '55P03',
  queryCanceled: '57014',
};

/**
 * Classes and codes that mean "no connection, not let in, no time, no room or no writing", whatever the statement was.
 * PgBouncer says 08P01 of nearly everything, such as that no connection to PostgreSQL came free in time.
 */
const unavailableStates = /^(08|28|3D000|53|57P0|57014|55P03|58|25006)/;
const unavailablePrismaCodes = new Set([
  'P1000',
  'P1001',
  'P1002',
  'P1008',
  'P1011',
  'P1017',
  'P2024',
  'P2028',
]);
const lostConnection =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

interface DriverCause {
  readonly kind?: string;
  readonly originalCode?: string;
}

/** The error that the PostgreSQL driver reported, under whatever Prisma wrapped around it. */
function driverCause(error: unknown): DriverCause | undefined {
  if (error instanceof DatabaseError) return error.code === undefined ? {} : { originalCode: error.code };
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'DriverAdapterError') return error.cause as DriverCause | undefined;
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    return driverCause((error.meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError);
  }
  return undefined;
}

const sqlState = (error: unknown): string | undefined => driverCause(error)?.originalCode;

/** A unique key exists already. */
export const isUniqueViolation = (error: unknown): boolean =>
  (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') ||
  sqlState(error) === state.uniqueViolation;

/** The row overlaps another one that excludes it. */
export const isExclusionViolation = (error: unknown): boolean => sqlState(error) === state.exclusionViolation;

/** A row points at another that does not exist. */
export const isForeignKeyViolation = (error: unknown): boolean =>
  (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2003') ||
  sqlState(error) === state.foreignKeyViolation;

/** The SQLSTATE of what a function of ours raised, which begins with `DK`. */
export function raisedState(error: unknown): string | undefined {
  const raised = sqlState(error);
  return raised?.startsWith('DK') === true ? raised : undefined;
}

/** The transaction lost against another and may succeed when it is tried again. */
export const isRetryable = (error: unknown): boolean =>
  (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2034') ||
  [state.serializationFailure, state.deadlock].includes(sqlState(error) ?? '');

/** PostgreSQL gave a statement up that took too long, or waited too long for a lock: what it did is undone. */
export const hasTimedOut = (error: AppError): boolean =>
  [state.lockNotAvailable, state.queryCanceled].includes(sqlState(error.cause) ?? '');

function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  if (error instanceof Prisma.PrismaClientKnownRequestError && unavailablePrismaCodes.has(error.code))
    return true;
  const cause = driverCause(error);
  if (cause?.originalCode !== undefined) return unavailableStates.test(cause.originalCode);
  return (
    ['DatabaseNotReachable', 'SocketTimeout', 'ConnectionClosed', 'TooManyConnections'].includes(
      cause?.kind ?? '',
    ) ||
    'syscall' in error ||
    lostConnection.test(error.message)
  );
}

const faults: readonly (readonly [RegExp, string])[] = [
  [/^08P01 /, 'The pooler that DATABASE_URL names has no connection to PostgreSQL.'],
  [/^(28|3D)/, 'The login or the database of DATABASE_URL is refused.'],
  [/^53/, 'It has no room for another connection.'],
  [/^57P0/, 'It starts or stops.'],
  [/only reads/, 'It only reads.'],
  [/^E[A-Z]+ |trying to connect/, 'What DATABASE_URL names cannot be reached.'],
  [/no answer in time/, 'It does not answer in time.'],
  [
    /^ Connection terminated: ./,
    'Its login may do too much, or its timeouts or time zone are lost on the way.',
  ],
];

/** Why the database is not available, in a sentence that anyone may read: it names no host and no login. */
export function faultOf(error: unknown): string {
  const { code = '', message = '' } = ((error as Error | undefined)?.cause ?? error ?? {}) as {
    code?: string;
    message?: string;
  };
  const [, fault = 'It does not answer.'] = faults.find(([known]) => known.test(`${code} ${message}`)) ?? [];
  return fault;
}

/** Gives "PostgreSQL does not answer" the one form that every caller understands; other errors pass as they are. */
export const translateUnavailable = (error: unknown): unknown =>
  !(error instanceof AppError) && isUnavailable(error) ? unavailable('The database', error) : error;
