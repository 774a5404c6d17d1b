import { Temporal } from 'temporal-polyfill';
import { type AppointmentStatus, type Role } from '#libs/database';
import { aDoctor, aLocation, aUser, daily, letWork } from '../../support/clinic.js';
import { type Answer } from '../../support/http.js';
import { type Api, apiOf, fieldOf, listOf } from '../support/api.js';
import { signIn } from '../support/site.js';
import { openStage, type Stage } from '../support/stage.js';

/*
 * Tokyo (UTC+9) and São Paulo (UTC-3), and three days of May 2024, from a Monday on, of which every number is counted by
 * hand.
 */

const range = 'from=2024-05-06&to=2024-05-08';
const reports = ['bookings', 'utilisation', 'no-shows', 'days-to-next-slot'];

let stage: Stage;
let api: Api;
let tokyo: number;
let paulo: number;
let hana: number;
let patientId: number;
const tokens = { admin: '', tokyo: '', paulo: '', nowhere: '', doctor: '', patient: '' };

/** The past is written down as it was: it cannot be booked. */
async function visit(doctorId: number, start: string, status: AppointmentStatus, more: Visit = {}) {
  const { client } = stage.clinic.database;
  const { locationId } = await client.doctor.findUniqueOrThrow({ where: { id: doctorId } });
  const { visitTypeId } = await client.doctorVisitType.findFirstOrThrow({ where: { doctorId } });
  const appointmentDateTime = new Date(start);
  const after = (minutes: number): Date => new Date(appointmentDateTime.getTime() + minutes * 60_000);
  const { minutes = 30, isHold = false } = more;
  await client.appointment.create({
    data: {
      userId: patientId,
      doctorId,
      locationId,
      visitTypeId,
      appointmentDateTime,
      endsAt: after(minutes),
      busyFrom: after(-10),
      busyTo: after(minutes + 10),
      status,
      holdExpiresAt: isHold ? after(5) : null,
      createdById: patientId,
      createdAt: appointmentDateTime,
    },
  });
}

interface Visit {
  readonly minutes?: number;
  readonly isHold?: boolean;
}

async function aToken(url: string, role: Role, ...locationIds: readonly number[]): Promise<string> {
  const { database } = stage.clinic;
  const user = await aUser(database, { role });
  await database.client.staffLocation.deleteMany({ where: { userId: user.id } });
  await letWork(database, user.id, ...locationIds);
  return (await signIn(url, user)).token;
}

beforeAll(async () => {
  stage = await openStage();
  const { database } = stage.clinic;
  const { client } = database;
  const { url } = await stage.startGateway();
  api = apiOf(url);
  patientId = (await aUser(database)).id;
  tokyo = (await aLocation(database, { timeZone: 'Asia/Tokyo' })).id;
  paulo = (await aLocation(database, { timeZone: 'America/Sao_Paulo' })).id;
  const mornings = daily('09:00', '12:00', [1, 2]);
  hana = (await aDoctor(database, { name: 'Hana', locationId: tokyo, schedule: mornings })).id;
  const night = daily('22:00', '02:00', [1]);
  const { id: joana } = await aDoctor(database, { name: 'Joana', locationId: paulo, schedule: night });
  const guest = { name: 'Mirai', locationId: tokyo, schedule: daily('09:00', '10:00', [3]) };
  const { id: mirai } = await aDoctor(database, guest);
  const hours = { weekday: 3, startMinute: 600, endMinute: 720 };
  await client.scheduleWindow.create({ data: { ...hours, doctorId: mirai, locationId: paulo } });
  await aDoctor(database, { name: 'Zoe', locationId: paulo, schedule: [] });
  const drill = { date: new Date('2024-05-07'), name: 'Fire drill', startMinute: 600, endMinute: 660 };
  await client.locationClosure.create({ data: { ...drill, locationId: tokyo } });

  // In Tokyo: 6 May at 00:00, 09:00 and 11:00, 7 May at 09:00, 8 May at 23:30.
  await visit(hana, '2024-05-05T15:00:00Z', 'completed');
  await visit(hana, '2024-05-06T00:00:00Z', 'completed', { minutes: 45 });
  await visit(hana, '2024-05-06T02:00:00Z', 'cancelled');
  await visit(hana, '2024-05-07T00:00:00Z', 'no_show');
  await visit(hana, '2024-05-08T14:30:00Z', 'checked_in');
  // Half an hour too early, and at the midnight after.
  await visit(hana, '2024-05-05T14:30:00Z', 'completed');
  await visit(hana, '2024-05-08T15:00:00Z', 'completed');
  // A hold and one that was let go.
  await visit(hana, '2024-05-07T02:00:00Z', 'held', { isHold: true });
  await visit(hana, '2024-05-07T04:00:00Z', 'cancelled', { isHold: true });
  // In São Paulo: 6 May at 22:00, 7 May at 01:00, 8 May at 23:00; then too early and too late.
  await visit(joana, '2024-05-07T01:00:00Z', 'completed', { minutes: 60 });
  await visit(joana, '2024-05-07T04:00:00Z', 'no_show');
  await visit(joana, '2024-05-09T02:00:00Z', 'confirmed');
  await visit(joana, '2024-05-06T02:30:00Z', 'completed');
  await visit(joana, '2024-05-09T03:00:00Z', 'completed');

  tokens.tokyo = await aToken(url, 'staff', tokyo);
  tokens.paulo = await aToken(url, 'staff', paulo);
  tokens.nowhere = await aToken(url, 'staff');
  for (const role of ['admin', 'doctor', 'patient'] as const) tokens[role] = await aToken(url, role);
}, 180_000);

