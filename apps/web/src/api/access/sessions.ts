import { queryOptions } from '@tanstack/react-query';
import { answer, api, done } from '../http/client.js';
import { type components } from '../schema.js';

export type SessionOfMine = components['schemas']['SessionDto'];

export const sessionsQuery = () =>
  queryOptions({
    queryKey: ['me', 'sessions'],
    queryFn: async ({ signal }) => (await answer(api.GET('/me/sessions', { signal }))).data,
  });

export const endSession = (id: SessionOfMine['id']): Promise<void> =>
  done(api.DELETE('/me/sessions/{id}', { params: { path: { id } } }));

export const endEverySession = (): Promise<void> => done(api.POST('/logout/everywhere'));
