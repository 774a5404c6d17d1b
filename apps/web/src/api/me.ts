import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer, api } from './http/client.js';
import { type components } from './schema.js';
import { useSession } from './http/session.js';

export type Me = components['schemas']['MeDto'];
export type Role = Me['role'];

export const meQuery = () =>
  queryOptions({
    queryKey: ['me'],
    queryFn: async ({ signal }) => (await answer(api.GET('/me', { signal }))).data,
    staleTime: 60_000,
  });

/** The name that the clinic uses, or the username. */
export const nameOf = ({ name, username }: Pick<Me, 'name' | 'username'>): string => name ?? username;

/** Whether the user looks patients up and corrects their records, as the front desk does. */
export const keepsPatients = (me: Pick<Me, 'role'> | undefined): boolean =>
  me?.role === 'staff' || me?.role === 'admin';

/** The signed-in user, once it is known. */
export function useMe(): Me | undefined {
  const { status } = useSession();
  // Asking is also what finds out whether a session that may exist does.
  const { data } = useQuery({ ...meQuery(), enabled: status === 'starting' || status === 'signed-in' });
  return status === 'signed-out' ? undefined : data;
}
