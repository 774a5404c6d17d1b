import { setTimeout as pause } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { type Env } from '#libs/config';
import { isRetryable, translateUnavailable } from './database-errors.js';
import { type Prisma, PrismaClient } from './generated/client.js';

const connectMilliseconds = 2000;
const lockMilliseconds = 3000;
const statementMilliseconds = 5000;
const transactionMilliseconds = 8000;
const attempts = 4;

/** The role that the migrations make for the apps: it cannot rewrite the audit log, nor the tables' definitions. */
export const applicationRole = 'docket_app';

/** More than the code has statements; what makes new ones without end must not fill PostgreSQL's memory with them. */
const mostNames = 500;
const names = new Map<string, string>();

/** A statement with a name is planned once for each connection instead of every time it runs. */
function nameOf(sql: string): string {
  const known = names.get(sql);
  if (known !== undefined || names.size >= mostNames) return known ?? '';
  const name = `docket_${names.size}`;
  names.set(sql, name);
  return name;
}

/** What a repository speaks to: the client, or the transaction it was handed. */
export type Queries = Prisma.TransactionClient;

/** The one connection pool of a process. Every error that means "PostgreSQL does not answer" leaves as `service.unavailable`. */
export class Database {
  readonly client: PrismaClient;
  private readonly pool: Pool;

  /** @param role what to work as; whoever the URL names by default */
  constructor(env: Pick<Env, 'DATABASE_URL' | 'DATABASE_POOL_SIZE'>, role?: string) {
    this.pool = new Pool({
      connectionString: env.DATABASE_URL,
      max: env.DATABASE_POOL_SIZE,
      // Without these a query waits for ever, for a connection or for another's lock.
      connectionTimeoutMillis: connectMilliseconds,
      lock_timeout: lockMilliseconds,
      statement_timeout: statementMilliseconds,
      idle_in_transaction_session_timeout: transactionMilliseconds,
      // Instants travel without a zone, so the session's has to be theirs, whatever the server's is.
      options: ['-c timezone=UTC', ...(role === undefined ? [] : [`-c role=${role}`])].join(' '),
    });
    // A connection that breaks while it is idle leaves the pool; who asks next gets another.
    this.pool.on('error', () => undefined);
    const adapter = new PrismaPg(this.pool, { statementNameGenerator: ({ sql }) => nameOf(sql) });
    const client = new PrismaClient({ adapter });
    const translated = client.$extends({
      query: {
        async $allOperations({ args, query }) {
          try {
            return (await query(args)) as unknown;
          } catch (error) {
            throw translateUnavailable(error);
          }
        },
      },
    });
    this.client = translated as unknown as PrismaClient;
  }

  /**
   * Runs one statement without Prisma, whose own work for it costs more than that of PostgreSQL: for what every booking
   * and every calendar asks.
   *
   * @returns the rows as `pg` reads them: instants are of type Date, bigints text
   */
  async rows<T>({ text, values }: Prisma.Sql): Promise<T[]> {
    try {
      const { rows } = await this.pool.query({ name: nameOf(text), text, values });
      return rows as T[];
    } catch (error) {
      throw translateUnavailable(error);
    }
  }

  /**
   * Runs `work` in one transaction, and again when it lost against another one (serialization failure, deadlock).
   * `work` must do nothing but speak to the database, as it may run more than once.
   *
   * @param timeout milliseconds after which it is rolled back
   */
  transaction<T>(
    work: (queries: Queries) => Promise<T>,
    timeout: number = transactionMilliseconds,
  ): Promise<T> {
    return this.insisting(() => this.client.$transaction(work, { maxWait: connectMilliseconds, timeout }));
  }

  /**
   * Runs a single statement, and again when it lost against another one. Two that move visits to one time can each have
   * their row in the index of the exclusion constraint and wait for the other: PostgreSQL breaks that deadlock by
   * failing one of them, which then finds the time taken.
   */
  async insisting<T>(statement: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await statement();
      } catch (error) {
        if (attempt === attempts || !isRetryable(error)) throw translateUnavailable(error);
        await pause(Math.random() * 20 * 2 ** attempt);
      }
    }
  }

  /**
   * Runs a statement that writes, on its own and {@link insisting}, or as a part of a transaction that insists itself.
   *
   * @returns the rows as {@link rows} has them
   */
  write<T>(statement: Prisma.Sql, queries?: Queries): Promise<T[]> {
    return queries === undefined
      ? this.insisting(() => this.rows<T>(statement))
      : queries.$queryRaw<T[]>(statement);
  }

  /** Resolves when PostgreSQL answers. */
  async ping(): Promise<void> {
    await this.client.$queryRaw`SELECT 1`;
  }

  async close(): Promise<void> {
    await this.client.$disconnect();
    await this.pool.end();
  }
}
