import { type Messages } from '../en/index.js';
import { accountLinks } from './access/account-links.js';
import { booking } from './patient/booking.js';
import { account } from './access/account.js';
import { inbox } from './patient/inbox.js';
import { waitlist } from './patient/waitlist.js';
import { appointments } from './patient/appointments.js';
import { agenda } from './clinic/agenda.js';
import { board } from './clinic/board.js';
import { desk } from './clinic/desk.js';
import { hours } from './clinic/hours.js';
import { staffWaitlist } from './clinic/staff-waitlist.js';
import { admin } from './admin/admin.js';
import { app } from './app.js';
import { doctor } from './patient/doctor.js';
import { errors } from './errors.js';
import { fieldErrors } from './field-errors.js';
import { following } from './patient/following.js';
import { form } from './form.js';
import { nav } from './nav.js';
import { recordDeath } from './clinic/record-death.js';
import { recordMerge } from './clinic/record-merge.js';
import { records } from './clinic/records.js';
import { reports } from './admin/reports.js';
import { retirement } from './admin/retirement.js';
import { search } from './patient/search.js';
import { signIn } from './access/sign-in.js';
import { states } from './states.js';
import { week } from './clinic/week.js';

export const de: Messages = {
  accountLinks,
  booking,
  account,
  inbox,
  waitlist,
  appointments,
  following,
  agenda,
  board,
  desk,
  hours,
  recordDeath,
  recordMerge,
  records,
  staffWaitlist,
  admin,
  app,
  doctor,
  errors,
  fieldErrors,
  form,
  nav,
  reports,
  retirement,
  search,
  signIn,
  states,
  week,
  sentence: (...parts) => parts.join(', '),
  zone: (city, abbreviations) => `Ortszeit ${city} (${abbreviations})`,
};
