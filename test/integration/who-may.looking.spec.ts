import { type INestApplicationContext } from '@nestjs/common';
import {
  type Actor,
  AuthModule,
  DeathsService,
  LikenessesService,
  PatientSearchService,
  MergesService,
  MergeUndoService,
  PatientsService,
  RecordsService,
} from '#libs/auth';
import { Database } from '#libs/database';
import { aDoctor, aLocation, aUser } from '../support/clinic.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { serviceContext } from '../support/service-context.js';

let db: TestDatabase;
let context: INestApplicationContext;
let here: Actor;
let there: Actor;
let nowhere: Actor;
let admin: Actor;
let doctors: Readonly<Record<'here' | 'there', Awaited<ReturnType<typeof aDoctor>>>>;

beforeAll(async () => {
  db = await createDatabase();
  context = await serviceContext(db, AuthModule);
  const [one, other] = [await aLocation(db.database), await aLocation(db.database)];
  doctors = {
    here: await aDoctor(db.database, { locationId: one.id }),
    there: await aDoctor(db.database, { locationId: other.id, specialization: 'Dermatology' }),
  };
  const actor = async (role: Actor['role'], ...locationIds: number[]): Promise<Actor> => {
    const { id } = await aUser(db.database, { role });
    return { userId: id, role, locationIds };
  };
  here = await actor('staff', one.id);
  there = await actor('staff', other.id);
  nowhere = await actor('staff');
  admin = await actor('admin');
});

afterAll(async () => {
  await context.close();
  await db.drop();
});

const of = <T>(service: new (...args: never[]) => T): T => context.get(service);
let count = 0;
const aPatient = async (name: string, more: object = {}): Promise<number> =>
  (await aUser(db.database, { name, username: `patient-${(count += 1)}`, ...more })).id;

async function aVisit(
  userId: number,
  where: 'here' | 'there',
  more: { holdExpiresAt?: Date } = {},
): Promise<{ id: number }> {
  const { id: doctorId, locationId } = doctors[where];
  const { visitTypeId } = await db.database.client.doctorVisitType.findFirstOrThrow({ where: { doctorId } });
  const start = Date.parse('2031-01-01T09:00:00Z') + (count += 1) * 3_600_000;
  const [begins, ends] = [new Date(start), new Date(start + 1_800_000)];
  return db.database.client.appointment.create({
    data: {
      ...{ userId, doctorId, locationId, visitTypeId, createdById: userId, createdAt: new Date() },
      ...{ appointmentDateTime: begins, endsAt: ends, busyFrom: begins, busyTo: ends },
      ...{ status: more.holdExpiresAt === undefined ? 'confirmed' : 'held', ...more },
    },
    select: { id: true },
  });
}

const found = async (actor: Actor, q: string): Promise<number[]> =>
  (await of(PatientSearchService).search(actor, { q, limit: 10 })).items.map(({ id }) => id);
const opens = async (actor: Actor, id: number): Promise<boolean> =>
  of(RecordsService)
    .find(actor, id)
    .then(
      () => true,
      () => false,
    );

