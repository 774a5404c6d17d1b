import { type VisitMode } from '#libs/database';
import { type Location } from '../locations/index.js';

/** A visit type that can be booked with a doctor, as far as a search goes. */
export interface OfferedVisit {
  readonly visitTypeId: number;
  readonly mode: VisitMode;
  /** In the clinic's currency */
  readonly price: number | null;
}

/** A doctor as every caller may see one. */
export interface Doctor {
  readonly id: number;
  readonly name: string;
  readonly specialization: string;
  readonly languages: readonly string[];
  readonly bio: string | null;
  /** The first local date on which the doctor cannot be booked any more: `YYYY-MM-DD` */
  readonly retiresOn: string | null;
  /** Rises with every change */
  readonly version: number;
  readonly location: Location;
  /** The default first, without those that have retired */
  readonly offers: readonly OfferedVisit[];
  /** How far away the location is, where that was asked; null when it has no coordinates */
  readonly metres?: number | null;
}

/** A place on Earth, in degrees (WGS 84). */
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

/** Which doctors are looked for. */
export interface DoctorCriteria {
  /** Any part of the specialization, in any case */
  readonly specialization?: string;
  /** Any part of the name, in any case, with accents or without */
  readonly q?: string;
  /** Where the doctor works, be it on some weekdays only */
  readonly locationId?: number;
  /** A language that the doctor speaks, as a BCP 47 tag */
  readonly language?: string;
  readonly mode?: VisitMode;
  /** Whether doctors are found who have retired by now; they are not when it is left out */
  readonly retired?: 'include';
  /** From where distances are measured */
  readonly near?: Coordinates;
}

/** By distance, the doctors of a location without coordinates come last. */
export type DoctorOrder = 'name' | 'distance';

/** The doctors after `cursor` in this order. */
export interface DoctorsInOrder extends DoctorCriteria {
  readonly sort: DoctorOrder;
  readonly cursor?: string | undefined;
}

export interface DoctorFilter extends DoctorsInOrder {
  readonly limit: number;
}

/** A doctor in the course of a search: what it takes to find out when the doctor is free. */
export interface DoctorCandidate {
  readonly id: number;
  readonly name: string;
  readonly metres?: number | null;
  /** That of the doctor's own location */
  readonly timeZone: string;
  /** The first visit type of the mode that is looked for, or the default */
  readonly visitTypeId: number;
  /** Of the hours and visit types of all doctors: another text as soon as any of it has changed */
  readonly revision: string;
}
