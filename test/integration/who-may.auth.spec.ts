import { type INestApplicationContext } from '@nestjs/common';
import { AuditModule, AuditService } from '#libs/audit';
import {
  AccountPrivacyService,
  type Actor,
  AuthModule,
  DependantLinksService,
  DependantsService,
  GuardiansService,
  InvitationsService,
  PatientSearchService,
  PatientsService,
  SecondFactorService,
  SessionsService,
  UserAdministrationService,
} from '#libs/auth';
import { Database } from '#libs/database';
import { aUser } from '../support/clinic.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { serviceContext } from '../support/service-context.js';

let db: TestDatabase;
let context: INestApplicationContext;
/** The people of the tests: `child` is the dependant of `guardian`, `parent` too, but with an account. */
let people: Record<'patient' | 'guardian' | 'doctor' | 'staff' | 'admin', Actor> & {
  readonly childId: number;
  readonly parentId: number;
};
let sessionId: string;

beforeAll(async () => {
  db = await createDatabase();
  context = await serviceContext(db, AuthModule, AuditModule);
  const actor = async (role: Actor['role']): Promise<Actor> => {
    const { id } = await aUser(db.database, { role });
    return { userId: id, role, locationIds: role === 'staff' ? [1] : [] };
  };
  const guardian = await actor('patient');
  const parent = await aUser(db.database);
  const { client } = db.database;
  const child = await client.user.create({ data: { name: 'Robin' } });
  const bond = { guardianId: guardian.userId, relationship: 'child', createdAt: new Date() } as const;
  await client.guardianship.createMany({
    data: [
      { ...bond, dependantId: child.id },
      { ...bond, dependantId: parent.id },
    ],
  });
  people = {
    patient: await actor('patient'),
    guardian: { ...guardian, dependantIds: [child.id, parent.id] },
    doctor: await actor('doctor'),
    staff: await actor('staff'),
    admin: await actor('admin'),
    childId: child.id,
    parentId: parent.id,
  };
  const ends = new Date(Date.now() + 1_000_000);
  const session = await client.session.create({
    data: {
      id: '0b7f6a52-6c0f-4a4e-9d5e-0c5a3c6a0f11',
      userId: guardian.userId,
      createdAt: new Date(),
      lastSeenAt: new Date(),
      expiresAt: ends,
    },
  });
  sessionId = session.id;
});

afterAll(async () => {
  await context.close();
  await db.drop();
});

/** Everything that a call could have written. */
async function rows(): Promise<unknown> {
  const { client } = db.database;
  return Promise.all([
    client.user.findMany({ orderBy: { id: 'asc' } }),
    client.guardianship.findMany({ orderBy: { id: 'asc' } }),
    client.accountLink.findMany({ orderBy: { id: 'asc' } }),
    client.session.findMany({ orderBy: { id: 'asc' } }),
    client.secondFactor.count(),
    client.outboxEvent.count(),
  ]);
}

type Call = (actor: Actor) => Promise<unknown>;
const of = <T>(service: new (...args: never[]) => T): T => context.get(service);
const newPatient = { name: 'Robin', phone: null, birthDate: null, email: null };
const invitation = { email: 'new@clinic.example', role: 'staff', locationIds: [] } as const;
const asGuardian = { email: 'new@clinic.example', relationship: 'child' } as const;

const administration: readonly [string, Call][] = [
  ['users.list', (actor) => of(UserAdministrationService).list(actor, {}, 10)],
  ['users.find', (actor) => of(UserAdministrationService).find(actor, people.guardian.userId)],
  [
    'users.change',
    (actor) => of(UserAdministrationService).change(actor, people.guardian.userId, { role: 'admin' }),
  ],
  [
    'users.removeSecondFactor',
    (actor) => of(UserAdministrationService).removeSecondFactor(actor, people.guardian.userId),
  ],
  ['factors.reset', (actor) => of(SecondFactorService).reset(actor, people.guardian.userId)],
  ['invitations.invite', (actor) => of(InvitationsService).invite(actor, invitation)],
  ['invitations.list', (actor) => of(InvitationsService).list(actor)],
  ['invitations.revoke', (actor) => of(InvitationsService).revoke(actor, sessionId)],
  ['guardians.listOf', (actor) => of(GuardiansService).listOf(actor, people.childId)],
  ['guardians.endOf', (actor) => of(GuardiansService).endOf(actor, people.childId, people.guardian.userId)],
  ['audit.list of everybody', (actor) => of(AuditService).list(actor, { limit: 10 })],
  [
    'audit.list of another user',
    (actor) => of(AuditService).list(actor, { limit: 10, subjectId: people.childId }),
  ],
];

