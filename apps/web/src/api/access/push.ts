import { queryOptions } from '@tanstack/react-query';
import { answer, api, done } from '../http/client.js';
import { type components } from '../schema.js';

export const pushKeyQuery = () =>
  queryOptions({
    queryKey: ['push-key'],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/me/push-subscriptions/key', { signal }))).data.publicKey,
    staleTime: Infinity,
  });

export const addPushSubscription = (body: components['schemas']['PushSubscriptionDto']): Promise<void> =>
  done(api.POST('/me/push-subscriptions', { body }));

export const removePushSubscription = (endpoint: string): Promise<void> =>
  done(api.DELETE('/me/push-subscriptions', { body: { endpoint } }));
