import { infiniteQueryOptions } from '@tanstack/react-query';
import { answer, api, done, nextCursor } from './http/client.js';
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

interface InboxPage {
  readonly messages: readonly InboxMessage[];
  readonly next: string | undefined;
}

/** How many messages of these pages are new; `more` when older ones, which were not asked for, may be new as well. */
export function unreadIn(pages: readonly InboxPage[]): { count: number; more: boolean } {
  const all = pages.flatMap((page) => page.messages);
  const isUnread = ({ readAt }: InboxMessage) => readAt === null;
  return {
    count: all.filter(isUnread).length,
    more: pages.at(-1)?.next !== undefined && all.every(isUnread),
  };
}
