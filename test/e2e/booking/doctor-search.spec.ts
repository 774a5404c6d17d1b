import { type Doctor } from '#libs/database';
import { aDoctor, aLocation, aUser, aVisitType, daily } from '../../support/clinic.js';
import { type Answer, call } from '../../support/http.js';
import { dayFromNow, fieldOf, listOf, nextOf } from '../support/api.js';
import { book, idIn, signIn } from '../support/site.js';
import { type Clinic, openClinic } from '../support/two-gateways.js';

const patience = 120_000;
/** Dates as they were counted at the beginning, be it midnight meanwhile. */
const dates = Array.from({ length: 40 }, (_, days) => dayFromNow(days));
const inDays = (days: number): string => dates[days] ?? dayFromNow(days);
const date = inDays(3);
const at = (time: string, day = date): string => `${day}T${time}:00.000Z`;

let clinic: Clinic;
let specialties = 0;
let specialization: string;

beforeAll(async () => {
  clinic = await openClinic(2, { withNotifications: false });
}, patience);

afterAll(() => clinic.close());

beforeEach(async () => {
  await clinic.forgetVisits();
  specialties += 1;
  specialization = `Searched ${specialties}.`;
});

type Wish = Parameters<typeof aDoctor>[1];

/** Another doctor of the specialization of this test: Doctor A, Doctor B and so on have names in that order. */
const another = (name: string, wish: Wish = {}): Promise<Doctor> =>
  aDoctor(clinic.database, { name: `Doctor ${name}`, specialization, ...wish });

type Query = Readonly<Record<string, string | number>>;

const get = (query: Query, gateway = 0): Promise<Answer> => {
  const search = new URLSearchParams({ specialization });
  for (const [name, value] of Object.entries(query)) search.set(name, String(value));
  return call('GET', `${clinic.gateway(gateway)}/doctors?${search.toString()}`);
};

interface Found {
  readonly name: string;
  readonly distanceKm?: number | null;
  readonly nextSlots?: { start: string; end: string; locationId: number }[];
}

const namesIn = (answer: Answer): string[] =>
  listOf(answer).map(({ name }) => String(name).replace('Doctor ', ''));

async function found(query: Query, gateway = 0): Promise<Found[]> {
  const answer = await get(query, gateway);
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  return listOf(answer) as unknown as Found[];
}

const names = async (query: Query, gateway = 0): Promise<string[]> =>
  (await found(query, gateway)).map(({ name }) => name.replace('Doctor ', ''));

const startsOf = ({ nextSlots = [] }: Found): string[] => nextSlots.map(({ start }) => start);

/** Books a start through the other gateway, for the patient who is meant. */
async function taken(doctor: Doctor, appointmentDateTime: string, patient = 0): Promise<Answer> {
  const [someone, other] = clinic.people;
  const answer = await book(clinic.gateway(1), patient === 0 ? someone : (other ?? someone), {
    doctorId: doctor.id,
    appointmentDateTime,
  });
  expect(answer.status).toBe(201);
  return answer;
}

/** Every page from the first on, as the names that are on it. */
async function pages(query: Query, between: (page: number) => Promise<unknown>): Promise<string[][]> {
  const seen: string[][] = [];
  let answer = await get(query);
  for (;;) {
    expect(answer.status).toBe(200);
    seen.push(namesIn(answer));
    const next = nextOf(answer);
    if (next === undefined) return seen;
    await between(seen.length);
    answer = await call('GET', clinic.gateway(0) + next);
  }
}

