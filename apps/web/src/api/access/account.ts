import { answer, api, done } from '../http/client.js';
import { type Me } from '../me.js';
import { ofVersion } from '../http/versions.js';
import { type components } from '../schema.js';

type Schemas = components['schemas'];

export const register = async (body: Schemas['RegisterDto']): Promise<void> => {
  await answer(api.POST('/register', { body }));
};

/** A new e-mail address takes the current password too. */
export const changeMe = async (body: Schemas['MeChangeDto'], version: number): Promise<Me> =>
  (await answer(api.PATCH('/me', { params: { header: ofVersion(version) }, body }))).data;

export const sendVerification = (): Promise<void> => done(api.POST('/me/email/verification'));

/** The other sessions end with the old password. */
export const changePassword = (body: Schemas['NewPasswordDto']): Promise<void> =>
  done(api.POST('/me/password', { body }));

export const exportData = async (): Promise<unknown> => (await answer(api.GET('/me/export'))).data;

/** Visits to come are cancelled with it. */
export const eraseAccount = (password: string): Promise<void> =>
  done(api.POST('/me/erasure', { body: { password, cancelVisits: true } }));

/** The address of a new feed; an older one ends. */
export const createCalendarFeed = async (): Promise<string> =>
  (await answer(api.POST('/me/calendar-feed'))).data.url;

export const revokeCalendarFeed = (): Promise<void> => done(api.DELETE('/me/calendar-feed'));
