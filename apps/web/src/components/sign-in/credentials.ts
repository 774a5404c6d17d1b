import { type Credentials } from '../../api/http/session.js';
import { type Typed } from '../form/act.js';

/** What is typed into the fields of a sign-in. */
export function credentialsIn(typed: Typed): Credentials {
  // Authenticator apps show their codes in groups.
  const code = typed('code').replaceAll(/\s/g, '');
  return {
    username: typed('username').trim(),
    password: typed('password'),
    ...(code !== '' && { code }),
  };
}
