import { type Messages } from '../en/index.js';
import { accountLinks } from './account-links.js';
import { booking } from './booking.js';
import { account } from './account.js';
import { inbox } from './inbox.js';
import { waitlist } from './waitlist.js';
import { appointments } from './appointments.js';
import { agenda } from './agenda.js';
import { board } from './board.js';
import { desk } from './desk.js';
import { hours } from './hours.js';
import { staffWaitlist } from './staff-waitlist.js';
import { admin } from './admin.js';
import { app } from './app.js';
import { doctor } from './doctor.js';
import { errors } from './errors.js';
import { form } from './form.js';
import { nav } from './nav.js';
import { reports } from './reports.js';
import { search } from './search.js';
import { signIn } from './sign-in.js';
import { states } from './states.js';
import { week } from './week.js';

export const de: Messages = {
  accountLinks,
  booking,
  account,
  inbox,
  waitlist,
  appointments,
  agenda,
  board,
  desk,
  hours,
  staffWaitlist,
  admin,
  app,
  doctor,
  errors,
  form,
  nav,
  reports,
  search,
  signIn,
  states,
  week,
  sentence: (...parts) => parts.join(', '),
  zone: (city, abbreviations) => `Ortszeit ${city} (${abbreviations})`,
};