describe('the front desk finds', () => {
  it('patients with a visit at its locations, wherever the visit moves, and no others', async () => {
    const [mine, theirs] = [await aPatient('Visited Mine'), await aPatient('Visited Theirs')];
    await aVisit(mine, 'here');
    const visit = await aVisit(theirs, 'there');
    for (const [actor, ids] of [
      [here, [mine]],
      [there, [theirs]],
      [nowhere, []],
      [admin, [mine, theirs]],
    ] as const) {
      expect(await found(actor, 'visited')).toEqual(ids);
      expect(await found(actor, `patient-${'x'.repeat(3)}`)).toEqual([]);
      expect([await opens(actor, mine), await opens(actor, theirs)]).toEqual(
        [mine, theirs].map((id) => (ids as readonly number[]).includes(id)),
      );
    }
    const { locationId } = doctors.here;
    await db.database.client.appointment.update({ where: { id: visit.id }, data: { locationId } });
    expect(await found(here, 'visited')).toEqual([mine, theirs]);
  });

  it('patients who wait for a visit there, and those that it wrote down', async () => {
    const { client } = db.database;
    const wait = { from: new Date('2031-01-01'), to: new Date('2031-01-02'), createdAt: new Date() };
    const wishes = [
      { locationId: doctors.here.locationId, doctorId: null, specialization: 'Dermatology' },
      { locationId: null, doctorId: doctors.here.id, specialization: null },
      { locationId: null, doctorId: null, specialization: 'cardiology' },
    ];
    const waiting: number[] = [];
    for (const wish of wishes) {
      const userId = await aPatient('Patient Waits');
      await client.waitlistEntry.create({ data: { ...wait, ...wish, userId, createdById: userId } });
      waiting.push(userId);
    }
    expect([await found(here, 'waits'), await found(there, 'waits')]).toEqual([waiting, []]);
    const walked = { name: 'Walked In', phone: null, birthDate: null, email: null };
    const { id } = await of(PatientsService).add(here, walked);
    expect([await found(here, 'walked'), await found(there, 'walked')]).toEqual([[id], []]);
    await expect(of(PatientsService).add(nowhere, walked)).rejects.toMatchObject({ code: 'auth.elsewhere' });
  });

  it('no patient for whom it merely holds a time', async () => {
    const id = await aPatient('Merely Held');
    const hold = await aVisit(id, 'here', { holdExpiresAt: new Date(Date.now() + 60_000) });
    expect([await found(here, 'merely'), await opens(here, id)]).toEqual([[], false]);
    const used = { status: 'confirmed', holdExpiresAt: null } as const;
    await db.database.client.appointment.update({ where: { id: hold.id }, data: used });
    expect([await found(here, 'merely'), await opens(here, id)]).toEqual([[id], true]);
  });

  it('a patient who is known nowhere yet by what only the patient tells, which opens the record', async () => {
    const facts = { email: 'newly@example.org', birthDate: new Date('1971-02-01'), username: 'newly-here' };
    const id = await aPatient('Newly Registered', facts);
    const phone = { userId: id, phone: '+4930777111', changedAt: new Date() };
    await db.database.client.notificationPreferences.create({ data: phone });
    for (const part of ['newly', 'registered', 'newly@', '777111', '1971-02-01', 'ly 1971-02-01'])
      expect([part, await found(here, part)]).toEqual([part, []]);
    expect(await opens(here, id)).toBe(false);
    for (const whole of ['NEWLY@example.org', 'newly-here', '+49 30 777111', 'registered 1.2.1971'])
      for (const actor of [here, there]) expect([whole, await found(actor, whole)]).toEqual([whole, [id]]);
    expect([await opens(here, id), await found(here, 'newly regist')]).toEqual([true, [id]]);
    expect(await found(nowhere, 'newly@example.org')).toEqual([]);
    expect(await db.database.client.patientLook.count({ where: { userId: id } })).toBe(2);
    await aVisit(id, 'there');
    await db.database.client.patientLook.deleteMany({ where: { userId: id } });
    expect(await found(here, 'newly@example.org')).toEqual([]);
  });
});

describe('a look beyond the own locations', () => {
  const look = (actor: Actor, q: string): Promise<number[]> =>
    of(Database)
      .transaction((queries) =>
        of(PatientSearchService).look(actor, queries, { q, reason: 'Is on the phone.' }),
      )
      .then((patients) => patients.map(({ id }) => id));

  it('opens the record to the one who looked, until it ends, and admins see it', async () => {
    const id = await aPatient('Beyond Reach');
    await aVisit(id, 'there');
    const clerk = { ...here, userId: (await aUser(db.database, { role: 'staff' })).id };
    expect(await found(here, 'beyond')).toEqual([]);
    expect(await look(here, 'beyond')).toEqual([id]);
    expect([await opens(here, id), await found(here, 'beyond')]).toEqual([true, [id]]);
    expect([await opens(clerk, id), await found(clerk, 'beyond')]).toEqual([false, []]);
    const { items } = await of(PatientSearchService).listLooks(admin, 1);
    expect(items).toMatchObject([
      { actorId: here.userId, userId: id, patientName: 'Beyond Reach', reason: 'Is on the phone.' },
    ]);
    const ended = { endsAt: new Date(Date.now() - 1000) };
    await db.database.client.patientLook.updateMany({ where: { userId: id }, data: ended });
    expect([await opens(here, id), await found(here, 'beyond')]).toEqual([false, []]);
  });

  it('is for those who work somewhere, and shows ten at most', async () => {
    for (let n = 0; n < 11; n += 1) await aPatient('One Of Many');
    expect(await look(here, 'one of many')).toHaveLength(10);
    await expect(look(nowhere, 'one of many')).rejects.toMatchObject({ code: 'auth.elsewhere' });
    const patient = { userId: here.userId, role: 'patient' } as const;
    await expect(look(patient, 'one of many')).rejects.toMatchObject({ code: 'auth.forbidden' });
    for (const actor of [here, patient])
      await expect(of(PatientSearchService).listLooks(actor, 1)).rejects.toMatchObject({
        code: 'auth.forbidden',
      });
  });
});