afterAll(() => stage.close());

const ask = (report: string, query: string, who: keyof typeof tokens): Promise<Answer> =>
  api.get(`/reports/${report}?${query}`, tokens[who]);

/** Date by date: booked, completed, cancelled, missed. */
async function bookings(who: keyof typeof tokens, more = ''): Promise<unknown[]> {
  const answer = await ask('bookings', range + more, who);
  const days = fieldOf(answer, 'days') as Record<string, unknown>[];
  return days.map((day) => [day.date, day.booked, day.completed, day.cancelled, day.noShow]);
}

const rows = async (report: string, query: string, who: keyof typeof tokens): Promise<unknown[]> =>
  listOf(await ask(report, query, who)).map(({ doctorId, ...row }) => {
    expect(doctorId).toEqual(expect.any(Number));
    return Object.values(row);
  });

it('counts what became of the visits of each local date', async () => {
  const inTokyo = [
    ['2024-05-06', 3, 2, 1, 0],
    ['2024-05-07', 1, 0, 0, 1],
    ['2024-05-08', 1, 0, 0, 0],
  ];
  const inPaulo = [
    ['2024-05-06', 1, 1, 0, 0],
    ['2024-05-07', 1, 0, 0, 1],
    ['2024-05-08', 1, 0, 0, 0],
  ];
  const both = [
    ['2024-05-06', 4, 3, 1, 0],
    ['2024-05-07', 2, 0, 0, 2],
    ['2024-05-08', 2, 0, 0, 0],
  ];
  const none = both.map(([date]) => [date, 0, 0, 0, 0]);
  await expect(bookings('admin')).resolves.toEqual(both);
  await expect(bookings('admin', `&locationId=${paulo}`)).resolves.toEqual(inPaulo);
  await expect(bookings('admin', `&doctorId=${hana}`)).resolves.toEqual(inTokyo);
  await expect(bookings('tokyo')).resolves.toEqual(inTokyo);
  await expect(bookings('paulo')).resolves.toEqual(inPaulo);
  await expect(bookings('paulo', `&doctorId=${hana}`)).resolves.toEqual(none);
  await expect(bookings('nowhere')).resolves.toEqual(none);
});

it('sets booked minutes against the hours, closures and other places left out', async () => {
  const hanas = ['Hana', 300, 105, 0.35];
  const joanas = ['Joana', 240, 90, 0.375];
  const zoes = ['Zoe', 0, 0, null];
  await expect(rows('utilisation', range, 'admin')).resolves.toEqual([
    hanas,
    joanas,
    ['Mirai', 180, 0, 0],
    zoes,
  ]);
  await expect(rows('utilisation', range, 'tokyo')).resolves.toEqual([hanas, ['Mirai', 60, 0, 0]]);
  await expect(rows('utilisation', range, 'paulo')).resolves.toEqual([joanas, ['Mirai', 120, 0, 0], zoes]);
  await expect(rows('utilisation', range, 'nowhere')).resolves.toEqual([]);
  // Of the night that began on Monday, Tuesday has two hours; the visit at 01:00 was missed.
  await expect(rows('utilisation', 'from=2024-05-07&to=2024-05-07', 'paulo')).resolves.toEqual([
    ['Joana', 120, 0, 0],
    ['Mirai', 0, 0, null],
    zoes,
  ]);
});

