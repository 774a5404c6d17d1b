import { type Temporal } from 'temporal-polyfill';
import { minute } from '#libs/common';
import {
  type BookableDoctor,
  busyWith,
  freeStartsOf,
  type Interval,
  mostAlternatives,
  overlaps,
} from '../availability/index.js';

/** A visit that is to be moved. Instants are milliseconds since 1970 UTC. */
export interface VisitToMove extends Interval {
  readonly id: number;
  /** The patient */
  readonly userId: number;
}

/** A start that a visit can be moved to. */
export interface MoveTarget {
  readonly doctorId: number;
  readonly at: number;
  readonly locationId: number;
}

/** All that a visit can be moved to. */
export interface MoveChoices {
  /** Doctors who may see the patient at the same time, with their rules for the visit; the first choice comes first */
  readonly substitutes: readonly BookableDoctor[];
  /** The visit's own doctor, for later */
  readonly own: BookableDoctor | undefined;
  /** The range of later starts */
  readonly later: Interval;
  /** Whether the visit may be moved to a location */
  readonly mayGoTo: (locationId: number) => boolean;
  /** Other visits of the patient */
  readonly patientBusy: readonly Interval[];
}

/** What is proposed for a visit. */
export interface Move {
  readonly id: number;
  readonly proposal: MoveTarget | null;
  /** Other starts, three at most */
  readonly alternatives: readonly MoveTarget[];
}

/** A target with the time that it takes of the doctor, and of the patient. */
interface Option extends MoveTarget {
  readonly busy: Interval;
  readonly visit: Interval;
}

const optionOf = ({ doctorId, visit }: BookableDoctor, at: number, locationId: number): Option => ({
  doctorId,
  at,
  locationId,
  busy: busyWith(visit, at),
  visit: { start: at, end: at + visit.durationMinutes * minute },
});

/** What a visit could be moved to if it were the only one, the best first. */
function optionsFor(visit: VisitToMove, choices: MoveChoices, now: Temporal.Instant): Option[] {
  const { substitutes, own, later, mayGoTo, patientBusy } = choices;
  const sameTime = { start: visit.start, end: visit.start + 1 };
  const offers = [
    ...substitutes.map((doctor) => ({ doctor, range: sameTime })),
    ...(own === undefined ? [] : [{ doctor: own, range: later }]),
  ];
  return offers
    .flatMap(({ doctor, range }) =>
      freeStartsOf(doctor, range, now).map(({ at, locationId }) => optionOf(doctor, at, locationId)),
    )
    .filter((option) => mayGoTo(option.locationId))
    .filter((option) => !patientBusy.some((busy) => overlaps(busy, option.visit)));
}

/**
 * Proposes where the visits of a date can be moved to: the same time with a substitute, or else the next free start with
 * the same doctor. No two proposals overlap for a doctor or a patient, and no alternative overlaps a proposal.
 *
 * @param visits in order of time
 */
export function proposeMoves(
  visits: readonly VisitToMove[],
  choicesOf: (visit: VisitToMove) => MoveChoices,
  now: Temporal.Instant,
): Move[] {
  const planned: { visit: VisitToMove; option: Option }[] = [];
  const isOpen = (visit: VisitToMove, option: Option): boolean =>
    planned.every(
      (other) =>
        other.visit.id === visit.id ||
        ((other.option.doctorId !== option.doctorId || !overlaps(other.option.busy, option.busy)) &&
          (other.visit.userId !== visit.userId || !overlaps(other.option.visit, option.visit))),
    );
  const options = new Map(visits.map((visit) => [visit.id, optionsFor(visit, choicesOf(visit), now)]));
  for (const visit of visits) {
    const option = options.get(visit.id)?.find((one) => isOpen(visit, one));
    if (option !== undefined) planned.push({ visit, option });
  }
  const proposals = new Map(planned.map(({ visit, option }) => [visit.id, option]));
  return visits.map((visit) => {
    const proposal = proposals.get(visit.id);
    const others: Option[] = [];
    for (const option of options.get(visit.id) ?? []) {
      if (others.length === mostAlternatives) break;
      if (option !== proposal && isOpen(visit, option)) others.push(option);
    }
    return {
      id: visit.id,
      proposal: proposal === undefined ? null : targetOf(proposal),
      alternatives: others.map(targetOf),
    };
  });
}

const targetOf = ({ doctorId, at, locationId }: Option): MoveTarget => ({ doctorId, at, locationId });
