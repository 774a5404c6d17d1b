import { pluralOf } from '../../plural.js';

const plural = pluralOf('en');
const visits = (count: number) => plural(count, { one: `${count} visit`, other: `${count} visits` });

/** The day of a location, as the front desk runs it. */
export const board = {
  title: 'Day board',
  columns: (day: string) => `Visits of ${day}`,
  book: 'Book a visit',
  bookShort: 'Book',
  bookWith: (doctor: string) => `Book with ${doctor}`,
  walkIn: 'Walk-in',
  print: 'Print',
  moveDay: 'Move the day',
  moveDayOf: (doctor: string) => `Move the day of ${doctor}`,
  nobody: 'Nobody works here on this day',
  nobodyHint: 'Choose another day, or look at the doctors without hours.',
  showOff: (count: number) =>
    plural(count, { one: 'Show 1 doctor without hours', other: `Show ${count} doctors without hours` }),
  hideOff: 'Hide doctors without hours',
  findPatient: 'Who is it for?',
  findPatientHint: 'Name, phone number, date of birth, username or e-mail address',
  patients: 'Patients',
  patientsFailed: 'The patients could not be loaded',
  found: (count: number) =>
    count === 0 ? 'Nobody found' : plural(count, { one: '1 patient', other: `${count} patients` }),
  newPatient: 'New patient',
  otherPatient: 'Somebody else',
  addPatient: 'Add patient',
  alike: (count: number) =>
    plural(count, {
      one: '1 record looks like this patient',
      other: `${count} records look like this patient`,
    }),
  alikeHint: 'If it is the same person, use the record that is there.',
  alikeTraits: {
    name: 'Similar name',
    birthDate: 'Same date of birth',
    phone: 'Same phone number',
    email: 'Same e-mail address',
  },
  addAllTheSame: 'Add all the same',
  name: 'Name',
  phone: 'Phone',
  phoneHint: 'As you dial it here, or with the code of the country',
  email: 'E-mail address',
  emailHint: 'An account is offered to this address',
  birthDate: 'Date of birth',
  bookButton: 'Book the visit',
  walkInButton: 'Begin the visit now',
  squeezeIn: 'Why it is squeezed in',
  squeezeInHint: 'The doctor is busy. With a reason the visit begins all the same.',
  move: {
    title: (doctor: string) => `Move the day of ${doctor}`,
    to: 'Who stands in',
    anybody: 'Whoever is free, else another day',
    failed: 'No proposals could be made',
    list: 'Visits to move',
    placeFor: (patient: string) => `New time for ${patient}`,
    leave: 'Leave as it is',
    nothingFree: 'Nothing free in the next 90 days',
    moved: (doctor: string, when: string) => `${doctor}, ${when}`,
    reason: 'Why',
    reasonHint: 'Kept in the history of every visit.',
    defaultReason: 'The doctor is not available.',
    close: 'Close the day, so that nobody books it',
    closeOnly: 'Close the day',
    button: (count: number) => `Move ${visits(count)}`,
    done: (moved: number, failed: number) =>
      failed === 0 ? `${visits(moved)} moved.` : `${visits(moved)} moved, ${failed} not.`,
    nothing: 'There is nothing to move',
    nothingHint: 'You can still close the day.',
  },
};
