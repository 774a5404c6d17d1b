import { DigestDaysRepository } from '../../apps/notifications/src/facts/digest-days.repository.js';
import { DigestsRepository } from '../../apps/notifications/src/planning/digests.repository.js';
import { aDoctor, aLocation, aUser, aVisitType } from '../support/clinic.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

let db: TestDatabase;
let digests: DigestsRepository;

beforeAll(async () => {
  db = await createDatabase();
  digests = new DigestsRepository(db.database);
});

afterAll(() => db.drop());

const timeZone = 'Pacific/Kiritimati';
/** The evening begins at midnight, so that it has come wherever it is. */
const anyHour = 0;

/** Noon of a local date so many days from today. */
function noonIn(days: number): Date {
  const date = new Intl.DateTimeFormat('en-CA', { timeZone }).format(Date.now() + days * 24 * 60 * 60 * 1000);
  return new Date(`${date}T12:00:00+14:00`);
}

interface Clinic {
  readonly doctorId: number;
  readonly locationId: number;
  readonly visitTypeId: number;
  readonly doctorUserId: number;
}

async function aClinic(): Promise<Clinic> {
  const { database } = db;
  const { id: locationId } = await aLocation(database, { timeZone });
  const { id: visitTypeId } = await aVisitType(database);
  const { id: doctorUserId } = await aUser(database, { role: 'doctor' });
  const doctor = await aDoctor(database, { locationId, userId: doctorUserId, visitTypeIds: [visitTypeId] });
  return { doctorId: doctor.id, locationId, visitTypeId, doctorUserId };
}

async function aVisit(
  { doctorId, locationId, visitTypeId }: Clinic,
  start: Date,
  status = 'confirmed' as const,
) {
  const { id: userId } = await aUser(db.database);
  const endsAt = new Date(start.getTime() + 30 * 60_000);
  return db.database.client.appointment.create({
    data: {
      userId,
      createdById: userId,
      doctorId,
      locationId,
      visitTypeId,
      appointmentDateTime: start,
      endsAt,
      busyFrom: start,
      busyTo: endsAt,
      status,
      createdAt: new Date(),
    },
  });
}

const readers = async (): Promise<(number | null)[]> => {
  const rows = await db.database.client.delivery.findMany({ orderBy: { userId: 'asc' } });
  return rows.map(({ userId }) => userId);
};

it('the list of tomorrow is planned once for the doctor and for the staff there, by the clinic’s own date', async () => {
  const clinic = await aClinic();
  const { id: staffId } = await aUser(db.database, { role: 'staff' });
  await db.database.client.staffLocation.createMany({
    data: [{ userId: staffId, locationId: clinic.locationId }],
    skipDuplicates: true,
  });
  const elsewhere = await aClinic();
  await aVisit(elsewhere, noonIn(0));
  await aVisit(elsewhere, noonIn(2));
  const { appointmentDateTime } = await aVisit(clinic, noonIn(1));

  expect(await digests.plan(anyHour)).toBe(2);
  expect(await digests.plan(anyHour)).toBe(0);
  expect(await readers()).toEqual([clinic.doctorUserId, staffId].sort((a, b) => a - b));
  const rows = await db.database.client.delivery.findMany();
  const days = await new DigestDaysRepository(db.database).find(rows.map(({ id }) => id));
  const { name: doctorName } = await db.database.client.doctor.findUniqueOrThrow({
    where: { id: clinic.doctorId },
  });
  expect([...days.values()]).toEqual([
    [{ doctorName, timeZone, starts: [appointmentDateTime] }],
    [{ doctorName, timeZone, starts: [appointmentDateTime] }],
  ]);
});

it('no user gets one who does not want it, or whose account is closed, and none before the evening', async () => {
  await db.database.client.delivery.deleteMany();
  await db.database.client.staffLocation.deleteMany();
  await db.database.client.appointment.deleteMany();
  const [unwilling, closed, willing] = [await aClinic(), await aClinic(), await aClinic()];
  for (const clinic of [unwilling, closed, willing]) await aVisit(clinic, noonIn(1));
  const { client } = db.database;
  await client.user.update({ where: { id: closed.doctorUserId }, data: { disabledAt: new Date() } });
  await client.notificationPreferences.create({
    data: {
      userId: unwilling.doctorUserId,
      choices: { email: { occasions: [], reminderMinutes: [] } },
      changedAt: new Date(),
    },
  });
  expect(await digests.plan(24)).toBe(0);
  await digests.plan(anyHour);
  expect(await readers()).toEqual([willing.doctorUserId]);
});
