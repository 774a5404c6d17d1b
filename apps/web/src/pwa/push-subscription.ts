import { addPushSubscription, removePushSubscription } from '../api/access/push.js';

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
  await addPushSubscription({ endpoint, p256dh: keys.p256dh ?? '', auth: keys.auth ?? '' });
}

export async function stopPush(): Promise<void> {
  const subscription = await pushSubscription();
  if (subscription === null) return;
  await removePushSubscription(subscription.endpoint);
  await subscription.unsubscribe();
}
