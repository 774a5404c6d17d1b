import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsOptional } from 'class-validator';
import { mostListed, type RetirementCancellation, type RetirementEffects } from '#libs/appointments';
import { type Retirement } from '#libs/doctors';
import { AppointmentDto, toAppointmentDto } from '../../booking/appointments/appointment.dto.js';
import { LeftVisitDto, toLeftVisitDto } from '../../booking/appointments/series/series.dto.js';
import { toVisitDto, VisitDto } from '../../booking/board/agenda.dto.js';
import { IsId, IsLocalDate, Optional } from '../../http/input/checks.js';
import { IsText } from '../../http/input/text.js';

export class RetirementQueryDto {
  /**
   * What a retirement on this date would mean; the date that is set when left out
   * @example "2027-01-01"
   */
  @Optional()
  @IsLocalDate()
  on?: string;
}

export class NewRetirementDto {
  /**
   * The first local date on which there are no bookings any more
   * @example "2027-01-01"
   */
  @IsLocalDate()
  on!: string;

  /**
   * Why, for the staff
   * @example "The practice closes."
   */
  @IsOptional()
  @IsText('reason')
  reason?: string | null;
}

export class StrandedDoctorDto {
  /** @example 1 */
  id!: number;
  /** @example "Dr. Ada Lovelace" */
  name!: string;
}

export class RetirementDto {
  /**
   * Rises with every change of what retires, whatever was changed
   * @example 1
   */
  version!: number;
  /**
   * The first local date on which there are no bookings any more; null without an end
   * @example "2027-01-01"
   */
  on!: string | null;
  /** Why */
  reason!: string | null;
  /** The visits on the date or later that are neither over nor cancelled, as far as you see them; in order of time, 500 at most */
  appointments!: VisitDto[];
  /**
   * How many there are
   * @example 12
   */
  total!: number;
  /** The doctors who can be booked nowhere, or with nothing, from the date on */
  doctors!: StrandedDoctorDto[];
  /**
   * How many patients on the waitlist wait for this and nothing else on the date or later; they are offered no such time
   * @example 3
   */
  waiting!: number;
}

export class NewCancellationsDto {
  /**
   * Why; kept in the history of each visit
   * @example "The practice closes."
   */
  @IsText('neededReason')
  reason!: string;

  /**
   * Visits on this date and later; the date that is set when left out
   * @example "2027-01-01"
   */
  @Optional()
  @IsLocalDate()
  on?: string;

  /**
   * Which of the visits; all of them, 500 at a time, when left out
   * @example [1, 2]
   */
  @Optional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(mostListed)
  @ArrayUnique()
  @IsId({ each: true })
  appointmentIds?: number[];
}

export class CancellationsDto {
  /** The visits that are cancelled now */
  cancelled!: AppointmentDto[];
  /** The visits that stay, and why */
  left!: LeftVisitDto[];
  /**
   * How many visits on the date or later are still booked: those that stay, and those beyond the first 500
   * @example 0
   */
  remaining!: number;
}

export const toRetirement = ({ on, reason = null }: NewRetirementDto): Retirement => ({ on, reason });

export const toRetirementDto = (effects: RetirementEffects): RetirementDto => ({
  version: effects.version,
  on: effects.retirement?.on ?? null,
  reason: effects.retirement?.reason ?? null,
  appointments: effects.visits.map(toVisitDto),
  total: effects.total,
  doctors: effects.doctors.map(({ id, name }) => ({ id, name })),
  waiting: effects.waiting,
});

export const toCancellationsDto = ({
  cancelled,
  left,
  remaining,
}: RetirementCancellation): CancellationsDto => ({
  cancelled: cancelled.map(toAppointmentDto),
  left: left.map(toLeftVisitDto),
  remaining,
});
