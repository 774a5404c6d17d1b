import { type INestApplicationContext } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import {
  type Appointment,
  AppointmentsModule,
  AppointmentsService,
  BookingService,
  FollowingService,
  HoldsService,
  LifeCycleService,
  RescheduleService,
  SeriesCancellationService,
  SeriesService,
  UndoService,
  WalkInsService,
} from '#libs/appointments';
import { type Actor } from '#libs/auth';
import { MessagingModule } from '#libs/messaging';
import { aDoctor, aLocation, aUser, aVisitType, daily } from '../support/clinic.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { letBeginNow } from '../e2e/support/passing-time.js';
import { serviceContext } from '../support/service-context.js';

type Who =
  'patient' | 'guardian' | 'stranger' | 'doctor' | 'otherDoctor' | 'staff' | 'staffElsewhere' | 'admin';

let clinic: TestDatabase;
let services: INestApplicationContext;
let actors: Readonly<Record<Who, Actor>>;
let doctorId: number;
/** The patient's, with the doctor */
let appointment: Appointment;
let holdId: number;
let seriesId: string;
let firstOfSeries: number;

const day = Temporal.Now.plainDateISO('UTC').add({ days: 3 });
const atHour = (hour: number): number => Date.parse(`${day.toString()}T${hour}:00:00Z`);

const of = <T>(service: new (...args: never[]) => T): T => services.get(service, { strict: false });

beforeAll(async () => {
  clinic = await createDatabase();
  services = await serviceContext(clinic, MessagingModule.forPublisher(), AppointmentsModule);
  const actor = async (role: Actor['role'], more: Partial<Actor> = {}): Promise<Actor> => {
    const { id: userId } = await aUser(clinic.database, { role });
    return { userId, role, ...more };
  };
  const doctor = await actor('doctor');
  const { id, locationId } = await aDoctor(clinic.database, {
    userId: doctor.userId,
    // Walk-ins come at any hour at which the tests run.
    schedule: daily('00:00', '00:00'),
    visitTypeIds: [(await aVisitType(clinic.database, { confirmation: 'manual' })).id],
  });
  doctorId = id;
  const elsewhere = await aLocation(clinic.database);
  const patient = await actor('patient');
  actors = {
    patient,
    guardian: await actor('patient', { dependantIds: [patient.userId] }),
    stranger: await actor('patient'),
    doctor,
    otherDoctor: await actor('doctor', { locationIds: [locationId] }),
    staff: await actor('staff', { locationIds: [locationId] }),
    staffElsewhere: await actor('staff', { locationIds: [elsewhere.id] }),
    admin: await actor('admin'),
  };
  appointment = await of(BookingService).book(patient, { doctorId, at: atHour(10) });
  ({ id: holdId } = await of(HoldsService).hold(patient, { doctorId, at: atHour(11) }));
  const recurrence = { frequency: 'weekly', interval: 1, count: 2 } as const;
  const booked = await of(SeriesService).book(patient, { doctorId, at: atHour(12), recurrence });
  seriesId = booked.seriesId;
  firstOfSeries = booked.appointments[0]?.id ?? 0;
});

afterAll(async () => {
  await services.close();
  await clinic.drop();
});

/** Everything that a call could have written. */
function rows(): Promise<unknown> {
  const { client } = clinic.database;
  return Promise.all([
    client.appointment.findMany({ orderBy: { id: 'asc' } }),
    client.appointmentHistory.count(),
    client.outboxEvent.count(),
    client.idempotencyKey.count(),
  ]);
}

type Call = (actor: Actor) => Promise<unknown>;

const forPatient = () => ({ doctorId, userId: actors.patient.userId });
const recurrence = { frequency: 'weekly', interval: 1, count: 2 } as const;

/** Calls that act for the patient, who does not exist for strangers. */
const booking = {
  'BookingService.book': (actor) => of(BookingService).book(actor, { ...forPatient(), at: atHour(14) }),
  'BookingService.book, any doctor': (actor) =>
    of(BookingService).book(actor, {
      specialization: 'Cardiology',
      userId: actors.patient.userId,
      at: atHour(14),
    }),
  'HoldsService.hold': (actor) => of(HoldsService).hold(actor, { ...forPatient(), at: atHour(14) }),
  'SeriesService.book': (actor) =>
    of(SeriesService).book(actor, { ...forPatient(), at: atHour(14), recurrence }),
  'WalkInsService.begin': (actor) => of(WalkInsService).begin(actor, forPatient()),
} satisfies Record<string, Call>;

/** Calls for an appointment, which does not exist for actors who may not see it. */
const visits = {
  'AppointmentsService.find': (actor) => of(AppointmentsService).find(actor, appointment.id),
  'AppointmentsService.history': (actor) => of(AppointmentsService).history(actor, appointment.id),
  'RescheduleService.reschedule': (actor) =>
    of(RescheduleService).reschedule(actor, appointment.id, { at: atHour(15) }),
  'LifeCycleService.confirm': (actor) => of(LifeCycleService).confirm(actor, appointment.id, {}),
  'LifeCycleService.cancel': (actor) => of(LifeCycleService).cancel(actor, appointment.id, {}),
  'LifeCycleService.checkIn': (actor) => of(LifeCycleService).checkIn(actor, appointment.id, {}),
  'LifeCycleService.complete': (actor) => of(LifeCycleService).complete(actor, appointment.id, {}),
  'LifeCycleService.markNoShow': (actor) => of(LifeCycleService).markNoShow(actor, appointment.id, {}),
  'UndoService.undo': (actor) => of(UndoService).undo(actor, appointment.id, {}),
} satisfies Record<string, Call>;

