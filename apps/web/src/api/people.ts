import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.js';
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
