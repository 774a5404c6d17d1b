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
 * What browsers are told with every answer: only our own files are scripts, nobody frames us, and everything is fetched
 * over TLS. What is left out has a good default: nosniff, no referrer, HSTS for a year. What belongs to one person must
 * not stay in a shared cache; routes that may be kept say so themselves.
 */
export const headerRules = {
  ...headersOf(helmet({ contentSecurityPolicy, frameguard: { action: 'deny' } })),
  'cache-control': 'no-store',
};
