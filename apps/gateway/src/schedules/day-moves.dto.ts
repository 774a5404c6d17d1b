import { type ProposedMove, type ProposedPlace } from '#libs/appointments';
import { IsId, IsLocalDate, Optional } from '../http/checks.js';
import { toVisitDto, VisitDto } from './day.dto.js';

export class DayMovesDto {
  /**
   * In the zone of the doctor's location
   * @example "2026-12-01"
   */
  @IsLocalDate()
  date!: string;

  /**
   * Who is to stand in; left out, whoever has the same specialization and works at the location of the visit
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

const toPlaceDto = (place: ProposedPlace): ProposedPlaceDto => ({
  doctorId: place.doctorId,
  doctorName: place.doctorName,
  appointmentDateTime: place.appointmentDateTime,
  locationId: place.locationId,
});

export const toMoveProposalsDto = (moves: readonly ProposedMove[]): MoveProposalsDto => ({
  moves: moves.map(({ visit, proposal, alternatives }) => ({
    appointment: toVisitDto(visit),
    proposal: proposal && toPlaceDto(proposal),
    alternatives: alternatives.map(toPlaceDto),
  })),
});
