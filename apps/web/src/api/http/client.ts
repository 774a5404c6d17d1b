import createClient from 'openapi-fetch';
import { authorizedFetch } from './authorized-fetch.js';
import { ApiError, toApiError } from './problem.js';
import { type VersionedPaths } from './versions.js';

export const api = createClient<VersionedPaths>({
  baseUrl: '/v1',
  fetch: async (request) => {
    try {
      return await authorizedFetch(request);
    } catch (cause) {
      // A cancelled request is no failure: the query layer asked for it.
      if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
      if (cause instanceof ApiError) throw cause;
      throw new ApiError(0, {}, { cause });
    }
  },
});

interface Result<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** Turns a refusal into a thrown {@link ApiError}. */
export async function answer<T>(call: Promise<Result<T>>): Promise<{ data: T; response: Response }> {
  const { data, error, response } = await call;
  if (!response.ok || data === undefined) throw toApiError(response, error);
  return { data, response };
}

/** The same for what is answered without a body. */
export async function done(call: Promise<Result<unknown>>): Promise<void> {
  const { error, response } = await call;
  if (!response.ok) throw toApiError(response, error);
}

/** The cursor of the next page, from a `Link: <...?cursor=...>; rel="next"` header. */
export function nextCursor(response: Response): string | undefined {
  const link = response.headers.get('link') ?? '';
  const target = /<([^>]*)>\s*;[^,]*rel="?next"?/.exec(link)?.[1];
  if (target === undefined) return undefined;
  return new URL(target, window.location.origin).searchParams.get('cursor') ?? undefined;
}
