import { Injectable } from '@nestjs/common';
import { decodeCursor, type Page, toPage } from '#libs/common';
import { type AppointmentStatus, Database, type Prisma } from '#libs/database';
import { type Actor } from '#libs/auth';
import { activeStatuses, visitStatuses } from '../availability/index.js';
import { type Appointment, type HistoryEntry } from './appointment.js';
import { visibleAppointments } from './visible.sql.js';

export interface AppointmentFilter {
  readonly status?: AppointmentStatus;
  /** Visits that start at or after this */
  readonly from?: Date;
  /** Visits that start before this */
  readonly to?: Date;
  readonly doctorId?: number;
  readonly userId?: number;
  readonly seriesId?: string;
  /** Of time; the earliest visit first when left out */
  readonly order?: 'asc' | 'desc';
  readonly limit: number;
  readonly cursor?: string;
}

/** The bookings of one doctor, or those at one location. */
export type DoctorOrLocation = { readonly doctorId: number } | { readonly locationId: number };

/** Which visits stand from some date on. */
export interface StandingFilter {
  readonly of: DoctorOrLocation | { readonly visitTypeId: number };
  /** When the date begins, by the zones of all locations */
  readonly begins: ReadonlyMap<string, Date>;
  readonly ids?: readonly number[] | undefined;
}

/** A booking with its patient, as the doctor and the front desk see it. */
export interface VisitOfPatient extends Appointment {
  readonly patient: {
    readonly id: number;
    /** None for a dependant without an account, who has a name */
    readonly username: string | null;
    readonly name: string | null;
    /** E.164 */
    readonly phone: string | null;
    readonly deceasedOn: Date | null;
  };
}

/** The columns of an {@link Appointment}. */
export const appointmentFields = {
  id: true,
  userId: true,
  doctorId: true,
  visitTypeId: true,
  locationId: true,
  appointmentDateTime: true,
  endsAt: true,
  status: true,
  reason: true,
  version: true,
  createdAt: true,
  seriesId: true,
  overbooked: true,
  cancelledBecause: true,
  location: { select: { timeZone: true } },
} as const;

/** What the doctor and the front desk know a patient by. */
const patientFields = {
  id: true,
  username: true,
  name: true,
  deceasedOn: true,
  preferences: { select: { phone: true } },
} as const;

type Row = Omit<Appointment, 'timeZone'> & { readonly location: { readonly timeZone: string } };

interface RowOfPatient extends Row {
  readonly user: Omit<VisitOfPatient['patient'], 'phone'> & {
    readonly preferences: { readonly phone: string | null } | null;
  };
}

const toAppointment = ({ location, ...row }: Row): Appointment => ({ ...row, timeZone: location.timeZone });

const toVisitOfPatient = ({ user, ...row }: RowOfPatient): VisitOfPatient => {
  const { preferences, ...patient } = user;
  return { ...toAppointment(row), patient: { ...patient, phone: preferences?.phone ?? null } };
};

const whatStands = (actor: Actor, { of, begins, ids }: StandingFilter): Prisma.AppointmentWhereInput => ({
  ...of,
  ...(ids !== undefined && { id: { in: [...ids] } }),
  status: { in: [...visitStatuses] },
  OR: [...begins].map(([timeZone, gte]) => ({ location: { timeZone }, appointmentDateTime: { gte } })),
  AND: visibleAppointments(actor),
});

/** What comes after the row that a cursor names. */
function beyond(cursor: string | undefined, order: 'asc' | 'desc'): Prisma.AppointmentWhereInput {
  if (cursor === undefined) return {};
  const [at, id] = decodeCursor(cursor, ['time', 'id']);
  const past = order === 'asc' ? 'gt' : 'lt';
  const time = new Date(at);
  return {
    OR: [{ appointmentDateTime: { [past]: time } }, { appointmentDateTime: time, id: { [past]: id } }],
  };
}

@Injectable()
export class AppointmentsRepository {
  constructor(private readonly database: Database) {}

