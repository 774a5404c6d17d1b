import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer, api } from './client.js';
import { type components } from './schema.js';
import { useSession } from './session.js';

export type Me = components['schemas']['MeDto'];
export type Role = Me['role'];

export const meQuery = () =>
  queryOptions({
    queryKey: ['me'],
    queryFn: async ({ signal }) => (await answer(api.GET('/me', { signal }))).data,
    staleTime: 60_000,
  });

/** Who is signed in, once it is known. */
export function useMe(): Me | undefined {
  const { status } = useSession();
  const { data } = useQuery({ ...meQuery(), enabled: status === 'signed-in' });
  return status === 'signed-out' ? undefined : data;
}
