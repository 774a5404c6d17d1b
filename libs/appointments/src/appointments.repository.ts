import { Injectable } from '@nestjs/common';
import { decodeCursor, type Page, toPage } from '#libs/common';
import { type AppointmentStatus, Database, type Prisma } from '#libs/database';
import { type Actor, type Appointment, type HistoryEntry } from './appointment.js';
import { visibleTo } from './reach.js';
import { activeStatuses } from './status.js';

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

/** Whose bookings: those with a doctor, or those at a location. */
export type Scope = { readonly doctorId: number } | { readonly locationId: number };

/** A booking with whom it is for, as those who care for the patient see it. */
export interface VisitOfPatient extends Appointment {
  readonly patient: {
    readonly id: number;
    /** None for a dependant without an account, who has a name */
    readonly username: string | null;
    readonly name: string | null;
    /** E.164 */
    readonly phone: string | null;
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
  location: { select: { timeZone: true } },
} as const;

/** What those who care for a patient know them by. */
const patientFields = {
  id: true,
  username: true,
  name: true,
  preferences: { select: { phone: true } },
} as const;

type Row = Omit<Appointment, 'timeZone'> & { readonly location: { readonly timeZone: string } };

const toAppointment = ({ location, ...row }: Row): Appointment => ({ ...row, timeZone: location.timeZone });

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
  async findVisible(id: number, actor: Actor): Promise<Appointment | null> {
    const row = await this.database.client.appointment.findFirst({
      where: { id, AND: visibleTo(actor) },
      select: appointmentFields,
    });
    return row === null ? null : toAppointment(row);
  }

  /**
   * A page of what the actor may see, in order of time.
   *
   * @throws AppError `request.invalid` for a cursor of another list
   */
  async list(filter: AppointmentFilter, actor: Actor): Promise<Page<Appointment>> {
    const { status, from, to, doctorId, userId, seriesId, order = 'asc', limit, cursor } = filter;
    const rows = await this.database.client.appointment.findMany({
      where: {
        ...(status !== undefined && { status }),
        ...(doctorId !== undefined && { doctorId }),
        ...(userId !== undefined && { userId }),
        ...(seriesId !== undefined && { seriesId }),
        appointmentDateTime: { ...(from && { gte: from }), ...(to && { lt: to }) },
        AND: [visibleTo(actor), beyond(cursor, order)],
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
      omit: { appointmentId: true },
      orderBy: { version: 'asc' },
    });
  }

  /**
   * A doctor's bookings that start in a stretch of time, as far as the actor may see them, cancelled ones too, with
   * their patients; in order of time.
   */
  async ofDoctorWithin(doctorId: number, from: Date, to: Date, actor: Actor): Promise<VisitOfPatient[]> {
    const rows = await this.database.client.appointment.findMany({
      where: { doctorId, appointmentDateTime: { gte: from, lt: to }, AND: visibleTo(actor) },
      select: { ...appointmentFields, user: { select: patientFields } },
      orderBy: [{ appointmentDateTime: 'asc' }, { id: 'asc' }],
    });
    return rows.map(({ user: { preferences, ...user }, ...row }) => ({
      ...toAppointment(row),
      patient: { ...user, phone: preferences?.phone ?? null },
    }));
  }

  /** Active bookings with a doctor or at a location that have not ended yet, as far as the actor may see them; in order. */
  async upcoming(of: Scope, now: Date, actor: Actor): Promise<Appointment[]> {
    const rows = await this.database.client.appointment.findMany({
      where: { ...of, status: { in: [...activeStatuses] }, endsAt: { gt: now }, AND: visibleTo(actor) },
      select: appointmentFields,
      orderBy: [{ appointmentDateTime: 'asc' }, { id: 'asc' }],
    });
    return rows.map(toAppointment);
  }
}
