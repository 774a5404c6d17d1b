import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';

const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    // The component library of the web client and the API page set styles on elements.
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
};

/** What our pages use of the device, to copy a link and to find what is near; they and their frames get nothing else. */
const used: readonly string[] = ['clipboard-write', 'geolocation'];
const features = [
  'accelerometer',
  'autoplay',
  'bluetooth',
  'browsing-topics',
  'camera',
  'clipboard-read',
  'clipboard-write',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'web-share',
  'window-management',
  'xr-spatial-tracking',
];
const permissionsPolicy = features
  .map((feature) => `${feature}=(${used.includes(feature) ? 'self' : ''})`)
  .join(', ');

/** Helmet puts its headers together anew for every answer; ours depend on nothing, so it is asked once. */
function headersOf(rules: ReturnType<typeof helmet>): Readonly<Record<string, string>> {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  rules(request, response, () => undefined);
  return Object.fromEntries(
    Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]),
  );
}

/**
 * The headers of every answer: scripts come from our own files alone, no page frames ours, and everything is fetched over
 * TLS. Helmet's defaults add the rest: nosniff, no referrer, HSTS for a year. Of the device, pages get what they use. An answer may hold one person's data, so no
 * cache keeps it; a route whose answer may be kept says so itself.
 */
export const headerRules = {
  ...headersOf(helmet({ contentSecurityPolicy, frameguard: { action: 'deny' } })),
  'permissions-policy': permissionsPolicy,
  'cache-control': 'no-store',
};
