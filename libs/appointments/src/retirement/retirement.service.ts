import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { Clock, fieldError, invalidInput } from '#libs/common';
import {
  isRetired,
  LocationsService,
  type Retirement,
  type RetirementState,
  type RetirementSubject,
  RetirementsService,
  type StrandedDoctor,
} from '#libs/doctors';
import { calendarOf } from '../availability/index.js';
import { AppointmentsRepository, type StandingFilter, type VisitOfPatient } from '../record/index.js';
import { retirementHasVisits } from './retirement.errors.js';
import { subjectFields, WaitingRepository } from './waiting.repository.js';

/** How many visits are listed, and cancelled, at a time. */
export const mostListed = 500;

/** What a retirement means, or would mean. */
export interface RetirementEffects extends RetirementState {
  /** The visits on the date or later that the actor sees, in order of time, 500 at most */
  readonly visits: readonly VisitOfPatient[];
  /** How many there are */
  readonly total: number;
  /** The doctors who can be booked nowhere, or with nothing, from the date on */
  readonly doctors: readonly StrandedDoctor[];
  /** How many patients on the waitlist wait for the subject and no other, on the date or later */
  readonly waiting: number;
}

/** Retires doctors, locations and visit types, and shows what becomes of their visits. */
@Injectable()
export class RetirementService {
  constructor(
    private readonly retirements: RetirementsService,
    private readonly locations: LocationsService,
    private readonly appointments: AppointmentsRepository,
    private readonly waiting: WaitingRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * What the retirement means, or would mean on another date.
   *
   * @param date `YYYY-MM-DD`; the one that is set by default
   * @throws AppError as `RetirementsService.find`
   */
  async find(actor: Actor, subject: RetirementSubject, date?: string): Promise<RetirementEffects> {
    const state = await this.retirements.find(actor, subject);
    const on = date ?? state.retirement?.on;
    if (on === undefined) return { ...state, visits: [], total: 0, doctors: [], waiting: 0 };
    const [standing, doctors, waiting] = await Promise.all([
      this.standing(actor, await this.filterOf(subject, on)),
      this.retirements.stranded(subject, on),
      this.waiting.count(subject, on),
    ]);
    return { ...state, ...standing, doctors, waiting };
  }

  /**
   * Retires a subject on a date. Visits on a date to come and later stay, until they are moved or cancelled.
   *
   * @param version the one that the caller has read; undefined for any
   * @throws AppError as `RetirementsService.retire`; `retirement.has_visits` for a date that has come, with visits on it
   *   or later
   */
  async retire(
    actor: Actor,
    subject: RetirementSubject,
    retirement: Retirement,
    version: number | undefined,
  ): Promise<RetirementEffects> {
    await this.retirements.find(actor, subject);
    const total = await this.appointments.countStanding(actor, await this.filterOf(subject, retirement.on));
    if (total > 0 && (await this.hasCome(retirement.on))) throw retirementHasVisits(total);
    await this.retirements.retire(actor, subject, retirement, version);
    return this.find(actor, subject);
  }

  /**
   * Brings a subject back.
   *
   * @throws AppError as `RetirementsService.bringBack`
   */
  bringBack(actor: Actor, subject: RetirementSubject): Promise<void> {
    return this.retirements.bringBack(actor, subject);
  }

  /**
   * The visits that a retirement leaves to be moved or cancelled, 500 at most.
   *
   * @param date `YYYY-MM-DD`; the one that is set by default
   * @param ids of which visits; of all when left out
   * @throws AppError as `RetirementsService.find`; `request.invalid` without any date
   */
  async remaining(
    actor: Actor,
    subject: RetirementSubject,
    date: string | undefined,
    ids?: readonly number[],
  ): Promise<readonly VisitOfPatient[]> {
    const filter = await this.filterOf(subject, await this.dateOf(actor, subject, date));
    return this.appointments.standing(actor, { ...filter, ids }, mostListed);
  }

  /** How many visits there are; as {@link remaining}. */
  async countRemaining(actor: Actor, subject: RetirementSubject, date: string | undefined): Promise<number> {
    const filter = await this.filterOf(subject, await this.dateOf(actor, subject, date));
    return this.appointments.countStanding(actor, filter);
  }

  private async dateOf(actor: Actor, subject: RetirementSubject, date: string | undefined): Promise<string> {
    const { retirement } = await this.retirements.find(actor, subject);
    const on = date ?? retirement?.on;
    if (on === undefined) throw invalidInput(fieldError('/on', 'field.required'));
    return on;
  }

  private async standing(
    actor: Actor,
    filter: StandingFilter,
  ): Promise<Pick<RetirementEffects, 'visits' | 'total'>> {
    const [visits, total] = await Promise.all([
      this.appointments.standing(actor, filter, mostListed),
      this.appointments.countStanding(actor, filter),
    ]);
    return { visits, total };
  }

  private async filterOf({ kind, id }: RetirementSubject, on: string): Promise<StandingFilter> {
    const zones = await this.zones();
    const begins = new Map(zones.map((timeZone) => [timeZone, new Date(calendarOf(timeZone).startOf(on))]));
    return { of: { [subjectFields[kind]]: id } as StandingFilter['of'], begins };
  }

  /** Whether a date has begun at any location. */
  private async hasCome(date: string): Promise<boolean> {
    const now = this.clock.now();
    return (await this.zones()).some((timeZone) => isRetired(date, timeZone, now));
  }

  private async zones(): Promise<string[]> {
    return [...new Set((await this.locations.list('include')).map(({ timeZone }) => timeZone))];
  }
}
