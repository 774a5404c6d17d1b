import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.js';
import { type components } from './schema.js';

export type Dependant = components['schemas']['DependantDto'];

export const dependantsQuery = () =>
  queryOptions({
    queryKey: ['me', 'dependants'],
    queryFn: async ({ signal }) => (await answer(api.GET('/me/dependants', { signal }))).data,
    staleTime: 60_000,
  });
