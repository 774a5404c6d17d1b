import { Logger } from '@nestjs/common';
import { type Client } from 'pg';
import { Loop } from '#libs/common';
import { type DatabaseWay } from '#libs/config';
import { boundedClient } from './bounded-pool.js';

const connectMilliseconds = 5000;
const retryMilliseconds = 2000;
/** Nobody says anything for hours on a connection that is gone without a word; so often it is asked. */
const askMilliseconds = 10_000;
const AskedClient = boundedClient(connectMilliseconds);

/**
 * Hears what is said on a channel of PostgreSQL with NOTIFY, over a connection of its own past any pooler. Nothing may
 * depend on it: what is said while the connection is away is not heard.
 */
export class Listener {
  private readonly logger = new Logger(Listener.name);
  private client: Client | undefined;
  private hears = false;
  private closed = false;
  private readonly loop: Loop;

  /**
   * @param channel a plain name
   * @param hear called with what every notification says, and with nothing whenever the connection is there (again):
   * something may have been missed
   */
  constructor(
    private readonly env: DatabaseWay,
    private readonly channel: string,
    private readonly hear: (payload?: string) => void,
  ) {
    this.loop = new Loop({
      name: `notifications of ${channel}`,
      work: () => this.listen(),
      // A round lasts as long as the connection.
      longestRound: Infinity,
      pause: retryMilliseconds,
      onError: () => undefined,
    });
    this.loop.start();
  }

  /** Whether notifications arrive. While they do not, who wants to know has to look. */
  get isListening(): boolean {
    return this.hears;
  }

  async close(): Promise<void> {
    this.closed = true;
    const stopped = this.loop.stop();
    await this.client?.end().catch(() => undefined);
    await stopped;
  }

  /** Resolves when the connection has ended, and sees to it that it ends when it does not answer. */
  private async ask(client: Client, ended: Promise<void>): Promise<void> {
    const asking = setInterval(() => {
      client.query('SELECT').catch(() => undefined);
    }, askMilliseconds);
    await ended;
    clearInterval(asking);
  }

  /** Resolves when the connection has ended, for whatever reason. */
  private async listen(): Promise<void> {
    const client = new AskedClient({
      connectionString: this.env.DATABASE_DIRECT_URL ?? this.env.DATABASE_URL,
      connectionTimeoutMillis: connectMilliseconds,
      keepAlive: true,
    });
    this.client = client;
    const ended = new Promise<void>((resolve) => {
      client.once('end', resolve);
    });
    client.on('error', () => undefined);
    client.on('notification', ({ payload }) => {
      this.hear(payload ?? '');
    });
    try {
      // A connection that is closed while it is made says so by its end alone.
      await Promise.race([client.connect(), ended]);
      await client.query(`LISTEN ${this.channel}`);
      this.hears = true;
      this.hear();
      await this.ask(client, ended);
    } catch {
      await client.end().catch(() => undefined);
    } finally {
      if (this.hears && !this.closed)
        this.logger.warn(`Notifications of ${this.channel} do not arrive any more`);
      this.hears = false;
    }
  }
}
