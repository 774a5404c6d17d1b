import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.js';
import { type components } from './schema.js';

export type Preferences = components['schemas']['PreferencesDto'];
export type PreferencesChange = components['schemas']['PreferencesChangeDto'];
export type ChannelChoice = components['schemas']['ChannelChoiceDto'];
export type SessionOfMine = components['schemas']['SessionDto'];

export const preferencesQuery = () =>
  queryOptions({
    queryKey: ['me', 'preferences'],
    queryFn: async ({ signal }) => (await answer(api.GET('/me/preferences', { signal }))).data,
  });

export const sessionsQuery = () =>
  queryOptions({
    queryKey: ['me', 'sessions'],
    queryFn: async ({ signal }) => (await answer(api.GET('/me/sessions', { signal }))).data,
  });

export const pushKeyQuery = () =>
  queryOptions({
    queryKey: ['push-key'],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/me/push-subscriptions/key', { signal }))).data.publicKey,
    staleTime: Infinity,
  });
