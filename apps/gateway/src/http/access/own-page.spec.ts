import { assertOwnPage } from './own-page.js';

const env = { CORS_ORIGINS: ['https://app.example'], PUBLIC_URL: 'https://docket.example' };

const refusal = (origin: string, host: string, protocol: 'http' | 'https'): unknown => {
  try {
    assertOwnPage({ headers: { 'x-docket-client': 'browser', origin }, host, protocol }, env);
    return undefined;
  } catch (error) {
    return error;
  }
};

it.each([
  ['https://docket.example', 'docket.example', 'http'],
  ['https://docket.example', 'docket.example', 'https'],
  ['https://docket.example', 'gateway:3000', 'http'],
  ['https://other.example', 'other.example', 'https'],
  ['http://127.0.0.1:3000', '127.0.0.1:3000', 'http'],
  ['https://app.example', 'docket.example', 'http'],
] as const)('takes %s for our own page at %s, reached by %s', (origin, host, protocol) => {
  expect(refusal(origin, host, protocol)).toBeUndefined();
});

it.each([
  ['http://docket.example', 'docket.example', 'http'],
  ['http://docket.example', 'docket.example', 'https'],
  ['http://other.example', 'other.example', 'https'],
  ['https://127.0.0.1:3000', '127.0.0.1:3000', 'http'],
  ['https://docket.example:8443', 'docket.example', 'https'],
  ['http://app.example', 'docket.example', 'https'],
  ['null', 'docket.example', 'https'],
  ['', 'docket.example', 'https'],
] as const)('refuses %j at %s, reached by %s', (origin, host, protocol) => {
  expect(refusal(origin, host, protocol)).toMatchObject({ code: 'auth.cross_site' });
});
