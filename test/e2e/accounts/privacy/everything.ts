import { randomUUID } from 'node:crypto';
import { type Database, type Prisma } from '#libs/database';
import { aDoctor, aUser, type UserWithAccount } from '../../../support/clinic.js';

/** What stands in a column, and nowhere else. */
export const mark = (column: string): string => `marked-${column.replaceAll(/[._]/g, '-')}`;

/** Everything that can be known about one person. */
export interface Filled {
  readonly person: UserWithAccount;
  /** The ids of all records of the person */
  readonly ids: readonly number[];
}

const at = new Date();
const past = new Date(at.getTime() - 86_400_000);
const future = new Date(at.getTime() + 86_400_000);

async function people(database: Database) {
  const known = { name: mark('users.name'), address: mark('users.address'), note: mark('users.note') };
  const account = { username: mark('users.username'), email: `${mark('users.email')}@clinic.example` };
  const person = await aUser(database, { ...account, ...known });
  const other = await aUser(database);
  const merged = await database.client.user.create({
    data: { name: 'Robin', mergedIntoId: person.id, disabledAt: at },
  });
  return { person, other, merged };
}

type People = Awaited<ReturnType<typeof people>>;

async function fillAccount(database: Database, { person, other, merged }: People): Promise<void> {
  const { client } = database;
  const userId = person.id;
  const change = { changedAt: at, changes: {} };
  await client.patientChange.createMany({
    data: [
      { ...change, userId, actorId: other.id, changes: { name: mark('patient_changes.changes') } },
      { ...change, userId: other.id, actorId: userId },
    ],
  });
  const look = { lookedAt: at, endsAt: future };
  await client.patientLook.createMany({
    data: [
      { ...look, userId, actorId: other.id, reason: mark('patient_looks.reason') },
      { ...look, userId: other.id, actorId: userId },
    ],
  });
  const merge = { actorId: userId, mergedAt: at, undoneAt: at, undoneById: userId };
  const strangers = { keptId: other.id, mergedId: (await aUser(database)).id };
  await client.patientMerge.createMany({
    data: [
      { ...merge, keptId: userId, mergedId: merged.id, moved: { name: mark('patient_merges.moved') } },
      { ...merge, ...strangers, moved: {} },
    ],
  });
  const bond = { relationship: 'partner', createdAt: at } as const;
  await client.guardianship.createMany({
    data: [
      { ...bond, guardianId: userId, dependantId: other.id },
      { ...bond, guardianId: other.id, dependantId: userId },
    ],
  });
  await client.secondFactor.create({
    data: {
      userId,
      secret: mark('second_factors.secret'),
      recoveryCodes: { create: { codeHash: mark('recovery_codes.code_hash') } },
    },
  });
  const link = { createdAt: at, expiresAt: future };
  await client.accountLink.createMany({
    data: [
      { ...link, id: randomUUID(), purpose: 'password_reset', userId, email: mark('account_links.email') },
      {
        ...link,
        id: randomUUID(),
        purpose: 'claim',
        userId: other.id,
        inviterId: userId,
        email: other.email,
      },
    ],
  });
  await client.session.create({
    data: {
      id: randomUUID(),
      userId,
      userAgent: mark('sessions.user_agent'),
      createdAt: at,
      lastSeenAt: at,
      expiresAt: future,
    },
  });
}

async function fillVisits(database: Database, { person, other }: People): Promise<void> {
  const { client } = database;
  const userId = person.id;
  const doctor = await aDoctor(database, { userId: null });
  const { visitTypeId } = await client.doctorVisitType.findFirstOrThrow({ where: { doctorId: doctor.id } });
  const end = new Date(past.getTime() + 1_800_000);
  const where = { doctorId: doctor.id, visitTypeId, locationId: doctor.locationId };
  const visit = await client.appointment.create({
    data: {
      ...where,
      userId,
      appointmentDateTime: past,
      endsAt: end,
      busyFrom: past,
      busyTo: end,
      status: 'completed',
      reason: mark('appointments.reason'),
      createdById: userId,
      createdAt: past,
      history: {
        create: {
          ...where,
          version: 1,
          toStatus: 'completed',
          appointmentDateTime: past,
          actorId: userId,
          reason: mark('appointment_history.reason'),
          occurredAt: past,
        },
      },
    },
  });
  await client.waitlistEntry.create({
    data: {
      userId,
      specialization: mark('waitlist_entries.specialization'),
      from: past,
      to: future,
      createdById: userId,
      createdAt: past,
      status: 'left',
      endedAt: at,
      offers: {
        create: {
          appointmentId: visit.id,
          offeredById: userId,
          answeredById: userId,
          offeredAt: past,
          answeredAt: past,
          outcome: 'declined',
        },
      },
    },
  });
  await client.idempotencyKey.create({
    data: {
      userId,
      route: 'POST /appointments',
      key: mark('idempotency_keys.key'),
      requestHash: mark('idempotency_keys.request_hash'),
      result: { reason: mark('idempotency_keys.result') },
      createdAt: at,
    },
  });
  await client.staffLocation.create({ data: { userId, locationId: doctor.locationId } });
  const entry = {
    occurredAt: at,
    action: mark('audit_entries.action'),
    reason: mark('audit_entries.reason'),
  };
  await client.auditEntry.createMany({
    data: [
      { ...entry, actorId: other.id, subjectId: userId },
      { ...entry, actorId: userId, subjectId: other.id },
    ],
  });
}

async function fillMessages({ client }: Database, { person }: People): Promise<void> {
  const userId = person.id;
  await client.notification.create({
    data: {
      userId,
      type: 'waitlist.ended',
      version: 0,
      channel: 'in_app',
      title: mark('notifications.title'),
      body: mark('notifications.body'),
      createdAt: at,
    },
  });
  await client.delivery.create({
    data: {
      key: randomUUID(),
      occasion: 'digest',
      channel: 'email',
      state: 'skipped',
      reason: mark('deliveries.reason'),
      userId,
      dueAt: past,
      expiresAt: past,
      createdAt: past,
    },
  });
  await client.notificationPreferences.create({
    data: {
      userId,
      phone: mark('notification_preferences.phone'),
      choices: { nothing: mark('notification_preferences.choices') },
      changedAt: at,
      plannedAt: at,
    },
  });
  await client.pushSubscription.create({
    data: {
      userId,
      endpoint: mark('push_subscriptions.endpoint'),
      p256dh: mark('push_subscriptions.p256dh'),
      auth: mark('push_subscriptions.auth'),
      createdAt: at,
    } satisfies Prisma.PushSubscriptionUncheckedCreateInput,
  });
  await client.calendarFeed.create({
    data: { userId, tokenHash: mark('calendar_feeds.token_hash'), createdAt: at },
  });
}

/** A person about whom there is something in every table that can hold anything. */
export async function fillEverything(database: Database): Promise<Filled> {
  const everyone = await people(database);
  await fillAccount(database, everyone);
  await fillVisits(database, everyone);
  await fillMessages(database, everyone);
  return { person: everyone.person, ids: [everyone.person.id, everyone.merged.id] };
}
