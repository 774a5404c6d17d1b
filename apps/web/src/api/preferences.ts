import { queryOptions } from '@tanstack/react-query';
import { answer, api, done } from './client.js';
import { type components } from './schema.js';

export type Preferences = components['schemas']['PreferencesDto'];

export const preferencesQuery = () =>
  queryOptions({
    queryKey: ['me', 'preferences'],
    queryFn: async ({ signal }) => (await answer(api.GET('/me/preferences', { signal }))).data,
    staleTime: 60_000,
  });

/** In which language messages are written, and the page on another device. */
export const keepLanguage = (locale: Preferences['locale']): Promise<void> =>
  done(api.PATCH('/me/preferences', { body: { locale } }));