const frontDesk: readonly [string, Call][] = [
  ['patients.search', (actor) => of(PatientSearchService).search(actor, { q: 'robin', limit: 10 })],
  ['patients.add', (actor) => of(PatientsService).add(actor, newPatient)],
];

const ofGuardians: readonly [string, Call][] = [
  ['dependants.change', (actor) => of(DependantsService).change(actor, people.childId, { name: 'Eve' })],
  ['dependants.end', (actor) => of(DependantsService).end(actor, people.childId)],
  ['dependants.guardiansOf', (actor) => of(DependantsService).guardiansOf(actor, people.childId)],
  ['dependants.assertDecidesFor', (actor) => of(DependantsService).assertDecidesFor(actor, people.childId)],
  ['links.invite', (actor) => of(DependantLinksService).invite(actor, people.childId, asGuardian)],
  ['links.offer', (actor) => of(DependantLinksService).offer(actor, people.childId, asGuardian.email)],
  ['privacy.assertDecidesFor', (actor) => of(AccountPrivacyService).assertDecidesFor(actor, people.childId)],
];

const ofPeopleWithAccount: readonly [string, Call][] = [
  ['dependants.change', (actor) => of(DependantsService).change(actor, people.parentId, { name: 'Eve' })],
  ['links.invite', (actor) => of(DependantLinksService).invite(actor, people.parentId, asGuardian)],
  ['links.offer', (actor) => of(DependantLinksService).offer(actor, people.parentId, asGuardian.email)],
  ['privacy.assertDecidesFor', (actor) => of(AccountPrivacyService).assertDecidesFor(actor, people.parentId)],
];

type Who = 'patient' | 'guardian' | 'doctor' | 'staff' | 'admin';
type Refused = readonly [method: string, who: Who, code: string, call: Call];

const refusedTo = (calls: readonly [string, Call][], code: string, ...who: Who[]): Refused[] =>
  calls.flatMap(([method, call]) => who.map((each): Refused => [method, each, code, call]));

describe('a service refuses the wrong actor, and writes nothing', () => {
  it.each<Refused>([
    ...refusedTo(administration, 'auth.forbidden', 'patient', 'guardian', 'doctor', 'staff'),
    ...refusedTo(frontDesk, 'auth.forbidden', 'patient', 'guardian', 'doctor'),
    ...refusedTo(ofGuardians, 'dependant.not_found', 'patient', 'doctor', 'staff', 'admin'),
    ...refusedTo(ofPeopleWithAccount, 'dependant.has_account', 'guardian'),
    ['sessions.end', 'patient', 'session.not_found', (actor) => of(SessionsService).end(actor, sessionId)],
    ['sessions.end', 'admin', 'session.not_found', (actor) => of(SessionsService).end(actor, sessionId)],
    [
      'guardians.end',
      'patient',
      'guardian.not_found',
      (actor) => of(GuardiansService).end(actor, people.guardian.userId),
    ],
    [
      'privacy.assertCanErase',
      'patient',
      'dependant.has_guardians',
      (actor) =>
        of(Database).transaction((queries) =>
          of(AccountPrivacyService).assertCanErase(actor, queries, people.childId),
        ),
    ],
  ])('%s as %s: %s', async (_method, who, code, call) => {
    const before = await rows();
    await expect(call(people[who])).rejects.toMatchObject({ code });
    expect(await rows()).toEqual(before);
  });
});

describe('a service serves the right actor', () => {
  it.each<[string, Who, Call]>([
    ['users.find', 'admin', (actor) => of(UserAdministrationService).find(actor, people.guardian.userId)],
    ['guardians.listOf', 'admin', (actor) => of(GuardiansService).listOf(actor, people.childId)],
    ['audit.list', 'admin', (actor) => of(AuditService).list(actor, { limit: 10 })],
    [
      'audit.list of the own data',
      'patient',
      (actor) => of(AuditService).list(actor, { limit: 10, subjectId: actor.userId }),
    ],
    [
      'patients.search',
      'staff',
      (actor) => of(PatientSearchService).search(actor, { q: 'robin', limit: 10 }),
    ],
    [
      'patients.search',
      'admin',
      (actor) => of(PatientSearchService).search(actor, { q: 'robin', limit: 10 }),
    ],
    [
      'dependants.guardiansOf',
      'guardian',
      (actor) => of(DependantsService).guardiansOf(actor, people.childId),
    ],
    [
      'dependants.assertDecidesFor',
      'guardian',
      (actor) => of(DependantsService).assertDecidesFor(actor, people.childId),
    ],
  ])('%s as %s', async (_method, who, call) => {
    await expect(call(people[who])).resolves.toBeDefined();
  });
});
