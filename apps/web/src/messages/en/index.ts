import { accountLinks } from './account-links.js';
import { admin } from './admin.js';
import { account } from './account.js';
import { agenda } from './agenda.js';
import { app } from './app.js';
import { appointments } from './appointments.js';
import { board } from './board.js';
import { booking } from './booking.js';
import { desk } from './desk.js';
import { doctor } from './doctor.js';
import { errors } from './errors.js';
import { form } from './form.js';
import { hours } from './hours.js';
import { inbox } from './inbox.js';
import { nav } from './nav.js';
import { reports } from './reports.js';
import { search } from './search.js';
import { signIn } from './sign-in.js';
import { staffWaitlist } from './staff-waitlist.js';
import { states } from './states.js';
import { waitlist } from './waitlist.js';
import { week } from './week.js';

export const en = {
  admin,
  app,
  states,
  nav,
  signIn,
  reports,
  search,
  doctor,
  booking,
  week,
  accountLinks,
  account,
  inbox,
  waitlist,
  appointments,
  form,
  errors,
  desk,
  agenda,
  hours,
  board,
  staffWaitlist,
  /** "Tuesday 3 December, 09:30, 30 minutes" */
  sentence: (...parts: string[]) => parts.join(', '),
  /** "Berlin time (CET)" */
  zone: (city: string, abbreviations: string) => `${city} time (${abbreviations})`,
};

/** Every text of the page. English is the model: another language has the same texts with the same parameters. */
export type Messages = typeof en;
