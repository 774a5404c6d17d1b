import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Client } from 'pg';
import { type Env } from '#libs/config';

const connectMilliseconds = 5000;
const retryMilliseconds = 2000;

/**
 * Hears what is said on a channel of PostgreSQL with NOTIFY, over a connection of its own. Nothing may depend on it: what
 * is said while the connection is away, or behind a pooler that does not pass it on, is not heard.
 */
export class Listener {
  private readonly logger = new Logger(Listener.name);
  private client: Client | undefined;
  private hears = false;
  private closed = false;

  /**
   * @param channel a plain name
   * @param hear called with what every notification says, and with nothing whenever the connection is there (again):
   * something may have been missed
   */
  constructor(
    private readonly env: Pick<Env, 'DATABASE_URL'>,
    private readonly channel: string,
    private readonly hear: (payload?: string) => void,
  ) {
    void this.stayConnected();
  }

  /** Whether notifications arrive. While they do not, who wants to know has to look. */
  get isListening(): boolean {
    return this.hears;
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.client?.end().catch(() => undefined);
  }

  private async stayConnected(): Promise<void> {
    while (!this.closed) {
      await this.listen();
      await pause(retryMilliseconds, undefined, { ref: false });
    }
  }

  /** Resolves when the connection has ended, for whatever reason. */
  private async listen(): Promise<void> {
    const client = new Client({
      connectionString: this.env.DATABASE_URL,
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
      await client.connect();
      await client.query(`LISTEN ${this.channel}`);
      this.hears = true;
      this.hear();
      await ended;
    } catch {
      await client.end().catch(() => undefined);
    } finally {
      if (this.hears && !this.closed)
        this.logger.warn(`Notifications of ${this.channel} do not arrive any more`);
      this.hears = false;
    }
  }
}
