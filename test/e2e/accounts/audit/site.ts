import { Secret, TOTP } from 'otpauth';
import { type AppointmentStatus } from '#libs/database';
import { aDoctor, aUser, aVisitType, daily, password } from '../../../support/clinic.js';
import { type TestDatabase } from '../../../support/database.js';
import { type Api, apiOf, dayFromNow, fieldOf } from '../../support/api.js';

/** A person who is signed in. */
export interface Person {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  readonly token: string;
}

/** Who acts, and makers of what is acted on. */
export interface AuditSite {
  readonly db: TestDatabase;
  readonly api: Api;
  readonly url: string;
  readonly admin: Person;
  readonly person: (role?: 'patient' | 'staff') => Promise<Person>;
  /** The number of a new patient */
  readonly patient: () => Promise<number>;
  /** A doctor of any hour with nothing booked */
  readonly doctor: () => Promise<{
    readonly id: number;
    readonly locationId: number;
    readonly visitTypeId: number;
  }>;
  /** A visit that begins so many minutes from now, with a doctor of its own */
  readonly visit: (
    status: AppointmentStatus,
    minutes: number,
  ) => Promise<{ readonly id: number; readonly userId: number; readonly doctorId: number }>;
  /** The number of a guardian's new dependant */
  readonly dependant: (guardian: Person) => Promise<number>;
  /** A waitlist entry, and a time for it */
  readonly wait: () => Promise<{ readonly id: number; readonly userId: number; readonly wish: object }>;
}

/** What an authenticator app shows. */
export const codeOf = (secret: string): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate();

export const tomorrowAt = (time: string): string => `${dayFromNow(1)}T${time}:00Z`;

export async function auditSite(db: TestDatabase, url: string): Promise<AuditSite> {
  const api = apiOf(url);
  const { client } = db.database;
  const person = async (role: 'patient' | 'staff' | 'admin' = 'patient'): Promise<Person> => {
    const { id, username, email } = await aUser(db.database, { role });
    return { id, username, email, token: await api.signIn(username, password) };
  };
  const patient = async (): Promise<number> => (await aUser(db.database)).id;
  const doctor: AuditSite['doctor'] = async () => {
    const { id: visitTypeId } = await aVisitType(db.database);
    const wish = { schedule: daily('00:00', '00:00'), visitTypeIds: [visitTypeId] };
    const { id, locationId } = await aDoctor(db.database, wish);
    return { id, locationId, visitTypeId };
  };
  const visit: AuditSite['visit'] = async (status, minutes) => {
    const { id: doctorId, locationId, visitTypeId } = await doctor();
    const userId = await patient();
    const start = new Date(Date.now() + minutes * 60_000);
    const end = new Date(start.getTime() + 1_800_000);
    const { id } = await client.appointment.create({
      data: {
        ...{ userId, doctorId, locationId, visitTypeId, createdById: userId, status, createdAt: new Date() },
        ...{ appointmentDateTime: start, endsAt: end, busyFrom: start, busyTo: end },
        ...(status === 'held' && { holdExpiresAt: new Date(Date.now() + 300_000) }),
        history: {
          create: {
            ...{ version: 1, toStatus: status, doctorId, visitTypeId, actorId: userId },
            ...{ appointmentDateTime: start, occurredAt: new Date() },
          },
        },
      },
    });
    return { id, userId, doctorId };
  };
  return {
    ...{ db, api, url, patient, doctor, visit, person },
    admin: await person('admin'),
    dependant: async ({ token }) =>
      fieldOf(
        await api.post('/me/dependants', { name: 'Robin', relationship: 'child' }, token),
        'userId',
      ) as number,
    wait: async () => {
      const { id: doctorId } = await doctor();
      const userId = await patient();
      const data = { userId, doctorId, createdById: userId, createdAt: new Date() };
      const { id } = await client.waitlistEntry.create({
        data: { ...data, from: new Date(dayFromNow(0)), to: new Date(dayFromNow(9)) },
      });
      return { id, userId, wish: { doctorId, appointmentDateTime: tomorrowAt('10:00') } };
    },
  };
}
