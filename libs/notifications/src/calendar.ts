import ICAL from 'ical.js';
import { type AppointmentStatus } from '#libs/database';

/** One visit as a calendar shows it. */
export interface CalendarVisit {
  readonly appointmentId: number;
  /** Rises with every change, so that a program knows which of two files is the newer one */
  readonly version: number;
  readonly status: AppointmentStatus;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly title: string;
  readonly place: string;
}

/** Who invites whom, as RFC 5546 wants it in a mail. */
export interface Parties {
  /** Addresses without names */
  readonly organizer: string;
  readonly attendee: string;
}

const statuses: Readonly<Partial<Record<AppointmentStatus, string>>> = {
  pending: 'TENTATIVE',
  cancelled: 'CANCELLED',
};

const utc = (at: Date): ICAL.Time => ICAL.Time.fromJSDate(at, true);

function toEvent(visit: CalendarVisit, host: string, stamp: Date, parties?: Parties): ICAL.Component {
  const event = new ICAL.Component('vevent');
  event.addPropertyWithValue('uid', `appointment-${visit.appointmentId}@${host}`);
  event.addPropertyWithValue('sequence', visit.version);
  event.addPropertyWithValue('dtstamp', utc(stamp));
  // Instants in UTC: every program shows them in its own zone, and none needs a table of zones.
  event.addPropertyWithValue('dtstart', utc(visit.startsAt));
  event.addPropertyWithValue('dtend', utc(visit.endsAt));
  event.addPropertyWithValue('summary', visit.title);
  event.addPropertyWithValue('location', visit.place);
  event.addPropertyWithValue('status', statuses[visit.status] ?? 'CONFIRMED');
  if (parties !== undefined) {
    event.addPropertyWithValue('organizer', `mailto:${parties.organizer}`);
    const attendee = event.addPropertyWithValue('attendee', `mailto:${parties.attendee}`);
    attendee.setParameter('partstat', 'ACCEPTED');
    attendee.setParameter('rsvp', 'FALSE');
  }
  return event;
}

function toCalendar(events: readonly ICAL.Component[], method?: string): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('prodid', '-//Docket//Appointments//EN');
  if (method !== undefined) calendar.addPropertyWithValue('method', method);
  for (const event of events) calendar.addSubcomponent(event);
  return `${calendar.toString()}\r\n`;
}

/**
 * The calendar part of a mail (RFC 5546): REQUEST enters or moves the visit, CANCEL takes it out.
 *
 * @param host makes the UID ours; it must not change as long as visits live
 */
export function invitation(
  visit: CalendarVisit,
  parties: Parties,
  host: string,
  stamp: Date,
): { readonly method: 'REQUEST' | 'CANCEL'; readonly content: string } {
  const method = visit.status === 'cancelled' ? 'CANCEL' : 'REQUEST';
  return { method, content: toCalendar([toEvent(visit, host, stamp, parties)], method) };
}

/** A calendar to subscribe to. */
export const feed = (visits: readonly CalendarVisit[], host: string, stamp: Date): string =>
  toCalendar(visits.map((visit) => toEvent(visit, host, stamp)));
