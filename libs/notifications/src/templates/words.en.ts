import { type Words } from './words.js';

export const english: Words = {
  direction: 'ltr',
  format: 'en-GB',
  visit: {
    requested: {
      patient: { title: 'Appointment requested', lead: 'We have received your request.' },
      doctor: { title: 'New appointment request', lead: 'A patient asks for this appointment.' },
    },
    booked: {
      patient: { title: 'Appointment booked', lead: 'Your appointment is booked.' },
      doctor: { title: 'New appointment', lead: 'A patient has booked this appointment.' },
    },
    confirmed: {
      patient: { title: 'Appointment confirmed', lead: 'Your appointment is confirmed.' },
      doctor: { title: 'Appointment confirmed', lead: 'This appointment is confirmed.' },
    },
    moved: {
      patient: { title: 'Appointment moved', lead: 'Your appointment has a new time or place.' },
      doctor: { title: 'Appointment moved', lead: 'This appointment has a new time or place.' },
    },
    cancelled: {
      patient: { title: 'Appointment cancelled', lead: 'This appointment does not take place.' },
      doctor: { title: 'Appointment cancelled', lead: 'This appointment does not take place.' },
    },
    reminder: {
      patient: { title: 'Appointment reminder', lead: 'We look forward to seeing you.' },
      doctor: { title: 'Appointment reminder', lead: 'This appointment is coming up.' },
    },
    waitlist_offer: {
      patient: {
        title: 'An appointment has become free',
        lead: 'You are on the waitlist, and we are holding this time for you.',
      },
      doctor: {
        title: 'Appointment offered',
        lead: 'A patient on the waitlist has been offered this time.',
      },
    },
  },
  toBeConfirmed: 'It is confirmed when the doctor accepts it.',
  itIsNow: 'It is now ',
  comma: ', ',
  labels: {
    when: 'When',
    yourTime: 'Your time',
    clinicTime: 'Time at the clinic',
    doctor: 'Doctor',
    visit: 'Visit',
    place: 'Where',
    byVideo: 'By video',
    heldUntil: 'Held for you until',
  },
  open: 'View or change',
  offer: {
    note: 'It becomes your appointment when you accept it. If you do not answer in time, it goes to the next person who is waiting.',
    answer: 'Accept or decline',
  },
  account: {
    email_verification: {
      title: 'Confirm your e-mail address',
      lead: 'Please confirm that this address is yours.',
      action: 'Confirm address',
      note: 'The link works once, for 24 hours. If you did not open an account, ignore this mail.',
    },
    password_reset: {
      title: 'Set a new password',
      lead: 'Somebody asked for a new password for your account.',
      action: 'Set a new password',
      note: 'The link works once, for 10 minutes. If it was not you, ignore this mail: nothing has changed.',
    },
    invitation: {
      title: 'You are invited to Docket',
      lead: 'The clinic has invited you. Choose a name and a password to begin.',
      action: 'Accept the invitation',
      note: 'The link works once, for 7 days.',
    },
    claim: {
      title: 'Your own account at Docket',
      lead: 'Whoever has booked your visits so far hands them over to you. Choose a name and a password to begin.',
      action: 'Open your account',
      note: 'The link works once, for 7 days. Until then, others go on looking after your visits.',
    },
    guardianship: {
      title: 'Look after somebody at Docket',
      lead: 'You are asked to look after the visits of somebody you care for. Sign in to accept.',
      action: 'See the request',
      note: 'The link works once, for 7 days. If you do not know what this is about, ignore this mail.',
    },
  },
  digest: {
    title: 'Appointments of tomorrow',
    lead: 'This is what is booked for tomorrow.',
    visits: (count) => (count === 1 ? '1 appointment' : `${count} appointments`),
  },
  calendarTitle: (doctor) => `Appointment with ${doctor}`,
  why: 'You get this mail because you have an account at Docket.',
  unsubscribe: 'Unsubscribe from mails like this',
  unsubscribePage: {
    ask: 'Do you want no more mails like this?',
    action: 'Unsubscribe',
    done: 'You get no more mails like this. In the app you can change your mind.',
  },
};
