import { type INestApplicationContext, Module } from '@nestjs/common';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  type Appointment,
  AppointmentStatus,
  BookingService,
  HoldsService,
  LifeCycleService,
  RescheduleService,
  UndoService,
  VisitPrivacyService,
  WalkInsService,
} from '#libs/appointments';
import { type Actor } from '#libs/auth';
import { AppError, Clock } from '#libs/common';
import { type AppointmentStatus as Status, Database } from '#libs/database';
import { MessagingModule } from '#libs/messaging';
import { BookingModule } from '../../libs/appointments/src/booking/index.js';
import { PrivacyModule } from '../../libs/appointments/src/privacy/index.js';
import { RecordModule } from '../../libs/appointments/src/record/index.js';
import { UpkeepRepository } from '../../libs/appointments/src/upkeep/upkeep.repository.js';
import { UpkeepService } from '../../libs/appointments/src/upkeep/upkeep.service.js';
import { WaitsRepository } from '../../libs/appointments/src/upkeep/waits.repository.js';
import { VisitsModule } from '../../libs/appointments/src/visits/index.js';
import { aDoctor, aLocation, aUser, aVisitType, daily } from '../support/clinic.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { serviceContext } from '../support/service-context.js';
import {
  doctorCount,
  type Operation,
  patientCount,
  type Story,
  storiesOf,
} from './no-dead-ends/operations.js';

// Without the loops of the gateway: here time passes when the story says so.
@Module({
  imports: [RecordModule],
  providers: [UpkeepRepository, UpkeepService, WaitsRepository],
  exports: [UpkeepService],
})
class UpkeepByHand {}

const minute = 60_000;
const halfHour = 30 * minute;
const days = 24 * 60 * minute;
const ends: readonly Status[] = ['completed', 'no_show', 'cancelled'];

interface Visit {
  readonly id: number;
  readonly patient: Actor;
  doctorId: number;
}

let clinic: TestDatabase;
let services: INestApplicationContext;
let now: number;
let patients: Actor[];
let doctors: { readonly id: number; readonly actor: Actor }[];
let desk: Actor;
let visitTypeIds: number[];
/** What was booked and held in the story, the last first */
let visits: Visit[];
let holds: (Visit & { readonly at: number })[];
/** What was done, over all stories */
const done = new Set<string>();

const of = <T>(service: abstract new (...args: never[]) => T): T => services.get(service, { strict: false });

beforeAll(async () => {
  clinic = await createDatabase();
  const modules = [BookingModule, PrivacyModule, VisitsModule, UpkeepByHand];
  services = await serviceContext(clinic, MessagingModule.forPublisher(), ...modules);
  const clock = of(Clock);
  clock.now = () => Temporal.Instant.fromEpochMilliseconds(now);
  const { id: locationId } = await aLocation(clinic.database, { timeZone: 'Australia/Lord_Howe' });
  const actor = async (role: Actor['role'], more: Partial<Actor> = {}): Promise<Actor> => {
    const { id: userId } = await aUser(clinic.database, { role });
    return { userId, role, ...more };
  };
  desk = await actor('staff', { locationIds: [locationId] });
  const types = [aVisitType(clinic.database, { confirmation: 'manual' }), aVisitType(clinic.database)];
  visitTypeIds = (await Promise.all(types)).map(({ id }) => id);
  patients = [];
  for (let count = 0; count < patientCount; count += 1) patients.push(await actor('patient'));
  doctors = [];
  for (let count = 0; count < doctorCount; count += 1) {
    const account = await actor('doctor');
    const schedule = daily('00:00', '00:00');
    const { id } = await aDoctor(clinic.database, {
      userId: account.userId,
      locationId,
      schedule,
      visitTypeIds,
    });
    doctors.push({ id, actor: account });
  }
});

afterAll(async () => {
  await services.close();
  await clinic.drop();
});

const nth = <T>(list: readonly T[], index: number): T => {
  const found = list[index % list.length];
  if (found === undefined) throw new Error('The list is empty.');
  return found;
};

const placeOf = ({ doctor, type, start }: { doctor: number; type: number; start: number }) => ({
  doctorId: nth(doctors, doctor).id,
  visitTypeId: nth(visitTypeIds, type),
  at: (Math.floor(now / halfHour) + 1 + start) * halfHour,
});

async function upkeep(): Promise<void> {
  while (await of(UpkeepService).lapse());
  while (await of(UpkeepService).tidyHolds());
}

const book = async (patient: Actor, booked: Promise<Appointment>): Promise<void> => {
  const { id, doctorId } = await booked;
  visits.unshift({ id, doctorId, patient });
};

