import { onForget } from '../api/http/session.js';
import { cachedVisits } from './cache-names.js';

type Listener = () => void;

let waiting: ServiceWorker | undefined;
const listeners = new Set<Listener>();

/** A newer version of the client that waits to take over, for `useSyncExternalStore` */
export const newVersion = {
  subscribe: (listener: Listener): Listener => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
  isWaiting: (): boolean => waiting !== undefined,
  /** Loads the page anew once the newer version serves it. */
  take: (): void => {
    navigator.serviceWorker.addEventListener(
      'controllerchange',
      () => {
        window.location.reload();
      },
      { once: true },
    );
    waiting?.postMessage('take-over');
  },
};

function watch(registration: ServiceWorkerRegistration): void {
  const look = () => {
    // Without a controller it is the first version, which needs no consent.
    if (registration.waiting === null || navigator.serviceWorker.controller === null) return;
    waiting = registration.waiting;
    for (const listener of listeners) listener();
  };
  look();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look);
  });
}

/**
 * The worker is told too: an answer on its way through it would be kept after all. Messages are no longer pushed, because
 * the next user may hold the device; the API forgets a subscription that its push service no longer knows.
 */
async function forget(): Promise<void> {
  await caches.delete(cachedVisits);
  const registration = await navigator.serviceWorker.getRegistration();
  registration?.active?.postMessage('forget');
  const subscription = 'PushManager' in window ? await registration?.pushManager.getSubscription() : null;
  await subscription?.unsubscribe();
}

/** Makes the client installable and readable offline, where the browser can, once the page has been loaded. */
export function startWorker(): void {
  // An address that is not secure has neither workers nor caches.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator) || !('caches' in window)) return;
  onForget(() => void forget().catch(() => undefined));
  const register = () => {
    void navigator.serviceWorker
      .register(`${import.meta.env.BASE_URL}service-worker.js`)
      .then(watch)
      // Without it the page works all the same while there is a connection.
      .catch(() => undefined);
  };
  if (document.readyState === 'complete') register();
  else window.addEventListener('load', register, { once: true });
}
