import { type DynamicModule, type INestApplicationContext, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Counter } from 'prom-client';
import { type Actor } from '#libs/auth';
import { Cache } from '#libs/cache';
import { AppError, CommonModule } from '#libs/common';
import { ConfigModule, loadEnv } from '#libs/config';
import { DatabaseModule } from '#libs/database';
import {
  ClosuresService,
  DoctorsModule,
  DoctorsService,
  LocationsService,
  SchedulesService,
  VisitTypesService,
} from '#libs/doctors';
import { aDoctor, aLocation, aUser } from '../support/clinic.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

@Module({})
class Services {}

let clinic: TestDatabase;
let app: INestApplicationContext;
let doctors: DoctorsService;
let schedules: SchedulesService;
let locations: LocationsService;
let closures: ClosuresService;
let visitTypes: VisitTypesService;

let doctorId: number;
let locationId: number;
let visitTypeId: number;
let exceptionId: number;
let closureId: number;
let actors: Record<
  'doctor' | 'anotherDoctor' | 'staff' | 'staffElsewhere' | 'admin' | 'patient' | 'patientWithTheDoctorsId',
  Actor
>;

const closed = {
  date: '2031-05-01',
  kind: 'closed',
  start: null,
  end: null,
  reason: null,
  locationId: null,
} as const;
const holiday = { date: '2031-05-01', name: 'Labour Day', start: null, end: null };
const calendar = 'BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Test//EN\nEND:VCALENDAR\n';

beforeAll(async () => {
  clinic = await createDatabase();
  const env = loadEnv({ DATABASE_URL: clinic.url, JWT_SECRET: 'x'.repeat(32), SEARCH_CACHE_SECONDS: '0' });
  const lookUps = new Counter({
    name: 'look_ups',
    help: 'Look-ups in the cache.',
    labelNames: ['cache', 'result'] as const,
    registers: [],
  });
  const cache: DynamicModule = {
    module: Services,
    global: true,
    providers: [{ provide: Cache, useValue: new Cache(env, lookUps) }],
    exports: [Cache],
  };
  const services = Test.createTestingModule({
    imports: [ConfigModule.forRoot(env), CommonModule, DatabaseModule, cache, DoctorsModule],
  });
  app = await services.compile();
  doctors = app.get(DoctorsService);
  schedules = app.get(SchedulesService);
  locations = app.get(LocationsService);
  closures = app.get(ClosuresService);
  visitTypes = app.get(VisitTypesService);

  const { client } = clinic.database;
  const account = await aUser(clinic.database, { role: 'doctor' });
  const doctor = await aDoctor(clinic.database, { userId: account.id });
  const elsewhere = await aLocation(clinic.database);
  ({ id: doctorId, locationId } = doctor);
  ({ visitTypeId } = await client.doctorVisitType.findFirstOrThrow({ where: { doctorId } }));
  const date = new Date('2031-06-01');
  ({ id: exceptionId } = await client.scheduleException.create({ data: { doctorId, date, kind: 'closed' } }));
  ({ id: closureId } = await client.locationClosure.create({ data: { locationId, date, name: 'Repairs' } }));
  const userId = account.id + 1000;
  actors = {
    doctor: { userId: account.id, role: 'doctor' },
    anotherDoctor: { userId, role: 'doctor', locationIds: [locationId] },
    staff: { userId, role: 'staff', locationIds: [locationId] },
    staffElsewhere: { userId, role: 'staff', locationIds: [elsewhere.id] },
    admin: { userId, role: 'admin' },
    patient: { userId, role: 'patient', locationIds: [locationId] },
    patientWithTheDoctorsId: { userId: account.id, role: 'patient' },
  };
});

afterAll(async () => {
  await app.close();
  await clinic.drop();
});

type ActorName = keyof typeof actors;
type Call = (actor: Actor) => Promise<unknown>;

