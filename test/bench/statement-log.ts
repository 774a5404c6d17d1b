import { createServer, connect, type Socket } from 'node:net';

/** A statement as it went over the wire. */
export interface Statement {
  readonly sql: string;
  /** As text, in the order of $1, $2, … */
  readonly parameters: readonly (string | null)[];
}

/** Stands between an application and PostgreSQL and writes down what is asked. */
export interface StatementLog {
  /** The server's URL, by way of this log */
  readonly url: string;
  /** Everything asked since the last call, in order; each is one round trip. */
  take(): Statement[];
  close(): void;
}

/** Reads fields of PostgreSQL's protocol 3.0 (documentation, 55.7) from one message. */
class Fields {
  private at = 0;

  constructor(private readonly bytes: Buffer) {}

  text(): string {
    const end = this.bytes.indexOf(0, this.at);
    const text = this.bytes.toString('utf8', this.at, end);
    this.at = end + 1;
    return text;
  }

  int16(): number {
    this.at += 2;
    return this.bytes.readInt16BE(this.at - 2);
  }

  value(): string | null {
    const length = this.bytes.readInt32BE(this.at);
    this.at += 4 + Math.max(0, length);
    return length < 0 ? null : this.bytes.toString('utf8', this.at - length, this.at);
  }
}

/** Understands what one connection's client sends. */
class Conversation {
  private rest = Buffer.alloc(0);
  private greeted = false;
  private readonly prepared = new Map<string, string>();

  constructor(private readonly note: (statement: Statement) => void) {}

  hear(chunk: Buffer): void {
    this.rest = Buffer.concat([this.rest, chunk]);
    for (;;) {
      // The first message has no type.
      const head = this.greeted ? 1 : 0;
      if (this.rest.length < head + 4) return;
      const end = head + this.rest.readInt32BE(head);
      if (this.rest.length < end) return;
      if (this.greeted) this.understand(this.rest.toString('latin1', 0, 1), this.rest.subarray(5, end));
      this.greeted = true;
      this.rest = this.rest.subarray(end);
    }
  }

  private understand(type: string, body: Buffer): void {
    const fields = new Fields(body);
    if (type === 'Q') this.note({ sql: fields.text(), parameters: [] });
    if (type === 'P') this.prepared.set(fields.text(), fields.text());
    if (type !== 'B') return;
    fields.text();
    const sql = this.prepared.get(fields.text()) ?? '';
    for (let formats = fields.int16(); formats > 0; formats -= 1) fields.int16();
    this.note({ sql, parameters: Array.from({ length: fields.int16() }, () => fields.value()) });
  }
}

/** Opens a log in front of the server that `databaseUrl` names. Connections must not be encrypted. */
export async function openStatementLog(databaseUrl: string): Promise<StatementLog> {
  const target = new URL(databaseUrl);
  let statements: Statement[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port || 5432), target.hostname);
    const conversation = new Conversation((statement) => statements.push(statement));
    client.on('data', (chunk: Buffer) => {
      conversation.hear(chunk);
    });
    client.pipe(upstream).pipe(client);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        client.destroy();
        upstream.destroy();
        sockets.delete(socket);
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`;
  return {
    url: url.href,
    take: () => {
      const taken = statements;
      statements = [];
      return taken;
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
