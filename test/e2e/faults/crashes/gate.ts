import { type Socket } from 'node:net';
import {
  type PostgresProxy,
  startPostgresProxy,
  statementReader,
} from '../../support/proxies/postgres-proxy.js';

/** What is withheld: a statement never reaches PostgreSQL, or was carried out and its client never hears of it. */
type Part = 'statement' | 'answer';

/** @param statements of one transaction, up to the one in question; that one alone outside of transactions */
type Choice = (statements: readonly string[]) => boolean;

interface Hold {
  readonly part: Part;
  readonly isChosen: Choice;
}

/** A way to PostgreSQL on which a process can be stopped between two steps, for as long as it takes to kill it. */
export interface Gate extends PostgresProxy {
  /** From now on, a connection that says what is chosen waits for ever. */
  hold(part: Part, isChosen: Choice): void;
  /** How many connections wait */
  held(): number;
  /** Holds no connection up any more; connections that wait go on waiting. */
  open(): void;
}

export async function aGate(databaseUrl: string): Promise<Gate> {
  let hold: Hold | undefined;
  const waiting = new Set<Socket>();

  const join = (client: Socket, server: Socket): void => {
    let transaction: string[] = [];
    let withheld: Part | undefined;
    const read = statementReader((statement) => {
      transaction =
        transaction[0] === 'BEGIN' && statement !== 'BEGIN' ? [...transaction, statement] : [statement];
      if (hold?.isChosen(transaction) === true) withheld = hold.part;
      if (statement === 'COMMIT' || statement === 'ROLLBACK') transaction = [];
    });
    client.on('data', (chunk) => {
      read(chunk);
      if (withheld === 'statement') waiting.add(client);
      else server.write(chunk);
    });
    server.on('data', (chunk) => {
      if (withheld === undefined) client.write(chunk);
      // Only now it is certain that PostgreSQL has done it.
      if (withheld === 'answer') waiting.add(client);
    });
    client.on('close', () => waiting.delete(client));
  };

  const proxy = await startPostgresProxy(databaseUrl, join);
  return {
    ...proxy,
    hold: (part, isChosen) => {
      hold = { part, isChosen };
    },
    held: () => waiting.size,
    open: () => {
      hold = undefined;
    },
  };
}
