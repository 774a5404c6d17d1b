import { PickType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import {
  type Appointment,
  type AppointmentFilter,
  AppointmentStatus,
  type BookingOrder,
  type BookingRequest,
  type Hold,
  type HistoryEntry,
  type RescheduleRequest,
} from '#libs/appointments';
import { IsId, IsInstant, Optional, toEpoch } from '../http/checks.js';
import { PageQueryDto } from '../http/page.dto.js';

export class NewAppointmentDto {
  /**
   * Who is to be seen; left out with a `specialization`
   * @example 1
   */
  @Optional()
  @IsId()
  doctorId?: number;

  /**
   * In place of a doctor: whoever has this specialization (the whole of it, in any case) and is free, the one with the
   * fewest visits on that day first
   * @example "Cardiology"
   */
  @Optional()
  @IsString()
  @Length(1, 100)
  specialization?: string;

  /**
   * With a specialization: where the visit is to take place; anywhere when left out
   * @example 1
   */
  @Optional()
  @IsId()
  locationId?: number;

  /**
   * A start from the doctor's availability
   * @example "2026-12-01T09:00:00Z"
   */
  @IsInstant()
  appointmentDateTime!: string;

  /**
   * The doctor's default when left out
   * @example 1
   */
  @Optional()
  @IsId()
  visitTypeId?: number;

  /** The patient; yourself when left out, another for staff only */
  @Optional()
  @IsId()
  userId?: number;

  /**
   * What the visit is about
   * @example "A cough that will not go"
   */
  @IsOptional()
  @IsString()
  @Length(0, 1000)
  reason?: string | null;

  /** A hold of yours for this very visit */
  @Optional()
  @IsId()
  holdId?: number;

  /**
   * For staff: why the visit is squeezed in. It may overlap ordinary bookings, start off the grid and inside the notice;
   * only another one that is squeezed in is in its way.
   * @example "Came by ambulance"
   */
  @Optional()
  @IsString()
  @Length(1, 1000)
  overbookReason?: string;
}

export class NewHoldDto extends PickType(NewAppointmentDto, [
  'appointmentDateTime',
  'visitTypeId',
  'userId',
]) {
  /** @example 1 */
  @IsId()
  doctorId!: number;
}

export class NewWalkInDto extends PickType(NewAppointmentDto, ['visitTypeId', 'reason', 'overbookReason']) {
  /** @example 1 */
  @IsId()
  doctorId!: number;

  /**
   * The patient
   * @example 1
   */
  @IsId()
  userId!: number;
}

export class ChangesDto {
  /**
   * A start from the doctor's availability
   * @example "2026-12-01T10:00:00Z"
   */
  @Optional()
  @IsInstant()
  appointmentDateTime?: string;

  /** @example 2 */
  @Optional()
  @IsId()
  doctorId?: number;

  /** @example 1 */
  @Optional()
  @IsId()
  visitTypeId?: number;

  /** What the visit is about */
  @IsOptional()
  @IsString()
  @Length(0, 1000)
  reason?: string | null;

  /**
   * Why it is changed; kept in the history. Doctor and staff need it once the cut-off has passed.
   * @example "The patient asked by phone."
   */
  @IsOptional()
  @IsString()
  @Length(0, 1000)
  changeReason?: string | null;
}

export class StepDto {
  /**
   * Why; kept in the appointment's history. Doctor and staff need it to cancel once the cut-off has passed.
   * @example "The patient asked by phone."
   */
  @IsOptional()
  @IsString()
  @Length(0, 1000)
  reason?: string | null;
}

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
});

export class HoldDto {
  /** Name it as `holdId` when you book */
  id!: number;
  /** The patient */
  userId!: number;
  /** @example 1 */
  doctorId!: number;
  /** @example 1 */
  visitTypeId!: number;
  /**
   * Where the visit takes place
   * @example 1
   */
  locationId!: number;
  /** @example "Europe/Berlin" */
  timeZone!: string;
  /** @example "2026-12-01T09:00:00.000Z" */
  appointmentDateTime!: string;
  /** @example "2026-12-01T09:30:00.000Z" */
  endsAt!: string;
  /**
   * From then on the time is free for others
   * @example "2026-11-20T10:05:00.000Z"
   */
  expiresAt!: string;
  /** Whether it was prolonged, which can be done once */
  extended!: boolean;
}

export const toHoldDto = (hold: Hold): HoldDto => ({
  id: hold.id,
  userId: hold.userId,
  doctorId: hold.doctorId,
  visitTypeId: hold.visitTypeId,
  locationId: hold.locationId,
  timeZone: hold.timeZone,
  appointmentDateTime: hold.appointmentDateTime.toISOString(),
  endsAt: hold.endsAt.toISOString(),
  expiresAt: hold.expiresAt.toISOString(),
  extended: hold.extended,
});

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

export const toBookingOrder = ({ appointmentDateTime, ...rest }: NewAppointmentDto): BookingOrder => ({
  ...rest,
  at: toEpoch(appointmentDateTime),
});

export const toBookingRequest = ({ appointmentDateTime, ...rest }: NewHoldDto): BookingRequest => ({
  ...rest,
  at: toEpoch(appointmentDateTime),
});

export const toRescheduleRequest = ({
  appointmentDateTime,
  reason,
  ...rest
}: ChangesDto): RescheduleRequest => ({
  ...rest,
  visitReason: reason,
  at: appointmentDateTime === undefined ? undefined : toEpoch(appointmentDateTime),
});

export const toAppointmentFilter = ({ from, to, ...rest }: AppointmentListDto): AppointmentFilter => ({
  ...rest,
  ...(from !== undefined && { from: new Date(toEpoch(from)) }),
  ...(to !== undefined && { to: new Date(toEpoch(to)) }),
});
