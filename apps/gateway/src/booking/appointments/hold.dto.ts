import { PickType } from '@nestjs/swagger';
import { type DoctorBookingRequest, type Hold } from '#libs/appointments';
import { IsId, toEpoch } from '../../http/input/checks.js';
import { NewAppointmentDto } from './new-appointment.dto.js';

export class NewHoldDto extends PickType(NewAppointmentDto, [
  'appointmentDateTime',
  'visitTypeId',
  'userId',
]) {
  /** @example 1 */
  @IsId()
  doctorId!: number;
}

export const toHoldRequest = ({ appointmentDateTime, ...rest }: NewHoldDto): DoctorBookingRequest => ({
  ...rest,
  at: toEpoch(appointmentDateTime),
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
