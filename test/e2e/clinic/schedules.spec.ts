import { Temporal } from 'temporal-polyfill';
import { type Doctor, type Location } from '#libs/database';
import { aDoctor, aLocation, aUser, aVisitType, daily, password } from '../../support/clinic.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { type Answer } from '../../support/http.js';
import { type App, startGateway } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { type Api, apiOf, dayFromNow, fieldOf, listOf } from '../support/api.js';

let db: TestDatabase;
let gateway: App;
let api: Api;
let admin: string;
let patient: string;

beforeAll(async () => {
  db = await createDatabase();
  gateway = await startGateway({ ...services(), databaseUrl: db.url, namespace: newNamespace() });
  api = apiOf(gateway.url);
  await aUser(db.database, { username: 'chief', role: 'admin' });
  await aUser(db.database, { username: 'pat' });
  [admin, patient] = await Promise.all([api.signIn('chief', password), api.signIn('pat', password)]);
}, 180_000);

afterAll(async () => {
  await gateway.stop();
  await db.drop();
});

interface Slot {
  readonly start: string;
  readonly end: string;
  readonly locationId: number;
}

interface Closure {
  readonly date: string;
  readonly name: string;
  readonly start: string | null;
}

const code = (answer: Answer): unknown => fieldOf(answer, 'code');
const idOf = (answer: Answer): number => fieldOf(answer, 'id') as number;
const pointersOf = (answer: Answer): string[] =>
  (fieldOf(answer, 'errors') as { pointer: string }[]).map(({ pointer }) => pointer);

/** The free slots of a date, in the doctor's own zone. */
async function slotsOn(doctorId: number, date: string, more = ''): Promise<Slot[]> {
  const answer = await api.get(`/doctors/${doctorId}/availability?from=${date}&to=${date}${more}`);
  const [day] = fieldOf(answer, 'days') as { slots: Slot[] }[];
  return day?.slots ?? [];
}

const book = (doctorId: number, start: string | undefined, more: object = {}): Promise<Answer> =>
  api.post('/appointments', { doctorId, appointmentDateTime: start, ...more }, patient);

/** ISO weekday of a date. */
const weekdayOf = (date: string): number => ((new Date(date).getUTCDay() + 6) % 7) + 1;

/** Everything that says when doctors work and what they offer. */
const rules = async () => ({
  windows: await db.database.client.scheduleWindow.findMany({ orderBy: { id: 'asc' } }),
  exceptions: await db.database.client.scheduleException.findMany({ orderBy: { id: 'asc' } }),
  closures: await db.database.client.locationClosure.findMany({ orderBy: { id: 'asc' } }),
  offered: await db.database.client.doctorVisitType.findMany({
    orderBy: [{ doctorId: 'asc' }, { position: 'asc' }],
  }),
});

