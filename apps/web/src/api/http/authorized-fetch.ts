import { ApiError } from './problem.js';
import { accessToken, renew } from './session.js';

const withToken = (request: Request, token: string): Request => {
  request.headers.set('authorization', `Bearer ${token}`);
  return request;
};

/** Without a connection there is no new token; what was kept for reading offline is found without one. */
async function tokenFor(request: Request): Promise<string | undefined> {
  try {
    return await accessToken();
  } catch (error) {
    if (request.method === 'GET' && error instanceof ApiError && error.status === 0) return undefined;
    throw error;
  }
}

/**
 * Sends a request as the signed-in user, or as a visitor. A token that the API no longer takes is renewed once and the
 * request sent again; what cannot be renewed ends the session, which the page says on its own.
 */
export async function authorizedFetch(request: Request): Promise<Response> {
  const token = request.headers.has('authorization') ? undefined : await tokenFor(request);
  if (token === undefined) return fetch(request);
  const again = request.clone();
  const response = await fetch(withToken(request, token));
  if (response.status !== 401) return response;
  const renewed = await renew();
  return renewed === undefined ? response : fetch(withToken(again, renewed));
}
