import Bowser from 'bowser';
import { type ListedSession } from '#libs/auth';

export class SessionDto {
  /** @example "0b7f6a52-6c0f-4a4e-9d5e-0c5a3c6a0f11" */
  id!: string;
  /**
   * What it was opened with; null when the client did not say
   * @example "Firefox on Linux"
   */
  device!: string | null;
  /**
   * Whether it is the session that asks
   * @example true
   */
  current!: boolean;
  /** @example "2026-11-20T10:00:00.000Z" */
  createdAt!: string;
  /**
   * When it was last used, give or take some minutes
   * @example "2026-11-21T08:30:00.000Z"
   */
  lastSeenAt!: string;
  /**
   * When it ends, used or not
   * @example "2026-12-20T10:00:00.000Z"
   */
  expiresAt!: string;
}

/** `Firefox on Linux` of what a browser calls itself, else the first word of it, such as `curl`. */
export function deviceOf(userAgent: string | null): string | null {
  if (userAgent === null || userAgent === '') return null;
  const { browser, os } = Bowser.parse(userAgent);
  const names = [browser.name, os.name].filter((name) => name !== undefined && name !== '');
  return names.length > 0 ? names.join(' on ') : (/^[\w.-]+/.exec(userAgent)?.[0] ?? null);
}

export const toSessionDto = (session: ListedSession, currentId: string): SessionDto => ({
  id: session.id,
  device: deviceOf(session.userAgent),
  current: session.id === currentId,
  createdAt: session.createdAt.toISOString(),
  lastSeenAt: session.lastSeenAt.toISOString(),
  expiresAt: session.expiresAt.toISOString(),
});
