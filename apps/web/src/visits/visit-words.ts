import { type Agenda, type Visit, type VisitStep } from '../api/clinic/agenda.js';
import { messages } from '../messages/index.js';
import { longDay, timeOfDay } from '../time/format.js';
import { dateIn } from '../time/dates.js';

export const patientName = ({ name, username }: Pick<Visit['patient'], 'name' | 'username'>): string =>
  name ?? username ?? messages.desk.unnamed;

type Standing = Pick<Visit, 'status' | 'cancelledBecause'>;

/** How a visit stands, in the words of a page: what no one decided to cancel is told by what cancelled it. */
export const statusWord = <Word>(
  { status, cancelledBecause }: Standing,
  words: Readonly<Record<Standing['status'] | NonNullable<Standing['cancelledBecause']>, Word>>,
): Word => words[cancelledBecause ?? status];

/** What a step is called: one who did not come, and comes late, has arrived after all. */
export const stepWord = ({ status }: Pick<Visit, 'status'>, step: VisitStep): string =>
  step === 'check-in' && status === 'no_show' ? messages.desk.arrivedLate : messages.desk.steps[step];

type Times = Pick<Visit, 'appointmentDateTime' | 'endsAt'>;

/** "09:30 – 09:50" */
export const timeRange = ({ appointmentDateTime, endsAt }: Times, timeZone: string): string =>
  `${timeOfDay(appointmentDateTime, timeZone)} – ${timeOfDay(endsAt, timeZone)}`;

/** "09:00 – 12:00 · 13:00 – 17:00"; empty on a day without hours */
export const hoursText = ({ hours, timeZone }: Pick<Agenda, 'hours' | 'timeZone'>): string =>
  hours.map(({ start, end }) => timeRange({ appointmentDateTime: start, endsAt: end }, timeZone)).join(' · ');

export const minutesOf = ({ appointmentDateTime, endsAt }: Times): number =>
  Math.round((Date.parse(endsAt) - Date.parse(appointmentDateTime)) / 60_000);

/** "Tuesday 3 December, 09:30" */
export const dayAndTime = (instant: string, timeZone: string): string =>
  messages.sentence(longDay(dateIn(timeZone, new Date(instant))), timeOfDay(instant, timeZone));
