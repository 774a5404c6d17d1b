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
 * TLS. Helmet's defaults add the rest: nosniff, no referrer, HSTS for a year. An answer may hold one person's data, so no
 * cache keeps it; a route whose answer may be kept says so itself.
 */
export const headerRules = {
  ...headersOf(helmet({ contentSecurityPolicy, frameguard: { action: 'deny' } })),
  'cache-control': 'no-store',
};
