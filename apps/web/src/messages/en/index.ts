import { accountLinks } from './access/account-links.js';
import { admin } from './admin/admin.js';
import { account } from './access/account.js';
import { agenda } from './clinic/agenda.js';
import { app } from './app.js';
import { appointments } from './patient/appointments.js';
import { board } from './clinic/board.js';
import { booking } from './patient/booking.js';
import { desk } from './clinic/desk.js';
import { doctor } from './patient/doctor.js';
import { errors } from './errors.js';
import { fieldErrors } from './field-errors.js';
import { following } from './patient/following.js';
import { form } from './form.js';
import { hours } from './clinic/hours.js';
import { inbox } from './patient/inbox.js';
import { nav } from './nav.js';
import { recordDeath } from './clinic/record-death.js';
import { recordMerge } from './clinic/record-merge.js';
import { records } from './clinic/records.js';
import { reports } from './admin/reports.js';
import { retirement } from './admin/retirement.js';
import { search } from './patient/search.js';
import { signIn } from './access/sign-in.js';
import { staffWaitlist } from './clinic/staff-waitlist.js';
import { states } from './states.js';
import { waitlist } from './patient/waitlist.js';
import { week } from './clinic/week.js';

export const en = {
  admin,
  app,
  states,
  nav,
  signIn,
  reports,
  retirement,
  search,
  doctor,
  booking,
  week,
  accountLinks,
  account,
  inbox,
  waitlist,
  appointments,
  following,
  form,
  errors,
  fieldErrors,
  desk,
  agenda,
  hours,
  board,
  recordDeath,
  recordMerge,
  records,
  staffWaitlist,
  /** "Tuesday 3 December, 09:30, 30 minutes" */
  sentence: (...parts: string[]) => parts.join(', '),
  /** "Berlin time (CET)" */
  zone: (city: string, abbreviations: string) => `${city} time (${abbreviations})`,
};

/** Every text of the page. English is the model: another language has the same texts with the same parameters. */
export type Messages = typeof en;
