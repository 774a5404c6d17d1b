import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './http/client.js';
import { type components } from './schema.js';

export type Location = components['schemas']['LocationDto'];

export const locationQuery = (id: number) =>
  queryOptions({
    queryKey: ['location', id],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/locations/{id}', { params: { path: { id } }, signal }))).data,
    staleTime: 600_000,
  });

export const locationsQuery = () =>
  queryOptions({
    queryKey: ['locations'],
    queryFn: async ({ signal }) => (await answer(api.GET('/locations', { signal }))).data,
    staleTime: 600_000,
  });
