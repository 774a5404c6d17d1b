import { type Route, routes } from '../support/contract.js';

const roles = ['patient', 'doctor', 'staff', 'admin'];

const namesOf = (found: readonly Route[]): string[] => found.map(({ name }) => name);

it('docs/openapi.json is about many routes', () => {
  expect(routes.length).toBeGreaterThan(100);
});

it('each route says who may use it', () => {
  const isSaid = ({ access }: Route): boolean =>
    Array.isArray(access)
      ? access.every((role) => roles.includes(role as string))
      : access === 'public' || access === 'signed_in';
  expect(namesOf(routes.filter((route) => !isSaid(route)))).toEqual([]);
});

it('each route has each of its parameters once', () => {
  const hasTwice = ({ parameters }: Route): boolean => new Set(parameters).size < parameters.length;
  expect(namesOf(routes.filter(hasTwice))).toEqual([]);
});

it.each<[string, readonly number[], (route: Route) => boolean]>([
  ['with a body', [400, 413, 415, 422], ({ body }) => body !== undefined],
  ['with a query', [422], ({ query }) => query.length > 0],
  ['for signed-in callers', [401], ({ access }) => access !== 'public'],
  ['for some roles', [403], ({ access }) => Array.isArray(access) && access.length < roles.length],
])('each route %s documents how it refuses: %j', (_, refusals, isMeant) => {
  const meant = routes.filter(isMeant);
  const isSilent = ({ statuses }: Route): boolean => refusals.some((status) => !statuses.includes(status));
  expect(meant).not.toEqual([]);
  expect(namesOf(meant.filter(isSilent))).toEqual([]);
});
