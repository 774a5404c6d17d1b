import { PickType } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { type BookingRequest, type WalkIn } from '#libs/appointments';
import { IsId, IsInstant, Optional, toEpoch } from '../../http/input/checks.js';
import { IsText } from '../../http/input/text.js';

export class NewAppointmentDto {
  /**
   * Who is to be seen; left out with a `specialization`
   * @example 1
   */
  @Optional()
  @IsId()
  doctorId?: number;

  /**
   * In place of a doctor: any who has this specialization (the whole of it, in any case) and is free, the one with the
   * fewest visits on that day first
   * @example "Cardiology"
   */
  @Optional()
  @IsText('specialization')
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
  @IsText('visitReason')
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
  @IsText('neededReason')
  overbookReason?: string;
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

export const toBookingRequest = ({ appointmentDateTime, ...rest }: NewAppointmentDto): BookingRequest => ({
  ...rest,
  at: toEpoch(appointmentDateTime),
});

export const toWalkIn = ({ ...walkIn }: NewWalkInDto): WalkIn => walkIn;
