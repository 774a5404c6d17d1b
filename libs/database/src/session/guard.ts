import { Logger } from '@nestjs/common';
import { type ClientBase } from 'pg';
import { type Env } from '#libs/config';
import { sessionComplaint, sessionFacts } from './rights.js';

/**
 * Holds every connection of a pool to what the apps may do. Where patients are it is not used otherwise; elsewhere that is
 * said once.
 */
export class SessionGuard {
  private readonly logger = new Logger(SessionGuard.name);
  private readonly refuses: boolean;
  private complaint: string | undefined;

  constructor({ NODE_ENV }: Pick<Env, 'NODE_ENV'>) {
    this.refuses = NODE_ENV === 'production';
  }

  /** Whether the connection that was looked at last could do no more than the apps may. */
  get isRestricted(): boolean {
    return this.complaint === undefined;
  }

  /** @throws Error where patients are, when the session of the client is unfit */
  async check(client: ClientBase): Promise<void> {
    const complaint = sessionComplaint(await sessionFacts(client));
    const isNews = complaint !== this.complaint;
    this.complaint = complaint;
    if (complaint === undefined) return;
    if (isNews) this.logger.warn(`DATABASE_URL: ${complaint}`);
    // As when PostgreSQL closes a connection: whoever wanted it is told that the database is not there.
    if (this.refuses) throw new Error(`Connection terminated: ${complaint}`);
  }
}