describe('a doctor at two locations', () => {
  let berlin: Location;
  let newYork: Location;
  let doctor: Doctor;
  const [first, second] = [dayFromNow(3), dayFromNow(4)];

  beforeAll(async () => {
    berlin = await aLocation(db.database, { timeZone: 'Europe/Berlin' });
    newYork = await aLocation(db.database, { timeZone: 'America/New_York' });
    doctor = await aDoctor(db.database, { locationId: berlin.id, schedule: [] });
  });

  const path = () => `/doctors/${doctor.id}/schedule`;
  const window = (date: string, more: object = {}) => ({
    weekday: weekdayOf(date),
    start: '09:00',
    end: '10:00',
    validFrom: null,
    validTo: null,
    ...more,
  });

  it('has a week that says where', async () => {
    const windows = [window(first), window(second, { locationId: newYork.id })];
    const put = await api.put(path(), { windows }, admin);
    expect(put.status).toBe(200);
    const shown = (await api.get(path())).body as { windows: { weekday: number; locationId: number }[] };
    expect(put.body).toEqual({ ...shown, outsideHours: [] });
    const places = new Map(shown.windows.map(({ weekday, locationId }) => [weekday, locationId]));
    expect(places.get(weekdayOf(first))).toBe(berlin.id);
    expect(places.get(weekdayOf(second))).toBe(newYork.id);
    // Putting back what was read changes nothing, also where nothing was said about the location.
    await api.put(path(), shown, admin);
    const rows = await db.database.client.scheduleWindow.findMany({ where: { doctorId: doctor.id } });
    expect(rows.map(({ locationId }) => locationId).sort()).toEqual([newYork.id, null]);
  });

  it.each([
    ['Berlin', first, () => berlin],
    ['New York', second, () => newYork],
  ])('is booked in %s, at the hour of that place', async (_, date, place) => {
    const { id: locationId, timeZone } = place();
    const [slot] = await slotsOn(doctor.id, date);
    expect(slot?.locationId).toBe(locationId);
    const booked = await book(doctor.id, slot?.start);
    expect([booked.status, booked.body]).toMatchObject([201, { locationId, timeZone }]);
    const start = new Date(fieldOf(booked, 'appointmentDateTime') as string);
    expect(start.toLocaleTimeString('sv-SE', { timeZone })).toBe('09:00:00');
    await expect(
      db.database.client.appointment.findUniqueOrThrow({ where: { id: idOf(booked) } }),
    ).resolves.toMatchObject({ locationId });
  });

  it('is found at both', async () => {
    const found = async (locationId: number) =>
      listOf(await api.get(`/doctors?location=${locationId}`)).map(({ id }) => id);
    expect(await found(berlin.id)).toEqual([doctor.id]);
    expect(await found(newYork.id)).toEqual([doctor.id]);
    await api.put(path(), { windows: [window(first)] }, admin);
    expect(await found(newYork.id)).toEqual([]);
    await api.put(path(), { windows: [window(first), window(second, { locationId: newYork.id })] }, admin);
    expect(await found(newYork.id)).toEqual([doctor.id]);
  });

  it('has extra time at the other one', async () => {
    const date = dayFromNow(12);
    const extra = { date, kind: 'extra', start: '20:00', end: '20:30', locationId: newYork.id };
    const added = await api.post(`/doctors/${doctor.id}/exceptions`, extra, admin);
    expect([added.status, added.body]).toMatchObject([201, { ...extra, reason: null }]);
    const [slot] = (await slotsOn(doctor.id, date, '&timeZone=America/New_York')).slice(-1);
    expect(slot?.locationId).toBe(newYork.id);
    expect(new Date(slot?.start ?? '').toLocaleTimeString('sv-SE', { timeZone: newYork.timeZone })).toBe(
      '20:00:00',
    );
    const own = await api.post(
      `/doctors/${doctor.id}/exceptions`,
      { ...extra, locationId: undefined },
      admin,
    );
    expect(fieldOf(own, 'locationId')).toBe(berlin.id);
    const closed = await api.post(`/doctors/${doctor.id}/exceptions`, { date, kind: 'closed' }, admin);
    expect(fieldOf(closed, 'locationId')).toBeNull();
    expect(await slotsOn(doctor.id, date)).toEqual([]);
    for (const exception of [added, own, closed]) {
      await api.delete(`/doctors/${doctor.id}/exceptions/${idOf(exception)}`, admin);
    }
  });

  it('is nowhere that does not exist, and not at two places at once', async () => {
    const near = await aLocation(db.database, { timeZone: 'Europe/Berlin' });
    const before = await rules();
    const lists: [object[], string][] = [
      [[window(first), window(second), { ...window(first), locationId: 999_999 }], '/windows/2/locationId'],
      [[window(first), window(first, { start: '09:30', end: '11:00', locationId: near.id })], '/windows/1'],
      [[window(first), window(first, { locationId: berlin.id })], '/windows/1'],
      [[window(first, { locationId: 0 })], '/windows/0/locationId'],
    ];
    for (const [windows, pointer] of lists) {
      const answer = await api.put(path(), { windows }, admin);
      expect([answer.status, code(answer), pointersOf(answer)]).toEqual([422, 'request.invalid', [pointer]]);
    }
    for (const wrong of [
      { kind: 'closed', locationId: berlin.id },
      { kind: 'extra', start: '09:00', end: '10:00', locationId: 999_999 },
    ]) {
      const answer = await api.post(`/doctors/${doctor.id}/exceptions`, { date: first, ...wrong }, admin);
      expect([answer.status, pointersOf(answer)]).toEqual([422, ['/locationId']]);
    }
    expect(await rules()).toEqual(before);
  });
});

