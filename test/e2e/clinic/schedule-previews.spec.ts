import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { aDoctor, aLocation, aUser, daily } from '../../support/clinic.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { type Answer } from '../../support/http.js';
import { type App, startGateway } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { type Api, apiOf, dayFromNow, fieldOf } from '../support/api.js';
import { type Account, signIn } from '../support/site.js';

const patience = 120_000;

let db: TestDatabase;
let gateway: App;
let api: Api;
let admin: Account;
let patient: Account;
let doctorId: number;
let doctorAccount: Account;
let guestPlace: number;

beforeAll(async () => {
  db = await createDatabase();
  gateway = await startGateway({ ...services(), databaseUrl: db.url, namespace: newNamespace() });
  api = apiOf(gateway.url);
  admin = await signIn(gateway.url, await aUser(db.database, { role: 'admin' }));
  patient = await signIn(gateway.url, await aUser(db.database));
  const account = await aUser(db.database, { role: 'doctor' });
  doctorAccount = await signIn(gateway.url, account);
  const own = await aLocation(db.database, { timeZone: 'Europe/Berlin' });
  ({ id: guestPlace } = await aLocation(db.database, { timeZone: 'America/New_York' }));
  const wish = { locationId: own.id, userId: account.id, schedule: daily('08:00', '18:00') };
  ({ id: doctorId } = await aDoctor(db.database, wish));
  // What the hours are cut by: closures of either place, an exception, and bookings at ten o'clock.
  for (const [locationId, date] of [
    [own.id, dayFromNow(4)],
    [guestPlace, dayFromNow(5)],
  ] as const) {
    const closure = { date, name: 'Moving house', start: '12:00', end: '16:00' };
    expect((await api.post(`/locations/${locationId}/closures`, closure, admin.token)).status).toBe(201);
  }
  const closed = { date: dayFromNow(6), kind: 'closed' };
  expect((await api.post(`/doctors/${doctorId}/exceptions`, closed, admin.token)).status).toBe(201);
  for (const days of [2, 3, 4, 5]) {
    const { epochMilliseconds } = Temporal.PlainDate.from(dayFromNow(days)).toZonedDateTime({
      timeZone: 'Europe/Berlin',
      plainTime: '10:00',
    });
    const visit = { doctorId, appointmentDateTime: new Date(epochMilliseconds).toISOString() };
    expect((await api.post('/appointments', visit, patient.token)).status).toBe(201);
  }
}, patience);

afterAll(async () => {
  await gateway.stop();
  await db.drop();
});

const range = () => ({ from: dayFromNow(1), to: dayFromNow(8) });
const startsIn = (slots: unknown): string[] =>
  (slots as { days: { slots: { start: string }[] }[] }).days.flatMap((day) =>
    day.slots.map(({ start }) => start),
  );

/** Everything that a preview could leave behind. */
const written = () =>
  Promise.all([
    db.database.client.scheduleWindow.findMany({ orderBy: { id: 'asc' } }),
    db.database.client.scheduleException.findMany({ orderBy: { id: 'asc' } }),
    db.database.client.outboxEvent.count(),
    db.database.client.appointmentHistory.count(),
    db.database.client.$queryRaw`SELECT revision FROM schedule_revision`,
  ]);

const times = fc
  .tuple(fc.integer({ min: 0, max: 47 }), fc.integer({ min: 1, max: 20 }))
  .map(([start, length]) => ({ start, end: (start + length) % 48 }));
const clock = (half: number): string =>
  `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`;
const window = fc
  .tuple(fc.integer({ min: 1, max: 7 }), times, fc.boolean(), fc.option(fc.integer({ min: 0, max: 8 })))
  .map(([weekday, { start, end }, isElsewhere, fromDay]) => ({
    weekday,
    start: clock(start),
    end: clock(end),
    validFrom: fromDay === null ? null : dayFromNow(fromDay),
    locationId: isElsewhere ? guestPlace : null,
  }));

