import { Client, DatabaseError, Pool, type PoolClient, type PoolConfig } from 'pg';

type Callback = (...results: unknown[]) => void;
type Query = (...parts: unknown[]) => unknown;
type Taken = (error: Error | undefined, client?: PoolClient, release?: Callback) => void;

/** What a connection says that was closed because its answer did not come. */
const lateAnswer = 'Connection terminated: no answer in time';

/** SQLSTATE of a statement that writes on a server that only reads (PostgreSQL, appendix A). */
const readOnly = '25006';

/**
 * A connection that is closed when it is of no more use, whoever holds it:
 * - when it owes an answer for too long. PostgreSQL's own time for statements ends those that it knows of; this one ends
 *   those whose answer the network has lost, so that what waits for them fails.
 * - when its server only reads, such as a primary that has become a standby. The next may lead to the one that writes.
 *
 * @param answerMilliseconds for how long it may owe an answer
 */
export const boundedClient = (answerMilliseconds: number): typeof Client =>
  class extends Client {
    /** Takes what {@link Client.query} takes, in each of its forms. */
    override readonly query = ((...parts: unknown[]): unknown => {
      const settled = this.await();
      const ask = super.query.bind(this) as Query;
      const last = parts.at(-1);
      if (typeof last !== 'function') {
        const answer = ask(...parts) as Promise<unknown>;
        answer.then(() => {
          settled();
        }, settled);
        return answer;
      }
      const tell = last as Callback;
      return ask(...parts.slice(0, -1), (...results: unknown[]) => {
        settled(results[0]);
        tell(...results);
      });
    }) as Client['query'];

    /** @returns what tells that the answer has come, with its error if there is one */
    private await(): (error?: unknown) => void {
      let hasCome = false;
      const timer = setTimeout(() => {
        // When this process itself stood still, the answers that came meanwhile are read before any is called late.
        setImmediate(() => {
          if (!hasCome) this.connection.stream.destroy(new Error(lateAnswer));
        });
      }, answerMilliseconds);
      return (error) => {
        hasCome = true;
        clearTimeout(timer);
        if (error instanceof DatabaseError && error.code === readOnly) void this.end();
      };
    }
  };

/**
 * A pool that a lost connection leaves at once, also when whoever took it never gives it back: Prisma does not, when a
 * transaction cannot even be rolled back.
 */
export class BoundedPool extends Pool {
  /** @param answerMilliseconds for how long any connection may owe an answer */
  constructor(config: PoolConfig, answerMilliseconds: number) {
    super({ ...config, keepAlive: true, Client: boundedClient(answerMilliseconds) });
    // A connection that breaks leaves the pool, and its statement fails; who asks next gets another.
    this.on('error', () => undefined);
    this.on('connect', (client) => client.on('error', () => undefined));
  }

  override connect(): Promise<PoolClient>;
  override connect(taken: Taken): void;
  override connect(taken?: Taken): Promise<PoolClient> | undefined {
    if (taken === undefined) return super.connect().then(givenBackOnce);
    super.connect((error, client) => {
      if (client === undefined) taken(error);
      else {
        givenBackOnce(client);
        taken(error, client, (failure) => {
          client.release(failure as Error | undefined);
        });
      }
    });
    return undefined;
  }
}

/** Has a connection given back by whoever took it or by its end, whichever comes first. */
function givenBackOnce(client: PoolClient): PoolClient {
  const release = client.release.bind(client);
  let isBack = false;
  const giveBack = (error?: Error | boolean): void => {
    if (isBack) return;
    isBack = true;
    client.off('end', lost);
    release(error);
  };
  const lost = (): void => {
    giveBack(true);
  };
  client.release = giveBack;
  client.once('end', lost);
  return client;
}
