import { type AppointmentStatus, type HistoryEntry } from '#libs/appointments';

export class HistoryEntryDto {
  /**
   * The patient
   * @example 1
   */
  userId!: number;
  /** @example 1 */
  version!: number;
  /** None for the first version */
  fromStatus!: AppointmentStatus | null;
  toStatus!: AppointmentStatus;
  /** @example 1 */
  doctorId!: number;
  /** @example 1 */
  visitTypeId!: number;
  /** @example "2026-12-01T09:00:00.000Z" */
  appointmentDateTime!: string;
  /** Who did it; none for what happened by itself */
  actorId!: number | null;
  reason!: string | null;
  /** @example "2026-11-20T10:00:00.000Z" */
  occurredAt!: string;
}

export const toHistoryEntryDto = (entry: HistoryEntry): HistoryEntryDto => ({
  userId: entry.userId,
  version: entry.version,
  fromStatus: entry.fromStatus,
  toStatus: entry.toStatus,
  doctorId: entry.doctorId,
  visitTypeId: entry.visitTypeId,
  appointmentDateTime: entry.appointmentDateTime.toISOString(),
  actorId: entry.actorId,
  reason: entry.reason,
  occurredAt: entry.occurredAt.toISOString(),
});