describe('a doctor who moves to another zone', () => {
  it('keeps what is booked, which can still be moved', async () => {
    const berlin = await aLocation(db.database, { timeZone: 'Europe/Berlin' });
    const tokyo = await aLocation(db.database, { timeZone: 'Asia/Tokyo' });
    const doctor = await aDoctor(db.database, { locationId: berlin.id, schedule: daily('09:00', '12:00') });
    const [slot] = await slotsOn(doctor.id, dayFromNow(5));
    const booked = await book(doctor.id, slot?.start);
    expect(booked.body).toMatchObject({ locationId: berlin.id });
    await api.patch(`/doctors/${doctor.id}`, { locationId: tokyo.id }, admin);
    const path = `/appointments/${idOf(booked)}`;
    expect((await api.get(path, patient)).body).toEqual(booked.body);
    expect(fieldOf(await api.get(`/doctors/${doctor.id}/schedule`), 'windows')).toMatchObject([
      { locationId: tokyo.id },
      ...Array.from({ length: 6 }, () => ({ locationId: tokyo.id })),
    ]);
    const [target] = await slotsOn(doctor.id, dayFromNow(6));
    expect(target?.locationId).toBe(tokyo.id);
    const moved = await api.patch(path, { appointmentDateTime: target?.start }, patient);
    expect([moved.status, moved.body]).toMatchObject([
      200,
      { id: idOf(booked), locationId: tokyo.id, timeZone: 'Asia/Tokyo', appointmentDateTime: target?.start },
    ]);
  });
});

describe('a location that changes (R21)', () => {
  it('answers a new zone with the visits that it leaves outside hours, and raises SEQUENCE', async () => {
    const there = await aLocation(db.database, { timeZone: 'Europe/Berlin', address: 'Mill Lane 3' });
    const doctor = await aDoctor(db.database, { locationId: there.id, schedule: daily('09:00', '12:00') });
    const [slot] = await slotsOn(doctor.id, dayFromNow(5));
    const booked = await book(doctor.id, slot?.start);
    const sequence = async (): Promise<number> => {
      const { text } = await api.get(`/appointments/${idOf(booked)}/calendar.ics`, patient);
      return Number(/^SEQUENCE:(\d+)/m.exec(text)?.[1]);
    };
    const change = (changes: object) => api.patch(`/locations/${there.id}`, changes, admin);
    const first = await sequence();
    const phone = await change({ phone: '+4930123456', address: 'Mill Lane 3' });
    expect([phone.status, fieldOf(phone, 'outsideHours')]).toEqual([200, undefined]);
    expect(await sequence()).toBe(first);
    const address = await change({ address: 'Mill Lane 5' });
    expect([address.status, fieldOf(address, 'outsideHours')]).toEqual([200, undefined]);
    expect(await sequence()).toBe(first + 1);
    const zone = await change({ timeZone: 'Asia/Tokyo' });
    expect([zone.status, fieldOf(zone, 'outsideHours')]).toEqual([
      200,
      [expect.objectContaining({ id: idOf(booked) })],
    ]);
    expect(await sequence()).toBe(first + 2);
    expect((await change({ timeZone: 'Mars/Base' })).status).toBe(422);
    expect((await api.patch('/locations/999999', { name: 'Nowhere' }, admin)).status).toBe(404);
    expect(await sequence()).toBe(first + 2);
  });
});

