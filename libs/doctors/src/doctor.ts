import { type VisitMode } from '#libs/database';
import { type Location } from './locations.repository.js';

/** A visit type that can be booked with a doctor, as far as a search goes. */
export interface OfferedVisit {
  readonly visitTypeId: number;
  readonly mode: VisitMode;
  /** In the clinic's currency */
  readonly price: number | null;
}

/** A doctor as anybody may see one. */
export interface Doctor {
  readonly id: number;
  readonly name: string;
  readonly specialization: string;
  readonly languages: readonly string[];
  readonly bio: string | null;
  readonly location: Location;
  /** The default first */
  readonly offers: readonly OfferedVisit[];
  /** How far away the location is, where that was asked; null when nobody knows where it lies */
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
  /** From where distances are measured */
  readonly near?: Coordinates;
}

/** Doctors of whom nobody knows how far away they are come last. */
export type DoctorOrder = 'name' | 'distance';

/** Who comes after `cursor` in this order. */
export interface DoctorsInOrder extends DoctorCriteria {
  readonly sort: DoctorOrder;
  readonly cursor?: string | undefined;
}

export interface DoctorFilter extends DoctorsInOrder {
  readonly limit: number;
}

/** A doctor who is looked for, as far as it takes to find out when they are free. */
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
