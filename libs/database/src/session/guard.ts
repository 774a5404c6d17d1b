import { Logger } from '@nestjs/common';
import { type ClientBase } from 'pg';
import { type Env } from '#libs/config';
import { type Rights, rightsOf, sessionComplaint, sessionSettingsOf } from './rights.js';

/**
 * Holds every connection of a pool to what the apps may do. Where patients are it is not used otherwise; elsewhere that is
 * said once.
 */
export class SessionGuard {
  private readonly logger = new Logger(SessionGuard.name);
  private readonly refuses: boolean;
  private complaint: string | undefined;
  /** The rights of each login that connections have had, one at most unless a pooler makes them */
  private readonly known = new Map<string, Rights>();

  constructor({ NODE_ENV }: Pick<Env, 'NODE_ENV'>) {
    this.refuses = NODE_ENV === 'production';
  }

  /** Whether the connection that was looked at last could do no more than the apps may. */
  get isRestricted(): boolean {
    return this.complaint === undefined;
  }

  /**
   * @param anew asks for the rights of the login again, which may have been given more
   * @throws Error where patients are, when the session of the client is unfit
   */
  async check(client: ClientBase, anew = false): Promise<void> {
    const settings = await sessionSettingsOf(client);
    const complaint = sessionComplaint(settings, await this.rightsOf(settings.login, client, anew));
    const isNews = complaint !== this.complaint;
    this.complaint = complaint;
    if (complaint === undefined) return;
    if (isNews) this.logger.warn(`DATABASE_URL: ${complaint}`);
    // As when PostgreSQL closes a connection: whoever wanted it is told that the database is not there.
    if (this.refuses) throw new Error(`Connection terminated: ${complaint}`);
  }

  private async rightsOf(login: string, client: ClientBase, anew: boolean): Promise<Rights> {
    const known = anew ? undefined : this.known.get(login);
    // No connection waits for what another one is asked: that one may break before it answers.
    const rights = known ?? (await rightsOf(client));
    this.known.set(login, rights);
    return rights;
  }
}
