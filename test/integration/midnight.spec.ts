import { type INestApplicationContext } from '@nestjs/common';
import { fastify } from 'fastify';
import { Temporal } from 'temporal-polyfill';
import {
  AnyDoctorAvailabilityService,
  type Availability,
  CalendarService,
  DoctorSearchService,
} from '#libs/appointments';
import { Clock } from '#libs/common';
import { DoctorsService } from '#libs/doctors';
import { MessagingModule } from '#libs/messaging';
import { answerKeptSearches } from '../../apps/gateway/src/clinic/doctors/kept-searches.js';
import { BookingModule, BookingService } from '../../libs/appointments/src/booking/index.js';
import { SearchModule } from '../../libs/appointments/src/search/index.js';
import { aDoctor, aLocation, aUser, aVisitType, daily } from '../support/clinic.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { call } from '../support/http.js';
import { serviceContext } from '../support/service-context.js';

/*
 * R8: at the midnight with which a retirement begins nothing changes in the database, so whatever a process keeps has to
 * know the time. Midnight in Kathmandu is a quarter of an hour past no full hour of UTC.
 */

const minute = 60_000;
const timeZone = 'Asia/Kathmandu';
const date = Temporal.Now.zonedDateTimeISO(timeZone).toPlainDate().add({ days: 3 });
const midnight = date.toZonedDateTime({ timeZone }).epochMilliseconds;
const dates = { from: date.subtract({ days: 1 }), to: date };

let clinic: TestDatabase;
let services: INestApplicationContext;
let now: number;

const of = <T>(service: abstract new (...args: never[]) => T): T => services.get(service, { strict: false });

beforeAll(async () => {
  clinic = await createDatabase();
  services = await serviceContext(clinic, MessagingModule.forPublisher(), BookingModule, SearchModule);
  of(Clock).now = () => Temporal.Instant.fromEpochMilliseconds(now);
});

beforeEach(() => {
  now = midnight - 10 * minute;
});

afterAll(async () => {
  await services.close();
  await clinic.drop();
});

let practices = 0;

/** Two doctors of a specialization, of whom one has a retirement in all that a visit needs. */
async function practice(kind: 'doctor' | 'location' | 'visit type') {
  practices += 1;
  const specialization = `Midnight ${practices}`;
  const retiring = { retiresOn: new Date(date.toString()) };
  const doctor = async (isGoing: boolean): Promise<number> => {
    const goes = (what: typeof kind): object => (isGoing && kind === what ? retiring : {});
    const [location, visitType] = await Promise.all([
      aLocation(clinic.database, { timeZone, ...goes('location') }),
      aVisitType(clinic.database, { durationMinutes: 5, ...goes('visit type') }),
    ]);
    const { id } = await aDoctor(clinic.database, {
      specialization,
      locationId: location.id,
      visitTypeIds: [visitType.id],
      schedule: daily('00:00', '00:00'),
      ...goes('doctor'),
    });
    return id;
  };
  return { specialization, going: await doctor(true), staying: await doctor(false) };
}

const search = async (specialization: string, sort: 'name' | 'earliest', slots?: number) => {
  const query = { criteria: { specialization }, sort, limit: 10, ...(slots !== undefined && { slots }) };
  return (await of(DoctorSearchService).search(query)).items;
};

const ascending = (a: number, b: number): number => a - b;
const idsOf = (found: readonly { readonly id: number }[]): number[] =>
  found.map(({ id }) => id).sort(ascending);

it.each(['doctor', 'location', 'visit type'] as const)(
  'R8: no free time is found of a %s that retires with this midnight, kept or not',
  async (kind) => {
    const { specialization, going, staying } = await practice(kind);
    const both = [going, staying];
    let kept: { readonly state: string; readonly availability: Availability } | undefined;
    const calendar = async (): Promise<unknown> => {
      const found = await of(CalendarService).findUnlessKept({ doctorId: going, ...dates }, kept);
      if (found.state !== undefined) kept = { ...found, state: found.state };
      const { days, nextAvailable } = found.availability;
      return [days.map(({ slots }) => slots.length), nextAvailable];
    };
    const anyone = async (): Promise<number[]> => {
      const { days } = await of(AnyDoctorAvailabilityService).find({ specialization, ...dates });
      return [...new Set(days.flatMap(({ slots }) => slots.flatMap(({ doctorIds }) => doctorIds)))].sort(
        ascending,
      );
    };
    const isFound = kind === 'visit type' ? both : [staying];
    expect(idsOf(await search(specialization, 'name'))).toEqual(both);
    expect(idsOf(await search(specialization, 'earliest'))).toEqual(both);
    expect(await calendar()).toEqual([[2, 0], new Date(now).toISOString()]);
    expect(await anyone()).toEqual(both);

    now = midnight;
    expect(idsOf(await search(specialization, 'name'))).toEqual(isFound);
    expect(idsOf(await search(specialization, 'earliest'))).toEqual([staying]);
    const withSlots = await search(specialization, 'name', 3);
    expect(withSlots.filter(({ nextSlots = [] }) => nextSlots.length > 0).map(({ id }) => id)).toEqual([
      staying,
    ]);
    if (kind === 'visit type')
      await expect(calendar()).rejects.toMatchObject({ code: 'appointment.visit_type_not_offered' });
    else expect(await calendar()).toEqual([[0, 0], null]);
    expect(await anyone()).toEqual([staying]);
  },
);

it.each(['doctor', 'location', 'visit type'] as const)(
  'R8: any doctor is nobody of a %s that has retired with this midnight',
  async (kind) => {
    const { specialization, going, staying } = await practice(kind);
    const book = async (at: number) => {
      const { id: userId } = await aUser(clinic.database);
      return of(BookingService).book({ userId, role: 'patient' }, { specialization, at });
    };
    const first = await Promise.all([book(midnight - 5 * minute), book(midnight - 5 * minute)]);
    expect(first.map(({ doctorId }) => doctorId).sort(ascending)).toEqual([going, staying]);
    now = midnight;
    expect((await book(midnight + 5 * minute)).doctorId).toBe(staying);
    await expect(book(midnight + 5 * minute)).rejects.toMatchObject({ code: 'appointment.slot_taken' });
  },
);

it('R8: a search that was answered before midnight is answered anew after it', async () => {
  let answers = 0;
  const server = fastify();
  answerKeptSearches(server, of(DoctorsService));
  server.get('/doctors', () => `[${(answers += 1)}]`);
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const ask = async (): Promise<string> => (await call('GET', `${url}/doctors`)).text;
  expect([await ask(), await ask()]).toEqual(['[1]', '[1]']);
  now = midnight;
  expect(await ask()).toBe('[2]');
  await server.close();
});
