import { IsOptional } from 'class-validator';
import { type RescheduleRequest } from '#libs/appointments';
import { IsId, IsInstant, Optional, toEpoch } from '../../http/input/checks.js';
import { IsText } from '../../http/input/text.js';

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
  @IsText('visitReason')
  reason?: string | null;

  /**
   * Why it is changed; kept in the history. Doctor and staff need it once the cut-off has passed.
   * @example "The patient asked by phone."
   */
  @IsOptional()
  @IsText('reason')
  changeReason?: string | null;
}

export const toRescheduleRequest = ({
  appointmentDateTime,
  reason,
  ...rest
}: ChangesDto): RescheduleRequest => ({
  ...rest,
  visitReason: reason,
  at: appointmentDateTime === undefined ? undefined : toEpoch(appointmentDateTime),
});

export class StepDto {
  /**
   * Why; kept in the appointment's history. Doctor and staff need it to cancel once the cut-off has passed.
   * @example "The patient asked by phone."
   */
  @IsOptional()
  @IsText('reason')
  reason?: string | null;
}
