import { pluralOf } from '../../plural.js';

const plural = pluralOf('en');

const visits = (count: number) => plural(count, { one: 'one visit', other: `${count} visits` });

export const following = {
  scope: 'What to move',
  one: 'Only this visit',
  all: 'This and all that follow',
  title: 'Move this and all that follow',
  lead: 'Choose when this visit is to be. Those that follow go along by as many days, to the same time of day.',
  back: 'The visit',
  plan: 'What becomes of each visit',
  choose: 'Choose a new time below. Nothing is moved before you have seen every visit here.',
  asking: 'The new times are being looked at …',
  failed: 'The new times could not be looked at',
  from: 'From',
  to: 'to',
  alone: 'Move this one alone',
  nothing: 'The visits are at these times already.',
  allFit: (count: number) =>
    plural(count, { one: 'The visit fits there.', other: `All ${count} visits fit there.` }),
  someFit: (conflicts: number, count: number) =>
    plural(conflicts, {
      one: `One of ${count} visits does not fit there.`,
      other: `${conflicts} of ${count} visits do not fit there.`,
    }),
  noneFits: 'None of the visits fits there. Choose another time.',
  stay: (count: number) =>
    plural(count, { one: 'One stays where it is.', other: `${count} stay where they are.` }),
  asked: 'The doctor has to confirm the new times.',
  moveAll: (count: number) => plural(count, { one: 'Move the visit', other: `Move all ${count} visits` }),
  movePart: (count: number) => `Move ${visits(count)}, and leave the others where they are`,
  changed: 'Something has changed meanwhile, and nothing was moved. This is how it would be now.',
  done: (count: number) => plural(count, { one: 'One visit is moved', other: `${count} visits are moved` }),
  doneLead: 'From now on the new times count.',
  doneAsked: 'From now on the new times count. The doctor has to confirm them; a message says so.',
  noSeries: 'This visit is not part of a series',
  conflicts: { 'appointment.slot_taken': 'This time is taken.' },
};
