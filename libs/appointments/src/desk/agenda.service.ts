import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { type Actor, elsewhere, forbidden } from '#libs/auth';
import { Clock } from '#libs/common';
import { doctorNotFound, DoctorsService } from '#libs/doctors';
import {
  AvailabilityRepository,
  type Interval,
  type LocationHours,
  midnights,
  toIso,
  workingHours,
} from '../availability/index.js';
import { canSeeAgenda } from '../policy.js';
import { AppointmentsRepository, type VisitOfPatient } from '../record/index.js';

/** A stretch in which a doctor works; ISO-8601, UTC. */
export interface WorkingHours {
  readonly start: string;
  readonly end: string;
  readonly locationId: number;
}

/** One doctor's hours and visits on one date. */
export interface Agenda {
  readonly doctorId: number;
  readonly date: string;
  /** The zone of the doctor's own location, in which the date is meant */
  readonly timeZone: string;
  /** The locations at which the doctor works around the date */
  readonly locationIds: readonly number[];
  /** The parts of the doctor's hours that lie on the date, in order */
  readonly hours: readonly WorkingHours[];
  /** The visits that start on the date and that the actor may see, cancelled ones too, in order */
  readonly visits: readonly VisitOfPatient[];
}

/** The agendas of doctors. */
@Injectable()
export class AgendaService {
  constructor(
    private readonly appointments: AppointmentsRepository,
    private readonly availability: AvailabilityRepository,
    private readonly doctors: DoctorsService,
    private readonly clock: Clock,
  ) {}

  /**
   * A doctor's agenda, in the same number of queries however long it is. A doctor sees their own; staff those of doctors
   * who work at their locations, with the visits there.
   *
   * @param date by default today's at the doctor's location
   * @throws AppError `doctor.not_found`, `auth.forbidden`, `auth.elsewhere`
   */
  async find(actor: Actor, doctorId: number, date?: Temporal.PlainDate): Promise<Agenda> {
    const isOwn = actor.role === 'doctor' && (await this.doctors.isAccountOf(actor.userId, doctorId));
    const now = this.clock.now();
    // Only the doctor's zone, which is yet to be read, tells which instants the date has: a day's margin covers any.
    const near = date ?? now.toZonedDateTimeISO('UTC').toPlainDate();
    const range = midnights({ from: near, to: near }, 'UTC', 1);
    const query = { range, now: new Date(now.epochMilliseconds) };
    const [loaded] = await this.availability.load([doctorId], query);
    const [own] = loaded?.locations ?? [];
    if (loaded === undefined || own === undefined) throw doctorNotFound();
    const locationIds = loaded.locations.map(({ locationId }) => locationId);
    if (!canSeeAgenda(actor, { isOwn, locationIds }))
      throw actor.role === 'doctor' ? forbidden() : elsewhere();
    const { timeZone } = own;
    const shown = date ?? now.toZonedDateTimeISO(timeZone).toPlainDate();
    const day = midnights({ from: shown, to: shown }, timeZone);
    const [from, to] = [new Date(day.start), new Date(day.end)];
    const visits = await this.appointments.ofDoctorWithin(actor, doctorId, from, to);
    const hours = hoursWithin(loaded.locations, day);
    return { doctorId, date: shown.toString(), timeZone, locationIds, hours, visits };
  }
}

/** Hours that run over midnight are cut there: the rest belongs to the other day. */
const hoursWithin = (locations: readonly LocationHours[], day: Interval): WorkingHours[] =>
  locations
    .flatMap(({ locationId, ...rules }) =>
      workingHours(rules, day).map((hours) => ({ ...hours, locationId })),
    )
    .map(({ start, end, locationId }) => ({
      start: Math.max(start, day.start),
      end: Math.min(end, day.end),
      locationId,
    }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start || a.locationId - b.locationId)
    .map(({ start, end, locationId }) => ({ start: toIso(start), end: toIso(end), locationId }));
