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
    unanswered: {
      patient: {
        title: 'Request not answered',
        lead: 'The clinic did not answer your request in time, so this appointment does not take place. Please book another time or call the clinic.',
      },
      doctor: {
        title: 'Request not answered',
        lead: 'This request was not answered before its start, so the appointment does not take place.',
      },
    },
    left: {
      patient: {
        title: 'An appointment is no longer yours to look after',
        lead: 'You no longer look after the visits of this patient. You get no more messages about this appointment.',
      },
      doctor: { title: 'Appointment cancelled', lead: 'This appointment is no longer with you.' },
    },
    reminder: {
      patient: { title: 'Appointment reminder', lead: 'We look forward to seeing you.' },
      doctor: { title: 'Appointment reminder', lead: 'This appointment is coming up.' },
    },
    awaiting_answer: {
      patient: {
        title: 'Request not answered yet',
        lead: 'Your request still waits for the doctor’s answer.',
      },
      doctor: {
        title: 'A request waits for your answer',
        lead: 'Please confirm or cancel this appointment. Without an answer it is cancelled when its time comes.',
      },
    },
    location_changed: {
      patient: {
        title: 'Change at your clinic',
        lead: 'Something has changed at the place where you are expected. What you have booked there still stands.',
      },
      doctor: {
        title: 'Change at the clinic',
        lead: 'Something has changed at the place of this appointment. It still takes place.',
      },
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
  toBeConfirmed: {
    patient: 'It is confirmed when the doctor accepts it.',
    doctor: 'It waits for your confirmation.',
  },
  itIsNow: 'It is now ',
  comma: ', ',
  labels: {
    when: 'When',
    yourTime: 'Your time',
    clinicTime: 'Time at the clinic',
    doctor: 'Doctor',
    specialization: 'Specialization',
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
  waitEnded: {
    title: 'You are no longer on a waitlist',
    lead: 'What you were waiting for can no longer be booked on these dates. You can join again for other dates or another doctor.',
    action: 'See your waitlist',
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
      lead: 'A new password was requested for your account.',
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
      lead: 'The person who has booked your visits so far hands them over to you. Choose a name and a password to begin.',
      action: 'Open your account',
      note: 'The link works once, for 7 days. Until then, others go on looking after your visits.',
    },
    guardianship: {
      title: 'Look after a person at Docket',
      lead: 'You are asked to look after the visits of a person you care for. Sign in to accept.',
      action: 'See the request',
      note: 'The link works once, for 7 days. If you do not know what this is about, ignore this mail.',
    },
    email_change: {
      title: 'Confirm your new e-mail address',
      lead: 'At your wish, the clinic changes the address of your account to this one. Please confirm that it is yours.',
      action: 'Confirm address',
      note: 'The link works once, for 7 days. If you have not asked for this, ignore this mail: nothing changes.',
    },
    email_change_notice: {
      title: 'Your e-mail address is to change',
      lead: 'The clinic was asked to change the address of your account to another one. It changes once the reader of the new address confirms it.',
      action: 'Stop the change',
      note: 'If you have not asked for this, tell the clinic at once.',
    },
    email_undo: {
      title: 'Your e-mail address was changed',
      lead: 'Your account has another e-mail address now. If you did not ask for this, take it back: the account gets this address again, and all devices are signed out.',
      action: 'Take the change back',
      note: 'The link works once, for 7 days. If the change is your wish, there is nothing to do.',
    },
    factor_removed: {
      title: 'Your second factor is off',
      lead: 'Signing in to your account takes the password alone now.',
      action: 'Open Docket',
      note: 'If you did not ask for this, set a new password, turn the second factor on again, and tell the clinic.',
    },
    email_known: {
      title: 'You have an account already',
      lead: 'This address was named for an account, but belongs to one already: sign in with it. If you have forgotten the password, set a new one.',
      action: 'Set a new password',
      note: 'Your account is unchanged. If it was not you, ignore this mail: the other account gets no more mail here.',
    },
  },
  erased: {
    self: {
      title: 'Your account is deleted',
      lead: 'As you asked, your account at Docket is deleted, and what was kept about you is erased.',
    },
    dependant: {
      title: 'Data of a person you looked after is erased',
      lead: 'As you asked, what Docket kept about a person you looked after is erased.',
    },
    cancelled: 'These appointments were cancelled with it:',
    note: 'If you did not ask for this, tell the clinic at once.',
  },
  place: {
    name: 'Name',
    address: 'Address',
    timeZone: 'Time zone',
    none: 'none',
    otherClock: 'Times are told by the new clock of the place.',
    became: (before, now) => `${before} → ${now}`,
  },
  changes: {
    title: 'Several changes to your visits',
    lead: 'Much has happened within a short time. This is how things stand now.',
  },
  reminders: {
    title: 'Appointment reminders',
    lead: 'We look forward to seeing you. These appointments are coming up.',
  },
  digest: {
    title: 'Appointments of tomorrow',
    lead: 'This is what is booked for tomorrow.',
    visits: (count) => (count === 1 ? '1 appointment' : `${count} appointments`),
  },
  calendarTitle: (doctor) => `Appointment with ${doctor}`,
  calendarName: 'Docket appointments',
  calendarReference: (id) => `Docket reference ${id}`,
  why: 'You get this mail because you have an account at Docket.',
  unsubscribe: 'Unsubscribe from mails like this',
  unsubscribePage: {
    ask: 'Do you want no more mails like this?',
    action: 'Unsubscribe',
    done: 'You get no more mails like this. In the app you can change your mind.',
  },
};