describe('a doctor who needs another time for a visit', () => {
  const start = (slots: readonly Slot[]) => slots.map((slot) => slot.start.slice(11, 16));
  let visitTypeId: number;
  let slow: Doctor;
  let usual: Doctor;
  const date = dayFromNow(3);
  const offer = (doctor: Doctor, overrides?: object[]) =>
    api.put(`/doctors/${doctor.id}/visit-types`, { visitTypeIds: [visitTypeId], overrides }, admin);
  const offered = async (doctor: Doctor) =>
    listOf(await api.get(`/doctors/${doctor.id}/visit-types`)).map(
      ({ durationMinutes, slotIntervalMinutes, bufferBeforeMinutes, bufferAfterMinutes }) => [
        durationMinutes,
        slotIntervalMinutes,
        bufferBeforeMinutes,
        bufferAfterMinutes,
      ],
    );

  beforeAll(async () => {
    visitTypeId = (
      await aVisitType(db.database, {
        slotIntervalMinutes: null,
        bufferBeforeMinutes: 5,
        bufferAfterMinutes: 5,
      })
    ).id;
    const schedule = daily('09:00', '12:00');
    slow = await aDoctor(db.database, { visitTypeIds: [visitTypeId], schedule });
    usual = await aDoctor(db.database, { visitTypeIds: [visitTypeId], schedule });
  });

  it('has slots and busy time of that length, alone', async () => {
    expect(await offered(slow)).toEqual([[30, 30, 5, 5]]);
    const put = await offer(slow, [{ visitTypeId, durationMinutes: 60, bufferBeforeMinutes: 0 }]);
    expect(put.status).toBe(200);
    expect(await offered(slow)).toEqual([[60, 60, 0, 5]]);
    expect(await offered(usual)).toEqual([[30, 30, 5, 5]]);
    const slots = await slotsOn(slow.id, date);
    expect(start(slots)).toEqual(['09:00', '10:00', '11:00']);
    expect(start(await slotsOn(usual.id, date))).toHaveLength(6);
    const booked = await book(slow.id, slots[1]?.start);
    expect(booked.body).toMatchObject({ endsAt: slots[1]?.end });
    const row = await db.database.client.appointment.findUniqueOrThrow({ where: { id: idOf(booked) } });
    expect([row.busyFrom, row.busyTo].map((at) => at.toISOString().slice(11, 16))).toEqual([
      '10:00',
      '11:05',
    ]);
    // The buffers after the visits reach into the next hour, so neither neighbour is left.
    expect(await slotsOn(slow.id, date)).toEqual([]);
  });

  it('keeps it when the visit type changes, and loses it with the next list', async () => {
    await api.patch(`/visit-types/${visitTypeId}`, { durationMinutes: 20, bufferAfterMinutes: 15 }, admin);
    expect(await offered(slow)).toEqual([[60, 60, 0, 15]]);
    expect(await offered(usual)).toEqual([[20, 20, 5, 15]]);
    await api.patch(`/visit-types/${visitTypeId}`, { slotIntervalMinutes: 30 }, admin);
    expect(await offered(slow)).toEqual([[60, 30, 0, 15]]);
    await offer(slow);
    expect(await offered(slow)).toEqual([[20, 30, 5, 15]]);
  });

  it('has one for each visit type that is offered, and for no other', async () => {
    const before = await rules();
    const other = await aVisitType(db.database);
    const wrong: [object[], string][] = [
      [[{ visitTypeId: other.id, durationMinutes: 10 }], '/overrides/0/visitTypeId'],
      [
        [
          { visitTypeId, durationMinutes: 10 },
          { visitTypeId, durationMinutes: 20 },
        ],
        '/overrides/1/visitTypeId',
      ],
      [[{ visitTypeId, durationMinutes: 0 }], '/overrides/0/durationMinutes'],
      [[{ visitTypeId, durationMinutes: 1441 }], '/overrides/0/durationMinutes'],
      [[{ visitTypeId, bufferAfterMinutes: -1 }], '/overrides/0/bufferAfterMinutes'],
      [[{ visitTypeId, bufferBeforeMinutes: null }], '/overrides/0/bufferBeforeMinutes'],
    ];
    for (const [overrides, pointer] of wrong) {
      const answer = await offer(slow, overrides);
      expect([answer.status, code(answer), pointersOf(answer)]).toEqual([422, 'request.invalid', [pointer]]);
    }
    expect(await rules()).toEqual(before);
  });
});