describe('what is told of each doctor', () => {
  it('is where they are, what they offer and what the default costs', async () => {
    const place = { latitude: 48.137, longitude: 11.576, phone: '+49 89 1', address: 'Marienplatz 1' };
    const location = await aLocation(clinic.database, place);
    const dear = await aVisitType(clinic.database, { mode: 'video', price: 49.5 });
    const cheap = await aVisitType(clinic.database, { mode: 'in_person', price: 10 });
    const again = await aVisitType(clinic.database, { mode: 'video' });
    const visitTypeIds = [dear.id, cheap.id, again.id];
    const { id } = await another('A', { locationId: location.id, visitTypeIds });
    await another('B', { visitTypeIds: [] });
    const expected = { location: place, price: 49.5, modes: ['video', 'in_person'] };
    const all = await found({});
    expect(all).toMatchObject([expected, { price: null, modes: [] }]);
    expect(all[0]).not.toHaveProperty('distanceKm');
    expect(all[0]).not.toHaveProperty('nextSlots');
    expect((await call('GET', `${clinic.gateway(0)}/doctors/${id}`)).body).toMatchObject(expected);
    const locations = listOf(await call('GET', `${clinic.gateway(0)}/locations`));
    expect(locations.find((one) => one.id === location.id)).toMatchObject({ name: location.name, ...place });
  });

  it('has a name that can be typed without its accents, and the other way round', async () => {
    for (const name of ['José Müller', 'Zoë Ångström', 'Łukasz Straße', 'Anne Muller'])
      await another(name, { name });
    const byName = (q: string): Promise<string[]> => names({ q });
    expect(await byName('jose MULLER')).toEqual(['José Müller']);
    expect(await byName('müller')).toEqual(['Anne Muller', 'José Müller']);
    expect(await byName('ANGSTROM')).toEqual(['Zoë Ångström']);
    expect(await byName('lukasz strasse')).toEqual(['Łukasz Straße']);
    expect(await byName('mul_er')).toEqual([]);
  });
});

describe('by distance', () => {
  // Three decimals count.
  const berlin = '52.520008,13.404954';
  /** Great circles on a sphere of 6,371.0088 km, worked out by hand. */
  const cities = [
    { name: 'Berlin', latitude: 52.52, longitude: 13.405, km: 0 },
    { name: 'Hamburg', latitude: 53.551086, longitude: 9.993682, km: 255.25 },
    { name: 'Sydney', latitude: -33.86882, longitude: 151.209296, km: 16_094 },
  ];

  async function everywhere(): Promise<void> {
    for (const { name, latitude, longitude } of [...cities].reverse()) {
      const { id: locationId } = await aLocation(clinic.database, { latitude, longitude });
      await another(name, { locationId });
    }
    await another('Anywhere', { locationId: (await aLocation(clinic.database)).id });
  }

  it('the nearest come first, and doctors of unknown places last', async () => {
    await everywhere();
    const nearest = await found({ near: berlin });
    expect(nearest.map(({ name }) => name)).toEqual([
      ...cities.map(({ name }) => `Doctor ${name}`),
      'Doctor Anywhere',
    ]);
    for (const [index, { km }] of cities.entries()) {
      const { distanceKm } = nearest[index] ?? {};
      expect(Math.abs((distanceKm ?? NaN) - km)).toBeLessThanOrEqual(km / 1000);
    }
    expect(nearest.at(-1)?.distanceKm).toBeNull();
    expect(await names({ near: berlin, sort: 'name' })).toEqual(['Anywhere', 'Berlin', 'Hamburg', 'Sydney']);
  });

  it('is measured across the date line and over the pole', async () => {
    // A degree of a great circle is 111.195 km.
    for (const [name, latitude, longitude] of [
      ['East', 0, -179.5],
      ['Pole', 89, 0],
    ] as const) {
      const { id: locationId } = await aLocation(clinic.database, { latitude, longitude });
      await another(name, { locationId });
    }
    expect((await found({ near: '0,179.5' }))[0]).toMatchObject({ name: 'Doctor East', distanceKm: 111.195 });
    expect((await found({ near: '89,180' }))[0]).toMatchObject({ name: 'Doctor Pole', distanceKm: 222.39 });
    expect((await found({ near: '0,0.5' }))[1]).toMatchObject({
      name: 'Doctor East',
      distanceKm: 20_015.114,
    });
  });

  it('goes on from page to page', async () => {
    await everywhere();
    const { id: locationId } = await aLocation(clinic.database, {
      latitude: 52.520008,
      longitude: 13.404954,
    });
    await another('Berlin', { locationId });
    const seen = await pages({ near: berlin, limit: 1 }, () => Promise.resolve());
    expect(seen).toEqual([['Berlin'], ['Berlin'], ['Hamburg'], ['Sydney'], ['Anywhere']]);
    expect(await names({ near: berlin, availableFrom: date, availableTo: date, limit: 3 })).toEqual([
      'Berlin',
      'Berlin',
      'Hamburg',
    ]);
  });
});

