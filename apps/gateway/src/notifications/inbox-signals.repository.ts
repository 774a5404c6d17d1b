import { Inject, Injectable, Logger } from '@nestjs/common';
import pg from 'pg';
import { ENV, type Env } from '#libs/config';
import { inboxSignal } from '#libs/notifications';

const connectMilliseconds = 2000;
const pauseMilliseconds = 2000;

/** Hears over a connection of its own whose inbox has something new (PostgreSQL's LISTEN), as long as anybody wants to know. */
@Injectable()
export class InboxSignalsRepository {
  private readonly logger = new Logger(InboxSignalsRepository.name);
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private heard: ((userId: number) => void) | undefined;
  private begun: () => void = () => undefined;
  private hears = false;

  constructor(@Inject(ENV) private readonly env: Pick<Env, 'DATABASE_URL'>) {}

  /** Whether signals arrive. While they do not, who wants to know has to look. */
  get isListening(): boolean {
    return this.hears;
  }

  /** @param begun called whenever signals begin to arrive: those of before are lost */
  start(heard: (userId: number) => void, begun: () => void): void {
    if (this.heard !== undefined) return;
    this.heard = heard;
    this.begun = begun;
    void this.connect();
  }

  async stop(): Promise<void> {
    this.heard = undefined;
    this.hears = false;
    clearTimeout(this.timer);
    const { client } = this;
    this.client = undefined;
    await client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.env.DATABASE_URL,
      connectionTimeoutMillis: connectMilliseconds,
      keepAlive: true,
    });
    this.client = client;
    client.on('error', () => {
      this.lost(client);
    });
    client.on('end', () => {
      this.lost(client);
    });
    client.on('notification', ({ payload = '' }) => this.heard?.(Number(payload)));
    try {
      await client.connect();
      await client.query(`LISTEN ${inboxSignal}`);
      this.hears = this.client === client;
      if (this.hears) this.begun();
    } catch {
      this.lost(client);
    }
  }

  private lost(client: pg.Client): void {
    if (this.client !== client || this.heard === undefined) return;
    this.hears = false;
    this.client = undefined;
    this.logger.warn('Signals of new messages do not arrive; inboxes are looked at instead');
    client.end().catch(() => undefined);
    this.timer = setTimeout(() => void this.connect(), pauseMilliseconds);
  }
}
