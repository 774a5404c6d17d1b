import { type Row, type Stage } from '../row.js';
import { booking } from './booking.js';
import { calendarCost } from './calendar-cost.js';
import { earliest } from './earliest.js';
import { events } from './events.js';
import { memory } from './memory.js';
import { patientSearch } from './patient-search.js';
import { availability, search } from './reading.js';
import { reminders } from './reminders.js';
import { signIn } from './sign-in.js';
import { start } from './start.js';
import { streams } from './streams.js';

export type Work = (stage: Stage) => Promise<Row[]>;

/** What can be measured, in this order. A new kind of work is a new file here and a line there. */
export const works: ReadonlyMap<string, Work> = new Map([
  ['search', search],
  ['availability', availability],
  ['calendar-cost', calendarCost],
  ['earliest', earliest],
  ['patient-search', patientSearch],
  ['sign-in', signIn],
  ['booking', booking],
  ['events', events],
  ['streams', streams],
  ['memory', memory],
  ['reminders', reminders],
  ['start', start],
]);

/** What is measured only when it is asked for by name: it builds Docket, and nothing else should have to wait for that. */
export const onRequest: ReadonlySet<string> = new Set(['start']);
