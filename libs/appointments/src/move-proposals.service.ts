import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { Clock, invalidInput } from '#libs/common';
import { type Actor } from './appointment.js';
import { type VisitOfPatient } from './appointments.repository.js';
import { type Interval } from './availability.js';
import { AvailabilityService } from './availability.service.js';
import { type DoctorsDay } from './day.service.js';
import { midnights } from './days.js';
import { type MoveChoices, type MoveTarget, proposeMoves, type VisitToMove } from './moves.js';
import { MovesRepository, type NamedDoctor } from './moves.repository.js';
import { isAtDeskOf, mayMove } from './reach.js';
import { type OfferedVisit, toIso } from './slots.js';

/** How far ahead a doctor's own calendar is looked through. */
const daysAhead = 90;

/** Where a visit could be moved to; ISO-8601, UTC. */
export interface ProposedPlace {
  readonly doctorId: number;
  readonly doctorName: string;
  readonly appointmentDateTime: string;
  readonly locationId: number;
}

/** What is proposed for one visit. */
export interface ProposedMove {
  readonly visit: VisitOfPatient;
  /** None when nothing is free */
  readonly proposal: ProposedPlace | null;
  readonly alternatives: readonly ProposedPlace[];
}

const toMove = ({ id, userId, appointmentDateTime, endsAt }: VisitOfPatient): VisitToMove => ({
  id,
  userId,
  start: appointmentDateTime.getTime(),
  end: endsAt.getTime(),
});

/** Proposes where the visits of a doctor's day can go when the doctor cannot be there. Nothing is moved. */
@Injectable()
export class MoveProposalsService {
  constructor(
    private readonly availability: AvailabilityService,
    private readonly moves: MovesRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Proposals for the visits of a day that have not begun and can be moved by the actor. The same number of queries,
   * however many visits there are.
   *
   * @param toDoctorId who is to stand in; by default whoever has the same specialization and works where the visit is
   * @throws AppError `request.invalid` for a stand-in who does not exist or is the doctor
   */
  async propose(day: DoctorsDay, actor: Actor, toDoctorId?: number): Promise<ProposedMove[]> {
    const now = this.clock.now();
    const range = midnights(
      { from: Temporal.PlainDate.from(day.date), to: Temporal.PlainDate.from(day.date) },
      day.timeZone,
    );
    const doctors = await this.moves.doctors(day.doctorId, toDoctorId, day.places, range);
    const names = new Map(doctors.map(({ id, name }) => [id, name]));
    if (toDoctorId === day.doctorId || (toDoctorId !== undefined && !names.has(toDoctorId)))
      throw invalidInput({ pointer: '/toDoctorId', detail: 'must be another doctor' });
    const visits = day.visits.filter(
      (visit) =>
        (visit.status === 'pending' || visit.status === 'confirmed') &&
        visit.appointmentDateTime.getTime() > now.epochMilliseconds &&
        (actor.role === 'doctor' || isAtDeskOf(actor, visit)),
    );
    if (visits.length === 0) return [];
    const later = {
      start: Math.max(range.end, now.epochMilliseconds),
      end: range.end + daysAhead * 86_400_000,
    };
    const choicesOf = await this.choices(visits, { day, doctors, range, later, actor, toDoctorId });
    const known = new Map(visits.map((visit) => [visit.id, visit]));
    const place = ({ doctorId, at, locationId }: MoveTarget): ProposedPlace => ({
      doctorId,
      doctorName: names.get(doctorId) ?? '',
      appointmentDateTime: toIso(at),
      locationId,
    });
    return proposeMoves(visits.map(toMove), choicesOf, now).flatMap(({ id, proposal, alternatives }) => {
      const visit = known.get(id);
      if (visit === undefined) return [];
      return [{ visit, proposal: proposal && place(proposal), alternatives: alternatives.map(place) }];
    });
  }

  private async choices(
    visits: readonly VisitOfPatient[],
    given: Given,
  ): Promise<(visit: VisitToMove) => MoveChoices> {
    const { day, doctors, range, later, actor, toDoctorId } = given;
    const types = [...new Set(visits.map(({ visitTypeId }) => visitTypeId))];
    const asked = doctors.flatMap(({ id: doctorId }) =>
      types.map((visitTypeId) => ({
        doctorId,
        visitTypeId,
        range: doctorId === day.doctorId ? later : range,
      })),
    );
    const [offers, busy] = await Promise.all([
      this.availability.loadEach(asked),
      this.moves.ofPatients(
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
          .filter(({ doctorId }) => doctorId !== day.doctorId)
          .map((offer) => (toDoctorId === undefined ? at(offer, visit?.locationId) : offer)),
        own: fit.find(({ doctorId }) => doctorId === day.doctorId),
        later,
        mayGoTo: (locationId) => visit !== undefined && mayMove(actor, visit, locationId),
        patientBusy: busy.filter(({ id, userId }) => userId === moved.userId && id !== moved.id),
      };
    };
  }
}

/** What the choices are made of. */
interface Given {
  readonly day: DoctorsDay;
  readonly doctors: readonly NamedDoctor[];
  readonly range: Interval;
  readonly later: Interval;
  readonly actor: Actor;
  readonly toDoctorId: number | undefined;
}

/** What a doctor offers at one location. */
const at = (offer: OfferedVisit, locationId: number | undefined): OfferedVisit => ({
  ...offer,
  places: offer.places.filter((place) => place.locationId === locationId),
});
