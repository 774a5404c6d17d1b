import { answer, api, done } from '../http/client.js';
import { type components } from '../schema.js';

/** What the account is made weaker with. */
export type Proof = components['schemas']['ProofDto'];
export type Secret = components['schemas']['MfaSecretDto'];

/** The secret of a second factor, which the first code of it turns on. */
export const beginSecondFactor = async (currentPassword: string): Promise<Secret> =>
  (await answer(api.POST('/me/mfa', { body: { currentPassword } }))).data;

/** @returns the recovery codes, which the API shows this once */
export const confirmSecondFactor = async (code: string): Promise<readonly string[]> =>
  (await answer(api.POST('/me/mfa/confirm', { body: { code } }))).data.recoveryCodes;

/** @returns the recovery codes that replace the present ones, which the API shows this once */
export const renewRecoveryCodes = async (body: Proof): Promise<readonly string[]> =>
  (await answer(api.POST('/me/mfa/recovery-codes', { body }))).data.recoveryCodes;

export const removeSecondFactor = (body: Proof): Promise<void> => done(api.DELETE('/me/mfa', { body }));
