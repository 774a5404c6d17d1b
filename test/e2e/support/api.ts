import { type Answer, call } from '../../support/http.js';

type Json = Record<string, unknown>;

/** Speaks to one gateway as one client does. */
export interface Api {
  get(path: string, token?: string): Promise<Answer>;
  post(path: string, body: unknown, token?: string, headers?: Record<string, string>): Promise<Answer>;
  put(path: string, body: unknown, token?: string): Promise<Answer>;
  patch(path: string, body: unknown, token?: string): Promise<Answer>;
  delete(path: string, token?: string): Promise<Answer>;
  /** @returns an access token */
  signIn(username: string, password: string): Promise<string>;
}

export function apiOf(url: string): Api {
  const send = (
    method: string,
    path: string,
    body: unknown,
    token: string | undefined,
    headers?: Record<string, string>,
  ): Promise<Answer> =>
    call(method, url + path, {
      ...(body !== undefined && { body }),
      ...(token !== undefined && { token }),
      ...(headers !== undefined && { headers }),
    });
  return {
    get: (path, token) => send('GET', path, undefined, token),
    post: (path, body, token, headers) => send('POST', path, body, token, headers),
    put: (path, body, token) => send('PUT', path, body, token),
    patch: (path, body, token) => send('PATCH', path, body, token),
    delete: (path, token) => send('DELETE', path, undefined, token),
    signIn: async (username, password) => {
      const answer = await send('POST', '/login', { username, password }, undefined);
      if (answer.status !== 200) throw new Error(`${username} cannot sign in: ${answer.text}`);
      return fieldOf(answer, 'token') as string;
    },
  };
}

/** A field of an answer that is a JSON object. */
export const fieldOf = (answer: Answer, name: string): unknown => (answer.body as Json)[name];

/** An answer that is a JSON array of objects. */
export const listOf = (answer: Answer): Json[] => answer.body as Json[];

/** The path of the page that a `Link` header names. */
export function nextOf(answer: Answer): string | undefined {
  return /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
}

/** `YYYY-MM-DD` in UTC, some days from now. */
export const dayFromNow = (days: number): string =>
  new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
