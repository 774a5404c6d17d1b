import { escapeLiteral, type PoolClient, type QueryConfig, type QueryResult } from 'pg';
import { currentContext, type Noting, type RequestContext, runInContext } from '#libs/common';
import { Prisma } from './generated/client.js';

const change = /\b(?:INSERT INTO|UPDATE|DELETE FROM)\b/i;
const changingOperation = /^(?:create|update|upsert|delete)/;

type Noted = RequestContext & { readonly noting: Noting };

/** The request, where the database notes what it changes. */
function notedRequest(): Noted | undefined {
  const context = currentContext();
  return context?.noting === undefined ? undefined : (context as Noted);
}

/** Whether a statement outside of a transaction needs one, to tell the database who acts. */
export const isToBeNoted = (sql: string): boolean => notedRequest() !== undefined && change.test(sql);

/** The same of an operation of Prisma, such as `createMany`. */
export const isOperationToBeNoted = (operation: string): boolean =>
  notedRequest() !== undefined && changingOperation.test(operation);

/** What the triggers read for the rest of a transaction: see `note_change` in the migrations. */
const settingsOf = ({ requestId, claimedId, noting: { action, actorId, ownToo, noted } }: Noted) =>
  Object.entries({
    'docket.action': action,
    // At sign-in, what is changed is changed after the proof.
    'docket.actor': String(actorId ?? claimedId ?? ''),
    'docket.request': requestId,
    'docket.own': ownToo ? 'on' : '',
    'docket.noted': [',', ...[...noted].map((key) => `${key},`)].join(''),
  });

const introduction = (context: Noted): Prisma.Sql => {
  const settings = settingsOf(context).map(
    ([name, value]) => Prisma.sql`set_config(${name}, ${value}, true)`,
  );
  return Prisma.sql`SELECT ${Prisma.join(settings)}`;
};

/** Keeps for which people and things the request has its entries, once they are committed. */
function keepNoted({ noting }: Noted, row: { readonly noted: string } | undefined): void {
  for (const key of (row?.noted ?? '').split(',')) if (key !== '') noting.noted.add(key);
}

const whatIsNoted = `SELECT current_setting('docket.noted') AS noted`;

/** Runs one statement in a transaction of its own so that the database notes what it changes: three ways to the server. */
export async function askNoted(connection: PoolClient, query: QueryConfig): Promise<QueryResult> {
  const context = notedRequest();
  if (context === undefined) return connection.query(query);
  const settings = settingsOf(context).map(
    ([name, value]) => `set_config('${name}', ${escapeLiteral(value)}, true)`,
  );
  await connection.query(`BEGIN; SELECT ${settings.join(', ')}`);
  try {
    const result = await connection.query(query);
    const ends = await connection.query(`${whatIsNoted}; COMMIT`);
    const [{ rows }] = ends as unknown as [QueryResult<{ noted: string }>];
    keepNoted(context, rows[0]);
    return result;
  } catch (error) {
    await connection.query('ROLLBACK').catch(() => {
      connection.release(true);
    });
    throw error;
  }
}

/** What a transaction came to, and what to do once it is committed. */
interface Outcome<T> {
  readonly result: T;
  readonly committed: () => void;
}

/**
 * Does the work of a transaction so that the database notes, within it, what it changes. A request that is not to be
 * noted, such as a patient's own booking, asks nothing more than without it.
 */
export async function doNoted<T>(
  queries: Prisma.TransactionClient,
  work: (queries: Prisma.TransactionClient) => Promise<T>,
): Promise<Outcome<T>> {
  const context = notedRequest();
  if (context === undefined) return { result: await work(queries), committed: () => undefined };
  await queries.$queryRaw(introduction(context));
  // Awaited inside, as a promise of Prisma begins only then.
  const result = await runInContext({ ...context, noting: undefined }, async () => await work(queries));
  const [row] = await queries.$queryRaw<{ noted: string }[]>(Prisma.raw(whatIsNoted));
  const committed = (): void => {
    keepNoted(context, row);
  };
  return { result, committed };
}
