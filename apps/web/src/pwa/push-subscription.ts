import { api, done } from '../api/client.js';

export const canPush = (): boolean =>
  'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

export async function pushSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/** @throws Error when the reader or the browser does not want it; ApiError when the API does not */
export async function startPush(applicationServerKey: string): Promise<void> {
  if ((await Notification.requestPermission()) !== 'granted') throw new Error('not allowed');
  const { pushManager } = await navigator.serviceWorker.ready;
  const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
  const { endpoint = '', keys = {} } = subscription.toJSON();
  const body = { endpoint, p256dh: keys.p256dh ?? '', auth: keys.auth ?? '' };
  await done(api.POST('/me/push-subscriptions', { body }));
}

export async function stopPush(): Promise<void> {
  const subscription = await pushSubscription();
  if (subscription === null) return;
  await done(api.DELETE('/me/push-subscriptions', { body: { endpoint: subscription.endpoint } }));
  await subscription.unsubscribe();
}
