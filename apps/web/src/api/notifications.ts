import { infiniteQueryOptions } from '@tanstack/react-query';
import { answer, api, done, nextCursor } from './client.js';
import { type components } from './schema.js';

export type InboxMessage = components['schemas']['NotificationDto'];

const pageSize = 20;
/** How long a message may be unknown when no stream tells of it. */
const pollMilliseconds = 60_000;

export const inboxQuery = () =>
  infiniteQueryOptions({
    queryKey: ['me', 'notifications'],
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: pageSize, ...(pageParam !== undefined && { cursor: pageParam }) };
      const { data, response } = await answer(api.GET('/me/notifications', { params: { query }, signal }));
      return { messages: data, next: nextCursor(response) };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    refetchInterval: pollMilliseconds,
  });

export const markRead = (id: number): Promise<void> =>
  done(api.POST('/me/notifications/{id}/read', { params: { path: { id } } }));
