import { PickType } from '@nestjs/swagger';
import { type Appointment, type WeekPreview } from '#libs/appointments';
import { type AppointmentDto, toAppointmentDto } from '../../booking/appointments/appointment.dto.js';
import { AvailabilityDto, toDayDtos } from '../../booking/availability/availability.dto.js';
import { IsId, IsLocalDate, Optional } from '../../http/input/checks.js';
import { WeekDto } from './schedules.dto.js';

export class DraftWeekDto extends WeekDto {
  /**
   * The first date of the slots; today when left out
   * @example "2026-12-01"
   */
  @Optional()
  @IsLocalDate()
  from?: string;

  /**
   * The last one, at most 31 days in all; a week when left out
   * @example "2026-12-07"
   */
  @Optional()
  @IsLocalDate()
  to?: string;

  /**
   * What the slots are for; the doctor's default when left out
   * @example 1
   */
  @Optional()
  @IsId()
  visitTypeId?: number;
}

export class DraftSlotsDto extends PickType(AvailabilityDto, ['timeZone', 'days'] as const) {}

export class ExceptionPreviewDto {
  /** The doctor's bookings that the hours would not cover, those that they do not cover now among them */
  outsideHours!: AppointmentDto[];
}

export class WeekPreviewDto extends ExceptionPreviewDto {
  /** As the availability would be, in the zone of the doctor's location */
  slots!: DraftSlotsDto;
}

export const toExceptionPreviewDto = (outsideHours: readonly Appointment[]): ExceptionPreviewDto => ({
  outsideHours: outsideHours.map(toAppointmentDto),
});

export const toWeekPreviewDto = ({ slots, outsideHours }: WeekPreview): WeekPreviewDto => ({
  slots: { timeZone: slots.timeZone, days: toDayDtos(slots.days) },
  outsideHours: outsideHours.map(toAppointmentDto),
});
