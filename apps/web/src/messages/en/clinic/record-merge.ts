import { pluralOf } from '../../plural.js';

const plural = pluralOf('en');
const one = (count: number, single: string, several: string) =>
  plural(count, { one: `1 ${single}`, other: `${count} ${several}` });

/** Two records of one patient become one. */
export const recordMerge = {
  button: 'Merge with another record',
  title: (name: string) => `Merge with the record of ${name}`,
  chooseLead: 'Which other record is of the same patient? This one stays.',
  alike: (count: number) => one(count, 'record looks like this one', 'records look like this one'),
  compareLead: 'Look at both records: what stays, what is taken over and what moves.',
  otherChoice: 'Choose another record',
  swap: 'Keep the other record',
  compare: 'What both records say',
  field: 'Field',
  stays: 'Stays',
  goes: 'Is merged into it',
  taken: 'Is taken over',
  moves: 'What moves',
  visits: (count: number) => one(count, 'visit', 'visits'),
  waitlist: (count: number) => one(count, 'entry on the waitlist', 'entries on the waitlist'),
  messages: (count: number) => one(count, 'message', 'messages'),
  guardianships: (count: number) => one(count, 'guardian or dependant', 'guardians or dependants'),
  ending: (count: number) =>
    plural(count, {
      one: '1 guardian loses access: the patient has an account, and decides alone.',
      other: `${count} guardians lose access: the patient has an account, and decides alone.`,
    }),
  nothing: 'Nothing but the record itself.',
  endsAccount: (username: string) => `The account ${username} ends: nobody can sign in with it any more.`,
  silent: 'Patients and doctors are told nothing. The merge can be undone for 30 days.',
  conflicts: 'Both records have a visit at the same time',
  conflictsHint: 'Move or cancel one of the two first.',
  conflict: (when: string) => `From ${when}:`,
  visit: (id: number) => `visit ${id}`,
  confirm: 'Merge the records',
  failed: 'It could not be found out what would move',
  refused: 'These records cannot be merged',
  done: 'The records are merged.',
  undo: 'Undo the merge',
  undoAsk: 'Make two records of it again? What came after the merge stays here.',
  undone: 'The merge is undone. There are two records again.',
  list: 'Merged records',
  listFailed: 'The merges could not be loaded',
  mergedAt: (when: string) => `Merged on ${when}`,
  undoneAt: (when: string) => `Undone on ${when}`,
  until: (when: string) => `Can be undone until ${when}`,
};