describe('bookings outside hours', () => {
  const [date, otherDate] = [dayFromNow(20), dayFromNow(21)];
  let place: Location;
  let doctor: Doctor;
  let colleague: Doctor;
  let token: string;
  /** Of the doctor and of the colleague on the date, of the doctor the day after */
  let booked: Answer[];

  beforeAll(async () => {
    place = await aLocation(db.database, { timeZone: 'Europe/London' });
    const account = await aUser(db.database, { username: 'minding', role: 'doctor' });
    token = await api.signIn('minding', password);
    doctor = await aDoctor(db.database, { locationId: place.id, userId: account.id });
    colleague = await aDoctor(db.database, { locationId: place.id });
    booked = [
      await book(doctor.id, (await slotsOn(doctor.id, date))[0]?.start),
      await book(colleague.id, (await slotsOn(colleague.id, date))[2]?.start),
      await book(doctor.id, (await slotsOn(doctor.id, otherDate))[4]?.start),
    ];
    expect(booked.map(({ status }) => status)).toEqual([201, 201, 201]);
  });

  const listed = async (of: string, who = admin) =>
    listOf(await api.get(`${of}/appointments/outside-hours`, who)).map(({ id }) => id);
  const ids = (...of: number[]) => booked.filter((_, index) => of.includes(index)).map(idOf);
  const doctors = () => `/doctors/${doctor.id}`;
  const here = () => `/locations/${place.id}`;

  it('are none at first', async () => {
    expect(await listed(doctors())).toEqual([]);
    expect(await listed(here())).toEqual([]);
  });

  it('are told by a doctor’s closed day, and listed until it is open again', async () => {
    const closed = await api.post(`${doctors()}/exceptions`, { date, kind: 'closed' }, token);
    expect([closed.status, fieldOf(closed, 'outsideHours')]).toEqual([201, [booked[0]?.body]]);
    expect(await listed(doctors(), token)).toEqual(ids(0));
    expect(await listed(here())).toEqual(ids(0));
    await api.delete(`${doctors()}/exceptions/${idOf(closed)}`, token);
    expect(await listed(doctors())).toEqual([]);
  });

  it('are told by a closure of the location, for every doctor', async () => {
    const closure = { date, name: 'Holiday' };
    const closed = await api.post(`${here()}/closures`, closure, admin);
    expect(closed.status).toBe(201);
    expect(fieldOf(closed, 'outsideHours')).toEqual([booked[0]?.body, booked[1]?.body]);
    expect(await listed(here())).toEqual(ids(0, 1));
    expect(await listed(doctors())).toEqual(ids(0));
    expect(await listed(`/doctors/${colleague.id}`)).toEqual(ids(1));
    // A part of the day beside the whole one changes nothing.
    const part = await api.post(`${here()}/closures`, { ...closure, start: '09:00', end: '09:30' }, admin);
    expect(fieldOf(part, 'outsideHours')).toHaveLength(2);
    await api.delete(`${here()}/closures/${idOf(closed)}`, admin);
    expect(await listed(here())).toEqual(ids(0));
    await api.delete(`${here()}/closures/${idOf(part)}`, admin);
    expect(await listed(here())).toEqual([]);
  });

  it('come with extra time that is taken back', async () => {
    const extra = { date: otherDate, kind: 'extra', start: '20:00', end: '21:00' };
    const added = await api.post(`${doctors()}/exceptions`, extra, token);
    expect(fieldOf(added, 'outsideHours')).toEqual([]);
    const [evening] = (await slotsOn(doctor.id, otherDate)).slice(-1);
    const late = await book(doctor.id, evening?.start);
    expect(late.status).toBe(201);
    expect((await api.delete(`${doctors()}/exceptions/${idOf(added)}`, token)).status).toBe(204);
    expect(await listed(doctors())).toEqual([idOf(late)]);
    await api.post(`/appointments/${idOf(late)}/cancel`, {}, patient);
    expect(await listed(doctors())).toEqual([]);
  });

  it('come with a move to another location, where the visit is not', async () => {
    const elsewhere = await aLocation(db.database, { timeZone: 'Europe/London' });
    await api.patch(doctors(), { locationId: elsewhere.id }, admin);
    expect(await listed(here())).toEqual(ids(0, 2));
    expect(await listed(`/locations/${elsewhere.id}`)).toEqual([]);
    await api.patch(doctors(), { locationId: place.id }, admin);
  });

  it('are seen by the doctor and the desk alone', async () => {
    const path = `/doctors/${colleague.id}/appointments/outside-hours`;
    expect((await api.get(path, token)).status).toBe(403);
    expect((await api.get(path, patient)).status).toBe(403);
    expect((await api.get(`${here()}/appointments/outside-hours`, token)).status).toBe(403);
    for (const missing of ['/doctors/999999', '/locations/999999']) {
      expect((await api.get(`${missing}/appointments/outside-hours`, admin)).status).toBe(404);
    }
  });
});

