import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { Temporal } from 'temporal-polyfill';
import { Clock, day, fieldError, invalidInput } from '#libs/common';
import {
  AvailabilityService,
  type BookableDoctor,
  type Interval,
  midnights,
  toIso,
} from '../availability/index.js';
import { canMoveTo, canRunDesk } from '../policy.js';
import { PatientVisitsRepository, type VisitOfPatient } from '../record/index.js';
import { type Agenda, AgendaService } from './agenda.service.js';
import { type MoveChoices, type MoveTarget, proposeMoves, type VisitToMove } from './moves.js';
import { MovesRepository, type NamedDoctor } from './moves.repository.js';

/** How far ahead a doctor's own calendar is looked through. */
const daysAhead = 90;

/** A request for proposals. */
export interface MovesRequest {
  /** The doctor who cannot be there */
  readonly doctorId: number;
  /** By default today's at the doctor's location */
  readonly date?: Temporal.PlainDate | undefined;
  /** The substitute; by default any doctor of the same specialization who works at the location of the visit */
  readonly toDoctorId?: number | undefined;
}

/** A start that a visit could be moved to; ISO-8601, UTC. */
export interface ProposedStart {
  readonly doctorId: number;
  readonly doctorName: string;
  readonly appointmentDateTime: string;
  readonly locationId: number;
}

/** What is proposed for one visit. */
export interface ProposedMove {
  readonly visit: VisitOfPatient;
  /** None when nothing is free */
  readonly proposal: ProposedStart | null;
  readonly alternatives: readonly ProposedStart[];
}

/** What the choices are made of. */
interface Given {
  readonly agenda: Agenda;
  readonly doctors: readonly NamedDoctor[];
  /** The date of the agenda */
  readonly range: Interval;
  /** The days after it */
  readonly later: Interval;
  readonly toDoctorId: number | undefined;
  readonly now: Temporal.Instant;
}

/** Proposes new times for the visits of a date on which the doctor cannot be there. It moves no visit. */
@Injectable()
export class MoveProposalsService {
  constructor(
    private readonly agendas: AgendaService,
    private readonly availability: AvailabilityService,
    private readonly moves: MovesRepository,
    private readonly patientVisits: PatientVisitsRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Proposals for the visits of an agenda that have not begun and that the actor may move. The same number of queries,
   * however many visits there are.
   *
   * @throws AppError those of {@link AgendaService.find}; `request.invalid` for a substitute who does not exist or is the
   *   doctor
   */
  async propose(actor: Actor, { doctorId, date, toDoctorId }: MovesRequest): Promise<ProposedMove[]> {
    const agenda = await this.agendas.find(actor, doctorId, date);
    const now = this.clock.now();
    const shown = Temporal.PlainDate.from(agenda.date);
    const range = midnights({ from: shown, to: shown }, agenda.timeZone);
    const doctors = await this.moves.doctors(doctorId, toDoctorId, agenda.locationIds, range);
    if (toDoctorId === doctorId || !doctors.some(({ id }) => id === (toDoctorId ?? id)))
      throw invalidInput(fieldError('/toDoctorId', 'doctor.same'));
    const visits = agenda.visits.filter((visit) => isMovable(actor, visit, now));
    if (visits.length === 0) return [];
    const later = {
      start: Math.max(range.end, now.epochMilliseconds),
      end: range.end + daysAhead * day,
    };
    const choicesOf = await this.choices(actor, visits, { agenda, doctors, range, later, toDoctorId, now });
    return toProposals(visits, proposeMoves(visits.map(toMove), choicesOf, now), doctors);
  }

  private async choices(
    actor: Actor,
    visits: readonly VisitOfPatient[],
    { agenda, doctors, range, later, toDoctorId, now }: Given,
  ): Promise<(visit: VisitToMove) => MoveChoices> {
    const types = [...new Set(visits.map(({ visitTypeId }) => visitTypeId))];
    const asked = doctors.flatMap(({ id: doctorId }) =>
      types.map((visitTypeId) => ({
        doctorId,
        visitTypeId,
        range: doctorId === agenda.doctorId ? later : range,
        keepsType: doctorId === agenda.doctorId,
      })),
    );
    const [offers, busy] = await Promise.all([
      this.availability.loadEach(asked, now),
      this.patientVisits.find(
        visits.map(({ userId }) => userId),
        { start: range.start, end: later.end },
      ),
    ]);
    const known = new Map(visits.map((visit) => [visit.id, visit]));
    return (moved) => {
      const visit = known.get(moved.id);
      const fit = offers.filter((offer) => offer.visit.id === visit?.visitTypeId);
      return {
        substitutes: fit
          .filter(({ doctorId }) => doctorId !== agenda.doctorId)
          .map((offer) => (toDoctorId === undefined ? at(offer, visit?.locationId) : offer)),
        own: fit.find(({ doctorId }) => doctorId === agenda.doctorId),
        later,
        mayGoTo: (locationId) => visit !== undefined && canMoveTo(actor, visit, locationId),
        patientBusy: busy.filter(({ id, userId }) => userId === moved.userId && id !== moved.id),
      };
    };
  }
}

const isMovable = (actor: Actor, visit: VisitOfPatient, now: Temporal.Instant): boolean =>
  (visit.status === 'pending' || visit.status === 'confirmed') &&
  visit.appointmentDateTime.getTime() > now.epochMilliseconds &&
  (actor.role === 'doctor' || canRunDesk(actor, visit));

const toMove = ({ id, userId, appointmentDateTime, endsAt }: VisitOfPatient): VisitToMove => ({
  id,
  userId,
  start: appointmentDateTime.getTime(),
  end: endsAt.getTime(),
});

/** A doctor with the hours at one location only. */
const at = (doctor: BookableDoctor, locationId: number | undefined): BookableDoctor => ({
  ...doctor,
  locations: doctor.locations.filter((location) => location.locationId === locationId),
});

function toProposals(
  visits: readonly VisitOfPatient[],
  moves: ReturnType<typeof proposeMoves>,
  doctors: readonly NamedDoctor[],
): ProposedMove[] {
  const names = new Map(doctors.map(({ id, name }) => [id, name]));
  const toStart = ({ doctorId, at: start, locationId }: MoveTarget): ProposedStart => ({
    doctorId,
    doctorName: names.get(doctorId) ?? '',
    appointmentDateTime: toIso(start),
    locationId,
  });
  const known = new Map(visits.map((visit) => [visit.id, visit]));
  return moves.flatMap(({ id, proposal, alternatives }) => {
    const visit = known.get(id);
    if (visit === undefined) return [];
    return [{ visit, proposal: proposal && toStart(proposal), alternatives: alternatives.map(toStart) }];
  });
}
