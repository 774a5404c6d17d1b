import { type INestApplicationContext } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import {
  AgendaService,
  AnswersService,
  AppointmentsModule,
  DeskOffersService,
  MoveProposalsService,
  ReportsService,
  WaitlistService,
} from '#libs/appointments';
import { type Actor } from '#libs/auth';
import { MessagingModule } from '#libs/messaging';
import { aDoctor, aLocation, aUser } from '../support/clinic.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { serviceContext } from '../support/service-context.js';

type Who =
  'patient' | 'guardian' | 'stranger' | 'doctor' | 'otherDoctor' | 'staff' | 'staffElsewhere' | 'admin';

let clinic: TestDatabase;
let services: INestApplicationContext;
let actors: Readonly<Record<Who, Actor>>;
let doctorId: number;
let locationId: number;
/** The patient's entry, which waits for the doctor at the location */
let entryId: number;

const day = Temporal.Now.plainDateISO('UTC').add({ days: 3 });
const at = Date.parse(`${day.toString()}T10:00:00Z`);
const range = { from: day, to: day };

beforeAll(async () => {
  clinic = await createDatabase();
  services = await serviceContext(clinic, MessagingModule.forPublisher(), AppointmentsModule);
  const actor = async (role: Actor['role'], more: Partial<Actor> = {}): Promise<Actor> => {
    const { id: userId } = await aUser(clinic.database, { role });
    return { userId, role, ...more };
  };
  const doctor = await actor('doctor');
  ({ id: doctorId, locationId } = await aDoctor(clinic.database, { userId: doctor.userId }));
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
  ({ id: entryId } = await of(WaitlistService).join(patient, { doctorId, locationId, ...range }));
});

afterAll(async () => {
  await services.close();
  await clinic.drop();
});

const of = <T>(service: new (...args: never[]) => T): T => services.get(service, { strict: false });

/** Everything that a call could have written. */
function rows(): Promise<unknown> {
  const { client } = clinic.database;
  return Promise.all([
    client.waitlistEntry.findMany({ orderBy: { id: 'asc' } }),
    client.waitlistOffer.findMany({ orderBy: { appointmentId: 'asc' } }),
    client.appointment.findMany({ orderBy: { id: 'asc' } }),
    client.outboxEvent.count(),
  ]);
}

type Call = (actor: Actor) => Promise<unknown>;

const calls = {
  'WaitlistService.join': (actor) =>
    of(WaitlistService).join(actor, { doctorId, ...range, userId: actors.patient.userId }),
  'WaitlistService.find': (actor) => of(WaitlistService).find(actor, entryId),
  'AnswersService.accept': (actor) => of(AnswersService).accept(actor, entryId),
  'AnswersService.decline': (actor) => of(AnswersService).decline(actor, entryId),
  'AnswersService.leave': (actor) => of(AnswersService).leave(actor, entryId),
  'DeskOffersService.offer': (actor) => of(DeskOffersService).offer(actor, entryId, { doctorId, at }),
  'AgendaService.find': (actor) => of(AgendaService).find(actor, doctorId, day),
  'MoveProposalsService.propose': (actor) => of(MoveProposalsService).propose(actor, { doctorId, date: day }),
  'ReportsService.bookings': (actor) => of(ReportsService).bookings(actor, { ...range, locationId }),
  'ReportsService.utilisation': (actor) => of(ReportsService).utilisation(actor, { ...range, locationId }),
  'ReportsService.noShows': (actor) => of(ReportsService).noShows(actor, { ...range, locationId }),
  'ReportsService.daysToNextSlot': (actor) => of(ReportsService).daysToNextSlot(actor, { locationId }),
} satisfies Record<string, Call>;

const reports = [
  'ReportsService.bookings',
  'ReportsService.utilisation',
  'ReportsService.noShows',
  'ReportsService.daysToNextSlot',
] as const;

/** For each call the code that each actor is refused with. */
const refusals: Readonly<Partial<Record<keyof typeof calls, Partial<Record<Who, string>>>>> = {
  'WaitlistService.join': {
    stranger: 'appointment.not_for_others',
    doctor: 'appointment.not_for_others',
    staffElsewhere: 'auth.elsewhere',
  },
  ...Object.fromEntries(
    (
      [
        'WaitlistService.find',
        'AnswersService.accept',
        'AnswersService.decline',
        'AnswersService.leave',
        'DeskOffersService.offer',
      ] as const
    ).map((call) => [
      call,
      {
        stranger: 'waitlist.not_found',
        doctor: 'waitlist.not_found',
        otherDoctor: 'waitlist.not_found',
        staffElsewhere: 'waitlist.not_found',
        ...(call === 'DeskOffersService.offer' && { patient: 'auth.elsewhere', guardian: 'auth.elsewhere' }),
      },
    ]),
  ),
  ...Object.fromEntries(
    (['AgendaService.find', 'MoveProposalsService.propose'] as const).map((call) => [
      call,
      {
        patient: 'auth.elsewhere',
        stranger: 'auth.elsewhere',
        otherDoctor: 'auth.forbidden',
        staffElsewhere: 'auth.elsewhere',
      },
    ]),
  ),
  ...Object.fromEntries(
    reports.map((call) => [
      call,
      {
        patient: 'auth.forbidden',
        doctor: 'auth.forbidden',
        otherDoctor: 'auth.forbidden',
        staffElsewhere: 'auth.elsewhere',
      },
    ]),
  ),
};

const refused = Object.entries(refusals).flatMap(([call, codes]) =>
  Object.entries(codes).map(([who, code]) => [call, who, code] as const),
);

it.each(refused)('%s refuses the %s with %s, and nothing is written', async (call, who, code) => {
  const before = await rows();
  await expect(calls[call as keyof typeof calls](actors[who as Who])).rejects.toMatchObject({ code });
  expect(await rows()).toEqual(before);
});

it.each([
  ['WaitlistService.find', ['patient', 'guardian', 'staff', 'admin']],
  ['AgendaService.find', ['doctor', 'staff', 'admin']],
  ['MoveProposalsService.propose', ['doctor', 'staff', 'admin']],
  ...reports.map((call) => [call, ['staff', 'admin']] as const),
] as const)('%s answers the %j', async (call, allowed) => {
  for (const who of allowed) await expect(calls[call](actors[who])).resolves.toBeDefined();
});

it('lists the entries that the actor may see only', async () => {
  const seen = async (who: Who): Promise<number[]> =>
    (await of(WaitlistService).list(actors[who], { limit: 10 })).items.map(({ id }) => id);
  for (const who of ['patient', 'guardian', 'staff', 'admin'] as const)
    expect(await seen(who)).toEqual([entryId]);
  for (const who of ['stranger', 'doctor', 'otherDoctor', 'staffElsewhere'] as const)
    expect(await seen(who)).toEqual([]);
});

it('shows the offer of a time to the people who may answer it only', async () => {
  await of(DeskOffersService).offer(actors.staff, entryId, { doctorId, at });
  expect((await of(WaitlistService).find(actors.guardian, entryId)).offer).toMatchObject({
    doctorId,
    locationId,
  });
  for (const who of ['stranger', 'doctor', 'staffElsewhere'] as const) {
    await expect(calls['AnswersService.accept'](actors[who])).rejects.toMatchObject({
      code: 'waitlist.not_found',
    });
  }
  expect(await of(AnswersService).accept(actors.guardian, entryId)).toMatchObject({ status: 'confirmed' });
});