async function act(operation: Operation): Promise<void> {
  switch (operation.kind) {
    case 'book': {
      const patient = nth(patients, operation.patient);
      const actor = operation.by === 'desk' ? desk : patient;
      const wish = { ...placeOf(operation), userId: patient.userId };
      return book(patient, of(BookingService).book(actor, wish));
    }
    case 'hold': {
      const patient = nth(patients, operation.patient);
      const place = placeOf(operation);
      const { id } = await of(HoldsService).hold(patient, place);
      holds.unshift({ id, patient, ...place });
      return;
    }
    case 'walk in': {
      const patient = nth(patients, operation.patient);
      const wish = { doctorId: nth(doctors, operation.doctor).id, userId: patient.userId };
      return book(patient, of(WalkInsService).begin(desk, wish));
    }
    case 'book the hold': {
      if (holds.length === 0) return;
      const { id, patient, doctorId, at } = nth(holds, operation.pick);
      return book(patient, of(BookingService).book(patient, { doctorId, at, holdId: id }));
    }
    case 'release': {
      if (holds.length === 0) return;
      const { id, patient } = nth(holds, operation.pick);
      return of(HoldsService).release(patient, id);
    }
    case 'wait':
      now += operation.minutes * minute;
      if (operation.withUpkeep) await upkeep();
      return;
    case 'move':
    case 'confirm':
    case 'checkIn':
    case 'complete':
    case 'markNoShow':
    case 'cancel':
    case 'undo':
      if (visits.length > 0) await change(operation, nth(visits, operation.pick));
  }
}

async function change(
  operation: Extract<Operation, { by: string; pick: number }>,
  visit: Visit,
): Promise<void> {
  const { id, patient, doctorId } = visit;
  const doctor = doctors.find((each) => each.id === doctorId)?.actor ?? desk;
  const actor = { patient, doctor, desk }[operation.by];
  const reason = 'as the dice fell';
  if (operation.kind === 'move') {
    const changes = { ...placeOf(operation), changeReason: reason };
    visit.doctorId = (await of(RescheduleService).reschedule(actor, id, changes)).doctorId;
  } else if (operation.kind === 'undo') await of(UndoService).undo(actor, id, { reason });
  else await of(LifeCycleService)[operation.kind](actor, id, { reason });
}

/** A refusal is an answer; anything else is a failure. */
async function orRefused(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof AppError && error.kind !== 'unavailable') return false;
    throw error;
  }
}

const open = () =>
  clinic.database.client.appointment.findMany({
    where: { status: { in: ['pending', 'confirmed', 'checked_in'] } },
    select: { id: true, status: true },
  });

/** Staff try what there is until something ends the visit. */
async function close(id: number): Promise<void> {
  const lifeCycle = of(LifeCycleService);
  const reason = 'tidied up';
  for (const step of ['complete', 'markNoShow', 'cancel'] as const)
    if (await orRefused(lifeCycle[step](desk, id, { reason }))) return;
}

const erase = (patient: Actor): Promise<boolean> =>
  orRefused(
    of(Database).transaction((queries) =>
      of(VisitPrivacyService).eraseFor(queries, patient.userId, new Date(now)),
    ),
  );

async function play({ operations, end }: Story): Promise<void> {
  await clinic.database.client.$executeRaw`
    TRUNCATE appointments, appointment_history, outbox_events, idempotency_keys CASCADE`;
  now = Date.parse('2026-12-01T10:10:00Z');
  [visits, holds] = [[], []];
  for (const operation of operations) if (await orRefused(act(operation))) done.add(operation.kind);
  if (end === 'closed') {
    for (const { id } of await open()) await close(id);
    expect(await open()).toEqual([]);
    // Holds end by themselves.
    now += 10 * minute;
  } else now += 30 * days;
  for (const patient of patients) expect(await erase(patient)).toBe(true);
  const left = await clinic.database.client.appointment.findMany({ select: { status: true } });
  const over: readonly Status[] = [...ends, 'confirmed', 'checked_in'];
  for (const { status } of left) expect(end === 'closed' ? ends : over).toContain(status);
}

it('from whatever 10,000 operations and passing time lead to, staff find an end, and the patient can be erased', async () => {
  await fc.assert(fc.asyncProperty(storiesOf(100), play), { numRuns: 100 });
  const kinds = ['book', 'hold', 'walk in', 'book the hold', 'release', 'move', 'wait'];
  expect([...done].sort()).toEqual(
    [...kinds, 'confirm', 'checkIn', 'complete', 'markNoShow', 'cancel', 'undo'].sort(),
  );
}, 300_000);

it('tidies holds some time after they expired, and only those', async () => {
  await clinic.database.client.$executeRaw`TRUNCATE appointments CASCADE`;
  now = Date.parse('2026-12-01T10:10:00Z');
  const hold = (start: number) =>
    of(HoldsService).hold(nth(patients, 0), placeOf({ doctor: 0, type: 0, start }));
  const early = await hold(0);
  now += 5 * minute;
  const late = await hold(1);
  const statuses = async () => {
    await upkeep();
    const rows = await clinic.database.client.appointment.findMany({ orderBy: { id: 'asc' } });
    return rows.map(({ id, status }) => [id, status]);
  };
  now = early.expiresAt.getTime() + 10 * minute - 1;
  expect(await statuses()).toEqual([
    [early.id, AppointmentStatus.held],
    [late.id, AppointmentStatus.held],
  ]);
  now += 1;
  expect(await statuses()).toEqual([
    [early.id, AppointmentStatus.cancelled],
    [late.id, AppointmentStatus.held],
  ]);
  const [entry] = await clinic.database.client.appointmentHistory.findMany({
    where: { appointmentId: early.id, version: 2 },
  });
  expect(entry).toMatchObject({
    fromStatus: 'held',
    toStatus: 'cancelled',
    reason: 'expired',
    actorId: null,
  });
});
