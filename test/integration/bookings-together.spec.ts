import { randomUUID } from 'node:crypto';
import { type INestApplicationContext } from '@nestjs/common';
import { AppointmentsModule } from '#libs/appointments';
import { Database } from '#libs/database';
import { MessagingModule } from '#libs/messaging';
import { AppointmentsRepository, BookingsRepository } from '../../libs/appointments/src/record/index.js';
import { insertBookings, rowOf } from '../../libs/appointments/src/record/writing/bookings.sql.js';
import { type PlannedBooking } from '../../libs/appointments/src/record/writing/planned.js';
import { aDoctor, aVisitType } from '../support/clinic.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { withPostgres } from '../support/run/connections.js';
import { serviceContext } from '../support/service-context.js';
import { eventually } from '../support/wait.js';

let clinic: TestDatabase;
let services: INestApplicationContext;
let bookings: BookingsRepository;
let doctors: { id: number; locationId: number; visitTypeId: number }[];

const half = 1_800_000;
const begin = Date.parse(new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10)) + 9 * 3_600_000;
let slots = 0;
/** A time that no other test has. */
const aSlot = (): number => begin + slots++ * half;

beforeAll(async () => {
  clinic = await createDatabase();
  services = await serviceContext(clinic, MessagingModule.forPublisher(), AppointmentsModule);
  bookings = services.get(BookingsRepository, { strict: false });
  doctors = [];
  for (let count = 0; count < 20; count += 1) {
    const { id: visitTypeId } = await aVisitType(clinic.database);
    const { id, locationId } = await aDoctor(clinic.database, { visitTypeIds: [visitTypeId] });
    doctors.push({ id, locationId, visitTypeId });
  }
});

afterAll(async () => {
  await services.close();
  await clinic.drop();
});

async function patients(count: number): Promise<number[]> {
  const users = await clinic.database.client.user.createManyAndReturn({
    data: Array.from({ length: count }, () => ({ name: `patient ${randomUUID()}` })),
  });
  return users.map(({ id }) => id);
}

const quota = { holds: 1, bookings: 2, bookingsADay: 3, unproven: null, waitlist: 1 };

function planned(
  userId: number,
  start: number,
  more: Partial<PlannedBooking> = {},
  which = 0,
): PlannedBooking {
  const doctor = doctors[which % doctors.length] ?? { id: 0, locationId: 0, visitTypeId: 0 };
  return {
    doctorId: doctor.id,
    visitTypeId: doctor.visitTypeId,
    locationId: doctor.locationId,
    timeZone: 'UTC',
    visit: { start, end: start + half },
    busy: { start, end: start + half },
    isTaken: false,
    userId,
    status: 'confirmed',
    reason: null,
    actorId: userId,
    now: new Date(),
    request: { userId, route: 'POST /appointments', key: randomUUID(), requestHash: '-' },
    ...more,
  };
}

/** What became of bookings that came at once: their ids, `taken`, or the code of the error. */
async function bookAll(wishes: readonly PlannedBooking[]): Promise<(number | string)[]> {
  const settled = await Promise.allSettled(wishes.map((wish) => bookings.book(wish)));
  return settled.map((result) => {
    if (result.status === 'fulfilled') return result.value === 'taken' ? 'taken' : result.value.id;
    const error = result.reason as Error & { code?: string };
    return error.code ?? error.constructor.name;
  });
}

const transactionsOf = async (ids: readonly (number | string)[]): Promise<number> => {
  const [row] = await clinic.database.client.$queryRaw<[{ count: number }]>`
    SELECT count(DISTINCT xmin::text)::int AS count FROM appointments WHERE id = ANY (${ids.map(Number)}::int[])`;
  return row.count;
};

it('writes bookings that come at once in one transaction, each with its row, history, event and answer', async () => {
  const people = await patients(30);
  const ids = await bookAll(people.map((userId, index) => planned(userId, aSlot(), { quota }, index)));
  expect(ids).toEqual(people.map((): unknown => expect.any(Number)));
  expect(await transactionsOf(ids)).toBe(1);
  const { client } = clinic.database;
  const numbers = ids.map(Number);
  const repository = services.get(AppointmentsRepository, { strict: false });
  for (const [index, userId] of people.entries()) {
    const written = await repository.findVisible({ userId, role: 'patient' }, numbers[index] ?? 0);
    const kept = await client.idempotencyKey.findFirstOrThrow({ where: { userId } });
    // The kept answer is what was answered, and what was written.
    expect(kept.result).toMatchObject(JSON.parse(JSON.stringify(written)) as object);
  }
  expect(await client.appointmentHistory.count({ where: { appointmentId: { in: numbers } } })).toBe(30);
  const events = await client.outboxEvent.findMany({ select: { data: true } });
  const told = events.map(({ data }) => (data as { appointmentId: number }).appointmentId);
  expect(numbers.filter((id) => told.includes(id))).toHaveLength(30);
});

