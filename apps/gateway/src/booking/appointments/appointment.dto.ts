import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsUUID } from 'class-validator';
import {
  type Appointment,
  type AppointmentFilter,
  AppointmentStatus,
  CancellationCause,
} from '#libs/appointments';
import { IsId, IsInstant, Optional, toEpoch } from '../../http/input/checks.js';
import { PageQueryDto } from '../../http/input/page.dto.js';

export class AppointmentListDto extends PageQueryDto {
  @Optional()
  @IsIn(Object.values(AppointmentStatus))
  status?: AppointmentStatus;

  /**
   * Visits that start at or after this
   * @example "2026-12-01T00:00:00Z"
   */
  @Optional()
  @IsInstant()
  from?: string;

  /**
   * Visits that start before this
   * @example "2027-01-01T00:00:00Z"
   */
  @Optional()
  @IsInstant()
  to?: string;

  @Optional()
  @Type(() => Number)
  @IsId()
  doctorId?: number;

  /** The patient */
  @Optional()
  @Type(() => Number)
  @IsId()
  userId?: number;

  /**
   * The visits of one series
   * @example "1f0c6a52-6f1d-4a0e-9f5e-3f6f8f0f7b11"
   */
  @Optional()
  @IsUUID()
  seriesId?: string;

  /** `desc` begins with the visit that is furthest ahead */
  @Optional()
  @IsIn(['asc', 'desc'])
  order?: 'asc' | 'desc';
}

export const toAppointmentFilter = ({ from, to, ...rest }: AppointmentListDto): AppointmentFilter => ({
  ...rest,
  ...(from !== undefined && { from: new Date(toEpoch(from)) }),
  ...(to !== undefined && { to: new Date(toEpoch(to)) }),
});

export class AppointmentDto {
  /** @example 1 */
  id!: number;
  /**
   * The patient
   * @example 1
   */
  userId!: number;
  /** @example 1 */
  doctorId!: number;
  /** @example 1 */
  visitTypeId!: number;
  /** @example 1 */
  locationId!: number;
  /**
   * The location's zone, in which the visit takes place
   * @example "Europe/Berlin"
   */
  timeZone!: string;
  /** @example "2026-12-01T09:00:00.000Z" */
  appointmentDateTime!: string;
  /** @example "2026-12-01T09:30:00.000Z" */
  endsAt!: string;
  status!: AppointmentStatus;
  reason!: string | null;
  /**
   * Rises with every change; also the ETag
   * @example 1
   */
  version!: number;
  /** @example "2026-11-20T10:00:00.000Z" */
  createdAt!: string;
  /** The same for all visits of a series; none for a single visit */
  seriesId!: string | null;
  /**
   * Squeezed in by staff: may overlap ordinary bookings
   * @example false
   */
  overbooked!: boolean;
  /** Where no one decided to cancel this visit: the request had no answer until its start, or the patient died */
  @ApiProperty({ enum: Object.values(CancellationCause), nullable: true, example: null })
  cancelledBecause!: CancellationCause | null;
}

export const toAppointmentDto = (appointment: Appointment): AppointmentDto => ({
  id: appointment.id,
  userId: appointment.userId,
  doctorId: appointment.doctorId,
  visitTypeId: appointment.visitTypeId,
  locationId: appointment.locationId,
  timeZone: appointment.timeZone,
  appointmentDateTime: appointment.appointmentDateTime.toISOString(),
  endsAt: appointment.endsAt.toISOString(),
  status: appointment.status,
  reason: appointment.reason,
  version: appointment.version,
  createdAt: appointment.createdAt.toISOString(),
  seriesId: appointment.seriesId,
  overbooked: appointment.overbooked,
  // An answer that was kept for a repeated request may be older than this field.
  cancelledBecause: appointment.cancelledBecause ?? null,
});
