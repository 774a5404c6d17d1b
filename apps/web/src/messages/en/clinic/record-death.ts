import { pluralOf } from '../../plural.js';

const plural = pluralOf('en');

/** A patient who died. */
export const recordDeath = {
  button: 'Note a death',
  open: 'Date of death',
  title: (name: string) => `Death of ${name}`,
  on: 'Died on',
  effects: 'What happens then',
  visits: (count: number) =>
    plural(count, {
      one: '1 visit to come at your locations is called off, and those at others too.',
      other: `${count} visits to come at your locations are called off, and those at others too.`,
    }),
  noVisits: 'No visit is to come at your locations. Those at others are called off.',
  moreVisits: 'The visits to come are called off.',
  silent:
    'Neither the patient nor guardians get a message about it, or a reminder any more. The doctors are told.',
  ends: 'Waiting ends, and nobody can sign in to the account any more.',
  stays: 'The record stays, and is still found. Nothing can be booked for the patient.',
  save: 'Save',
  noted: 'The death is noted.',
  takeBack: 'Take it back',
  takeBackAsk: 'Was it a mistake? The account can be used again. Visits stay called off.',
  takenBack: 'It is taken back.',
  calledOff: 'Called off, and not booked again by itself',
  calledOffHint: 'Book again what is to take place.',
  noneCalledOff: 'No visit was called off that could still take place.',
};
