import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './http/client.js';
import { ofAnyVersion, ofVersion } from './http/versions.js';
import { type components } from './schema.js';

export type Preferences = components['schemas']['PreferencesDto'];
export type ChannelChoice = components['schemas']['ChannelChoiceDto'];

export const preferencesQuery = () =>
  queryOptions({
    queryKey: ['me', 'preferences'],
    queryFn: async ({ signal }) => (await answer(api.GET('/me/preferences', { signal }))).data,
    staleTime: 60_000,
  });

export const changePreferences = async (
  body: components['schemas']['PreferencesChangeDto'],
  version: number,
): Promise<Preferences> =>
  (await answer(api.PATCH('/me/preferences', { params: { header: ofVersion(version) }, body }))).data;

/** The language of messages, and of the page on another device. */
export const keepLanguage = async (locale: Preferences['locale']): Promise<void> => {
  await answer(api.PATCH('/me/preferences', { params: { header: ofAnyVersion }, body: { locale } }));
};