describe('a record of another location is not there', () => {
  type Door = (actor: Actor, theirs: number, mine: number) => Promise<unknown>;
  const within = (
    work: (queries: Parameters<Parameters<Database['transaction']>[0]>[0]) => Promise<unknown>,
  ): Promise<unknown> => of(Database).transaction(work);
  const noSessions = { end: () => Promise.resolve(), reconsider: () => undefined } as never;

  it.each<[string, Door]>([
    ['records.find', (actor, theirs) => of(RecordsService).find(actor, theirs)],
    ['records.changes', (actor, theirs) => of(RecordsService).changes(actor, theirs, 10)],
    ['records.correct', (actor, theirs) => of(RecordsService).correct(actor, theirs, { note: 'Seen' })],
    ['likenesses.findOf', (actor, theirs) => of(LikenessesService).findOf(actor, theirs)],
    ['merges.list', (actor, theirs) => of(MergesService).list(actor, theirs)],
    [
      'merges.plan',
      (actor, theirs, mine) => within((queries) => of(MergesService).plan(actor, queries, mine, theirs)),
    ],
    [
      'merges.lock',
      (actor, theirs, mine) => within((queries) => of(MergesService).lock(actor, queries, theirs, mine)),
    ],
    [
      'deaths.takeBack',
      (actor, theirs) => within((queries) => of(DeathsService).takeBack(actor, queries, noSessions, theirs)),
    ],
  ])('%s', async (_door, call) => {
    const [mine, theirs] = [await aPatient('Of Here'), await aPatient('Of There')];
    await aVisit(mine, 'here');
    await aVisit(theirs, 'there');
    await expect(call(here, theirs, mine)).rejects.toMatchObject({ code: 'patient.not_found' });
    await expect(call(nowhere, theirs, mine)).rejects.toMatchObject({ code: 'patient.not_found' });
    await expect(call(admin, theirs, mine)).resolves.not.toThrow();
  });

  it('nor is a merge into one', async () => {
    const [kept, merged] = [await aPatient('Of There'), await aPatient('Of There, too')];
    for (const id of [kept, merged]) await aVisit(id, 'there');
    const moved = { keptId: kept, mergedId: merged, actorId: admin.userId, mergedAt: new Date(), moved: {} };
    const { id } = await db.database.client.patientMerge.create({ data: moved });
    const undo = (actor: Actor): Promise<unknown> =>
      within((queries) => of(MergeUndoService).lock(actor, queries, kept, id, new Date()));
    await expect(undo(here)).rejects.toMatchObject({ code: 'patient.merge_not_found' });
    await expect(undo(there)).resolves.toMatchObject({ id });
  });

  it('nor is it among those that look alike', async () => {
    const known = { birthDate: new Date('1944-04-04') };
    const [mine, theirs, new_] = [
      await aPatient('Alike Amsel', known),
      await aPatient('Alike Amsel', known),
      await aPatient('Alike Amsel', known),
    ];
    await aVisit(mine, 'here');
    await aVisit(theirs, 'there');
    const traits = { name: 'Alike Amsel', birthDate: '1944-04-04', phone: null, email: null };
    const alike = async (actor: Actor): Promise<number[]> =>
      (await of(LikenessesService).findFor(actor, traits)).map(({ id }) => id);
    expect([await alike(here), await alike(there)]).toEqual([
      [mine, new_],
      [theirs, new_],
    ]);
    expect([await alike(nowhere), await opens(here, new_)]).toEqual([[], true]);
  });
});
