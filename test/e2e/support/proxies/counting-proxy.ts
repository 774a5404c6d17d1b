import { type PostgresProxy, startPostgresProxy, statementReader } from './postgres-proxy.js';

/** What a client asks PostgreSQL for and then waits for the answer to. */
export interface CountingProxy extends PostgresProxy {
  /** The statements so far, in order; each is one round trip */
  readonly statements: readonly string[];
  /** The transactions that are over, in the order of their ends: each with its statements, from BEGIN on */
  readonly transactions: readonly (readonly string[])[];
}

/** Hands everything on to PostgreSQL and reads what the client says. */
export async function aCountingProxy(databaseUrl: string): Promise<CountingProxy> {
  const statements: string[] = [];
  const transactions: string[][] = [];
  const proxy = await startPostgresProxy(databaseUrl, (client, server) => {
    let transaction: string[] = [];
    const note = (statement: string): void => {
      statements.push(statement);
      if (statement === 'BEGIN') transaction = [];
      transaction.push(statement);
      if (statement !== 'COMMIT') return;
      transactions.push(transaction);
      transaction = [];
    };
    client.on('data', statementReader(note));
    client.pipe(server);
    server.pipe(client);
  });
  return { ...proxy, statements, transactions };
}