it('counts the patients who stayed away', async () => {
  const hanas = ['Hana', 3, 1, 1 / 3];
  const joanas = ['Joana', 2, 1, 0.5];
  const [mirais, zoes] = [
    ['Mirai', 0, 0, null],
    ['Zoe', 0, 0, null],
  ];
  await expect(rows('no-shows', range, 'admin')).resolves.toEqual([hanas, joanas, mirais, zoes]);
  await expect(rows('no-shows', range, 'tokyo')).resolves.toEqual([hanas, mirais]);
  await expect(rows('no-shows', `${range}&locationId=${paulo}`, 'admin')).resolves.toEqual([
    joanas,
    mirais,
    zoes,
  ]);
  await expect(rows('no-shows', range, 'nowhere')).resolves.toEqual([]);
});

describe('the days to the next slot', () => {
  // Their dates always differ.
  const zones = ['Pacific/Kiritimati', 'Pacific/Pago_Pago'] as const;
  const todayIn = (zone: string): Temporal.PlainDate => Temporal.Now.plainDateISO(zone);

  it.each(zones)('are those of the location, in %s', async (timeZone) => {
    const { database } = stage.clinic;
    const { id: locationId } = await aLocation(database, { timeZone });
    const taken = todayIn(timeZone).add({ days: 3 });
    const free = taken.add({ days: 4 });
    const { id: doctorId } = await aDoctor(database, { name: 'Ann', locationId, schedule: [] });
    await aDoctor(database, { name: 'Ben', locationId, schedule: [] });
    await aDoctor(database, {
      name: 'Cleo',
      locationId,
      schedule: daily('00:00', '00:00'),
      visitTypeIds: [],
    });
    for (const date of [taken, free]) {
      const hours = { date: new Date(date.toString()), startMinute: 540, endMinute: 570 };
      await database.client.scheduleException.create({ data: { ...hours, kind: 'extra', doctorId } });
    }
    const start = taken.toZonedDateTime({ timeZone, plainTime: '09:00' }).toInstant();
    await visit(doctorId, start.toString(), 'confirmed');
    const before = todayIn(timeZone);
    const found = listOf(await ask('days-to-next-slot', `locationId=${locationId}`, 'admin'));
    // Midnight may pass meanwhile.
    const expected = [before, todayIn(timeZone)].map((today) => today.until(free).days);
    expect(found.map(({ doctorName }) => doctorName)).toEqual(['Ann', 'Ben', 'Cleo']);
    expect(expected).toContain(found[0]?.days);
    expect(found.slice(1).map(({ days }) => days)).toEqual([null, null]);
  });

  it('are told of the doctors at the locations of staff', async () => {
    const names = async (who: keyof typeof tokens): Promise<unknown[]> =>
      listOf(await ask('days-to-next-slot', '', who)).map(({ doctorName }) => doctorName);
    await expect(names('tokyo')).resolves.toEqual(['Hana', 'Mirai']);
    await expect(names('paulo')).resolves.toEqual(['Joana', 'Mirai', 'Zoe']);
    await expect(names('nowhere')).resolves.toEqual([]);
  });
});

describe.each(reports)('the report %s', (report) => {
  const dates = report === 'days-to-next-slot' ? '' : `${range}&`;

  it('is not for staff of another location', async () => {
    for (const who of ['paulo', 'nowhere'] as const) {
      const answer = await ask(report, `${dates}locationId=${tokyo}`, who);
      expect([answer.status, fieldOf(answer, 'code')]).toEqual([403, 'auth.elsewhere']);
    }
    expect((await ask(report, `${dates}locationId=${tokyo}`, 'tokyo')).status).toBe(200);
  });

  it.each(['doctor', 'patient'] as const)('is not for a %s', async (who) => {
    const answer = await ask(report, dates, who);
    expect([answer.status, fieldOf(answer, 'code')]).toEqual([403, 'auth.forbidden']);
  });
});

it.each(reports.slice(0, 3))('%s is about 1 to 92 days', async (report) => {
  const refused = { status: 422, body: { code: 'request.invalid', errors: [{ pointer: '/to' }] } };
  await expect(ask(report, 'from=2024-05-08&to=2024-05-07', 'admin')).resolves.toMatchObject(refused);
  await expect(ask(report, 'from=2024-01-01&to=2024-04-02', 'admin')).resolves.toMatchObject(refused);
  // 31 + 29 + 31 + 1
  const longest = await ask(report, 'from=2024-01-01&to=2024-04-01', 'admin');
  expect(longest.status).toBe(200);
  if (report === 'bookings') expect(fieldOf(longest, 'days')).toHaveLength(92);
});
