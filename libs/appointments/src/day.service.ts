import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { Clock } from '#libs/common';
import { doctorNotFound } from '#libs/doctors';
import { type Actor } from './appointment.js';
import { AppointmentsRepository, type VisitOfPatient } from './appointments.repository.js';
import { workingHours } from './availability.js';
import { AvailabilityRepository } from './availability.repository.js';
import { midnights } from './days.js';
import { type Place } from './places.js';
import { toIso } from './slots.js';

/** A stretch in which a doctor works; ISO-8601, UTC. */
export interface WorkingHours {
  readonly start: string;
  readonly end: string;
  readonly locationId: number;
}

/** What a doctor has to do on one date. */
export interface DoctorsDay {
  readonly doctorId: number;
  readonly date: string;
  /** The zone of the doctor's own location, whose date is meant */
  readonly timeZone: string;
  /** The ids of the locations at which the doctor works, around the date */
  readonly places: readonly number[];
  /** The parts of the doctor's hours that lie on the date, in order */
  readonly hours: readonly WorkingHours[];
  /** The visits that start on the date, as far as the actor may see them, cancelled ones too, in order */
  readonly visits: readonly VisitOfPatient[];
}

/** Shows a doctor's day as the front desk needs it. */
@Injectable()
export class DayService {
  constructor(
    private readonly appointments: AppointmentsRepository,
    private readonly availability: AvailabilityRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * A doctor's day, whatever its length, in the same number of queries.
   *
   * @param date by default the one that it is at the doctor's location
   * @throws AppError `doctor.not_found`
   */
  async find(doctorId: number, actor: Actor, date?: Temporal.PlainDate): Promise<DoctorsDay> {
    const now = this.clock.now();
    // Which instants the date has only the doctor's zone tells, which is yet to be read: a day's margin covers any.
    const near = date ?? now.toZonedDateTimeISO('UTC').toPlainDate();
    const range = midnights({ from: near, to: near }, 'UTC', 1);
    const query = { range, now: new Date(now.epochMilliseconds) };
    const [loaded] = await this.availability.load([doctorId], query);
    const [own] = loaded?.places ?? [];
    if (loaded === undefined || own === undefined) throw doctorNotFound();
    const { timeZone } = own;
    const shown = date ?? now.toZonedDateTimeISO(timeZone).toPlainDate();
    const day = midnights({ from: shown, to: shown }, timeZone);
    const [from, to] = [new Date(day.start), new Date(day.end)];
    const visits = await this.appointments.ofDoctorWithin(doctorId, from, to, actor);
    const hours = hoursWithin(loaded.places, day);
    const places = loaded.places.map(({ locationId }) => locationId);
    return { doctorId, date: shown.toString(), timeZone, places, hours, visits };
  }
}

/** Hours that run over midnight are cut there: the rest belongs to the other day. */
const hoursWithin = (places: readonly Place[], day: { start: number; end: number }): WorkingHours[] =>
  places
    .flatMap((place) => workingHours(place, day).map((hours) => ({ ...hours, place })))
    .map(({ start, end, place }) => ({
      start: Math.max(start, day.start),
      end: Math.min(end, day.end),
      locationId: place.locationId,
    }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start || a.locationId - b.locationId)
    .map(({ start, end, locationId }) => ({ start: toIso(start), end: toIso(end), locationId }));
