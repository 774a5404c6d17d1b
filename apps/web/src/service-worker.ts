/// <reference lib="webworker" />
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
  type PrecacheEntry,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst, NetworkFirst } from 'workbox-strategies';
import { cachedFiles, cachedVisits } from './pwa/cache-names.js';
import { isReadOffline, keptUnder } from './pwa/offline-reading.js';
import { type Push, pushOf } from './pwa/push.js';

declare const self: ServiceWorkerGlobalScope;
/** The files of the shell, filled in by the build */
declare const __SHELL__: PrecacheEntry[];

cleanupOutdatedCaches();
precacheAndRoute(__SHELL__);
registerRoute(new NavigationRoute(createHandlerBoundToURL('/app/index.html'), { allowlist: [/^\/app\//] }));
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/app/assets/'),
  new CacheFirst({ cacheName: cachedFiles }),
);

/** Counts how often everything personal was deleted. */
let forgotten = 0;

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && isReadOffline(url.pathname),
  new NetworkFirst({
    cacheName: cachedVisits,
    // A page that waits longer than this is not usable.
    networkTimeoutSeconds: 10,
    // Offline there is no token: the cache belongs to the user who was signed in last.
    matchOptions: { ignoreVary: true },
    plugins: [
      {
        cacheKeyWillBeUsed: ({ request }) => Promise.resolve(keptUnder(request.url)),
        handlerWillStart: ({ state }) => {
          if (state !== undefined) state.forgotten = forgotten;
          return Promise.resolve();
        },
        // An answer that was on its way at sign-out must not be kept.
        cacheWillUpdate: ({ response, state }) =>
          Promise.resolve(response.status === 200 && state?.forgotten === forgotten ? response : null),
      },
    ],
  }),
);

self.addEventListener('message', (event) => {
  if (event.data === 'forget') {
    forgotten += 1;
    event.waitUntil(caches.delete(cachedVisits));
  }
  if (event.data === 'take-over') void self.skipWaiting();
});

// The first worker serves the page that installed it: from then on it can be read offline.
self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

const show = ({ title, body, url, tag }: Push): Promise<void> =>
  self.registration.showNotification(title, { body, tag, icon: '/app/icon-192.png', data: url });

self.addEventListener('push', (event) => {
  event.waitUntil(show(pushOf(event.data?.text())));
});

/** Shows the page that a message is about, in a window that is open already where there is one. */
async function open(url: string): Promise<void> {
  const [window] = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const shown = await window?.navigate(url).catch(() => null);
  await (shown ?? (await self.clients.openWindow(url)))?.focus();
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(String(event.notification.data)));
});