it('judges each of many that come at once by itself, whatever the others fail with', async () => {
  const { client } = clinic.database;
  const people = await patients(40);
  const [busy = 0, full = 0, holder = 0, eager = 0, repeater = 0, merged = 0, dead = 0, closed = 0] = people;
  const [early = 0, twice = 0, first = 0, second = 0, held = 0, ...others] = people.slice(8);
  const gone = new Date();
  await client.user.update({ where: { id: closed }, data: { disabledAt: gone } });
  await client.user.update({ where: { id: merged }, data: { disabledAt: gone, mergedIntoId: busy } });
  await client.user.update({
    where: { id: dead },
    data: { disabledAt: gone, deceasedOn: gone, deceasedNotedAt: gone },
  });
  const [taken, shared, expired] = [aSlot(), aSlot(), aSlot()];
  const known = planned(repeater, aSlot(), {}, 1);
  const unproven = { ...quota, unproven: 0 };
  const hold = { status: 'held', request: undefined, quota } as const;
  const before = [
    planned(busy, taken, {}, 2),
    planned(full, aSlot(), {}, 3),
    known,
    planned(held, expired, { ...hold, holdExpiresAt: new Date(Date.now() - 1000) }, 4),
    planned(holder, aSlot(), { ...hold, holdExpiresAt: new Date(Date.now() + 60_000) }, 5),
  ];
  expect(await bookAll(before)).toEqual(before.map((): unknown => expect.any(Number)));
  expect(await bookAll([planned(full, aSlot(), {}, 3)])).toEqual([expect.any(Number)]);
  for (let made = 0; made < 3; made += 1) {
    const [id = 0] = await bookAll([planned(eager, aSlot(), {}, 6)]);
    await client.appointment.update({ where: { id: Number(id) }, data: { status: 'cancelled' } });
  }
  const fails: [PlannedBooking, string | number][] = [
    [planned(early, taken, {}, 2), 'taken'],
    [planned(busy, taken, {}, 7), 'taken'],
    [planned(full, aSlot(), { quota }, 8), 'appointment.too_many_bookings'],
    [
      planned(holder, aSlot(), { ...hold, holdExpiresAt: new Date(Date.now() + 60_000) }, 8),
      'appointment.too_many_holds',
    ],
    [planned(eager, aSlot(), { quota }, 9), 'appointment.too_many_a_day'],
    [planned(others[0] ?? 0, aSlot(), { quota: unproven }, 9), 'appointment.proof_needed'],
    [planned(repeater, aSlot(), { request: known.request }, 1), 'KeyTaken'],
    [planned(others[1] ?? 0, aSlot(), { revision: '0' }, 1), 'RulesChanged'],
    [planned(2_000_000_000, aSlot(), {}, 10), 'appointment.unknown_patient'],
    [planned(merged, aSlot(), {}, 10), 'patient.merged'],
    [planned(dead, aSlot(), {}, 11), 'patient.deceased'],
    [planned(closed, aSlot(), {}, 12), 'patient.disabled'],
  ];
  const fine = [
    planned(held, expired, {}, 4),
    ...others.slice(2).map((userId, index) => planned(userId, aSlot(), { quota }, index)),
  ];
  const rivals = [planned(first, shared, {}, 13), planned(second, shared, {}, 13)];
  const same = planned(twice, aSlot(), {}, 14);
  const all = [
    ...fails.map(([wish]) => wish),
    ...fine,
    ...rivals,
    same,
    { ...same, visit: fine[0]?.visit ?? same.visit },
  ];
  const outcomes = await bookAll(all);
  expect(outcomes.slice(0, fails.length)).toEqual(fails.map(([, outcome]) => outcome));
  const booked = outcomes.slice(fails.length, fails.length + fine.length);
  expect(booked).toEqual(fine.map((): unknown => expect.any(Number)));
  const rest = outcomes.slice(fails.length + fine.length);
  expect(rest.slice(0, 2).filter((outcome) => outcome === 'taken')).toHaveLength(1);
  // The same key twice at once: one acts, the other is told that the key is known.
  expect(rest.slice(2).sort()).toEqual(expect.arrayContaining([expect.any(Number), 'KeyTaken']));
});

describe('statements with many bookings never wait for each other in a circle', () => {
  const rounds = 12;
  let other: Database;

  beforeAll(() => {
    other = new Database({ DATABASE_URL: clinic.url, DATABASE_POOL_SIZE: 1 });
  });

  afterAll(() => other.close());

  const run = (wishes: readonly PlannedBooking[], database: Database): Promise<unknown> =>
    database.rows(insertBookings(wishes.map(rowOf)));

  it('when they are for the same patients', async () => {
    const people = await patients(9);
    // Both are under way when the lock of the patient in the middle is given back.
    await withPostgres(clinic.url, async (client) => {
      await client.query('SELECT pg_advisory_lock(731407, $1)', [people[4]]);
      const [one, two] = [aSlot(), aSlot()];
      const both = Promise.all([
        run(
          people.map((userId, index) => planned(userId, one, {}, index)),
          clinic.database,
        ),
        run(people.map((userId, index) => planned(userId, two, {}, index)).reverse(), other),
      ]);
      await eventually(async () => {
        const { rows } = await client.query<{ count: number }>(
          `SELECT count(*)::int FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND classid = 731407`,
        );
        expect(rows[0]?.count).toBe(2);
      });
      await client.query('SELECT pg_advisory_unlock(731407, $1)', [people[4]]);
      await expect(both).resolves.toHaveLength(2);
    });
  });

  it('when they are for the same times of doctors', async () => {
    const [some, others] = [await patients(doctors.length), await patients(doctors.length)];
    for (let round = 0; round < rounds; round += 1) {
      const start = aSlot();
      await Promise.all([
        run(
          some.map((userId, index) => planned(userId, start, {}, index)),
          clinic.database,
        ),
        run(
          others.map((userId, index) => planned(userId, start, {}, doctors.length - 1 - index)),
          other,
        ),
      ]);
    }
  });
});
