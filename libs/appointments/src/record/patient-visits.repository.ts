import { Injectable } from '@nestjs/common';
import { Database, type Prisma } from '#libs/database';
import { type Interval, visitStatuses } from '../availability/index.js';

/** A visit of a patient. */
export interface PatientVisit extends Interval {
  readonly id: number;
  /** The patient */
  readonly userId: number;
}

/** Visits of patients that overlap a stretch of time. Holds are none: a patient who is still typing is not busy yet. */
const overlapping = (userIds: readonly number[], { start, end }: Interval): Prisma.AppointmentWhereInput => ({
  userId: { in: [...userIds] },
  status: { in: [...visitStatuses] },
  appointmentDateTime: { lt: new Date(end) },
  endsAt: { gt: new Date(start) },
});

/** When patients are busy. */
@Injectable()
export class PatientVisitsRepository {
  constructor(private readonly database: Database) {}

  /** The active visits of some patients that overlap a stretch of time. */
  async find(userIds: readonly number[], range: Interval): Promise<PatientVisit[]> {
    const rows = await this.database.client.appointment.findMany({
      where: overlapping(userIds, range),
      select: { id: true, userId: true, appointmentDateTime: true, endsAt: true },
    });
    return rows.map(({ id, userId, appointmentDateTime, endsAt }) => ({
      id,
      userId,
      start: appointmentDateTime.getTime(),
      end: endsAt.getTime(),
    }));
  }

  /**
   * Whether a patient has an active visit that overlaps `visit`.
   *
   * @param movedId an appointment that is to be moved, and so is not in its own way
   */
  async isBusy(userId: number, visit: Interval, movedId = 0): Promise<boolean> {
    const found = await this.database.client.appointment.findFirst({
      where: { ...overlapping([userId], visit), id: { not: movedId } },
      select: { id: true },
    });
    return found !== null;
  }
}
