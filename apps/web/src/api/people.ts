import { queryOptions } from '@tanstack/react-query';
import { answer, api, done } from './http/client.js';
import { ofVersion } from './http/versions.js';
import { type components } from './schema.js';

export type Dependant = components['schemas']['DependantDto'];
export type Guardian = components['schemas']['GuardianDto'];
export type Relationship = Dependant['relationship'];

export const dependantsQuery = () =>
  queryOptions({
    queryKey: ['me', 'dependants'],
    queryFn: async ({ signal }) => (await answer(api.GET('/me/dependants', { signal }))).data,
    staleTime: 60_000,
  });

export const guardiansQuery = () =>
  queryOptions({
    queryKey: ['me', 'guardians'],
    queryFn: async ({ signal }) => (await answer(api.GET('/me/guardians', { signal }))).data,
  });

export const guardiansOfQuery = (userId: number) =>
  queryOptions({
    queryKey: ['me', 'dependants', userId, 'guardians'],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/me/dependants/{userId}/guardians', { params: { path: { userId } }, signal })))
        .data,
  });

type Schemas = components['schemas'];

export const addDependant = async (body: Schemas['NewDependantDto']): Promise<void> => {
  await answer(api.POST('/me/dependants', { body }));
};

export async function changeDependant(
  userId: number,
  body: Schemas['DependantChangeDto'],
  version: number,
): Promise<Dependant> {
  const params = { path: { userId }, header: ofVersion(version) };
  return (await answer(api.PATCH('/me/dependants/{userId}', { params, body }))).data;
}

export const removeDependant = (userId: number): Promise<void> =>
  done(api.DELETE('/me/dependants/{userId}', { params: { path: { userId } } }));

/** Erases a dependant without an account for good; visits to come are cancelled with it. */
export const eraseDependant = (userId: number, password: string): Promise<void> =>
  done(
    api.POST('/me/dependants/{userId}/erasure', {
      params: { path: { userId } },
      body: { password, cancelVisits: true },
    }),
  );

/** Mails a link with which another person becomes a guardian of the dependant. */
export const inviteGuardianOf = async (
  userId: number,
  body: Schemas['GuardianInvitationDto'],
): Promise<void> => {
  await answer(api.POST('/me/dependants/{userId}/guardians', { params: { path: { userId } }, body }));
};

/** Mails a link with which the dependant opens an account of their own. */
export const inviteToClaim = async (userId: number, email: string): Promise<void> => {
  await answer(api.POST('/me/dependants/{userId}/claim', { params: { path: { userId } }, body: { email } }));
};

/** Mails a link with which another person becomes a guardian of the user. */
export const inviteGuardian = async (body: Schemas['GuardianInvitationDto']): Promise<void> => {
  await answer(api.POST('/me/guardians', { body }));
};

export const removeGuardian = (userId: number): Promise<void> =>
  done(api.DELETE('/me/guardians/{userId}', { params: { path: { userId } } }));
