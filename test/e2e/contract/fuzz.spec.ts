import fc from 'fast-check';
import { type Role } from '#libs/database';
import { demoPassword, seed } from '../../../prisma/seed.js';
import { aUser } from '../../support/clinic.js';
import { createFilledDatabase, type TestDatabase } from '../../support/database.js';
import { call } from '../../support/http.js';
import { raisedLimits } from '../../support/limits.js';
import { type App, startGateway } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { routes } from '../../support/contract.js';
import { deviationOf } from './fuzz/answers.js';
import { KnownIds } from './fuzz/known-ids.js';
import { anyRequest, type Caller, type FuzzRequest } from './fuzz/requests.js';
import { apiOf } from '../support/api.js';
import { bookAll, freeStarts } from '../support/site.js';

const patience = 480_000;
const requests = 5000;
const atOnce = 10;

let clinic: TestDatabase;
let gateway: App;
const tokens = new Map<Caller, string>();
const usernames = new Map<Caller, string>();
const known = new KnownIds();

const tokenOf = async (role: Caller): Promise<string | undefined> => {
  if (role === 'anonymous') return undefined;
  if (role === 'forger') return 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.';
  const token = tokens.get(role) ?? (await signedInAgain(role)) ?? (await signedInAnew(role));
  tokens.set(role, token);
  return token;
};

// The document's examples of a present password are that of the demo.
const signedIn = (username: string): Promise<string> => apiOf(gateway.url).signIn(username, demoPassword);

/** The same user, where another request has ended the session and nothing more. */
async function signedInAgain(role: Caller): Promise<string | undefined> {
  const username = usernames.get(role);
  return username === undefined ? undefined : signedIn(username).catch(() => undefined);
}

async function signedInAnew(role: Role): Promise<string> {
  const { username } = await aUser(clinic.database, { role, password: demoPassword });
  usernames.set(role, username);
  return signedIn(username);
}

/** Most routes are about visits, and a request that is made up hardly ever hits a free time. */
async function bookVisits(): Promise<void> {
  const token = (await tokenOf('patient')) ?? '';
  for (const doctorId of [1, 2]) {
    const starts = await freeStarts(gateway.url, doctorId, 40);
    const apart = starts.filter((_, index) => index % 10 === doctorId);
    await bookAll(gateway.url, { id: 0, token }, doctorId, apart);
  }
}

beforeAll(async () => {
  clinic = await createFilledDatabase('demo', seed);
  gateway = await startGateway({
    ...services(),
    databaseUrl: clinic.url,
    namespace: newNamespace(),
    env: { ...raisedLimits, LOG_LEVEL: 'error' },
  });
  await bookVisits();
}, patience);

afterAll(async () => {
  await gateway.kill();
  await clinic.drop();
});

const seen = new Map<string, Set<number>>();
/** What was not as documented, each kind once, with the first request that met it */
const deviations = new Map<string, string>();
let sent = 0;

async function ask({ route, caller, headers, body, ...request }: FuzzRequest): Promise<void> {
  const path = request.path(known);
  const token = await tokenOf(caller);
  const answer = await call(route.method, gateway.url + path, {
    headers,
    ...(token !== undefined && { token }),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  sent += 1;
  seen.set(route.name, (seen.get(route.name) ?? new Set()).add(answer.status));
  if (answer.status < 300) known.learn(route, caller, answer.body);
  // Signed out by another request
  if (answer.status === 401) tokens.delete(caller);
  const deviation = deviationOf(route.path, route.method, answer);
  const kind = `${route.name}: ${deviation ?? ''}`;
  if (deviation === undefined || deviations.has(kind)) return;
  deviations.set(
    kind,
    `${caller} ${path} ${JSON.stringify({ headers, body })} -> ${answer.text}`.slice(0, 2000),
  );
}

it(
  `answers ${requests} requests of any kind as the document says, and never fails`,
  async () => {
    // The same requests every time, so that a failure is a change's own. FUZZ_SEED looks further afield.
    const seed = Number(process.env.FUZZ_SEED ?? 20_261_122);
    const batches = fc.array(anyRequest, { minLength: atOnce, maxLength: atOnce });
    // Nothing is shrunk: what comes next depends on what came before, so that a smaller case would be another one.
    await fc.assert(
      fc.asyncProperty(batches, async (batch) => {
        await Promise.all(batch.map(ask));
      }),
      { seed, numRuns: requests / atOnce, endOnFailure: true },
    );
    expect({ seed, deviations: Object.fromEntries(deviations) }).toEqual({ seed, deviations: {} });
    expect(sent).toBe(requests);
    expect([...seen.keys()].sort()).toEqual(routes.map(({ name }) => name).sort());
    const refused = [...seen].filter(([, statuses]) => ![...statuses].some((status) => status < 300));
    // The requests got past sign-in and input: most routes did not only refuse, and a failure names those that did.
    const names = refused.map(([name]) => name).sort();
    expect({ names, isMost: names.length > routes.length / 2 }).toEqual({ names, isMost: false });
    expect(gateway.output()).not.toMatch(/"level":"error"/);
  },
  patience,
);
