import { type Database } from '#libs/database';
import { type Decision, decisions } from '../../../support/personal-data.js';
import { mark } from './everything.js';

interface Column extends Decision {
  readonly table: string;
  readonly column: string;
}

/** Ids of users; those of requests, providers and things are text. */
const isId = ({ column }: Column): boolean => /(?<!request|provider|object)_ids?$/.test(column);

/** What the clinic keeps for itself: of no person who can be erased, or bare ids. */
const isClinics = (decision: Decision): boolean =>
  decision.export === 'withheld' && decision.erasure === 'kept';

const columns: readonly Column[] = Object.entries(decisions)
  .flatMap(([table, each]) =>
    Object.entries(each).map(([column, decision]) => ({ table, column, ...decision })),
  )
  .filter((column) => column.isFixed !== true);

/** Columns of text that say something about a person. */
export const texts = columns.filter((column) => !isId(column) && !isClinics(column));
/** Columns of ids that say which person, but for those that are written and gone at once. */
export const ids = columns.filter(
  (column) => isId(column) && !/^(doctors|waitlist_openings)$/.test(column.table),
);

export const nameOf = ({ table, column }: Column): string => `${table}.${column}`;

async function has(database: Database, { table, column }: Column, condition: string, value: unknown) {
  const rows = await database.client.$queryRawUnsafe<unknown[]>(
    `SELECT 1 FROM "${table}" WHERE "${column}"${condition} LIMIT 1`,
    value,
  );
  return rows.length > 0;
}

/** The columns of text that have their mark. */
export async function marked(database: Database): Promise<string[]> {
  const found: string[] = [];
  for (const column of texts) {
    const text = mark(nameOf(column));
    if (await has(database, column, `::text LIKE '%' || $1 || '%'`, text)) found.push(nameOf(column));
  }
  return found;
}

/** The columns of ids that name a person, by any of its records. */
export async function naming(database: Database, people: readonly number[]): Promise<string[]> {
  const found: string[] = [];
  for (const column of ids)
    if (await has(database, column, ' = ANY($1::int[])', [...people])) found.push(nameOf(column));
  return found;
}
