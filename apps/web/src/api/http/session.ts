import { useSyncExternalStore } from 'react';
import { ApiError, toApiError } from './problem.js';
import { type components } from '../schema.js';

type Tokens = components['schemas']['TokensDto'];

/**
 * `starting`: a session may exist, its token is being fetched. `ended`: it was over while the page was open, so what was
 * typed is still there and signing in again goes on from here.
 */
export type SessionStatus = 'starting' | 'signed-out' | 'signed-in' | 'ended';

export interface Session {
  readonly status: SessionStatus;
  readonly userId: number | undefined;
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
  readonly code?: string;
}

/** The refresh token is in a cookie that no script can read; the access token in this variable and nowhere else. */
let access: { readonly token: string; readonly expires: number } | undefined;

/** That a user signed in here, not which one: visitors are spared a request that can only fail. */
const hintKey = 'docket.signed-in';
const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('docket.session');
const browser = { 'content-type': 'application/json', 'x-docket-client': 'browser' };
/** Renewed this long before it ends, so that no request carries one that runs out on the way. */
const marginMilliseconds = 20_000;

function hinted(): boolean {
  try {
    return window.localStorage.getItem(hintKey) !== null;
  } catch {
    return true;
  }
}

function hint(signedIn: boolean): void {
  try {
    if (signedIn) window.localStorage.setItem(hintKey, '1');
    else window.localStorage.removeItem(hintKey);
  } catch {
    // Without storage the next visit asks the API.
  }
}

let session: Session = { status: hinted() ? 'starting' : 'signed-out', userId: undefined };
const listeners = new Set<() => void>();
const forgetters = new Set<() => void>();

function become(next: Session): void {
  if (next.status === session.status && next.userId === session.userId) return;
  const isOther = session.userId !== undefined && next.userId !== session.userId;
  session = next;
  if (isOther || next.status === 'signed-out') for (const forget of forgetters) forget();
  for (const listener of listeners) listener();
}

/** Calls back when the data of the last user has to go: at sign-out, and when another user signs in. */
export function onForget(forget: () => void): void {
  forgetters.add(forget);
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

export const useSession = (): Session => useSyncExternalStore(subscribe, () => session);

/** The subject of the token. Nothing is decided by it that the API does not decide again. */
function userOf(token: string): number {
  const payload = token.split('.')[1] ?? '';
  const json = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
  return Number((JSON.parse(json) as { sub: string | number }).sub);
}

function keep({ token, expiresIn }: Tokens): string {
  access = { token, expires: Date.now() + expiresIn * 1000 - marginMilliseconds };
  hint(true);
  become({ status: 'signed-in', userId: userOf(token) });
  return token;
}

function lose(): void {
  access = undefined;
  hint(false);
  const { status, userId } = session;
  become(
    status === 'signed-in' || status === 'ended'
      ? { status: 'ended', userId }
      : { status: 'signed-out', userId: undefined },
  );
}

async function post(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  try {
    return await fetch(`/v1${path}`, {
      method: 'POST',
      headers: { ...browser, ...headers },
      body: JSON.stringify(body),
    });
  } catch (cause) {
    throw new ApiError(0, {}, { cause });
  }
}

async function tokensOf(response: Response): Promise<Tokens> {
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw toApiError(response, body);
  return body as Tokens;
}

async function fetchToken(): Promise<string | undefined> {
  const response = await post('/token/refresh', {});
  if (response.status === 401) {
    lose();
    return undefined;
  }
  return keep(await tokensOf(response));
}

/** A refresh token serves once: tabs that share the cookie must not send it at the same time. */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  return 'locks' in navigator ? await navigator.locks.request('docket.session', work) : await work();
}

let renewal: Promise<string | undefined> | undefined;

/** @throws ApiError when the API cannot tell just now; the session may still be good */
export function renew(): Promise<string | undefined> {
  renewal ??= alone(fetchToken).finally(() => {
    renewal = undefined;
  });
  return renewal;
}

/** @returns undefined when no user is signed in */
export async function accessToken(): Promise<string | undefined> {
  if (session.status === 'signed-out' || session.status === 'ended') return undefined;
  return access !== undefined && Date.now() < access.expires ? access.token : renew();
}

/** @throws ApiError `auth.bad_credentials`, `auth.mfa_required` when a code is needed too */
export async function signIn(credentials: Credentials): Promise<void> {
  await alone(async () => keep(await tokensOf(await post('/login', credentials))));
  channel?.postMessage({ userId: session.userId });
}

/** Ends the session at the API too, when it can be reached; here it ends in any case. */
export async function signOut(): Promise<void> {
  const token = await accessToken().catch(() => undefined);
  const ended = token === undefined ? undefined : post('/logout', {}, { authorization: `Bearer ${token}` });
  access = undefined;
  hint(false);
  become({ status: 'signed-out', userId: undefined });
  channel?.postMessage({ userId: undefined });
  await ended?.catch(() => undefined);
}

channel?.addEventListener('message', ({ data }: MessageEvent<{ userId: number | undefined }>) => {
  if (data.userId === undefined) lose();
  else if (session.userId !== data.userId || session.status !== 'signed-in')
    void renew().catch(() => undefined);
});