/** Moves the series; the visit that it begins with does not exist for actors who may not see it. */
const following = {
  'FollowingService.preview': (actor: Actor) =>
    of(FollowingService).preview(actor, firstOfSeries, { at: atHour(15) }),
  'FollowingService.move': (actor: Actor) =>
    of(FollowingService).move(actor, firstOfSeries, { at: atHour(15) }),
} satisfies Record<string, Call>;

const holds = {
  'HoldsService.extend': (actor) => of(HoldsService).extend(actor, holdId),
  'HoldsService.release': (actor) => of(HoldsService).release(actor, holdId),
  'BookingService.book, held': (actor) =>
    of(BookingService).book(actor, { doctorId, at: atHour(11), holdId }),
} satisfies Record<string, Call>;

const series = {
  'SeriesCancellationService.cancel': (actor) =>
    of(SeriesCancellationService).cancel(actor, seriesId, 'no longer needed'),
} satisfies Record<string, Call>;

/** The code that a call refuses each of some actors with. */
const table = (
  calls: Readonly<Record<string, Call>>,
  codes: Readonly<Partial<Record<Who, string>>>,
): [string, Who, string, Call][] =>
  Object.entries(calls).flatMap(([name, call]) =>
    Object.entries(codes).map(([who, code]): [string, Who, string, Call] => [name, who as Who, code, call]),
  );

const { 'LifeCycleService.confirm': confirm } = visits;

it.each([
  ...table(booking, {
    stranger: 'appointment.not_for_others',
    doctor: 'appointment.not_for_others',
    otherDoctor: 'appointment.not_for_others',
    staffElsewhere: 'auth.elsewhere',
  }),
  ...table(
    { ...visits, ...following },
    {
      stranger: 'appointment.not_found',
      otherDoctor: 'appointment.not_found',
      staffElsewhere: 'appointment.not_found',
    },
  ),
  // The patient sees the visit, and does not run it.
  ...table({ confirm }, { patient: 'auth.forbidden', guardian: 'auth.forbidden' }),
  ...table(holds, {
    stranger: 'hold.not_found',
    doctor: 'hold.not_found',
    otherDoctor: 'hold.not_found',
    staffElsewhere: 'hold.not_found',
  }),
  ...table(series, {
    stranger: 'series.not_found',
    otherDoctor: 'series.not_found',
    staffElsewhere: 'series.not_found',
  }),
])('%s refuses the %s with %s, and nothing is written', async (_, who, code, call) => {
  const before = await rows();
  await expect(call(actors[who])).rejects.toMatchObject({ code });
  expect(await rows()).toEqual(before);
});

it('only staff of the location squeeze visits in', async () => {
  const squeeze = (who: Who) =>
    of(BookingService).book(actors[who], { ...forPatient(), at: atHour(10), overbookReason: 'in pain' });
  for (const who of ['patient', 'guardian', 'doctor'] as const)
    await expect(squeeze(who)).rejects.toMatchObject({ code: 'appointment.overbooking_not_allowed' });
  await expect(squeeze('staffElsewhere')).rejects.toMatchObject({ code: 'auth.elsewhere' });
});

it.each(['patient', 'guardian', 'doctor', 'staff', 'admin'] as const)(
  'the %s sees the visit',
  async (who) => {
    expect(await of(AppointmentsService).find(actors[who], appointment.id)).toMatchObject({
      id: appointment.id,
    });
    const { items } = await of(AppointmentsService).list(actors[who], { limit: 10 });
    expect(items.map(({ id }) => id)).toContain(appointment.id);
  },
);

it.each(['patient', 'guardian', 'doctor', 'staff', 'admin'] as const)(
  'the %s may move the visit and all that follow it in its series',
  async (who) => {
    const { moves } = await following['FollowingService.preview'](actors[who]);
    expect(moves.map(({ conflict }) => conflict)).toEqual([null, null]);
  },
);

it.each(['stranger', 'otherDoctor', 'staffElsewhere'] as const)('the %s lists no visit', async (who) => {
  expect((await of(AppointmentsService).list(actors[who], { limit: 10 })).items).toEqual([]);
});

it('the doctor confirms the visit; staff check the patient in and take it back, and the patient does not', async () => {
  expect(await of(LifeCycleService).confirm(actors.doctor, appointment.id, {})).toMatchObject({
    status: 'confirmed',
  });
  await expect(visits['LifeCycleService.checkIn'](actors.guardian)).rejects.toMatchObject({
    code: 'auth.forbidden',
  });
  await letBeginNow(clinic.database, appointment.id);
  expect(await of(LifeCycleService).checkIn(actors.staff, appointment.id, {})).toMatchObject({
    status: 'checked_in',
  });
  for (const who of ['patient', 'guardian'] as const)
    await expect(visits['UndoService.undo'](actors[who])).rejects.toMatchObject({ code: 'auth.forbidden' });
  expect(await visits['UndoService.undo'](actors.staff)).toMatchObject({ status: 'confirmed' });
});
