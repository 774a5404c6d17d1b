import { provideLogin } from '#libs/database';
import { currentRun } from './run/run.js';

/** The login of the apps for this run, which may do no more than they may in production. */
export const appLoginOf = (runId: string): string => `${runId}_app`;

/** The same database, as the apps sign in to it. */
export function asApp(ownersUrl: string): string {
  const { id } = currentRun();
  const url = new URL(ownersUrl);
  url.username = appLoginOf(id);
  url.password = `${id}-password`;
  return url.href;
}

/** Makes the login on the server of a migrated database. */
export const makeAppLogin = (ownersUrl: string): Promise<void> => provideLogin(ownersUrl, asApp(ownersUrl));
