import { Logger } from '@nestjs/common';
import { type ClientBase } from 'pg';
import { type DatabaseWay, type Env } from '#libs/config';
import { type Rights, rightsComplaint, rightsOf, sessionSettingsOf, settingsComplaint } from './rights.js';
import { isPooled } from './settings.js';

/**
 * Holds every connection of a pool to what the apps may do. Where patients are it is not used otherwise; elsewhere that is
 * said once. Behind a pooler none is used anywhere without its timeouts and its time zone: nothing else brings them.
 */
export class SessionGuard {
  private readonly logger = new Logger(SessionGuard.name);
  private readonly refuses: boolean;
  private readonly isPooled: boolean;
  private complaint: string | undefined;
  /** The rights of each login that connections have had, one at most unless a pooler makes them */
  private readonly known = new Map<string, Rights>();

  constructor(env: Pick<Env, 'NODE_ENV'> & Pick<DatabaseWay, 'DATABASE_DIRECT_URL'>) {
    this.refuses = env.NODE_ENV === 'production';
    this.isPooled = isPooled(env);
  }

  /** Whether the connection that was looked at last could do no more than the apps may. */
  get isRestricted(): boolean {
    return this.complaint === undefined;
  }

  /**
   * @param anew asks for the rights of the login again, which may have been given more
   * @throws Error when the session of the client is unfit and not to be used
   */
  async check(client: ClientBase, anew = false): Promise<void> {
    const settings = await sessionSettingsOf(client);
    const lost = settingsComplaint(settings);
    const complaint = rightsComplaint(settings, await this.rightsOf(settings.login, client, anew)) ?? lost;
    const isNews = complaint !== this.complaint;
    this.complaint = complaint;
    if (complaint === undefined) return;
    if (isNews) this.logger.warn(`DATABASE_URL: ${complaint}`);
    const unfit = this.refuses ? complaint : this.isPooled ? lost : undefined;
    // As when PostgreSQL closes a connection: whoever wanted it is told that the database is not there.
    if (unfit !== undefined) throw new Error(`Connection terminated: ${unfit}`);
  }

  private async rightsOf(login: string, client: ClientBase, anew: boolean): Promise<Rights> {
    const known = anew ? undefined : this.known.get(login);
    // No connection waits for what another one is asked: that one may break before it answers.
    const rights = known ?? (await rightsOf(client));
    this.known.set(login, rights);
    return rights;
  }
}