describe('a holiday calendar', () => {
  const holidays = (...events: string[][]): string =>
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
      'END:VCALENDAR',
      '',
    ].join('\r\n');
  const compact = (date: string) => date.replaceAll('-', '');
  const send = (locationId: number, body: string, more: Record<string, string> = {}, token = admin) =>
    api.post(`/locations/${locationId}/closures/import`, body, token, {
      'content-type': 'text/calendar',
      ...more,
    });
  const preview: typeof send = (locationId, body, more, token) =>
    api.post(`/locations/${locationId}/closures/import/preview`, body, token ?? admin, {
      'content-type': 'text/calendar',
      ...more,
    });
  const [wholeDay, evening] = [dayFromNow(30), dayFromNow(32)];
  const text = holidays(
    ['SUMMARY:Founders\\, day', `DTSTART;VALUE=DATE:${compact(wholeDay)}`],
    ['SUMMARY:Party', `DTSTART:${compact(evening)}T150000`, 'DURATION:PT3H'],
  );
  let place: Location;
  let doctor: Doctor;

  beforeAll(async () => {
    // A zone that never changes its clocks, so that one slot tells the offset of another.
    place = await aLocation(db.database, { timeZone: 'America/Phoenix' });
    doctor = await aDoctor(db.database, { locationId: place.id });
  });

  it('closes its dates once, and tells which bookings are in the way', async () => {
    const [slot] = await slotsOn(doctor.id, wholeDay);
    const booked = await book(doctor.id, slot?.start);
    expect(booked.status).toBe(201);
    const first = await send(place.id, text);
    expect(first.status).toBe(201);
    expect(first.body).toEqual({
      imported: 2,
      unchanged: 0,
      closures: [
        { id: expect.any(Number) as number, date: wholeDay, name: 'Founders, day', start: null, end: null },
        { id: expect.any(Number) as number, date: evening, name: 'Party', start: '15:00', end: '18:00' },
      ],
      moves: [],
      removes: [],
      unreadable: [],
      outsideHours: [booked.body],
    });
    expect((await api.get(`/locations/${place.id}/closures`, admin)).body).toEqual(
      fieldOf(first, 'closures'),
    );
    expect(await slotsOn(doctor.id, wholeDay)).toEqual([]);
    expect((await slotsOn(doctor.id, evening)).at(-1)?.end).toBe(
      new Date(`${evening}T${new Date(slot?.start ?? '').getUTCHours() + 6}:00:00Z`).toISOString(),
    );
    const before = await rules();
    const second = await send(place.id, text, { 'content-type': 'text/calendar; charset=utf-8' });
    expect([second.status, second.body]).toMatchObject([201, { imported: 0, unchanged: 2, closures: [] }]);
    expect(await rules()).toEqual(before);
  });

  it('is imported once by several at once', async () => {
    const other = await aLocation(db.database);
    const answers = await Promise.all([1, 2, 3, 4].map(() => send(other.id, text)));
    expect(answers.map((answer) => fieldOf(answer, 'imported')).sort()).toEqual([0, 0, 0, 2]);
    await expect(db.database.client.locationClosure.count({ where: { locationId: other.id } })).resolves.toBe(
      2,
    );
  });

  it('R10: is read with zones of Windows, of the file and of IANA behind a prefix', async () => {
    const other = await aLocation(db.database, { timeZone: 'Asia/Tokyo' });
    const at = (tzid: string): string[] => [
      `SUMMARY:${tzid}`,
      `DTSTART;TZID=${tzid}:${compact(wholeDay)}T090000`,
      'DURATION:PT1H',
    ];
    const zones = ['W. Europe Standard Time', 'Own', '/citadel.org/20210210_1/America/Phoenix'];
    const own = ['BEGIN:VTIMEZONE', 'TZID:Own', 'BEGIN:STANDARD', 'DTSTART:19700101T000000'];
    const offsets = ['TZOFFSETFROM:+0330', 'TZOFFSETTO:+0330', 'END:STANDARD', 'END:VTIMEZONE'];
    const calendar = holidays(...zones.map(at)).replace(
      'BEGIN:VEVENT',
      [...own, ...offsets, 'BEGIN:VEVENT'].join('\r\n'),
    );
    const answer = await send(other.id, calendar);
    expect(answer.status).toBe(201);
    const berlin = Temporal.PlainDateTime.from(`${wholeDay}T09:00`).toZonedDateTime('Europe/Berlin');
    const tokyo = berlin.withTimeZone('Asia/Tokyo').toPlainTime().toString().slice(0, 5);
    const starts = new Map(
      (fieldOf(answer, 'closures') as Closure[]).map(({ name, start }) => [name, start]),
    );
    expect(zones.map((zone) => starts.get(zone))).toEqual([tokyo, '14:30', '01:00']);
  });

  it('R12: lists the events that cannot be read, and takes the others', async () => {
    const other = await aLocation(db.database);
    const calendar = holidays(
      ['SUMMARY:Good', `DTSTART;VALUE=DATE:${compact(wholeDay)}`],
      ['SUMMARY:Nowhere', `DTSTART;TZID=Mars Standard Time:${compact(evening)}T150000`],
      ['SUMMARY:Never', 'DTSTART;VALUE=DATE:20270230'],
      ['SUMMARY:Broken', `DTSTART;VALUE=DATE:${compact(evening)}`, 'a line of nothing'],
    );
    const unreadable = [
      ['Broken', 'malformed'],
      ['Never', 'malformed'],
      ['Nowhere', 'zone_unknown'],
    ];
    for (const answer of [await preview(other.id, calendar), await send(other.id, calendar)]) {
      const listed = fieldOf(answer, 'unreadable') as { name: string; reason: string }[];
      expect(listed.map(({ name, reason }) => [name, reason]).sort()).toEqual(unreadable);
    }
    expect((await api.get(`/locations/${other.id}/closures`, admin)).body).toMatchObject([{ name: 'Good' }]);
  });

  it('R12: moves and opens again what changed in it, as the preview says, and nothing that was made by hand', async () => {
    const other = await aLocation(db.database);
    const here = await aDoctor(db.database, { locationId: other.id });
    const [one, two, three, four] = [dayFromNow(40), dayFromNow(41), dayFromNow(42), dayFromNow(43)];
    const day = (uid: string, date: string, ...more: string[]): string[] => [
      `UID:${uid}@example.org`,
      `SUMMARY:${uid}`,
      `DTSTART;VALUE=DATE:${compact(date)}`,
      ...more,
    ];
    const own = { date: four, name: 'Painters' };
    expect((await api.post(`/locations/${other.id}/closures`, own, admin)).status).toBe(201);
    const first = holidays(
      day('moved', one),
      day('cancelled', two),
      day('missing', three),
      day('kept', dayFromNow(44)),
    );
    expect((await send(other.id, first)).status).toBe(201);
    const before = await rules();
    const next = holidays(
      day('moved', dayFromNow(45)),
      day('cancelled', two, 'STATUS:CANCELLED'),
      day('kept', dayFromNow(44)),
    );
    const shown = await preview(other.id, next);
    expect([shown.status, shown.body]).toMatchObject([
      200,
      {
        adds: [],
        moves: [{ from: { date: one, name: 'moved' }, to: { date: dayFromNow(45), name: 'moved' } }],
        removes: [{ name: 'cancelled' }, { name: 'missing' }],
        unchanged: 1,
        unreadable: [],
      },
    ]);
    expect(await rules()).toEqual(before);

    // What was shown is done, and nothing else.
    const plan = encodeURIComponent(String(fieldOf(shown, 'plan')));
    const closures = `/locations/${other.id}/closures`;
    const planned = (body: string) =>
      api.post(`${closures}/import?plan=${plan}`, body, admin, { 'content-type': 'text/calendar' });
    const differs = await planned(first);
    expect([differs.status, code(differs)]).toEqual([409, 'location.import_differs']);
    expect(await rules()).toEqual(before);
    const done = await planned(next);
    expect([done.status, done.body]).toMatchObject([
      201,
      {
        imported: 0,
        unchanged: 1,
        moves: fieldOf(shown, 'moves') as object,
        removes: fieldOf(shown, 'removes') as object,
      },
    ]);
    const left = (await api.get(closures, admin)).body as Closure[];
    expect(left.map(({ date, name }) => [date, name])).toEqual([
      [four, 'Painters'],
      [dayFromNow(44), 'kept'],
      [dayFromNow(45), 'moved'],
    ]);
    expect((await slotsOn(here.id, one)).length).toBeGreaterThan(0);
    expect(await slotsOn(here.id, dayFromNow(45))).toEqual([]);
    // Another file has nothing to say about the events of this one.
    const school = holidays(day('school', dayFromNow(50)));
    expect((await send(other.id, school)).body).toMatchObject({ imported: 1, moves: [], removes: [] });
  });

  it('is refused as a whole', async () => {
    const before = await rules();
    const good = ['SUMMARY:Good', `DTSTART;VALUE=DATE:${compact(wholeDay)}`];
    const other = await aLocation(db.database);
    const wrong: [string, string][] = [
      ['', 'location.not_a_calendar'],
      ['hello', 'location.not_a_calendar'],
      [holidays(['DTSTART;VALUE=DATE:20270230']), 'location.not_a_calendar'],
      [holidays(['DTSTART;TZID=Mars Standard Time:20270101T100000']), 'location.calendar_zone_unknown'],
      [holidays(['DTSTART:20200101T000000', 'RRULE:FREQ=SECONDLY']), 'location.calendar_too_large'],
      [
        holidays(...Array<string[]>(201).fill(['DTSTART;VALUE=DATE:20270101', 'RRULE:FREQ=YEARLY'])),
        'location.calendar_too_large',
      ],
      [holidays(good, ['DTSTART;VALUE=DATE:20270101', 'SUMMARY:a\0b']), 'request.invalid'],
    ];
    for (const [body, expected] of wrong) {
      for (const answer of [await send(other.id, body), await preview(other.id, body)])
        expect([answer.status, code(answer)]).toEqual([422, expected]);
    }
    const large = await send(other.id, 'x'.repeat(100 * 1024 + 1));
    expect([large.status, code(large)]).toEqual([413, 'request.too_large']);
    for (const route of [send, preview]) {
      expect((await route(999_999, text)).status).toBe(404);
      expect((await route(other.id, text, {}, patient)).status).toBe(403);
    }
    expect(await rules()).toEqual(before);
  });

  it('is what this route takes, and no other', async () => {
    for (const type of ['application/json', 'text/plain', 'text/calendarx', 'text/html']) {
      const answer = await send(place.id, text, { 'content-type': type });
      expect([answer.status, code(answer)]).toEqual([415, 'request.unsupported_media_type']);
    }
    const elsewhere = await api.post('/login', text, undefined, { 'content-type': 'text/calendar' });
    expect([elsewhere.status, code(elsewhere)]).toEqual([415, 'request.unsupported_media_type']);
  });

  it('is UTF-8', async () => {
    const answer = await fetch(`${gateway.url}/locations/${place.id}/closures/import`, {
      method: 'POST',
      headers: { authorization: `Bearer ${admin}`, 'content-type': 'text/calendar' },
      body: Buffer.from(text.replace('Party', 'Fête'), 'latin1'),
    });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      422,
      'request.invalid',
    ]);
  });
});