const hours: readonly [string, Call][] = [
  ['SchedulesService.assertCanSetHours', (actor) => schedules.assertCanSetHours(actor, doctorId)],
  ['SchedulesService.resolveWeek', (actor) => schedules.resolveWeek(actor, doctorId, [])],
  ['SchedulesService.replaceWindows', (actor) => schedules.replaceWindows(actor, doctorId, [])],
  ['SchedulesService.exceptions', (actor) => schedules.exceptions(actor, doctorId)],
  ['SchedulesService.resolveException', (actor) => schedules.resolveException(actor, doctorId, closed)],
  ['SchedulesService.addException', (actor) => schedules.addException(actor, doctorId, closed)],
  ['SchedulesService.removeException', (actor) => schedules.removeException(actor, doctorId, exceptionId)],
];
const closing: readonly [string, Call][] = [
  ['ClosuresService.assertCanClose', (actor) => closures.assertCanClose(actor, locationId)],
  ['ClosuresService.list', (actor) => closures.list(actor, locationId)],
  ['ClosuresService.add', (actor) => closures.add(actor, locationId, holiday)],
  ['ClosuresService.importCalendar', (actor) => closures.importCalendar(actor, locationId, calendar)],
  ['ClosuresService.remove', (actor) => closures.remove(actor, locationId, closureId)],
];
const setUp: readonly [string, Call][] = [
  [
    'DoctorsService.create',
    (actor) => doctors.create(actor, { name: 'Dr. New', specialization: 'x', locationId }),
  ],
  ['DoctorsService.update', (actor) => doctors.update(actor, doctorId, { bio: 'Changed' })],
  ['LocationsService.create', (actor) => locations.create(actor, { name: 'New', timeZone: 'UTC' })],
  ['LocationsService.update', (actor) => locations.update(actor, locationId, { name: 'Changed' })],
  ['VisitTypesService.create', (actor) => visitTypes.create(actor, { name: 'New' })],
  ['VisitTypesService.update', (actor) => visitTypes.update(actor, visitTypeId, { name: 'Changed' })],
  [
    'VisitTypesService.replaceOfDoctor',
    (actor) => visitTypes.replaceOfDoctor(actor, doctorId, [visitTypeId], []),
  ],
];

/** Every service method, every actor whom it refuses, and how. */
const refusals = [
  [hours, 'anotherDoctor', 'auth.forbidden'],
  [hours, 'staffElsewhere', 'auth.elsewhere'],
  [hours, 'patient', 'auth.forbidden'],
  [hours, 'patientWithTheDoctorsId', 'auth.forbidden'],
  [closing, 'doctor', 'auth.forbidden'],
  [closing, 'staffElsewhere', 'auth.elsewhere'],
  [closing, 'patient', 'auth.forbidden'],
  [setUp, 'doctor', 'auth.forbidden'],
  [setUp, 'staff', 'auth.forbidden'],
  [setUp, 'patient', 'auth.forbidden'],
] as const;

const wrong = refusals.flatMap(([methods, actor, code]) =>
  methods.map(([method, call]): [string, ActorName, string, Call] => [method, actor, code, call]),
);

const right = (
  [
    [hours, ['doctor', 'staff', 'admin']],
    [closing, ['staff', 'admin']],
    [setUp, ['admin']],
  ] as const
).flatMap(([methods, names]) => names.flatMap((name) => methods.map(([, call]) => [name, call] as const)));

const codeOf = (outcome: Promise<unknown>): Promise<string> =>
  outcome.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

const revision = async (): Promise<unknown> => {
  const rows = await clinic.database.client.$queryRaw`SELECT revision::text FROM schedule_revision`;
  return rows;
};

it.each(wrong)('%s refuses %s with %s, and writes nothing', async (_method, actor, code, call) => {
  const before = await revision();
  expect(await codeOf(call(actors[actor]))).toBe(code);
  expect(await revision()).toEqual(before);
});

it('the policy refuses no actor who may', async () => {
  for (const [actor, call] of right) expect(await codeOf(call(actors[actor]))).not.toMatch(/^auth\./);
});