  /** What is not the actor's to see is not found. */
  async findVisible(actor: Actor, id: number): Promise<Appointment | null> {
    const row = await this.database.client.appointment.findFirst({
      where: { id, AND: visibleAppointments(actor) },
      select: appointmentFields,
    });
    return row === null ? null : toAppointment(row);
  }

  /**
   * A page of what the actor may see, in order of time.
   *
   * @throws AppError `request.invalid` for a cursor of another list
   */
  async list(actor: Actor, filter: AppointmentFilter): Promise<Page<Appointment>> {
    const { status, from, to, doctorId, userId, seriesId, order = 'asc', limit, cursor } = filter;
    const rows = await this.database.client.appointment.findMany({
      where: {
        ...(status !== undefined && { status }),
        ...(doctorId !== undefined && { doctorId }),
        ...(userId !== undefined && { userId }),
        ...(seriesId !== undefined && { seriesId }),
        appointmentDateTime: { ...(from && { gte: from }), ...(to && { lt: to }) },
        AND: [visibleAppointments(actor), beyond(cursor, order)],
      },
      select: appointmentFields,
      orderBy: [{ appointmentDateTime: order }, { id: order }],
      take: limit + 1,
    });
    return toPage(rows.map(toAppointment), limit, (row) => [row.appointmentDateTime.getTime(), row.id]);
  }

  /** Everything that happened to an appointment, the first thing first. */
  history(appointmentId: number): Promise<Omit<HistoryEntry, 'userId'>[]> {
    return this.database.client.appointmentHistory.findMany({
      where: { appointmentId },
      omit: { appointmentId: true, endsAt: true, locationId: true },
      orderBy: { version: 'asc' },
    });
  }

  /** What made an appointment what it is in some version; undefined when there is no such version. */
  async lastEntry(
    appointmentId: number,
    version: number,
  ): Promise<Pick<HistoryEntry, 'fromStatus' | 'toStatus' | 'occurredAt'> | undefined> {
    const entry = await this.database.client.appointmentHistory.findUnique({
      where: { appointmentId_version: { appointmentId, version } },
      select: { fromStatus: true, toStatus: true, occurredAt: true },
    });
    return entry ?? undefined;
  }

  /**
   * A doctor's bookings that start in a stretch of time, as far as the actor may see them, cancelled ones too, with
   * their patients; in order of time.
   */
  async ofDoctorWithin(actor: Actor, doctorId: number, from: Date, to: Date): Promise<VisitOfPatient[]> {
    const rows = await this.database.client.appointment.findMany({
      where: { doctorId, appointmentDateTime: { gte: from, lt: to }, AND: visibleAppointments(actor) },
      select: { ...appointmentFields, user: { select: patientFields } },
      orderBy: [{ appointmentDateTime: 'asc' }, { id: 'asc' }],
    });
    return rows.map(toVisitOfPatient);
  }

  /**
   * The first visits that start on a date or later and are neither over nor cancelled, as far as the actor may see them,
   * in order of time.
   */
  async standing(actor: Actor, filter: StandingFilter, limit: number): Promise<VisitOfPatient[]> {
    const rows = await this.database.client.appointment.findMany({
      where: whatStands(actor, filter),
      select: { ...appointmentFields, user: { select: patientFields } },
      orderBy: [{ appointmentDateTime: 'asc' }, { id: 'asc' }],
      take: limit,
    });
    return rows.map(toVisitOfPatient);
  }

  /** How many of them there are. */
  countStanding(actor: Actor, filter: StandingFilter): Promise<number> {
    return this.database.client.appointment.count({ where: whatStands(actor, filter) });
  }

  /** Active bookings with a doctor or at a location that have not ended yet, as far as the actor may see them; in order. */
  async upcoming(actor: Actor, of: DoctorOrLocation, now: Date): Promise<Appointment[]> {
    const rows = await this.database.client.appointment.findMany({
      where: {
        ...of,
        status: { in: [...activeStatuses] },
        endsAt: { gt: now },
        AND: visibleAppointments(actor),
      },
      select: appointmentFields,
      orderBy: [{ appointmentDateTime: 'asc' }, { id: 'asc' }],
    });
    return rows.map(toAppointment);
  }
}