describe('by when they are free', () => {
  const thatDay = { availableFrom: date, availableTo: date };
  const once = daily('09:00', '09:30');

  it('the doctor whose only slot is booked is gone at once, and back when it is cancelled', async () => {
    const doctor = await another('A', { schedule: once });
    await another('B', { schedule: once });
    const slots = { ...thatDay, slots: 3 };
    for (const query of [thatDay, slots, { ...slots, sort: 'earliest' }])
      expect(await names(query)).toEqual(['A', 'B']);
    const booked = await taken(doctor, at('09:00'));
    for (const query of [thatDay, slots, { ...slots, sort: 'earliest' }])
      expect(await names(query)).toEqual(['B']);
    expect((await found({ slots: 5 })).map((one) => startsOf(one).includes(at('09:00')))).toEqual([
      false,
      true,
    ]);
    const [patient] = clinic.people;
    const cancel = `${clinic.gateway(1)}/appointments/${idIn(booked)}/cancel`;
    expect((await call('POST', cancel, { token: patient.token, body: {} })).status).toBe(200);
    expect(await names(thatDay)).toEqual(['A', 'B']);
  });

  it('a hold takes a slot away as well, and hours that end too', async () => {
    const doctor = await another('A', { schedule: once });
    const [{ token }] = clinic.people;
    expect(await names(thatDay)).toEqual(['A']);
    const body = { doctorId: doctor.id, appointmentDateTime: at('09:00') };
    const held = await call('POST', `${clinic.gateway(1)}/appointments/holds`, { token, body });
    expect(held.status).toBe(201);
    expect(await names(thatDay)).toEqual([]);
    const holds = `${clinic.gateway(1)}/appointments/holds/${idIn(held)}`;
    expect((await call('DELETE', holds, { token })).status).toBe(204);
    expect(await names(thatDay)).toEqual(['A']);
    await clinic.database.client.scheduleException.create({
      data: { doctorId: doctor.id, date: new Date(date), kind: 'closed' },
    });
    expect(await names(thatDay)).toEqual([]);
  });

  it('the dates are those of each doctor', async () => {
    const zones = { Tokyo: 'Asia/Tokyo', Honolulu: 'Pacific/Honolulu', Utc: 'UTC' };
    const weekday = new Date(date).getUTCDay() || 7;
    for (const [name, timeZone] of Object.entries(zones)) {
      const { id: locationId } = await aLocation(clinic.database, { timeZone });
      await another(name, { locationId, schedule: daily('00:00', '01:00', [weekday]) });
    }
    expect(await names({ ...thatDay, slots: 1 })).toEqual(['Honolulu', 'Tokyo', 'Utc']);
    const starts = (await found({ ...thatDay, slots: 1, sort: 'earliest' })).map((doctor) => [
      doctor.name,
      ...startsOf(doctor),
    ]);
    // Midnight comes nine hours earlier to Tokyo and ten hours later to Honolulu.
    expect(starts).toEqual([
      ['Doctor Tokyo', at('15:00', inDays(2))],
      ['Doctor Utc', at('00:00')],
      ['Doctor Honolulu', at('10:00')],
    ]);
    for (const day of [inDays(2), inDays(4)])
      expect(await names({ availableFrom: day, availableTo: day })).toEqual([]);
    expect(await names({ availableTo: date })).toEqual(['Honolulu', 'Tokyo', 'Utc']);
    expect(await names({ availableFrom: inDays(4) })).toEqual(['Honolulu', 'Tokyo', 'Utc']);
  });

  it('the next slots are of the mode and the location that are asked for', async () => {
    const inPerson = await aVisitType(clinic.database, { durationMinutes: 60 });
    const video = await aVisitType(clinic.database, { durationMinutes: 20, mode: 'video' });
    const other = await aLocation(clinic.database);
    const doctor = await another('A', { schedule: once, visitTypeIds: [inPerson.id, video.id] });
    await clinic.database.client.scheduleWindow.updateMany({
      where: { doctorId: doctor.id },
      data: { endMinute: 10 * 60 },
    });
    await clinic.database.client.scheduleWindow.create({
      data: {
        doctorId: doctor.id,
        weekday: new Date(date).getUTCDay() || 7,
        startMinute: 900,
        endMinute: 960,
        locationId: other.id,
      },
    });
    const slot = (start: string, end: string, locationId = doctor.locationId) => ({
      start: at(start),
      end: at(end),
      locationId,
    });
    const slots = async (query: Query): Promise<unknown> =>
      (await found({ ...thatDay, slots: 3, ...query }))[0]?.nextSlots;
    const there = slot('15:00', '16:00', other.id);
    expect(await slots({})).toEqual([slot('09:00', '10:00'), there]);
    expect(await slots({ location: other.id })).toEqual([there]);
    expect(await slots({ mode: 'video' })).toEqual([
      slot('09:00', '09:20'),
      slot('09:20', '09:40'),
      slot('09:40', '10:00'),
    ]);
    expect(await slots({ slots: 0 })).toEqual([]);
  });

  it('the next slots without dates are those of a fortnight, as the calendar has them', async () => {
    const soon = await another('A');
    const late = await another('B');
    for (const [{ id: doctorId }, days] of [
      [soon, 2],
      [late, 20],
    ] as const)
      await clinic.database.client.scheduleWindow.updateMany({
        where: { doctorId },
        data: { validFrom: new Date(inDays(days)) },
      });
    await another('C', { visitTypeIds: [] });
    const [first, second, third] = await found({ slots: 5 });
    const range = `from=${inDays(1)}&to=${inDays(3)}`;
    const calendar = await call('GET', `${clinic.gateway(0)}/doctors/${soon.id}/availability?${range}`);
    const days = fieldOf(calendar, 'days') as { slots: unknown[] }[];
    expect(first?.nextSlots).toEqual(days.flatMap(({ slots }) => slots).slice(0, 5));
    expect([second?.nextSlots, third?.nextSlots]).toEqual([[], []]);
    expect((await found({ sort: 'earliest', slots: 1 })).map(({ name }) => name)).toEqual([
      'Doctor A',
      'Doctor B',
    ]);
  });
});

