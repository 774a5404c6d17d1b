import { seed } from '../../prisma/seed.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { call } from '../support/http.js';
import { type App, startGateway } from '../support/processes.js';
import { newNamespace } from '../support/services.js';
import { neededQuery, pathOf, type Route, routes } from './bad-input/contract.js';
import { sampleOf } from './bad-input/faults.js';
import { apiOf } from './support/api.js';

/*
 * The matrix of roles and routes, from the API's own description (SECURITY 16). That whoever is not named is turned away
 * is tested with the rest of the bad input; here, that whoever is named is let in.
 */

const logins = { patient: 'patient', doctor: 'doctor', staff: 'frontdesk', admin: 'admin' };
type Role = keyof typeof logins;
const roles = Object.keys(logins) as Role[];

let clinic: TestDatabase;
let gateway: App;
let doctorId: string;
const tokens = new Map<Role, string>();

beforeAll(async () => {
  clinic = await createDatabase();
  await seed(clinic.database);
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

const mayUse = ({ access }: Route, role: Role): boolean =>
  access === 'signed_in' || (Array.isArray(access) && access.includes(role));

const guarded = routes.filter(({ access }) => access !== 'public');
const cells = guarded.flatMap((route) =>
  roles.filter((role) => mayUse(route, role)).map((role) => ({ role, ...route })),
);

it('is not about nothing', () => {
  expect(guarded.length).toBeGreaterThan(30);
  expect(cells.length).toBeGreaterThan(guarded.length);
});

it.each(cells)('$role may use $name', async ({ role, ...route }) => {
  const own = route.path.startsWith('/doctors/') ? { id: doctorId } : {};
  const query = neededQuery(route).join('&');
  const answer = await call(route.method, `${gateway.url}${pathOf(route, own)}?${query}`, {
    token: await tokenOf(role),
    ...(route.body && { body: sampleOf(route.body) }),
  });
  expect(answer.status).not.toBe(401);
  expect((answer.body as { code?: string } | undefined)?.code).not.toBe('auth.forbidden');
  expect(answer.status).toBeLessThan(500);
});
