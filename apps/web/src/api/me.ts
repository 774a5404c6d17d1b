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

/** What somebody is called: the name that the clinic uses, or what they sign in with. */
export const nameOf = ({ name, username }: Pick<Me, 'name' | 'username'>): string => name ?? username;

/** Who is signed in, once it is known. */
export function useMe(): Me | undefined {
  const { status } = useSession();
  // Asking is also what finds out whether a session that may exist does.
  const { data } = useQuery({ ...meQuery(), enabled: status === 'starting' || status === 'signed-in' });
  return status === 'signed-out' ? undefined : data;
}