describe('page by page', () => {
  const thatDay = { availableFrom: date, availableTo: date };

  it('the earliest first, each once, while slots are taken', async () => {
    const doctors = new Map<string, Doctor>();
    // In another order than that of their names and ids.
    for (const [name, start] of [
      ['A', '12:00'],
      ['B', '10:00'],
      ['C', '09:00'],
      ['D', '11:00'],
      ['E', '10:00'],
    ] as const)
      doctors.set(name, await another(name, { schedule: daily(start, '13:00') }));
    const query = { ...thatDay, sort: 'earliest', limit: 2 };
    expect(await pages(query, () => Promise.resolve())).toEqual([['C', 'B'], ['E', 'D'], ['A']]);
    const change = async (page: number): Promise<unknown> => {
      const [name, start] = page === 1 ? (['E', '10:00'] as const) : (['C', '09:00'] as const);
      const doctor = doctors.get(name);
      return doctor && taken(doctor, at(start), page % 2);
    };
    // E is free half an hour later now, and C too, who was on the page before and stays there.
    expect(await pages(query, change)).toEqual([['C', 'B'], ['E', 'D'], ['A']]);
  });

  /** Holds the days of a doctor's from `inDays(2)` on, so that they cannot be booked. */
  async function holdDays({ id: doctorId, locationId }: Doctor, days: number): Promise<void> {
    const { client } = clinic.database;
    const { visitTypeId } = await client.doctorVisitType.findFirstOrThrow({ where: { doctorId } });
    const { id: userId } = clinic.people[0];
    const hold = { userId, createdById: userId, doctorId, locationId, visitTypeId, status: 'held' as const };
    await client.appointment.createMany({
      data: Array.from({ length: days }, (_, day) => {
        const [start, end] = [at('09:00', inDays(day + 2)), at('17:00', inDays(day + 2))];
        const times = { appointmentDateTime: start, endsAt: end, busyFrom: start, busyTo: end };
        return { ...hold, ...times, createdAt: start, holdExpiresAt: end };
      }),
    });
  }

  it('the earliest first, of many who are booked up for days', async () => {
    const order: { name: string; booked: number; id: number }[] = [];
    for (let index = 0; index < 120; index += 1) {
      const [name, booked] = [String(index), (index * 7) % 12];
      const doctor = await another(name);
      await holdDays(doctor, booked);
      order.push({ name, booked, id: doctor.id });
    }
    order.sort((a, b) => a.booked - b.booked || a.id - b.id);
    const query = { sort: 'earliest', availableFrom: inDays(2), limit: 50 };
    const seen = await pages(query, () => Promise.resolve());
    expect(seen.flat()).toEqual(order.map(({ name }) => name));
  });

  it('the earliest first by the hours of now, wherever they were changed', async () => {
    const first = await another('A', { schedule: daily('09:00', '17:00') });
    await another('B', { schedule: daily('10:00', '17:00') });
    const query = { ...thatDay, sort: 'earliest' };
    expect(await names(query)).toEqual(['A', 'B']);
    const windows = daily('11:00', '17:00');
    const admin = await signIn(clinic.gateway(1), await aUser(clinic.database, { role: 'admin' }));
    const change = { body: { windows }, token: admin.token };
    expect((await call('PUT', `${clinic.gateway(1)}/doctors/${first.id}/schedule`, change)).status).toBe(200);
    expect(await names(query)).toEqual(['B', 'A']);
  });

  it('by name, no doctor is repeated or left out while others are booked up', async () => {
    const doctors: Doctor[] = [];
    for (const name of ['A', 'B', 'C', 'D', 'E'])
      doctors.push(await another(name, { schedule: daily('09:00', '09:30') }));
    const [first, , , fourth] = doctors as [Doctor, Doctor, Doctor, Doctor];
    const seen = await pages({ ...thatDay, limit: 2 }, async (page) => {
      if (page > 1) return;
      await taken(first, at('09:00'), 0);
      await taken(fourth, at('09:00'), 1);
    });
    expect(seen).toEqual([
      ['A', 'B'],
      ['C', 'E'],
    ]);
  });

  it('a page is found among many who are not free', async () => {
    const { id: visitTypeId } = await aVisitType(clinic.database);
    const { id: locationId } = await aLocation(clinic.database);
    const { client } = clinic.database;
    await client.doctor.createMany({
      data: Array.from({ length: 600 }, () => ({ name: 'Doctor Absent', specialization, locationId })),
    });
    const absent = await client.doctor.findMany({ where: { specialization }, select: { id: true } });
    await client.doctorVisitType.createMany({
      data: absent.map(({ id }) => ({ doctorId: id, visitTypeId, position: 0 })),
    });
    await another('Y');
    await another('Z');
    for (const sort of ['name', 'earliest'])
      expect(await pages({ ...thatDay, sort, limit: 1 }, () => Promise.resolve())).toEqual([['Y'], ['Z']]);
  });
});

