import { answer, api, done } from '../../api/client.js';
import { type Typed } from '../../components/form/act.js';

/** The part of a request that says by whom it is */
type Authorized = Readonly<{ headers: { authorization: string } }>;

/**
 * Signs in with what was typed, for one act, and out again: whoever uses the browser next finds no session. The access
 * token is known to nothing but this call.
 */
export async function whileSignedIn<T>(typed: Typed, act: (by: Authorized) => Promise<T>): Promise<T> {
  // Authenticator apps show their codes in groups.
  const code = typed('code').replaceAll(/\s/g, '');
  const body = {
    username: typed('username').trim(),
    password: typed('password'),
    ...(code !== '' && { code }),
  };
  const { data } = await answer(api.POST('/login', { body }));
  const by = { headers: { authorization: `Bearer ${data.token}` } };
  try {
    return await act(by);
  } finally {
    // What was done counts, whether or not this arrives: the session ends by itself as well.
    void done(api.POST('/logout', by)).catch(() => undefined);
  }
}
