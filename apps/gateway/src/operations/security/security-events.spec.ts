import { readFileSync } from 'node:fs';
import { securityEventOf, watchedRoutes } from './security-events.js';

describe('securityEventOf', () => {
  it.each([
    ['POST /login', undefined, 'authn_login_success'],
    ['POST /login', 'auth.bad_credentials', 'authn_login_fail'],
    ['POST /login', 'limits.exceeded', 'excess_rate_limit_exceeded'],
    ['POST /me/password', 'auth.wrong_password', 'authn_password_change_fail'],
    ['DELETE /me/mfa', 'auth.wrong_password', 'authn_login_fail'],
    ['GET /users', 'auth.forbidden', 'authz_fail'],
    ['POST /appointments', 'request.invalid', 'input_validation_fail'],
    ['POST /appointments', 'internal', 'sys_failure'],
    ['POST /appointments', 'appointment.slot_taken', undefined],
    ['POST /appointments', undefined, undefined],
  ] as const)('%s answered with %s is %s', (operation, refusal, event) => {
    expect(securityEventOf(operation, refusal)).toBe(event);
  });

  it('tells a copied refresh token from a session that is over', () => {
    expect(securityEventOf('POST /token/refresh', 'auth.session_ended')).toBe('session_use_after_expire');
    expect(securityEventOf('POST /token/refresh', 'auth.session_ended', true)).toBe('authn_token_reuse');
  });
});

it('watches routes that exist', () => {
  const { paths } = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as {
    paths: Record<string, Record<string, unknown>>;
  };
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  );
  expect(operations).toEqual(expect.arrayContaining(watchedRoutes));
});
