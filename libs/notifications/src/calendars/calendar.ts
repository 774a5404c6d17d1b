import ICAL from 'ical.js';
import { type AppointmentStatus, type VisitMode } from '#libs/database';
import { type Locale } from '../preferences/choices.js';
import { wordsOf } from '../templates/words.js';

// Lines have 75 octets at most (RFC 5545, 3.1). The library does not count the blank that a continued line begins with.
ICAL.foldLength = 74;

/** How often programs are asked to look at a feed again. */
const refreshed = 'PT1H';

/** A visit as its calendars show it. It says nothing about the patient. */
export interface CalendarVisit {
  readonly appointmentId: number;
  readonly version: number;
  /** How often places of the clinic have changed */
  readonly placeRevision: number;
  /** When the visit or its place last changed */
  readonly revisedAt: Date;
  readonly status: AppointmentStatus;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly doctorName: string;
  readonly locationName: string;
  readonly address: string | null;
  readonly visitTypeName: string;
  readonly mode: VisitMode;
  /** Whether the reader is the one who is visited */
  readonly isDoctors: boolean;
}

/** Of what a calendar is made beside its visits. */
export interface Setting {
  readonly locale: Locale;
  /** Makes the UIDs ours; the same for as long as visits live */
  readonly domain: string;
  /** Where the pages of the visits are, without a slash at the end */
  readonly publicUrl: string;
}

/** Organizer and attendee, as RFC 5546 wants them in a mail. */
export interface Parties {
  /** Addresses without names */
  readonly organizer: string;
  readonly attendee: string;
}

const statuses: Readonly<Partial<Record<AppointmentStatus, string>>> = {
  held: 'TENTATIVE',
  pending: 'TENTATIVE',
  cancelled: 'CANCELLED',
};

const utc = (at: Date): ICAL.Time => ICAL.Time.fromJSDate(at, true);

/** The library escapes line feeds alone. */
const oneKindOfLineEnd = (text: string): string => text.replaceAll(/\r\n?/g, '\n');

/**
 * Rises with every change of the visit, and with every change of a place: a program tells by it which of two entries is
 * the newer one. Changes of all places count, so that it rises as well when a visit moves to one that changed less often.
 */
const sequenceOf = ({ version, placeRevision }: CalendarVisit): number => version + placeRevision;

function placeOf({ mode, locationName, address }: CalendarVisit, { locale }: Setting): string {
  const { labels, comma } = wordsOf(locale);
  if (mode === 'video') return labels.byVideo;
  return [locationName, address].filter((part) => part !== null && part !== '').join(comma);
}

/**
 * The one entry of a visit, in mail, feed and file alike.
 *
 * @param stamp when it was made, for a mail; otherwise when it was last revised (RFC 5545, 3.8.7.2)
 */
function toEvent(visit: CalendarVisit, setting: Setting, stamp: Date, parties?: Parties): ICAL.Component {
  const { calendarTitle, calendarReference } = wordsOf(setting.locale);
  const event = new ICAL.Component('vevent');
  const add = (name: string, value: string | number | ICAL.Time) => event.addPropertyWithValue(name, value);
  add('uid', `appointment-${visit.appointmentId}@${setting.domain}`);
  add('sequence', sequenceOf(visit));
  add('dtstamp', utc(stamp));
  add('last-modified', utc(visit.revisedAt));
  // Instants in UTC: every program shows them in its own zone, and none needs a table of zones.
  add('dtstart', utc(visit.startsAt));
  add('dtend', utc(visit.endsAt));
  add('summary', oneKindOfLineEnd(visit.isDoctors ? visit.visitTypeName : calendarTitle(visit.doctorName)));
  add('description', calendarReference(visit.appointmentId));
  add('location', oneKindOfLineEnd(placeOf(visit, setting)));
  add('url', `${setting.publicUrl}/app/appointments/${visit.appointmentId}`);
  add('status', statuses[visit.status] ?? 'CONFIRMED');
  if (parties !== undefined) {
    add('organizer', `mailto:${parties.organizer}`);
    const attendee = add('attendee', `mailto:${parties.attendee}`);
    attendee.setParameter('partstat', 'ACCEPTED');
    attendee.setParameter('rsvp', 'FALSE');
  }
  return event;
}

function newCalendar(method?: string): ICAL.Component {
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('prodid', '-//Docket//Appointments//EN');
  if (method !== undefined) calendar.addPropertyWithValue('method', method);
  return calendar;
}

function withEvents(calendar: ICAL.Component, events: readonly ICAL.Component[]): string {
  for (const event of events) calendar.addSubcomponent(event);
  return `${calendar.toString()}\r\n`;
}

/** The calendar part of a mail (RFC 5546): REQUEST enters or moves the visit, CANCEL takes it out. */
export function invitation(
  visit: CalendarVisit,
  setting: Setting,
  parties: Parties,
  now: Date,
): { readonly method: 'REQUEST' | 'CANCEL'; readonly content: string } {
  const method = visit.status === 'cancelled' ? 'CANCEL' : 'REQUEST';
  return { method, content: withEvents(newCalendar(method), [toEvent(visit, setting, now, parties)]) };
}

/** A file with one visit. */
export const file = (visit: CalendarVisit, setting: Setting): string =>
  withEvents(newCalendar(), [toEvent(visit, setting, visit.revisedAt)]);

/** A calendar to subscribe to; programs show its name (RFC 7986, and before it Apple and Google). */
export function feed(visits: readonly CalendarVisit[], setting: Setting): string {
  const calendar = newCalendar();
  const { calendarName } = wordsOf(setting.locale);
  for (const property of ['name', 'x-wr-calname']) calendar.addPropertyWithValue(property, calendarName);
  const refresh = new ICAL.Property('refresh-interval');
  refresh.resetType('duration');
  refresh.setValue(ICAL.Duration.fromString(refreshed));
  calendar.addProperty(refresh);
  calendar.addPropertyWithValue('x-published-ttl', refreshed);
  return withEvents(
    calendar,
    visits.map((visit) => toEvent(visit, setting, visit.revisedAt)),
  );
}
