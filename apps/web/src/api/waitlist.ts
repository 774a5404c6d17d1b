import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { type Appointment } from './appointments.js';
import { answer, api, done, nextCursor } from './http/client.js';
import { type components } from './schema.js';

type Entry = components['schemas']['WaitlistEntryDto'];
export type WaitlistOffer = components['schemas']['WaitlistOfferDto'];
export type WaitlistEntry = Omit<Entry, 'offer'> & { readonly offer: WaitlistOffer | null };
type NewEntry = components['schemas']['NewWaitlistEntryDto'];

const pageSize = 20;

export const waitlistQuery = () =>
  infiniteQueryOptions({
    queryKey: ['waitlist', 'list'],
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: pageSize, ...(pageParam !== undefined && { cursor: pageParam }) };
      const { data, response } = await answer(api.GET('/waitlist', { params: { query }, signal }));
      return { entries: data, next: nextCursor(response) };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });

export const waitlistEntryQuery = (id: number) =>
  queryOptions({
    queryKey: ['waitlist', id],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/waitlist/{id}', { params: { path: { id } }, signal }))).data,
  });

export const joinWaitlist = async (body: NewEntry): Promise<WaitlistEntry> =>
  (await answer(api.POST('/waitlist', { body }))).data;

export const leaveWaitlist = (id: number): Promise<void> =>
  done(api.DELETE('/waitlist/{id}', { params: { path: { id } } }));

/** @param key one for each offer, kept over retries */
export async function acceptOffer(id: number, key: string): Promise<Appointment> {
  const params = { path: { id }, header: { 'Idempotency-Key': key } };
  return (await answer(api.POST('/waitlist/{id}/accept', { params }))).data;
}

export const declineOffer = async (id: number): Promise<WaitlistEntry> =>
  (await answer(api.POST('/waitlist/{id}/decline', { params: { path: { id } } }))).data;
