import { setTimeout as pause } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import { type ClientBase, type PoolClient, type QueryConfig, type QueryResult } from 'pg';
import { unavailable } from '#libs/common';
import { type DatabaseWay, type Env } from '#libs/config';
import { BoundedPool } from './bounded-pool.js';
import { clockLead } from './clocks.js';
import { isRetryable, translateUnavailable } from './database-errors.js';
import { type Prisma, PrismaClient } from './generated/client.js';
import { askNoted, doNoted, isOperationToBeNoted, isToBeNoted } from './noting.js';
import { type SessionGuard } from './session/guard.js';
import { sessionSettings, sessionTimeouts } from './session/settings.js';
import { namesFor } from './statement-names.js';

const connectMilliseconds = 2000;
/** PostgreSQL's own answer that a statement took too long comes first. */
const answerMilliseconds = sessionTimeouts.statement_timeout + 1000;
const transactionMilliseconds = sessionTimeouts.idle_in_transaction_session_timeout;
const attempts = 4;

/** What a server says of itself. A standby has no transaction that writes. */
const serverState = `SELECT clock_timestamp() AS now, current_setting('transaction_read_only')::boolean AS "isReadOnly"`;

/** What a repository speaks to: the client, or the transaction it was handed. */
export type Queries = Prisma.TransactionClient;

/** The one connection pool of a process. Every error that means "PostgreSQL does not answer" leaves as `service.unavailable`. */
export class Database {
  readonly client: PrismaClient;
  private readonly pool: BoundedPool;
  private readonly nameOf: (sql: string) => string;

  /**
   * @param role the role of PostgreSQL to work as; the user of the URL by default
   * @param guard looks at every connection before it is used
   */
  constructor(
    env: DatabaseWay & Pick<Env, 'DATABASE_POOL_SIZE'>,
    role?: string,
    private readonly guard?: SessionGuard,
  ) {
    const config = {
      connectionString: env.DATABASE_URL,
      max: env.DATABASE_POOL_SIZE,
      connectionTimeoutMillis: connectMilliseconds,
      ...sessionSettings(env, role),
      ...(guard !== undefined && { onConnect: (client: ClientBase) => guard.check(client) }),
    };
    this.pool = new BoundedPool(config, answerMilliseconds);
    this.nameOf = namesFor(env);
    const adapter = new PrismaPg(this.pool, { statementNameGenerator: ({ sql }) => this.nameOf(sql) });
    const client = new PrismaClient({ adapter });
    const alone = this.alone.bind(this);
    const translated = client.$extends({
      query: {
        async $allOperations({ model, operation, args, query }) {
          try {
            return model !== undefined && isOperationToBeNoted(operation)
              ? await alone(model, operation, args)
              : ((await query(args)) as unknown);
          } catch (error) {
            throw translateUnavailable(error);
          }
        },
      },
    });
    this.client = translated as unknown as PrismaClient;
  }

  /**
   * Runs one statement: the one way to run SQL. Outside of a transaction it goes without Prisma, whose own work for a
   * statement costs more than that of PostgreSQL.
   *
   * @param queries the transaction that it is a part of
   * @returns its rows: instants are of type Date, JSON is read. Select no bigint, numeric, date or array of an enum
   * without a cast, as they are read in one way within a transaction and in another outside.
   */
  async rows<T>(statement: Prisma.Sql, queries?: Queries): Promise<T[]> {
    if (queries !== undefined && !isToBeNoted(statement.text)) return queries.$queryRaw<T[]>(statement);
    return (await this.ask(this.named(statement))).rows as T[];
  }

  /** The {@link rows} of a statement whose best plan depends on its values, such as a search: it is planned every time. */
  async search<T>({ text, values }: Prisma.Sql): Promise<T[]> {
    return (await this.ask({ text, values })).rows as T[];
  }

  /** The first of its {@link rows}. */
  async one<T>(statement: Prisma.Sql, queries?: Queries): Promise<T | undefined> {
    const [row] = await this.rows<T>(statement, queries);
    return row;
  }

  /**
   * Runs one statement whose rows do not matter.
   *
   * @param queries as of {@link rows}
   * @returns how many rows it wrote
   */
  async execute(statement: Prisma.Sql, queries?: Queries): Promise<number> {
    if (queries !== undefined && !isToBeNoted(statement.text)) return queries.$executeRaw(statement);
    return (await this.ask(this.named(statement))).rowCount ?? 0;
  }

  private named({ text, values }: Prisma.Sql): QueryConfig {
    return { name: this.nameOf(text), text, values };
  }

  /** Keeps the connection when the statement fails, which the pool's own `query` does not. */
  private ask(query: QueryConfig): Promise<QueryResult> {
    return this.connected((connection) =>
      isToBeNoted(query.text) ? askNoted(connection, query) : connection.query(query),
    );
  }

  private async connected<T>(work: (connection: PoolClient) => Promise<T>): Promise<T> {
    try {
      const connection = await this.pool.connect();
      try {
        return await work(connection);
      } finally {
        connection.release();
      }
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
    return this.insisting(async () => {
      const done = (queries: Queries) => doNoted(queries, work);
      const options = { maxWait: connectMilliseconds, timeout };
      const { result, committed } = await this.client.$transaction(done, options);
      committed();
      return result;
    });
  }

  /** Runs an operation of Prisma in a transaction of its own. */
  private alone(model: string, operation: string, args: unknown): Promise<unknown> {
    const name = model.charAt(0).toLowerCase() + model.slice(1);
    return this.transaction((queries) => {
      const models = queries as unknown as Record<
        string,
        Record<string, (args: unknown) => Promise<unknown>>
      >;
      const run = models[name]?.[operation];
      if (run === undefined) throw new Error(`Prisma has no ${name}.${operation}.`);
      return run(args);
    });
  }

  /** Runs reads of one instant: what is committed while `work` runs is not seen. */
  snapshot<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    return this.client.$transaction(work, {
      isolationLevel: 'RepeatableRead',
      maxWait: connectMilliseconds,
      timeout: transactionMilliseconds,
    });
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
   * @returns its {@link rows}
   */
  write<T>(statement: Prisma.Sql, queries?: Queries): Promise<T[]> {
    return queries === undefined
      ? this.insisting(() => this.rows<T>(statement))
      : this.rows<T>(statement, queries);
  }

  /** Whether the apps' login can do no more than the apps may, as far as that is looked at. */
  get isRestricted(): boolean {
    return this.guard?.isRestricted ?? true;
  }

  /**
   * Resolves when PostgreSQL answers and can write, and the login is fit for the apps.
   *
   * @returns milliseconds that the clock of this process is ahead of PostgreSQL's, at least: what the way took is in
   * favour of the clocks
   * @throws AppError `service.unavailable`
   */
  async ping(): Promise<number> {
    return clockLead(() =>
      this.connected(async (connection) => {
        await this.guard?.check(connection, true);
        const { rows } = await connection.query<{ now: Date; isReadOnly: boolean }>(serverState);
        const [{ now, isReadOnly } = { now: new Date(NaN), isReadOnly: true }] = rows;
        if (!isReadOnly) return now;
        connection.release(true);
        throw unavailable('The database', new Error('It only reads.'));
      }),
    );
  }

  async close(): Promise<void> {
    await this.client.$disconnect();
    await this.pool.end();
  }
}
