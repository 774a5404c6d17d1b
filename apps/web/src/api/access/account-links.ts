import { answer, api, done } from '../http/client.js';
import { type Credentials } from '../http/session.js';
import { type components } from '../schema.js';

type Schemas = components['schemas'];

/** The part of a request that names its sender */
export type Authorized = Readonly<{ headers: { authorization: string } }>;

/**
 * Signs in for one act, and out again: the next user of the browser finds no session. Only this call knows the access
 * token.
 */
export async function whileSignedIn<T>(
  credentials: Credentials,
  act: (by: Authorized) => Promise<T>,
): Promise<T> {
  const { data } = await answer(api.POST('/login', { body: credentials }));
  const by = { headers: { authorization: `Bearer ${data.token}` } };
  try {
    return await act(by);
  } finally {
    // What was done counts, whether or not this arrives: the session ends by itself as well.
    void done(api.POST('/logout', by)).catch(() => undefined);
  }
}

export const verifyEmail = (token: string): Promise<void> =>
  done(api.POST('/email/verify', { body: { token } }));

export const renewVerification = (by: Authorized): Promise<void> =>
  done(api.POST('/me/email/verification', by));

/** Answers the same whether or not an account has the address. */
/** Stops a change of an account's address, or takes it back. */
export const undoEmailChange = (token: string): Promise<void> =>
  done(api.POST('/email/undo', { body: { token } }));

export const forgotPassword = (email: string): Promise<void> =>
  done(api.POST('/password/forgot', { body: { email } }));

export const resetPassword = (body: Schemas['PasswordResetDto']): Promise<void> =>
  done(api.POST('/password/reset', { body }));

export const acceptInvitation = async (body: Schemas['InvitationAnswerDto']) =>
  (await answer(api.POST('/invitations/accept', { body }))).data;

/** A dependant takes over the account that a guardian keeps. */
export const claimAccount = async (body: Schemas['ClaimDto']) =>
  (await answer(api.POST('/dependants/claim', { body }))).data;

export const acceptGuardianship = async (token: string, by: Authorized) =>
  (await answer(api.POST('/guardianships', { ...by, body: { token } }))).data;