it(
  'a preview is what the week then gives, and writes nothing',
  async () => {
    let withSlots = 0;
    let withBroken = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(window, { maxLength: 12 }), async (windows) => {
        const before = await written();
        const preview = await api.post(
          `/doctors/${doctorId}/schedule/preview`,
          { windows, ...range() },
          doctorAccount.token,
        );
        expect(await written()).toEqual(before);
        const replaced = await api.put(`/doctors/${doctorId}/schedule`, { windows }, doctorAccount.token);
        if (replaced.status === 422) {
          // What the week is refused for, its preview is refused for.
          const { status, body } = preview;
          const ofRequest = (answer: object) => ({ ...answer, requestId: undefined });
          expect([status, ofRequest(body as object)]).toEqual([422, ofRequest(replaced.body as object)]);
          return;
        }
        const { from, to } = range();
        const found = await api.get(`/doctors/${doctorId}/availability?from=${from}&to=${to}`);
        const { timeZone, days } = found.body as Record<string, unknown>;
        const outsideHours = fieldOf(replaced, 'outsideHours') as unknown[];
        expect([preview.status, preview.body]).toEqual([200, { slots: { timeZone, days }, outsideHours }]);
        if (startsIn({ days }).length > 0) withSlots += 1;
        if (outsideHours.length > 0) withBroken += 1;
      }),
      { numRuns: 30, interruptAfterTimeLimit: patience - 30_000 },
    );
    expect(withSlots).toBeGreaterThan(0);
    expect(withBroken).toBeGreaterThan(0);
  },
  patience,
);

describe('an exception', () => {
  const preview = (exception: object): Promise<Answer> =>
    api.post(`/doctors/${doctorId}/exceptions/preview`, exception, doctorAccount.token);
  const brokenBy = (answer: Answer): string[] =>
    (fieldOf(answer, 'outsideHours') as { appointmentDateTime: string }[]).map(({ appointmentDateTime }) =>
      appointmentDateTime.slice(0, 10),
    );

  beforeAll(async () => {
    const windows = daily('08:00', '18:00');
    expect((await api.put(`/doctors/${doctorId}/schedule`, { windows }, admin.token)).status).toBe(200);
  });

  it.each([
    ['a closed day', { kind: 'closed' }, 1],
    ['a closed part that the visit lies in', { kind: 'closed', start: '09:00', end: '10:15' }, 1],
    ['a closed part beside the visit', { kind: 'closed', start: '10:30', end: '18:00' }, 0],
    ['extra time', { kind: 'extra', start: '18:00', end: '20:00' }, 0],
  ])('%s breaks what it then does, and is not written', async (_, exception, broken) => {
    const day = { ...exception, date: dayFromNow(3) };
    const before = await written();
    const previewed = await preview(day);
    expect(await written()).toEqual(before);
    expect(previewed.status).toBe(200);
    expect(brokenBy(previewed)).toEqual(broken === 0 ? [] : [dayFromNow(3)]);
    const added = await api.post(`/doctors/${doctorId}/exceptions`, day, doctorAccount.token);
    expect(fieldOf(added, 'outsideHours')).toEqual(fieldOf(previewed, 'outsideHours'));
    await api.delete(`/doctors/${doctorId}/exceptions/${String(fieldOf(added, 'id'))}`, doctorAccount.token);
  });

  it('is refused for what it would be refused for when it is added', async () => {
    const wrong = { date: dayFromNow(3), kind: 'extra', start: '18:00' };
    for (const path of ['exceptions/preview', 'exceptions'])
      expect(await api.post(`/doctors/${doctorId}/${path}`, wrong, doctorAccount.token)).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '/end' }] },
      });
  });
});

it('is for those alone who may change the hours', async () => {
  const other = await signIn(gateway.url, await aUser(db.database, { role: 'doctor' }));
  // Works elsewhere.
  const staff = await signIn(gateway.url, await aUser(db.database, { role: 'staff' }));
  for (const { token } of [other, staff, patient]) {
    const week = await api.post(`/doctors/${doctorId}/schedule/preview`, { windows: [] }, token);
    const exception = { date: dayFromNow(3), kind: 'closed' };
    const day = await api.post(`/doctors/${doctorId}/exceptions/preview`, exception, token);
    expect([week.status, day.status]).toEqual([403, 403]);
  }
});
