import { type Messages } from '../en/index.js';
import { accountLinks } from './account-links.js';
import { account } from './account.js';
import { admin } from './admin.js';
import { appointments } from './appointments.js';
import { booking } from './booking.js';
import { inbox } from './inbox.js';
import { waitlist } from './waitlist.js';
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
  account,
  admin,
  appointments,
  booking,
  inbox,
  waitlist,
  app,
  states,
  nav,
  signIn,
  reports,
  search,
  doctor,
  week,
  accountLinks,
  form,
  errors,
  sentence: (...parts) => parts.join(', '),
  zone: (city, abbreviations) => `Ortszeit ${city} (${abbreviations})`,
};