describe('what cannot be searched for', () => {
  it.each([
    ['/near', { near: '91,0' }],
    ['/near', { near: '0,181' }],
    ['/near', { near: '52.5' }],
    ['/near', { near: '52.5,13.4,1' }],
    ['/near', { near: 'Berlin' }],
    ['/near', { sort: 'distance' }],
    ['/sort', { sort: 'price' }],
    ['/slots', { slots: 6 }],
    ['/slots', { slots: -1 }],
    ['/slots', { slots: 1.5 }],
    ['/availableFrom', { availableFrom: '2026-02-30' }],
    ['/availableTo', { availableTo: 'tomorrow' }],
    ['/availableTo', { availableFrom: inDays(2), availableTo: inDays(1) }],
    ['/availableTo', { availableFrom: inDays(1), availableTo: inDays(32) }],
    ['/availableTo', { availableTo: inDays(-3) }],
  ])('names %s of %j', async (pointer, query) => {
    const answer = await get(query);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'request.invalid', errors: [{ pointer }] });
  });

  it('has cursors for its own order alone, and finds no doctor beyond all horizons', async () => {
    for (const name of ['A', 'B']) await another(name);
    const cursorOf = async (query: Query): Promise<string> => {
      const next = nextOf(await get({ ...query, limit: 1 }));
      return new URL(next ?? '', 'http://docket.invalid').searchParams.get('cursor') ?? '';
    };
    const byName = await cursorOf({});
    for (const query of [{ near: '0,0' }, { sort: 'earliest' }]) {
      expect((await get({ ...query, cursor: byName })).status).toBe(422);
      expect((await get({ cursor: await cursorOf(query) })).status).toBe(422);
    }
    for (const availableFrom of ['9999-12-31', '1900-01-01'])
      expect(await names({ availableFrom })).toEqual([]);
    const longest = { availableFrom: inDays(1), availableTo: inDays(31) };
    expect(await names(longest)).toEqual(['A', 'B']);
  });
});
