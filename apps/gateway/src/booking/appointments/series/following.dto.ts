import { PickType } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray } from 'class-validator';
import {
  AppointmentStatus,
  type FollowingPlan,
  type FollowingRequest,
  type MovedSeries,
  mostVisits,
} from '#libs/appointments';
import { IsId, Optional } from '../../../http/input/checks.js';
import { ProblemDto } from '../../../http/answers/problem.dto.js';
import { AppointmentDto, toAppointmentDto } from '../appointment.dto.js';
import { ChangesDto, toRescheduleRequest } from '../changes.dto.js';
import { LeftVisitDto } from './series.dto.js';

/** What is left out stays as it is with each visit; a time, a doctor or a type is needed. */
export class FollowingChangesDto extends PickType(ChangesDto, [
  'appointmentDateTime',
  'doctorId',
  'visitTypeId',
  'changeReason',
]) {
  /**
   * The visits that stay where they are: what could not be moved, once you know
   * @example [12]
   */
  @Optional()
  @IsArray()
  @ArrayMaxSize(mostVisits - 1)
  @IsId({ each: true })
  skip?: number[];
}

export class MoveConflictDto extends PickType(LeftVisitDto, ['id', 'message']) {
  /**
   * Where the visit was to go
   * @example "2026-12-29T09:00:00.000Z"
   */
  appointmentDateTime!: string;
  /**
   * What the move of this visit alone is answered with; branch on this
   * @example "appointment.slot_taken"
   */
  code!: string;
}

export class FollowingProblemDto extends ProblemDto {
  /** Every visit that cannot be moved */
  conflicts?: MoveConflictDto[];
}

export class PreviewedMoveDto {
  /** The visit as it is */
  appointment!: AppointmentDto;
  /**
   * Where it would go
   * @example "2026-12-29T09:00:00.000Z"
   */
  appointmentDateTime!: string;
  /**
   * With whom it would be
   * @example 1
   */
  doctorId!: number;
  /**
   * The zone that it would take place in
   * @example "Europe/Berlin"
   */
  timeZone!: string;
  /** What it would be then: `pending` where the doctor has to confirm the new time; null when it cannot be moved */
  status!: AppointmentStatus | null;
  /** Why it cannot be moved; null when it can */
  conflict!: MoveConflictDto | null;
}

export class FollowingPreviewDto {
  /** @example "1f0c6a52-6f1d-4a0e-9f5e-3f6f8f0f7b11" */
  seriesId!: string;
  /** The visits that the move is about, in order of time; without those that are so already */
  moves!: PreviewedMoveDto[];
}

export class MovedSeriesDto {
  /** @example "1f0c6a52-6f1d-4a0e-9f5e-3f6f8f0f7b11" */
  seriesId!: string;
  /** The visits that were moved, in order of time */
  moved!: AppointmentDto[];
}

export const toFollowingRequest = ({ skip, ...changes }: FollowingChangesDto): FollowingRequest => {
  const { at, doctorId, visitTypeId, changeReason } = toRescheduleRequest(changes);
  return { at, doctorId, visitTypeId, changeReason, skip };
};

export const toFollowingPreviewDto = ({ seriesId, moves }: FollowingPlan): FollowingPreviewDto => ({
  seriesId,
  moves: moves.map(({ appointment, at, doctorId, planned, conflict }) => ({
    appointment: toAppointmentDto(appointment),
    appointmentDateTime: new Date(at).toISOString(),
    doctorId,
    timeZone: planned?.visit.timeZone ?? appointment.timeZone,
    status: planned?.status ?? null,
    conflict: conflict && {
      id: appointment.id,
      appointmentDateTime: new Date(at).toISOString(),
      code: conflict.code,
      message: conflict.message,
    },
  })),
});

export const toMovedSeriesDto = ({ seriesId, moved }: MovedSeries): MovedSeriesDto => ({
  seriesId,
  moved: moved.map(toAppointmentDto),
});
