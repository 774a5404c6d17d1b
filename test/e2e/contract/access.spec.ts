import { seed } from '../../../prisma/seed.js';
import { neededQuery, pathOf, type Route, routes } from '../../support/contract.js';
import { createFilledDatabase, type TestDatabase } from '../../support/database.js';
import { call } from '../../support/http.js';
import { type App, startGateway } from '../../support/processes.js';
import { newNamespace } from '../../support/services.js';
import { apiOf } from '../support/api.js';
import { logins, type Role, roles } from './bad-input/callers.js';
import { sampleOf } from './bad-input/faults.js';

/*
 * The matrix of roles and routes, from the API's own description (SECURITY 16). That a route turns away the roles that
 * it does not name is tested with the rest of the bad input; here, that it lets in those that it names.
 */

let clinic: TestDatabase;
let gateway: App;
let doctorId: string;
const tokens = new Map<Role, string>();

beforeAll(async () => {
  clinic = await createFilledDatabase('demo', seed);
  gateway = await startGateway({ databaseUrl: clinic.url, namespace: newNamespace() });
  const { id } = await clinic.database.client.doctor.findFirstOrThrow({
    where: { user: { username: 'doctor' } },
  });
  doctorId = String(id);
}, 180_000);

afterAll(async () => {
  await gateway.stop();
  await clinic.drop();
});

/** A token that works: some routes end the session that they are called with. */
async function tokenOf(role: Role): Promise<string> {
  const known = tokens.get(role);
  if (known !== undefined) {
    const { status } = await call('GET', `${gateway.url}/me`, { token: known });
    if (status === 200) return known;
  }
  const token = await apiOf(gateway.url).signIn(logins[role], 'docket-demo');
  tokens.set(role, token);
  return token;
}

const rolesOf = ({ access }: Route): Role[] =>
  roles.filter((role) => access === 'signed_in' || (Array.isArray(access) && access.includes(role)));

const guarded = routes.filter(({ access }) => access !== 'public');

it('is not about nothing', () => {
  expect(guarded.length).toBeGreaterThan(30);
  expect(guarded.flatMap(rolesOf).length).toBeGreaterThan(guarded.length);
});

/** Records of patients can end an account: one that does not exist keeps those that the other routes are asked with. */
const strangersIn = ({ path }: Route): Record<string, string> =>
  path.startsWith('/users/patients/{userId}') ? { userId: '999999999' } : {};

/** How a route turns a role away, or nothing when it lets the role in. */
async function refusalOf(route: Route, role: Role): Promise<string | undefined> {
  const own = route.path.startsWith('/doctors/') ? { id: doctorId } : strangersIn(route);
  const query = neededQuery(route).join('&');
  const { status, body, text } = await call(route.method, `${gateway.url}${pathOf(route, own)}?${query}`, {
    token: await tokenOf(role),
    ...(route.body && { body: sampleOf(route.body) }),
  });
  const { code } = (body ?? {}) as { code?: string };
  const isLetIn = status !== 401 && status < 500 && code !== 'auth.forbidden';
  return isLetIn ? undefined : `${role}: ${status} ${text}`;
}

it.each(guarded)('$name lets in each role that it names', async (route) => {
  const refusals = await Promise.all(rolesOf(route).map((role) => refusalOf(route, role)));
  expect(refusals.filter((refusal) => refusal !== undefined)).toEqual([]);
});
