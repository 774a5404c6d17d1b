import { Injectable } from '@nestjs/common';
import { type Temporal } from 'temporal-polyfill';
import { Clock, day } from '#libs/common';
import { doctorNotFound } from '#libs/doctors';
import { explanationOf, visitTypeNotOffered } from './availability.errors.js';
import { type Interval, isFarOff, type RefusalCode } from './availability.js';
import { AvailabilityRepository, type Question } from './availability.repository.js';
import { assessStart } from './location-hours.js';
import { type Alternative, type BookableDoctor, nearestOf, toBookable } from './slots.js';

/** One reason why a start cannot be booked. */
export interface Reason {
  readonly code: RefusalCode;
  readonly message: string;
}

/** What is asked of one doctor. */
export type DoctorQuestion = Omit<Question, 'now'>;

/** Reads what decides whether doctors can be booked, and says why a start cannot be. */
@Injectable()
export class AvailabilityService {
  constructor(
    private readonly repository: AvailabilityRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Every rule that stands against a start; none exactly when it can be booked.
   *
   * @param at milliseconds since 1970 UTC
   * @throws AppError `doctor.not_found`, `appointment.visit_type_not_offered`
   */
  async explain(doctorId: number, visitTypeId: number | undefined, at: number): Promise<Reason[]> {
    const now = this.clock.now();
    const isFar = isFarOff(at, now);
    const near = isFar ? now.epochMilliseconds : at;
    const doctor = await this.load({ doctorId, visitTypeId, range: { start: near, end: near + 1 } }, now);
    const farReason: RefusalCode = at < near ? 'in_past' : 'beyond_horizon';
    const codes = isFar ? [farReason] : assessStart(doctor, at, now).codes;
    return codes.map((code) => ({ code, message: explanationOf(code) }));
  }

  /**
   * Everything that decides whether a doctor can be booked in a range.
   *
   * @throws AppError `doctor.not_found`, `appointment.visit_type_not_offered`
   */
  async load({ doctorId, ...query }: DoctorQuestion, now: Temporal.Instant): Promise<BookableDoctor> {
    const loaded = await this.repository.find(doctorId, { ...query, now: toDate(now) });
    if (loaded === undefined) throw doctorNotFound();
    const doctor = toBookable(loaded);
    if (doctor === undefined) throw visitTypeNotOffered();
    return doctor;
  }

  /**
   * The same for several doctors, in one query.
   *
   * @param visitTypeId undefined for each doctor's default
   * @returns the doctors who offer the visit type
   */
  async loadMany(
    doctorIds: readonly number[],
    visitTypeId: number | undefined,
    range: Interval,
    now: Temporal.Instant,
  ): Promise<BookableDoctor[]> {
    const loaded = await this.repository.load(doctorIds, { visitTypeId, range, now: toDate(now) });
    return loaded.flatMap((rules) => toBookable(rules) ?? []);
  }

  /**
   * The same for any doctors, visit types and ranges, in one query.
   *
   * @returns in the order asked, without visit types that are not offered
   */
  async loadEach(asked: readonly DoctorQuestion[], now: Temporal.Instant): Promise<BookableDoctor[]> {
    const at = toDate(now);
    const loaded = await this.repository.loadEach(asked.map((each) => ({ ...each, now: at })));
    return loaded.flatMap((rules) => (rules && toBookable(rules)) ?? []);
  }

  /** The three free starts that lie nearest to `at`, in order of time. */
  async nearest(
    doctor: Omit<DoctorQuestion, 'range'>,
    at: number,
    now: Temporal.Instant,
  ): Promise<Alternative[]> {
    const range = { start: at - 7 * day, end: at + 14 * day };
    return nearestOf([await this.load({ ...doctor, range }, now)], range, at, now);
  }
}

const toDate = ({ epochMilliseconds }: Temporal.Instant): Date => new Date(epochMilliseconds);
