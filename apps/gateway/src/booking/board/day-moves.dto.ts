import { type MovesRequest, type ProposedMove, type ProposedStart } from '#libs/appointments';
import { IsId, IsLocalDate, Optional } from '../../http/input/checks.js';
import { toDate, toVisitDto, VisitDto } from './agenda.dto.js';

export class DayMovesDto {
  /**
   * In the zone of the doctor's location
   * @example "2026-12-01"
   */
  @IsLocalDate()
  date!: string;

  /**
   * The substitute; left out, any doctor of the same specialization who works at the location of the visit
   * @example 2
   */
  @Optional()
  @IsId()
  toDoctorId?: number;
}

export class ProposedPlaceDto {
  /** @example 2 */
  doctorId!: number;
  /** @example "Grace Hopper" */
  doctorName!: string;
  /** @example "2026-12-01T09:00:00.000Z" */
  appointmentDateTime!: string;
  /** @example 1 */
  locationId!: number;
}

export class ProposedMoveDto {
  /** The visit as it is */
  appointment!: VisitDto;
  /** None when nothing is free in the next 90 days */
  proposal!: ProposedPlaceDto | null;
  /** What else would do, the best first, three at most */
  alternatives!: ProposedPlaceDto[];
}

export class MoveProposalsDto {
  /** In order of time */
  moves!: ProposedMoveDto[];
}

export const toMovesRequest = (doctorId: number, request: DayMovesDto): MovesRequest => ({
  doctorId,
  date: toDate(request),
  toDoctorId: request.toDoctorId,
});

const toStartDto = (start: ProposedStart): ProposedPlaceDto => ({
  doctorId: start.doctorId,
  doctorName: start.doctorName,
  appointmentDateTime: start.appointmentDateTime,
  locationId: start.locationId,
});

export const toMoveProposalsDto = (moves: readonly ProposedMove[]): MoveProposalsDto => ({
  moves: moves.map(({ visit, proposal, alternatives }) => ({
    appointment: toVisitDto(visit),
    proposal: proposal && toStartDto(proposal),
    alternatives: alternatives.map(toStartDto),
  })),
});
