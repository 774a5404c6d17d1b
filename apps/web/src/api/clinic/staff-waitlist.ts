import { infiniteQueryOptions } from '@tanstack/react-query';
import { answer, api, nextCursor } from '../http/client.js';
import { type components } from '../schema.js';
import { type WaitlistEntry } from '../waitlist.js';

export type WaitlistStatus = WaitlistEntry['status'];

/** The patients who wait for a visit at the user's locations, the one who has waited longest first. */
export const staffWaitlistQuery = (status: WaitlistStatus) =>
  infiniteQueryOptions({
    queryKey: ['waitlist', 'staff', status],
    queryFn: async ({
      pageParam,
      signal,
    }): Promise<{ entries: WaitlistEntry[]; next: string | undefined }> => {
      const query = { status, limit: 20, ...(pageParam !== undefined && { cursor: pageParam }) };
      const { data, response } = await answer(api.GET('/waitlist', { params: { query }, signal }));
      return { entries: data, next: nextCursor(response) };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });

/** Offers a time by hand; it is held for the patient until they answer or the offer lapses. */
export async function offerTime(id: number, body: components['schemas']['NewOfferDto']): Promise<void> {
  await answer(api.POST('/waitlist/{id}/offer', { params: { path: { id } }, body }));
}
